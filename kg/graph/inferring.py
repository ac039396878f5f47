"""What follows from what is asserted, by the ontology's own axioms: apart from evidence, and always with its grounds.

Of RDFS and OWL RL those rules that say something of news: inverse, symmetric and transitive properties, subclasses.
They start from direct triples alone, so that nothing follows from a rumour. A chain (a part of a part) is followed only
where the ontology would allow its ends to be joined: a person that is part of a firm is no part of the firm's country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.corpus import Corpus
from kg.graph.iris import RDF, Iris, kg, term
from kg.graph.literals import string
from kg.graph.triples import TYPE
from kg.model import Quantity, digest
from kg.ontology import Ontology

PROV = "http://www.w3.org/ns/prov#"
Edge = tuple[str, str, str]


class Inference(NamedTuple):
    """One triple that no article says and that follows from what articles say.

    Attributes:
        subject, predicate, object: Ids of entities and the name of a relation; of a subclass, "" and the class's name.
        rule: "inverse", "symmetric", "transitive" or "subclass".
        sources: Ids of the statements that it follows from; none for a subclass, which follows from the entity's class.
    """

    subject: str
    predicate: str
    object: str
    rule: str
    sources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that depend on what is inferred alone."""
        return digest("inference", self.subject, self.predicate, self.object, self.rule)


def inferences(corpus: Corpus, ontology: Ontology) -> list[Inference]:
    """Return what follows from the direct triples and the classes of a corpus, sorted, without what is asserted too."""
    said: defaultdict[Edge, set[str]] = defaultdict(set)
    for statement, evidence in corpus.claims:
        if not isinstance(statement.object, Quantity) and evidence.modality == "asserted":
            said[statement.subject, statement.predicate, statement.object].add(statement.id)
    grounds = {edge: tuple(sorted(ids)) for edge, ids in said.items()}
    chains = {(i.subject, i.predicate, i.object): i for i in _chains(grounds, corpus, ontology)}
    known = {**grounds, **{edge: i.sources for edge, i in chains.items()}}
    found = {*chains.values(), *_turned(known, ontology), *_classes(corpus, ontology)}
    return sorted(i for i in found if (i.subject, i.predicate, i.object) not in grounds)


def inferred_quads(corpus: Corpus, ontology: Ontology) -> Iterator[ox.Quad]:
    """Yield all that follows as quads of a graph of its own, each triple with a kg:Inference that says from what."""
    iris = Iris(corpus.base)
    graph = ox.NamedNode(f"{corpus.base}graph/inferred")
    for found in inferences(corpus, ontology):
        node, subject = ox.NamedNode(f"{corpus.base}inference/{found.id}"), iris.entity(found.subject)
        predicate = kg(found.predicate) if found.predicate else TYPE
        value = iris.entity(found.object) if found.predicate else kg(found.object)
        yield ox.Quad(subject, predicate, value, graph)
        yield ox.Quad(node, TYPE, kg("Inference"), graph)
        for name, end in (("subject", subject), ("predicate", predicate), ("object", value)):
            yield ox.Quad(node, term(RDF, name), end, graph)
        yield ox.Quad(node, kg("rule"), string(found.rule), graph)
        for source in [iris.statement(id_) for id_ in found.sources] or [subject]:
            yield ox.Quad(node, term(PROV, "wasDerivedFrom"), source, graph)


def _turned(known: Mapping[Edge, tuple[str, ...]], ontology: Ontology) -> Iterator[Inference]:
    for (subject, predicate, target), sources in known.items():
        relation = ontology.relations.get(predicate)
        if relation is not None and relation.symmetric:
            yield Inference(target, predicate, subject, "symmetric", sources)
        if relation is not None and relation.inverse:
            yield Inference(target, relation.inverse, subject, "inverse", sources)


def _chains(grounds: Mapping[Edge, tuple[str, ...]], corpus: Corpus, ontology: Ontology) -> Iterator[Inference]:
    """Yield the ends of chains of a transitive relation, each by the shortest chain, the first of these in order."""
    for name in sorted(r.name for r in ontology.relations.values() if r.transitive):
        following: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for (subject, predicate, target), sources in sorted(grounds.items()):
            if predicate == name:
                following[subject][target] = sources
        for start in sorted(following):
            for end, sources in _reached(start, following).items():
                ends = (corpus.entities[i].cls if i in corpus.entities else "" for i in (start, end))
                if end not in following[start] and ontology.allows(name, *ends):
                    yield Inference(start, name, end, "transitive", tuple(sorted(set(sources))))


def _reached(start: str, following: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return what a walk of more than no steps reaches, and the statements of the way; the start itself is left out."""
    found: dict[str, tuple[str, ...]] = {start: ()}
    edge = [start]
    while edge:
        after: list[str] = []
        for here in edge:
            for there, sources in following.get(here, {}).items():
                if there not in found:
                    found[there] = (*found[here], *sources)
                    after.append(there)
        edge = after
    return {end: sources for end, sources in found.items() if end != start}


def _classes(corpus: Corpus, ontology: Ontology) -> Iterator[Inference]:
    for entity in corpus.entities.values():
        for above in ontology.ancestors(entity.cls):
            yield Inference(entity.id, "", above, "subclass")
