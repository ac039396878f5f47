"""The page of a graph that is too large for one file: what it opens with, and how much more there is to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.exporters._html.payload import Payload
from kg.model import ArticleGraph

MORE = 200  # entities of a community that the page can ask for, the best-joined


def core(payload: Payload, drawing: dict[str, Any], groups: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return the page's data without what is folded.

    Args:
        payload: The whole.
        drawing: The drawing of the whole, as `rows` of the page.
        groups: The entities of each group of it, the best-joined first.
    """
    kept = {k for k, *_ in drawing["first"]} | {k for group in drawing["groups"] for k in group["lead"]}
    part = Payload(list(_cut(payload, {payload.entities[k].id for k in kept})), payload.ontology)
    number = {k: part.number[payload.entities[k].id] for k in kept}
    rows = part.rows()
    for k in kept:
        rows["entities"][number[k]]["d"] = payload.degree[k]
    return (
        rows
        | drawing
        | {
            "nodes": [node | {"id": number[node["id"]]} for node in drawing["nodes"] if node["id"] in kept],
            "lines": [{"id": k, "from": e["a"], "to": e["b"]} for k, e in enumerate(part.edges)],
            "first": [[number[k], *at] for k, *at in drawing["first"]],
            "groups": [
                group
                | {"lead": [number[k] for k in group["lead"]], "n": len(members)}
                | {"more": [payload.entities[k].id for k in members if k not in kept][:MORE]}
                for group, members in zip(drawing["groups"], groups, strict=True)
            ],
            "live": {
                "entities": sum(map(bool, payload.degree)),
                "articles": len(payload.graphs),
                "statements": len(payload.statements),
                "evidences": sum(len(s["e"]) for s in payload.statements),
            },
        }
    )


def _cut(payload: Payload, wanted: set[str]) -> Iterator[ArticleGraph]:
    """Yield the graphs of articles with the claims between these entities, and those that name them first."""
    missing = set(wanted)
    for graph in payload.graphs:
        claims = tuple(
            c
            for c in graph.claims
            if c.statement.subject in wanted
            and (not isinstance(c.statement.object, str) or c.statement.object in wanted)
        )
        entities = tuple(e for e in graph.entities if e.id in wanted)
        if claims or missing & {e.id for e in entities}:
            missing -= {e.id for e in entities}
            yield replace(graph, claims=claims, entities=entities)
