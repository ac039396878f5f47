"""People who are called by their family names: 윤 대통령 and 김 의원 read as one name, 김씨, and 황 CEO, 李 대통령."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.linking.expressions import Expression
from kg.linking.families import bearers
from kg.linking.known import Known
from kg.linking.references import METHOD, reference
from kg.mentions.partly import METHOD as PARTIAL
from kg.model import Mention, Span

_LONGEST = 3  # syllables of a family name before a title, at most
_BY_POST = 0.6  # confidence in whom the lexicon knows to hold a post, and the article does not name


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
    people = [m for ms in linked for m in ms if m not in called] if called else []
    return _put(linked, {m: _bearer(text, m, people, title) for m in called})


def by_address(text: str, linked: Sequence[Sequence[Mention]], unsaid: str) -> list[list[Mention]]:
    """Let a family name with a form of address or a title mean who bears it: 김씨 and 김 의원 after 김길동(40)씨.

    Args:
        text: The article.
        linked: The mentions of each sentence, each with its entity.
        unsaid: What stands for the rest of a name that is left unsaid ("김모").

    Returns:
        The mentions; one whose family name nobody bears is somebody of its own.
    """
    called = {m for ms in linked for m in ms if _with_address(m, unsaid)}
    people = [m for ms in linked for m in ms if m not in called] if called else []
    meant = {m: _addressed(text, m, people) for m in sorted(called)}
    kept = {who.entity for who in meant.values()}
    moved = {m.entity: who.entity for m, who in meant.items() if m.entity not in kept}
    for m in people:
        if m.method == METHOD and m.entity in moved:
            meant[m] = m._replace(entity=moved[m.entity])  # "김 부장" was read as 김씨, who is 김모
    return _put(linked, meant)


def by_expression(text: str, said: Expression, known: Known) -> list[Mention] | None:
    """Read a family name before a title that nothing has read as a name: 황 CEO, 李 대통령.

    Args:
        text: The article.
        said: The word.
        known: Family names, titles, and the lexicon's people with their posts.

    Returns:
        Who was named last of those who bear it, else who is known to hold the post; None where it is no such word.
    """
    if not _is_family(said, known) or known.cues.title(said.following) != said.following or said.word.particles:
        return None
    span = said.word.core if said.word.core.start < said.word.core.end else said.word.span  # "쉬": whatever Kiwi makes
    family = known.words.hanja_names.get(said.core, said.core)
    earlier = said.before
    named = bearers(text, family, said.following, earlier)
    if named:
        return [reference(text, span, named[-1])]
    officer = _officer(family, said.following, earlier, known)
    return [Mention(span, span.of(text), "Person", officer, METHOD, _BY_POST)] if officer else []


def _put(linked: Sequence[Sequence[Mention]], meant: Mapping[Mention, Mention]) -> list[list[Mention]]:
    return [[meant.get(m, m) for m in ms] for ms in linked]


def _with_title(m: Mention, title: Callable[[str], str]) -> bool:
    """Whether a mention is a name and the title behind it."""
    first, _, rest = m.surface.partition(" ")
    return len(first) <= _LONGEST and bool(rest) and bool(title(rest.split()[-1]))


def _bearer(text: str, m: Mention, people: Sequence[Mention], title: Callable[[str], str]) -> Mention:
    """Whom a family name and a title mean, by the family name; the mention itself where nobody is named so."""
    family, *_, last = m.surface.split()
    named = bearers(text, family, title(last), people)
    if not named:
        return m
    who = next((p for p in reversed(named) if p.span.start < m.span.start), named[0])
    return reference(text, Span(m.span.start, m.span.start + len(family)), who)


def _with_address(m: Mention, unsaid: str) -> bool:
    """Whether a mention is a family name with a form of address or a title: letters mean what they say."""
    return m.method == PARTIAL and not m.surface[0].isascii() and m.surface[1:].strip() != unsaid


def _addressed(text: str, m: Mention, people: Sequence[Mention]) -> Mention:
    """Whom a family name means: of those who bear it and were named before, who is called so, else the last."""
    family, rest = m.surface[0], m.surface[1:].split()[-1]
    named = bearers(text, family, rest, (p for p in people if p.span.start < m.span.start and " " not in p.surface))
    if not named:
        return m
    span = m.span if len(m.surface.split()) == 1 else Span(m.span.start, m.span.start + 1)
    return reference(text, span, named[-1])


def _is_family(said: Expression, known: Known) -> bool:
    """Whether a word is a family name, by the article or (of one letter) by itself, and another word follows it."""
    alone = len(said.core) == 1
    listed = alone and (said.core in known.cues.surnames or said.core in known.words.hanja_names)
    return (said.borne or listed) and (alone or said.free) and bool(said.following)


def _officer(family: str, title: str, before: Sequence[Mention], known: Known) -> str:
    """Who of a family name is known to hold a post in a body that the article names ("엔비디아 ... 황 CEO"), or ""."""
    bodies = {m.entity for m in before}
    spelt = known.cues.spelt_out.get(title, title)
    held = {
        entry.id
        for entry in known.cues.officers.get(family, ())
        for role, body in entry.posts
        if body in bodies and role.endswith((title, spelt)) and not known.cues.is_past(role)
    }
    return held.pop() if len(held) == 1 else ""
