"""Known names that go on: an edition's number or year, a law's amendment, a firm's branch abroad, a model's letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.mentions.lines import in_line, new_codes, sittings
from kg.model import Mention, Span
from kg.text.document import Parsed

_EDITION_BEHIND = re.compile(r" ?(?:20\d\d|’\d\d)(?![0-9.,]|년)")
_EDITION_BEFORE = re.compile(r"(?:(?<![가-힣A-Za-z0-9])제\d{1,3}회|(?<![0-9.,])(?:19|20)\d\d) \Z")
_AMENDED = re.compile(r" ?(?:일부 ?)?(?:개정법률안|개정안|시행령 개정안|시행령|시행규칙)(?![가-힣]*법)")
_LAW = re.compile(r"(?:법|법률|개정안)\Z")
_MORE_LAWS = re.compile(r"(?<![가-힣])[가-힣]{1,3}[·ㆍ]\Z")
_DATED = re.compile(
    r"(?<![0-9·+.,])\d{1,2}[·+]\d{1,2} ?(?:[가-힣]{2,5} ){0,2}[가-힣]*?"
    r"(대책|조치|선언|공동선언|합의|공동성명|계엄|테러|사태|혁명|운동|참사|전쟁|쿠데타|정변|정상회담|대선|총선|지방선거|"
    r"재보선|보궐선거|재보궐선거|협의|회의|회담|항쟁|사건)(?![가-힣]{2})"
)
_POLICIES = ("대책", "조치", "선언", "공동선언", "합의", "공동성명")
_ABROAD = re.compile(
    r" (?:아메리카|재팬|차이나|코리아|인디아|아시아퍼시픽|월드와이드|인터내셔널|홀딩스)(?![A-Za-z가-힣]{3})"
)
# What stands before 법인 and names none ("합작 법인").
_BRANCH = re.compile(
    r"의? (?!현지|해외|합작|신설|국내|통합|신규|존속|별도|공동|투자|특수목적|비영리|영리|기존|합병|독립|단독|"
    r"자산|관계|종속|대형|외부|일부|모든|모|자|소속|계열)"
    r"[가-힣]{2,7} ?(?:현지 ?|판매 ?|생산 ?)?법인(?![세장카택격]|인 )"
)
_CODE = re.compile(r"(?<![A-Za-z0-9가-힣.\-])[A-Z]\d{1,3}(?:\.\d)?(?![A-Za-z0-9.\-]|% )")
_LONGEST_CODE = 6
_SHORTEST = 2  # syllables that a listed firm has more of
_EXTENDED = ("lexicon", "alias", "tagger", "cue", "category")


def extended(
    text: str, parsed: Parsed, mentions: Sequence[Mention], codes: Mapping[str, tuple[str, str]]
) -> list[Mention]:
    """A sentence's mentions with those that go on made longer, and with bare codes of the article's makers.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        mentions: Its mentions, in order, without overlaps.
        codes: Class and id of the model that a bare code names where its maker is spoken of ("V3").
    """
    longer = [m for m in (_longer(text, parsed, m) for m in mentions if m.method in _EXTENDED) if m is not None]
    longer += [
        *_branches(text, parsed, mentions),
        *_dated(text, parsed, mentions),
        *_coded(text, parsed, mentions, codes),
    ]
    longer += _listed(text, parsed, mentions)
    longer += [*in_line(text, parsed, mentions), *new_codes(text, parsed), *sittings(text, parsed, mentions)]
    if not longer:
        return list(mentions)
    spans = [m.span for m in longer]
    kept = [m for m in mentions if not any(m.span.overlaps(s) for s in spans)]
    out: list[Mention] = []
    for m in sorted([*kept, *longer], key=lambda m: (m.span.start, -m.span.end)):
        if not out or m.span.start >= out[-1].span.end:
            out.append(m)
    return out


def _longer(text: str, parsed: Parsed, m: Mention) -> Mention | None:
    """An event with its edition, a law with its amendment, or None where a name ends where it ends."""
    start, end = m.span
    if m.cls == "Event":
        behind = _EDITION_BEHIND.match(text, end, parsed.span.end)
        before = _EDITION_BEFORE.search(text, parsed.span.start, start)
        span = Span(before.start() if before else start, behind.end() if behind else end)
        return None if span == m.span else m._replace(span=span, surface=span.of(text))
    if m.cls == "Policy" and _LAW.search(m.surface):
        more = _MORE_LAWS.search(text, parsed.span.start, start) if m.method != "lexicon" else None
        amended = _AMENDED.match(text, end, parsed.span.end)
        span = Span(more.start() if more else start, amended.end() if amended else end)
        if span != m.span and m.method in ("category", "lexicon"):
            return m._replace(span=span, surface=span.of(text))
        if span != m.span:
            return Mention(span, span.of(text), "Policy", "", "cue", 0.8)
    return None


def _branches(text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A firm's company abroad: "페가트론 인도 법인", "위스트론의 인도 법인", "닛산 아메리카"."""
    for m in mentions:
        compound = text[m.span.start - 2 : m.span.start - 1].isascii() and text[m.span.start - 1 : m.span.start] == " "
        if m.cls != "Company" or m.method == "category" or compound:
            continue
        at = m.span.end, parsed.span.end
        found = _BRANCH.match(text, *at) or _ABROAD.match(text, *at)
        if found is not None:
            span = Span(m.span.start, found.end())
            yield Mention(span, span.of(text), "Company", "", "cue", 0.8)


def _dated(text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """What goes by its day or its sides: "2·4 부동산 대책", "2+2 통상협의"."""
    for found in _DATED.finditer(text, *parsed.span):
        if any(m.span.overlaps(Span(*found.span())) for m in mentions if m.method == "lexicon"):
            continue
        cls = "Policy" if found[1] in _POLICIES else "Event"
        yield Mention(Span(*found.span()), found.group(), cls, "", "cue", 0.8)


def _coded(
    text: str, parsed: Parsed, mentions: Sequence[Mention], codes: Mapping[str, tuple[str, str]]
) -> Iterator[Mention]:
    """A model by its bare code ("V3" where DeepSeek is spoken of)."""
    if codes:
        for found in _CODE.finditer(text, *parsed.span):
            told = codes.get(found.group())
            span = Span(*found.span())
            if told is not None and not any(m.span.overlaps(span) for m in mentions if m.method == "lexicon"):
                yield Mention(span, found.group(), told[0], told[1], "alias", 0.8)


def codes_in(text: str) -> set[str]:
    """Bare codes of an article."""
    return {c for c in _CODE.findall(text) if len(c) <= _LONGEST_CODE}


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
