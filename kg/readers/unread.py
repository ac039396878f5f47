"""An article that is found but not read: to cut a file into rows is quick, to tell text from page furniture is not.

Its id is settled, so that it can be read apart from the file's other articles, in another process too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from kg.errors import ReadError
from kg.model import Article


@dataclass(frozen=True, slots=True)
class Unread:
    """An article of which the raw row or page is at hand.

    Attributes:
        id: What the article is called.
        make: Reads it, or raises a ReadError; a function of a module, so that pickle takes it.
        given: What `make` is called with: all that the article depends on.
        where: What it is called with besides, for messages alone: places that change while the article does not.
    """

    id: str
    make: Callable[..., Article]
    given: tuple[Any, ...]
    where: tuple[str, ...] = ()


Found: TypeAlias = Article | Unread | ReadError


def read_now(found: Found) -> Article | ReadError:
    """Read what is found, unless that is done."""
    if not isinstance(found, Unread):
        return found
    try:
        return replace(found.make(*found.given, *found.where), id=found.id)
    except ReadError as error:
        return error
