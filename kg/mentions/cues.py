"""The cue words of ontology/frames/cues.yaml, made ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.ontology import Ontology


@dataclass(frozen=True)
class Cues:
    """Words that tell the class of the name beside them (see cues.yaml for what each list says)."""

    class_nouns: Mapping[str, str]
    titles: frozenset[str]
    person_prefixes: frozenset[str]
    former: frozenset[str]
    surnames: frozenset[str]
    suffixes: tuple[tuple[str, str], ...]
    governments: frozenset[str]
    public_bodies: frozenset[str]
    country_letters: Mapping[str, str]
    letter_followers: tuple[str, ...]
    toward: frozenset[str]
    toward_nouns: tuple[str, ...]
    transparent: frozenset[str]
    facilities: frozenset[str]
    units: tuple[str, ...]
    too_general: frozenset[str]
    descriptions: Mapping[str, Any]

    def class_of(self, noun: str) -> str:
        """Return the class that a common noun tells, by the longest class noun that ends it, or ""."""
        for start in range(len(noun)):
            found = self.class_nouns.get(noun[start:])
            if found and (start == 0 or len(noun) - start > 1):
                return found
        return ""

    def title(self, noun: str) -> str:
        """Return the title that a noun is or ends in ("AI총괄" -> "총괄"), or ""."""
        if noun in self.titles:
            return noun
        return next((noun[i:] for i in range(1, len(noun) - 1) if noun[i:] in self.titles), "")

    def suffix_class(self, name: str) -> str:
        """Return the class that a name's ending tells, or ""."""
        return next((cls for suffix, cls in self.suffixes if name.endswith(suffix) and len(name) > len(suffix)), "")


def read_cues(ontology: Ontology) -> Cues:
    """Take the cues out of an ontology."""
    raw = ontology.frames["cues"]
    suffixes = sorted(((s, cls) for cls, group in raw["suffixes"].items() for s in group), key=lambda x: (-len(x[0]), x))
    return Cues(
        class_nouns={noun.replace(" ", ""): cls for cls, group in raw["class_nouns"].items() for noun in group},
        titles=frozenset(raw["titles"]),
        person_prefixes=frozenset(raw["person_prefixes"]),
        former=frozenset(raw["former"]),
        surnames=frozenset(raw["surnames"]),
        suffixes=tuple(suffixes),
        governments=frozenset(raw["governments"]),
        public_bodies=frozenset(raw["public_bodies"]),
        country_letters=raw["country_letters"],
        letter_followers=tuple(raw["letter_followers"]),
        toward=frozenset(raw["toward"]),
        toward_nouns=tuple(raw["toward_nouns"]),
        transparent=frozenset(raw["transparent"]),
        facilities=frozenset(raw["facilities"]),
        units=tuple(raw["units"]),
        too_general=frozenset(raw["too_general"]),
        descriptions=raw["descriptions"],
    )
