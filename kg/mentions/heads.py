"""Bodies in the titles of those who head them: 성남시장, 자동차기술원장, 하원 외교위원장, 리옹 시장."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import bare, core_of, full_korean_name
from kg.model import Mention, Span
from kg.ontology import LexiconEntry
from kg.text.eojeols import Eojeol

Entries = Callable[[str], list[LexiconEntry]]  # what the lexicon has under a surface

_HEAD = "장"
_CHAIR, _COMMITTEE = "위원장", "위원회"
_OWNERS = ("GovernmentBody", "Company", "Organization", "ResearchInstitute", "InternationalOrganization")
_OWN = ("PoliticalParty", *_OWNERS)
_SHORTEST = 4  # syllables of a body's name that is no kind of body
_PLAIN = 5  # syllables of common nouns that tell only a kind ("리서치센터")
_LONG = 7  # syllables of a committee's name that nobody need own
_LOCAL = 0.75


def heads(
    text: str, words: Sequence[Eojeol], known: Sequence[Mention], cues: Cues, entries: Entries
) -> Iterator[Mention]:
    """Yield the bodies that the titles of a sentence name with their heads.

    Args:
        text: The article's decoded source.
        words: The sentence.
        known: Mentions already found in it.
        cues: Titles, and what bodies' names end in.
        entries: The lexicon.

    Yields:
        Bodies; the rest of their word is the title ("성남시|장").
    """
    for i, word in enumerate(words):
        core = core_of(word, text)
        if not word.is_nominal or core[-1:] not in cues.head_ends:
            continue
        yield from _local(text, words, i, known, cues, entries)
        if core[-1] != _HEAD or cues.title(core) == core or any(m.span == word.core and m.entity for m in known):
            continue
        before = words[i - 1] if i else None
        owner = _owner(before, known) if before is not None and bare(before) else None
        if core.endswith(_CHAIR):
            yield from _committee(text, word, owner, cues)
        elif owner is None or owner.cls == "Country":
            yield from _headed(text, word, cues, entries)


def _owner(before: Eojeol, known: Sequence[Mention]) -> Mention | None:
    """The body or country that ends right before a word."""
    return next((m for m in known if m.span.end == before.core.end and m.cls in (*_OWN, "Country")), None)


def _headed(text: str, word: Eojeol, cues: Cues, entries: Entries) -> Iterator[Mention]:
    """NAME원장, NAME연구소장: a body whose name has more than the word for its kind, or is known (조달청장)."""
    span = Span(word.core.start, word.core.end - 1)
    name = span.of(text)
    cls = next((c for end, c in cues.headed if name.endswith(end) and len(name) > len(end) + 1), "")
    inside = [m for m in word.morphemes if span.start <= m.start < span.end]
    proper = len(name) > _PLAIN or any(m.tag in ("NNP", "SL", "SN") for m in inside)
    known = bool(cls) and len(name) < _SHORTEST and any(e.cls == cls for e in entries(name))
    if cls and (known or (proper and len(name) >= _SHORTEST)) and name not in cues.class_nouns:
        yield Mention(span, name, cls, "", "cue", 0.75)


def _committee(text: str, word: Eojeol, owner: Mention | None, cues: Cues) -> Iterator[Mention]:
    """하원 외교위원장, 저출산고령사회위원장: a committee of a parliament, or one whose name is long enough."""
    own = Span(word.core.start, word.core.end - len(_CHAIR))
    name = own.of(text) + _COMMITTEE
    if not name[0].isalnum() or own.of(text).endswith(cues.inner_chairs) or cues.title(own.of(text)):
        return
    if len(name) >= _LONG and (owner is None or owner.cls in ("Country", "GovernmentBody")):
        yield Mention(Span(own.start, own.end + 1), name, "GovernmentBody", "", "cue", 0.75)
    elif owner is not None and owner.cls == "GovernmentBody" and owner.surface.endswith(cues.parliaments):
        span = Span(owner.span.start, own.end + 1)
        yield Mention(span, f"{owner.surface} {name}", "GovernmentBody", "", "cue", 0.8)


def _local(
    text: str, words: Sequence[Eojeol], i: int, known: Sequence[Mention], cues: Cues, entries: Entries
) -> Iterator[Mention]:
    """성남시장, 경기도지사, 무안군수, 데르나 시장: a town's, county's or province's own body."""
    word, core = words[i], core_of(words[i], text)
    title = next((t for t in cues.local_heads if core.endswith(t)), "")
    kind, place = cues.local_heads.get(title, ""), core.removesuffix(title)
    if not title or not _beside_a_name(text, words, i, known, cues, apart=not place):
        return
    if not place:
        region = next((m for m in known if i and m.span.end == words[i - 1].core.end and m.cls == "Region"), None)
        if region is not None and bare(words[i - 1]) and kind and not region.surface.endswith(kind):
            span = Span(region.span.start, word.core.start + len(kind))
            yield Mention(span, region.surface + kind, "GovernmentBody", "", "cue", _LOCAL)
        return
    whole = place + kind
    regions = [e for s in (whole, place) for e in entries(s) if e.cls == "Region"]
    if not regions and not _unknown(word, place):
        return
    shown = whole if core.startswith(whole) else place
    body = town_body(whole, regions, entries)
    if not kind and body is None:
        return  # "텍사스 주지사": the state itself
    span = Span(word.core.start, word.core.start + len(shown))
    surface = whole if kind and body is None else shown
    yield Mention(span, surface, "GovernmentBody", body.id if body is not None else "", "cue", _LOCAL)


