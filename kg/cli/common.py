"""What several commands share: options, and text that is safe to print."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click
from click.core import ParameterSource

Decorated: TypeAlias = Callable[..., Any]

PROJECT = Path("outputs")
GRAPH = "graph.ttl"
GAP = "   "  # between the columns of a table


def _graph(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    return value or context.meta.get(__name__, PROJECT) / GRAPH


def _project(context: click.Context, _parameter: click.Parameter, value: Path) -> None:
    context.meta[__name__] = value


def graph_option(command: Decorated) -> Decorated:
    """Give a command `--graph FILE` and `--project DIR`; it is handed the graph that they mean."""
    graph = click.option(
        "--graph",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_graph,
        help="A built graph to read instead.",
    )
    project = click.option(
        "--project",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        default=PROJECT,
        show_default=True,
        is_eager=True,
        expose_value=False,
        callback=_project,
        help="Where kg build wrote.",
    )
    return graph(project(command))


def chosen_graph() -> bool:
    """Tell whether the user named the file of the graph."""
    source = click.get_current_context().get_parameter_source("graph")
    return source is ParameterSource.COMMANDLINE


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


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are of something.

    >>> counted(1, "entity", "entities"), counted(1200, "row")
    ('1 entity', '1,200 rows')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; it fits the terminal, and is as wide as it needs to be in a pipe."""
    click.echo(table(header, rows), nl=False)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as text: as wide as the terminal that it is for, or as it needs to be in a pipe."""
    cells = [[visible(cell) for cell in row] for row in rows]
    return _for_terminal(header, cells) if sys.stdout.isatty() else _for_pipe(header, cells)


def _for_terminal(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - a tenth of a second that other commands do not owe
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    made = Table(*header, box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for row in rows:
        made.add_row(*map(Text, row))
    page = Console(highlight=False, emoji=False, markup=False)
    with page.capture() as text:
        page.print(made)
    return text.get()


def _for_pipe(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Pad the cells by the columns that they take: a Korean letter takes two."""
    from rich.cells import cell_len  # noqa: PLC0415 - loaded only where a table is shown

    sizes = [[cell_len(cell) for cell in row] for row in (header, *rows)]
    columns = [max(column) for column in zip(*sizes, strict=True)]
    lines = [
        GAP.join(cell + " " * (most - size) for cell, size, most in zip(row, its, columns, strict=True)).rstrip()
        for row, its in zip((header, *rows), sizes, strict=True)
    ]
    rule = "─" * (sum(columns) + len(GAP) * (len(columns) - 1))
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def console(*, stderr: bool = False) -> Any:
    """Return rich's console on the stream that click writes to now."""
    from rich.console import Console  # noqa: PLC0415

    return Console(file=sys.stderr if stderr else sys.stdout, highlight=False, emoji=False, markup=False)
