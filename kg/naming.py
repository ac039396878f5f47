"""Names that are one thing's: how they are compared, whom a group's bare name means, and why two names were joined."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Entity, Mention, Merge, Span
from kg.ontology import LexiconEntry, Ontology

if TYPE_CHECKING:  # the rooms that read a graph fold names too, and need no Kiwi for it
    from kg.mentions.cues import Cues
    from kg.text.document import Document, Parsed

_FOLD = re.compile(r"[\s·‘’“”'\"「」『』<>《》().,\-‐–—_]")
_REMEMBERED = 1 << 14  # names that are folded once
_GROUP = re.compile(r"(?:그룹|group)\Z")
_EARLY = ("headline", "standfirst")  # they name in short what the body then names in full
_TITLED = 16  # code points behind a name within which its title stands
_SERVICE, _SUBJECT = "Software", ("은", "는", "이", "가")
_SYLLABLES = 3  # of a land's name in short ("말레이")
_SITTING = re.compile(r"(?:제\s?)?\d{1,3}\s?(?:차|회)\s+|(?:19|20)\d\d년?\s+")
_GUESSED = ("cue", "tagger", "pattern")
_CODE = re.compile(r"(?=[^0-9]*[0-9])[A-Z가-힣][A-Za-z0-9가-힣]{1,7}")  # a model by letters and a number
_CLEAR = 3  # syllables of a firm's short form that need no word for a firm behind them in the full name

_LONGER_BY = 2  # names before a plant's or an event's that its long form has
_SITES = ("Place", "Event")
_BEARING = {"Country", "Region", "Place", "Person", "Organization", "Product"}  # whose names it has
_CALLED = {"Region": ("lexicon", *_GUESSED), "Person": ("partial",)}
_BARELY = ("category", "description", "coreference")

# Why a name was taken for an entity that goes by another one.
LEXICON = "listed in the lexicon"
BRACKET = "given in brackets behind the name"
SHORT = "short form of the full name"
LAST = "last part of the full name"
FAMILY = "family name before a title"
REFERENCE = "refers back"
AFFILIATE = "the group's only affiliate named so far"
SPELLING = "spelled alike"
CONTEXT = "read so in its context"
ELSEWHERE = "given in brackets behind the name in another article"
DECIDED = "your decision"


@lru_cache(_REMEMBERED)
def fold(name: str) -> str:
    """A name with width, case, spacing, quotes and hyphens folded away.

    >>> fold("마이크론 테크놀로지"), fold("GPT-4o")
    ('마이크론테크놀로지', 'gpt4o')
    """
    return _FOLD.sub("", unicodedata.normalize("NFKC", name)).lower()


def long_forms(
    text: str, linked: Sequence[Sequence[Mention]], branch: Callable[[str], str], called: Mapping[str, Sequence[str]]
) -> dict[str, set[str]]:
    """By entity longer names: sites', events' and things' with those before, others' with what they are called with.

    "하늘전자 [둥관 공장]", "[가나]지역".

    Args:
        text: The article's text, set plainly.
        linked: The mentions of each sentence, in order.
        branch: The class that a class is a kind of.
        called: By class what a name may be called with behind it.
    """
    out: dict[str, set[str]] = defaultdict(set)
    for ms in linked:
        ends = {m.span.end: m for m in ms if m.method not in _BARELY and {m.cls, branch(m.cls)} & _BEARING}
        for m in ms:
            start, end = m.span
            site = m.cls in _SITES and m.method != "coreference"
            made = branch(m.cls) == "Product" and m.method in _GUESSED
            for _ in range(_LONGER_BY if site or made else 0):
                before = ends.get(start - 1) if text[start - 1 : start] == " " else None
                if before is None or not _begins_word(text, before.span.start):
                    break  # "미·중 [기술 전쟁]" is not of one of the two
                start = before.span.start
                out[m.entity].add(text[start:end])
            if m.method in _CALLED.get(m.cls, ()):
                with_it = (x for x in called[m.cls] if text.startswith(x, end))
                out[m.entity].update(f"{m.surface}{x}" for x in with_it)
    return out


def _begins_word(text: str, at: int) -> bool:
    return not text[at - 1 : at].strip(" \n\t‘“「『(")


def by_affiliate(
    document: Document, linked: Sequence[Sequence[Mention]], ontology: Ontology
) -> tuple[list[list[Mention]], frozenset[Mention]]:
    """Let a group's bare name mean the one affiliate that the article has named, if it has named just one.

    "삼성전자가 … 삼성은" speaks of 삼성전자. Headline and standfirst come before the full name, so the whole article
    counts there. Where the group is named in full before, or several affiliates are, the bare name is the group's.

    Args:
        document: The article.
        linked: The mentions of each sentence, each with its entity.
        ontology: The lexicon, which tells groups: their label ends in 그룹.

    Returns:
        The mentions, and those of them that were changed.
    """
    bare = {m for ms in linked for m in ms if _bare_of(m, ontology)}
    if not bare:
        return [list(ms) for ms in linked], frozenset()
    named = [m for ms in linked for m in ms if m not in bare]
    out: list[list[Mention]] = []
    changed: set[Mention] = set()
    for parsed, ms in zip(document.sentences, linked, strict=True):
        early = parsed.sentence.kind in _EARLY
        here = []
        for m in ms:
            before = [x for x in named if early or x.span.start < m.span.start] if m in bare else []
            only = _only_affiliate(m, before, ontology)
            here.append(m if only is None else m._replace(entity=only.entity, cls=only.cls))
            if only is not None:
                changed.add(here[-1])
        out.append(here)
    return out, frozenset(changed)


def as_firms(document: Document, linked: Sequence[Sequence[Mention]], cues: Cues) -> list[list[Mention]]:
    """Take a service for the firm of its name where the article lets it act or be owned as one ("트위터 이사회는").

    Args:
        document: The article.
        linked: The mentions of each sentence, each with its entity.
        cues: What only firms have and do.
    """
    acting = {
        m.entity
        for parsed, ms in zip(document.sentences, linked, strict=True)
        for m in ms
        if m.cls == _SERVICE and m.method == "lexicon" and _is_firm(parsed, m, cues)
    }
    return [[m._replace(cls="Company") if m.entity in acting else m for m in ms] for ms in linked]


def _is_firm(parsed: Parsed, m: Mention, cues: Cues) -> bool:
    words = parsed.eojeols
    at = parsed.eojeol_at(m.span.end - 1)
    word = words[at]
    if word.core.end != m.span.end:
        return False
    if not word.particles and at + 1 < len(words):
        behind = words[at + 1].core_form
        return behind in cues.firm_signs or cues.title(behind) != ""
    head = parsed.heads[at]
    return word.particle in _SUBJECT and head >= 0 and words[head].stem in cues.firm_acts


def family_names(name: str) -> tuple[str, ...]:
    """What somebody may be called before a title: 리사 수 수, 차이잉원 차이 or 차."""
    if " " in name:
        return (name.rsplit(maxsplit=1)[-1],)
    return (name[:1], name[:2]) if len(name) in (3, 4) else (name[:1],)


def bearers(text: str, family: str, title: str, people: Iterable[Mention]) -> list[Mention]:
    """Who of some people bears a family name: of several those with a title behind their name, if any has it.

    Args:
        text: The article.
        family: The family name, in Hangul.
        title: The title, as it is spelt behind a name.
        people: Mentions in the order of the text; who is no person bears none.
    """
    named = [
        m for m in people if m.cls == "Person" and len(m.surface) > len(family) and family in family_names(m.surface)
    ]
    return [m for m in named if title in text[m.span.end : m.span.end + _TITLED]] or named


def by_title(text: str, linked: Sequence[Sequence[Mention]], title: Callable[[str], str]) -> list[list[Mention]]:
    """Let a family name with a title ("윤 대통령") that was read as one name mean who bears it.

    Args:
        text: The article.
        linked: The mentions of each sentence, each with its entity.
        title: What tells the title that a word is, or "".

    Returns:
        The mentions; of two who bear a family name the one who has the title, else who was named last.
    """
    called = {m for ms in linked for m in ms if m.cls == "Person" and _with_title(m, title)}
    people = [m for ms in linked for m in ms if m.cls == "Person" and m not in called] if called else []
    return [[_bearer(text, m, people, title) if m in called else m for m in ms] for ms in linked]


def by_address(text: str, linked: Sequence[Sequence[Mention]], unsaid: str) -> list[list[Mention]]:
    """Let a family name with a form of address or a title mean who bears it: 김씨 and 김 의원 after 김길동(40)씨.

    Args:
        text: The article.
        linked: The mentions of each sentence, each with its entity.
        unsaid: What stands for the rest of a name that is left unsaid ("김모").

    Returns:
        The mentions; one whose family name nobody bears is somebody of its own.
    """
    called = {m for ms in linked for m in ms if _is_called(m, unsaid)}
    if not called:
        return [list(ms) for ms in linked]
    people = [m for ms in linked for m in ms if m.cls == "Person" and m not in called and len(m.surface) > 1]
    meant = {m: _called(m, people, text) for m in called}
    return [[meant[m] if m in called else m for m in ms] for ms in linked]


def _is_called(m: Mention, unsaid: str) -> bool:
    """Whether a mention is a family name with a form of address or a title: letters mean what they say."""
    return m.method == "partial" and not m.surface[0].isascii() and m.surface[1:].strip() != unsaid


def _called(m: Mention, people: Sequence[Mention], text: str) -> Mention:
    """Whom a family name means: of those who bear it and were named before, who is called so, else the last."""
    family, rest = m.surface[0], m.surface[1:].split()[-1]
    named = bearers(text, family, rest, (p for p in people if p.span.start < m.span.start and " " not in p.surface))
    if not named:
        return m
    span = m.span if len(m.surface.split()) == 1 else Span(m.span.start, m.span.start + 1)
    return Mention(span, span.of(text), "Person", named[-1].entity, "coreference", 0.7)


def _with_title(m: Mention, title: Callable[[str], str]) -> bool:
    """Whether a mention is a name and the title behind it."""
    first, _, rest = m.surface.partition(" ")
    return len(first) <= _CLEAR and bool(rest) and bool(title(rest.split()[-1]))


def _bearer(text: str, m: Mention, people: Sequence[Mention], title: Callable[[str], str]) -> Mention:
    """Whom a family name and a title mean, by the family name; the mention itself where nobody is named so."""
    family, rest = m.surface.split()[0], m.surface.split()[-1]
    named = bearers(text, family, title(rest), people)
    if not named:
        return m
    who = next((p for p in reversed(named) if p.span.start < m.span.start), named[0])
    span = Span(m.span.start, m.span.start + len(family))
    return Mention(span, family, who.cls, who.entity, "coreference", 0.7)


def by_short_form(
    linked: Sequence[Sequence[Mention]], ontology: Ontology, tails: Collection[str]
) -> list[list[Mention]]:
    """Let a name that is the head of one firm's name mean that firm: 알라메다 where 알라메다리서치 is named.

    Args:
        linked: The mentions of each sentence, each with its entity.
        ontology: The lexicon; what it knows by itself is no short form.
        tails: What a firm's short form leaves away.

    Returns:
        The mentions, those that are short forms with the firm's entity.
    """
    unknown = {
        m.surface: m
        for ms in linked
        for m in ms
        if m.cls in ("Company", "Person") and m.method in _GUESSED and not ontology.find(m.entity)
    }
    firms = [m for ms in linked for m in ms if m.cls == "Company"] if unknown else []
    full: dict[str, Mention] = {}
    for surface, m in unknown.items():
        longer = {f.entity: f for f in firms if f.entity != m.entity and _heads(m, _names_of(f, ontology), tails)}
        if len(longer) == 1:
            full[surface] = next(iter(longer.values()))
    return _meant(linked, full, lambda m: m.entity == unknown[m.surface].entity)


def by_code(linked: Sequence[Sequence[Mention]], ontology: Ontology) -> list[list[Mention]]:
    """Let a product's code mean the one product of the article whose name ends in it: S8 where 갤럭시 S8 is named.

    Args:
        linked: The mentions of each sentence, each with its entity.
        ontology: The lexicon and the classes.

    Returns:
        The mentions, those that are codes with the product's entity.
    """
    made = [m for ms in linked for m in ms if ontology.branch(m.cls) == "Product" and not m.surface.isdigit()]
    codes = {m.surface for m in made if m.method in _GUESSED and _CODE.fullmatch(m.surface)}
    full: dict[str, Mention] = {}
    for code in codes:
        ended = {m.entity: m for m in made if any(n.endswith(f" {code}") for n in _names_of(m, ontology))}
        if len(ended) == 1:
            full[code] = next(iter(ended.values()))
    return _meant(linked, full, lambda m: m.method in _GUESSED)


def by_beginning(linked: Sequence[Sequence[Mention]], ontology: Ontology) -> list[list[Mention]]:
    """Let a guessed name that a land's or site's known name begins with mean it: 말레이, 바라카 for 바라카 원전.

    So too an occasion's name without the number of its sitting ("제6차 한·중 장관회의", then "한·중 장관회의").

    Args:
        linked: The mentions of each sentence, each with its entity.
        ontology: The lexicon and the classes.

    Returns:
        The mentions, those that begin so with the full name's entity.
    """
    guessed = {m.surface for ms in linked for m in ms if m.method in _GUESSED and not ontology.find(m.entity)}
    fuller = [m for ms in linked for m in ms if ontology.branch(m.cls) == "Place" and ontology.find(m.entity)]
    events = [m for ms in linked for m in ms if m.cls == "Event" and not ontology.find(m.entity)]
    sittings = [m for ms in linked for m in ms if m.cls == "Event" and _SITTING.match(m.surface)]
    meant = {s: {m.entity: m for m in fuller if _is_begun_by(m.surface, s)} for s in guessed}
    meant |= {e.surface: {m.entity: m for m in sittings if _SITTING.sub("", m.surface) == e.surface} for e in events}
    full = {surface: next(iter(ms.values())) for surface, ms in meant.items() if len(ms) == 1}
    return _meant(linked, full, lambda m: m.cls == "Event" or m.method in _GUESSED)


def _is_begun_by(name: str, surface: str) -> bool:
    """Whether a place's name goes on from a word of its own, or from its first syllables."""
    whole = name.startswith(f"{surface} ")
    return whole or (name.startswith(surface) and len(surface) >= _SYLLABLES and len(name) > len(surface))


