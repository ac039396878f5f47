"""WARC 1.0 and 1.1 (ISO 28500), what crawlers write: every HTML page that a server sent, read as a file of its own."""

from __future__ import annotations

import http.client
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import ReadError
from kg.model import Article
from kg.readers.assemble import too_large
from kg.readers.html import read as read_page
from kg.readers.metadata import host
from kg.readers.outlets import by_domain
from kg.readers.rows import Taken, digest
from kg.readers.unread import Unread

if TYPE_CHECKING:
    import socket
    from email.message import Message

    from kg.readers.sources import Source
    from kg.readers.unread import Found

_LINE = 1 << 16  # bytes of a line that is looked at
_HTML = ("text/html", "application/xhtml+xml")
_VERSION = re.compile(rb"WARC/1\.\d\r?\n")
_REMEDY = "crawl the page again, or leave it out"
_DAMAGED = "no WARC record where one should begin"


@dataclass(frozen=True, slots=True)
class _Record:
    headers: Message
    block: bytes

    def header(self, name: str) -> str:
        return str(self.headers.get(name, "")).strip()


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a web archive; what is no page that was sent (requests, images, errors) is passed over.

    Raises:
        ReadError: It is no WARC, or holds no page.
    """
    taken = Taken()
    found, number = False, 0
    for number, record in enumerate(_records(stream, source), 1):
        place = source.at(f"record {number}")
        if isinstance(record, ReadError):
            found = True
            yield ReadError(record.what, where=place.label, remedy=record.remedy)
            continue
        try:
            page = _page(record, place)
            if page is not None:
                found = True
                url = record.header("WARC-Target-URI").strip("<>")
                yield Unread(taken.free(f"{source.id}-{digest(url)}"), _article, (page, url, place))
        except ReadError as error:
            found = True
            yield error
    if not found:
        what = "the web archive holds no page" if number else "the file is empty"
        raise ReadError(what, where=source.label, remedy="crawl articles' pages into it, or leave it out")


def _article(page: bytes, url: str, source: Source) -> Article:
    got = next(read_page(io.BytesIO(page), source))
    return replace(got, url=got.url or url, publisher=got.publisher or by_domain(host(url)))


def _records(stream: BinaryIO, source: Source) -> Iterator[_Record | ReadError]:
    """Yield records; where one is damaged, an error, and then those from the next that can be told."""
    version = stream.readline(_LINE)
    while version:
        if not version.strip():
            version = stream.readline(_LINE)
        elif not _VERSION.fullmatch(version):
            yield ReadError(_DAMAGED, remedy=_REMEDY)
            while version and not _VERSION.fullmatch(version):
                version = stream.readline(_LINE)
        else:
            yield _record(stream, source)
            version = stream.readline(_LINE)


def _record(stream: BinaryIO, source: Source) -> _Record | ReadError:
    try:
        headers = http.client.parse_headers(stream)
        length = int(headers["Content-Length"])
    except (http.client.HTTPException, TypeError, ValueError):
        return ReadError("a WARC record without a length", remedy=_REMEDY)
    wanted = headers.get("WARC-Type", "") in ("response", "resource")
    block = stream.read(min(max(length, 0), source.limit + 1)) if wanted else b""
    left = length - len(block)
    while left > 0 and (skipped := stream.read(min(left, 1 << 20))):
        left -= len(skipped)
    return _Record(headers, block) if left <= 0 else ReadError("a WARC record that is cut off", remedy=_REMEDY)


def _page(record: _Record, source: Source) -> bytes | None:
    """Return the page of a record, or None for what is none.

    Raises:
        ReadError: It is too large or cannot be unpacked.
    """
    if record.header("WARC-Type") == "resource":
        return record.block if record.header("Content-Type").startswith(_HTML) else None
    if not record.block.startswith(b"HTTP/"):
        return None
    head = io.BytesIO(record.block)
    response = http.client.HTTPResponse(cast("socket.socket", _Socket(head)))
    try:
        response.begin()
        if response.status != http.client.OK or not (response.getheader("Content-Type") or "").startswith(_HTML):
            return None
        start = head.tell()
        if len(record.block) > source.limit:
            raise too_large(source.label, source.limit)
        body = _unchunked(response, record.block[start:])
    except (http.client.HTTPException, ValueError) as error:
        raise ReadError("no HTTP response", where=source.label, remedy=_REMEDY) from error
    return _unpacked(body, (response.getheader("Content-Encoding") or "").lower(), source)


class _Socket:
    """What http.client takes for a connection: the bytes of one answer."""

    def __init__(self, block: io.BytesIO) -> None:
        self._block = block

    def makefile(self, _mode: str) -> io.BytesIO:
        return self._block


def _unchunked(response: http.client.HTTPResponse, rest: bytes) -> bytes:
    """Join chunks (RFC 9112, 7.1); some crawlers join them and keep the header that speaks of them."""
    if not response.chunked or not re.match(rb"[0-9A-Fa-f]{1,8}\s*(?:;[^\r\n]*)?\r\n", rest):
        return rest
    try:
        return response.read()
    except http.client.IncompleteRead as error:
        return error.partial


def _unpacked(body: bytes, encoding: str, source: Source) -> bytes:
    """Undo Content-Encoding (RFC 9110, 8.4.1); some crawlers undo it and keep the header."""
    if encoding in ("", "identity") or body.lstrip()[:1] == b"<":
        return body
    windows = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}.get(encoding, ())
    for window in windows:
        try:
            page = zlib.decompressobj(window).decompress(body, source.limit + 1)
        except zlib.error:
            continue
        if len(page) > source.limit:
            raise too_large(source.label, source.limit)
        return page
    raise ReadError(f"a page packed as {encoding[:20]!r} that cannot be unpacked", where=source.label, remedy=_REMEDY)
