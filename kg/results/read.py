"""Articles as they were read from files, kept by what was found there: what is a page's text need not be told again."""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import zlib
from pathlib import Path

import msgspec

from kg.errors import ReadError
from kg.model import Article
from kg.readers.unread import Found, Unread, read_now
from kg.results.form import LEVEL

OURS = "kg.readers."  # whose versions are known; others' modules may change without a word
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Article)


class Read:
    """Reads what is found in files, unless that was kept before.

    What lies in the file is looked up before anybody holds it: who changes it meanwhile costs time alone.

    Args:
        path: Where articles are kept; there may be no such file.
        version: What reading depends on, as `reading` gives it; "" where nothing is kept.
        fresh: Whether to pass over what is there.

    Attributes:
        used: The keys of all that was read, each with the place of its article among all, and whether it is new.
    """

    def __init__(self, path: Path, version: str, *, fresh: bool = False) -> None:
        self._version = version.encode()
        self._count = 0
        self._base = None if fresh else _opened(path)
        self.used: list[tuple[bytes, int, bool]] = []

    def __call__(self, found: Found) -> Article | ReadError:
        """Return an article, or why there is none; to be called for all, one after the other."""
        got, key, kept = self._read(found)
        if isinstance(got, Article):
            if key:
                self.used.append((key, self._count, not kept))
            self._count += 1
        return got

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _read(self, found: Found) -> tuple[Article | ReadError, bytes, bool]:
        if not self._version or not isinstance(found, Unread) or not found.make.__module__.startswith(OURS):
            return read_now(found), b"", False
        given = pickle.dumps((found.id, found.make.__module__, found.make.__qualname__, found.given), 5)
        key = hashlib.blake2b(given, key=self._version, digest_size=20).digest()
        article = self._kept(key)
        return (read_now(found), key, False) if article is None else (article, key, True)

    def _kept(self, key: bytes) -> Article | None:
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT hash, body FROM article WHERE key = ?", (row_of(key),)).fetchone()
            return None if row is None or row[0] != hash_of(key, row[1]) else _article(row[1])
        except (sqlite3.Error, ValueError):
            self.close()
            return None


def article_form(article: Article) -> bytes:
    """Return an article as bytes; none where it holds a text that is not Unicode, a lone surrogate."""
    try:
        return zlib.compress(_ENCODER.encode(article), LEVEL)
    except UnicodeEncodeError:
        return b""


def row_of(key: bytes) -> int:
    """Return the number of an entry: eight bytes of its key, all of which its hash holds it against."""
    return int.from_bytes(key[:8], signed=True)


def hash_of(key: bytes, body: bytes) -> bytes:
    """Return the hash of an entry."""
    return hashlib.blake2b(body, key=key, digest_size=16).digest()


def _article(body: bytes) -> Article:
    try:
        return _DECODER.decode(zlib.decompress(body))
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    except sqlite3.Error:
        return None
