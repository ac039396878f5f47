"""Which names became one entity, and why: what articles record and what a corpus adds, counted together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from kg.graph.resolving import label
from kg.model import ArticleGraph, Entity, Merge, Span
from kg.naming import SPELLING


class Joined(NamedTuple):
    """A name that was taken for an entity's.

    Attributes:
        label: What the entity is called.
        articles: How many articles take it so; 0 where that was decided for all of them.
        article, span: Where it first stands so, or "" and an empty span.
    """

    entity: str
    label: str
    surface: str
    reason: str
    articles: int
    article: str
    span: Span


def joined(graphs: Iterable[ArticleGraph], entities: Mapping[str, Entity], decided: Iterable[Merge]) -> list[Joined]:
    """Count the merges of articles, which come in the order of their ids, and of their corpus: see `Merges`."""
    merges = Merges(entities)
    for graph in graphs:
        merges.take(graph)
    return merges.counted(decided)


class Merges:
    """Counts the merges of articles and of their corpus.

    Args:
        entities: What the articles together call each entity, by id.
    """

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._found: dict[tuple[str, str, str], tuple[Merge, str, int]] = {}

    def take(self, graph: ArticleGraph) -> None:
        """Add those of an article; articles come in the order of their ids."""
        for merge in (*graph.merges, *_spelled(graph, self._entities)):
            self._add(merge)

    def counted(self, decided: Iterable[Merge]) -> list[Joined]:
        """Add what was decided for all articles, and return all, sorted by entity, reason and name."""
        for merge in decided:
            self._add(merge)
        out = []
        for (entity, reason, surface), (first, _, seen) in sorted(self._found.items(), key=itemgetter(0)):
            name = label(self._entities[entity]) if entity in self._entities else entity
            out.append(Joined(entity, name, surface, reason, seen, first.article, first.span))
        return out

    def _add(self, merge: Merge) -> None:
        """Count an article once: what it says of a name comes together."""
        key = (merge.entity, merge.reason, merge.surface)
        first, last, seen = self._found.get(key, (merge, "", 0))
        self._found[key] = (first, merge.article, seen + (merge.article not in ("", last)))


def _spelled(graph: ArticleGraph, entities: Mapping[str, Entity]) -> Iterator[Merge]:
    """Yield the labels of an article's entities that differ from what the corpus calls them."""
    explained = {(m.entity, m.surface) for m in graph.merges}
    for entity in graph.entities:
        if entity.id in entities:
            known = {n.text for n in entities[entity.id].names}
            for name in (n.text for n in entity.names):
                if name not in known and (entity.id, name) not in explained:
                    span = next((m.span for m in graph.mentions if m.surface == name), Span(0, 0))
                    yield Merge(entity.id, name, SPELLING, graph.article.id, span)
