"""Gapping: of clauses that share a verb only the last one says it ("A가 B를, C가 D를 세웠다")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax

_SUBJECTS = ("SBJ", "TOP")


def conjuncts(roles: Roles, predicate: Predicate) -> list[Roles]:
    """Return the roles of each of the clauses that a verb ends, the verb's own last; mostly there is only one.

    What the first clause has and the others lack, its subject as a rule, holds for all of them.

    Args:
        roles: The sentence's.
        predicate: The verb.
    """
    if predicate.noun_at >= 0:
        return [roles]
    syntax, at = roles.syntax, predicate.at
    above = syntax.governor(at)
    own = _each(syntax, [p for p in syntax.arguments(at) if p.last < at])
    if above >= 0 and syntax.words[at].ending_tag == "EC" and syntax.words[above].stem:
        own += [p for p in syntax.arguments(above) if p.last < at]  # the tree hangs the first clause on the verb above
    if not any(syntax.words[p.last].comma for p in own):
        return [roles]
    groups = _groups(roles, own)
    if len(groups) < 2:
        return [roles]
    kinds = [{_kind(p) for p in group if not _when(syntax, p)} - {"BARE"} for group in groups]
    last = kinds[-1]
    if all(last <= kind for kind in kinds[:-1]):  # "A가 B를, C를 샀다": the first clause's subject is shared
        shared = [p for p in groups[0] if _kind(p) in kinds[0] - last]
        filled = [groups[0], *([*shared, *group] for group in groups[1:])]
    elif all("SBJ" in kind and len(kind) > 1 and kind <= last for kind in kinds):  # "A는 B에, C는 D에 공장을 짓는다"
        filled = [
            [*group, *(p for p in groups[-1] if _kind(p) not in kind)]
            for group, kind in zip(groups, kinds, strict=True)
        ]
    else:
        return [roles]
    rest = [p for p in syntax.arguments(at) if p.last > at]
    return [replace(roles, syntax=replace(syntax, by_head={**syntax.by_head, at: [*own, *rest]})) for own in filled]


def _each(syntax: Syntax, own: list[Phrase]) -> list[Phrase]:
    """Give what stands bare before the next subject the particle of its like ("A는 B, C가 D를 각각 냈다")."""
    last = own[-1] if own else None
    if last is None or last.slot != "OBJ" or not syntax.each:
        return own
    before = {p.first - 1 for p in own[1:] if p.slot in _SUBJECTS and p.fillers}
    bare = (p for p in syntax.phrases if p.slot == "BARE" and p.last in before and syntax.words[p.last].comma)
    alike = [p for p in bare if {m.cls for m in p.fillers} == {m.cls for m in last.fillers}]
    return sorted([*(p for p in own if p not in alike), *(p._replace(slot="OBJ") for p in alike)], key=_first)


def _when(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a phrase is a date, of which each clause has its own ("5월 A를, 12월에는 B를 제재했다")."""
    return phrase.slot == "DAT" and not phrase.inner and syntax.words[phrase.last].first_tag == "SN"


def _first(phrase: Phrase) -> int:
    return phrase.first


def _kind(phrase: Phrase) -> str:
    return "SBJ" if phrase.slot in _SUBJECTS else phrase.slot


def _groups(roles: Roles, phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """Cut a verb's arguments behind those whose particle a comma follows ("B를,")."""
    words = roles.syntax.words
    out: list[list[Phrase]] = [[]]
    for phrase in sorted(phrases, key=_first):
        out[-1].append(phrase)
        last = words[phrase.last]
        if not last.comma or not (last.particles or phrase.slot == "OBJ"):
            continue
        ends = phrase.slot == "SBJ" and out[-1][0].slot in ("DAT", "LOC")  # "A에는 B가, C에는 D가 실린다"
        if ends or phrase.slot not in ("SBJ", "TOP", "BARE", "GEN"):
            out.append([])
    return out if out[-1] else out[:-1]
