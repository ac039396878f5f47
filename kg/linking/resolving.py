"""Mentions -> entities: one id for each thing, the names it goes by, and what pronouns and short forms refer to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.linking.coreference import refer
from kg.linking.firms import as_firms, by_affiliate
from kg.linking.ids import link
from kg.linking.keys import keys
from kg.linking.known import Known
from kg.linking.long_forms import long_forms
from kg.linking.merges import Reasons
from kg.linking.people import by_address, by_title
from kg.linking.references import METHOD as COREFERENCE
from kg.linking.short_forms import by_beginning, by_code, by_short_form
from kg.mentions.partly import METHOD as PARTIAL
from kg.model import Entity, Mention, Merge, Name
from kg.ontology import LexiconEntry, Ontology
from kg.text.document import Document

_VAGUE = frozenset(("category", "description", PARTIAL))
_SELDOM_NAMED = (
    "Policy",
    "Technology",
)  # guessed names of which are right in one of four where nothing is said of them


@dataclass(frozen=True)
class Resolution:
    """Who is who in one article.

    Attributes:
        mentions: For each sentence its mentions, every one with an entity.
        entities: By id.
        weak: Ids of categories and descriptions, terms apart, and of guessed names of policies and technologies:
            entities only where a statement needs them.
        merges: Why names that are no labels were taken for their entities.
    """

    mentions: tuple[tuple[Mention, ...], ...]
    entities: Mapping[str, Entity]
    weak: frozenset[str]
    merges: tuple[Merge, ...] = ()


def resolve(document: Document, found: Sequence[Sequence[Mention]], known: Known) -> Resolution:
    """Give every mention its entity and add the mentions that pronouns and short forms are.

    Args:
        document: The article.
        found: The mentions of each sentence, without overlaps.
        known: The lexicon, cue words and words that refer.

    Returns:
        The article's entities and mentions. A name that no lexicon holds gets the id `class/folded name`.
    """
    text, cues, ontology = document.text, known.cues, known.ontology
    short = keys(found, known)
    linked = [[link(m, short, document.article.id, known) for m in ms] for ms in found]
    linked = by_beginning(by_code(by_short_form(linked, known), known), known)
    linked = as_firms(document, by_title(text, linked, cues.title), cues)
    linked = by_address(text, linked, cues.unsaid)
    linked, changed = by_affiliate(document, linked, known)
    linked = refer(document, linked, known)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for ms in linked:
        for m in ms:
            groups[m.entity].append(m)
    longer = long_forms(text, linked, ontology.branch, cues.called_with)
    entities = {id_: _entity(id_, group, longer.get(id_, ()), ontology) for id_, group in groups.items()}
    weak = frozenset(i for i, g in groups.items() if all(map(_is_weak, g)) and not _stands(ontology.find(i)))
    reasons = Reasons(document, known, entities, {key: why for key, (_, why) in short.items()}, changed)
    return Resolution(tuple(tuple(ms) for ms in linked), entities, weak, tuple(reasons.merges(linked)))


def _is_weak(m: Mention) -> bool:
    """Whether a mention is a kind of thing, or taken for the name of what mostly has none."""
    return m.method in _VAGUE or (m.method == "pattern" and m.cls in _SELDOM_NAMED)


def _stands(entry: LexiconEntry | None) -> bool:
    """Whether a category or description stands without a claim: a term, or a name with an aside in it."""
    return entry is not None and entry.kind != "category"


def _entity(id_: str, group: Sequence[Mention], longer: Collection[str], ontology: Ontology) -> Entity:
    """The entity of all mentions with one id: the lexicon's names, or the fullest and commonest surface."""
    seen = [m.surface for m in group if m.method != COREFERENCE]
    entry = ontology.find(id_)
    if entry is not None:
        labels = tuple(Name(t, lang) for t, lang in ((entry.ko, "ko"), (entry.en, "en"), (entry.zh, "zh")) if t)
        known = {n.text for n in labels}
        cls = group[0].cls if group[0].cls == "Company" else entry.cls  # a service that acts as its firm
        return Entity(id_, cls, labels, tuple(sorted({*seen, *entry.aliases, *longer} - known)), entry.wikidata)
    counts = Counter(seen)
    person = group[0].cls == "Person"
    label = min(counts, key=lambda s: (not re.search("[가-힣]", s), -len(s) if person else 0, -counts[s], -len(s), s))
    cls = Counter(m.cls for m in group).most_common(1)[0][0]
    return Entity(id_, cls, (Name(label, "ko"),), tuple(sorted({*seen, *longer} - {label})))
