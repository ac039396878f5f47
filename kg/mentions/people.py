"""Persons that titles give away: NAME TITLE, NAME ORGANISATION TITLE, ORGANISATION TITLE NAME."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.mentions.cues import FULL_NAME, Cues
from kg.mentions.nouns import (
    FOREIGN,
    Free,
    bare,
    by_cue,
    core_of,
    full_korean_name,
    korean_name,
    name_like,
    whole_korean_name,
)
from kg.model import Mention, Span
from kg.text.eojeols import Eojeol

_ORIGIN = "출신"
_AND_OTHERS = "등"
_SHORT = 2  # syllables of what many bodies are called in short
_LONGEST = 4  # syllables of a family name behind two names: what is longer is a firm
_HELD = ("지내다", "역임하다", "거치다", "맡다")
_SUBJECT = ("가", "는", "은")
_HANGUL = re.compile("[가-힣]+")
_QUOTE = re.compile("[‘’“”'\"]")
_KINDS = ("적", "별", "용", "급")  # what makes a common noun of what stands before it ("정당별 후보")
_LONG = 4  # syllables of common nouns that are what somebody does, not his name ("기후변화 특사")
_WRITTEN_ON = "씨"
_NAME = re.compile("[가-힣]{3}")
_BEFORE_POLITE = " 씨"
_POLITE = re.compile(rf"{_BEFORE_POLITE}(?:[는가를의와도로]|에게|[ ,.·(]|$)")
_HEADED_BY = re.compile(r"\((?:[^()]{1,12}[,·] ?)?(?:공동 ?|각자 ?)?([가-힣A-Z]{2,6}) ([가-힣]{2,4})\)")


# Where an ambassador is ("주유엔 한국대사", "주중 일본 대사").
_POSTED = re.compile(
    r"주(?:[한미중일러영독불]|유엔|유럽연합|제네바|미국|중국|일본|러시아|영국|독일|프랑스|인도|호주|베트남)"
)


def people(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, free: Free) -> Iterator[Mention]:
    """NAME TITLE, NAME ORGANISATION TITLE, ORGANISATION TITLE NAME."""
    yield from (m for m in _people(text, words, known, cues, free) if not _QUOTE.search(m.surface))
    yield from _heads(text, words, cues, free)
    yield from _addressed(text, words, cues, free)


def _addressed(text: str, words: Sequence[Eojeol], cues: Cues, free: Free) -> Iterator[Mention]:
    """A whole name before 씨, whatever its last syllable is taken for ("홍길은 씨")."""
    if not words or text.find(_BEFORE_POLITE, words[0].span.start, words[-1].span.end + len(_BEFORE_POLITE)) < 0:
        return
    for word in words:
        found = _NAME.fullmatch(text, word.span.start, word.span.end)
        if found is None or not korean_name(found[0], cues) or not _POLITE.match(text, word.span.end):
            continue
        if free(word.span) and not cues.title(found[0]) and found[0] not in cues.class_nouns:
            yield by_cue(text, word.span, "Person", 0.95)


def _heads(text: str, words: Sequence[Eojeol], cues: Cues, free: Free) -> Iterator[Mention]:
    """Who heads the body before a bracket: 가람전자(대표 홍길동)."""
    if not words or text.find("(", words[0].span.start, words[-1].span.end) < 0:
        return
    for match in _HEADED_BY.finditer(text, words[0].span.start, words[-1].span.end):
        span = Span(*match.span(2))
        if cues.title(match[1]) == match[1] and korean_name(match[2], cues) and free(span):
            yield by_cue(text, span, "Person", 0.9)


def _people(text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, free: Free) -> Iterator[Mention]:
    """As `people`, some of them with what is said before a quotation."""
    for i, word in enumerate(words):
        if not word.is_nominal:
            continue
        core = core_of(word, text)
        title = cues.title(core)
        firm = _officer(text, words, i, known, cues, free) if title in cues.firm_posts else ()
        yield from firm
        if title and not firm:
            j = _name_end(text, words, i, known, cues)
            if j >= 0:
                yield from _person_ending_at(text, words, j, cues, free)
        introduces = core == title or core in cues.person_prefixes
        if word.comma or i + 1 == len(words):
            continue
        if introduces and word.particle in ("", "의") and words[i + 1].is_nominal:
            yield from _person_starting_at(text, words, i + 1, cues, free)
        elif not introduces and core == _ORIGIN and bare(word) and words[i + 1].is_nominal:
            yield from _bearer(text, words, i + 1, cues, free)  # 텐센트 출신 NAME이: who comes from a body
    yield from _who_held(text, words, cues, free)


def _officer(
    text: str, words: Sequence[Eojeol], title: int, known: Sequence[Mention], cues: Cues, free: Free
) -> tuple[Mention, ...]:
    """NAME FIRM TITLE: a Korean's whole name and a firm that nobody knows ("홍길동 하늘컴 대표")."""
    if title < _SHORT or not bare(words[title - 1]) or not bare(words[title - 2]):
        return ()
    person, firm = words[title - 2].core, words[title - 1].core
    name = firm.of(text)
    told = name in cues.former or cues.suffix_class(name) or cues.class_of(name) or whole_korean_name(name, cues)
    fits = len(name) >= FULL_NAME and name_like(words[title - 1], text, cues) and FOREIGN.match(name) is not None
    if told or not fits or not free(firm):
        return ()
    met = any(m.cls == "Person" and m.span == person for m in known)
    if not whole_korean_name(person.of(text), cues) or not (met or free(person)):
        return ()
    found = by_cue(text, firm, "Company", 0.9)._replace(method="pattern")
    return (found,) if met else (by_cue(text, person, "Person", 0.9)._replace(method="pattern"), found)


