"""Triples -> Corpus: all of what was built but the articles' texts, so that every exporter can start from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.corpus import Corpus
from kg.graph.iris import BASE, KG, OA, OWL, QUDT, RDF, SCHEMA, SKOS, UNIT, WD, Iris, decode, encode, kg, term
from kg.graph.resolving import label
from kg.graph.triples import TYPE
from kg.model import Article, ArticleGraph, Claim, Entity, Evidence, Name, Qualifier, Quantity, Span, Statement

REMEDY = "build it again with: kg build"
_QUANTITY = re.compile(r"(-?[0-9.]+)-(.+)\Z", re.ASCII)
_FRAME = frozenset((TYPE, term(RDF, "subject"), term(RDF, "predicate"), term(RDF, "object"), kg("evidence")))
_NOT_QUALIFIERS = _FRAME | {kg("disagreesWith")}
Node = ox.NamedNode | ox.Literal
C = TypeVar("C", bound=Corpus)


@dataclass(frozen=True, slots=True)
class Recalled(Article):
    """An article as a graph remembers it: without its text, but with the hash of it."""

    digest: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the source that the graph was built from, in hexadecimal."""
        return self.digest


def recall(triples: Iterable[ox.Triple], kind: type[C], where: str = "") -> C:
    """Make a corpus of the triples of one that newskg built.

    Args:
        triples: All of its triples, in any order.
        kind: Corpus, or a class that is one.
        where: Where they were read from, for messages.

    Raises:
        GraphError: They are not by the vocabulary.
    """
    try:
        return Remembered(triples).whole(kind)
    except ValueError as error:  # a number or a day that is none
        raise GraphError(f"is not by the vocabulary: {error}", where=where, remedy=REMEDY) from error
    except GraphError as error:
        raise GraphError(error.what, where=where, remedy=error.remedy or REMEDY) from error


def base_of(triples: Iterable[ox.Triple]) -> str:
    """Return what the IRIs of resources begin with in a graph, or the default where it holds no article."""
    for subject, predicate, value in triples:
        if predicate == term(SCHEMA, "identifier") and isinstance(value, ox.Literal):
            tail = f"article/{encode(value.value)}"
            if isinstance(subject, ox.NamedNode) and subject.value.endswith(tail):
                return subject.value.removesuffix(tail)
    return BASE


