"""Lints newskg.ttl and shapes.ttl: every term labelled, every class that is named defined, both files in step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.lint.problem import Problem, text_of
from kg.ontology.vocabulary import ENTITY, KG, OWL, RDF, RDFS, Triples, Vocabulary, local, units

PREFIX = re.compile(r"^@prefix\s+(\S*):\s+<([^>]*)>", re.MULTILINE)


class _Sources:
    """The text of the Turtle files, to find the line that a term is defined on."""

    def __init__(self, files: list[Path], problems: list[Problem]) -> None:
        self.texts = {path: text_of(path, problems) for path in files}

    def place(self, iri: str) -> tuple[Path, int]:
        """Return file and line where a block begins with the term; the first file and 0 where none does."""
        for path, text in self.texts.items():
            forms = [f"<{iri}>"]
            forms += [f"{p}:{iri.removeprefix(ns)}" for p, ns in PREFIX.findall(text) if iri.startswith(ns)]
            found = re.search(rf"^(?:{'|'.join(map(re.escape, forms))})(?=\s)", text, re.MULTILINE)
            if found:
                return path, text.count("\n", 0, found.start()) + 1
        return next(iter(self.texts), Path()), 0

    def problem(self, iri: str, message: str) -> Problem:
        """Place a message at its term."""
        return Problem(*self.place(iri), f"{local(iri)}: {message}")


def lint_terms(files: list[Path], base: list[Path], vocabulary: Vocabulary) -> list[Problem]:
    """Check that terms have labels, comments, a domain and a range, and name only what is defined.

    Args:
        files: The Turtle files to check.
        base: Those that they add to, taken as right.
        vocabulary: What all of these define together.
    """
    problems: list[Problem] = []
    sources = _Sources(files, problems)
    triples, whole = Triples(files), Triples([*base, *files])
    for iri in triples.by_subject:
        if iri.startswith(KG) or iri in units(triples):
            problems += (sources.problem(iri, m) for m in _unlabelled(triples, iri, vocabulary))
        if iri.startswith(KG):
            problems += (sources.problem(iri, m) for m in _unknown(whole, triples, iri, vocabulary))
    return problems


def _unlabelled(triples: Triples, iri: str, vocabulary: Vocabulary) -> Iterator[str]:
    described = {*vocabulary.classes, *vocabulary.relations}
    wanted = [("label", "ko"), ("label", "en"), ("comment", "en")]
    wanted += [("comment", "ko")] if local(iri) in described else []
    for what, language in wanted:
        if not triples.label(iri, language, f"{RDFS}{what}"):
            yield f"no rdfs:{what} in {language}"


def _unknown(whole: Triples, triples: Triples, iri: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Name what one term refers to and nothing defines."""
    types = triples.all(iri, f"{RDF}type")
    parents = [p for p in triples.all(iri, f"{RDFS}subClassOf") if p.startswith(KG)]
    yield from (f"descends from the unknown class {local(p)}" for p in parents if not _is_class(whole, p))
    for what in ("domain", "range"):
        names = triples.classes(iri, RDFS + what)
        lost = (n for n in names if n.startswith(KG) and not _is_class(whole, n))
        yield from (f"{what} names the unknown class {local(n)}" for n in lost)
        if local(iri) in vocabulary.relations and not names and f"{OWL}ObjectProperty" in types:
            yield f"a relation needs a {what}"
    relation = vocabulary.relations.get(local(iri))
    if relation and relation.symmetric and relation.domain != relation.range:
        yield "is symmetric, but its domain and its range differ"
    for pair in sorted(relation.pairs) if relation else ():
        yield from (f"kg:pair names the unknown class {n}" for n in pair if n not in vocabulary.classes)
    for other in triples.all(iri, f"{OWL}inverseOf"):
        if local(other) not in vocabulary.relations:
            yield f"is the inverse of the unknown relation {local(other)}"
    known = units(whole)
    lost = (u for u in triples.all(iri, f"{KG}hasUnit") if u not in known)
    yield from (f"kg:hasUnit names the unknown unit {local(u)}" for u in lost)


def _is_class(whole: Triples, iri: str) -> bool:
    return iri == KG + ENTITY or f"{OWL}Class" in whole.all(iri, f"{RDF}type")


def lint_shapes(path: Path, vocabulary: Vocabulary) -> list[Problem]:
    """Check that shapes.ttl is Turtle and lists every class, relation, measure and modality."""
    problems: list[Problem] = []
    text = text_of(path, problems)
    if not text:
        return problems
    try:
        quads = ox.parse(input=text, format=ox.RdfFormat.TURTLE)
        named = {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
    except SyntaxError as err:
        return [Problem(path, err.lineno or 1, f"is not Turtle: {err.msg}")]
    wanted = (*vocabulary.classes, *vocabulary.relations, *vocabulary.measures, *vocabulary.modalities)
    return [Problem(path, 0, f"no shape lists {name}") for name in wanted if KG + name not in named]


def as_problem(err: OntologyError, fallback: Path) -> Problem:
    """Turn the error of a file that could not be read at all into a problem."""
    file, _, line = err.where.rpartition(":")
    return Problem(Path(file), int(line), err.what) if line.isdigit() else Problem(fallback, 0, err.what)
