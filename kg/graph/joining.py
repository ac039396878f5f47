"""Graphs of articles, one after the other -> the same ones prepared and with entities joined, and an index of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from kg.errors import GraphError, KgError
from kg.graph.deciding import Decision, Plan, plan
from kg.graph.indexing import Index
from kg.graph.preparing import prepared
from kg.graph.redirecting import redescribed, redirected
from kg.model import ArticleGraph, Merge
from kg.ontology import Ontology

Keep: TypeAlias = Callable[[Iterable[ArticleGraph]], Sequence[ArticleGraph]]


@dataclass
class Joining:
    """Joins the graphs of articles.

    Args:
        ontology: Tells which relations are symmetric, and the names of what the graphs only refer to.
        keep: What holds graphs: `tuple` where memory has room for all of them.
        min_confidence: Claims below it are left out.
    """

    ontology: Ontology
    keep: Keep = tuple
    min_confidence: float = 0.0
    index: Index = field(default_factory=Index)
    failures: list[KgError] = field(default_factory=list)
    merges: tuple[Merge, ...] = ()

    def joined(self, graphs: Iterable[ArticleGraph], decisions: Sequence[Decision]) -> Sequence[ArticleGraph]:
        """Prepare and join graphs, each of which is looked at once, and once more where entities are joined.

        Args:
            graphs: In any order.
            decisions: What the user has decided about entities.

        Returns:
            Those that keep the vocabulary, sorted by the ids of their articles.

        Raises:
            GraphError: Two articles have one id, or two decisions cannot both hold.
        """
        ids: list[str] = []
        kept = self.keep(self._prepared(graphs, ids))
        if any(one > other for one, other in pairwise(ids)):
            order = sorted(range(len(ids)), key=ids.__getitem__)
            kept = self.keep(kept[n] for n in order)
        if decisions or self.index.brackets:
            made = plan(self.index.known(), self.index.brackets, decisions, self.ontology)
            self.failures += made.failures
            self.merges = tuple(made.merges)
            if made:
                self.index = self.index.anew(partial(redescribed, plan=made))
                kept = self.keep(self._redirected(kept, made))
        return kept

    def _prepared(self, graphs: Iterable[ArticleGraph], ids: list[str]) -> Iterator[ArticleGraph]:
        seen: set[str] = set()
        for graph in graphs:
            id_ = graph.article.id
            if id_ in seen:
                raise GraphError("two articles have this id", where=id_, remedy="rename one of them")
            try:
                made, others = prepared(graph, self.ontology, self.min_confidence)
            except GraphError as error:
                self.failures.append(error)
                continue
            self.index.take(made, others)
            seen.add(id_)
            ids.append(id_)
            yield made

    def _redirected(self, graphs: Iterable[ArticleGraph], made: Plan) -> Iterator[ArticleGraph]:
        described = made.described
        for graph in graphs:
            got, others = prepared(redirected(graph, made, self.ontology), self.ontology, 0.0, described)
            self.index.take(got, (redescribed(e, made) for e in others))
            yield got


def lean(graphs: Sequence[ArticleGraph]) -> Iterable[ArticleGraph]:
    """Return graphs of which no more is asked than their articles, entities and publishers: the rest may be missing."""
    read: Callable[[], Iterable[ArticleGraph]] | None = getattr(graphs, "lean", None)
    return graphs if read is None else read()
