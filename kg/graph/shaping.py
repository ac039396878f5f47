"""The ontology's relations and measures -> SHACL: which classes a relation joins, which units a measure has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.graph.iris import KG, encode
from kg.ontology import Ontology
from kg.ontology.terms import Measure, Relation

FILE = "shapes-relations.ttl"
_HEAD = """\
# Which classes each relation joins and which units each measure has, in SHACL: made from newskg.ttl by docs/refresh.py.
# It goes with shapes.ttl, which says all the rest. A breach is reported at the relation; its value is the statement.

@prefix kg:   <https://w3id.org/newskg/ontology#> .
@prefix kgu:  <https://w3id.org/newskg/unit#> .
@prefix cur:  <http://qudt.org/vocab/currency/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh:   <http://www.w3.org/ns/shacl#> .
"""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z", re.ASCII)
_SUBJECT = "sh:property [ sh:path ( rdf:subject rdf:type ) ; sh:in ( {} ) ]"
_OBJECT = "sh:property [ sh:path ( rdf:object rdf:type ) ; sh:in ( {} ) ]"
_UNIT = "sh:property [ sh:path ( rdf:object qudt:unit ) ; sh:in ( {} ) ]"


def relation_shapes(ontology: Ontology) -> str:
    """Return the shapes of relations and measures as Turtle: what `Ontology.allows` and `measures_of` say."""
    parts = [_HEAD, *(_relation(r, ontology) for r in ontology.relations.values())]
    parts += [_measure(m, ontology) for m in ontology.measures.values()]
    return "\n".join(parts)


def _relation(relation: Relation, ontology: Ontology) -> str:
    """Let each class of a subject say which classes its object may have; those that say the same stand together."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for subject in ontology.classes:
        objects = tuple(o for o in ontology.classes if ontology.allows(relation.name, subject, o))
        if objects:
            groups[objects].append(subject)
    pairs = [f"[ {_SUBJECT.format(_kg(s))} ;\n          {_OBJECT.format(_kg(o))} ]" for o, s in groups.items()]
    message = f"kg:{relation.name} joins classes that the ontology allows."
    return _shape(relation.name, "sh:or (\n        " + "\n        ".join(pairs) + " )", message)


def _measure(measure: Measure, ontology: Ontology) -> str:
    message = f"kg:{measure.name} has a subject and a unit that it may have."
    return _shape(measure.name, "sh:node [ " + " ;\n        ".join(_parts(measure, ontology)) + " ]", message)


def _parts(measure: Measure, ontology: Ontology) -> Iterator[str]:
    fitting = [c for c in ontology.classes if not measure.domain or any(ontology.is_a(c, d) for d in measure.domain)]
    yield _SUBJECT.format(_kg(fitting))
    if measure.units:
        yield _UNIT.format(" ".join(f"<{iri}>" for iri in sorted({ontology.units[u] for u in measure.units})))


def _shape(name: str, body: str, message: str) -> str:
    head = f"{_name(f'{name}Statements')} a sh:NodeShape ;\n    sh:targetNode {_name(name)} ;\n"
    path = "    sh:property [ sh:path [ sh:inversePath rdf:predicate ] ;\n"
    return f'{head}{path}      sh:message "{message}"@en ;\n      {body} ] .\n'


def _kg(names: Iterable[str]) -> str:
    return " ".join(map(_name, names))


def _name(name: str) -> str:
    return f"kg:{name}" if _PLAIN.match(name) else f"<{KG}{encode(name)}>"
