"""JSON lines: one article a line, read as a stream. The decoded source of each is title, blank line, body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import ReadError
from kg.readers.assemble import article, too_large
from kg.readers.charset import clean, decode
from kg.readers.fields import KEYS, field_of, pick, stated, undated
from kg.readers.sources import slug
from kg.readers.streams import headed
from kg.readers.unread import Unread

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.metadata import Meta
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_CONTROL = bytes({*range(9), *range(14, 32), 127} - {27})  # no line of JSON holds them
_BINARY = 50  # one in so many of a file's first bytes, and it is no text
_REMEDY = 'write one JSON object a line, with "title" and "body"'
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096  # bytes that tell what is no text


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a .jsonl file; a bad line yields an error and the others go on.

    Raises:
        ReadError: The file is empty, or no text.
    """
    head, stream = headed(stream, _HEAD)
    if not head.startswith(_UTF16) and len(head) - len(head.translate(None, _CONTROL)) > len(head) // _BINARY:
        raise ReadError("not text", where=source.label, remedy=_REMEDY)
    taken: set[str] = set()
    empty = True
    for number, line in _lines(stream, source):
        empty = False
        if isinstance(line, ReadError):
            yield line
            continue
        try:
            yield from _unread(line, number, source, taken)
        except ReadError as error:
            yield error
    if empty:
        raise ReadError("the file is empty", where=source.label, remedy=_REMEDY)


def _lines(stream: BinaryIO, source: Source) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield the lines that are not blank with their numbers; a line over the limit is never held whole."""
    for number in count(1):
        line = stream.readline(source.limit + 1)
        if not line:
            return
        if len(line) > source.limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield number, too_large(f"{source.label}:{number}", source.limit)
        elif number == 1 and line.startswith(_UTF16):
            yield number, ReadError("a .jsonl file in UTF-16", where=source.label, remedy="save it as UTF-8")
            return
        elif line.strip():
            yield number, line


def _unread(line: bytes, number: int, source: Source, taken: set[str]) -> Iterator[Found]:
    where = f"{source.label}:{number}"
    fields = _chosen(_fields(line, where), source)
    body = pick(fields, "body")
    if not body:
        raise ReadError("no text", where=where, remedy='give it under "body" (or "본문"), or say --columns body=KEY')
    texts = {k: str(v) if isinstance(v, int) else v for k, v in fields.items()}
    yield from undated(texts, where)
    given = (pick(fields, "title"), body, stated(texts), source)
    yield Unread(_id(fields.get("id"), number, source, taken), _article, given, (where,))


def _article(title: str, body: str, meta: Meta, source: Source, where: str) -> Article:
    title = " ".join(clean(title).split())
    text = clean(f"{title}\n\n{body}" if title else body)
    try:
        return article(text, source, meta, titled=bool(title))
    except ReadError as error:
        raise ReadError(error.what, where=where, remedy=error.remedy) from error


def _chosen(fields: Mapping[str, Any], source: Source) -> Mapping[str, Any]:
    """Put what keys hold under their first usual names, letter case, spaces and _ aside.

    What the user says of keys counts before that; where several hold a field, the most usual that is not blank does.
    """
    known: dict[str, list[tuple[bool, int, Any]]] = {}
    for key, value in fields.items():
        field, rank = field_of(key)
        if field and value not in ("", None):
            known.setdefault(field, []).append((not isinstance(value, str), rank, value))
    usual = {KEYS[field][0]: min(values, key=itemgetter(0, 1))[2] for field, values in known.items()}
    return usual | {KEYS[field][0]: fields[key] for field, key in source.columns if key in fields}


def _fields(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(decode(line, where))
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at column {error.colno}", where=where, remedy=_REMEDY) from error
    except (RecursionError, ValueError) as error:
        raise ReadError("JSON that cannot be read", where=where, remedy=_REMEDY) from error
    if not isinstance(fields, dict):
        raise ReadError("not a JSON object", where=where, remedy=_REMEDY)
    return fields


def _id(value: object, number: int, source: Source, taken: set[str]) -> str:
    """Return the line's own id unless an earlier line has taken it, else one of the stem and the number."""
    own = slug(str(value)) if isinstance(value, str | int) and str(value).strip() else ""
    name = own if own and own not in taken else f"{source.id}-{number}"
    taken.add(name)
    return name
