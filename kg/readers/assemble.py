"""Puts an Article together from a decoded source and what the source states about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.readers.furniture import read_page
from kg.readers.metadata import Meta, complete

if TYPE_CHECKING:
    from kg.readers.sources import Source

LIMIT = 20_000_000  # bytes of one article's file or line


def whole(stream: BinaryIO, source: Source) -> bytes:
    """Read a stream of one article, but never more than the limit.

    Raises:
        ReadError: The stream holds more than `source.limit` bytes.
    """
    data = stream.read(source.limit + 1)
    if len(data) > source.limit:
        raise too_large(source.label, source.limit)
    return data


def too_large(where: str, limit: int) -> ReadError:
    """Return the error for an article of more bytes than the limit."""
    size = f"{limit / 1_000_000:g} MB"
    return ReadError(
        f"larger than {size}, the limit for one article",
        where=where,
        remedy="split it into one file an article, or a .jsonl",
    )


def article(text: str, source: Source, meta: Meta, *, name: str = "", titled: bool = False) -> Article:
    """Build the article of a decoded source.

    Args:
        text: The decoded source, NFC.
        source: Where it comes from.
        meta: What the source states outright; the rest is found in the text's own lines.
        name: The article's id, if it is not the source's.
        titled: The first line is the headline.

    Raises:
        ReadError: No line of the source is an article's.
    """
    reading = read_page(text, titled=titled)
    if not reading.blocks:
        raise ReadError(
            "no article text found, only page furniture",
            where=source.label,
            remedy="check that the file holds the article's paragraphs",
        )
    first = reading.blocks[0]
    known = complete(meta, reading, first.span.of(text) if first.kind == "headline" else "")
    return Article(
        id=name or source.id,
        text=text,
        blocks=reading.blocks,
        source=source.label,
        headline=known.title,
        publisher=known.publisher,
        published=known.published,
        authors=known.authors,
        url=known.url,
    )
