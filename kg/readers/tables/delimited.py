"""Text with delimiters: .csv and .tsv (RFC 4180), as Excel, pandas and databases write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ReadError
from kg.readers.rows import Taken
from kg.readers.streams import decoded, encoding
from kg.readers.tables.columns import SEARCHED, articles, is_header, understood
from kg.readers.tables.records import records

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_DELIMITERS = ",\t;|"
_SAMPLE = 1 << 16  # characters that the delimiter is told by
_SEP = re.compile(r"\s*sep=(.)[^\S\r\n]*(?:\r\n|\n|\r)", re.IGNORECASE)  # a first line for Excel alone


class Plain(csv.Dialect):
    """RFC 4180 with a delimiter of one's own."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a table of text, row by row.

    Raises:
        ReadError: It is blank, no text, or has no header that names the articles' text.
    """
    begun, text = decoded(stream, source.label)
    told = _SEP.match(begun)
    begun = begun[told.end() : told.end() + _SAMPLE] if told else begun[:_SAMPLE]
    if told:
        text.readline()
    delimiter = told[1] if told else _delimiter(begun, source)
    dialect = _dialect(begun, delimiter)
    rows = records(text, dialect, source.limit, first=2 if told else 1)
    empty = True
    for got in articles(rows, source, Taken(), exact=True):
        empty = False
        yield got
    if empty:
        raise ReadError("the table holds no article", where=source.label, remedy="put a row below its header")


def begins(head: bytes) -> bool:
    """Tell whether bytes begin as a table does, with a header that names text and something else."""
    try:
        name, mark = encoding(head)
    except ReadError:
        return False
    line = head[mark:].decode(name, "replace").lstrip().split("\n", 1)[0]
    headers = (understood(_cells(line, delimiter), ()) for delimiter in _DELIMITERS)
    return any(is_header(columns, ()) and len(columns.cells) > 1 for columns in headers)


def _delimiter(begun: str, source: Source) -> str:
    """Choose the delimiter under which a row at the top names most fields, or has most cells."""
    usual = "\t" if source.extension == ".tsv" else ","

    def worth(delimiter: str) -> tuple[int, bool, int]:
        found = [understood(row, source.columns) for row in _top(begun, delimiter)]
        known = max((len(columns.places) for columns in found), default=0)
        return known, delimiter == usual, max((len(columns.cells) for columns in found), default=0)

    return max(_DELIMITERS, key=worth)


def _top(begun: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(begun, newline=""), _dialect("", delimiter)):
            rows.append(row)
            if len(rows) == SEARCHED:
                break
    except csv.Error:
        pass  # what has been read tells enough
    return rows


def _cells(line: str, delimiter: str) -> list[str]:
    return next(iter(_top(line, delimiter)), [])


def _dialect(begun: str, delimiter: str) -> type[csv.Dialect]:
    """Return how the table is written; tables with tabs often quote nothing, so that a quotation mark is itself."""
    kind = type("Written", (Plain,), {"delimiter": delimiter})
    if delimiter != "\t" or not begun:
        return kind
    whole = begun[: begun.rfind("\n") + 1]
    try:
        for _ in csv.reader(io.StringIO(whole, newline=""), kind, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return type("Unquoted", (kind,), {"quoting": csv.QUOTE_NONE})
    return kind
