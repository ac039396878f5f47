"""One article's graph -> triples: the RDF modelling decision, in one place and by the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.graph.iris import OA, QUDT, RDF, RDFS, SCHEMA, UNIT, Iris, encode, kg, term
from kg.graph.literals import dated, decimal, integer, string, tagged
from kg.model import ANONYMOUS, Article, ArticleGraph, Evidence, Quantity, Statement

TYPE = term(RDF, "type")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")
UNNAMED = (("ko", "익명"), ("en", "anonymous"))  # how queries show a source that is not named, as newskg.ttl has it
Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]


def article_triples(graph: ArticleGraph, iris: Iris, units: Mapping[str, str]) -> set[ox.Triple]:
    """Return all that one article says, its entities' own descriptions apart.

    Args:
        graph: The article's graph, as `prepared` leaves it.
        iris: The IRIs of resources.
        units: Local name of a unit to its IRI.

    Raises:
        GraphError: A date is no date.
    """
    article = iris.article(graph.article.id)
    out = {ox.Triple(article, p, o) for p, o in _metadata(graph.article)}
    if graph.publisher:
        out.add(ox.Triple(article, term(SCHEMA, "publisher"), iris.entity(graph.publisher)))
    out |= {ox.Triple(iris.entity(e.id), kg("mentionedIn"), article) for e in graph.entities}
    for statement, evidence in graph.claims:
        out.update(_statement(statement, iris, units))
        node = iris.evidence(evidence.id_for(statement))
        out.add(ox.Triple(iris.statement(statement.id), kg("evidence"), node))
        out |= {ox.Triple(node, p, o) for p, o in _evidence(evidence, iris)}
        if ANONYMOUS in (evidence.attributed_to, *evidence.via):
            out |= {ox.Triple(kg(ANONYMOUS), term(RDFS, "label"), tagged(text, lang)) for lang, text in UNNAMED}
        if evidence.modality == "asserted" and not isinstance(statement.object, Quantity):
            out.add(_direct(statement, statement.object, iris))
    return out


def _metadata(article: Article) -> Iterator[Pair]:
    yield TYPE, term(SCHEMA, "NewsArticle")
    yield term(SCHEMA, "identifier"), string(article.id)
    yield kg("sha256"), string(article.sha256)
    yield term(SCHEMA, "inLanguage"), string(article.language)
    if article.headline:
        yield term(SCHEMA, "headline"), tagged(article.headline, article.language)
    if article.published:
        yield term(SCHEMA, "datePublished"), dated(article.published.isoformat())
    for author in article.authors:
        yield term(SCHEMA, "author"), string(author)
    url = _url(article.url)
    if url:
        yield term(SCHEMA, "url"), url


def _url(text: str) -> ox.NamedNode | None:
    """Return an address of the web, or None: what a page states as its address may be anything."""
    try:
        return ox.NamedNode(text) if _URL.match(text) else None
    except ValueError:
        return None


def _statement(statement: Statement, iris: Iris, units: Mapping[str, str]) -> Iterator[ox.Triple]:
    node = iris.statement(statement.id)
    yield ox.Triple(node, TYPE, kg("Statement"))
    yield ox.Triple(node, term(RDF, "subject"), iris.entity(statement.subject))
    yield ox.Triple(node, term(RDF, "predicate"), kg(statement.predicate))
    if isinstance(statement.object, Quantity):
        quantity = iris.quantity(statement.object)
        yield ox.Triple(node, term(RDF, "object"), quantity)
        yield from _quantity(statement.object, quantity, units)
    else:
        yield ox.Triple(node, term(RDF, "object"), iris.entity(statement.object))
    for name, value, is_entity in statement.qualifiers:
        if is_entity:
            yield ox.Triple(node, kg(name), iris.entity(value))
        else:
            yield ox.Triple(node, kg(name), dated(value) if name == "date" else string(value))


def _quantity(quantity: Quantity, node: ox.NamedNode, units: Mapping[str, str]) -> Iterator[ox.Triple]:
    yield ox.Triple(node, TYPE, term(QUDT, "QuantityValue"))
    yield ox.Triple(node, term(QUDT, "numericValue"), decimal(quantity.value))
    yield ox.Triple(node, term(QUDT, "unit"), ox.NamedNode(units.get(quantity.unit, UNIT + encode(quantity.unit))))


def _evidence(evidence: Evidence, iris: Iris) -> Iterator[Pair]:
    yield TYPE, kg("Evidence")
    yield kg("article"), iris.article(evidence.article)
    yield term(OA, "exact"), ox.Literal(evidence.exact, language="ko")  # verbatim: the quote is not ours to clean
    yield term(OA, "start"), integer(evidence.span.start)
    yield term(OA, "end"), integer(evidence.span.end)
    yield kg("subjectSpan"), iris.span(evidence.article, evidence.subject)
    yield kg("objectSpan"), iris.span(evidence.article, evidence.object)
    yield kg("triggerSpan"), iris.span(evidence.article, evidence.trigger)
    yield kg("modality"), kg(evidence.modality)
    if evidence.attributed_to:
        yield kg("attributedTo"), _speaker(evidence.attributed_to, iris)
    for link in evidence.via:
        yield kg("via"), _speaker(link, iris)
    yield kg("extractor"), string(evidence.extractor)
    yield kg("confidence"), decimal(evidence.confidence)
    if evidence.time:
        yield kg("time"), dated(evidence.time)


def _speaker(id_: str, iris: Iris) -> ox.NamedNode:
    return kg(ANONYMOUS) if id_ == ANONYMOUS else iris.entity(id_)


def _direct(statement: Statement, object_: str, iris: Iris) -> ox.Triple:
    return ox.Triple(iris.entity(statement.subject), kg(statement.predicate), iris.entity(object_))
