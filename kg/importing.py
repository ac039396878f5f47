"""A graph that was exported, taken back: checked whole, so that what is written is what was read, to the byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.extract.check import misplaced
from kg.graph import base_of, breaches, recall
from kg.ontology import Ontology
from kg.pipeline import Corpus
from kg.stores.files import quads_of

REMEDY = "import what `kg build` or `kg export` wrote; `kg validate --graph FILE` lists all that breaks a rule"
_PREFIX = re.compile(r"^@?prefix\s+(\S*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s'\">]+")


def read(path: Path, ontology: Ontology) -> Corpus:
    """Read a graph that newskg wrote, and hold it against every rule.

    Args:
        path: Turtle, or another format of RDF 1.1 that `kg export` writes.
        ontology: What the graph may say.

    Raises:
        GraphError: It cannot be read, breaks a rule, or holds what newskg would not write; the message names the line.
    """
    triples = {quad.triple for quad in quads_of(path)}
    lines = _Lines(path)
    nested = [t for t in triples if isinstance(t.object, ox.Triple)]
    if nested:
        raise GraphError("holds RDF 1.2", where=lines.of(nested), remedy="import RDF 1.1: kg export --format turtle")
    _obeys(triples, ontology, lines)
    try:
        corpus = recall(triples, Corpus)
    except GraphError as error:
        raise GraphError(error.what, where=lines.named_in(error.what), remedy=REMEDY) from error
    _same(triples, corpus.triples(), lines)
    for claim in corpus.claims:
        fault = misplaced(claim, "")
        if fault:
            node = f"{corpus.base}evidence/{claim.evidence.id_for(claim.statement)}"
            raise GraphError(fault, where=lines.at(node), remedy=REMEDY)
    return corpus


def _obeys(triples: set[ox.Triple], ontology: Ontology, lines: _Lines) -> None:
    base = base_of(triples)
    for found in breaches(triples, ontology):
        node = found.node if found.node.startswith(base) else found.value
        raise GraphError(
            f"breaks a rule: {found.message}", where=lines.at(node, found.path, found.value), remedy=REMEDY
        )


def _same(given: set[ox.Triple], written: set[ox.Triple], lines: _Lines) -> None:
    """Refuse a graph of which anything would be lost or added; ids being hashes, a changed claim shows here."""
    foreign, missing = given - written, written - given
    if foreign:
        raise GraphError("holds what newskg does not write so", where=lines.of(foreign), remedy=REMEDY)
    if missing:
        lacking = min(missing, key=str).predicate.value
        raise GraphError(f"lacks a triple of {lacking}", where=lines.of(missing), remedy=REMEDY)


class _Lines:
    """The lines of a file, to find the one that an error is on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, triples: Collection[ox.Triple]) -> str:
        """Return file and line of the first of some triples.

        A statement's own come first: a change of one also changes the ids of its evidences, and so on.
        """
        some = [t for t in triples if not t.predicate.value.endswith("#evidence")] or list(triples)
        of_statements = [t for t in some if "/statement/" in str(t.subject)]
        return f"{self._path}:{min(map(self._triple, of_statements or some))}"

    def at(self, node: str, path: str = "", value: str = "") -> str:
        """Return file and line of what a resource says by a property."""
        return f"{self._path}:{self._line(node, path, value)}"

    def named_in(self, message: str) -> str:
        """Return file and line of the first resource that a message names; the first line where it names none."""
        return self.at(next((m[0] for m in _IRI.finditer(message)), ""))

    @cached_property
    def _text(self) -> list[str]:
        text = self._path.read_text(encoding="utf-8", errors="replace")
        return text.replace("\\", "").split("\n")  # what is escaped in a local name is not in its IRI

    @cached_property
    def _spaces(self) -> list[tuple[str, str]]:
        return _PREFIX.findall("\n".join(self._text))

    @cached_property
    def _starts(self) -> dict[str, int]:
        """Where the block of each subject begins, by how it is written there."""
        out: dict[str, int] = {}
        for number, line in enumerate(self._text):
            if line and not line[0].isspace():
                out.setdefault(line.split(maxsplit=1)[0], number)
        return out

    def _triple(self, triple: ox.Triple) -> int:
        subject, value = (str(getattr(n, "value", "")) for n in (triple.subject, triple.object))
        return self._line(subject, triple.predicate.value, value)

    def _line(self, node: str, path: str, value: str) -> int:
        start = next((self._starts[form] for form in self._forms(node) if form in self._starts), -1)
        if start < 0:
            return next((n for n, line in enumerate(self._text, 1) if node and node in line), 1)
        block = [start]
        while block[-1] + 1 < len(self._text) and self._text[block[-1] + 1][:1].isspace():
            block.append(block[-1] + 1)
        for wanted in (value, path):
            forms = [*self._forms(wanted), f'"{wanted}"'] if wanted else []
            for number in block:
                if any(form in self._text[number] for form in forms):
                    return number + 1
        return start + 1

    def _forms(self, iri: str) -> Iterator[str]:
        yield f"<{iri}>"
        yield from (f"{name}:{iri.removeprefix(space)}" for name, space in self._spaces if iri.startswith(space))
