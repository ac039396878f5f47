"""Firms by other names: a group's bare name that means one affiliate, and a service that acts as its firm."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.known import Known
from kg.linking.spellings import longer, names_of
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.naming import fold
from kg.text.document import Document, Parsed

_EARLY = ("headline", "standfirst")  # they name in short what the body then names in full
_SERVICE, _SUBJECT = "Software", ("은", "는", "이", "가")


def by_affiliate(
    document: Document, linked: Sequence[Sequence[Mention]], known: Known
) -> tuple[list[list[Mention]], frozenset[Mention]]:
    """Let a group's bare name mean the one affiliate that the article has named, if it has named just one.

    "삼성전자가 … 삼성은" speaks of 삼성전자. Headline and standfirst come before the full name, so the whole article
    counts there. Where the group is named in full before, or several affiliates are, the bare name is the group's.

    Args:
        document: The article.
        linked: The mentions of each sentence, each with its entity.
        known: The lexicon, which tells groups: their label ends in 그룹.

    Returns:
        The mentions, and those of them that were changed.
    """
    bare = {m for ms in linked for m in ms if _is_bare(m, known)}
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
            only = _only_affiliate(m, before, known)
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


def _is_bare(m: Mention, known: Known) -> bool:
    """Whether a mention is a group's name without the word for a group."""
    entry, groups = known.ontology.find(m.entity), known.words.groups
    return entry is not None and fold(entry.ko).endswith(groups) and not fold(m.surface).endswith(groups)


def _only_affiliate(m: Mention, before: Sequence[Mention], known: Known) -> Mention | None:
    """The one company before whose name begins with a bare name, unless the group itself stands there in full."""
    key = fold(m.surface)
    found: dict[str, Mention] = {}
    for x in before:
        if x.entity == m.entity:
            return None
        if known.ontology.is_a(x.cls, "Company") and any(longer(n, key) for n in names_of(x, known.ontology)):
            found.setdefault(x.entity, x)
    return next(iter(found.values())) if len(found) == 1 else None
