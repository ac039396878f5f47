"""Products that codes, versions and quotation marks give away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import Free, bare, by_cue, core_of
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_PRODUCT = re.compile(
    r"(?<![A-Za-z0-9가-힣])(?:[A-Z][A-Za-z]{0,11}[- ]?\d{1,4}(?:\.\d{1,2})?[A-Za-z]{0,4}"
    r"(?:[- ](?:Pro|Max|Ultra|Plus|Mini|Turbo|프로|맥스|울트라|플러스|미니|터보))?\+?)(?![A-Za-z0-9])"
)
# What goes by a code and the word for a process ("N+2 공정", "18A 공정", "MR-MUF 방식").
_PROCESS = re.compile(
    r"(?<![A-Za-z0-9가-힣+.-])(?:[A-Z][A-Za-z]{0,6}(?:[+-]?\d{1,3}[A-Z]?|-[A-Z]{2,5})|\d{1,2}[A-Za-z]|[A-Z]{3,6})"
    r"(?=(?:\([^)]{1,20}\))? ?(?:공정|공법|노드|패키징|본딩))(?! ?공정(?:거래|위|성|한|하))"
)
_QUOTED = re.compile(r"[‘'『<《]([^‘’'『』<>《》\n]{2,25})[’'』>》]")
_SPELT = re.compile(r"\s?\([A-Za-z .\-]+\)\Z")  # "‘가람(GARAM)’"


_SHORT_TITLE = 4  # words of a title, less one, that is no sentence
_VERSIONED = ("AIModel", "Software", "Device", "Chip")
_PRODUCT_CLASSES = ("Chip", "AIModel", "Device", "Software", "Equipment", "Product")


_TRIM = (
    "싱킹|씽킹|코더|옴니|인스턴트|프로|맥스|울트라|플러스|미니|터보|플래시|라이트|폴드|플립|에어|엘리트|"
    "네오|RS|XL|SE|GT|FE|XR|XT|XE|LE|"
    "Thinking|Coder|Omni|Instant|VL|Pro|Max|Ultra|Plus|Mini|Turbo|Flash|Lite|Fold|Flip|Air|Elite"
)
_VERSION = re.compile(
    rf"(?:\([^)]{{1,20}}\))?(?: 시리즈 ?|[ -]?)(?:\d{{1,3}}(?:\.\d{{1,2}})?[A-Z]?|[A-Z]\d{{1,3}})"
    rf"(?:[ -]?(?:{_TRIM}))*(?: \d세대)?(?![0-9A-Za-z.%]|,\d)"
    rf"|(?:[ -](?:{_TRIM}))+(?![0-9A-Za-z])|\+(?![0-9A-Za-z])| \d세대(?! 이동통신)"
)
# A model's line and its number of parameters ("라마-3.1-405B", "큐원2.5-옴니-7B").
_SIZED = re.compile(r"(?:-[A-Za-z가-힣0-9.]{1,8}){0,3}-\d{1,4}(?:\.\d)?[BMT](?![0-9A-Za-z])")
# Letters and how many there are: "GPU 48만개" is no "GPU 48".
_COUNT = re.compile(r"[A-Z]{2,5} \d{1,3}(?:[만억천백여]|개(?!월)|대|장|척)")
_DEEDS = ("사건", "의혹", "혐의", "논란", "행위", "사태", "발언", "정책", "전략", "문제", "방침", "계획")
_COUNTED = ("NNB", "NR", "SW")
_BEHIND = ("J", "V", "XSN", "S")  # tags of what may follow a version number: no unit and no counter


def versions(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A product and its version number: 큐원(Qwen) 2.5-맥스, 두바오 1.5 프로."""
    for m in known:
        if m.cls in _VERSIONED and m.method in ("lexicon", "tagger"):
            sized = _SIZED.match(text, m.span.end) if m.cls == "AIModel" else None
            if sized and sized.end() <= parsed.span.end:
                yield Mention(Span(m.span.start, sized.end()), text[m.span.start : sized.end()], m.cls, "", "cue", 0.8)
                continue
            match = _VERSION.match(text, m.span.end)
            if match and match.end() <= parsed.span.end and _ends_there(parsed, match.end(), cues):
                yield Mention(Span(m.span.start, match.end()), text[m.span.start : match.end()], m.cls, "", "cue", 0.8)


def _ends_there(parsed: Parsed, end: int, cues: Cues) -> bool:
    """Whether what follows a number leaves it a version: a particle or a mark ("15보다"), no counter ("15대가")."""
    for form, tag, start, last, _ in parsed.sentence.morphemes:
        if start < end < last:
            return False
        if start >= end:
            apart = start > end and tag not in _COUNTED
            return apart or tag.startswith(_BEHIND) or form in cues.transparent
    return True


