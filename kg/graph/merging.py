"""Which names became one entity, and why: what articles record and what a corpus adds, counted together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    """Count the merges of articles and of their corpus, sorted by entity, reason and name."""
    found: dict[tuple[str, str, str], list[Merge]] = {}
    for graph in graphs:
        for merge in (*graph.merges, *_spelled(graph, entities)):
            found.setdefault((merge.entity, merge.reason, merge.surface), []).append(merge)
    for merge in decided:
        found.setdefault((merge.entity, merge.reason, merge.surface), []).append(merge)
    out = []
    for (entity, reason, surface), group in sorted(found.items()):
        first = group[0]
        seen = len({m.article for m in group if m.article})
        name = label(entities[entity]) if entity in entities else entity
        out.append(Joined(entity, name, surface, reason, seen, first.article, first.span))
    return out


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
