"""How names of one thing are spelt: those that a mention goes by, and which of two goes on from the other."""

from __future__ import annotations

from kg.model import Mention
from kg.naming import fold
from kg.ontology import Ontology


def names_of(m: Mention, ontology: Ontology) -> tuple[str, ...]:
    """What a mention's entity is called: as it stands there, and by the lexicon's label."""
    entry = ontology.find(m.entity)
    return (m.surface, entry.ko) if entry is not None else (m.surface,)


def longer(name: str, key: str) -> bool:
    """Whether a name begins with a folded one and goes on."""
    folded = fold(name)
    return folded != key and folded.startswith(key)
