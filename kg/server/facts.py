"""What the graph says of one resource, asked in one query, so that it is always of one build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.errors import ExceededError
from kg.graph import Corpus, Iris
from kg.graph.iris import XSD, decode, encode, kg
from kg.graph.reading import Remembered
from kg.model import Evidence, Statement
from kg.server.service import Service

PAGE = 50  # statements of a page
LONGEST = 2_000  # code points of an id
_OF = {
    "entity": "{ ?s rdf:subject %s } UNION { ?s rdf:object %s }",
    "statement": "VALUES ?s { %s }",
    "evidence": "?s kg:evidence %s .",
    "article": "?of kg:article %s . ?s kg:evidence ?of .",
    "quantity": "?s rdf:object %s .",
}
_EITHER = "{ ?s rdf:subject ?near } UNION { ?s rdf:object ?near }"
_NAMED = "FILTER(?p IN (rdf:type, skos:prefLabel, rdfs:label, qudt:numericValue, qudt:unit))"
# Each statement of the page whole: itself, its evidence, their articles, and the names of all that they refer to.
_DESCRIBED = f"""CONSTRUCT {{ ?x ?p ?o }} WHERE {{
  {{ VALUES ?x {{ %(node)s }} ?x ?p ?o }} UNION {{
    {{ SELECT DISTINCT ?s ?relation {{ {{ %(of)s }} ?s rdf:predicate ?relation }}
      ORDER BY ?relation ?s LIMIT %(limit)d OFFSET %(offset)d }}
    {{ ?s ?p ?o BIND(?s AS ?x) }}
    UNION {{ ?s kg:evidence ?x . ?x ?p ?o }}
    UNION {{ ?s kg:evidence ?e . ?e kg:article ?x . ?x ?p ?o }}
    UNION {{ ?s ?link ?x . ?x ?p ?o FILTER(?link != kg:disagreesWith) {_NAMED} }}
    UNION {{ ?s kg:evidence ?e . ?e kg:attributedTo|kg:via ?x . ?x ?p ?o {_NAMED} }}
    UNION {{ ?s kg:evidence ?e . ?e kg:article ?a . ?a schema:publisher ?x . ?x ?p ?o {_NAMED} }}
  }}
}}"""


@dataclass(frozen=True)
class Facts:
    """What is known of a resource.

    Attributes:
        kind, id: It.
        iris: The IRIs of its graph.
        triples: All that was found: its own, and those of a page of the statements about it.
        total: Statements about it.
    """

    kind: str
    id: str
    iris: Iris
    triples: frozenset[ox.Triple] = field(repr=False)
    total: int = 0

    @property
    def node(self) -> ox.NamedNode:
        """Its IRI."""
        return self.iris.resource(self.kind, self.id)

    @cached_property
    def corpus(self) -> Corpus:
        """The values that the triples were made of."""
        # Most articles that mention it are not here: its descriptions are enough.
        described = (t for t in self.triples if t.predicate != kg("mentionedIn"))
        return Remembered(described, self.iris.base).corpus(Corpus)

    @property
    def statements(self) -> list[tuple[Statement, tuple[Evidence, ...]]]:
        """The statements of the page, by relation."""
        return sorted(self.corpus.statements.items(), key=lambda one: (one[0].predicate, one[0].id))

    @cached_property
    def outlets(self) -> dict[str, str]:
        """Id of the entity that published an article, by the article's id."""
        return {g.article.id: g.publisher for g in self.corpus.graphs if g.publisher}

    @cached_property
    def opposed(self) -> dict[str, list[str]]:
        """Ids of the statements that cannot hold beside one, by its id."""
        out: dict[str, list[str]] = {}
        for subject, predicate, value in self.triples:
            if (
                predicate == kg("disagreesWith")
                and isinstance(subject, ox.NamedNode)
                and isinstance(value, ox.NamedNode)
            ):
                one, other = self.iris.id_of(subject, "statement"), self.iris.id_of(value, "statement")
                out.setdefault(one, []).append(other)
        return {one: sorted(others) for one, others in out.items()}


def normal(id_: str) -> str:
    """Return an id as the graph writes it: in NFC."""
    return decode(encode(id_))


async def facts(service: Service, kind: str, id_: str, limit: int = PAGE, offset: int = 0) -> Facts | None:
    """Return what is known of a resource, None where nothing is.

    Args:
        service: The project.
        kind: One of `kg.graph.iris.KINDS`.
        id_: Its id.
        limit: Statements of the page.
        offset: Statements before it.

    Raises:
        ExceededError: It is too much for one answer.
        KgError: As `Service.ask` does.
    """
    if len(id_) > LONGEST:
        return None
    id_, iris = normal(id_), Iris(service.generation().base)
    it = iris.resource(kind, id_)
    of = _OF[kind].replace("%s", str(it))
    found = await service.ask(_DESCRIBED % {"node": it, "of": of, "limit": limit, "offset": offset})
    triples = frozenset(found.triples or ())
    if not any(t.subject == it for t in triples):
        return None
    if found.cut:
        raise ExceededError("there is too much of it for one answer", remedy="ask for less with limit=10")
    counted = await service.ask(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {of} }}")
    return Facts(kind, id_, iris, triples, number(counted.rows[0][0]))


async def around(
    service: Service, ids: Sequence[str], limit: int, offset: int = 0, *, between: bool = False
) -> tuple[Corpus, int]:
    """Return what is said of some entities, a page of it, and how many statements there are.

    Args:
        service: The project.
        ids: Of entities.
        limit: Statements of the page.
        offset: Statements before it.
        between: Whether both ends are to be of these entities.

    Raises:
        ExceededError: It is too much for one answer.
        KgError: As `Service.ask` does.
    """
    iris = Iris(service.generation().base)
    near = " ".join(str(iris.entity(normal(i))) for i in ids)
    of = f"VALUES ?near {{ {near} }} "
    of += f"VALUES ?far {{ {near} }} ?s rdf:subject ?near ; rdf:object ?far ." if between else _EITHER
    found = await service.ask(_DESCRIBED % {"node": near, "of": of, "limit": limit, "offset": offset})
    if found.cut:
        raise ExceededError("there is too much of it for one answer", remedy="ask for less with limit=10")
    counted = await service.ask(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {of} }}")
    known = Facts("entity", "", iris, frozenset(found.triples or ()))
    return known.corpus, number(counted.rows[0][0])


def number(term: object) -> int:
    """Return a count of an answer."""
    return int(term.value) if isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}integer" else 0
