"""The formats that are read: a registry of lazy "module:object" strings by extension, and how content tells them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import BinaryIO, TypeAlias, cast

from kg.errors import ReadError
from kg.readers.sources import Source
from kg.readers.unread import Found

Reader: TypeAlias = Callable[[BinaryIO, Source], Iterator[Found]]

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
    ".csv": "kg.readers.tables.delimited:read",
    ".tsv": "kg.readers.tables.delimited:read",
    ".xlsx": "kg.readers.tables.xlsx:read",
    ".xlsm": "kg.readers.tables.xlsx:read",
    ".xls": "kg.readers.tables.xlsx:read",  # says what to do, or finds that it is none
    ".parquet": "kg.readers.tables.parquet:read",
    ".rss": "kg.readers.feed:read",
    ".atom": "kg.readers.feed:read",
    ".xml": "kg.readers.feed:read",
    ".warc": "kg.readers.archives.warc:read",
    ".zip": "kg.readers.archives.zipped:read",
    ".gz": "kg.readers.archives.gzipped:read",
}
PACKED = frozenset((".zip", ".gz"))
SINGLE = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"))  # one article a file
ENTRY_POINTS = "newskg.readers"
_HEAD = 4096  # bytes that a format is told by
_FEEDS = (b"<rss", b"<feed", b"<rdf:rdf")
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
_BOOK = (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/")  # how the first member of a spreadsheet is called


@cache
def formats() -> Mapping[str, str]:
    """Return "module:object" of each extension's reader, third parties' entry points included."""
    others = {f".{point.name.lstrip('.').lower()}": point.value for point in entry_points(group=ENTRY_POINTS)}
    return others | READERS


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a stream by its source's format, or by its content where the name tells none.

    Raises:
        ReadError: It is no article, or an archive inside another.
    """
    extension = source.extension
    if not extension:
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
        extension, stream = sniff(buffered.peek(_HEAD)[:_HEAD]), buffered
    if source.packed and extension in PACKED:
        raise nested(source.label)
    yield from _load(formats()[extension])(stream, source)


def nested(where: str) -> ReadError:
    """Return the error for an archive inside an archive."""
    return ReadError("an archive inside an archive", where=where, remedy="unpack the outer one and build its folder")


def sniff(head: bytes) -> str:
    r"""Tell a format by how its content begins.

    >>> sniff(b"PAR1"), sniff(b"<?xml version='1.0'?><rss>"), sniff("제목,본문\n가,나".encode("cp949"))
    ('.parquet', '.xml', '.csv')
    """
    binary = {b"\x1f\x8b": ".gz", b"PAR1": ".parquet", b"WARC/1.": ".warc"}
    found = next((extension for magic, extension in binary.items() if head.startswith(magic)), "")
    if found or head.startswith(b"PK\x03\x04"):
        return found or (".xlsx" if head[30:].startswith(_BOOK) else ".zip")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<?xml", *_FEEDS)) and any(tag in start for tag in _FEEDS):
        return ".xml"
    if start.startswith((b"<!doctype", b"<?xml", *_PAGES)):
        return ".html"
    if start.startswith(b"{"):
        return ".jsonl"
    if start.startswith((b"---\n", b"---\r", b"# ")):
        return ".md"
    return ".csv" if _table(head) else ".txt"


def _table(head: bytes) -> bool:
    delimited = import_module("kg.readers.tables.delimited")
    return bool(delimited.begins(head))


def _load(target: str) -> Reader:
    module, _, name = target.partition(":")
    return cast("Reader", getattr(import_module(module), name))
