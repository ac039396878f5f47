"""What a user decides about entities: the same, not the same, another name; and what that means for a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import GraphError, KgError
from kg.graph.finding import Names, suggestion
from kg.graph.resolving import label
from kg.model import Entity, Merge, Name
from kg.naming import DECIDED, ELSEWHERE, fold
from kg.ontology import LexiconEntry, Ontology
from kg.ontology.texts import read_text

SAME, APART, RENAME = "same", "not-same", "rename"
FORM = "a row is: same A B, not-same A B, or rename A NAME, parted by tabs"
SHORTEST = 3  # letters of an alias that another article may join by


class Decision(NamedTuple):
    """One row of a decisions file: what to do, with which two names, and where it says so ("file:line")."""

    verb: str
    one: str
    other: str
    where: str


class Split(NamedTuple):
    """A name that must not be an entity's: where it stands, it means another entity."""

    entity: str
    surface: str  # folded
    other: Entity


@dataclass
class Plan:
    """What is to be done to a corpus, with all names found.

    Attributes:
        splits: Names that are taken from an entity.
        joins: Id of an entity -> the entity that it is.
        names: Id of an entity (as joined) -> its new name.
        merges: Why entities were joined.
        failures: Rows that name what nobody knows.
    """

    splits: list[Split] = field(default_factory=list)
    joins: dict[str, Entity] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    failures: list[KgError] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to be done."""
        return bool(self.splits or self.joins or self.names)

    def final(self, id_: str) -> str:
        """Return the id that an entity ends up with."""
        while id_ in self.joins:
            id_ = self.joins[id_].id
        return id_

    @property
    def described(self) -> dict[str, Entity]:
        """Every entity that others were joined to or that took a name from another, by id."""
        return {e.id: e for e in (*self.joins.values(), *(s.other for s in self.splits))}


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a decisions file: tab-separated rows; empty ones and those that begin with # say nothing.

    Raises:
        GraphError: The file cannot be read, or a row is none.
    """
    return tuple(_rows(read_text(path, GraphError), path))


def _rows(text: str, path: Path) -> Iterator[Decision]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t") if c.strip()]
        where = f"{path}:{number}"
        if len(cells) != 3 or cells[0] not in (SAME, APART, RENAME):
            raise GraphError(f"is no decision: {line.strip()!r}", where=where, remedy=FORM)
        yield Decision(cells[0], cells[1], cells[2], where)


def plan(
    known: Mapping[str, Entity], brackets: Iterable[tuple[str, str]], decisions: Sequence[Decision], ontology: Ontology
) -> Plan:
    """Find whom the decisions speak of, and what else the articles' own brackets join.

    Args:
        known: The entities of all articles by id, before anything is joined.
        brackets: Names that articles give in brackets, and the id of the entity to which.
        decisions: In the order of their file; they win over everything.
        ontology: Knows names that no article mentions now.

    Raises:
        GraphError: Two decisions cannot both hold.
    """
    planner = Planner(known, ontology)
    for decision in sorted(decisions, key=lambda d: (APART, SAME, RENAME).index(d.verb)):
        planner.take(decision)
    planner.take_brackets(brackets)
    return planner.plan


