"""Names that no lexicon holds, found by the words beside them: titles, class nouns, endings, product patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import NAME_TAGS, Eojeol

_PRODUCT = re.compile(r"(?<![A-Za-z0-9가-힣])(?:[A-Z][A-Za-z]{0,11}[- ]?\d{1,4}(?:\.\d{1,2})?[A-Za-z]{0,4}(?:[- ](?:Pro|Max|Ultra|Plus|Mini|Turbo|프로|맥스|울트라|플러스|미니|터보))?)(?![A-Za-z0-9])")
_QUOTED = re.compile(r"[‘'『<《]([^‘’'『』<>《》\n]{2,25})[’'』>》]")
_FOREIGN = re.compile(r"[가-힣]+\Z|[A-Z][A-Za-z.]*\Z")
_NO_NAME = frozenset(("이", "그", "저", "두", "세", "이번", "해당", "양", "각", "전", "현", "당시", "같은", "모든", "주요", "국내", "글로벌", "미국", "한국"))
_PRODUCT_CLASSES = ("Chip", "AIModel", "Device", "Software", "Equipment", "Product")


def names(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """Yield names that cue words give away in one sentence.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        known: Mentions already found in it.
        cues: The cue words.

    Yields:
        Mentions with a class and without an entity.
    """
    covered = {i for m in known if m.method != "category" for i in range(m.span.start, m.span.end)}
    taken = {i for m in known for i in range(m.span.start, m.span.end)}
    known = [m for m in known if m.method != "category"]
    words = parsed.eojeols

    def free(span: Span) -> bool:
        return span.start not in covered and span.end - 1 not in covered

    def unknown(span: Span) -> bool:
        return span.start not in taken and span.end - 1 not in taken

    found = [
        *_people(text, words, known, cues, unknown),
        *_bodies(text, words, known, cues),
        *_by_class_noun(text, words, cues, free),
        *_by_suffix(text, words, known, cues, free),
        *_facilities(text, words, known, cues),
        *_units(text, words, known, cues),
        *_laws(text, words, cues, free),
        *_abbreviated(text, parsed, cues, free),
        *_versions(text, parsed, known),
        *_genitive_quotes(text, parsed, known, free),
        *_products(text, parsed, cues, free),
        *_quoted(text, parsed, cues, free),
    ]
    yield from found


def _bare(word: Eojeol) -> bool:
    return word.is_nominal and not word.particles and not word.comma


def _core(word: Eojeol, text: str) -> str:
    return word.core.of(text)


def _name_like(word: Eojeol, text: str, cues: Cues) -> bool:
    """Whether an eojeol's core can be (part of) a proper name rather than a common noun."""
    core = _core(word, text)
    if core in _NO_NAME or core in cues.titles or cues.class_of(core) == core:
        return False
    inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
    return bool(inside) and any(m.tag in NAME_TAGS for m in inside) and all(m.tag != "NNB" for m in inside)


def _korean_name(core: str, cues: Cues) -> bool:
    return 2 <= len(core) <= 4 and core[0] in cues.surnames and all("가" <= c <= "힣" for c in core)


