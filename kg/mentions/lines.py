"""A product's place in its line (a generation, an edition, a facelift), and sittings by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention, Span
from kg.text.document import Parsed

_MADE = ("Device", "Product", "Software", "AIModel")
_GENERATION = re.compile(r"(?<![가-힣A-Za-z0-9])\d{1,2}세대 \Z")
_FACELIFT = re.compile(r"(?<![가-힣A-Za-z0-9])(?:(?:더|디) )?(?:올[ -]?)?뉴 \Z")
# A code that only a new car of a line has ("뉴 430i", "더 뉴 E 220 d").
_NEW_CODE = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:(?:더|디) )?(?:올[ -]?)?뉴 "
    r"(?=[A-Za-z]*\d)[A-Z]{0,3}\d{1,3}[A-Za-z]{0,3}(?![A-Za-z0-9가-힣]*[A-Za-z0-9])"
)
_NEW = re.compile(r"(?:(?:더|디) )?(?:올[ -]?)?뉴 ")
_EDITION = re.compile(r"(?: [가-힣A-Za-z0-9]{1,8}){0,3} 에디션(?![가-힣]{2})")
_MEETING = (
    r"(?:[가-힣A-Za-z·-]{1,14} ){0,3}?[가-힣]{0,8}?"
    r"(?:회의|총회|임시회|정기회|당대회|전당대회|포럼|세미나|심포지엄|콘퍼런스|컨퍼런스|간담회|토론회|박람회|전시회|축제|대회|시상식)"
    r"(?![가-힣]*(?:실|장|체|소|의장))"
)
_SITTING = re.compile(r"(?<![가-힣A-Za-z0-9])제 ?\d{1,4}(?:회|차|기) " + _MEETING)
_BETWEEN = re.compile(r"(?<![가-힣A-Za-z0-9])[한미중일러][-·][가-힣]{2,8} " + _MEETING)  # "한-아세안 정상회의"
_PAIRED = ("-", "·")
_VOTE = re.compile(
    r"(?<![가-힣A-Za-z0-9])제? ?\d{1,2}대 (?:[가-힣]{2,6} )?(?:국회의원|대통령|총선|대선)(?: ?(?:보궐|재보궐|총)?선거)?"
)
_CALLED = ("선거", "총선", "대선")


def in_line(text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A sentence's products with their generation, edition or facelift: "3세대 카이엔", "더 뉴 셀토스".

    A generation or an edition is a product of its own, a facelift is what it was.
    """
    for m in mentions:
        if m.cls not in _MADE or m.common:
            continue
        start, end = m.span
        older = _GENERATION.search(text, parsed.span.start, start)
        facelift = _FACELIFT.search(text, parsed.span.start, start) if m.cls != "Software" else None
        edition = _EDITION.match(text, end, parsed.span.end) if m.cls in ("Device", "Product") else None
        before = older or facelift
        span = Span(before.start() if before else start, edition.end() if edition else end)
        if older is not None or edition is not None:
            yield Mention(span, span.of(text), "Device" if edition else m.cls, "", "cue", 0.8)
        elif m.cls == "Product" and _NEW.match(m.surface):
            yield m._replace(cls="Device")
        elif facelift is not None:
            yield m._replace(span=span, surface=span.of(text), cls="Device" if m.cls == "Product" else m.cls)


def new_codes(text: str, parsed: Parsed) -> Iterator[Mention]:
    """Cars by 뉴 and a code, with the edition that follows ("뉴 430i 은빛 에디션")."""
    if text.find("뉴 ", *parsed.span) < 0:
        return
    for found in _NEW_CODE.finditer(text, *parsed.span):
        edition = _EDITION.match(text, found.end(), parsed.span.end)
        span = Span(found.start(), edition.end() if edition else found.end())
        yield Mention(span, span.of(text), "Device", "", "cue", 0.8)


def sittings(text: str, parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Meetings and elections by their number ("제7차 정례회의"); a body in such a name stays one of its own."""
    if not any(text.find(sign, *parsed.span) >= 0 for sign in ("제", "대 ", *_PAIRED)):
        return
    for found in (x for pattern in (_SITTING, _BETWEEN, _VOTE) for x in pattern.finditer(text, *parsed.span)):
        if found.re is _VOTE and not found.group().endswith(_CALLED):
            continue  # "제20대 대통령": who holds the office
        span = Span(*found.span())
        within = [m for m in mentions if m.span.overlaps(span) and text[m.span.start - 1] not in _PAIRED]
        if any(m.cls in ("Event", "Policy") and m.method == "lexicon" for m in within):
            continue
        bodies = [m.span.end for m in within if m.method in ("lexicon", "alias") and m.span.end < span.end]
        start = max(bodies, default=span.start)
        start += text[start : start + 1] == " "
        yield Mention(Span(start, span.end), found.group(), "Event", "", "cue", 0.8)
