"""The page of a graph that is too large for one file: what it opens with, and how much more there is to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from kg.exporters._html.outline import Numbers, Outline
from kg.exporters._html.payload import Payload

MORE = 200  # entities of a community that the page can ask for, the best-joined


def core(
    whole: Outline, part: Payload, drawing: dict[str, Any], groups: Sequence[Sequence[int] | Numbers]
) -> dict[str, Any]:
    """Return the page's data without what is folded.

    Args:
        whole: All that there is.
        part: What the page holds of it.
        drawing: The drawing of that, as `rows` of the page, with the numbers that entities have in the whole.
        groups: The entities of each group of the whole, the best-joined first.
    """
    kept = {node["id"] for node in drawing["nodes"]}
    number = {k: part.number[whole.ids[k]] for k in kept}
    rows = part.rows()
    for k in kept:
        rows["entities"][number[k]]["d"] = whole.degree[k]
    return (
        rows
        | drawing
        | {
            "nodes": [node | {"id": number[node["id"]]} for node in drawing["nodes"]],
            "first": [[number[k], *at] for k, *at in drawing["first"]],
            "groups": [
                group
                | {"lead": [number[k] for k in group["lead"]], "n": len(members)}
                | {"more": [whole.ids[k] for k in members[: MORE + len(kept)] if k not in kept][:MORE]}
                for group, members in zip(drawing["groups"], groups, strict=True)
            ],
            "live": {
                "entities": int(np.count_nonzero(whole.degree)),
                "articles": len(whole.order),
                "statements": whole.statements,
                "evidences": whole.evidences,
            },
        }
    )