def genitive_quotes(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues, free: Free) -> Iterator[Mention]:
    """ORGANISATION의 ‘NAME’: a product of its maker where nothing tells the class more closely."""
    makers = {m.span.end for m in known if m.cls == "Company"}
    for match in _QUOTED.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span(1))
        gap = text[max(0, match.start() - 2) : match.start()]
        if gap == "의 " and match.start() - 2 in makers and free(span) and span.end - span.start <= 14:
            if text[match.end() : match.end() + 4].lstrip().startswith(_DEEDS):
                continue  # "구글의 ‘앱 갑질’ 사건" is no product
            inside = [w for w in parsed.eojeols if w.span.start >= match.start() and w.span.end <= match.end() + 2]
            if inside and not any(w.stem and w.predicate.end <= span.end for w in inside):
                yield by_cue(text, span, cues.kinds.get(span.of(text).rpartition(" ")[2], "Product"), 0.5)


def products(text: str, parsed: Parsed, cues: Cues, free: Free) -> Iterator[Mention]:
    """Letters and digits, with the class of the noun beside them or that of another of their line; else left out."""
    lines: dict[str, str] = {}
    for match in _PRODUCT.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span())
        if not free(span) or _COUNT.match(text, span.start):
            continue
        first, code, _ = match.group().partition(" ")
        cls = _near(text, parsed, span, cues) or (lines.get(first, "") if code else "")
        if cls:
            lines[first] = cls
            yield by_cue(text, span, cls, 0.8)


def processes(text: str, parsed: Parsed, free: Free) -> Iterator[Mention]:
    """Codes before a word for a process: the process is known by them."""
    for match in _PROCESS.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span())
        if free(span):
            yield by_cue(text, span, "Technology", 0.8)


def _near(text: str, parsed: Parsed, span: Span, cues: Cues) -> str:
    """Class that the nouns behind or before a code tell, product classes only."""
    words, first, at = parsed.eojeols, parsed.eojeol_at(span.start), parsed.eojeol_at(span.end - 1)
    own = core_of(words[at], text)
    candidates = [own] + [core_of(words[k], text) for k in (at + 1,) if k < len(words) and bare(words[at])]
    before = (k for k in (first - 1, first - 2) if k >= 0)
    candidates += [core_of(words[k], text) for k in before if k == first - 1 or bare(words[first - 1])]
    return next((c for n in candidates if n and (c := cues.class_of(n)) in _PRODUCT_CLASSES), "")


def quoted(text: str, parsed: Parsed, cues: Cues, free: Free) -> Iterator[Mention]:
    """CLASS NOUN ‘NAME’: what single quotes hold is named by the noun before them."""
    words = parsed.eojeols
    for match in _QUOTED.finditer(text, parsed.span.start, parsed.span.end):
        spelt = _SPELT.search(match[1])
        span = Span(match.start(1), match.start(1) + spelt.start() if spelt is not None else match.end(1))
        if not free(span):
            continue
        at = parsed.eojeol_at(span.start)
        last = parsed.eojeol_at(span.end - 1)
        if any(words[k].stem and words[k].predicate.end <= span.end for k in range(at, last + 1)):
            continue
        noun = core_of(words[at - 1], text) if at and bare(words[at - 1]) else ""
        cls = cues.named_by(noun) if noun not in cues.unnamed else ""
        if not cls and at and words[at - 1].ending == "ㄴ" and words[at - 1].core.end > words[at - 1].core.start:
            cls = cues.class_of(core_of(words[at - 1], text))
        if not cls and last + 1 < len(words) and words[last].span.end <= span.end + 1:
            cls = cues.class_of(core_of(words[last + 1], text))
        if not cls and last - at < _SHORT_TITLE:
            cls = _told_of_quotes(text, words, at, last, span, cues)
        if not cls and at < last:
            cls = _plan(core_of(words[last], text), cues)
        if cls:
            yield by_cue(text, span, cls, 0.85)


def _plan(noun: str, cues: Cues) -> str:
    """The class of a plan or an event that ends in a noun ("‘바다 숲 5개년 계획’")."""
    told = cues.quoted_nouns.get(noun, "") or cues.class_nouns.get(noun, "")
    return told if told in ("Policy", "Event") else ""


def _told_of_quotes(text: str, words: Sequence[Eojeol], at: int, last: int, span: Span, cues: Cues) -> str:
    """The class that a common noun beside quotation marks tells ("AI 코딩 도구 ‘달빛’", "‘달빛’ 공법")."""
    before = cues.quoted_nouns.get(core_of(words[at - 1], text), "") if at and bare(words[at - 1]) else ""
    if before or last + 1 >= len(words) or words[last].span.end > span.end + 1:
        return before
    return cues.quoted_nouns.get(core_of(words[last + 1], text), "")
