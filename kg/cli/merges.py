"""`kg merges`: which names became one entity, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.common import as_typed, graph_option, print_table

HEADER = ("entity", "called", "name", "reason", "articles", "first in")


@click.command()
@click.argument("entity", required=False, callback=as_typed)
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def merges(entity: str | None, graph: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """List which names became one entity, and why.

    ENTITY, an id or any of the names, lists that entity's alone. What is wrong can be put right in a file of
    decisions, one a line, its columns parted by tabs; `kg build` reads decisions.tsv in the current folder, or the
    file that --decisions names, and it always wins:

    \b
      same      A   B      B is A
      not-same  A   B      the name B does not mean A
      rename    A   NAME   A is to be called NAME

    \b
    Examples:
      kg merges
      kg merges 삼성전자 --json
    """  # noqa: D301 - \b is how click is told to keep lines
    rows = _rows(graph)
    if entity is not None:
        rows = _of(rows, entity)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print_table(HEADER, [_cells(row) for row in rows])


def _rows(graph: Path) -> list[dict[str, Any]]:
    """Read the merges that the report of a build holds, which stands beside its graph."""
    from kg.errors import GraphError  # noqa: PLC0415 - as the other commands load their rooms
    from kg.pipeline import REPORT  # noqa: PLC0415

    path = graph.with_name(REPORT)
    remedy = "build it again with: kg build"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["merges"]
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", where=str(path), remedy=remedy) from error
    except (json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise GraphError("is no report that lists merges", where=str(path), remedy=remedy) from error
    return list(found)


def _of(rows: list[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """Return the rows of the entities that go by an id or a name.

    Raises:
        GraphError: There are none.
    """
    from kg.errors import GraphError  # noqa: PLC0415
    from kg.naming import fold  # noqa: PLC0415

    key = fold(wanted)
    ids = {r["entity"] for r in rows if r["entity"] == wanted or key in (fold(r["label"]), fold(r["surface"]))}
    if not ids:
        raise GraphError(f"no other name was joined to {wanted!r}", remedy="list all with: kg merges")
    return [r for r in rows if r["entity"] in ids]


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    place = f"{row['article']}#char={row['span'][0]},{row['span'][1]}" if row["article"] else ""
    return row["entity"], row["label"], row["surface"], row["reason"], str(row["articles"] or "all"), place
