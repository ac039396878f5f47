"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity


@dataclass(frozen=True, slots=True)
class EntityHit:
    """An entity that was found.

    Attributes:
        entity: With all of its names.
        matched: The name that was found.
        articles: How many mention it.
    """

    entity: Entity
    matched: str
    articles: int


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that was found.

    Attributes:
        text: The sentence.
        matches: Where the words stand in it: code points, half-open.
        start, end: Where it stands in the article's source: code points, half-open.
        article, headline: Of its article: id and text.
        published: Day of publication by ISO 8601, or "".
        outlet: Id of the entity that published it, or "".
        statements: Ids of what it says.
    """

    text: str
    matches: tuple[tuple[int, int], ...]
    start: int
    end: int
    article: str
    headline: str
    published: str
    outlet: str
    statements: tuple[str, ...]
