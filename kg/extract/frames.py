"""Relation frames: which predicates say which relation, and which slots fill its roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying a relation (see frames/relations.yaml for the slots)."""

    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...] = ()
    pairs: str = ""
    only_subject: frozenset[str] = frozenset()
    only_object: frozenset[str] = frozenset()
    beside: str = ""
    share: str = ""
    also: tuple[str, ...] = ()
    modality: str = ""
    not_object: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    adds: bool = False
    object_is: str = ""
    turned: tuple[str, ...] = ()
    buyers: frozenset[str] = frozenset()
    bought: bool = False
    positive: bool = False
    stands: bool = False
    intransitive: bool = False
    role: str = ""
    needs: str = ""
    together: bool = False
    two: bool = False
    goes_on: bool = False
    news: bool = False
    form: str = ""
    then: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Frames:
    """All frames, by the key of their predicate; idioms under their verb with the noun that must stand by."""

    by_key: Mapping[str, Sequence[Frame]]
    events: frozenset[str]


def _then(raw: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The verbs that must govern a predicate, each with the noun that must stand beside it or ""."""
    split = (entry.rpartition(" ") for entry in raw)
    return frozenset(pair for nouns, _, keys in split for pair in product(nouns.split("|"), keys.split("|")))


def read_frames(ontology: Ontology) -> Frames:
    """Take the frames out of an ontology.

    Args:
        ontology: With frames/relations-*.yaml.

    Returns:
        The frames, those with an idiom's noun first.
    """
    table: dict[str, list[Frame]] = {}
    events: set[str] = set()
    files = [ontology.frames[name] for name in sorted(ontology.frames) if name.startswith("relations")]
    for relation, entries in (item for file in files for item in file.items()):
        for raw in entries:
            common = {
                "relation": relation,
                "subject": tuple(raw["subject"]),
                "object": tuple(raw["object"]),
                "qualifiers": tuple(sorted(raw.get("qualifiers", {}).items())),
                "pairs": raw.get("pairs", ""),
                "only_subject": frozenset(raw.get("only_subject", ())),
                "only_object": frozenset(raw.get("only_object", ())),
                "share": raw.get("share", ""),
                "also": tuple(raw.get("also", ())),
                "modality": raw.get("modality", ""),
                "not_object": frozenset(raw.get("not_object", ())),
                "number": frozenset(raw.get("number", ())),
                "adds": raw.get("adds", False),
                "object_is": raw.get("object_is", ""),
                "turned": tuple(raw.get("turned", ())),
                "buyers": frozenset(raw.get("buyers", ())),
                "bought": raw.get("bought", False),
                "positive": raw.get("positive", False),
                "stands": raw.get("stands", False),
                "intransitive": raw.get("intransitive", False),
                "role": raw.get("role", ""),
                "needs": raw.get("needs", ""),
                "together": raw.get("together", False),
                "two": raw.get("two", False),
                "goes_on": raw.get("goes_on", False),
                "news": raw.get("news", False),
                "form": raw.get("form", ""),
                "then": _then(raw.get("then", ())),
            }
            nouns = raw.get("nouns", ())
            events.update(nouns)
            for key in (*nouns, *raw.get("verbs", ())):
                table.setdefault(key, []).append(Frame(**common))
            for idiom in raw.get("idioms", ()):
                nouns_, keys = (part.split("|") for part in idiom.split())
                events.update(k for k in keys if not k.endswith("다"))
                for noun, key in product(nouns_, keys):
                    table.setdefault(key, []).insert(0, Frame(**common, beside=noun))
    return Frames(table, frozenset(events))
