"""Values of the graph as the models that the API and the pages give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

from kg.graph import label
from kg.graph.iris import KG, Iris
from kg.graph.triples import UNNAMED
from kg.model import ANONYMOUS, MODALITIES, Article, Entity, Evidence, Qualifier, Quantity, Span, Statement, plain
from kg.ontology.loading import turtle_files
from kg.ontology.vocabulary import Triples, Vocabulary, read_vocabulary
from kg.search import EntityHit, SentenceHit
from kg.server.facts import Facts
from kg.server.models import (
    Amount,
    ArticleOut,
    EntityFound,
    EvidenceOut,
    Group,
    Labels,
    Modality,
    Place,
    Ref,
    Said,
    SentenceFound,
    StatementOut,
)

UNKNOWN = {"id": ANONYMOUS, "iri": KG + ANONYMOUS, "label": UNNAMED[0][1], "labels": dict(UNNAMED)}


@dataclass(frozen=True)
class Words:
    """The words of the ontology for its terms.

    Attributes:
        folders: Folders laid out like ontology/.
    """

    folders: tuple[Path, ...]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the ontology defines."""
        return read_vocabulary(turtle_files(self.folders))

    @cached_property
    def _triples(self) -> Triples:
        return Triples(turtle_files(self.folders))

    def labels(self, name: str) -> Labels:
        """Return the labels of a term by language."""
        found = {language: self._triples.label(KG + name, language) for language in ("ko", "en")}
        return {language: text for language, text in found.items() if text}

    def says(self, name: str, language: str) -> str:
        """Return what the ontology remarks on a term, "" where it remarks nothing."""
        return self._triples.label(KG + name, language, "http://www.w3.org/2000/01/rdf-schema#comment")


def ref(entity: Entity, iris: Iris) -> Ref:
    """Return an entity by its names."""
    return Ref.model_validate(_named(entity, iris))


def _named(entity: Entity, iris: Iris) -> dict[str, Any]:
    labels = {name.language: name.text for name in entity.names}
    return {
        "id": entity.id,
        "iri": iris.entity(entity.id).value,
        "label": label(entity),
        "labels": labels,
        "class": entity.cls,
    }


def place(span: Span) -> Place:
    """Return a stretch of a source."""
    return Place(start=span.start, end=span.end)


def entity_found(hit: EntityHit, iris: Iris) -> EntityFound:
    """Return an entity that a search found."""
    entity = hit.entity
    more = {
        "matched": hit.matched,
        "aliases": list(entity.aliases),
        "wikidata": entity.wikidata,
        "articles": hit.articles,
    }
    return EntityFound.model_validate(_named(entity, iris) | more)


def sentence_found(hit: SentenceHit, iris: Iris, outlet: Entity | None) -> SentenceFound:
    """Return a sentence that a search found."""
    article = ArticleOut(
        id=hit.article,
        iri=iris.article(hit.article).value,
        headline=hit.headline,
        published=hit.published,
        outlet=ref(outlet, iris) if outlet else None,
    )
    return SentenceFound(
        sentence=hit.text,
        matches=[Place(start=a, end=b) for a, b in hit.matches],
        place=Place(start=hit.start, end=hit.end),
        article=article,
        statements=list(hit.statements),
    )


@dataclass(frozen=True)
class View:
    """Facts as models.

    Attributes:
        facts: What is known of a resource.
        words: For the terms of the ontology.
    """

    facts: Facts
    words: Words

    @cached_property
    def statements(self) -> list[StatementOut]:
        """The statements of the page."""
        return [self.statement(s, e) for s, e in self.facts.statements]

    def groups(self, *, measures: bool) -> list[Group]:
        """Return the statements about the entity by relation: what it did before what was done to it."""
        out: dict[tuple[str, str], list[StatementOut]] = {}
        for s in self.statements:
            if (s.quantity is not None) is measures:
                out.setdefault(("subject" if s.subject.id == self.facts.id else "object", s.relation), []).append(s)
        return [
            Group(
                relation=relation,
                relation_labels=self.words.labels(relation),
                direction=cast("Literal['subject', 'object']", direction),
                statements=out[direction, relation],
            )
            for direction, relation in sorted(out, key=lambda k: (k[0] == "object", k[1]))
        ]

    def statement(self, statement: Statement, evidences: Sequence[Evidence]) -> StatementOut:
        """Return a statement with its evidence."""
        target = statement.object
        return StatementOut(
            id=statement.id,
            iri=self.facts.iris.statement(statement.id).value,
            subject=self.ref(statement.subject),
            relation=statement.predicate,
            relation_labels=self.words.labels(statement.predicate),
            object=None if isinstance(target, Quantity) else self.ref(target),
            quantity=self._amount(target) if isinstance(target, Quantity) else None,
            qualifiers=[self._qualifier(q) for q in statement.qualifiers],
            modalities=firmest_first(e.modality for e in evidences),
            evidence=[self._evidence(e, statement) for e in evidences],
            disagrees_with=self.facts.opposed.get(statement.id, []),
        )

    def ref(self, id_: str) -> Ref:
        """Return an entity, or the source that is not named, by its names."""
        if id_ == ANONYMOUS:
            return Ref.model_validate(UNKNOWN)
        return ref(self.facts.corpus.entities.get(id_) or Entity(id_, "", ()), self.facts.iris)

    def article(self, article: Article) -> ArticleOut:
        """Return an article."""
        outlets = self.facts.outlets
        return ArticleOut(
            id=article.id,
            iri=self.facts.iris.article(article.id).value,
            headline=article.headline,
            published=article.published.isoformat() if article.published else "",
            outlet=self.ref(outlets[article.id]) if article.id in outlets else None,
            authors=list(article.authors),
            url=article.url,
        )

    def _amount(self, quantity: Quantity) -> Amount:
        return Amount(value=plain(quantity.value), unit=quantity.unit, iri=self.facts.iris.quantity(quantity).value)

    def _qualifier(self, qualifier: Qualifier) -> Said:
        entity = self.ref(qualifier.value) if qualifier.is_entity else None
        return Said(name=qualifier.name, value=qualifier.value, entity=entity)

    def _evidence(self, evidence: Evidence, statement: Statement) -> EvidenceOut:
        id_ = evidence.id_for(statement)
        return EvidenceOut(
            id=id_,
            iri=self.facts.iris.evidence(id_).value,
            sentence=evidence.exact,
            place=place(evidence.span),
            subject=place(evidence.subject),
            object=place(evidence.object),
            trigger=place(evidence.trigger),
            modality=cast("Modality", evidence.modality),
            attributed_to=self.ref(evidence.attributed_to) if evidence.attributed_to else None,
            via=[self.ref(v) for v in evidence.via],
            time=evidence.time,
            confidence=evidence.confidence,
            extractor=evidence.extractor,
            article=self.article(self.facts.corpus.articles[evidence.article]),
        )


def firmest_first(modalities: Iterable[str]) -> list[Modality]:
    """Return modalities, each once, the firmest first."""
    return cast("list[Modality]", sorted(set(modalities), key=MODALITIES.index))
