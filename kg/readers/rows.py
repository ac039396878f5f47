"""One article of many in a file: a row of a table, an item of a feed. Its decoded source is title, blank line, body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.readers.assemble import article, too_large
from kg.readers.charset import clean
from kg.readers.fields import calendar, no_day
from kg.readers.metadata import Meta, people
from kg.readers.page import plain
from kg.readers.sources import slug
from kg.readers.streams import MARK
from kg.readers.unread import Unread

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_LONGEST = 80  # characters of an id that is kept as it is


class Taken:
    """The ids of a file's articles, each given once."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._next: dict[str, int] = {}

    def free(self, *names: str) -> str:
        """Take the first name that is free; where none is, the last with a number that is."""
        last = names[-1]
        found = next((name for name in names if name not in self._names), "")
        if not found:
            numbers = count(self._next.get(last, 2))
            number = next(n for n in numbers if f"{last}-{n}" not in self._names)
            self._next[last] = number + 1
            found = f"{last}-{number}"
        self._names.add(found)
        return found


def digest(*parts: str) -> str:
    """Return twelve hexadecimal digits that tell some texts from others."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def composed(fields: Mapping[str, str], source: Source, place: str, taken: Taken) -> Iterator[Found]:
    """Give the article of a row its id; it is read later. Before it comes a warning where its date is no date.

    Args:
        fields: What it says, by the names of kg.readers.fields.KEYS.
        source: The file.
        place: Where in the file, for messages: "row 17".
        taken: The ids that rows before it have got.

    Raises:
        ReadError: It has no text, is too large or damaged; the message names the place.
    """
    where = f"{source.label}, {place}"
    _check(fields, source, where)
    stated = fields.get("date", "").strip()
    if stated and calendar(stated) is None:
        yield no_day(stated, where)
    yield Unread(_id(fields, source, taken), _article, (fields, source, place))


def _article(fields: Mapping[str, str], source: Source, place: str) -> Article:
    published = calendar(fields["date"]) if fields.get("date", "").strip() else None
    title = " ".join(clean(plain(fields.get("title", ""))).split())
    body = clean(plain(fields["body"]))
    meta = Meta(
        title,
        " ".join(clean(fields.get("outlet", "")).split()),
        published,
        people(clean(fields.get("author", ""))),
        fields.get("url", "").strip(),
    )
    try:
        return article(f"{title}\n\n{body}" if title else body, source.at(place), meta, titled=bool(title))
    except ReadError as error:
        raise ReadError(error.what, where=f"{source.label}, {place}", remedy="check its text") from error


def _check(fields: Mapping[str, str], source: Source, where: str) -> None:
    body = fields.get("body", "")
    if any(MARK in value for value in fields.values()):
        raise ReadError("damaged text", where=where, remedy="get the file anew, or write the row anew in UTF-8")
    if not body.strip():
        raise ReadError("no text", where=where, remedy="give it a body, or leave it out")
    if len(body) > source.limit:
        raise too_large(where, source.limit)


def _id(fields: Mapping[str, str], source: Source, taken: Taken) -> str:
    """Return the row's own id, else one of its address, else of its content: not of its place, which changes."""
    own, url = fields.get("id", "").strip(), fields.get("url", "").strip()
    content = digest(*(fields.get(name, "") for name in ("title", "date", "outlet", "body")))
    if own and len(own) <= _LONGEST and "://" not in own:
        name = slug(own)
        return taken.free(name, f"{name}-{content}")
    return taken.free(f"{source.id}-{digest(own or url) if own or url else content}", f"{source.id}-{content}")
