"""Keeps results in one SQLite file. It may be killed, cut short or spoilt: what is wrong is read again, nothing else.

Every entry carries a hash of its own. What is put in is safe from a kill, and from a power cut, within a second; a file
that is no database any more is begun anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg.errors import GraphError
from kg.model import Article, ArticleGraph
from kg.results.form import unpacked
from kg.results.read import Read, article_form, hash_of, row_of
from kg.results.verdicts import Verdicts
from kg.stores.folder import locked

RESULTS = "results"  # the folder's name in that of a project
FILE = "articles.sqlite"
VERSION = 3  # of the tables
EVERY = 1.0  # seconds between commits: what a kill may cost
_SCHEMA = f"""
PRAGMA auto_vacuum = FULL;
BEGIN;
CREATE TABLE IF NOT EXISTS result (key INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS article (key INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS passed (key INTEGER PRIMARY KEY);
PRAGMA user_version = {VERSION};
COMMIT;
"""
_USED = "CREATE TEMP TABLE used (key INTEGER PRIMARY KEY)"
_FORGET = "DELETE FROM {0} WHERE key NOT IN (SELECT key FROM used)"
T = TypeVar("T")


class Kept:
    """The results of a project.

    Args:
        path: The file, made where there is none.
        version: What results depend on besides their article: see `version`.
        fresh: Whether to pass over what is there.

    Raises:
        GraphError: The file cannot be read or written.
    """

    def __init__(self, path: Path, version: str, *, fresh: bool = False) -> None:
        self._path = path
        self._version = version.encode()
        self._fresh = fresh
        self._committed = time.monotonic()
        self._base = self._opened()

    def holds(self, article: Article) -> bool:
        """Tell whether there is an entry of the article: it may be found to be spoilt when it is read."""
        return bool(self.find(article))

    def find(self, article: Article) -> bytes:
        """Return the key of the entry of an article, nothing where there is none."""
        if self._fresh:
            return b""
        key = self._key(article)
        there = self._safely(lambda: self._found("SELECT key, key FROM result WHERE key = ?", key)) is not None
        return key if there else b""

    def get(self, article: Article, key: bytes = b"") -> ArticleGraph | None:
        """Return the graph of an article, or None where there is none that is whole.

        Args:
            article: The article.
            key: What `find` has returned for it, where that was asked.
        """
        key = key or self._key(article)
        row = self._safely(lambda: self._found("SELECT hash, body FROM result WHERE key = ?", key))
        if row is None or row[0] != hash_of(key, row[1]):
            return None
        try:
            graph = unpacked(row[1], article)
        except ValueError:
            return None
        self._safely(lambda: self._use(key))
        return graph

    def put(self, article: Article, body: bytes) -> None:
        """Keep a result, as `packed` gives it.

        Raises:
            GraphError: There is no room for it.
        """
        key = self._key(article)
        self._safely(lambda: self._put(key, body))
        if time.monotonic() - self._committed > EVERY:
            self.commit()

    def commit(self) -> None:
        """Make safe what has been put in.

        Raises:
            GraphError: There is no room for it.
        """
        self._safely(self._commit)

    def forget(self) -> None:
        """Drop all that was neither read nor put in since this was opened.

        Raises:
            GraphError: The file cannot be written.
        """
        self._safely(lambda: self._run(_FORGET.format("result")))
        self.commit()

    def keep(self, read: Read, articles: Sequence[Article]) -> None:
        """Keep articles as they were read, and of others none.

        Args:
            read: What has read them.
            articles: All of them, in the order in which they were.

        Raises:
            GraphError: There is no room for them.
        """
        self._safely(lambda: self._keep(read, articles))
        self.commit()

    def verdicts(self, rules: str) -> Verdicts:
        """Return what has passed the gate before, by the same rules or by others.

        Raises:
            GraphError: The file cannot be read.
        """
        if self._fresh:
            return Verdicts(rules)
        return Verdicts(rules, self._safely(lambda: [key for (key,) in self._base.execute("SELECT key FROM passed")]))

    def settle(self, verdicts: Verdicts) -> None:
        """Keep what has passed the gate now, and nothing else.

        Raises:
            GraphError: There is no room for it.
        """
        self._safely(lambda: self._settle(verdicts))
        self.commit()

    def close(self) -> None:
        """Close the file; what was not made safe is dropped."""
        self._base.close()

    def _key(self, article: Article) -> bytes:
        """Return what an entry is found by; where the article lies is no part of it."""
        return hashlib.blake2b(repr(replace(article, source="")).encode(), key=self._version, digest_size=20).digest()

    def _put(self, key: bytes, body: bytes) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        self._base.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", (row_of(key), hash_of(key, body), body))
        self._use(key)

    def _keep(self, read: Read, articles: Sequence[Article]) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        rows = ((key, article_form(articles[place])) for key, place, new in read.used if new)
        self._base.executemany(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?)",
            ((row_of(key), hash_of(key, body), body) for key, body in rows if body),
        )
        self._base.executemany("INSERT INTO used VALUES (?)", {(row_of(key),) for key, _, _ in read.used})
        self._base.execute(_FORGET.format("article"))
        self._base.execute("DELETE FROM used")

    def _settle(self, verdicts: Verdicts) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")
        self._base.execute("DELETE FROM passed")
        self._base.executemany("INSERT INTO passed VALUES (?)", ((key,) for key in sorted(verdicts.used())))

    def _use(self, key: bytes) -> None:
        self._base.execute("INSERT OR IGNORE INTO used VALUES (?)", (row_of(key),))

    def _found(self, text: str, key: bytes) -> tuple[bytes, bytes] | None:
        found: tuple[bytes, bytes] | None = self._base.execute(text, (row_of(key),)).fetchone()
        return found

    def _run(self, text: str) -> None:
        self._base.execute(text)

    def _commit(self) -> None:
        if self._base.in_transaction:
            self._base.execute("COMMIT")
        self._committed = time.monotonic()

    def _safely(self, work: Callable[[], T]) -> T:
        """Do something; where the file turns out to be spoilt, begin it anew and do it once more."""
        try:
            try:
                return work()
            except sqlite3.Error as error:
                if not _spoilt(error):
                    raise
            self._base.close()
            self._base = self._anew()
            return work()
        except (sqlite3.Error, OSError) as error:
            raise self._failed(error) from error

    def _opened(self) -> sqlite3.Connection:
        try:
            try:
                return self._connected()
            except sqlite3.Error as error:
                if not _spoilt(error):
                    raise
            return self._anew()
        except (sqlite3.Error, OSError) as error:
            raise self._failed(error) from error

    def _connected(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, isolation_level=None)
        try:
            [found] = base.execute("PRAGMA user_version").fetchone()
            if not found:
                base.executescript(_SCHEMA)
            if found in (0, VERSION):
                base.execute(_USED)
                return base
        except BaseException:
            base.close()
            raise
        base.close()
        return self._anew()

    def _anew(self) -> sqlite3.Connection:
        for name in (FILE, f"{FILE}-journal"):
            self._path.with_name(name).unlink(missing_ok=True)
        return self._connected()

    def _failed(self, error: Exception) -> GraphError:
        what = f"results cannot be kept: {getattr(error, 'strerror', None) or error}"
        return GraphError(what, where=str(self._path), remedy="make room, or choose another folder, and build again")


def _spoilt(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_ERROR:  # its tables are not those that were made: "no such column: key"
        return str(error).startswith(("no such ", "table "))
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or code == sqlite3.SQLITE_IOERR_SHORT_READ


@contextmanager
def keeping(
    project: Path, version: str, *, fresh: bool = False, waiting: Callable[[], None] | None = None
) -> Iterator[Kept]:
    """Give the results of a project to one build at a time; another one waits.

    Args:
        project: Its folder, made where there is none.
        version: What results depend on besides their article.
        fresh: Whether to pass over what is there.
        waiting: Called where another build is at work, before waiting for it.

    Raises:
        GraphError: The folder cannot be written.
    """
    folder = project / RESULTS
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder, waiting))
        except OSError as error:
            raise GraphError(f"cannot be written: {error.strerror or error}", where=str(project)) from error
        kept = stack.enter_context(closing(Kept(folder / FILE, version, fresh=fresh)))
        try:
            yield kept
        except BaseException:
            with suppress(GraphError):
                kept.commit()
            raise
        kept.commit()


def kept_in(project: Path) -> Path:
    """Return where a project's results are kept."""
    return project / RESULTS / FILE
