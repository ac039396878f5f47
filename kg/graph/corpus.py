"""Many articles' graphs as one: the union of what they say, and a resolution step over entities and disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self, TypeVar

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.counting import Summary
from kg.graph.deciding import Decision
from kg.graph.disagreeing import Compared, Disagreement, compared, contested
from kg.graph.indexing import Index
from kg.graph.iris import BASE, Iris, kg, prefixes
from kg.graph.joining import Joining, Keep
from kg.graph.merging import Joined
from kg.graph.network import network
from kg.graph.resolving import entity_triples
from kg.graph.sifting import Groups
from kg.graph.triples import article_triples
from kg.graph.turtle import turtle
from kg.model import Article, ArticleGraph, Claim, Entity, Evidence, Merge, Statement
from kg.ontology import Ontology


@dataclass(frozen=True)
class Corpus:
    """The graphs of articles, joined.

    Attributes:
        graphs: One for each article, sorted by its id, in canonical form.
        others: Entities that the graphs refer to and no article mentions: outlets, speakers known from the lexicon.
        units: Local name of a unit to its IRI.
        base: What the IRIs of resources begin with.
        failures: What could not be read or built, in the order of the input.
        decided: Why entities of different articles were joined.
        keep: What holds graphs that are made of these.
    """

    graphs: Sequence[ArticleGraph] = ()
    others: tuple[Entity, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict, repr=False)
    base: str = BASE
    failures: tuple[KgError, ...] = ()
    decided: tuple[Merge, ...] = field(default=(), repr=False)
    keep: Keep = field(default=tuple, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        graphs: Iterable[ArticleGraph],
        ontology: Ontology,
        *,
        base: str = BASE,
        failures: Sequence[KgError] = (),
        min_confidence: float = 0.0,
        decisions: Sequence[Decision] = (),
        keep: Keep = tuple,
    ) -> Self:
        """Join the graphs of articles; a graph that breaks the vocabulary becomes a failure, and the rest goes on.

        Args:
            graphs: In any order.
            ontology: Tells which relations are symmetric, and the units.
            base: What the IRIs of resources begin with.
            failures: What failed before: looked at when all graphs have come.
            min_confidence: Claims below it are left out.
            decisions: What the user has decided about entities; a row that names what nobody knows becomes a failure.
            keep: What holds the graphs, which are read one at a time: not in memory, where there are many.

        Raises:
            GraphError: Two articles have one id, two decisions cannot both hold, or the base is none.
        """
        Iris(base)
        joining = Joining(ontology, keep, min_confidence)
        kept = joining.joined(graphs, decisions)
        failed = (*failures, *joining.failures)
        made = cls(kept, joining.index.others(), ontology.units, base, failed, joining.merges, keep)
        return indexed(made, joining.index)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by id, sorted by it, its descriptions joined."""
        return self._indexed().entities(self.others)

    @cached_property
    def mentioned(self) -> Mapping[str, int]:
        """How many articles mention each entity; those that none mentions are left out."""
        return self._indexed().articles

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Every article by id."""
        return {g.article.id: g.article for g in self.graphs}

    @cached_property
    def mentions(self) -> dict[str, tuple[str, ...]]:
        """Ids of the articles that mention each entity, sorted; entities that none mentions are left out."""
        out: dict[str, list[str]] = {}
        for graph in self.graphs:
            for entity in graph.entities:
                out.setdefault(entity.id, []).append(graph.article.id)
        return {id_: tuple(dict.fromkeys(articles)) for id_, articles in out.items()}

    @property
    def claims(self) -> Iterator[Claim]:
        """Yield every claim, article by article."""
        for graph in self.graphs:
            yield from graph.claims

    @cached_property
    def statements(self) -> dict[Statement, tuple[Evidence, ...]]:
        """Every statement with its evidences, sorted by statement id, then by article and place."""
        found: dict[Statement, list[Evidence]] = {}
        for statement, evidence in self.claims:
            found.setdefault(statement, []).append(evidence)
        order = sorted(found, key=lambda s: s.id)
        return {s: tuple(sorted(found[s], key=lambda e: (e.article, e.span, e.id_for(s)))) for s in order}

    @property
    def compared(self) -> Compared:
        """What was found by holding statements against each other."""
        return self._gathered[0]

    @property
    def contradictions(self) -> list[Disagreement]:
        """Pairs of statements that cannot both hold, and why."""
        return self.compared.found

    @property
    def disagreements(self) -> list[tuple[str, str]]:
        """Pairs of ids of statements that cannot both hold."""
        return [(d.one, d.other) for d in self.contradictions]

    @cached_property
    def contested(self) -> list[Statement]:
        """Statements that one evidence holds and another refuses."""
        return contested(self.statements)

    @property
    def merges(self) -> list[Joined]:
        """Names that became one entity's, and why; none where the corpus was read back from a graph."""
        return self.summary.merges

    @property
    def summary(self) -> Summary:
        """What there is, counted."""
        return self._gathered[1]

    @cached_property
    def _gathered(self) -> tuple[Compared, Summary]:
        """What one look at each graph tells, where it is on disk."""
        groups = Groups(self.graphs)
        summary = Summary(groups.passing(), self.entities, self.decided)
        return compared(groups.claims()), summary

    def quads(self, places: Iterable[int] | None = None) -> Iterator[ox.Quad]:
        """Yield the whole corpus: a named graph for each article, and one for entities and disagreements.

        Args:
            places: Of the articles whose graphs are wanted, among `graphs`; None for all.
        """
        iris = Iris(self.base)
        for graph in self.graphs if places is None else (self.graphs[n] for n in places):
            name = iris.article(graph.article.id)
            for triple in article_triples(graph, iris, self.units):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
        for triple in self._shared(iris):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, iris.entities)

    def triples(self) -> set[ox.Triple]:
        """Return the union of all named graphs."""
        return set(self.union())

    def turtle(self) -> str:
        """Write the corpus as Turtle: the same text for the same articles, in whatever order they came."""
        return turtle(self.union(), prefixes(self.base)).decode()

    def to_networkx(self) -> Any:
        """Return a networkx.MultiDiGraph: a node for each entity and quantity, an edge for each statement.

        Nodes have `label`, `cls`, `names` and `articles`; edges are keyed by statement id and have `relation`,
        `modality` (the firmest), `qualifiers` and `evidences`.
        """
        return network(self.entities, self.mentions, self.statements)

    def counts(self) -> dict[str, int]:
        """Return how much there is: articles, entities, statements, evidences."""
        return {
            "articles": len(self.graphs),
            "entities": len(self.mentioned),
            "statements": self.summary.statements,
            "evidences": self.summary.evidences,
        }

    def rejects(self) -> dict[str, int]:
        """Count the claims that did not pass the gate by reason, the most frequent first."""
        return dict(sorted(self.summary.rejects.items(), key=lambda item: (-item[1], item[0])))

    def _indexed(self) -> Index:
        index = Index()
        for graph in self.graphs:
            index.take(graph)
        return index

    def union(self) -> Iterator[ox.Triple]:
        """Yield the triples of all named graphs, some of them more than once."""
        iris = Iris(self.base)
        for graph in self.graphs:
            yield from article_triples(graph, iris, self.units)
        yield from self._shared(iris)

    def _shared(self, iris: Iris) -> Iterator[ox.Triple]:
        for entity in self.entities.values():
            yield from entity_triples(entity, iris)
        for one, other in self.disagreements:
            yield ox.Triple(iris.statement(one), kg("disagreesWith"), iris.statement(other))


C = TypeVar("C", bound=Corpus)


def indexed(corpus: C, index: Index) -> C:
    """Let a corpus that is new know what was gathered as its graphs were made, so that they are not read for that."""
    corpus.__dict__["entities"] = index.entities(corpus.others)  # where a cached_property keeps its value
    corpus.__dict__["mentioned"] = index.articles
    return corpus
