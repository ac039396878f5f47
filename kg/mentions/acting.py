"""Towns that act are bodies: 군산시는 협약을 맺었다. Where things are, or happen, they stay places."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.cues import Cues
from kg.mentions.heads import Entries, town_body
from kg.model import Mention
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_TOWN = ("시", "군", "구")
_SHORTEST = 3
_SUBJECT = frozenset(("은", "는", "이", "가", "도"))
_LISTED = frozenset(("", "와", "과"))


def acting(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, entries: Entries) -> list[Mention]:
    """Return a sentence's mentions with the towns that do something as their own bodies.

    Args:
        text: The article's text, set plainly.
        parsed: The sentence.
        mentions: Its mentions, in order.
        cues: What bodies of towns do.
        entries: The lexicon.
    """
    return [_body(m, entries) if _acts(text, parsed, m, cues) else m for m in mentions]


def _body(m: Mention, entries: Entries) -> Mention:
    regions = [e for e in entries(m.surface) if e.cls == "Region"]
    body = town_body(m.surface, regions, entries)
    return m._replace(cls="GovernmentBody", entity=body.id if body is not None else "", method="cue", confidence=0.75)


def _acts(text: str, parsed: Parsed, m: Mention, cues: Cues) -> bool:
    if m.cls != "Region" or not m.surface.endswith(_TOWN) or len(m.surface) < _SHORTEST:
        return False
    words = parsed.eojeols
    word = words[parsed.eojeol_at(m.span.start)]
    if word.core.end != m.span.end or word.core.start != m.span.start:
        return False
    if text.startswith((" 관계자", " 측은", "에 따르면"), m.span.end):
        return True
    return word.particle in (*_SUBJECT, *_LISTED) and _does(words, parsed.heads, word, cues)


def _does(words: Sequence[Eojeol], heads: Sequence[int], word: Eojeol, cues: Cues) -> bool:
    """Whether a word is the subject of what bodies do, by itself or in a list."""
    at = word.index
    while words[at].particle in _LISTED and heads[at] >= 0 and words[heads[at]].is_nominal:
        if words[at].particle == "" and not words[at].comma:
            return False  # "군산시 새만금": where the next one is
        at = heads[at]
    verb = words[heads[at]] if heads[at] >= 0 and words[at].particle in (*_SUBJECT, "와", "과") else None
    return verb is not None and (verb.noun or verb.stem) in cues.town_acts