class Planner:
    """Turns names into entities and decisions into a plan.

    Args:
        known: The entities of all articles by id.
        ontology: Knows names that no article mentions.
    """

    def __init__(self, known: Mapping[str, Entity], ontology: Ontology) -> None:
        self.known = known
        self.ontology = ontology
        self.plan = Plan()
        self.apart: dict[frozenset[str], str] = {}  # pairs of ids -> where that is decided

    @cached_property
    def _names(self) -> tuple[Names, Names]:
        """The articles' entities and the lexicon's, by name: made only where there is a decision."""
        return Names(self.known), Names({e.id: _entity_of(e) for e in self.ontology.lexicon})

    def take(self, decision: Decision) -> None:
        """Add one decision to the plan; names that nobody knows become a failure."""
        try:
            one = self._named(decision.one)
            if decision.verb == RENAME:
                self.plan.names[self.plan.final(one.id)] = decision.other
            elif decision.verb == APART:
                self._part(one, decision)
            else:
                self._join(one, self._named(decision.other), decision)
        except GraphError as error:
            if error.where:  # a contradiction: nothing can be built by it
                raise
            self.plan.failures.append(GraphError(error.what, where=decision.where, remedy=error.remedy))

    def _named(self, wanted: str) -> Entity:
        """Return whom a name means: an entity of the articles, else of the lexicon.

        Raises:
            GraphError: Nobody goes by it, or more than one does.
        """
        found = self._called(wanted)
        if found is None:
            raise GraphError(f"no entity is called {wanted!r}", remedy=suggestion(self.known, wanted))
        return found

    def _called(self, wanted: str, but: str = "") -> Entity | None:
        return self._names[0].called(wanted, but) or self._names[1].called(wanted, but)

    def _part(self, one: Entity, decision: Decision) -> None:
        """Take a name from an entity; where nobody else goes by it, it becomes an entity of its own."""
        key = fold(decision.other)
        theirs = {fold(n.text) for n in one.names} | {fold(a) for a in one.aliases}
        if key not in theirs:
            other = self._named(decision.other)
        else:
            own = Entity(f"{one.cls.lower()}/{key}", one.cls, (Name(decision.other, "ko"),))
            other = self._called(decision.other, one.id) or own
            if self.ontology.branch(other.cls) != self.ontology.branch(one.cls):
                other = own  # 가나 of 가나전자 is no country
        self.apart[frozenset((one.id, other.id))] = decision.where
        if key in theirs:
            self.plan.splits.append(Split(one.id, key, other))

    def _join(self, one: Entity, other: Entity, decision: Decision) -> None:
        kept, gone = self.plan.final(one.id), self.plan.final(other.id)
        if kept == gone:
            return
        against = self._against(kept, gone)
        if against:
            raise GraphError("cannot hold with another decision", where=decision.where, remedy=f"see {against}")
        kinds = (self.ontology.branch(one.cls), self.ontology.branch(other.cls))
        if kinds[0] != kinds[1]:
            what = f"{decision.one!r} is a {one.cls} and {decision.other!r} a {other.cls}"
            raise GraphError(what, remedy="only like things can be the same")
        self._record(kept, gone, DECIDED)

    def _against(self, kept: str, gone: str) -> str:
        """Return where it is decided that some of two groups are not the same, or ""."""
        final = self.plan.final
        pairs = ((where, {final(i) for i in pair}) for pair, where in self.apart.items())
        return next((where for where, ids in pairs if ids == {kept, gone}), "")

    def _record(self, kept: str, gone: str, reason: str) -> None:
        into, lost = self._any(kept), self._any(gone)
        self.plan.joins[gone] = into
        if gone in self.plan.names:
            self.plan.names.setdefault(kept, self.plan.names.pop(gone))
        self.plan.merges.append(Merge(kept, label(lost), reason))

    def _any(self, id_: str) -> Entity:
        return self.known.get(id_) or self._names[1].entities[id_]

    def take_brackets(self, brackets: Iterable[tuple[str, str]]) -> None:
        """Join a name that no lexicon holds to the one entity that another article gives it to in brackets."""
        given: dict[str, set[str]] = {}
        for surface, entity in brackets:
            if len(fold(surface)) >= SHORTEST:
                given.setdefault(fold(surface), set()).add(entity)
        for id_ in sorted(self.known):
            key = id_.partition("/")[2]
            owners = given.get(key, set()) - {id_}
            if len(owners) != 1 or id_ in given.get(key, set()) or self.ontology.find(id_) is not None:
                continue
            kept, gone = self.plan.final(next(iter(owners))), self.plan.final(id_)
            like = self.ontology.branch(self._any(kept).cls) == self.ontology.branch(self._any(gone).cls)
            if kept != gone and like and not self._against(kept, gone):
                self._record(kept, gone, ELSEWHERE)


def _entity_of(entry: LexiconEntry) -> Entity:
    names = tuple(Name(t, lang) for t, lang in ((entry.ko, "ko"), (entry.en, "en"), (entry.zh, "zh")) if t)
    return Entity(entry.id, entry.cls, names, entry.aliases, entry.wikidata)
