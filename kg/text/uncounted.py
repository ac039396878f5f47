"""Numbers that say which one, what share or how old, and not how many: 5대 은행, 제20기, 10명 중 7명, 20대 여성."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.text.numerals import either, value_of

_KOREAN = re.compile("[가-힣]")
_NAMING = re.compile(r"\s[가-힣A-Za-z]")
_FACING = re.compile(r"\s?\d")  # "51대49"
_DECADE = re.compile("[1-9]0")
_DECADES = re.compile(r"[1-9]0[·ㆍ,∙]\s?$")  # "20·30대"
_NTH = "제"
_NEAR = 6  # code points before a number in which a word may say what it is
_LISTED = 100  # at most so many of a kind stand out
_FEW = 5  # "3대 중 1대": of so few one is a share, no count
_WHOLES = ("10", "100")  # of these any number is one: "10명 중 7명"


class Uncounted:
    """Tells which numbers count nothing.

    Args:
        raw: What frames/numbers.yaml says.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._goes_on = {unit: tuple(ends) for unit, ends in raw["goes_on"].items()}
        self._beginnings = frozenset(raw["beginnings"])
        self._endings = re.compile("|".join(raw["endings"]))
        self._apart = {unit: re.compile(pattern) for unit, pattern in raw["apart"].items()}
        self._least: Mapping[str, int] = raw["least"]
        self._numbered = frozenset(raw["numbered"])
        self._which = {unit: re.compile(rf"\s(?:{'|'.join(words)})") for unit, words in raw["which"].items()}
        self._classes = {unit: re.compile(rf"(?:{either(words)})\s?$") for unit, words in raw["classes"].items()}
        self._ratios = frozenset(raw["ratios"])
        self._groups = frozenset(raw["groups"])
        self._bare = re.compile(rf"(?:^|{either(raw['uncounted'])})\s[‘'“]?$")
        decade, aged = either(raw["decade"]), either((*raw["aged"], *raw["decade"]))
        self._aged = (
            re.compile(rf"(?:의|\s(?:{decade})의?)?\s?(?:{aged})"),
            re.compile("|".join(raw["making_up"])),
        )
        self._heads = frozenset(raw["heads"])
        heads, among = either(raw["heads"]), rf"\s(?:{either(raw['among'])})\s(?:약\s)?"
        self._shared = re.compile(rf"(?P<unit>{heads}){among}(?P<part>\d{{1,2}})\s?(?P=unit)")
        self._out_of = re.compile(rf"(?<!\d)(?P<whole>\d{{1,3}})\s?(?P<unit>{heads}){among}$")
        lists = ("goes_on", "beginnings", "apart", "least", "numbered", "which", "classes", "ratios", "groups", "heads")
        self._doubtful = frozenset(unit for name in lists for unit in raw[name])  # any other unit counts

    def holds(self, text: str, match: re.Match[str], stop: int) -> bool:
        """Whether a number counts nothing.

        Args:
            text: The article's decoded source.
            match: The number, with groups `number` and `unit`.
            stop: Where its stretch of text ends (exclusive).
        """
        unit = match["unit"]
        return unit in self._doubtful and (
            self._is_other_word(text, match, stop)
            or (unit in self._heads and self._is_share(text, match, stop))
            or (unit in self._groups and self._is_group(text, match, stop))
            or (unit in self._ratios and self._is_ratio(text, match, stop))
            or (unit in self._numbered and text[match.start() - 1 : match.start()] == _NTH)
            or (unit in self._which and self._which[unit].match(text, match.end("unit"), stop) is not None)
            or (unit in self._classes and self._classes[unit].search(_before(text, match)) is not None)
            or (unit in self._least and value_of(match["number"]) < self._least[unit])
        )

    def _is_other_word(self, text: str, match: re.Match[str], stop: int) -> bool:
        """Whether a counter is another word, or begins one: 3인방, 85억 배상, 11번가, 2014 인 서울."""
        unit, at = match["unit"], match.end("unit")
        if text.startswith(self._goes_on.get(unit, ()), at, stop):
            return True
        if unit in self._apart and self._apart[unit].search(match[0]) is not None:
            return True
        following = text[at : min(at + 2, stop)] if unit in self._beginnings else ""
        return _KOREAN.match(following) is not None and self._endings.match(following) is None

    def _is_share(self, text: str, match: re.Match[str], stop: int) -> bool:
        """Whether a number is either half of a share told in heads: "10명 중 7명은", "3대 중 1대가"."""
        behind = self._shared.match(text, match.start("unit"), stop)
        if behind is not None:
            whole, part = match["number"], behind["part"]
        else:
            before = self._out_of.search(text, max(0, match.start() - 12), match.start())
            if before is None or before["unit"] != match["unit"]:
                return False
            whole, part = before["whole"], match["number"]
        return whole in _WHOLES or (part == "1" and whole.isdigit() and int(whole) <= _FEW)

    def _is_group(self, text: str, match: re.Match[str], stop: int) -> bool:
        """Whether 대 says how old people are or how many of a kind stand out: 20대 여성, 세계 10대 도시."""
        at, number, before = match.end("unit"), match["number"], _before(text, match)
        bare = self._bare.search(before) is not None
        if _DECADE.fullmatch(number):
            aged = _DECADES.search(before) or any(p.match(text, at, stop) for p in self._aged)
            if (bare and text[at : at + 1] != "의") or aged:
                return True
        return bare and number.isdigit() and int(number) <= _LISTED and _NAMING.match(text, at, stop) is not None

    def _is_ratio(self, text: str, match: re.Match[str], stop: int) -> bool:
        return "." in match["number"] or _FACING.match(text, match.end("unit"), stop) is not None


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]
