"""Descriptions that stand for a thing of their own: 고사양 AI 반도체, 대중국 수출 규제, 화웨이의 최신 스마트폰."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues, Described
from kg.model import Mention, Span
from kg.ontology import Ontology
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_OWNERS = ("Country", "Region", "Company")  # what stays a name of its own within a description
_THINGS = ("Product", "Technology")
_OBJECT = ("을", "를")
_MAKERS = ("Country", "GovernmentBody", "InternationalOrganization", "Person")  # of policies
_BANNED = ("Product", "Technology", "Chip", "AIModel", "Device", "Software", "Equipment")  # by them
_AND = ("와", "과")
_QUOTES = " ‘’'“”\""
_GOODS = 3  # words behind an origin that goods may have
_LETTERS = re.compile(r"(?<=[가-힣A-Za-z0-9])\([A-Z][A-Za-z0-9&\-]{1,11}\)(?= ?[가-힣])")


def descriptions(text: str, parsed: Parsed, cues: Cues, known: Sequence[Mention] = ()) -> Iterator[Mention]:
    """Yield the longest descriptions of a sentence: modifiers and a head noun, in one run of bare nouns.

    A mention found so becomes an entity only where a statement needs it.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        cues: The cue words, with `descriptions` by class.
        known: The sentence's mentions: no technology is told by a name or a term before it ("샛별전자 기술").

    Yields:
        Mentions with method "description".
    """
    if not cues.described.search(text, *parsed.span):
        return
    words = parsed.eojeols
    joined = [w.core.of(text) for w in words]
    ends = [joined[i - 1] + joined[i] if i else joined[i] for i in range(len(words))]
    near = [i for i, w in enumerate(words) if w.core.end > w.core.start and cues.described.search(ends[i])]
    for rule in cues.described_by:
        cls = rule.cls
        for i in near:
            span = _described(text, words, i, rule)
            if span is None and cls == "Event":
                span = _of_parties(text, parsed, i, rule, cues)
            if span is None:
                bare = _bare(text, words, i, rule, known)
                if bare is not None:
                    yield bare
                continue
            behind = words[i + 1].core.of(text) if i + 1 < len(words) and _joins(words[i]) else ""
            if behind in cues.leaders or behind.startswith(cues.called_by):
                continue
            if rule.vague and any(_is_told(m, span) for m in known):
                continue
            if cls == "Event":
                yield _between_parties(text, parsed, span, cues)
            else:
                yield Mention(span, span.of(text), cls, "", "description", 0.7)


def _described(text: str, words: Sequence[Eojeol], i: int, rule: Described) -> Span | None:
    """The description that ends in eojeol i, or None."""
    heads, modifiers = rule.heads, rule.modifiers
    core = words[i].core.of(text)
    head = _longest(core, heads)
    start, end = words[i].core.start, words[i].core.end
    k = i
    if not head:
        joined = core
        while k > 0 and not head and i - k < 2 and _joins(words[k - 1]):
            k -= 1
            joined = words[k].core.of(text) + joined
            head = _longest(joined, heads)
        if not head:
            return None
        core, start = joined, words[k].core.start
    own = core[: len(core) - len(head)]
    named = bool(own) and (
        own in modifiers or not modifiers or any(own.endswith(m) or own.startswith(m) for m in modifiers)
    )
    if own and not named:
        return None
    while k > 0 and _joins(words[k - 1]) and not words[k].opens:
        before = words[k - 1].core.of(text)
        if modifiers and not (before in modifiers or before.removesuffix("용") in modifiers or before in heads):
            break
        if not modifiers and k <= i - rule.words:
            break
        k -= 1
        start, named = words[k].core.start, True
    if rule.vague and {own, *(w.core.of(text) for w in words[k:i])} <= rule.vague | {""}:
        return None  # "관련 기술"
    return Span(start, end) if named else None


def _bare(text: str, words: Sequence[Eojeol], i: int, rule: Described, known: Sequence[Mention]) -> Mention | None:
    """A head without a modifier, by the name of whose or what it is if one stands before it, or None.

    Its span is the head's, so that the name before it stays one of its own: "미국의 제재", "H20 수출 금지".
    """
    core, start = words[i].core.of(text), words[i].core.start
    if i and core not in rule.heads and _joins(words[i - 1]):
        core, start = words[i - 1].core.of(text) + core, words[i - 1].core.start
    span = Span(start, words[i].core.end)
    told = start == words[i].core.start and i and words[i - 1].ending_tag == "ETM"  # "차에 매기는 관세를"
    if told or core not in rule.alone | rule.owned or any(m.span.overlaps(span) for m in known):
        return None
    before = [m for m in known if text[m.span.end : start] in (" ", "의 ")]
    whose = next((m for m in before if m.cls in _MAKERS), None)
    last = words[i + 1] if i + 1 < len(words) and _joins(words[i]) else words[i]
    if whose is not None and last.particle in _OBJECT:
        return None  # "미국의 관세를 비판했다": it is said of whose it is
    name = whose or next((m for m in before if m.cls in _BANNED and text[m.span.end] == " "), None)
    if core not in rule.alone and whose is None:
        return None
    full = text[name.span.start : span.end] if name is not None else span.of(text)
    return Mention(span, full, rule.cls, "", "description", 0.7)


def _of_parties(text: str, parsed: Parsed, i: int, rule: Described, cues: Cues) -> Span | None:
    """An event of two words that nothing but its parties tells ("한국과 미국의 [관세 협상]")."""
    words = parsed.eojeols
    if not i or not _joins(words[i - 1]) or words[i - 1].core_form + words[i].core_form not in rule.heads:
        return None
    start = words[i - 1].core.start
    before = cues.parties_before.search(text, parsed.span.start, start)
    return Span(start, words[i].core.end) if before is not None and before.end() == start else None


def _longest(core: str, heads: tuple[str, ...]) -> str:
    """The longest head that a run of nouns ends in, "" for none."""
    return next(h for h in heads if core.endswith(h)) if core.endswith(heads) else ""


def _is_told(m: Mention, span: Span) -> bool:
    """Whether a mention in a description is a name, or its beginning and all but its head ("[원격탐사](RS) 기술")."""
    return m.span.overlaps(span) and (not m.common or m.span.start <= span.start)


def _joins(word: Eojeol) -> bool:
    dated = word.first_tag == "SN" and word.forms[-1][1] == "NNB"  # "27일 한·아세안 정상회의"
    return word.is_nominal and not word.particles and not word.comma and not word.closes and not dated


def _between_parties(text: str, parsed: Parsed, span: Span, cues: Cues) -> Mention:
    """An event with the parties before it: its name holds them, its span does not, so they stay names of their own."""
    inside = cues.parties.match(text, span.start, span.end)
    start = inside.end() if inside and inside.end() < span.end else span.start
    before = cues.parties_before.search(text, parsed.span.start, start)
    full = before.start() if before and before.end() == start else span.start
    return Mention(Span(start, span.end), text[min(full, span.start) : span.end], "Event", "", "description", 0.7)


def compounds(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, ontology: Ontology) -> list[Mention]:
    """The mentions with goods named by their origin, maker or abbreviation before a noun that tells their kind.

    "러시아산 원유", "엔비디아 칩을", "리튬인산철(LFP) 양극재": a statement is about the whole, not its last noun.
    """
    found = [
        *_of_origin(text, parsed, mentions, cues, ontology),
        *_of_maker(text, parsed, mentions, cues, ontology),
        *_abbreviated(text, parsed, mentions, cues, ontology),
    ]
    things = [m.span for m in mentions if ontology.branch(m.cls) == "Product" and not m.common]
    found = [d for d in found if not any(_beside(text, d.span, t, cues) for t in things)]  # "인공지능(AI) 칩 [H20]"
    if not found:
        return list(mentions)
    spans = [d.span for d in found]
    kept = [m for m in mentions if m.cls in _OWNERS or not any(m.span.within(s) for s in spans)]
    clear = [d for d in found if not any(_crosses(d.span, m.span) for m in kept)]
    if len(clear) < len(found):
        spans = [d.span for d in clear]
        kept = [m for m in mentions if m.cls in _OWNERS or not any(m.span.within(s) for s in spans)]
    return sorted([*kept, *clear], key=lambda m: m.span)


def _beside(text: str, kind: Span, name: Span, cues: Cues) -> bool:
    """Whether a thing's kind stands before its name or behind it, marks or kinds between ("가속기 [칩] ‘H20’")."""
    first, second = sorted((kind, name))
    between = text[first.end : second.start].strip(_QUOTES)
    return first.end < second.start and all(word in cues.class_nouns for word in between.split())


