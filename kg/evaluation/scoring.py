"""Graph and gold -> outcomes. The rules are those of the gold guide: see docs/EVALUATION.md."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.evaluation.gold import MEASURES, RELATIONS, Gold, GoldClaim
from kg.evaluation.outcomes import FOUND, MISSED, WRONG, Key, Outcome, cause_of, same_object, unit
from kg.graph import Corpus, figure, label
from kg.model import ANONYMOUS, ArticleGraph, Claim, Entity, Quantity
from kg.naming import fold
from kg.ontology import Ontology

FURNITURE = "out of scope"  # a name that stands only outside the body
NO_NAME = "name not found"
NOT_GOLD = "not in gold"
NOT_SAID = "not found"
TWICE = "one thing as two"
_NEXT = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True)
class Evaluation:
    """All outcomes, and whether the quotes are the sources' text.

    Attributes:
        quotes: How many of the quotes equal the source at their offsets, and how many there are; None where no
            source was given.
        absent: Gold articles that the graph does not hold; they count as all missed.
    """

    outcomes: tuple[Outcome, ...]
    quotes: tuple[int, int] | None = None
    absent: tuple[str, ...] = ()


def evaluate(
    corpus: Corpus, gold: Sequence[Gold], ontology: Ontology, texts: Mapping[str, str] | None = None
) -> Evaluation:
    """Hold a corpus against gold.

    Args:
        corpus: The graph.
        gold: Annotations; an article of the graph belongs to the one whose id begins its own.
        ontology: Tells which relations are symmetric and which class is under which.
        texts: Decoded sources by article id, to check quotes against; None checks none.
    """
    outcomes: list[Outcome] = []
    absent: list[str] = []
    right = quotes = 0
    for judge in judges(corpus, gold, ontology):
        graph = judge.graph
        if graph is None:
            absent.append(judge.gold.article)
        if graph is not None and texts is not None:
            source = texts.get(graph.article.id, "")
            quotes += len(graph.claims)
            right += sum(c.evidence.span.of(source) == c.evidence.exact for c in graph.claims)
        outcomes += judge.outcomes()
    return Evaluation(tuple(outcomes), None if texts is None else (right, quotes), tuple(absent))


def judges(corpus: Corpus, gold: Sequence[Gold], ontology: Ontology) -> Iterator[Judge]:
    """Yield who judges each gold article."""
    used = {c.predicate for g in gold for c in (*g.statements, *g.measures)} | RELATIONS | MEASURES
    for one in gold:
        yield Judge(one, _graph_of(one, corpus.graphs), corpus, ontology, used)


def _graph_of(gold: Gold, graphs: Iterable[ArticleGraph]) -> ArticleGraph | None:
    """Return the article whose id is the gold's, or begins with it (and goes on with no letter or digit)."""
    for graph in graphs:
        rest = graph.article.id.removeprefix(gold.article)
        if graph.article.id.startswith(gold.article) and not _NEXT.match(rest):
            return graph
    return None


