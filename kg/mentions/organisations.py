"""Organisations, public bodies, places and laws that class nouns, endings and abbreviations give away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import Free, bare, by_cue, core_of, korean_name, name_like
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol
from kg.text.words import read_words

_SHORT_UNIT = 4  # syllables of a unit's name that is no name without whose it is
_UNKNOWN = 2  # syllables that a word has at least to be a name by being none
_SHORT_BODY = 2  # syllables that a body's name has more of
_SHOP = 2  # syllables of which one is for a shop
_KIND = 3  # syllables that tell only a kind ("독일 축협")
_BODY = 6  # syllables of a body's name that is more than its kind ("전략위원회")
_PARTY = "PoliticalParty"
_HAVING_UNITS = ("Company", "ResearchInstitute", "GovernmentBody", "Organization", _PARTY)
_TOWNS = ("시", "도", "군", "구")
_ARMY, _POLICE = "군", "경찰"
_GLUED = "은는이가을를도의와과에"
_FOUNDED = ("ResearchInstitute", "Organization")  # what goes by the name of a firm, written on to it
_OF_FIRM = ((2, "의 "), (1, " "))  # between a firm and the country of its plant
_AMONG = ("·", ",", ", ", "와 ", "과 ", "및 ")  # what stands before the last of many
_NUMBERED = re.compile(r"\A[0-9]")


def bodies(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A country and 정부 or 상무부, a person and 행정부."""
    by_end = {m.span.end: m for m in known}
    named = {m.span.start for m in known if m.entity}
    for m in known:
        if m.cls == "Region" and text.startswith(_POLICE, m.span.end):
            yield from _written_on(text, words, m, m.span.end + len(_POLICE))
        if m.cls == "Country" and text[m.span.end : m.span.end + 1] == _ARMY and len(m.surface) > 1:
            yield from _written_on(text, words, m, m.span.end + 1)
    for i, word in enumerate(words[1:], 1):
        if not bare(words[i - 1]):
            continue
        before = by_end.get(words[i - 1].core.end)
        core, end = _unglued(word, text, cues)
        if before is None and i > 1 and core in cues.local_bodies and core_of(words[i - 1], text) in cues.of_the_state:
            before = by_end.get(words[i - 2].core.end) if bare(words[i - 2]) else None  # "리옹 연방 검찰"
        if before is None or _listed(core):
            continue
        told = _kind_of_body(before, core, cues, known=word.core.start in named)
        if told is not None:
            yield by_cue(text, Span(before.span.start, end), *told)


def _kind_of_body(before: Mention, core: str, cues: Cues, *, known: bool) -> tuple[str, float] | None:
    """Class of the body that a land or a person and a noun make, and how sure that is; None for no body."""
    land = before.cls in ("Country", "Region")
    if before.cls == "Country" and core in cues.public_bodies:
        return "GovernmentBody", 0.9
    if land and len(core) > _SHORT_BODY and not known and cues.suffix_class(core) == "GovernmentBody":
        return "GovernmentBody", 0.8
    agency = land and not known and core.endswith(cues.agencies) and len(core) > _SHORT_BODY
    if agency or (before.cls == "Region" and core in cues.local_bodies):
        return "GovernmentBody", 0.75
    if land and not known and core.endswith(cues.associations) and len(core) > _KIND:
        return "Organization", 0.75
    if before.cls == "Person" and core in cues.governments:
        return "GovernmentBody", 0.95
    return ("Organization", 0.85) if before.cls == "Person" and core in cues.campaigns else None


def _listed(core: str) -> bool:
    """Whether a word is a list of its own ("총리·상하원"), not a name with a dot in it ("상·하원")."""
    first, dot, _ = core.partition("·")
    return bool(dot) and len(first) > 1


def _unglued(word: Eojeol, text: str, cues: Cues) -> tuple[str, int]:
    """An eojeol's nominal part and its end, without a particle that was read into an unknown name ("철도청|도")."""
    core = core_of(word, text)
    glued = not word.particles and word.first_tag == "NNP" and len(core) > _KIND and core[-1] in _GLUED
    if glued and core[:-1].endswith((*cues.agencies, *cues.associations)):
        return core[:-1], word.core.end - 1
    return core, word.core.end


def _written_on(text: str, words: Sequence[Eojeol], land: Mention, end: int) -> Iterator[Mention]:
    """핀란드군, 북한군, 부산경찰: a country's army or a town's police, written on to its name."""
    if any(w.core.end == end and w.core.start <= land.span.start for w in words):
        yield by_cue(text, Span(land.span.start, end), "GovernmentBody", 0.85)


