"""What the graphs of a corpus are made of, as hashes: what is made of the same says the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from kg.model import ArticleGraph
from kg.results.shelf import Shelf

FEW = 0.8  # of the graphs: where fewer are as they were, it is no use to look for those


def marks(graphs: Sequence[ArticleGraph], version: str) -> list[str]:
    """Return for each graph 32 hexadecimal digits that change with all that its quads depend on.

    Args:
        graphs: As they are written: nothing is known of those that lie on no shelf.
        version: What quads depend on besides their graph, as `rules` gives it; "" where that is not known.
    """
    if not version or not isinstance(graphs, Shelf):
        return []
    key = version.encode()
    return [hashlib.blake2b(graphs.hash(n), key=key, digest_size=16).hexdigest() for n in range(len(graphs))]


def unchanged(marks: Sequence[str], known: Mapping[str, str]) -> dict[int, str]:
    """Return which graphs are as they were, where most of them are: their places, and what they are called.

    Args:
        marks: Of the graphs.
        known: What graphs are called that were made before, by their marks.
    """
    found = {place: known[mark] for place, mark in enumerate(marks) if mark in known}
    return found if len(found) >= FEW * len(marks) else {}