@dataclass
class Judge:
    """Judges one article.

    Attributes:
        ours: Each of the graph's entities, and the gold entity that it is, or its own id behind a question mark.
    """

    gold: Gold
    graph: ArticleGraph | None
    corpus: Corpus
    ontology: Ontology
    inventory: Collection[str]
    ours: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Match the entities by their names."""
        self.entities = [self.corpus.entities[e.id] for e in self.graph.entities] if self.graph else []
        theirs = {g.id: {fold(n) for n in (g.label, *g.surfaces)} for g in self.gold.entities}
        self.ours = {e.id: _match(e, theirs) or f"?{e.id}" for e in self.entities}
        self.found = {g for g in self.ours.values() if g in theirs}
        self.classes = {g.id: g.cls for g in self.gold.entities}
        self.labels = {f"?{i}": label(e) for i, e in self.corpus.entities.items()}
        self.labels |= {g.id: g.label for g in self.gold.entities}
        known = ((self.ours[e.id], e.cls) for e in self.entities)
        self.misnamed = frozenset(i for i, cls in known if i in self.classes and not self._typed(cls, self.classes[i]))

    def outcomes(self) -> Iterator[Outcome]:
        """Yield every judgement on this article."""
        yield from self._entities()
        yield from self._statements()
        yield from self._measures()

    def _outcome(self, kind: str, verdict: str, name: str, what: str, cause: str = "") -> Outcome:
        return Outcome(self.gold.article, self.gold.topic, kind, verdict, name, what, cause)

    def _typed(self, got: str, wanted: str) -> bool:
        """Whether a class is the one that is wanted, or stands right above or below it."""
        classes = self.ontology.classes
        parents = {c: classes[c].parent for c in (got, wanted) if c in classes}
        return got == wanted or parents.get(got) == wanted or parents.get(wanted) == got

    # ---- entities

    def _entities(self) -> Iterator[Outcome]:
        absent = {fold(n) for n in self.gold.absent}
        taken: set[str] = set()
        for entity in sorted(self.entities, key=lambda e: e.id):
            id_, shown = self.ours[entity.id], label(entity)
            if id_ not in self.found:
                cause = FURNITURE if absent & _names(entity) else NOT_GOLD
                yield self._outcome("entity", WRONG, entity.cls, shown, cause)
                continue
            wanted = self.classes[id_]
            verdict, cause = (WRONG, TWICE) if id_ in taken else (FOUND, "")
            taken.add(id_)
            typed = self._typed(entity.cls, wanted)
            yield replace(self._outcome("entity", verdict, wanted, shown, cause), typed=typed)
        for g in self.gold.entities:
            if g.id not in self.found and g.core:
                yield self._outcome("entity", MISSED, g.cls, g.label, NO_NAME)

    # ---- statements and pairs

    def _statements(self) -> Iterator[Outcome]:
        wanted: dict[Key, list[GoldClaim]] = {}
        for g in self.gold.statements:
            wanted.setdefault(self._ordered(g.subject, g.predicate, str(g.object)), []).append(g)
        said: dict[Key, Claim] = {}
        for claim in self._claims(measures=False):
            st = claim.statement
            said.setdefault(self._ordered(self._ours(st.subject), st.predicate, self._ours(str(st.object))), claim)
        for key, claim in said.items():
            if key in wanted:
                firmly = [g for g in wanted[key] if g.modality == claim.evidence.modality]
                yield self._agreed("statement", key, claim, (firmly or wanted[key])[0])
            else:
                yield self._unmatched("statement", WRONG, key, wanted)
        core = {key for key, group in wanted.items() if any(g.core for g in group)}
        for key in (k for k in wanted if k in core and k not in said):
            yield self._unmatched("statement", MISSED, key, said, wanted[key][0].anchor)
        yield from self._pairs(*(frozenset(map(_ends, keys)) for keys in (said, wanted, core)))

    def _pairs(self, said: frozenset[Ends], wanted: frozenset[Ends], core: frozenset[Ends]) -> Iterator[Outcome]:
        for verdict, pairs in ((FOUND, said & wanted), (WRONG, said - wanted), (MISSED, core - said)):
            for pair in sorted(pairs, key=sorted):
                yield self._outcome("pair", verdict, "", " - ".join(sorted(self.labels.get(i, i) for i in pair)))

    def _ordered(self, subject: str, predicate: str, target: str) -> Key:
        """Give a claim's key; the ends of a symmetric relation in one order."""
        relation = self.ontology.relations.get(predicate)
        if relation is not None and relation.symmetric and target < subject:
            subject, target = target, subject
        return Key(subject, predicate, target)

    # ---- measures

    def _measures(self) -> Iterator[Outcome]:
        left = list(self.gold.measures)
        wanted = [_key(g) for g in self.gold.measures]
        seen: set[tuple[str, str, float, str]] = set()
        said: list[Key] = []
        for claim in self._claims(measures=True):
            key = Key(self._ours(claim.statement.subject), claim.statement.predicate, claim.statement.object)
            mark = _mark(key)
            if mark in seen:
                continue
            seen.add(mark)
            said.append(key)
            hit = next((g for g in left if key[:2] == _key(g)[:2] and same_object(key.object, g.object)), None)
            if hit is None:
                yield self._unmatched("measure", WRONG, key, wanted)
            else:
                left.remove(hit)
                yield self._agreed("measure", key, claim, hit)
        for g in left:
            if g.core:
                yield self._unmatched("measure", MISSED, _key(g), said, g.anchor)

    def right(self, claim: Claim) -> bool | None:
        """Tell whether gold makes a claim too, core or minor; None for a relation that gold is not asked for."""
        st = claim.statement
        if st.predicate not in self.inventory:
            return None
        if isinstance(st.object, Quantity):
            key = Key(self._ours(st.subject), st.predicate, st.object)
            return any(key[:2] == _key(g)[:2] and same_object(key.object, g.object) for g in self.gold.measures)
        key = self._ordered(self._ours(st.subject), st.predicate, self._ours(st.object))
        return any(key == self._ordered(g.subject, g.predicate, str(g.object)) for g in self.gold.statements)

    # ---- both

    def _claims(self, *, measures: bool) -> Iterator[Claim]:
        for claim in self.graph.claims if self.graph else ():
            if isinstance(claim.statement.object, Quantity) is measures and claim.statement.predicate in self.inventory:
                yield claim

    def _ours(self, id_: str) -> str:
        return self.ours.get(id_, f"?{id_}")

    def _agreed(self, kind: str, key: Key, claim: Claim, g: GoldClaim) -> Outcome:
        said_by = claim.evidence.attributed_to
        source = said_by if said_by in ("", ANONYMOUS) else self._ours(said_by)
        made = self._outcome(kind, FOUND, key.predicate, self._shown(key))
        return replace(made, modality=(claim.evidence.modality, g.modality), source=(source, g.source))

    def _unmatched(self, kind: str, verdict: str, key: Key, others: Iterable[Key], anchor: str = "") -> Outcome:
        what = self._shown(key) + (f" «{anchor}»" if anchor else "")
        cause = cause_of(key, others, self._unknown(verdict), self.misnamed)
        cause = cause or (NOT_SAID if verdict == MISSED else NOT_GOLD)
        return self._outcome(kind, verdict, key.predicate, what, cause)

    def _unknown(self, verdict: str) -> dict[str, str]:
        """Entities that the other side does not have, and what that is called."""
        if verdict == MISSED:
            return {g.id: NO_NAME for g in self.gold.entities if g.id not in self.found}
        absent = {fold(n) for n in self.gold.absent}
        unknown = (e for e in self.entities if self.ours[e.id] not in self.found)
        return {self.ours[e.id]: FURNITURE if absent & _names(e) else "name not in gold" for e in unknown}

    def _shown(self, key: Key) -> str:
        target = figure(key.object) if isinstance(key.object, Quantity) else self.labels.get(key.object, key.object)
        return f"{self.labels.get(key.subject, key.subject)} {key.predicate} {target}"


Ends = frozenset[str]


def _ends(key: Key) -> Ends:
    return frozenset((key.subject, str(key.object)))


def _key(g: GoldClaim) -> Key:
    return Key(g.subject, g.predicate, g.object)


def _mark(key: Key) -> tuple[str, str, float, str]:
    """Return what two measures must share to be counted once."""
    value, name = key.object if isinstance(key.object, Quantity) else (0, "")
    return key.subject, key.predicate, round(float(value), 6), unit(name)


def _names(entity: Entity) -> set[str]:
    return {fold(n) for n in (*(n.text for n in entity.names), *entity.aliases)}


def _match(entity: Entity, theirs: Mapping[str, set[str]]) -> str:
    """Return the gold entity that shares most names, the first by id among equals, or ""."""
    mine = _names(entity)
    shared = {id_: len(mine & names) for id_, names in theirs.items()}
    return min((i for i, n in shared.items() if n), key=lambda i: (-shared[i], i), default="")
