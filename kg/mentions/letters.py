"""One letter for a country: 미 정부, 미·중, 한미일, 대중 수출, and hanja family names (李 대통령)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.text.document import Parsed

_AIMED = ("대", "對")
_DOT = r"\s?[·ㆍ・∙‧\-–/]\s?"


def _plain(letters: str) -> str:
    """The letters that are no common words."""
    return "".join(x for x in letters if x not in "중일한대")


def aimed(text: str, m: Mention) -> bool:
    """Whether a mention is whom something goes to or against by the letter before it: 대[미] 수출, 對[中] 투자."""
    return text[m.span.start - 1 : m.span.start] in _AIMED


class Letters:
    """Patterns made from the cue words once."""

    def __init__(self, cues: Cues) -> None:
        self._ids = cues.country_letters
        letters = "".join(x for x in self._ids if len(x) == 1)
        followers = "|".join(sorted(map(re.escape, cues.letter_followers), key=len, reverse=True))
        toward = "|".join(sorted(map(re.escape, cues.toward_nouns), key=len, reverse=True))
        goods = "|".join(sorted(map(re.escape, cues.toward_goods), key=len, reverse=True))
        toward += rf"|(?:{goods})\s?(?:수출|수입)"  # "대미 자동차 수출"
        safe = "한미중일북러"
        # 중, 한 and 일 are common words: alone they are countries only where a sentence or clause starts
        self._single = re.compile(
            rf"(?<![가-힣A-Za-z0-9])(?:(?<![가-힣A-Za-z0-9] )[중일]|[{_plain(letters)}])(?=\s(?:{followers}))"
        )
        self._dotted = re.compile(
            rf"(?<![가-힣A-Za-z0-9])[{letters}](?:{_DOT}(?:[{letters}]|대만|유럽))+(?![가-힣]{{4}})"
        )
        self._joined = re.compile(
            rf"(?<![가-힣A-Za-z0-9])(?!북미|미중물|중일부|한일자|일미|일중|미일간|한중간|중북|일북)[{safe}]{{2,3}}(?=\s|간|의|과|이|은|[,.)’”]|무역|기술|정상|관계|갈등|동맹|전쟁|패권|경쟁|협상|양국|FTA|회담)"
        )
        self._toward = re.compile(rf"(?<![가-힣])(?<!에 )[대對]([{letters}])(?=\s?(?:{toward}))")
        self._set_off = re.compile(rf"[{letters}](?=,\s)")  # "미, 수출 승인": who does it in a headline
        self._letter = re.compile(rf"[{letters}]|대만")

    def mentions(self, text: str, parsed: Parsed) -> Iterator[Mention]:
        """Yield the letters of a sentence that stand for countries.

        Args:
            text: The article's decoded source.
            parsed: The sentence.

        Yields:
            Mentions linked to countries.
        """
        start, end = parsed.span
        headed = self._set_off.match(text, start, end) if parsed.sentence.kind == "headline" else None
        if headed is not None:
            yield self._mention(headed.group(), start)
        for match in self._single.finditer(text, start, end):
            yield self._mention(match.group(), match.start())
        for match in self._toward.finditer(text, start, end):
            yield self._mention(match.group(1), match.start(1))
        for pattern in (self._dotted, self._joined):
            for match in pattern.finditer(text, start, end):
                if pattern is self._joined and not self._names_states(match, parsed):
                    continue
                for letter in self._letter.finditer(match.group()):
                    yield self._mention(letter.group(), match.start() + letter.start())

    @staticmethod
    def _names_states(match: re.Match[str], parsed: Parsed) -> bool:
        """Whether letters written together are different ones, and no form of a verb ("구글에서 일한")."""
        letters, end = match.group(), match.end()
        inside = (tag for _, tag, start, _, _ in parsed.sentence.morphemes if match.start() <= start < end)
        return len(set(letters)) == len(letters) and all(tag[0] != "E" for tag in inside)

    def _mention(self, letter: str, at: int) -> Mention:
        return Mention(Span(at, at + len(letter)), letter, "Country", self._ids[letter], "lexicon", 0.9)
