"""Readers: bytes -> Article, one module a format."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.readers.assemble import LIMIT
from kg.readers.fields import named
from kg.readers.formats import READERS, Reader, formats, read
from kg.readers.sources import Source, apart, discover, slug
from kg.readers.tables.columns import ForeignError
from kg.readers.unread import Found, read_now

__all__ = ["LIMIT", "READERS", "Reader", "Source", "discover", "formats", "read_articles", "read_source", "slug"]


def read_articles(
    paths: Sequence[str | Path],
    *,
    stdin: bytes | None = None,
    limit: int = LIMIT,
    columns: Mapping[str, str] | None = None,
    skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
    read_one: Callable[[Found], Article | ReadError] = read_now,
) -> Iterator[Article | ReadError]:
    """Read articles one by one; what cannot be read comes as a ReadError in its place, and the rest goes on.

    Args:
        paths: Files, folders (walked to the bottom), or "-" for standard input.
        stdin: What "-" stands for, instead of the process's own standard input.
        limit: Bytes of the largest article that is read; characters in a table.
        columns: Which column of a table, or key of a .jsonl, holds a field: {"title": "제목"}. The others are found by
            their usual names.
        skipped: Told of every file in a folder that is passed over, and why.
        read_one: Reads what is found in a file.

    Yields:
        Articles in the order of their files' absolute paths, whatever the order of `paths`; no two share an id.

    Raises:
        ReadError: There is no field of such a name.
    """
    chosen = named(columns or {})
    sources, errors = discover(paths, formats(), limit=limit, skipped=skipped)
    yield from errors
    opens = partial(_opened, stdin=stdin)
    found = apart(
        [replace(source, columns=chosen) for source in sources], partial(read_source, opens=opens, skipped=skipped)
    )
    yield from map(read_one, found)


@contextmanager
def _opened(source: Source, stdin: bytes | None) -> Iterator[BinaryIO]:
    if source.path is None:
        yield sys.stdin.buffer if stdin is None else io.BytesIO(stdin)
        return
    with source.path.open("rb") as stream:
        yield stream


def read_source(
    source: Source,
    *,
    opens: Callable[[Source], AbstractContextManager[BinaryIO]],
    skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
) -> Iterator[Found]:
    """Find the articles of one source, some of them yet to be read; an error ends the source, not the program.

    Args:
        source: What to read.
        opens: Opens it, or raises an OSError.
        skipped: Told where it is passed over, and why.
    """
    try:
        with opens(source) as stream:
            yield from read(stream, source)
    except ForeignError as error:
        if source.found:
            skipped(source.path or Path(source.label), "a table of other things")
        else:
            yield error
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(
            f"cannot be read: {error.strerror or error}",
            where=source.label,
            remedy="check that it is there and may be read",
        )
