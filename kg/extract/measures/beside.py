"""Words by whose place beside a number or a name it shows whose the number is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ASIDE = r"(?:\([^)]*\))?"


@dataclass(frozen=True)
class Beside:
    """Words beside numbers and names (frames/measures.yaml, `beside`).

    Attributes:
        adding: Verbs of what is only reckoned in.
        since: Nouns of time behind an event, which has no figures of its own there.
        expecting, counting: Verbs of who only expects a figure, and of who counts it.
        reaching, having: Verbs of a figure that describe what has it, and those behind which its owner stands.
        existing: Verbs of what is somewhere, so that the place has it.
        attaining: Verbs of what comes to a rate.
        periods: Verbs that only say which time it is.
        rising: Verbs by which somebody comes to a place.
        market, counted, excepted, published, shares, outdone, equalled: What stands right behind a name.
        introducing: What stands between a figure and what it describes.
        kinds: Ends of a word that makes a kind of thing of the name before them.
        abreast, together: What shares out places among several, right before them.
        machines: What one uses a number of, right before it.
        making: Ends of nouns for the making of a thing.
        takings: Nouns of a firm's own figures.
        heads: Last syllables of nouns for a rate, before its bracket.
        amounts: Nouns for acts and sums.
        wholes: What stands right before a part.
        heights: What somebody rises to.
    """

    adding: frozenset[str]
    since: re.Pattern[str]
    expecting: frozenset[str]
    counting: frozenset[str]
    reaching: frozenset[str]
    having: frozenset[str]
    existing: frozenset[str]
    attaining: frozenset[str]
    periods: frozenset[str]
    rising: frozenset[str]
    market: re.Pattern[str]
    counted: re.Pattern[str]
    excepted: re.Pattern[str]
    published: re.Pattern[str]
    shares: re.Pattern[str]
    outdone: re.Pattern[str]
    equalled: re.Pattern[str]
    introducing: tuple[str, ...]
    kinds: tuple[str, ...]
    abreast: re.Pattern[str]
    together: re.Pattern[str]
    machines: re.Pattern[str]
    making: tuple[str, ...]
    takings: re.Pattern[str]
    heads: tuple[str, ...]
    amounts: tuple[str, ...]
    wholes: re.Pattern[str]
    heights: re.Pattern[str]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Beside:
        """Take the words out of the frames' entry `beside`."""
        verbs = ["expecting", "counting", "reaching", "having", "existing", "attaining", "periods", "rising"]
        verbs += ["adding"]
        ends = ("introducing", "kinds", "making", "heads", "amounts")
        plain: dict[str, Any] = {name: frozenset(raw[name]) for name in verbs}
        plain |= {name: tuple(raw[name]) for name in ends}
        passing, coming = _any(raw["passing"]), _any(raw["coming_after"])
        return cls(
            market=re.compile(rf"[’'”]?\s?(?:[가-힣]{{1,4}} )?{_any(raw['markets'])}"),
            counted=re.compile(rf"{_ASIDE}[이가] (?:{_any(raw['reckoned'])}한|{_any(raw['gathered'])}) "),
            excepted=re.compile(rf"{_ASIDE}(?: [가-힣]+)?[을를] {_any(raw['excepting'])}"),
            since=re.compile(rf"[’'”]?{_ASIDE} (?:[가-힣]+ )?{_any(raw['since'])}(?=[ ,에])"),
            published=re.compile(
                rf"{_ASIDE}[이가] (?:\S+ ){{0,2}}{_any(raw['publishing'])}(?:한|은|낸) "
                rf"(?P<report>(?:[^\s,]+ ){{0,3}}?\S*{_any(raw['reports'])})?"
            ),
            shares=re.compile(rf"{_ASIDE}(?:의)?\s{_any(raw['shares'])}"),
            outdone=re.compile(rf"[’'”]?{_ASIDE}(?:[을를] {passing}|에 {coming}|(?:의|에) 뒤를 이)"),
            equalled=re.compile(
                rf"[’'”]?{_ASIDE}(?:[와과] {_any(raw['equal'])}|의 (?:약 )?{_any(raw['portions'])}|보다)"
            ),
            abreast=re.compile(rf"{_any(raw['abreast'])} (?:약 )?$"),
            together=re.compile(rf"(?<![가-힣]){_any(raw['together'])} ?"),
            machines=re.compile(rf"{_any(raw['machines'])}[을를]? (?:약 |최대 |총 |모두 )?$"),
            takings=re.compile(rf"{_any(raw['takings'])}$"),
            wholes=re.compile(rf"{_any(raw['wholes'])}(?:액|량)?의 (?:약 |최대 |최소 )?$"),
            heights=re.compile(rf"{_any(raw['heights'])}(?:에|로|까지) $"),
            **plain,
        )


def _any(words: Sequence[str]) -> str:
    """A pattern for one of some words, each of which may be a pattern itself."""
    return f"(?:{'|'.join(words)})"
