"""What an engine says of a query that it cannot read, as our own errors."""

from __future__ import annotations

import re

from kg.errors import QueryError

_PLACE = re.compile(r"\bat (\d+):(\d+):? ?")


def not_sparql(message: str, text: str, shift: int = 0) -> QueryError:
    """Return the error for a query that an Oxigraph, here or far away, calls no SPARQL.

    Args:
        message: What it says; "at LINE:COLUMN" tells where.
        text: The query, as the user wrote it.
        shift: Columns by which its first line was further right when it was asked.
    """
    place = _PLACE.search(message)
    what = _PLACE.sub("", message).removeprefix("error ")
    column = int(place[2]) - (shift if place[1] == "1" else 0) if place else 0
    where = f"line {place[1]}, column {max(1, column)}" if place else "query"
    return QueryError(f"is not SPARQL: {what}", where=where, remedy=_hint(text, int(place[1]) if place else 0))


def _hint(text: str, number: int) -> str:
    """Quote the line that the parser stumbled on."""
    lines = text.split("\n")
    shown = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"near: {shown[:80]}" if shown else "a brace, a dot or a prefix may be missing"
