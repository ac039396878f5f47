"""Longer names: of sites, events and things with the names before them, of others with what they are called with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from kg.linking.salience import NO_NAMES
from kg.linking.short_forms import GUESSED
from kg.mentions.partly import METHOD as PARTIAL
from kg.model import Mention

_LONGER_BY = 2  # names before a plant's or an event's that its long form has
_SITES = ("Place", "Event")
_BEARING = {"Country", "Region", "Place", "Person", "Organization", "Product"}  # whose names it has
_CALLED = {"Region": ("lexicon", *GUESSED), "Person": (PARTIAL,)}


def long_forms(
    text: str, linked: Sequence[Sequence[Mention]], branch: Callable[[str], str], called: Mapping[str, Sequence[str]]
) -> dict[str, set[str]]:
    """By entity longer names: sites', events' and things' with those before, others' with what they are called with.

    "하늘전자 [둥관 공장]", "[가나]지역".

    Args:
        text: The article's text, set plainly.
        linked: The mentions of each sentence, in order.
        branch: The class that a class is a kind of.
        called: By class what a name may be called with behind it.
    """
    out: dict[str, set[str]] = defaultdict(set)
    for ms in linked:
        ends = {m.span.end: m for m in ms if m.method not in NO_NAMES and {m.cls, branch(m.cls)} & _BEARING}
        for m in ms:
            start, end = m.span
            site = m.cls in _SITES and m.method != "coreference"
            made = branch(m.cls) == "Product" and m.method in GUESSED
            for _ in range(_LONGER_BY if site or made else 0):
                before = ends.get(start - 1) if text[start - 1 : start] == " " else None
                if before is None or not _begins_word(text, before.span.start):
                    break  # "미·중 [기술 전쟁]" is not of one of the two
                start = before.span.start
                out[m.entity].add(text[start:end])
            if m.method in _CALLED.get(m.cls, ()):
                with_it = (x for x in called[m.cls] if text.startswith(x, end))
                out[m.entity].update(f"{m.surface}{x}" for x in with_it)
    return out


def _begins_word(text: str, at: int) -> bool:
    return not text[at - 1 : at].strip(" \n\t‘“「『(")