def by_class_noun(text: str, words: Sequence[Eojeol], cues: Cues, free: Free) -> Iterator[Mention]:
    """CLASS NOUN NAME ("컨설팅 회사 테크인사이트의"), through one 인 ("계열사인 알리바바 클라우드")."""
    for i, word in enumerate(words[:-1]):
        noun = core_of(word, text)
        cls = cues.named_by(noun)
        if not cls or (cls in ("Policy", "Event", "Work", "Organization") and noun not in cues.troupes):
            continue
        if not bare(word) and not (word.stem.endswith("이다") and word.ending == "ㄴ"):
            continue
        j = i + 1
        while (
            j < len(words)
            and j - i <= 3
            and words[j].is_nominal
            and (name_like(words[j], text, cues) or (j == i + 1 and _no_word(words[j])))
            and free(words[j].core)
        ):
            j += 1
            if not bare(words[j - 1]):
                break
        if j < len(words) and bare(words[j - 1]) and cues.class_of(core_of(words[j], text)):
            continue  # "자회사인 반도체 기업": what stands there tells the kind of the next
        if j > i + 1 and not cues.title(core_of(words[j - 1], text)):
            yield by_cue(text, Span(words[i + 1].core.start, words[j - 1].core.end), cls, 0.8)


def _no_word(word: Eojeol) -> bool:
    """Whether an eojeol is one noun that Kiwi takes for a common one though nobody writes it ("자회사인 [티슈진]")."""
    inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
    long = word.core.end - word.core.start >= _UNKNOWN
    return len(inside) == 1 and inside[0].tag == "NNG" and long and read_words().kin(inside[0].form, "NNG") is None


def by_suffix(
    text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, free: Free
) -> Iterator[Mention]:
    """Find bodies by the noun their names end in ("…은행", "…위원회"), with the words of the name before it."""
    places = {m.span.start: m for m in known if m.cls in ("Country", "Region")}
    firms = {m.span.start: m for m in known if m.cls == "Company"}
    for word in words:
        if not word.is_nominal and word.stem[-2:] != "이다":
            continue
        core = core_of(word, text)
        cls = cues.suffix_class(core)
        if (
            not cls
            or core in cues.troupes
            or cues.title(core)
            or core.rpartition("·")[2] in cues.suffixes
            or _listed(core)
        ):
            continue  # "통신·반도체·에너지 분야": a list of common nouns
        place = places.get(word.core.start) or (firms.get(word.core.start) if cls in _FOUNDED else None)
        if not free(word.core) and (place is None or place.span.end >= word.core.end):
            continue
        inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
        if (
            (cls == "GovernmentBody" and len(core) >= _BODY)
            or any(m.tag in ("NNP", "SL") for m in inside[:-1])
            or (len(inside) == 1 and inside[0].tag == "NNP")
            or (cls == "Company" and _presided(text, words, word, cues))
        ):
            yield by_cue(text, word.core, cls, 0.75)


def _presided(text: str, words: Sequence[Eojeol], word: Eojeol, cues: Cues) -> bool:
    """Whether a firm's officer stands around its name ("홍길동 전 가나그룹 회장"): common nouns are one there."""
    before = words[word.index - 1 - (words[word.index - 1].span.of(text) in cues.former)] if word.index > 1 else None
    behind = words[word.index + 1] if word.index + 1 < len(words) and bare(word) else None
    named = before is not None and bare(before) and korean_name(core_of(before, text), cues)
    return named and behind is not None and core_of(behind, text) in cues.firm_titles


