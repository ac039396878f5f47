"""Readers: bytes -> Article. Formats are looked up by extension in a registry of lazy "module:object" strings."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from kg.errors import ReadError
from kg.model import Article
from kg.readers.assemble import LIMIT
from kg.readers.sources import Source, discover, slug

Reader: TypeAlias = Callable[[BinaryIO, Source], Iterator[Article | ReadError]]

READERS: dict[str, str] = {
    ".txt": "kg.readers.txt:read",
    ".text": "kg.readers.txt:read",
    ".md": "kg.readers.markdown:read",
    ".markdown": "kg.readers.markdown:read",
    ".html": "kg.readers.html:read",
    ".htm": "kg.readers.html:read",
    ".xhtml": "kg.readers.html:read",
    ".jsonl": "kg.readers.jsonl:read",
    ".ndjson": "kg.readers.jsonl:read",
}
ENTRY_POINTS = "newskg.readers"

__all__ = ["LIMIT", "READERS", "Reader", "Source", "discover", "formats", "read_articles", "read_source", "slug"]


@cache
def formats() -> Mapping[str, str]:
    """Return "module:object" of each extension's reader, third parties' entry points included."""
    others = {f".{point.name.lstrip('.').lower()}": point.value for point in entry_points(group=ENTRY_POINTS)}
    return others | READERS


def read_articles(
    paths: Sequence[str | Path],
    *,
    stdin: bytes | None = None,
    limit: int = LIMIT,
    skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
) -> Iterator[Article | ReadError]:
    """Read articles one by one; what cannot be read comes as a ReadError in its place, and the rest goes on.

    Args:
        paths: Files, folders (walked to the bottom), or "-" for standard input.
        stdin: What "-" stands for, instead of the process's own standard input.
        limit: Bytes of the largest article that is read.
        skipped: Told of every file in a folder that is passed over, and why.

    Yields:
        Articles in the order of their files' absolute paths, whatever the order of `paths`; no two share an id.
    """
    sources, errors = discover(paths, formats(), limit=limit, skipped=skipped)
    yield from errors
    taken = {source.id for source in sources}
    for source in sources:
        for got in read_source(source, stdin=stdin):
            yield _renamed(got, source, taken) if isinstance(got, Article) else got


def _renamed(article: Article, source: Source, taken: set[str]) -> Article:
    """Give an article of a corpus file another id if its own is taken by another file's article."""
    if article.id == source.id:
        return article
    tries = (article.id, *(f"{source.id}-{article.id}{'-' * n}" for n in range(len(taken) + 1)))
    free = next(name for name in tries if name not in taken)
    taken.add(free)
    return replace(article, id=free)


def read_source(source: Source, *, stdin: bytes | None = None) -> Iterator[Article | ReadError]:
    """Read the articles of one source; an error ends the source, not the program."""
    try:
        if source.path is None:
            stream: BinaryIO = sys.stdin.buffer if stdin is None else io.BytesIO(stdin)
            yield from _read(stream, source)
            return
        with source.path.open("rb") as stream:
            yield from _read(stream, source)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(
            f"cannot be read: {error.strerror or error}",
            where=source.label,
            remedy="check that it is there and may be read",
        )


def _read(stream: BinaryIO, source: Source) -> Iterator[Article | ReadError]:
    extension = source.extension
    if not extension:
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
        extension, stream = _sniff(buffered.peek(4096)[:4096]), buffered
    yield from _load(formats()[extension])(stream, source)


def _sniff(head: bytes) -> str:
    """Tell a format by how its content begins."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return ".html"
    if start.startswith(b"{"):
        return ".jsonl"
    return ".md" if start.startswith((b"---\n", b"---\r", b"# ")) else ".txt"


def _load(target: str) -> Reader:
    module, _, name = target.partition(":")
    return cast("Reader", getattr(import_module(module), name))
