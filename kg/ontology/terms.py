"""What ontology/ holds, as frozen values: classes, relations, measures, lexicon entries and the whole of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import OntologyError


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """One class of entities; `parent` is "" for a top class."""

    name: str
    parent: str
    label_ko: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation between entities.

    Attributes:
        domain: Classes that a subject may have (or descend from).
        range: Classes that an object may have (or descend from).
        symmetric: Whether (a, b) says the same as (b, a).
        same_kind: Whether both ends must stand under one top class, `pairs` apart.
        pairs: Class pairs that are allowed beside like ones or, where `same_kind` is off, the only ones.
        inverse: Name of the declared inverse, which is never materialised, or "".
        transitive: Whether what holds of (a, b) and (b, c) holds of (a, c).
    """

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    same_kind: bool = False
    label_ko: str = ""
    label_en: str = ""
    pairs: frozenset[tuple[str, str]] = frozenset()
    inverse: str = ""
    transitive: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One property whose value is a quantity.

    Attributes:
        units: Local names of the units that its quantities may have; empty where any unit is right.
        domain: Classes that a subject may have (or descend from); empty where any entity may be measured so.
    """

    name: str
    units: frozenset[str]
    domain: frozenset[str] = frozenset()
    label_ko: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One row of the lexicon: an entity and its names, never its relations.

    Attributes:
        id: Local name of its IRI, a lower-case slug.
        cls: Most specific class.
        aliases: Further surfaces, without their `?` marks; `ko`, `en` and `zh` are not repeated.
        ambiguous: Those surfaces (of any field) that also mean something else, so that they need context.
        wikidata: Q-id, only where it is certain.
        posts: Of a person, (role, id of the organisation or country).
        kind: "name" for a proper name, "category" for a common noun that acts as an entity where a claim needs it,
            "term" for one so narrow that a text which says it speaks of it.
        where: "file:line" of the row, for messages.
    """

    id: str
    cls: str
    ko: str
    en: str = ""
    zh: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    wikidata: str = ""
    posts: tuple[tuple[str, str], ...] = ()
    kind: str = "name"
    where: str = ""

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every form that names it, each once: labels first, then aliases.

        >>> LexiconEntry("us", "Country", "미국", "United States", aliases=("美", "미")).surfaces
        ('미국', 'United States', '美', '미')
        """
        return tuple(dict.fromkeys(s for s in (self.ko, self.en, self.zh, *self.aliases) if s))


@dataclass(frozen=True)
class Ontology:
    """All that ontology/ says, read once and never changed.

    Attributes:
        classes, relations, measures: By local name.
        modalities: Local names, in the order of the vocabulary.
        qualifiers: Local names of the properties that may qualify a statement.
        units: Local name of a unit to its IRI.
        lexicon: Entries in the order of their files, user files last.
        frames: Merged YAML documents of frames/, by file stem.
        queries: Files of queries/, by stem.
        root: The folder that all this was read from.
    """

    classes: Mapping[str, ClassInfo]
    relations: Mapping[str, Relation]
    measures: Mapping[str, Measure]
    modalities: tuple[str, ...]
    lexicon: tuple[LexiconEntry, ...]
    frames: Mapping[str, Any]
    queries: Mapping[str, Path]
    root: Path
    qualifiers: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        """Each class with itself and its ancestors, nearest first."""
        out: dict[str, tuple[str, ...]] = {}
        for name in self.classes:
            line, here = [name], self.classes[name].parent
            while here and here not in line:
                line.append(here)
                here = self.classes[here].parent if here in self.classes else ""
            out[name] = tuple(line)
        return out

    @cached_property
    def _entries(self) -> dict[str, LexiconEntry]:
        return {e.id: e for e in self.lexicon}

    @cached_property
    def _allowed(self) -> dict[tuple[str, str, str], bool]:
        return {}

    def ancestors(self, cls: str) -> tuple[str, ...]:
        """Return the classes above `cls`, nearest first; none for a top class or an unknown name."""
        return self._lines.get(cls, ())[1:]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Tell whether `cls` is `ancestor` or descends from it."""
        return ancestor in self._lines.get(cls, ())

    def is_any(self, cls: str, ancestors: frozenset[str]) -> bool:
        """Tell whether `cls` is one of some classes or descends from one."""
        return not ancestors.isdisjoint(self._lines.get(cls, ()))

    def branch(self, cls: str) -> str:
        """Return the top class that `cls` stands under, or "" for an unknown name."""
        return self._lines.get(cls, ("",))[-1]

    def allows(self, relation: str, subject_cls: str, object_cls: str) -> bool:
        """Tell whether the relation may join a subject and an object of these classes.

        Args:
            relation: Local name of a relation; an unknown one allows nothing.
            subject_cls: Most specific class of the subject.
            object_cls: Most specific class of the object.

        Returns:
            Whether domain, range and, where declared, likeness of kind hold (either way round if symmetric).
        """
        key = (relation, subject_cls, object_cls)
        if key not in self._allowed:
            rel = self.relations.get(relation)
            both = rel is not None and rel.symmetric
            self._allowed[key] = rel is not None and (
                self._fits(rel, subject_cls, object_cls) or (both and self._fits(rel, object_cls, subject_cls))
            )
        return self._allowed[key]

    def _fits(self, rel: Relation, subject_cls: str, object_cls: str) -> bool:
        above, below = self._lines.get(subject_cls, ()), self._lines.get(object_cls, ())
        if rel.domain.isdisjoint(above) or rel.range.isdisjoint(below):
            return False
        if any(a in above and b in below for a, b in rel.pairs):
            return True
        return above[-1] == below[-1] if rel.same_kind else not rel.pairs

    def measures_of(self, measure: str, cls: str, unit: str) -> bool:
        """Tell whether a thing of class `cls` may have this measure in this unit."""
        found = self.measures.get(measure)
        if found is None:
            return False
        line = self._lines.get(cls, ())
        return (not found.units or unit in found.units) and (not found.domain or not found.domain.isdisjoint(line))

    def find(self, id_: str) -> LexiconEntry | None:
        """Return the lexicon entry of an id, or None."""
        return self._entries.get(id_)

    def entry(self, id_: str) -> LexiconEntry:
        """Return the lexicon entry of an id.

        Raises:
            OntologyError: No lexicon file holds the id.
        """
        try:
            return self._entries[id_]
        except KeyError:
            raise OntologyError(f"no lexicon entry has the id {id_!r}", where=str(self.root / "lexicon")) from None