def facilities(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """A name and 공장, 조선소, 원전 or the like: a place of its own."""
    by_end = {m.span.end: m for m in known if m.cls != "Person"}
    for i, word in enumerate(words[1:], 1):
        before = by_end.get(words[i - 1].core.end)
        if before is None:
            continue
        core = core_of(word, text)
        if before.cls == "Country" and core not in cues.national and not _abroad(text, before, by_end):
            continue
        if bare(words[i - 1]) and _NUMBERED.sub("", core) in cues.facilities:
            yield by_cue(text, Span(before.span.start, word.core.end), "Place", 0.7)


def reactors(text: str, parsed: Parsed, cues: Cues) -> Iterator[Mention]:
    """A power plant's reactors by its name and their numbers ("하늘 원전 3·4호기")."""
    for found in cues.reactors.finditer(text, *parsed.span):
        named = any(m.tag == "NNP" and found.start(1) <= m.start < found.end(1) for m in parsed.sentence.morphemes)
        if named:
            yield by_cue(text, Span(*found.span()), "Place", 0.85)


def _abroad(text: str, land: Mention, by_end: Mapping[int, Mention]) -> bool:
    """Whether one firm stands right before a country: its plant there is one ("하늘전자 말레이시아 공장")."""
    gap = next((n for n, between in _OF_FIRM if text.startswith(between, land.span.start - n)), 0)
    firm = by_end.get(land.span.start - gap) if gap else None
    return firm is not None and firm.cls == "Company" and not text.endswith(_AMONG, 0, firm.span.start)


def laws(text: str, words: Sequence[Eojeol], cues: Cues, free: Free) -> Iterator[Mention]:
    """표시광고법, 개인정보보호법: a law by its ending."""
    for word in words:
        if text[word.core.end - 1 : word.core.end] != "법":
            continue
        core = core_of(word, text)
        if (
            len(core) >= 4
            and core.endswith("법")
            and not core.endswith(cues.no_laws)
            and free(word.core)
            and word.is_nominal
        ):
            yield by_cue(text, word.core, "Policy", 0.8)


_ABBREVIATED = re.compile(r"(?<![가-힣·])((?:[가-힣A-Z]{1,12}·)?[가-힣A-Z]{3,20})[’']?\(([A-Z][A-Za-z0-9&\-]{1,9})\)")


def abbreviated(text: str, parsed: Parsed, cues: Cues, free: Free) -> Iterator[Mention]:
    """비정상인증차단시스템(FDS): what has an abbreviation has a name; its last noun tells the class."""
    if text.find("(", *parsed.span) < 0:
        return
    for match in _ABBREVIATED.finditer(text, *parsed.span):
        span = Span(*match.span(1))
        cls = cues.suffix_class(match.group(1)) or cues.class_of(match.group(1))
        if cls and free(span) and match.group(2) not in cues.contracts and match.group(1) not in cues.class_nouns:
            yield by_cue(text, span, cls, 0.75)


def units(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """An organisation and its unit: 칭화대 국가전략연구소, 동양생명 노조."""
    by_end = {m.span.end: m for m in known if m.cls in _HAVING_UNITS}
    starts = {m.span.start for m in known if m.entity}
    listed = {m.span for m in known if m.entity}
    for i, word in enumerate(words[1:], 1):
        before = by_end.get(words[i - 1].core.end)
        if before is None or (before.surface.endswith(_TOWNS) and word.core in listed):
            continue  # "세종시 중앙노동위원회": where it sits
        core = core_of(word, text)
        near = words[i + 1 : i + 3] if core.endswith(cues.departments) else []
        if any(cues.title(core_of(w, text)) for w in near):
            continue  # "하늘대 물리학과 (홍길동) 교수": who is of the university
        if word.core.start not in starts and len(core) > 2 and core.endswith(cues.own_units):
            cls = "Organization" if before.cls == _PARTY else cues.suffix_class(core) or before.cls
            own = before.span.start if before.entity or len(core) <= _SHORT_UNIT else word.core.start
            yield by_cue(text, Span(own, word.core.end), cls, 0.75)
            continue
        if before.cls == "Company" and bare(words[i - 1]) and _shop(core, cues):
            yield by_cue(text, Span(before.span.start, word.core.end), "Company", 0.75)
            continue
        if core in cues.titles or core in cues.facilities:
            continue  # "새벽대 연구원": who works there; "새벽 데이터센터": a place
        if bare(words[i - 1]) and word.core.end > word.core.start and core.endswith(cues.units):
            cls = "Organization" if before.cls == _PARTY else ""
            cls = (
                cls
                or cues.suffix_class(core)
                or ("Organization" if core.endswith(("노조", "노동조합", "재단")) else before.cls)
            )
            if len(core) > 2 or core in ("노조", "법인", "센터"):
                yield by_cue(text, Span(before.span.start, word.core.end), cls, 0.7)


def _shop(core: str, cues: Cues) -> bool:
    """Whether a word is a place and the word for a shop there."""
    return len(core) > _SHOP and core.endswith(cues.branch_shop) and not core.endswith(cues.no_shops)


_INCORPORATED = re.compile(
    r"(?:㈜|\(주\))\s?(?P<after>[가-힣A-Za-z0-9&]{2,20})|(?P<before>[가-힣A-Za-z0-9&]{2,20})(?:㈜|\(주\))"
)


_PARTICLE = re.compile(r"(?:은|는|을|를|과|와|의)\Z")  # read into a name that is unknown ("㈜가나는")


def incorporated(text: str, parsed: Parsed, free: Free) -> Iterator[Mention]:
    """㈜샛별, 샛별(주): the sign of a stock company, which ends where the name's morphemes do."""
    if text.find("㈜", *parsed.span) < 0 and text.find("(주)", *parsed.span) < 0:
        return
    for match in _INCORPORATED.finditer(text, *parsed.span):
        start, end = match.span("after") if match.group("after") else match.span("before")
        word = parsed.eojeols[parsed.eojeol_at(start)]
        end = min(end, word.core.end) if match.group("after") and word.core.end > start else end
        cut = _PARTICLE.search(text, start + 2, end) if match.group("after") and end == word.span.end else None
        span = Span(start, cut.start() if cut is not None else end)
        if len(span.of(text)) > 1 and free(span):
            yield by_cue(text, span, "Company", 0.9)
