"""Names in short, as the article itself shows: which fuller name a surface is short for, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.linking.families import family_names
from kg.linking.known import Known
from kg.model import Mention
from kg.naming import BRACKET, FAMILY, LAST, SHORT, fold

_ASIDE = 48  # code points between a name and the alias that a bracket behind it gives
_SHORTEST = 2  # syllables of a family name, at most


class Key(NamedTuple):
    """The folded fuller name that a folded surface is short for, and why."""

    full: str
    reason: str


def keys(found: Sequence[Sequence[Mention]], known: Known) -> dict[str, Key]:
    """Return by folded surface the fuller name that it is short for.

    Args:
        found: The mentions of each sentence, before they have entities.
        known: What a firm's short name leaves away.
    """
    out = _in_brackets(found)
    out |= _plants(found)
    everything = [m for ms in found for m in ms]
    for rule in (_sites(everything), _surnames(everything), _last_words(everything), _firms(everything, known)):
        for short, key in rule:
            out.setdefault(short, key)
    return out


def _in_brackets(found: Sequence[Sequence[Mention]]) -> dict[str, Key]:
    """Names in a bracket behind fuller ones: "독일 산업연맹(BDI)"."""
    out: dict[str, Key] = {}
    for ms in found:
        for i, m in enumerate(ms):
            before = next((b for b in reversed(ms[:i]) if b.cls == m.cls), None) if m.method == "alias" else None
            if before is not None and not before.entity and m.span.start - before.span.end <= _ASIDE:
                full = fold(before.surface)
                out[fold(m.surface)] = Key(out[full].full if full in out else full, BRACKET)  # not of the unit
    return out


def _plants(found: Sequence[Sequence[Mention]]) -> dict[str, Key]:
    """Plants that are called by their country alone, where it is one firm's that stands right before it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for ms in found:
        firms = {m.span.end: m.surface for m in ms if m.cls == "Company"}
        lands = {m.span.start for m in ms if m.cls == "Country"}
        for m in ms:
            firm = firms.get(m.span.start - 1) or firms.get(m.span.start - 2)
            if firm and m.cls == "Place" and not m.entity and m.span.start in lands:
                owners[fold(m.surface)].add(firm)
    return {plant: Key(fold(firms.pop()) + plant, SHORT) for plant, firms in owners.items() if len(firms) == 1}


def _sites(found: Sequence[Mention]) -> Iterator[tuple[str, Key]]:
    """Sites without the words in the middle of their names: "하늘 5호기" of "하늘 원전 5호기"."""
    places = {m.surface for m in found if m.cls == "Place" and not m.entity}
    for full in sorted(places):
        words = full.split()
        short = f"{words[0]} {words[-1]}"
        if short != full and short in places:
            yield fold(short), Key(fold(full), SHORT)


def _surnames(found: Sequence[Mention]) -> Iterator[tuple[str, Key]]:
    """Family names that one person's name has: "라이 당선인" of 라이칭더."""
    persons = {m.surface for m in found if m.cls == "Person"}
    for short in {m.surface for m in found if m.cls == "Person" and not m.entity and len(m.surface) <= _SHORTEST}:
        called = {p for p in persons if len(p) > len(short) and short in family_names(p)}
        if len(called) == 1:
            yield fold(short), Key(fold(called.pop()), FAMILY)


def _last_words(found: Sequence[Mention]) -> Iterator[tuple[str, Key]]:
    """Persons by the last word of their names: "로고프" of "케네스 로고프"."""
    for m in found:
        if m.cls == "Person" and not m.entity and " " in m.surface:
            yield fold(m.surface.split()[-1]), Key(fold(m.surface), LAST)


def _firms(found: Sequence[Mention], known: Known) -> Iterator[tuple[str, Key]]:
    """Firms without the word for a firm in their names: "누리테크" of "누리테크그룹"."""
    companies = {fold(m.surface) for m in found if m.cls == "Company" and not m.entity}
    called = {fold(m.surface) for m in found if m.cls == "Company" and m.method == "alias"}
    shorts = dict.fromkeys(known.cues.firm_tails, called) | dict.fromkeys(known.words.tails, companies)
    for full in sorted(companies):
        for tail in (*known.words.tails, *known.cues.firm_tails):
            short = full.removesuffix(tail)
            if short != full and short in shorts[tail]:
                yield short, Key(full, SHORT)
