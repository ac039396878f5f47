"""What a policy forbids, named in its name: 희토류 수출 통제 bears on 희토류."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.gazetteer import Hit, as_mention
from kg.model import Mention
from kg.ontology import Ontology

_THINGS = ("Product", "Technology")


def banned(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], cues: Cues, ontology: Ontology
) -> Iterator[Mention]:
    """Yield the thing at the head of a ban's name, which stays a name of its own within it.

    Args:
        text: The article's text, set plainly.
        hits: What the lexicon knows in the sentence.
        mentions: The sentence's mentions.
        cues: What bans are called.
        ontology: Which classes stand under which.
    """
    for m in mentions:
        if m.cls != "Policy":
            continue
        for hit in hits:
            inside = hit.span.start == m.span.start and hit.span.end < m.span.end and not hit.ambiguous
            entry = hit.entries[0]
            thing = inside and ontology.branch(entry.cls) in _THINGS and entry.id not in cues.ban_fields
            if thing and cues.bans.fullmatch(text, hit.span.end, m.span.end):
                yield as_mention(hit, entry, text)
