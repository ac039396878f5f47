"""Reads newskg.ttl: OWL in, the frozen values of `terms` out. The only place where this room meets RDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.terms import ClassInfo, Measure, Relation

KG = "https://w3id.org/newskg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
QUDT = "http://qudt.org/schema/qudt/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ENTITY = "Entity"  # the root of every class of entities; it is not itself a class that an entity may have


class Vocabulary(NamedTuple):
    """What newskg.ttl (with an extra folder's Turtle) defines, each in the order of the file."""

    classes: dict[str, ClassInfo]
    relations: dict[str, Relation]
    measures: dict[str, Measure]
    modalities: tuple[str, ...]
    qualifiers: frozenset[str]
    units: dict[str, str]


class Triples:
    """The triples of a few Turtle files, by subject and predicate, as plain strings.

    Blank nodes keep a leading "_:" and literals carry their language behind "@"; IRIs are bare.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.by_subject: dict[str, dict[str, list[str]]] = {}
        for number, path in enumerate(files):
            for triple in _parsed(path):
                subject, predicate = _plain(triple.subject, number), triple.predicate.value
                here = self.by_subject.setdefault(subject, {})
                here.setdefault(predicate, []).append(_plain(triple.object, number))

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return every object, in the order of the file."""
        return self.by_subject.get(subject, {}).get(predicate, [])

    def one(self, subject: str, predicate: str) -> str:
        """Return the first object, or ""."""
        return next(iter(self.all(subject, predicate)), "")

    def label(self, subject: str, language: str, predicate: str = f"{RDFS}label") -> str:
        """Return the label (or comment) in a language, or ""."""
        tail = f"@{language}"
        return next((x.removesuffix(tail) for x in self.all(subject, predicate) if x.endswith(tail)), "")

    def items(self, head: str) -> list[str]:
        """Return the members of an RDF list."""
        out: list[str] = []
        while head and head != f"{RDF}nil" and len(out) < len(self.by_subject):  # a list that bites its tail ends too
            out.append(self.one(head, f"{RDF}first"))
            head = self.one(head, f"{RDF}rest")
        return out

    def classes(self, subject: str, predicate: str) -> list[str]:
        """Return the classes that a domain or range names, unions opened."""
        out: list[str] = []
        for node in self.all(subject, predicate):
            out += self.items(self.one(node, f"{OWL}unionOf")) if node.startswith("_:") else [node]
        return out

    def under(self, predicate: str, parent: str) -> list[str]:
        """Return the subjects in our namespace with `predicate` of a term in our namespace, in order."""
        return [s for s in self.by_subject if s.startswith(KG) and KG + parent in self.all(s, predicate)]


def read_vocabulary(files: Iterable[Path]) -> Vocabulary:
    """Read classes, relations, measures, modalities, qualifiers and units.

    Args:
        files: newskg.ttl first; an extra file may add terms and add to them.

    Raises:
        OntologyError: A file cannot be read or is not Turtle.
    """
    triples = Triples(files)
    sub = f"{RDFS}subPropertyOf"
    return Vocabulary(
        classes={c.name: c for c in _classes(triples)},
        relations={r.name: r for r in (_relation(triples, iri) for iri in triples.under(sub, "relation"))},
        measures={m.name: m for m in (_measure(triples, iri) for iri in triples.under(sub, "measure"))},
        modalities=tuple(local(iri) for iri in triples.under(f"{RDF}type", "Modality")),
        qualifiers=frozenset(local(iri) for iri in triples.under(sub, "qualifier")),
        units={name: iri for iri in units(triples) for name in _unit_names(triples, iri)},
    )


def units(triples: Triples) -> list[str]:
    """Return the IRIs of all units."""
    return [s for s in triples.by_subject if f"{QUDT}Unit" in triples.all(s, f"{RDF}type")]


def local(iri: str) -> str:
    """Return what follows the last `#` or `/`.

    >>> local("https://w3id.org/newskg/ontology#Person")
    'Person'
    """
    return iri.rpartition("#" if "#" in iri else "/")[2]


def _classes(triples: Triples) -> Iterable[ClassInfo]:
    found, level = [ENTITY], [ENTITY]
    while level:
        level = [local(s) for above in level for s in triples.under(f"{RDFS}subClassOf", above)]
        level = [name for name in dict.fromkeys(level) if name not in found]
        found += level
    for name in found[1:]:
        parents = (local(p) for p in triples.all(KG + name, f"{RDFS}subClassOf") if p.startswith(KG))
        parent = next((p for p in parents if p != ENTITY), "")
        yield ClassInfo(name, parent, triples.label(KG + name, "ko"), triples.label(KG + name, "en"))


def _relation(triples: Triples, iri: str) -> Relation:
    pairs = (triples.items(head) for head in triples.all(iri, f"{KG}pair"))
    return Relation(
        name=local(iri),
        domain=frozenset(map(local, triples.classes(iri, f"{RDFS}domain"))),
        range=frozenset(map(local, triples.classes(iri, f"{RDFS}range"))),
        symmetric=f"{OWL}SymmetricProperty" in triples.all(iri, f"{RDF}type"),
        same_kind=triples.one(iri, f"{KG}sameKind").startswith("true"),
        label_ko=triples.label(iri, "ko"),
        label_en=triples.label(iri, "en"),
        pairs=frozenset((local(a), local(b)) for a, b in pairs),
        transitive=f"{OWL}TransitiveProperty" in triples.all(iri, f"{RDF}type"),
        inverse=next((local(s) for s in triples.under(f"{OWL}inverseOf", local(iri))), ""),
    )


def _measure(triples: Triples, iri: str) -> Measure:
    return Measure(
        name=local(iri),
        units=frozenset(n for u in triples.all(iri, f"{KG}hasUnit") for n in _unit_names(triples, u)),
        domain=frozenset(map(local, triples.classes(iri, f"{RDFS}domain"))),
        label_ko=triples.label(iri, "ko"),
        label_en=triples.label(iri, "en"),
    )


def _unit_names(triples: Triples, iri: str) -> list[str]:
    """Return a unit's local name and its short notations (NanoM, NM)."""
    return [local(iri), *triples.all(iri, f"{SKOS}notation")]


def _parsed(path: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except OSError as err:
        raise OntologyError(f"cannot be read: {err.strerror}", where=str(path)) from err
    except SyntaxError as err:
        raise OntologyError(f"is not Turtle: {err.msg}", where=f"{path}:{err.lineno or 1}") from err


def _plain(node: object, number: int) -> str:
    if isinstance(node, ox.BlankNode):
        return f"_:{number}.{node.value}"
    if isinstance(node, ox.Literal):
        return f"{node.value}@{node.language}" if node.language else node.value
    return node.value if isinstance(node, ox.NamedNode) else str(node)
