"""What a build tells while it works, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from kg.errors import KgError


class Waiting(NamedTuple):
    """Another build is at work in this folder; this one goes on when that has ended."""

    folder: str


class Begun(NamedTuple):
    """The articles have been read from their files: how many there are, and of how many the results were kept."""

    articles: int
    kept: int


class Done(NamedTuple):
    """An article has been read.

    Attributes:
        article: Its id.
        done, total: How many are done, and how many there are.
        seconds: What it took; 0 where its result was kept.
        kept: Whether its result was kept from an earlier build.
    """

    article: str
    done: int
    total: int
    seconds: float
    kept: bool


class Failed(NamedTuple):
    """Something cannot be read or built; the rest goes on."""

    error: KgError


class Noticed(NamedTuple):
    """Something holds of articles that their reader ought to know; they are read.

    Attributes:
        kind: What is noticed, in a word.
        articles: How many articles it holds of.
        what: What they have, as in "3 articles have ...".
        where: The sources of the first of them.
        remedy: What the user can do about it.
    """

    kind: str
    articles: int
    what: str
    where: tuple[str, ...]
    remedy: str


class Writing(NamedTuple):
    """All articles are read; they are joined, checked and written from now on."""

    articles: int


Event: TypeAlias = Waiting | Begun | Done | Failed | Noticed | Writing
Watch: TypeAlias = Callable[[Event], None]
