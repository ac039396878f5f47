"""Many values on disk, read one at a time: so that an archive's articles and graphs need no memory.

What lies on a shelf was written by this process and is seen by no other: the file has no name, and goes with it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import threading
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Generic, TypeVar, cast, overload

import msgspec

from kg.errors import GraphError
from kg.model import Article, ArticleGraph
from kg.results.form import LEVEL, decoded, encoded, lean

T = TypeVar("T", Article, ArticleGraph)
_HASH = 16  # bytes of one
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Article)


class Shelf(Sequence[T], Generic[T]):
    """A sequence that holds no more of its values than where they lie.

    Args:
        values: What to put there: all are read now, one after the other.
        folder: Where to make the file; the system's own place for such files where there is none.

    Raises:
        GraphError: There is no room for it.
    """

    def __init__(self, values: Iterable[T] = (), folder: Path | None = None) -> None:
        self._places = array("q")  # of each value: where it begins
        self._hashes = bytearray()  # of all values, one after the other
        self._file: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._where = folder
        for value in values:
            self._put(value)
        self._settle()

    def in_order(self, order: Iterable[int]) -> Shelf[T]:
        """Return the same values in another order, from the same file."""
        other: Shelf[T] = Shelf(folder=self._where)
        for n in order:
            other._places.append(self._places[n])
            other._hashes += self.hash(n)
        other._file, other._lock = self._file, self._lock
        return other

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Read one value, or some."""
        if isinstance(index, slice):
            return tuple(self._read(place) for place in self._places[index])
        return self._read(self._places[index])

    def __iter__(self) -> Iterator[T]:
        """Read one value after the other."""
        return map(self._read, self._places)

    def lean(self: Shelf[ArticleGraph]) -> Iterator[ArticleGraph]:
        """Read graphs with no more than their entities and their publishers, one after the other."""
        return (_lean(self._data(place)) for place in self._places)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def hash(self, index: int) -> bytes:
        """Return a hash of all of a value but where its article lies."""
        return bytes(self._hashes[index * _HASH : (index + 1) * _HASH])

    def _put(self, value: T) -> None:
        data, hash_ = _bytes(value)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._where)  # noqa: SIM115 - it goes with the shelf
            self._places.append(self._file.seek(0, 2))
            self._file.write(len(data).to_bytes(8, "little") + data)
            self._hashes += hash_
        except OSError as error:
            raise self._failed(error) from error

    def _settle(self) -> None:
        try:
            if self._file is not None:
                self._file.flush()
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> GraphError:
        where = str(self._where or tempfile.gettempdir())
        return GraphError(f"cannot be written: {error.strerror or error}", where=where)

    def _read(self, place: int) -> T:
        return _value(self._data(place))  # type: ignore[return-value]

    def _data(self, place: int) -> bytes:
        return self._at(place + 8, int.from_bytes(self._at(place, 8), "little"))

    def _at(self, place: int, size: int) -> bytes:
        file = cast("IO[bytes]", self._file)  # there is one where there is a place
        if hasattr(os, "pread"):  # a process and its copies share where a file is read next
            return os.pread(file.fileno(), size, place)
        with self._lock:
            file.seek(place)
            return file.read(size)


def _bytes(value: Article | ArticleGraph) -> tuple[bytes, bytes]:
    """Return the form in which a value lies on a shelf, and its hash."""
    article = value if isinstance(value, Article) else value.article
    own = _article_bytes(article)
    rest = b"" if isinstance(value, Article) else encoded(value)
    data = zlib.compress(len(own).to_bytes(4, "little") + own + rest, LEVEL)
    named = repr(replace(article, source="")).encode()
    return data, hashlib.blake2b(b"%d:" % len(named) + named + rest, digest_size=_HASH).digest()


def _value(data: bytes) -> Article | ArticleGraph:
    article, rest = _parts(data)
    return decoded(rest, article) if rest else article


def _lean(data: bytes) -> ArticleGraph:
    article, rest = _parts(data)
    return lean(rest, article)


def _parts(data: bytes) -> tuple[Article, bytes]:
    whole = zlib.decompress(data)
    size = 4 + int.from_bytes(whole[:4], "little")
    return _article(whole[4:size]), whole[size:]


def _article_bytes(article: Article) -> bytes:
    try:
        return _ENCODER.encode(article)
    except UnicodeEncodeError:  # a lone surrogate
        return pickle.dumps(article)


def _article(data: bytes) -> Article:
    if data.startswith(pickle.PROTO):  # to MessagePack, something without a single field
        article: Article = pickle.loads(data)  # noqa: S301 - this process wrote it
        return article
    return _DECODER.decode(data)
