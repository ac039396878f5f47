"""What is held goes by names and nouns with a head: 하늘대 졸업식, ‘푸른바다 마라톤대회’, 가나시 보궐선거."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import run_before
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_QUOTED = re.compile(r"[‘「『](?=\S)([^‘’“”「」『』\n]{3,40})[’」』]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:년|학년도)?|\d{1,3}(?:회|차|대|주년)|제\d{1,3}(?:회|차|대)")
_MARKS = " ’”'\"」』"
_CEREMONY = "식"
_MORE = 2  # syllables that a head may have before it in its eojeol
_MOST = 4  # eojeols before the head
_LAND = ("Country", "Region")
_GOAL = ("에", "에는", "에도", "엔")
_OBJECT = ("을", "를")
_ARGUMENT = ("에", "에는", "에도", "에선", "에서", "에서는", "에서도", "을", "를")


def occasions(
    text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, *, told: bool = True
) -> list[Mention]:
    """Return a sentence's mentions with what is held in it, by its whole name.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        mentions: Its mentions, in order.
        cues: What such names end in.
        told: Whether a sentence before names an event, which "이날 회의" may mean.
    """
    out = list(mentions)
    for m in (*_quoted(text, parsed, cues), *_composed(text, parsed, mentions, cues, told=told)):
        inside = [x for x in out if x.span.overlaps(m.span)]
        if any(x.method == "lexicon" and x.cls == "Event" and m.span.within(x.span) for x in inside):
            continue
        if any(x.span == m.span or not x.span.within(m.span) for x in inside):
            continue
        out = [*(x for x in out if x not in inside), m]
    return sorted(out, key=lambda m: m.span)


def _quoted(text: str, parsed: Parsed, cues: Cues) -> Iterator[Mention]:
    """Names in marks that end as occasions do ("‘2013 하늘 박람회’")."""
    for found in _QUOTED.finditer(text, *parsed.span):
        name = found[1]
        if name.endswith((*cues.occasions, *cues.rallies)) and " " in name:
            yield Mention(Span(*found.span(1)), name, "Event", "", "cue", 0.8)


def _composed(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, *, told: bool) -> Iterator[Mention]:
    """Occasions with what they are of before their head, and rallies that people go to."""
    words = parsed.eojeols
    named_so = (*cues.occasions, *cues.rallies)
    attended = (*named_so, *cues.gatherings, *cues.meetings)
    for word in words:
        noun = word.core_form
        if word.stem or word.opens or word.closes or not noun.endswith(attended):
            continue
        met = _attended(parsed, word, cues)
        if not noun.endswith(named_so) and not (met and _own(text, words, word.index, mentions, cues, told=told)):
            continue
        head = max((x for x in attended if noun.endswith(x)), key=len)
        whole = len(noun) > len(head) + _MORE  # "북미통신박람회" is a name by itself
        first = word.index if whole else _first(text, words, word.index, mentions, cues)
        while first < word.index and _origin(words, first, mentions):
            first += 1
        span = Span(words[first].core.start, word.core.end)
        named = any(m.span.within(span) and m.span != span and m.method == "lexicon" for m in mentions)
        rally = noun.endswith(cues.rallies) and (first < word.index or word.particle in _ARGUMENT)
        if (named and (first < word.index or len(noun) > _MOST)) or rally or met:
            method = "cue" if noun.endswith((*named_so, *cues.gatherings)) else "description"
            yield Mention(span, span.of(text), "Event", "", method, 0.8)


def _own(text: str, words: Sequence[Eojeol], at: int, mentions: Sequence[Mention], cues: Cues, *, told: bool) -> bool:
    """Whether a gathering is no part of a known event ("평창 올림픽 [폐막식]"), nor one named before ("이날 회의")."""
    before = words[at - 1].span.of(text) if at else ""
    start = words[at].core.start
    part = any(m.cls == "Event" and not text[m.span.end : start].strip(_MARKS) for m in mentions if m.span.end <= start)
    return not part and (not told or before not in cues.pointing or words[at].core_form.endswith(cues.gatherings))


def _attended(parsed: Parsed, word: Eojeol, cues: Cues) -> bool:
    """Whether an eojeol names what people are said to be at ("준공식에 참석했다", "A가 참석한 간담회")."""
    words, heads = parsed.eojeols, parsed.heads
    at = heads[word.index]
    while at >= 0 and words[at].stem in cues.including:
        at = heads[at]  # "준공식에는 A를 비롯해 B가 참석했다"
    key = (words[at].noun or words[at].stem or words[at].core_form) if at >= 0 else ""
    if key in (cues.attending if word.particle in _GOAL else cues.presiding if word.particle in _OBJECT else ()):
        return True
    if word.core_form.endswith(cues.occasions) and not word.core_form.endswith(_CEREMONY):
        return False  # "A가 참석한 언론시사회"
    for clause in words[: word.index]:
        told = clause.ending_tag == "ETM" and (clause.noun in cues.attending or clause.noun in cues.presiding)
        over = heads[clause.index] if told else -1
        if over >= 0 and words[over].core_form in cues.amid:  # "A가 참석한 가운데 [열린] 준공식을"
            over = heads[over]
            over = over if over == word.index or over < 0 or heads[over] != word.index else heads[over]
            if over == at >= 0:
                return True
        if over == word.index:
            return True
    return False


def _first(text: str, words: Sequence[Eojeol], at: int, mentions: Sequence[Mention], cues: Cues) -> int:
    """Where the name of an occasion begins: nouns without particles before its head, no titles and no times."""

    def joins(k: int) -> bool:
        word, core = words[k], words[k].core_form
        if word.stem or word.comma or word.particles or word.closes or word.core.end != word.span.end or len(core) < 2:
            return False
        told = cues.title(core) or core in cues.occasion_times or (core[:1].isdigit() and not _YEAR.fullmatch(core))
        person = any(m.cls == "Person" and m.span.overlaps(word.core) for m in mentions)
        return not (told or person or "(" in word.span.of(text))

    return run_before(at, _MOST, joins)


def _origin(words: Sequence[Eojeol], at: int, mentions: Sequence[Mention]) -> bool:
    """Whether a place only says where another place is ("일본 삿포로 대회")."""
    here, behind = words[at].core, words[at + 1].core
    lands = [m.span for m in mentions if m.cls in (*_LAND, "Place")]
    return here in lands and behind in lands
