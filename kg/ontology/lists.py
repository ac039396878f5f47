"""What the word lists of ontology/frames are turned into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return for each word what it is listed under: a class, a slot, a modality; in several lists, the last.

    >>> by_word({"Company": ["회사", "기업"], "Place": ["공장"]})
    {'회사': 'Company', '기업': 'Company', '공장': 'Place'}
    """
    return {word: key for key, words in lists.items() for word in words}