def town_body(town: str, regions: Sequence[LexiconEntry], entries: Entries) -> LexiconEntry | None:
    """A town's own body in the lexicon, by its name, its office or that of one of the places that it may be."""
    found = (e for s in (town, town + "청", *(f"{e.ko}청" for e in regions)) for e in entries(s))
    return next((e for e in found if e.cls == "GovernmentBody"), None)


def _unknown(word: Eojeol, place: str) -> bool:
    """Whether a town's name that no lexicon holds is read as a name."""
    return len(place) > 1 and word.first_tag == "NNP"


def _beside_a_name(
    text: str, words: Sequence[Eojeol], i: int, known: Sequence[Mention], cues: Cues, *, apart: bool
) -> bool:
    """Whether a person's name stands before a town's head, or right behind it."""
    k = i - 2 if apart else i - 1
    while k >= 0 and words[k].span.of(text) in cues.former:
        k -= 1
    people = [m.span for m in known if m.cls == "Person"]
    if k >= 0 and bare(words[k]):
        core = core_of(words[k], text)
        named = full_korean_name(core, cues) and not apart
        if named or any(p.end == words[k].core.end for p in people):
            return True
    behind = words[i + 1] if i + 1 < len(words) and bare(words[i]) else None
    return behind is not None and any(p.start == behind.core.start for p in people)


def beheaded(m: Mention, cues: Cues) -> Mention | None:
    """A body that was found with its head's title, without it ("자동차기술원장"); None where only a kind is left."""
    last = m.surface.split()[-1]
    if m.cls not in _OWN or m.entity or m.surface[-1] != _HEAD or not cues.title(last):
        return m
    inner = tuple(c + _CHAIR for c in cues.inner_chairs)
    if last.endswith(_CHAIR) and len(last) > len(_CHAIR) + 1 and not last.endswith(inner):
        span = Span(m.span.start, m.span.end - len(_CHAIR) + 1)
        return m._replace(span=span, surface=m.surface.removesuffix(_CHAIR) + _COMMITTEE)
    body = m.surface[:-1]
    if cues.title(last) == last or body in cues.class_nouns or not body.endswith(tuple(e for e, _ in cues.headed)):
        return None
    return m._replace(span=Span(m.span.start, m.span.end - 1), surface=body)
