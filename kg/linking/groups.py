"""Whom words for several mean (양사, 두 회사, 세 나라, 이들): names that stand in one list, else the foremost ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.linking.salience import NO_NAMES, Salience
from kg.mentions.partly import METHOD as PARTIAL
from kg.model import Mention
from kg.ontology import Ontology

_COMMON = NO_NAMES | {PARTIAL}
_ACTORS = ("Person", "Organization", "Country")
_LISTED = 12  # names before 이들 that its list may be among
_ACTING = ("은", "는", "이", "가")
_JOINT = re.compile(r"[’”'\"]?(?:\([^()]*\))?\s?(?:와|과|,|·|및)\s?(?:[가-힣]{2,5}(?:의)? )?[‘“'\"]?")
_TITLED_JOINT = re.compile(r"(?: ?[가-힣A-Z]{2,9}){0,4}(?:\([^()]*\))?(?:와|과|,|·| 및)\s?(?:[가-힣]{2,5} )?")


def members(
    text: str,
    lately: Sequence[Mention],
    own: Sequence[Mention],
    salience: Salience,
    fits: Callable[[Mention], bool],
    size: int,
) -> list[Mention]:
    """Return whom 두 회사, 세 나라 and 양국 mean: the last so many that are listed together, else the foremost.

    Args:
        text: The article.
        lately: The mentions of the last few sentences and the own ones.
        own: The mentions before the word in its own sentence; who acts there is not meant.
        salience: What the sentences before were about.
        fits: Who may be meant.
        size: How many are meant.

    Returns:
        So many names, or none.
    """
    acting = {m.entity for m in own if text[m.span.end : m.span.end + 2].lstrip("’”")[:1] in _ACTING}
    foremost = _foremost(salience, fits, acting, size)
    known = {m.entity for m in foremost}
    for listed in _lists(text, [m for m in lately if m.method not in _COMMON and fits(m)]):
        entities = {m.entity for m in listed}
        if len(listed) == len(entities) == size and entities & known and not entities & acting:
            return listed
    return foremost if len(foremost) == size else []


def together(
    text: str, history: Sequence[Mention], subject: Sequence[Mention], ontology: Ontology
) -> Sequence[Mention]:
    """Return whom 이들 means: those who are listed as the last sentence's subject.

    Args:
        text: The article.
        history: The mentions of the sentences before.
        subject: The last sentence's subject.
        ontology: The classes; persons, organisations and countries are meant.
    """
    names = [m for m in history if m.method not in _COMMON and (m.cls in _ACTORS or ontology.branch(m.cls) in _ACTORS)]
    names = [m for m in names[-_LISTED:] if not any(m.span.within(x.span) and m.span != x.span for x in names)]
    lists = _lists(text, names)
    return next((x for x in lists if len(x) > 1 and any(m.span == x[-1].span for m in subject)), ())


def _foremost(salience: Salience, fits: Callable[[Mention], bool], acting: set[str], size: int) -> list[Mention]:
    """So many of whom the article is about, or fewer: the first first."""
    out: list[Mention] = []
    taken = set(acting)
    for _ in range(size):
        found = salience.foremost(lambda m: fits(m) and m.entity not in taken)
        if found is not None:
            out.append(found)
            taken.add(found.entity)
    return out


def _lists(text: str, names: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The lists in which names stand, the last first: A와 B; A 미국 대통령과 B 일본 총리."""
    run = list(names[-1:])
    for m in reversed(names[:-1]):
        joint = _TITLED_JOINT if m.cls == "Person" else _JOINT
        if joint.fullmatch(text, m.span.end, run[0].span.start):
            run.insert(0, m)
            continue
        yield run
        run = [m]
    yield run
