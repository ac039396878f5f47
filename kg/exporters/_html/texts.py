"""The texts of the articles with the places of entities and statements: for the page of a user who asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.exporters._html.payload import Payload
from kg.model import ArticleGraph, Block, Quantity

Mark = tuple[int, int, int]  # start and end in code points of the source, and a number of an entity or a statement
SHORTEST = 2  # letters of a name that is looked for


def texts(payload: Payload) -> list[list[dict[str, Any]]]:
    """Return the blocks of every article, in the order of `payload.graphs`.

    Returns:
        Of each block its text, its kind, and what stands in it, each with start and end in code points of the block:
        entities (no two overlap) and the sentences of statements.
    """
    rows = {row["id"]: k for k, row in enumerate(payload.statements)}
    return [_blocks(graph, payload, rows) for graph in payload.graphs]


def _blocks(graph: ArticleGraph, payload: Payload, rows: dict[str, int]) -> list[dict[str, Any]]:
    stated = sorted({(*claim.evidence.span, rows[claim.statement.id]) for claim in graph.claims})
    named = _apart([*_ends(graph, payload), *_names(graph, payload)])
    return [
        {
            "kind": block.kind,
            "text": block.span.of(graph.article.text),
            "e": _inside(block, named),
            "s": _inside(block, stated),
        }
        for block in graph.article.blocks
    ]


def _ends(graph: ArticleGraph, payload: Payload) -> Iterator[Mark]:
    """Yield where claims name their ends."""
    for statement, evidence in graph.claims:
        yield (*evidence.subject, payload.number[statement.subject])
        if not isinstance(statement.object, Quantity):
            yield (*evidence.object, payload.number[statement.object])


def _names(graph: ArticleGraph, payload: Payload) -> Iterator[Mark]:
    """Yield where else the article's entities are called by one of their names, the longest name first."""
    number = {
        name: payload.number[entity.id]
        for entity in graph.entities
        for name in (*(n.text for n in entity.names), *entity.aliases)
        if len(name) >= SHORTEST
    }
    if not number:
        return
    longest = sorted(number, key=lambda name: (-len(name), name))
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})", graph.article.text):
        yield found.start(), found.end(), number[found[0]]


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Keep marks that do not overlap, those that are given first before others."""
    kept: list[Mark] = []
    taken: set[int] = set()
    for start, end, number in marks:
        if start < end and taken.isdisjoint(range(start, end)):
            kept.append((start, end, number))
            taken.update(range(start, end))
    return sorted(kept)


def _inside(block: Block, marks: Iterable[Mark]) -> list[Mark]:
    first, last = block.span
    return [(start - first, end - first, number) for start, end, number in marks if first <= start < end <= last]
