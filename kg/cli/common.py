"""What several commands share: options, and text that is safe to print."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

GRAPH = Path("outputs/graph.ttl")
WIDE = 10_000  # columns of a table that goes into a pipe: nothing is cut or wrapped there

graph_option = click.option(
    "--graph",
    type=click.Path(dir_okay=False, path_type=Path),
    default=GRAPH,
    show_default=True,
    help="The built graph.",
)
ontology_option = click.option(
    "--ontology",
    "folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder laid out like ontology/ that adds to it. May be given again.",
)
lexicon_option = click.option(
    "--lexicon",
    "lexicons",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A lexicon of your own, TSV or CSV. May be given again.",
)


def as_typed(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Read an argument as UTF-8 where the locale could not read it at all."""
    if value is None or value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value):
        return value
    return os.fsencode(value).decode(errors="replace")


def visible(text: str) -> str:
    r"""Put text on one line, without characters that would steer a terminal or turn its direction.

    >>> visible("가\n나\x1b[31m")
    '가 나\ufffd[31m'
    """
    line = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or c in _TURNS else c for c in line)


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; it fits the terminal, and is as wide as it needs to be in a pipe."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - a tenth of a second that other commands do not owe
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*header, box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console().print(table)


def console(*, stderr: bool = False) -> Any:
    """Return rich's console on the stream that click writes to now."""
    from rich.console import Console  # noqa: PLC0415

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else WIDE, highlight=False, emoji=False, markup=False)
