"""RDF 1.2 Turtle: a statement is a reifier of its triple; where the triple stands, the statement annotates it.

What RDF 1.1 says by rdf:subject, rdf:predicate and rdf:object, RDF 1.2 says by rdf:reifies and a triple term. An
asserted triple is written once, with its statements behind it (`entity:a kg:released entity:b ~ statement:x`); a triple
that is only claimed is a triple term of its statement (`statement:y rdf:reifies <<( ... )>>`): it is not said to hold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg.graph import Rdf, in_order, prefixed, prefixes
from kg.ontology import Ontology

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ENDS = tuple(ox.NamedNode(f"{RDF}{name}") for name in ("subject", "predicate", "object"))
REIFIES = ox.NamedNode(f"{RDF}reifies")
VERSION = b'VERSION "1.2"\n'
Node = ox.NamedNode | ox.BlankNode
_NOTHING = (None, None, None)
_LOCAL = re.compile(r"[0-9A-Za-z]+\Z", re.ASCII)


def write(corpus: Rdf, path: Path, *, ontology: Ontology) -> None:
    """Write the union of the articles' graphs as RDF 1.2 Turtle, in UTF-8."""
    del ontology
    names = prefixes(corpus.base)
    known = list(in_order(reified(corpus.triples()), path.parent))
    asserted = {t for t in known if isinstance(t.object, ox.NamedNode)}
    behind: defaultdict[ox.Triple, list[str]] = defaultdict(list)
    for subject, predicate, value in known:
        if predicate == REIFIES and isinstance(value, ox.Triple) and value in asserted:
            behind[value].append(f" ~ {_short(subject, names)}")
    kept = (t for t in known if not (t.predicate == REIFIES and t.object in behind))
    mark = _unused(known)
    data = prefixed(_marked(kept, list(behind), mark), ox.RdfFormat.TURTLE, names)
    notes = ["".join(nodes).encode() for nodes in behind.values()]
    places = re.compile(rb"(\.?)%s(\d+)-(>?)" % mark.encode())
    path.write_bytes(VERSION + places.sub(lambda m: _annotation(m, notes), data))


def reified(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield triples with what rdf:subject, rdf:predicate and rdf:object say together said by rdf:reifies.

    A resource that lacks one of the three, or has two of one, keeps them as they are.
    """
    ends: defaultdict[object, defaultdict[ox.NamedNode, list[ox.Triple]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if triple.predicate in ENDS:
            ends[triple.subject][triple.predicate].append(triple)
        else:
            yield triple
    for found in ends.values():
        given = [t for name in ENDS for t in found[name]]
        subject, predicate, value = (t.object for t in given) if len(given) == len(found) == len(ENDS) else _NOTHING
        if isinstance(subject, Node) and isinstance(predicate, ox.NamedNode) and value is not None:
            yield ox.Triple(given[0].subject, REIFIES, ox.Triple(subject, predicate, value))
        else:
            yield from given


def _unused(triples: Iterable[ox.Triple]) -> str:
    """Return a mark that no triple holds. pyoxigraph writes no annotations: they take the place of marks."""
    text = "\n".join(map(str, triples))
    return next(mark for n in count() if (mark := f"-by{n}-") not in text)


def _marked(triples: Iterable[ox.Triple], annotated: list[ox.Triple], mark: str) -> Iterator[ox.Triple]:
    """Yield triples; those that statements stand behind carry a mark at the end of their object."""
    numbers = {triple: n for n, triple in enumerate(annotated)}
    for triple in triples:
        number = numbers.get(triple)
        if number is None:
            yield triple
        else:
            value = ox.NamedNode(f"{getattr(triple.object, 'value', '')}{mark}{number}-")
            yield ox.Triple(triple.subject, triple.predicate, value)


def _annotation(found: re.Match[bytes], notes: list[bytes]) -> bytes:
    """Return what stands in the place of a mark; a dot that has become the last of a local name is escaped."""
    dot = found[1] if found[3] or not found[1] else b"\\."
    return dot + found[3] + notes[int(found[2])]


def _short(node: object, names: Mapping[str, str]) -> str:
    """Write a statement's IRI with its prefix where it is one of ours."""
    local = str(getattr(node, "value", "")).removeprefix(names["statement"])
    return f"statement:{local}" if _LOCAL.match(local) else str(node)
