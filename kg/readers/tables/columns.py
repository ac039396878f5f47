"""Which column of a table holds what: by its usual names in Korean and English, or as the user says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.errors import ReadError
from kg.readers.fields import field_of, folded
from kg.readers.rows import Taken, composed

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

SEARCHED = 20  # rows at the top in which the header is looked for: titles and notes may stand above it
_SHOWN = 12  # columns that a message names

Row: TypeAlias = tuple[int, Sequence[str] | ReadError]


class ForeignError(ReadError):
    """A table in which nothing is called as a part of an article is."""


class Columns(NamedTuple):
    """A header that was understood.

    Attributes:
        cells: What stands in it.
        places: The columns of each field, by how usual their names are; "body" is among the fields.
    """

    cells: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what a row says of each field: the first of its columns that is not blank."""
        return {
            field: next((cells[i] for i in places if i < len(cells) and cells[i].strip()), "")
            for field, places in self.places.items()
        }


def understood(cells: Sequence[str], given: Sequence[tuple[str, str]]) -> Columns:
    """Find the fields that the cells of a row name, if it is the header."""
    found: dict[str, list[tuple[int, int]]] = {}
    names = [folded(cell) if len(cell) <= 60 else "" for cell in cells]
    chosen = dict(given)
    for place, name in enumerate(names):
        field, rank = field_of(name)
        if field and field not in chosen:
            found.setdefault(field, []).append((rank, place))
    for field, name in given:
        exact = [place for place, cell in enumerate(cells) if cell.strip() == name.strip()]
        alike = [place for place, cell in enumerate(names) if cell and cell == folded(name)]
        found[field] = [(0, place) for place in exact or alike]
    places = {field: tuple(place for _, place in sorted(known)) for field, known in found.items() if known}
    return Columns(tuple(cell.strip() for cell in cells), places)


def is_header(columns: Columns, given: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a row is the header: it names the body, all that the user names, and what else is there."""
    named = [cell for cell in columns.cells if cell]
    whole = "body" in columns.places and all(field in columns.places for field, _ in given)
    return whole and (len(columns.places) >= 2 or len(named) == 1)


def articles(
    rows: Iterable[Row], source: Source, taken: Taken, *, sheet: str = "", exact: bool = False
) -> Iterator[Found]:
    """Read the articles of a table.

    Args:
        rows: Their numbers as a spreadsheet counts them, from 1, and their cells, or why there are none.
        source: The file.
        taken: Ids of the file's earlier articles.
        sheet: The sheet's name, for messages.
        exact: A row with more cells than the header is damaged.

    Raises:
        ReadError: There is no header that names the articles' text.
    """
    stream = iter(rows)
    columns = _header(stream, source, sheet)
    for number, cells in stream:
        place = f"sheet {sheet}, row {number}" if sheet else f"row {number}"
        if isinstance(cells, ReadError):
            yield ReadError(cells.what, where=f"{source.label}, {place}", remedy=cells.remedy)
            continue
        if not any(cell.strip() for cell in cells) or tuple(cell.strip() for cell in cells) == columns.cells:
            continue
        try:
            if exact:
                _fits(cells, columns, f"{source.label}, {place}")
            yield from composed(columns.fields(cells), source, place, taken)
        except ReadError as error:
            yield error


def _header(rows: Iterator[Row], source: Source, sheet: str) -> Columns:
    seen: list[Columns] = []
    for _, cells in rows:
        if isinstance(cells, ReadError) or not any(cell.strip() for cell in cells):
            continue
        columns = understood(cells, source.columns)
        if is_header(columns, source.columns):
            return columns
        seen.append(columns)
        if len(seen) == SEARCHED:
            break
    raise no_header(seen, source, sheet)


def no_header(seen: Sequence[Columns], source: Source, sheet: str = "") -> ReadError:
    """Return the error for a table in which none of the rows at the top is its header."""
    where = f"{source.label}, sheet {sheet}" if sheet else source.label
    if not seen:
        return ForeignError(
            "the table is empty", where=where, remedy="put a header and articles in it, or leave it out"
        )
    best = max(seen, key=lambda c: (len(c.places), sum(map(bool, c.cells))))
    missing = [name for field, name in source.columns if field not in best.places]
    names = ", ".join(f"{cell[:20]!r}" for cell in best.cells if cell)
    shown = names if len(best.cells) <= _SHOWN else ", ".join(f"{cell[:20]!r}" for cell in best.cells[:_SHOWN]) + " ..."
    if missing:
        return ReadError(f"no column is called {missing[0]!r}", where=where, remedy=f"what is there: {shown}")
    return (ReadError if best.places else ForeignError)(
        "no column is known to hold the articles' text",
        where=where,
        remedy=f"say which: --columns body=NAME,title=NAME; what is there: {shown}",
    )


def _fits(cells: Sequence[str], columns: Columns, where: str) -> None:
    extra = sum(1 for cell in cells[len(columns.cells) :] if cell.strip())
    if extra:
        raise ReadError(
            f"{len(cells)} cells under a header of {len(columns.cells)}",
            where=where,
            remedy="put texts with a delimiter or a line break in quotation marks",
        )
