"""Reads the index of a build: names however they are spaced, cased or abbreviated to consonants, and sentences."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import ExceededError, GraphError
from kg.model import Entity, Name
from kg.naming import fold
from kg.search.hits import EntityHit, SentenceHit
from kg.search.text import LONGEST, expression, folded, holds, places, terms
from kg.search.writing import NAME, VERSION
from kg.stores.folder import Generation

SECONDS = 5.0  # that one search may take
_STEPS = 1_000  # of SQLite's virtual machine, between two looks at the clock
_REMEDY = "build it again with: kg build"


def open_index(generation: Generation) -> Index:
    """Open the index of a build.

    Raises:
        GraphError: The build has none that this version reads.
    """
    return Index(generation.path / NAME)


class Index:
    """The index of one build, open to read; for one thread at a time.

    Args:
        path: Its file.

    Raises:
        GraphError: There is none, or it is of another version.
    """

    def __init__(self, path: Path) -> None:
        where = str(path.parent)
        try:
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error:
            raise GraphError("this build has no index to search", where=where, remedy=_REMEDY) from None
        if version != VERSION:
            self.close()
            raise GraphError("the index of this build is of another newskg", where=where, remedy=_REMEDY)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def entities(self, wanted: str, limit: int = 20, offset: int = 0, seconds: float = SECONDS) -> list[EntityHit]:
        """Find entities by any part of any of their names; consonants (ㄷㅅㅋ) stand for syllables that begin so.

        A name that is just this comes first, then one that begins so, then any; labels before aliases; among equals
        the more often mentioned.

        Args:
            wanted: Words, each of which the name must hold.
            limit: How many to return.
            offset: How many to leave out before.
            seconds: After which the search ends.

        Raises:
            ExceededError: The search is too long, or takes too long.
        """
        words = [fold(t) for t in _terms(wanted)]
        asked, whole = expression(words), fold(wanted)
        best: dict[int, tuple[int, int, int, str]] = {}
        if asked:
            sql = "SELECT entity, text, label, folded FROM names JOIN name ON name.n = names.rowid WHERE names MATCH ?"
            for n, text, label, name in self._rows(sql, (asked,), seconds):
                if all(holds(name, w) for w in words):
                    rank = (0 if name == whole else 1 if holds(name[: len(whole)], whole) else 2, 1 - label, n, text)
                    best[n] = min(best.get(n, rank), rank)
        page = sorted(best.values())[offset : offset + limit]
        known = self._described([n for _, _, n, _ in page])
        return [EntityHit(known[n][0], text, known[n][1]) for _, _, n, text in page]

    def often(self, limit: int = 20, offset: int = 0) -> list[EntityHit]:
        """Return the entities that most articles mention, the most first.

        Args:
            limit: How many to return.
            offset: How many to leave out before.
        """
        rows = self._rows("SELECT n FROM entity ORDER BY n LIMIT ? OFFSET ?", (limit, offset))
        return [
            EntityHit(e, e.names[0].text if e.names else e.id, n)
            for e, n in self._described([n for (n,) in rows]).values()
        ]

    def sentences(self, wanted: str, limit: int = 20, offset: int = 0, seconds: float = SECONDS) -> list[SentenceHit]:
        """Find sentences of evidence that hold every word, the newest article's first.

        Args:
            wanted: Words, or parts of words; what stands in quotation marks is one.
            limit: How many to return.
            offset: How many to leave out before.
            seconds: After which the search ends.

        Raises:
            ExceededError: The search is too long, or takes too long.
        """
        given = _terms(wanted)
        words = [folded(t) for t in given]
        asked = expression(words)
        sql = (
            "SELECT text, first, last, id, headline, published, outlet, statements FROM sentences"
            " JOIN sentence ON sentence.n = sentences.rowid JOIN article ON article.n = sentence.article"
            " WHERE sentences MATCH ? ORDER BY sentences.rowid"
        )
        rows = self._rows(sql, (asked,), seconds) if asked else iter(())
        found = (row for row in rows if _all_in(words, folded(row[0])))
        return [
            SentenceHit(row[0], tuple(places(row[0], given)), *row[1:-1], statements=tuple(row[-1].split()))  # type: ignore[misc]
            for row in islice(found, offset, offset + limit)
        ]

    def called(self, name: str) -> dict[str, Entity]:
        """Return the entities by id, sorted by it, that have a label or an alias like this, as `fold` compares them."""
        return self._where("folded = ?", fold(name))

    def labelled(self, label: str, languages: Sequence[str]) -> dict[str, Entity]:
        """Return the entities by id, sorted by it, that have exactly this label in one of these languages."""
        marks = ", ".join("?" * len(languages))
        return self._where(
            f"folded = ? AND label AND text = ? AND language IN ({marks})", fold(label), label, *languages
        )

    def all_entities(self) -> dict[str, Entity]:
        """Return every entity by id, sorted by it."""
        return self._where("TRUE")

    def entity(self, id_: str) -> Entity | None:
        """Return the entity of an id, None where none has it."""
        return self._where("entity IN (SELECT n FROM entity WHERE id = ?)", id_).get(id_)

    def has(self, id_: str) -> bool:
        """Tell whether an entity has this id."""
        return next(self._rows("SELECT 1 FROM entity WHERE id = ?", (id_,)), None) is not None

    def _where(self, condition: str, *values: str) -> dict[str, Entity]:
        sql = f"SELECT DISTINCT entity FROM name WHERE {condition}"  # noqa: S608 - ours; values are bound
        found = self._described([n for (n,) in self._rows(sql, values)])
        return {e.id: e for e, _ in sorted(found.values(), key=lambda one: one[0].id)}

    def _described(self, numbers: Sequence[int]) -> dict[int, tuple[Entity, int]]:
        out: dict[int, tuple[Entity, int]] = {}
        for n in numbers:
            id_, cls, wikidata, articles = next(
                self._rows("SELECT id, class, wikidata, articles FROM entity WHERE n = ?", (n,))
            )
            names = list(self._rows("SELECT text, language, label FROM name WHERE entity = ?", (n,)))
            labels = tuple(sorted(Name(text, language) for text, language, label in names if label))
            aliases = tuple(sorted(text for text, _, label in names if not label))
            out[n] = Entity(id_, cls, labels, aliases, wikidata), articles
        return out

    def _rows(self, sql: str, values: Iterable[Any] = (), seconds: float = SECONDS) -> Iterator[tuple[Any, ...]]:
        with self._within(seconds):
            yield from self._base.execute(sql, tuple(values))

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        end = time.monotonic() + seconds
        self._base.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if time.monotonic() <= end:
                raise GraphError("the index cannot be read", remedy=_REMEDY) from error
            raise ExceededError(f"takes longer than {seconds:g} s", where="search", remedy="add a word") from None
        except sqlite3.DatabaseError as error:
            raise GraphError("the index cannot be read", remedy=_REMEDY) from error
        except UnicodeEncodeError:  # a lone surrogate: no name holds one
            return


def _terms(wanted: str) -> list[str]:
    if len(wanted) > LONGEST:
        raise ExceededError(f"is longer than {LONGEST} characters", where="search", remedy="search for less")
    return terms(wanted)


def _all_in(words: Sequence[str], text: str) -> bool:
    return all(w in text for w in words)