class Remembered:
    """The triples of a graph, or of a part of one, by subject and predicate, and the values that they were made of.

    Args:
        triples: In any order.
        base: What the IRIs of resources begin with; "" where an article tells it.
    """

    def __init__(self, triples: Iterable[ox.Triple], base: str = "") -> None:
        self.by: defaultdict[ox.NamedNode, defaultdict[ox.NamedNode, list[Node]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.kinds: defaultdict[Node, list[ox.NamedNode]] = defaultdict(list)
        known = list(triples)
        for subject, predicate, value in known:
            if isinstance(subject, ox.NamedNode) and isinstance(value, Node):
                self.by[subject][predicate].append(value)
                if predicate == TYPE:
                    self.kinds[value].append(subject)
        self.units: dict[str, str] = {}
        self.iris = Iris(base or base_of(known))

    def whole(self, kind: type[C]) -> C:
        """Return the corpus that the triples were made of.

        Raises:
            GraphError: They hold no article, or are not by the vocabulary.
        """
        if not self.kinds[term(SCHEMA, "NewsArticle")]:
            raise GraphError("holds no article", remedy=REMEDY)
        return self.corpus(kind)

    def corpus(self, kind: type[C]) -> C:
        """Return the corpus that the triples were made of."""
        articles = {node: self._article(node) for node in self.kinds[term(SCHEMA, "NewsArticle")]}
        entities = [self._entity(node) for node in self.by if term(SKOS, "prefLabel") in self.by[node]]
        mentioned: defaultdict[str, list[Entity]] = defaultdict(list)
        for node, entity in entities:
            for article in self.by[node].get(kg("mentionedIn"), ()):
                mentioned[self._id(article, "article")].append(entity)
        claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for node in self.kinds[kg("Statement")]:
            for claim in self._claims(node):
                claims[claim.evidence.article].append(claim)
        labels = {entity.id: label(entity) for _, entity in entities}
        graphs = (self._graph(a, p, labels.get(p, ""), mentioned[a.id], claims[a.id]) for a, p in articles.values())
        others = tuple(sorted((e for n, e in entities if kg("mentionedIn") not in self.by[n]), key=lambda e: e.id))
        return kind(tuple(sorted(graphs, key=lambda g: g.article.id)), others, self.units, self.iris.base)

    def _graph(
        self, article: Recalled, publisher: str, outlet: str, entities: list[Entity], claims: list[Claim]
    ) -> ArticleGraph:
        named = Recalled(**{f: getattr(article, f) for f in _FIELDS} | {"publisher": outlet})
        ordered = sorted(claims, key=lambda c: (c.statement.id, c.evidence.id_for(c.statement)))
        return ArticleGraph(named, tuple(sorted(entities, key=lambda e: e.id)), tuple(ordered), publisher=publisher)

    def _article(self, node: ox.NamedNode) -> tuple[Recalled, str]:
        day = self._text(node, term(SCHEMA, "datePublished"))
        article = Recalled(
            id=self._id(node, "article"),
            text="",
            blocks=(),
            headline=self._text(node, term(SCHEMA, "headline")),
            published=date.fromisoformat(day) if day else None,
            authors=tuple(sorted(v.value for v in self.by[node].get(term(SCHEMA, "author"), ()))),
            url=self._text(node, term(SCHEMA, "url")),
            language=self._text(node, term(SCHEMA, "inLanguage")),
            digest=self._text(node, kg("sha256")),
        )
        outlet = self._one(node, term(SCHEMA, "publisher"))
        return article, self._id(outlet, "entity") if outlet is not None else ""

    def _entity(self, node: ox.NamedNode) -> tuple[ox.NamedNode, Entity]:
        known = self.by[node]
        classes = sorted(v.value.removeprefix(KG) for v in known.get(TYPE, ()) if v.value.startswith(KG))
        names = [Name(v.value, v.language or "") for v in known[term(SKOS, "prefLabel")] if isinstance(v, ox.Literal)]
        entity = Entity(
            id=self._id(node, "entity"),
            cls=decode(classes[0]) if classes else "",
            names=tuple(sorted(names, key=lambda n: n.language)),
            aliases=tuple(sorted(v.value for v in known.get(term(SKOS, "altLabel"), ()))),
            wikidata=self._text(node, term(OWL, "sameAs")).removeprefix(WD),
        )
        return node, entity

    def _claims(self, node: ox.NamedNode) -> Iterable[Claim]:
        known = self.by[node]
        statement = Statement(
            subject=self._id(self._one(node, term(RDF, "subject")), "entity"),
            predicate=decode(self._text(node, term(RDF, "predicate")).removeprefix(KG)),
            object=self._object(self._one(node, term(RDF, "object"))),
            qualifiers=tuple(
                sorted(self._qualifier(p, v) for p in known if p not in _NOT_QUALIFIERS for v in known[p])
            ),
        )
        for evidence in known.get(kg("evidence"), ()):
            if isinstance(evidence, ox.NamedNode):
                yield Claim(statement, self._evidence(evidence))

    def _qualifier(self, name: ox.NamedNode, value: Node) -> Qualifier:
        local = decode(name.value.removeprefix(KG))
        if isinstance(value, ox.NamedNode):
            return Qualifier(local, self._id(value, "entity"), is_entity=True)
        return Qualifier(local, value.value)

    def _object(self, node: Node | None) -> str | Quantity:
        if not isinstance(node, ox.NamedNode) or not node.value.startswith(f"{self.iris.base}quantity/"):
            return self._id(node, "entity")
        found = _QUANTITY.match(self._id(node, "quantity"))
        unit = self._text(node, term(QUDT, "unit"))
        try:
            value = Decimal(self._text(node, term(QUDT, "numericValue")))
        except InvalidOperation:
            raise GraphError(f"{node.value} has no number") from None
        name = found[2] if found else decode(re.split("[#/]", unit)[-1])
        self.units[name] = unit or UNIT + encode(name)
        return Quantity(value, name)

    def _evidence(self, node: ox.NamedNode) -> Evidence:
        text = self._text
        via = sorted(self._speaker(v) for v in self.by[node].get(kg("via"), ()))
        return Evidence(
            article=self._id(self._one(node, kg("article")), "article"),
            span=Span(int(text(node, term(OA, "start"))), int(text(node, term(OA, "end")))),
            exact=text(node, term(OA, "exact")),
            subject=_span(text(node, kg("subjectSpan"))),
            object=_span(text(node, kg("objectSpan"))),
            trigger=_span(text(node, kg("triggerSpan"))),
            modality=text(node, kg("modality")).removeprefix(KG),
            attributed_to=self._speaker(self._one(node, kg("attributedTo"))),
            via=tuple(via),
            time=text(node, kg("time")),
            extractor=text(node, kg("extractor")),
            confidence=float(text(node, kg("confidence"))),
        )

    def _speaker(self, node: Node | None) -> str:
        if node is None:
            return ""
        return node.value.removeprefix(KG) if node.value.startswith(KG) else self._id(node, "entity")

    def _id(self, node: Node | None, kind: str) -> str:
        if not isinstance(node, ox.NamedNode):
            raise GraphError(f"a reference to an {kind} is missing")
        return self.iris.id_of(node, kind)

    def _one(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Node | None:
        return next(iter(self.by[node].get(predicate, ())), None)

    def _text(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        found = self._one(node, predicate)
        return found.value if found is not None else ""


_FIELDS = ("id", "text", "blocks", "headline", "published", "authors", "url", "language", "digest")


def _span(iri: str) -> Span:
    start, comma, end = iri.rpartition("#char=")[2].partition(",")
    if not comma or not start.isdecimal() or not end.isdecimal():
        raise GraphError(f"{iri!r} is no span of an article")
    return Span(int(start), int(end))
