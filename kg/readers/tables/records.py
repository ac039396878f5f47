"""The rows of a text with delimiters, such that a quotation mark out of place costs one row and not the rest."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator

from kg.errors import ReadError
from kg.readers.assemble import too_large
from kg.readers.tables.columns import Row

_END = "\udcfe"  # a last line of our own: what it turns up in was never closed; no text that decodes holds it
_RETRIES = 50  # rows that may lack a closing quotation mark; each costs reading what follows once more
_DOUBLED = "close the quotation mark; one that is part of a text is written twice"
csv.field_size_limit(2**31 - 1)  # of the whole process; a row's own limit is held here


class _LongError(Exception):
    """A row grows over the limit."""


class _Lines:
    """Lines for the csv module; those of the row at hand can be given back."""

    def __init__(self, text: io.TextIOBase, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._again: deque[str] = deque()
        self._size = 0
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line with its end, and once END after the last."""
        if self.held and self.held[-1] == _END:
            raise StopIteration
        line = self._again.popleft() if self._again else self._text.readline(self._limit + 1) or _END
        self.held.append(line)
        self._size += len(line)
        if self._size > self._limit:
            raise _LongError
        return line

    def drop(self) -> None:
        """Forget the lines of the row at hand: it is read."""
        self.held.clear()
        self._size = 0

    def back(self) -> None:
        """Drop the first line of the row at hand and give back the others."""
        self._again.extendleft(reversed([line for line in self.held[1:] if line != _END]))
        self.drop()

    def skip(self) -> None:
        """Drop the line at hand, of which only the beginning has been read."""
        while self.held and self.held[-1] and not self.held[-1].endswith(("\n", "\r")):
            self.held = [self._text.readline(self._limit)]
        self.drop()


def records(text: io.TextIOBase, dialect: type[csv.Dialect], limit: int, *, first: int = 1) -> Iterator[Row]:
    """Yield the rows of a table with their numbers, blank ones too.

    Args:
        text: The table, its line ends as they are.
        dialect: How it is written.
        limit: Characters that a row may have.
        first: The number of its first row.

    Raises:
        ReadError: Quotation marks are out of place everywhere.
    """
    lines = _Lines(text, limit)
    reader = csv.reader(lines, dialect)
    number, retries = first, 0
    while True:
        try:
            row = next(reader)
        except _LongError:
            fault = too_large("", limit) if len(lines.held) == 1 else _unclosed()
            lines.skip() if len(lines.held) == 1 else lines.back()
        except csv.Error as error:
            fault = ReadError(f"no row of a table: {error}", remedy="write it anew")
            lines.drop()
        else:
            if row and row[-1].endswith(_END):
                if lines.held == [_END]:
                    return
                fault = _unclosed()
                lines.back()
            else:
                lines.drop()
                yield number, row
                number += 1
                continue
        retries += 1
        if retries > _RETRIES:
            raise ReadError("quotation marks out of place in many rows", remedy="save the table as .xlsx")
        reader = csv.reader(lines, dialect)
        yield number, fault
        number += 1


def _unclosed() -> ReadError:
    return ReadError("a quotation mark is opened and not closed", remedy=_DOUBLED)
