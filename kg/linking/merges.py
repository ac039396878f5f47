"""Why names that are no labels were taken for their entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.linking.known import Known
from kg.linking.references import METHOD as COREFERENCE
from kg.model import Entity, Mention, Merge
from kg.naming import AFFILIATE, BRACKET, CONTEXT, FAMILY, LAST, LEXICON, REFERENCE, SHORT, SPELLING, fold
from kg.ontology import LexiconEntry
from kg.text.document import Document


@dataclass(frozen=True)
class Reasons:
    """Says why the mentions of an article were taken for their entities.

    Attributes:
        document: The article.
        known: The lexicon, and the words that stand for persons.
        entities: By id.
        short: Folded surface of each short form that the article shows -> why it is one.
        changed: Mentions of groups that mean an affiliate.
    """

    document: Document
    known: Known
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
        entry: LexiconEntry | None = self.known.ontology.find(m.entity)
        key = fold(m.surface)
        family = m.cls == "Person" and len(m.surface) == 1 and m.surface not in self.known.words.pronouns
        tests = (
            (m in self.changed, AFFILIATE),
            (m.method == COREFERENCE, FAMILY if family else REFERENCE),
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