def _who_held(text: str, words: Sequence[Eojeol], cues: Cues, free: Free) -> Iterator[Mention]:
    """부사장을 지낸 NAME이, 창업자인 NAME은, 텐센트 출신인 NAME과: whom a clause before gives a post."""
    for verb, name in pairwise(words):
        if verb.ending_tag != "ETM" or not name.is_nominal:
            continue
        title = words[verb.index - 1] if verb.index and verb.stem in _HELD else None
        held = title is not None and title.particle in ("을", "를") and cues.title(core_of(title, text)) != ""
        if held or verb.stem == _ORIGIN + "이다":
            yield from _bearer(text, words, name.index, cues, free)


def _bearer(text: str, words: Sequence[Eojeol], i: int, cues: Cues, free: Free) -> Iterator[Mention]:
    """A name of one or two words whose particle makes somebody of it, and no more than a word of a common noun."""
    for j in (i, i + 1):
        if j >= len(words) or not (words[j].is_nominal and free(words[j].core) and name_like(words[j], text, cues)):
            return
        core = core_of(words[j], text)
        known = cues.suffix_class(core) if len(core) > 3 else ""
        if known or cues.class_of(core) or cues.title(core) or not _HANGUL.fullmatch(core):
            return
        if not bare(words[j]):
            whole = text[words[i].core.start : words[j].core.end]
            if len(core) > 1 and len(whole) <= 12 and (j > i or len(core) <= 4):
                found = by_cue(text, Span(words[i].core.start, words[j].core.end), "Person", 0.85)
                yield found._replace(method="pattern")
            return


def _name_end(text: str, words: Sequence[Eojeol], title: int, known: Sequence[Mention], cues: Cues) -> int:
    """Where a person's name ends before a title: left of any organisation (and unit) between; -1 for none."""
    bodies = [m for m in known if m.cls not in ("Person", "Region")]

    def body_at(k: int) -> bool:
        return any(m.span.start < words[k].core.end and words[k].core.start < m.span.end for m in bodies)

    def posted(k: int) -> bool:
        return core_of(words[title], text).endswith("대사") and _POSTED.fullmatch(core_of(words[k], text)) is not None

    k = title - 1
    while k >= 0 and title - k <= 5 and bare(words[k]) and not body_at(k):
        k -= 1
    if k >= 0 and bare(words[k]) and body_at(k):
        while k >= 0 and (words[k].span.of(text) in cues.former or (bare(words[k]) and (body_at(k) or posted(k)))):
            k -= 1
        alone = k < 0 and not body_at(title - 1) and cues.title(core_of(words[title], text)) not in cues.firm_posts
        if not alone:
            return k if k >= 0 and bare(words[k]) and not words[k].closes else -1
    j = title - 1  # "가람대 크레이머스 교수"
    while j >= 0 and bare(words[j]):
        core = core_of(words[j], text)
        if core == "담당" and j:  # "나딘 베커 에너지 담당 부사장": the field and the word for it
            j -= 2
            continue
        if posted(j):
            j -= 1
            continue
        told = core in cues.former or cues.suffix_class(core) or cues.class_of(core) or cues.title(core) == core
        told = told or (j > 0 and _field(words[j]))
        if not told and not core.endswith(cues.departments):  # "홍길동 신소재공학과 교수"
            break
        j -= 1
    return j if j >= 0 and bare(words[j]) and not words[j].closes else -1


def _field(word: Eojeol) -> bool:
    """Whether an eojeol is what somebody is busy with: two common nouns ("기후변화")."""
    inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
    size = word.core.end - word.core.start
    return len(inside) > 1 and size >= _LONG and all(m.tag == "NNG" and len(m.form) > 1 for m in inside)


