"""Articles, the newest first, and what they mention."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import Iris
from kg.server.facts import number
from kg.server.models import ArticleOut, Ref
from kg.server.near import named
from kg.server.service import Service
from kg.server.views import ref

_ARTICLES = """SELECT ?a ?headline ?day ?outlet ?author ?url {
  { SELECT ?a ?day { %s ?a a schema:NewsArticle . OPTIONAL { ?a schema:datePublished ?day } }
    ORDER BY DESC(?day) STR(?a) LIMIT %d OFFSET %d }
  OPTIONAL { ?a schema:headline ?headline } OPTIONAL { ?a schema:publisher ?outlet }
  OPTIONAL { ?a schema:author ?author } OPTIONAL { ?a schema:url ?url }
} ORDER BY DESC(?day) STR(?a)"""
LISTED = 30  # articles of an entity, entities of a search, on a page
MENTIONED = 1000  # entities that are listed of an article


async def articles(service: Service, limit: int, offset: int = 0, mentioning: str = "") -> tuple[list[ArticleOut], int]:
    """Return articles, the newest first, and how many there are.

    Args:
        service: The project.
        limit: How many to return.
        offset: How many to leave out before.
        mentioning: Id of an entity that they mention; any where there is none.

    Raises:
        KgError: As `Service.ask` does.
    """
    iris = Iris(service.generation().base)
    pattern = f"{iris.entity(mentioning)} kg:mentionedIn ?a ." if mentioning else ""
    found = await service.ask(_ARTICLES % (pattern, limit, offset))
    counted = await service.ask(f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {pattern} ?a a schema:NewsArticle }}")
    nodes = {row[3] for row in found.rows if isinstance(row[3], ox.NamedNode)}
    outlets = await named(service, (iris.id_of(n, "entity") for n in nodes))
    out: dict[str, ArticleOut] = {}
    for a, headline, day, outlet, author, url in found.rows:
        if not isinstance(a, ox.NamedNode):
            continue
        publisher = iris.id_of(outlet, "entity") if isinstance(outlet, ox.NamedNode) else ""
        one = ArticleOut(
            id=iris.id_of(a, "article"),
            iri=a.value,
            headline=_text(headline),
            published=_text(day),
            outlet=ref(outlets[publisher], iris) if publisher else None,
            url=_text(url),
        )
        authors = out.setdefault(a.value, one).authors
        if author is not None and _text(author) not in authors:
            authors.append(_text(author))
    return list(out.values()), number(counted.rows[0][0])


async def mentioned(service: Service, article: str) -> list[Ref]:
    """Return the entities that an article mentions, by name.

    Raises:
        KgError: As `Service.ask` does.
    """
    iris = Iris(service.generation().base)
    found = await service.ask(f"SELECT DISTINCT ?x {{ ?x kg:mentionedIn {iris.article(article)} }}", rows=MENTIONED)
    ids = (iris.id_of(row[0], "entity") for row in found.rows if isinstance(row[0], ox.NamedNode))
    return sorted((ref(e, iris) for e in (await named(service, ids)).values()), key=lambda r: (r.label, r.id))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""
