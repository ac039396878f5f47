"""What was found to break no rule, by a hash of it and of the rules: what is the same need not be checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from kg.model import ArticleGraph

_ENCODER = msgspec.msgpack.Encoder()


class Verdicts:
    """Remembers what has passed.

    Args:
        rules: What a verdict depends on besides what it is of.
        known: What has passed before, as `used` gives it.
    """

    def __init__(self, rules: str = "", known: Iterable[int] = ()) -> None:
        self._rules = rules.encode()
        self._known = set(known)
        self._used: set[int] = set()

    def key(self, *parts: object) -> int:
        """Return eight bytes that depend on these values: graphs, whose mentions do not count, entities and texts."""
        out = hashlib.blake2b(key=self._rules, digest_size=8)
        for part in parts:
            for data in _bytes(part):
                out.update(b"%d:" % len(data))
                out.update(data)
        return int.from_bytes(out.digest(), signed=True)

    def passed(self, key: int) -> bool:
        """Tell whether it has passed."""
        if key not in self._known:
            return False
        self._used.add(key)
        return True

    def add(self, keys: Iterable[int]) -> None:
        """Remember that these have passed."""
        for key in keys:
            self._known.add(key)
            self._used.add(key)

    def used(self) -> Iterator[int]:
        """Yield what has been asked for, or added, and has passed."""
        return iter(self._used)


def _bytes(part: object) -> Iterator[bytes]:
    if not isinstance(part, ArticleGraph):
        yield _ENCODER.encode(part)
        return
    yield repr(replace(part.article, source="")).encode()
    yield _ENCODER.encode(([e.id for e in part.entities], part.claims, part.publisher))
