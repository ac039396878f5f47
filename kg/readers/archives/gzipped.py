"""gzip (RFC 1952): one file of any format, unpacked as it is read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.readers.archives.limits import Meter, Unpacked
from kg.readers.formats import formats, nested
from kg.readers.formats import read as read_any

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_BUFFER = 1 << 16


class _Counted(io.RawIOBase):
    """The packed bytes, which the meter compares with what comes out."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter

    def read(self, size: int = -1) -> bytes:
        """Read and count."""
        data = self._stream.read(size)
        self._meter.packed += len(data)
        return data


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of the one file that is packed; its format is that of the name without .gz, or of its content.

    Raises:
        ReadError: It is damaged, unpacks to too much, or holds another archive.
    """
    name = PurePath(source.label)
    inner = name.stem if name.suffix.lower() == ".gz" else ""
    extension = PurePath(inner).suffix.lower()
    if extension in (".tar", ".zip", ".gz"):
        raise nested(source.label)
    meter = Meter(source.label)
    packed = gzip.GzipFile(fileobj=_Counted(stream, meter), mode="rb")
    unpacked = io.BufferedReader(Unpacked(cast("BinaryIO", packed), meter, source.label), _BUFFER)
    yield from read_any(unpacked, replace(source, extension=extension if extension in formats() else "", packed=True))
