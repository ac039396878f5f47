"""Parts of towns behind them, whatever else is called so: 광주 [서구], 하늘군 [하늘읍], [경기] 가나경찰서."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.mentions.cues import Cues
from kg.mentions.nouns import bare
from kg.model import Mention, Span
from kg.ontology import LexiconEntry
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

Entries = Callable[[str], list[LexiconEntry]]  # what the lexicon has under a surface

_PART = re.compile(r"[가-힣]{1,5}[시군구읍면동리]")
_LAND = ("Country", "Region")
_REGION = "Region"
_TOWARD = "대"
_TAKEN, _KINDS = ("Company", "Organization", "ResearchInstitute", "Product", "Person"), tuple("시군구성현주")
_CONFIDENCE = 0.8


def split(m: Mention, entries: Entries) -> list[Mention]:
    """A part of a town that the lexicon has by both names, as the town and its part ("서울 중구")."""
    town, _, part = m.surface.partition(" ")
    if m.cls != _REGION or m.method != "lexicon" or not _PART.fullmatch(part):
        return [m]
    whole = [e for e in entries(town) if e.cls == _REGION and e.id != m.entity]
    if len(whole) != 1:
        return [m]
    middle = m.span.start + len(town)
    return [
        m._replace(span=Span(m.span.start, middle), surface=town, entity=whole[0].id),
        m._replace(span=Span(middle + 1, m.span.end), surface=part),
    ]


def town(m: Mention, entries: Entries) -> Mention:
    """A guessed body that is a known place with the word for its kind ("허페이|시"), as that place."""
    if m.cls == "Country" and not m.entity and m.surface.startswith(_TOWARD):
        states = [e for e in entries(m.surface[1:]) if e.cls == "Country"]  # "대|중국 수출"
        start = m.span.start + 1
        return m._replace(span=Span(start, m.span.end), surface=m.surface[1:], entity=states[0].id) if states else m
    name = m.surface[:-1]
    if m.entity or m.cls not in _TAKEN or len(name) < len("가나") or m.surface[-1:] not in _KINDS:
        return m
    told = [e for e in entries(name) if e.cls == _REGION]
    return m._replace(cls=_REGION, entity=told[0].id) if len(told) == 1 else m


def districts(
    text: str, parsed: Parsed, known: Sequence[Mention], tagged: Sequence[Mention], cues: Cues, entries: Entries
) -> Iterator[Mention]:
    """Yield the parts of towns that stand behind them, and provinces before what they can only be of.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        known: Mentions already found in it.
        tagged: What the tagger reads there.
        cues: What bodies end in that sit in towns.
        entries: The lexicon.
    """
    words = parsed.eojeols
    lands = {m.span.end: m for m in known if m.cls in _LAND}
    starts = {m.span.start for m in known if m.cls == _REGION}
    read = {m.span.start for m in tagged if m.cls in (_REGION, "Place")}
    taken = {m.span.start for m in known if m.method != "category"}
    for before, word in pairwise(words):
        if not bare(before):
            continue
        land = lands.get(before.core.end) if not before.closes else None
        if land is not None and word.core.start not in taken and not word.opens:
            part = _part(text, word, land, read, entries)
            if part is not None:
                lands[part.span.end] = part
                yield part
        elif before.core.start not in taken:
            seat = word.core.of(text).endswith(cues.seated) or word.core.start in starts
            province = _province(text, before, entries) if seat else None
            if province is not None:
                yield province


def _part(text: str, word: Eojeol, land: Mention, read: set[int], entries: Entries) -> Mention | None:
    """The part of a land that a word names, where the lexicon knows such a part or it is read as a place."""
    name = word.core.of(text)
    if not word.is_nominal or not _PART.fullmatch(name):
        return None
    told = [e for e in entries(name) if e.cls == _REGION]
    if not told and (word.core.start not in read or land.cls == "Country"):
        return None
    own = [e for e in entries(f"{land.surface} {name}") if e.cls == _REGION]
    known = own[:1] or (told if len(told) == 1 else [])
    entity = known[0].id if known else f"region/{land.surface}{name}".replace(" ", "") if told else ""
    return Mention(word.core, name, _REGION, entity, "pattern", _CONFIDENCE)


def _province(text: str, word: Eojeol, entries: Entries) -> Mention | None:
    """A province that is called like something else ("경기")."""
    told = [e for e in entries(word.core.of(text)) if e.cls == _REGION]
    if len(told) != 1 or not word.is_nominal or word.closes:
        return None
    return Mention(word.core, word.core.of(text), _REGION, told[0].id, "lexicon")
