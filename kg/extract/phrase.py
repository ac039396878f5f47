"""A noun phrase of a sentence: its words, its slot, and the names in it."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Mention


class Phrase(NamedTuple):
    """A noun phrase: a run of nominal eojeols up to a particle.

    Attributes:
        first, last: Its eojeols, both included.
        slot: What its particle says: SBJ TOP OBJ DAT LOC SRC INS COM CMP GEN BARE COP, or a composite (ABOUT, BY ...).
        head: Index of the eojeol that it depends on, postpositions skipped; -1 for none.
        fillers: The mentions that its head noun (and what is joined to it) names.
        inner: Every mention inside it, fillers included.
        noun: Core of its last eojeol.
        text: All of it.
    """

    first: int
    last: int
    slot: str
    head: int
    fillers: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    noun: str
    text: str

    @property
    def joined(self) -> str:
        """Its text without spaces, for look-ups of nouns written either way."""
        return self.text.replace(" ", "")

    @property
    def is_name(self) -> bool:
        """Whether its head is a name rather than a category."""
        return any(not m.common for m in self.fillers)
