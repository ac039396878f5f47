"""Known names that go on: an edition's number or year, a law's amendment, a firm's branch abroad, a model's letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.mentions.gazetteer import quoted_head
from kg.mentions.lines import in_line, new_codes, sittings
from kg.model import Mention, Span
from kg.ontology import by_word
from kg.text.document import Parsed

_EDITION_BEHIND = re.compile(r" ?(?:20\d\d|’\d\d)(?![0-9.,]|년)")
_EDITION_BEFORE = re.compile(
    r"(?:(?<![가-힣A-Za-z0-9])제\d{1,3}회|(?<![0-9.,\-])(?:19|20)\d\d(?:[-–~∼](?:19|20)?\d\d)?(?:시즌|년)?) \Z"
)
_MORE_LAWS = re.compile(r"(?<![가-힣])[가-힣]{1,3}[·ㆍ]\Z")
_CODE = re.compile(r"(?<![A-Za-z0-9가-힣.\-])[A-Z]\d{1,3}(?:\.\d)?(?![A-Za-z0-9.\-]|% )")
_INCORPORATED = "주식회사"
_MODELS = ("Product", "Equipment")
_PLUS = re.compile(r"[A-Z]\+(?![A-Za-z0-9])")  # ends a model's letters ("X-11B+")
_COMPOUND = re.compile("[A-Za-z0-9] ")  # stands before the rest of a firm's name ("CJ [ENM]")
_LONGEST_CODE = 6
_SHORTEST = 2  # syllables that a listed firm has more of
_EXTENDED = ("lexicon", "alias", "tagger", "cue", "category")


def codes_in(text: str) -> set[str]:
    """Bare codes of an article."""
    return {c for c in _CODE.findall(text) if len(c) <= _LONGEST_CODE}


class Extensions:
    """Makes mentions longer where the name goes on.

    Args:
        raw: What frames/cues.yaml says of extensions.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._dated_as = by_word(raw["dated"])
        end = rf"(?!(?!{_any(raw['particles'])})[가-힣]{{2}})"
        self._dates = re.compile(
            r"(?<![0-9·+.,])\d{1,2}[·+.]\d{1,2} ?(?:[가-힣]{2,5} ){0,2}"
            rf"[가-힣]*?({_any(self._dated_as)}){end}"
        )
        self._years = re.compile(
            rf"(?<![0-9])(?:19|20)\d\d년 (?:제?\d{{1,2}}[대회] )?"
            rf"(?:{_any(raw['of_year'])}|[가-힣]{{2,5}} (?:{_any(raw['of_year_there'])})){end}"
        )
        self._law = re.compile(rf"(?:{_any(raw['laws'])})\Z")
        self._amended = re.compile(rf" ?(?:일부 ?)?(?:{_any(raw['amendments'])})(?![가-힣]*법)")
        self._named_after = re.compile(rf" ?(?:{_any(raw['named_after'])})(?=[^가-힣]|[가-힣]{{1,2}}(?![가-힣]))")
        self._abroad = re.compile(rf" (?:{_any(raw['abroad'])})(?![A-Za-z가-힣]{{3}})")
        self._branch = re.compile(
            rf"의? (?!{_any(raw['no_branches'])})[가-힣]{{2,7}} ?(?:(?:{_any(raw['branch_kinds'])}) ?)?"
            rf"{raw['branch']}(?!{_any(raw['branch_parts'])})"
        )

    def extended(
        self, text: str, parsed: Parsed, mentions: Sequence[Mention], codes: Mapping[str, tuple[str, str]]
    ) -> list[Mention]:
        """A sentence's mentions with those that go on made longer, and with bare codes of the article's makers.

        Args:
            text: The article's decoded source.
            parsed: The sentence.
            mentions: Its mentions, in order, without overlaps.
            codes: Class and id of the model that a bare code names where its maker is spoken of ("V3").
        """
        going_on = (self._longer(text, parsed, m) for m in mentions if m.method in _EXTENDED)
        longer = [
            *(m for m in going_on if m is not None),
            *self._branches(text, parsed, mentions),
            *self._dated(text, parsed, mentions),
            *_coded(text, parsed, mentions, codes),
            *_listed(text, parsed, mentions),
            *in_line(text, parsed, mentions),
            *new_codes(text, parsed),
            *sittings(text, parsed, mentions),
        ]
        if not longer:
            return list(mentions)
        spans = [m.span for m in longer]
        kept = [m for m in mentions if not any(m.span.overlaps(s) for s in spans)]
        out: list[Mention] = []
        for m in sorted([*kept, *longer], key=lambda m: (m.span.start, -m.span.end)):
            if not out or m.span.start >= out[-1].span.end:
                out.append(m)
        return out

    def _longer(self, text: str, parsed: Parsed, m: Mention) -> Mention | None:
        """An event with its edition, a law with its amendment, a body that a person gives its name, else None."""
        start, end = m.span
        if text.startswith(_INCORPORATED, end) and m.cls != "Person":
            span = Span(start, end + len(_INCORPORATED))
            return Mention(span, span.of(text), "Company", m.entity if m.cls == "Company" else "", "cue", 0.9)
        if m.cls == "Person" and (body := self._named_after.match(text, end, parsed.span.end)):
            span = Span(start, body.end())
            return Mention(span, span.of(text), "Organization", "", "cue", 0.8)
        if m.cls == "Event":
            behind = _EDITION_BEHIND.match(text, end, parsed.span.end)
            before = _EDITION_BEFORE.search(text, parsed.span.start, start)
            span = Span(before.start() if before else start, behind.end() if behind else end)
            if span != m.span and m.method == "category":
                return Mention(span, span.of(text), "Event", "", "cue", 0.8)  # "2012년 대선"
            return None if span == m.span else m._replace(span=span, surface=span.of(text))
        if m.cls in _MODELS and _PLUS.match(text, end - 1) and any(c.isdigit() for c in m.surface):
            return Mention(Span(start, end + 1), f"{m.surface}+", m.cls, "", "cue", 0.8)
        if m.cls == "Policy" and self._law.search(m.surface):
            more = _MORE_LAWS.search(text, parsed.span.start, start) if m.method != "lexicon" else None
            amended = self._amended.match(text, end, parsed.span.end)
            span = Span(more.start() if more else start, amended.end() if amended else end)
            if span != m.span and m.method in ("category", "lexicon"):
                return m._replace(span=span, surface=span.of(text))
            if span != m.span:
                return Mention(span, span.of(text), "Policy", "", "cue", 0.8)
        return None

    def _branches(self, text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """A firm's company abroad: "페가트론 인도 법인", "위스트론의 인도 법인", "닛산 아메리카"."""
        for m in mentions:
            compound = _COMPOUND.match(text, m.span.start - 2) if m.span.start > 1 else None
            if m.cls != "Company" or m.method == "category" or compound is not None:
                continue
            at = m.span.end, parsed.span.end
            found = self._branch.match(text, *at) or self._abroad.match(text, *at)
            if found is not None:
                span = Span(m.span.start, found.end())
                yield Mention(span, span.of(text), "Company", "", "cue", 0.8)

    def _dated(self, text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """What goes by its day or its sides: "2·4 부동산 대책", "2+2 통상협의", "2012년 대선"."""
        events = [m.span for m in mentions if m.method == "lexicon" and m.cls == "Event"]
        for found in self._years.finditer(text, *parsed.span):
            if not any(Span(*found.span()).overlaps(e) for e in events):
                yield Mention(Span(*found.span()), found.group(), "Event", "", "cue", 0.8)
        for found in self._dates.finditer(text, *parsed.span):
            if any(m.span.overlaps(Span(*found.span())) for m in mentions if m.method == "lexicon"):
                continue
            yield Mention(Span(*found.span()), found.group(), self._dated_as[found[1]], "", "cue", 0.8)


def _coded(
    text: str, parsed: Parsed, mentions: Sequence[Mention], codes: Mapping[str, tuple[str, str]]
) -> Iterator[Mention]:
    """A model by its bare code ("V3" where DeepSeek is spoken of)."""
    if codes:
        for found in _CODE.finditer(text, *parsed.span):
            told = codes.get(found.group())
            span = Span(*found.span())
            if told is None or quoted_head(text, span):
                continue
            if not any(m.span.overlaps(span) for m in mentions if m.method == "lexicon"):
                yield Mention(span, found.group(), told[0], told[1], "alias", 0.8)


def _listed(text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A name that nothing else tells, between a list's firms or between one and 등 ("가나전자와 다라웨이, 마바 등")."""
    firms = {m.span.end for m in mentions if m.cls == "Company" and m.method != "category"}
    if not firms:
        return
    words = parsed.eojeols
    for before, word, behind in zip(words, words[1:], words[2:], strict=False):
        joined = before.core.end in firms and (before.comma or before.particle in ("와", "과"))
        if not joined or not word.is_nominal or word.particles or word.opens or word.closes:
            continue
        span = word.core
        last = behind.core_form == "등" and not word.comma
        if not last and not (word.comma and behind.core.end in firms):
            continue
        named = [m.tag for m in word.morphemes if span.start <= m.start < span.end] == ["NNP"]
        if named and span.end - span.start > _SHORTEST and not any(m.span.overlaps(span) for m in mentions):
            yield Mention(span, span.of(text), "Company", "", "cue", 0.7)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
