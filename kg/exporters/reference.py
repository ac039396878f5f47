"""What the ontology can say, for people: every class, relation and measure, with an example from a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.graph import Corpus, figure, label
from kg.model import MODALITIES, Evidence, Quantity, Statement
from kg.ontology import Measure, Ontology, Relation
from kg.ontology.loading import turtle_files
from kg.ontology.vocabulary import KG, RDFS, Triples

CURRENCY = "http://qudt.org/vocab/currency/"


@dataclass(frozen=True, slots=True)
class Example:
    """A statement of a graph, with the sentence that makes it.

    Attributes:
        claim: Subject, relation and object, as their labels.
        qualifiers: "name: value" each.
        modality: How firmly the sentence says it.
        sentence: The sentence.
        source: Outlet, day and headline of its article.
    """

    claim: tuple[str, str, str]
    qualifiers: tuple[str, ...]
    modality: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """One class, relation or measure.

    Attributes:
        labels: In Korean and in English.
        comments: In English and in Korean, those that there are.
        facts: What else is known of it: (name, value).
        example: None where the graph has none.
        depth: Of a class: how many stand above it.
    """

    name: str
    labels: tuple[str, str]
    comments: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    example: Example | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """All terms, each kind in the order of the ontology."""

    classes: tuple[Term, ...]
    relations: tuple[Term, ...]
    measures: tuple[Term, ...]

    @property
    def parts(self) -> tuple[tuple[str, str, str, tuple[Term, ...]], ...]:
        """Title in English and in Korean, what to say of it, and the terms, for each kind."""
        return (
            ("Classes", "클래스", "What a thing may be. What is of a class is of those above it too.", self.classes),
            ("Relations", "관계", "What may be said of two things: subject, relation, object.", self.relations),
            ("Measures", "측정값", "What may be said in figures: subject, measure, quantity.", self.measures),
        )


def reference(ontology: Ontology, corpus: Corpus, folders: Sequence[Path] = ()) -> Reference:
    """Gather what is known of every term.

    Args:
        ontology: The terms.
        corpus: Where examples are taken from: of each term the firmest, surest and shortest.
        folders: Folders that add to the ontology, for their comments.
    """
    words = Triples(turtle_files([ontology.root, *folders]))
    find = _Examples(corpus)
    relations = (
        Term(name, (r.label_ko, r.label_en), _comments(words, name), tuple(_ends(r)), find.of(name))
        for name, r in ontology.relations.items()
    )
    measures = (
        Term(name, (m.label_ko, m.label_en), _comments(words, name), tuple(_units(m, ontology)), find.of(name))
        for name, m in ontology.measures.items()
    )
    return Reference(tuple(_classes(ontology, words, find)), tuple(relations), tuple(measures))


def _comments(words: Triples, name: str) -> tuple[str, ...]:
    found = (words.label(KG + name, language, f"{RDFS}comment") for language in ("en", "ko"))
    return tuple(text for text in found if text)


def _classes(ontology: Ontology, words: Triples, find: _Examples, parent: str = "", depth: int = 0) -> Iterator[Term]:
    for info in ontology.classes.values():
        if info.parent == parent:
            facts = (("under", parent),) if parent else ()
            labels = (info.label_ko, info.label_en)
            yield Term(info.name, labels, _comments(words, info.name), facts, find.of_class(info.name), depth)
            yield from _classes(ontology, words, find, info.name, depth + 1)


def _ends(relation: Relation) -> Iterator[tuple[str, str]]:
    yield "from", _list(relation.domain)
    yield "to", _list(relation.range)
    if relation.same_kind:
        yield "joins", "things of one kind"
    if relation.pairs:
        yield "pairs allowed besides" if relation.same_kind else "pairs", _list(f"{a} → {b}" for a, b in relation.pairs)
    if relation.symmetric:
        yield "symmetric", "(a, b) says the same as (b, a)"
    if relation.transitive:
        yield "transitive", "(a, b) and (b, c) let one infer (a, c)"
    if relation.inverse:
        yield "inverse", f"{relation.inverse} (declared, never in a graph)"


def _units(measure: Measure, ontology: Ontology) -> Iterator[tuple[str, str]]:
    money = {unit for unit, iri in ontology.units.items() if iri.startswith(CURRENCY)}
    units = (measure.units - money) | {"money"} if measure.units >= money else measure.units
    yield "of", _list(measure.domain) or "anything"
    yield "units", _list(units) or "any"


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


class _Examples:
    """The statements of a corpus, the best examples first."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        pairs = [(s, e) for s, evidences in corpus.statements.items() for e in evidences]
        self._pairs = sorted(pairs, key=_rank)

    def of(self, predicate: str) -> Example | None:
        """Return an example of a relation or a measure."""
        return self._first(lambda s: s.predicate == predicate)

    def of_class(self, cls: str) -> Example | None:
        """Return an example of something of a class: as subject, else as object."""
        classes = {id_: e.cls for id_, e in self._corpus.entities.items()}
        found = self._first(lambda s: classes.get(s.subject) == cls)
        return found or self._first(lambda s: isinstance(s.object, str) and classes.get(s.object) == cls)

    def _first(self, fits: Callable[[Statement], bool]) -> Example | None:
        return next((self._example(s, e) for s, e in self._pairs if fits(s)), None)

    def _example(self, statement: Statement, evidence: Evidence) -> Example:
        target = figure(statement.object) if isinstance(statement.object, Quantity) else self._label(statement.object)
        qualifiers = (f"{q.name}: {self._label(q.value) if q.is_entity else q.value}" for q in statement.qualifiers)
        article = self._corpus.articles[evidence.article]
        day = article.published.isoformat() if article.published else ""
        source = ", ".join(part for part in (article.publisher, day, article.headline) if part)
        return Example(
            (self._label(statement.subject), statement.predicate, target),
            tuple(qualifiers),
            evidence.modality,
            " ".join(evidence.exact.split()),
            source or article.id,
        )

    def _label(self, id_: str) -> str:
        return label(self._corpus.entities[id_]) if id_ in self._corpus.entities else id_


def _rank(pair: tuple[Statement, Evidence]) -> tuple[object, ...]:
    statement, evidence = pair
    return (
        *(MODALITIES.index(evidence.modality), -round(evidence.confidence, 1), len(evidence.exact)),
        *(evidence.article, evidence.span, statement.id),
    )
