"""Texts longer than newspapers print: read in stretches, so that the time grows with the text and no faster.

Who is meant by a short form or a pronoun is looked for among all that a text names, which takes time as the square of
its length. Within a stretch nothing changes; what one stretch introduces is not known in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.linking import Resolution
from kg.model import Article, Entity, Merge, Sentence

LONGEST = 800  # sentences that are read with each other; a long interview has 500
_SLACK = 8  # a stretch may be longer by one in so many, to end with a paragraph


def stretches(sentences: Sequence[Sentence], article: Article, longest: int = LONGEST) -> Iterator[Sequence[Sentence]]:
    """Yield all sentences of most articles at once, those of longer ones in parts of some `longest`.

    Args:
        sentences: In the order of the text.
        article: A part ends where one of its blocks does, if it has blocks.
        longest: Sentences of a part; it may have a few more.
    """
    begin = {block.span.start for block in article.blocks}
    start = 0
    while len(sentences) - start > longest + longest // _SLACK:
        ends = range(start + longest, start + longest + longest // _SLACK)
        end = next((n for n in ends if sentences[n].span.start in begin), ends[0])
        yield sentences[start:end]
        start = end
    yield sentences[start:]


def joined(parts: Sequence[Resolution]) -> Resolution:
    """Join what was found in the stretches of one article: an id is one entity in all of them."""
    if len(parts) == 1:
        return parts[0]
    entities: dict[str, Entity] = {}
    for part in parts:
        for id_, entity in part.entities.items():
            entities[id_] = _one(entities[id_], entity) if id_ in entities else entity
    strong = {id_ for part in parts for id_ in part.entities if id_ not in part.weak}
    return Resolution(
        tuple(mentions for part in parts for mentions in part.mentions),
        entities,
        frozenset(entities.keys() - strong),
        tuple(_merges(parts, entities)),
    )


def _one(first: Entity, other: Entity) -> Entity:
    """The entity as it is first described, with the other's names as further ones."""
    labels = {name.text for name in first.names}
    more = {*first.aliases, *other.aliases, *(name.text for name in other.names)}
    return replace(first, aliases=tuple(sorted(more - labels)))


def _merges(parts: Sequence[Resolution], entities: Mapping[str, Entity]) -> Iterator[Merge]:
    seen: set[tuple[str, str]] = set()
    for merge in (merge for part in parts for merge in part.merges):
        key = merge.entity, merge.surface
        if key not in seen and merge.surface != entities[merge.entity].names[0].text:
            seen.add(key)
            yield merge