def _crosses(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not b.within(a)


def _head(
    text: str, words: Sequence[Eojeol], i: int, mentions: Sequence[Mention], cues: Cues, ontology: Ontology
) -> str:
    """The class of the thing that an eojeol's noun names, as a category or a class noun tells it, or ""."""
    core = words[i].core
    for m in mentions:
        if m.span.end == core.end and m.span.start >= core.start and m.common:
            return m.cls if ontology.branch(m.cls) in _THINGS else ""
    noun = core.of(text)
    told = cues.class_nouns.get(noun, "")
    return told if told and ontology.branch(told) in _THINGS and noun not in cues.vague_goods else ""


def _of_origin(
    text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, ontology: Ontology
) -> Iterator[Mention]:
    """Goods and where they come from ("중국산 전기차", "남미산 냉동 쇠고기를")."""
    words = parsed.eojeols
    for m in mentions:
        if m.cls not in ("Country", "Region") or text[m.span.end : m.span.end + 2] != "산 ":
            continue
        at = parsed.eojeol_at(m.span.start)
        if not _joins(words[at]) or words[at].core.end != m.span.end + 1:
            continue
        last = next((k for k in range(at + 1, at + 1 + _GOODS) if _ends_goods(words, k, mentions)), len(words))
        if last >= len(words) or not all(_noun(words, k) and _joins(words[k]) for k in range(at + 1, last)):
            continue
        if not _noun(words, last) or words[last].opens or words[last].core_form.endswith(cues.trade):
            continue
        if any(sold in w.core_form for w in words[last + 1 : last + 4] for sold in cues.sold_abroad):
            continue  # "한국산 철강의 대미 수출": who exports is named
        end = words[last].core.end
        named = [x for x in mentions if x.span.end == end and x.span.start > m.span.end]
        if any(not x.common or ontology.branch(x.cls) not in _THINGS for x in named):
            continue
        cls = named[0].cls if named and ontology.branch(named[0].cls) == "Product" else "Product"
        yield Mention(Span(m.span.start, end), text[m.span.start : end], cls, "", "description", 0.7)


def _ends_goods(words: Sequence[Eojeol], k: int, mentions: Sequence[Mention]) -> bool:
    """Whether goods end in an eojeol: at a particle, or at a known kind of thing ("러시아산 [원유] 수입을")."""
    if k >= len(words) or not _joins(words[k]):
        return True
    end = words[k].core.end
    return any(m.span.end == end and m.common for m in mentions)


def _noun(words: Sequence[Eojeol], i: int) -> bool:
    return i < len(words) and words[i].is_nominal and words[i].core.end > words[i].core.start


def _of_maker(
    text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, ontology: Ontology
) -> Iterator[Mention]:
    """A firm and what it makes ("CATL 배터리를"), which ends its phrase."""
    words = parsed.eojeols
    for m in mentions:
        if m.cls != "Company":
            continue
        at = parsed.eojeol_at(m.span.start)
        last = at + 1
        if last >= len(words) or words[at].core.end != m.span.end or not _joins(words[at]) or words[last].opens:
            continue
        if not words[last].particles or words[last].particle == "의" or not _noun(words, last):
            continue
        if text[m.span.start - 1 : m.span.start] == "·" or (
            at and (words[at - 1].comma or words[at - 1].particle in _AND)
        ):
            continue  # "A와 B 장비를": the goods of both
        cls = _head(text, words, last, mentions, cues, ontology)
        if cls:
            span = Span(m.span.start, words[last].core.end)
            yield Mention(span, span.of(text), cls, "", "description", 0.7)


def _abbreviated(
    text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, ontology: Ontology
) -> Iterator[Mention]:
    """What a term and its abbreviation tell more closely ("유기발광다이오드(OLED) 패널")."""
    words = parsed.eojeols
    for match in _LETTERS.finditer(text, *parsed.span):
        at = parsed.eojeol_at(match.start() - 1)
        last = at + 1
        if last >= len(words) or words[at].core.end != match.start() or words[at].particles or words[last].opens:
            continue
        if words[last].core.start < match.end() or not _noun(words, last):
            continue
        cls = _head(text, words, last, mentions, cues, ontology)
        before = [m for m in mentions if m.span.end == match.start()]
        if not cls or any(m.cls in (*_OWNERS, "Person", "Event", "Policy") for m in before):
            continue
        start = min([words[at].core.start, *(m.span.start for m in before)])
        while at > 0 and words[at - 1].comma and text[start - 1] == "·":
            at -= 1
            start = words[at].core.start
        span = Span(start, words[last].core.end)
        if not any(span.within(m.span) for m in mentions):
            yield Mention(span, span.of(text), cls, "", "description", 0.7)
