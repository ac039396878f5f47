"""What an archive may unpack to, so that a small file cannot fill memory, a disk or a day."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipInfo

from kg.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SIZE = 100_000_000_000  # bytes unpacked: ten million articles
MEMBERS = 200_000  # files in a .zip; their list is held in memory
RATIO = 200  # times its packed size; text packs to a fifth, pages of one site to a thirtieth
_ENTRY = 400  # bytes of a file in the directory, its name among them
_LAST = 1 << 17  # bytes in which the last record of a .zip stands
SLACK = 10_000_000  # bytes that are unpacked whatever the ratio
_REMEDY = "unpack it yourself if you trust it, and build the folder"


class Meter:
    """Counts what comes out of an archive against what went in."""

    def __init__(self, where: str, packed: int = 0) -> None:
        self.where = where
        self.packed = packed
        self.unpacked = 0

    def count(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            ReadError: They are too many, by themselves or for the archive's size.
        """
        self.unpacked += size
        if self.unpacked > SIZE or self.unpacked > SLACK + RATIO * self.packed:
            raise excessive(self.where)


class Unpacked(io.RawIOBase):
    """The content of an archive or of one of its members, metered; damage is told in one line."""

    def __init__(self, stream: BinaryIO, meter: Meter, where: str) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter
        self._where = where

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; 0 at the end.

        Raises:
            ReadError: The archive is damaged, or unpacks to too much.
        """
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except (EOFError, zlib.error, BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError("damaged or cut off in the archive", where=self._where, remedy="get it anew") from error
        self._meter.count(len(data))
        view[: len(data)] = data
        return len(data)


def within(members: Sequence[ZipInfo], packed: int, where: str) -> None:
    """Hold what a .zip says of its members against the limits.

    Args:
        members: Its directory.
        packed: Bytes of all that is packed; members that share bytes count them once.
        where: Its name, for messages.

    Raises:
        ReadError: They are too many or unpack to too much.
    """
    if len(members) > MEMBERS:
        raise ReadError(f"more than {MEMBERS} files in one archive", where=where, remedy=_REMEDY)
    size = sum(member.file_size for member in members)
    if size > SIZE or size > SLACK + RATIO * packed:
        raise excessive(where)


def refuse_crowd(stream: BinaryIO, where: str) -> None:
    """Refuse a .zip whose directory is too long to be held, by its last record (APPNOTE 4.3.16, 4.3.14).

    Raises:
        ReadError: It is.
    """
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - _LAST))
    tail = stream.read(_LAST)
    at, wide = tail.rfind(b"PK\5\6"), tail.rfind(b"PK\6\6")
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if size == 0xFFFFFFFF and wide >= 0:
        size = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if MEMBERS * _ENTRY < size <= end:
        raise ReadError(f"more than {MEMBERS} files in one archive", where=where, remedy=_REMEDY)
    stream.seek(0)


def excessive(where: str) -> ReadError:
    """Return the error for an archive that unpacks to too much."""
    return ReadError(
        f"unpacks to more than {RATIO} times its size, or to more than {SIZE // 10**9} GB", where=where, remedy=_REMEDY
    )
