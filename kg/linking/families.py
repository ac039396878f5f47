"""Family names: which part of a name one is, and who of some people bears it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention

_TITLED = 16  # code points behind a name within which its title stands


def family_names(name: str) -> tuple[str, ...]:
    """What somebody may be called before a title: 리사 수 수, 차이잉원 차이 or 차."""
    if " " in name:
        return (name.rsplit(maxsplit=1)[-1],)
    return (name[:1], name[:2]) if len(name) in (3, 4) else (name[:1],)


def families(named: Iterable[Mention]) -> set[str]:
    """The family names of all people among some mentions."""
    return {family for m in named if m.cls == "Person" for family in family_names(m.surface)}


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
