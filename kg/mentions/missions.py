"""Embassies and consulates by where they are and whose: 주미 중국대사관, 주북 러시아 대사관."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.mentions.cues import Cues
from kg.mentions.heads import Entries
from kg.model import Mention, Span
from kg.text.document import Parsed


def missions(text: str, parsed: Parsed, cues: Cues, entries: Entries) -> Iterator[Mention]:
    """Yield the missions of a sentence by their whole names.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        cues: What missions are called.
        entries: The lexicon.
    """
    for found in cues.missions.finditer(text, *parsed.span):
        if _land(found[2], entries) is not None:
            yield Mention(Span(*found.span()), found[0], "GovernmentBody", "", "cue", 0.85)


def sending(mentions: Iterable[Mention], cues: Cues, entries: Entries) -> Iterator[Mention]:
    """The countries in missions' names, whose those are ("주미 [중국]대사관")."""
    for m in mentions:
        found = cues.missions.fullmatch(m.surface) if m.cls == "GovernmentBody" else None
        land = _land(found[2], entries) if found is not None else None
        if found is not None and land is not None:
            start = m.span.start + found.start(2)
            span = Span(start, start + len(found[2]))
            yield Mention(span, found[2], "Country", land, "lexicon", 0.9)


def _land(surface: str, entries: Entries) -> str | None:
    """The country of a surface, or None."""
    return next((e.id for e in entries(surface) if e.cls == "Country"), None)