def _meant(
    linked: Sequence[Sequence[Mention]], full: Mapping[str, Mention], short: Callable[[Mention], bool]
) -> list[list[Mention]]:
    """The mentions of each sentence, those that are short for a fuller one with its entity and class.

    Args:
        linked: The mentions of each sentence.
        full: By surface the mention of the full name.
        short: Which of the mentions with such a surface are short for it.
    """
    return [
        [
            m._replace(entity=full[m.surface].entity, cls=full[m.surface].cls) if m.surface in full and short(m) else m
            for m in ms
        ]
        for ms in linked
    ]


def _heads(m: Mention, names: Sequence[str], tails: Collection[str]) -> bool:
    """Whether a firm's name begins with a mention and goes on with what a short form leaves away."""
    key = fold(m.surface)
    rests = [fold(n)[len(key) :] for n in names if _longer(n, key)]
    clear = m.cls == "Company" and len(key) >= _CLEAR
    return any(rest in tails or clear for rest in rests)


def _bare_of(m: Mention, ontology: Ontology) -> bool:
    """Whether a mention is a group's name without the word for a group."""
    entry = ontology.find(m.entity)
    return entry is not None and bool(_GROUP.search(fold(entry.ko))) and not _GROUP.search(fold(m.surface))


def _only_affiliate(m: Mention, before: Sequence[Mention], ontology: Ontology) -> Mention | None:
    """The one company before whose name begins with a bare name, unless the group itself stands there in full."""
    key = fold(m.surface)
    found: dict[str, Mention] = {}
    for x in before:
        if x.entity == m.entity:
            return None
        if ontology.is_a(x.cls, "Company") and any(_longer(n, key) for n in _names_of(x, ontology)):
            found.setdefault(x.entity, x)
    return next(iter(found.values())) if len(found) == 1 else None


