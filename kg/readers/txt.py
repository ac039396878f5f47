"""Plain text: an article as copied off its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.readers.assemble import article, whole
from kg.readers.charset import decode
from kg.readers.metadata import Meta

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.sources import Source


def read(stream: BinaryIO, source: Source) -> Iterator[Article]:
    """Read the one article of a text file.

    Raises:
        ReadError: The file is too large, is no text, or holds no article.
    """
    yield article(decode(whole(stream, source), source.label), source, Meta())