def _people(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """NAME TITLE, NAME ORGANISATION TITLE, ORGANISATION TITLE NAME."""
    for i, word in enumerate(words):
        if not word.is_nominal:
            continue
        core = _core(word, text)
        title = cues.title(core)
        if title:
            j = _name_end(text, words, i, known, cues)
            if j >= 0:
                yield from _person_ending_at(text, words, j, cues, free)
        if core == title or core in cues.person_prefixes:
            if word.particle in ("", "의") and not word.comma and i + 1 < len(words) and words[i + 1].is_nominal:
                yield from _person_starting_at(text, words, i + 1, cues, free)


def _name_end(text: str, words: Sequence[Eojeol], title: int, known: Sequence[Mention], cues: Cues) -> int:
    """Where a person's name ends before a title: left of the organisation (and its unit) if one stands between; -1 for none."""
    bodies = [m for m in known if m.cls not in ("Person", "Region")]

    def body_at(k: int) -> bool:
        return any(m.span.start < words[k].core.end and words[k].core.start < m.span.end for m in bodies)

    k = title - 1
    while k >= 0 and title - k <= 5 and _bare(words[k]) and not body_at(k):
        k -= 1
    if k >= 0 and _bare(words[k]) and body_at(k):
        while k >= 0 and _bare(words[k]) and (body_at(k) or _core(words[k], text) in cues.former):
            k -= 1
        return k if k >= 0 and _bare(words[k]) and not words[k].closes else -1
    j = title - 1
    while j >= 0 and _bare(words[j]):
        core = _core(words[j], text)
        if not (core in cues.former or cues.suffix_class(core) or cues.class_of(core) or cues.title(core) == core):
            break
        j -= 1
    return j if j >= 0 and _bare(words[j]) and not words[j].closes else -1


def _person_ending_at(text: str, words: Sequence[Eojeol], j: int, cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    core = _core(words[j], text)
    if not free(words[j].core) or cues.suffix_class(core) or cues.class_of(core):
        return
    inside = [m for m in words[j].morphemes if words[j].core.start <= m.start < words[j].core.end]
    if len(inside) == 1 and inside[0].tag == "NNG":
        return  # a common noun ("이사회 의장")
    if _korean_name(core, cues) and (len(core) == 3 or _name_like(words[j], text, cues)):
        if len(core) >= 2 and not (len(core) == 2 and not _name_like(words[j], text, cues)):
            yield _mention(text, words[j].core, "Person", 0.9)
        return
    k = j
    while k >= 0 and j - k < 3 and _bare(words[k]) and free(words[k].core) and _FOREIGN.match(_core(words[k], text)):
        if not _name_like(words[k], text, cues) and not (k == j and len(core) <= 3 and k and _name_like(words[k - 1], text, cues)):
            break
        k -= 1
    if k < j and words[j].core.end - words[k + 1].core.start >= 2:
        yield _mention(text, Span(words[k + 1].core.start, words[j].core.end), "Person", 0.85)


def _person_starting_at(text: str, words: Sequence[Eojeol], i: int, cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    j = i
    while j < len(words) and j - i < 3 and words[j].is_nominal and free(words[j].core) and _name_like(words[j], text, cues) and _FOREIGN.match(_core(words[j], text)):
        j += 1
        if not _bare(words[j - 1]):
            break
    if j > i and (words[j - 1].particles or words[j - 1].comma or j - i >= 2):
        core = _core(words[j - 1], text)
        if not cues.suffix_class(core) and not cues.class_of(core) and len(text[words[i].core.start : words[j - 1].core.end]) >= 3:
            yield _mention(text, Span(words[i].core.start, words[j - 1].core.end), "Person", 0.8)


def _bodies(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A country and 정부 or 상무부, a person and 행정부."""
    by_end = {m.span.end: m for m in known}
    named = {m.span.start for m in known}
    for i, word in enumerate(words[1:], 1):
        before = by_end.get(words[i - 1].core.end)
        core = _core(word, text)
        if before is None or not _bare(words[i - 1]):
            continue
        head = before.span
        if before.cls == "Country" and core in cues.public_bodies:
            yield _mention(text, Span(head.start, word.core.end), "GovernmentBody", 0.9)
        elif before.cls in ("Country", "Region") and len(core) > 2 and cues.suffix_class(core) == "GovernmentBody" and word.core.start not in named:
            yield _mention(text, Span(head.start, word.core.end), "GovernmentBody", 0.8)
        elif before.cls == "Person" and core in cues.governments:
            yield _mention(text, Span(head.start, word.core.end), "GovernmentBody", 0.95)


def _by_class_noun(text: str, words: Sequence[Eojeol], cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """CLASS NOUN NAME ("컨설팅 회사 테크인사이트의"), through one 인 ("계열사인 알리바바 클라우드")."""
    for i, word in enumerate(words[:-1]):
        core = _core(word, text)
        copular = word.stem.endswith("이다") and word.ending == "ㄴ"
        cls = cues.class_of(core) if word.core.end > word.core.start else ""
        if not cls or not (_bare(word) or copular) or cls in ("Policy", "Event", "Work", "Organization"):
            continue
        j = i + 1
        while j < len(words) and j - i <= 3 and words[j].is_nominal and _name_like(words[j], text, cues) and free(words[j].core):
            j += 1
            if not _bare(words[j - 1]):
                break
        if j > i + 1 and not cues.title(_core(words[j - 1], text)):
            yield _mention(text, Span(words[i + 1].core.start, words[j - 1].core.end), cls, 0.8)


def _by_suffix(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    places = {m.span.start: m for m in known if m.cls in ("Country", "Region")}
    for word in words:
        if not word.is_nominal and word.stem[-2:] != "이다":
            continue
        core = _core(word, text)
        place = places.get(word.core.start)
        if cues.title(core) or not (free(word.core) or (place is not None and place.span.end < word.core.end)):
            continue
        cls = cues.suffix_class(core)
        if not cls:
            continue
        inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
        if (cls == "GovernmentBody" and len(core) >= 5) or any(m.tag in ("NNP", "SL") for m in inside[:-1]) or (len(inside) == 1 and inside[0].tag == "NNP"):
            yield _mention(text, word.core, cls, 0.75)


def _facilities(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A name and 공장, 조선소, 원전 or the like: a place of its own."""
    by_end = {m.span.end: m for m in known if m.cls not in ("Person", "Country")}
    for i, word in enumerate(words[1:], 1):
        core = _core(word, text)
        before = by_end.get(words[i - 1].core.end)
        if before is not None and _bare(words[i - 1]) and any(core == f or re.fullmatch(rf"[0-9]?{f}", core) for f in cues.facilities):
            yield _mention(text, Span(before.span.start, word.core.end), "Place", 0.7)


def _laws(text: str, words: Sequence[Eojeol], cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """표시광고법, 개인정보보호법: a law by its ending."""
    for word in words:
        core = _core(word, text)
        if len(core) >= 4 and core.endswith("법") and not core.endswith(cues.no_laws) and free(word.core) and word.is_nominal:
            yield _mention(text, word.core, "Policy", 0.8)


_ABBREVIATED = re.compile(r"(?<![가-힣])([가-힣]{3,20})[’']?\(([A-Z][A-Za-z0-9&\-]{1,9})\)")


def _abbreviated(text: str, parsed: Parsed, cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """비정상인증차단시스템(FDS): what has an abbreviation has a name; its last noun tells the class."""
    for match in _ABBREVIATED.finditer(text, *parsed.span):
        span = Span(*match.span(1))
        cls = cues.suffix_class(match.group(1)) or cues.class_of(match.group(1))
        if cls and free(span) and cues.class_of(match.group(1)) != match.group(1) and match.group(1) not in cues.class_nouns:
            yield _mention(text, span, cls, 0.75)


def _units(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """An organisation and its unit: 칭화대 국가전략연구소, 동양생명 노조."""
    by_end = {m.span.end: m for m in known if m.cls in ("Company", "ResearchInstitute", "GovernmentBody", "Organization")}
    for i, word in enumerate(words[1:], 1):
        core = _core(word, text)
        before = by_end.get(words[i - 1].core.end)
        if before is not None and _bare(words[i - 1]) and word.core.end > word.core.start and any(core.endswith(u) for u in cues.units):
            cls = cues.suffix_class(core) or ("Organization" if core.endswith(("노조", "노동조합", "재단")) else before.cls)
            if len(core) > 2 or core in ("노조", "법인", "센터"):
                yield _mention(text, Span(before.span.start, word.core.end), cls, 0.7)


_VERSION = re.compile(r"(?:\([^)]{1,20}\))?[ -]?(?:\d{1,3}(?:\.\d{1,2})?|[A-Z]\d{1,3})(?:[ -]?(?:프로|맥스|울트라|플러스|미니|터보|플래시|라이트|Pro|Max|Ultra|Plus|Mini|Turbo|Flash|Lite))*(?![0-9A-Za-z.%,가-힣])|(?:\([^)]{1,20}\))?[ -]?\d{1,2}(?:\.\d{1,2})?(?:[ -](?:프로|맥스|울트라|플러스|미니|터보|플래시|라이트))+(?=[가-힣’”)\s]|$)")


def _versions(text: str, parsed: Parsed, known: Sequence[Mention]) -> Iterator[Mention]:
    """A product and its version number: 큐원(Qwen) 2.5-맥스, 두바오 1.5 프로."""
    for m in known:
        if m.cls in ("AIModel", "Software", "Device") and m.method == "lexicon":
            match = _VERSION.match(text, m.span.end)
            if match and match.end() <= parsed.span.end:
                yield Mention(Span(m.span.start, match.end()), text[m.span.start : match.end()], m.cls, "", "cue", 0.8)


def _genitive_quotes(text: str, parsed: Parsed, known: Sequence[Mention], free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """ORGANISATION의 ‘NAME’: a product of its maker where nothing tells the class more closely."""
    makers = {m.span.end for m in known if m.cls == "Company"}
    for match in _QUOTED.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span(1))
        gap = text[max(0, match.start() - 2) : match.start()]
        if gap == "의 " and match.start() - 2 in makers and free(span) and span.end - span.start <= 14:
            inside = [w for w in parsed.eojeols if w.span.start >= match.start() and w.span.end <= match.end() + 2]
            if inside and not any(w.stem and w.predicate.end <= span.end for w in inside):
                yield _mention(text, span, "Product", 0.5)


def _products(text: str, parsed: Parsed, cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """Letters and digits, with the class of the noun beside them; left out where no noun tells."""
    words = parsed.eojeols
    for match in _PRODUCT.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span())
        if not free(span):
            continue
        at = parsed.eojeol_at(span.end - 1)
        cls = _near(text, words, at, cues)
        if cls:
            yield _mention(text, span, cls, 0.8)


def _near(text: str, words: Sequence[Eojeol], at: int, cues: Cues) -> str:
    """Class that the nouns behind or before an eojeol tell, product classes only."""
    own = _core(words[at], text)
    candidates = [own] + [_core(words[k], text) for k in (at + 1,) if k < len(words) and _bare(words[at])]
    candidates += [_core(words[k], text) for k in (at - 1, at - 2) if k >= 0 and (k == at - 1 or _bare(words[at - 1]))]
    return next((c for n in candidates if n and (c := cues.class_of(n)) in _PRODUCT_CLASSES), "")


def _quoted(text: str, parsed: Parsed, cues: Cues, free) -> Iterator[Mention]:  # type: ignore[no-untyped-def]
    """CLASS NOUN ‘NAME’: what single quotes hold is named by the noun before them."""
    words = parsed.eojeols
    for match in _QUOTED.finditer(text, parsed.span.start, parsed.span.end):
        span = Span(*match.span(1))
        if not free(span):
            continue
        at = parsed.eojeol_at(span.start)
        last = parsed.eojeol_at(span.end - 1)
        if any(words[k].stem and words[k].predicate.end <= span.end for k in range(at, last + 1)):
            continue
        cls = cues.class_of(_core(words[at - 1], text)) if at and _bare(words[at - 1]) else ""
        if not cls and at and words[at - 1].ending == "ㄴ" and words[at - 1].core.end > words[at - 1].core.start:
            cls = cues.class_of(_core(words[at - 1], text))
        if not cls and last + 1 < len(words) and words[last].span.end <= span.end + 1:
            cls = cues.class_of(_core(words[last + 1], text))
        if cls:
            yield _mention(text, span, cls, 0.85)


def _mention(text: str, span: Span, cls: str, confidence: float) -> Mention:
    return Mention(span, span.of(text), cls, "", "cue", confidence)