def _longer(name: str, key: str) -> bool:
    folded = fold(name)
    return folded != key and folded.startswith(key)


def _names_of(m: Mention, ontology: Ontology) -> tuple[str, ...]:
    entry = ontology.find(m.entity)
    return (m.surface, entry.ko) if entry is not None else (m.surface,)


@dataclass(frozen=True)
class Reasons:
    """Says why the mentions of an article were taken for their entities.

    Attributes:
        document: The article.
        ontology: The lexicon.
        entities: By id.
        short: Folded surface of each short form that the article shows -> why it is one.
        changed: Mentions of groups that mean an affiliate.
    """

    document: Document
    ontology: Ontology
    entities: Mapping[str, Entity]
    short: Mapping[str, str]
    changed: frozenset[Mention]

    def merges(self, mentions: Sequence[Sequence[Mention]]) -> Iterator[Merge]:
        """Yield, once for each entity and surface, how a name that is not the entity's label came to be its name."""
        brackets = {(m.entity, fold(m.surface)) for ms in mentions for m in ms if self._in_brackets(m)}
        seen: set[tuple[str, str]] = set()
        for ms in mentions:
            for m in ms:
                key = (m.entity, m.surface)
                if key in seen or m.surface == self.entities[m.entity].names[0].text:
                    continue
                seen.add(key)
                reason = self._reason(m, bracketed=(m.entity, fold(m.surface)) in brackets)
                yield Merge(m.entity, m.surface, reason, self.document.article.id, m.span)

    def _reason(self, m: Mention, *, bracketed: bool) -> str:
        entry: LexiconEntry | None = self.ontology.find(m.entity)
        key = fold(m.surface)
        family = m.cls == "Person" and len(m.surface) == 1 and m.surface != "그"
        tests = (
            (m in self.changed, AFFILIATE),
            (m.method == "coreference", FAMILY if family else REFERENCE),
            (entry is not None and m.surface in entry.surfaces, LEXICON),
            (bracketed, BRACKET),
            (key in self.short, self.short.get(key, "")),
            (key in {fold(n.text) for n in self.entities[m.entity].names}, SPELLING),
            (entry is not None and key in {fold(s) for s in entry.surfaces}, SPELLING),
            (self._is_end(m), LAST),
            (m.method == "alias", SHORT),
        )
        return next((reason for holds, reason in tests if holds), CONTEXT)

    def _is_end(self, m: Mention) -> bool:
        """Whether a person is called by the last word of a longer name."""
        names = (n.text for n in self.entities[m.entity].names)
        return m.cls == "Person" and any(" " in n and n.split()[-1] == m.surface for n in names)

    def _in_brackets(self, m: Mention) -> bool:
        return m.method == "alias" and self.document.text[m.span.start - 1 : m.span.start] == "("
