"""What is read as a name and is none: words cut in two, abbreviations of common nouns; two names read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.cues import FULL_NAME, Cues
from kg.mentions.gazetteer import MODEL
from kg.mentions.nouns import full_korean_name, korean_name, whole_korean_name
from kg.model import Mention, Span
from kg.text.document import Parsed

_SUFFIXES = ("XSN", "XSV", "XSA")
_DERIVING = frozenset("직성적화률율력")
_WHERE = ("국내", "국외")
_PARTY = "당"
_BODIES = ("Company", "Organization", "Person", "GovernmentBody", "PoliticalParty")
_LETTERS = re.compile(r"[A-Z][A-Z0-9&]{1,5}")
_BEFORE = re.compile(r"\((?:[A-Z0-9&]{2,6}[·,/] ?)*\Z")
_COUNTED = re.compile(r" ?\d[\d,]*(?:척|대|기|량)(?![가-힣]*[업년])")  # what is counted is made
_SIZED = re.compile(r"(?:[가-힣]+ )?\d[\d.,]*\s?[가-힣A-Za-z㎞㎜㎥㎡]{1,5}급")  # "사거리 290km급"
_DIGITS = "0123456789.,"
_HEAD = re.compile(r"\(([가-힣]{3}) (?:[가-힣·A-Z]+ ){0,4}([가-힣A-Z]{2,6})\)")
_LAST = re.compile(r"(?<![가-힣A-Za-z0-9&])([가-힣]{1,5}) [‘『「<]?\Z")
_NEAR = 9  # code points that a word for a troupe and what stands between have
_FIRM_LIKE = ("Company", "Product", "Person")
_ASIDE = 20  # code points back to the bracket that abbreviations stand in


def no_name(text: str, m: Mention, parsed: Parsed, cues: Cues) -> bool:
    """Whether a mention that the tagger reads is none.

    "주식혼합|형 펀드" is cut within a word, "패널|당" tells of each panel, "운용 자산(AUM)" is short for common nouns.

    Args:
        text: The article's decoded source.
        m: The mention.
        parsed: Its sentence.
        cues: Words that are no names.
    """
    plain = m.surface.lstrip(_DIGITS)  # "100Mbps"
    if _SIZED.fullmatch(m.surface):
        return True
    if m.surface in cues.loanwords or (plain and cues.no_names.fullmatch(plain)) or cues.no_names.fullmatch(m.surface):
        return True
    inside = [x for x in parsed.sentence.morphemes if m.span.start <= x.start and x.end <= m.span.end]
    if not inside:
        return False
    glued = text[m.span.start - 1 : m.span.start].isalnum() and m.span.start > 0
    if glued and inside[0].tag in _SUFFIXES:
        return True
    if m.cls == "PoliticalParty" and inside[-1].tag == "XSN" and inside[-1].form == _PARTY:
        return True
    return "=" in m.surface or (m.cls in _BODIES and _abbreviates(text, m.span, parsed))


def no_one(text: str, m: Mention, parsed: Parsed, cues: Cues) -> bool:
    """Whether a guessed name tells a kind of thing: no plant is "유럽 원전 시장", no firm the letters of "FSRU 1척".

    Nor is a person what grammar derives from a noun ("선출직"), nor where something is ("대통령 국내 이동").

    Args:
        text: The article's decoded source.
        m: The mention.
        parsed: Its sentence.
        cues: What a plant is called, and what stands behind a trade in them.
    """
    if m.cls == "Person":
        inside = [x for x in parsed.sentence.morphemes if m.span.start <= x.start < m.span.end]
        derived = [x.tag for x in inside] == ["NNG", "XSN"] and inside[-1].form in _DERIVING
        return derived or m.surface in _WHERE
    if m.cls == "Place":
        return m.surface.endswith(tuple(cues.facilities)) and cues.trades.match(text, m.span.end) is not None
    return m.cls in _BODIES and bool(_LETTERS.fullmatch(m.surface)) and _COUNTED.match(text, m.span.end) is not None


def _abbreviates(text: str, span: Span, parsed: Parsed) -> bool:
    """Whether letters stand in brackets behind common nouns."""
    if not _LETTERS.fullmatch(text, *span):
        return False
    before = _BEFORE.search(text, max(parsed.span.start, span.start - _ASIDE), span.start)
    if before is None:
        return False
    last = [x for x in parsed.sentence.morphemes if x.end == before.start()]
    start = text.rfind(" ", parsed.span.start, before.start()) + 1
    word = [x.tag for x in parsed.sentence.morphemes if start <= x.start < before.start()]
    return bool(last) and last[-1].tag in ("NNG", "XSN") and all(t in ("NNG", "XSN", "XPN") for t in word)


def apart(m: Mention, text: str, parsed: Parsed, cues: Cues) -> Iterator[Mention]:
    """Yield a mention, or its two names where people stand in a row with nothing between ("홍길동 김철수 이영희가").

    Args:
        m: The mention.
        text: The article's decoded source.
        parsed: Its sentence.
        cues: Family and given names.
    """
    words = m.surface.split(" ")
    if m.cls != "Person" or len(words) != len(("one", "other")) or not _full(words[0], cues):
        yield m
        return
    at = parsed.eojeol_at(m.span.start)
    titled = any(cues.title(w.core.of(text)) in cues.firm_posts for w in parsed.eojeols[at + 2 : at + 3])
    if titled and len(words[1]) >= FULL_NAME and whole_korean_name(words[0], cues):
        yield m._replace(span=Span(m.span.start, m.span.start + len(words[0])), surface=words[0])
        return  # "홍길동 [하늘컴] 대표"
    near = [*parsed.eojeols[max(0, at - 1) : at], *parsed.eojeols[at + 2 : at + 3]]
    row = [w for w in near if _full(w.core.of(text), cues) and w.first_tag == "NNP"]
    if not row or not (_full(words[1], cues) or len(row) == len(near) > 1):
        yield m
        return
    middle = m.span.start + len(words[0])
    for span in (Span(m.span.start, middle), Span(middle + 1, m.span.end)):
        yield m._replace(span=span, surface=span.of(text))


def headed(m: Mention, text: str, cues: Cues) -> Mention:
    """A mention as what stands beside it tells.

    A firm where somebody with a title stands in brackets behind it ("가람로봇(김다빛 명예교수)"), a troupe behind
    the word for one ("그룹 가나다"), a model where a number and letters do ("QXD 1870k").

    Args:
        m: The mention, as the tagger reads it.
        text: The article's decoded source.
        cues: Titles and family names.
    """
    model = MODEL.match(text, m.span.end) if m.cls == "Company" and m.surface.isascii() else None
    if model is not None:
        span = Span(m.span.start, model.end())
        return m._replace(span=span, surface=span.of(text), cls="Product")
    if m.cls in _FIRM_LIKE and _noun_before(text, m.span.start) in cues.troupes:
        return m._replace(cls="Organization")
    told = _HEAD.match(text, m.span.end) if m.cls == "Person" and " " not in m.surface else None
    if told is None or not korean_name(told[1], cues) or not cues.title(told[2]) or m.surface in cues.given_names:
        return m
    return m._replace(cls="Company")


def _noun_before(text: str, start: int) -> str:
    """The word that ends right before a name, or before the marks that open there."""
    found = _LAST.search(text, max(0, start - _NEAR), start)
    return found[1] if found is not None else ""


def _full(name: str, cues: Cues) -> bool:
    """Whether a word can be a Korean's whole name."""
    return full_korean_name(name, cues) and name not in cues.given_names and not cues.title(name)
