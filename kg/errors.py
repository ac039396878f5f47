"""One exception tree; a message names the file, the place and the remedy."""

from __future__ import annotations

from functools import partial
from typing import Any


class KgError(Exception):
    """Anything that newskg reports to its user in one line.

    Args:
        what: What is wrong, in one clause.
        where: The file (and line) that it concerns, if any.
        remedy: What the user can do about it, if anything.
        shown: Lines that are shown below the message, such as the line of a query with a caret.

    Attributes:
        grave: Whether something is missing from what was asked for; otherwise it is a warning.
    """

    grave = True

    def __init__(self, what: str, *, where: str = "", remedy: str = "", shown: tuple[str, ...] = ()) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        self.shown = shown
        super().__init__(what, where, remedy)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it cross from one process to another."""
        return partial(type(self), where=self.where, remedy=self.remedy, shown=self.shown), (self.what,)

    def __str__(self) -> str:
        """Return the line: place, what is wrong, remedy."""
        place = f"{self.where}: " if self.where else ""
        tail = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{tail}"


class ReadError(KgError):
    """An input file that cannot be read as an article."""


class PartlyReadError(ReadError):
    """Something beside an article's text that cannot be read, as its date may be: the article is read without it."""

    grave = False


class OntologyError(KgError):
    """A mistake in ontology/ or in a user's lexicon."""


class GraphError(KgError):
    """A graph that is missing, malformed or breaks the vocabulary."""


class StaleError(GraphError):
    """A change of a build that is no longer the newest."""


class QueryError(KgError):
    """A query that cannot be parsed, is not allowed, or ran out of time."""


class ExceededError(QueryError):
    """A query that takes more time, memory or depth than it may."""


class ForbiddenError(QueryError):
    """A query that would change the graph or reach into the network."""