def _person_ending_at(text: str, words: Sequence[Eojeol], j: int, cues: Cues, free: Free) -> Iterator[Mention]:
    core = core_of(words[j], text)
    if core == _AND_OTHERS and j and bare(words[j - 1]):
        j, core = j - 1, core_of(words[j - 1], text)  # "홍길동 등 가나당 의원들"
    if not free(words[j].core) or core in cues.suffixes or cues.suffix_class(core) or cues.class_of(core):
        return
    inside = [m for m in words[j].morphemes if words[j].core.start <= m.start < words[j].core.end]
    if len(core) == _SHORT and _whole_name(text, words, j - 1, cues, free):
        yield by_cue(text, words[j - 1].core, "Person", 0.9)  # "최길동 신보 이사장": a body by its short name
        return
    if core.isascii() and core.isupper():
        return  # "외교안보 TF 단장"
    if (len(inside) == 1 and inside[0].tag == "NNG") or (inside and inside[-1].form in _KINDS) or _field(words[j]):
        return  # a common noun ("이사회 의장")
    if (_given(text, words, j - 1, cues, free) or _family(text, words, j, cues, free)) and (
        name_like(words[j], text, cues) or len(core) > 2
    ):
        first = words[j - 1].span.start  # "마이클 오루크": no Korean name, whatever its first syllable
        yield by_cue(text, Span(first, words[j].core.end), "Person", 0.9)
        return
    if len(core) == 4 and korean_name(core, cues) and core[-1] in _SUBJECT and words[j].core.end == words[j].span.end:
        yield by_cue(text, Span(words[j].core.start, words[j].core.end - 1), "Person", 0.85)  # "이진수가" read as one
        return
    if korean_name(core, cues) and (len(core) == 3 or name_like(words[j], text, cues)):
        if len(core) >= 2 and not (len(core) == 2 and not name_like(words[j], text, cues)):
            yield by_cue(text, words[j].core, "Person", 0.9)
        return
    k = j
    while k >= 0 and j - k < 3 and bare(words[k]) and free(words[k].core) and FOREIGN.match(core_of(words[k], text)):
        if not name_like(words[k], text, cues) and not (
            k == j and len(core) <= 3 and k and name_like(words[k - 1], text, cues)
        ):
            break
        k -= 1
    if j - k == 3 and (_given(text, words, k + 1, cues, free) or len(core) > _LONGEST):  # "마이클 로언 새너두 대표"
        yield by_cue(text, Span(words[k + 1].core.start, words[j - 1].core.end), "Person", 0.85)
        return
    if k < j and words[j].core.end - words[k + 1].core.start >= 2:
        yield by_cue(text, Span(words[k + 1].core.start, words[j].core.end), "Person", 0.85)


def _whole_name(text: str, words: Sequence[Eojeol], k: int, cues: Cues, free: Free) -> bool:
    """Whether an eojeol is a person's whole name: a family name and two syllables that are no common noun."""
    if k < 0 or not bare(words[k]) or not free(words[k].core):
        return False
    core = core_of(words[k], text)
    told = cues.suffix_class(core) or cues.class_of(core) or cues.title(core)
    whole = len(words[k].morphemes) == 1 and words[k].first_tag == "NNG"
    return full_korean_name(core, cues) and not (told or whole)


def _family(text: str, words: Sequence[Eojeol], j: int, cues: Cues, free: Free) -> bool:
    """Whether the word before a four-syllable name belongs to it: few Korean names are so long (나카무라 도시미치)."""
    if len(core_of(words[j], text)) != 4 or j < 1 or not bare(words[j - 1]) or not free(words[j - 1].core):
        return False
    core = core_of(words[j - 1], text)
    told = cues.suffix_class(core) or cues.class_of(core) or cues.title(core) or core in cues.person_prefixes
    return not told and all(m.tag == "NNP" for m in words[j - 1].morphemes)


def _given(text: str, words: Sequence[Eojeol], k: int, cues: Cues, free: Free) -> bool:
    """Whether an eojeol is a foreigner's given name, whatever it was taken for ("마이클")."""
    return k >= 0 and words[k].span.of(text) in cues.given_names and free(words[k].span)


def _person_starting_at(text: str, words: Sequence[Eojeol], i: int, cues: Cues, free: Free) -> Iterator[Mention]:
    j = i
    while (
        j < len(words)
        and j - i < 3
        and words[j].is_nominal
        and free(words[j].core)
        and name_like(words[j], text, cues)
        and FOREIGN.match(core_of(words[j], text))
    ):
        j += 1
        if not bare(words[j - 1]):
            break
    if j > i and (words[j - 1].particles or words[j - 1].comma or j - i >= 2):
        core = core_of(words[j - 1], text)
        if (
            not cues.suffix_class(core)
            and not cues.class_of(core)
            and len(text[words[i].core.start : words[j - 1].core.end]) >= 3
        ):
            polite = len(core) > FULL_NAME and core.endswith(_WRITTEN_ON)  # "홍길동씨" read as one
            yield by_cue(text, Span(words[i].core.start, words[j - 1].core.end - polite), "Person", 0.8)
