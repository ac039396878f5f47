"""An article's graph as bytes, without the article itself: MessagePack, whose every value is checked as it is read."""

from __future__ import annotations

import zlib

import msgspec

from kg.errors import GraphError
from kg.model import Article, ArticleGraph, Claim, Entity, Mention, Merge, Reject

LEVEL = 1  # of zlib: a quarter of the space in less time than a disk takes for the rest


class _Form(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    rejects: tuple[Reject, ...]
    publisher: str
    mentions: tuple[Mention, ...]
    merges: tuple[Merge, ...]


class _Lean(msgspec.Struct, array_like=True, frozen=True):
    """The same, as far as it tells what there is, and not what is said of it; the rest is passed over."""

    entities: tuple[Entity, ...]
    claims: msgspec.Raw
    rejects: msgspec.Raw
    publisher: str


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Form)
_LEAN = msgspec.msgpack.Decoder(_Lean)


def packed(graph: ArticleGraph) -> bytes:
    """Return all of a graph but its article.

    Raises:
        GraphError: It holds a text that is not Unicode, a lone surrogate.
    """
    return zlib.compress(encoded(graph), LEVEL)


def encoded(graph: ArticleGraph) -> bytes:
    """Return what `packed` returns before it takes a quarter of the space.

    Raises:
        GraphError: It holds a text that is not Unicode, a lone surrogate.
    """
    form = _Form(graph.entities, graph.claims, graph.rejects, graph.publisher, graph.mentions, graph.merges)
    try:
        return _ENCODER.encode(form)
    except UnicodeEncodeError as error:
        raise GraphError("the extractor made a text that is not Unicode", where=graph.article.id) from error


def unpacked(data: bytes, article: Article) -> ArticleGraph:
    """Return the graph that `packed` was given.

    Args:
        data: What it returned.
        article: The article that the graph is of.

    Raises:
        ValueError: These are other bytes.
    """
    try:
        return decoded(zlib.decompress(data), article)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def decoded(data: bytes, article: Article) -> ArticleGraph:
    """Return the graph that `encoded` was given.

    Raises:
        ValueError: These are other bytes.
    """
    try:
        form = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    return ArticleGraph(article, form.entities, form.claims, form.rejects, form.publisher, form.mentions, form.merges)


def lean(data: bytes, article: Article) -> ArticleGraph:
    """Return the graph that `encoded` was given with no more than its entities and its publisher, in half the time."""
    form = _LEAN.decode(data)
    return ArticleGraph(article, form.entities, (), publisher=form.publisher)
