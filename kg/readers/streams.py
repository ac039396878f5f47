"""Streams that are too long to be held: looked into, made seekable, decoded as they come."""

from __future__ import annotations

import codecs
import io
import shutil
import tempfile
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import ReadError
from kg.readers.charset import BOMS, plausible, refuse_binary

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 1 << 18  # bytes that an encoding is told by
DAMAGED = "newskg.damaged"  # the error handler that goes on after bytes that are no text
MARK = "\udcff"  # what it leaves in their place; no text that decodes holds it
_HELD = 1 << 26  # bytes that are kept in memory before they go to disk

codecs.register_error(DAMAGED, lambda error: (MARK, getattr(error, "end", 0)))


class _Chained(io.RawIOBase):
    """A stream whose beginning has been read, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] if self._head else self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


def headed(stream: BinaryIO, size: int = HEAD) -> tuple[bytes, io.BufferedReader]:
    """Return the first bytes of a stream, and the stream from its beginning again."""
    head = stream.read(size)
    return head, io.BufferedReader(_Chained(head, stream))


def seekable(stream: BinaryIO) -> BinaryIO:
    """Return the stream itself if it can be sought in, else its content, on disk where it is long."""
    if stream.seekable():
        return stream
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(_HELD))  # noqa: SIM115 - the reader's to close
    shutil.copyfileobj(stream, copy, HEAD)
    copy.seek(0)
    return copy


def decoded(stream: BinaryIO, where: str) -> tuple[str, io.TextIOWrapper]:
    """Decode a text of any length as it is read; line ends stay as they are, damaged bytes become MARK.

    Returns:
        The text's beginning, and all of it.

    Raises:
        ReadError: It is blank, no text, or in no encoding that is known here.
    """
    head, stream = headed(stream)
    name, mark = encoding(head, where)
    stream.read(mark)
    begun = codecs.getincrementaldecoder(name)(DAMAGED).decode(head[mark:])
    return begun, io.TextIOWrapper(stream, encoding=name, errors=DAMAGED, newline="")


def encoding(head: bytes, where: str = "") -> tuple[str, int]:
    """Tell the encoding of a text by its first bytes, of which some may be damaged.

    Returns:
        Its name for Python, and the length of the byte-order mark in bytes.

    Raises:
        ReadError: They are blank, no text, or in no encoding that is known here.
    """
    refuse_binary(head, where)
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, len(bom)
    wide = ["utf-16-le", "utf-16-be"]
    guesses = [*(wide if head.count(0) > len(head) // 50 else []), "utf-8", "cp949", *wide]
    for name in guesses:
        text = _begun(head, name)
        if text is not None and plausible(text, name):
            return name, 0
    for name in ("utf-8", "cp949"):
        text = head.decode(name, errors=DAMAGED)
        if text.count(MARK) <= 3 + len(text) // 500 and plausible(text.replace(MARK, ""), name):
            return name, 0
    raise ReadError("not text in any encoding that is known here", where=where, remedy="save it as UTF-8")


def _begun(head: bytes, name: str) -> str | None:
    """Decode the beginning of a text, which may end amid a character."""
    try:
        return codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
