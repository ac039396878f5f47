"""A part of a corpus: the statements that a user asks for, each whole, with all that they refer to."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from kg.errors import GraphError
from kg.graph.corpus import Corpus
from kg.graph.finding import find
from kg.graph.literals import dated
from kg.graph.preparing import referred
from kg.model import MODALITIES, ArticleGraph, Entity, Evidence, Statement

C = TypeVar("C", bound=Corpus)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a user asks for; what is empty asks for nothing in particular.

    Attributes:
        entities: Names or ids: statements that can be reached from any of them.
        hops: Within so many steps from one entity to the next.
        articles: Ids: statements that one of them makes.
        relations: Local names of relations or measures: statements of one of them.
        modalities: Statements that an evidence makes so.
        since, until: ISO 8601 days, months or years: statements of that time, both ends included.
    """

    entities: tuple[str, ...] = ()
    hops: int = 1
    articles: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


def select(corpus: C, wanted: Selection) -> C:
    """Return the part of a corpus that is asked for.

    A statement is kept where one of its evidences meets what is asked of article, modality and time; it keeps all of
    its evidences then, and so the articles that these stand in. Its time is its date, else that of the evidence, else
    the day of publication. Entities are kept where a kept statement or article refers to them, with all of their names;
    articles that are asked for, and nothing else, also keep the entities that they merely mention.

    Raises:
        GraphError: A name is unknown, a date is none, or nothing is left.
    """
    if wanted == Selection(hops=wanted.hops):
        return corpus
    starts = {find(corpus, name).id for name in wanted.entities}
    _known("article", wanted.articles, corpus.articles)
    _known("relation or measure of this graph", wanted.relations, sorted({s.predicate for s in corpus.statements}))
    _known("modality", wanted.modalities, MODALITIES)
    kept = {s for s, evidences in corpus.statements.items() if _meets(s, evidences, wanted, corpus)}
    if starts:
        kept = _near(starts, kept, wanted.hops)
    bare = wanted == Selection(hops=wanted.hops, articles=wanted.articles)
    made = _part(corpus, kept, frozenset(wanted.articles if bare else ()))
    if not made.graphs:
        raise GraphError("nothing is selected", remedy="ask for less: each option narrows what the others leave")
    return made


def without(corpus: C, article: str) -> C:
    """Return a corpus without an article, and without the entities that nothing else refers to.

    Args:
        corpus: It.
        article: Id of the article.
    """
    graphs = tuple(g for g in corpus.graphs if g.article.id != article)
    return _closed(corpus, graphs)


def period(text: str) -> tuple[str, str]:
    """Return the first and the last day that an ISO 8601 day, month or year holds.

    >>> period("2024-02"), period("2025")
    (('2024-02-01', '2024-02-29'), ('2025-01-01', '2025-12-31'))
    """
    dated(text)
    year, month, day = [*text.split("-"), "", ""][:3]
    last = day or f"{monthrange(int(year), int(month or 12))[1]:02}"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{last}"


def _known(kind: str, given: Iterable[str], names: Iterable[str]) -> None:
    known = list(names)
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:8]
            raise GraphError(f"{name!r} is no {kind}", remedy=f"there are: {', '.join(near)}")


def _meets(statement: Statement, evidences: Iterable[Evidence], wanted: Selection, corpus: Corpus) -> bool:
    if wanted.relations and statement.predicate not in wanted.relations:
        return False
    return any(
        (not wanted.articles or e.article in wanted.articles)
        and (not wanted.modalities or e.modality in wanted.modalities)
        and _timely(statement, e, wanted, corpus)
        for e in evidences
    )


def _timely(statement: Statement, evidence: Evidence, wanted: Selection, corpus: Corpus) -> bool:
    if not wanted.since and not wanted.until:
        return True
    published = corpus.articles[evidence.article].published
    own = next((q.value for q in statement.qualifiers if q.name == "date"), evidence.time)
    when = own or (published.isoformat() if published else "")
    if not when:
        return False
    first, last = period(when)
    return (not wanted.since or last >= period(wanted.since)[0]) and (
        not wanted.until or first <= period(wanted.until)[1]
    )


def _ends(statement: Statement) -> Iterator[str]:
    yield statement.subject
    if isinstance(statement.object, str):
        yield statement.object
    yield from (q.value for q in statement.qualifiers if q.is_entity)


def _near(starts: set[str], statements: set[Statement], hops: int) -> set[Statement]:
    """Return the statements that a walk of so many steps meets."""
    at: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for id_ in _ends(statement):
            at[id_].append(statement)
    met: set[Statement] = set()
    seen, edge = set(starts), set(starts)
    for _ in range(hops):
        new = {s for id_ in edge for s in at[id_]} - met
        met |= new
        edge = {id_ for s in new for id_ in _ends(s)} - seen
        seen |= edge
    return met


def _part(corpus: C, kept: set[Statement], whole: frozenset[str]) -> C:
    """Return a corpus of some statements; entities keep what all articles together say of their names."""
    graphs = []
    for graph in corpus.graphs:
        claims = tuple(c for c in graph.claims if c.statement in kept)
        if claims or graph.article.id in whole:
            graphs.append(replace(graph, claims=claims))
    needed = {i for g in graphs for i in referred(g)}
    parts = tuple(_mentions(g, corpus.entities, None if g.article.id in whole else needed) for g in graphs)
    return _closed(corpus, parts)


def _closed(corpus: C, parts: tuple[ArticleGraph, ...]) -> C:
    """Return a corpus of some articles, with the entities that they refer to and do not mention."""
    mentioned = {e.id for g in parts for e in g.entities}
    named = {i for g in parts for i in referred(g)} - mentioned
    others = tuple(corpus.entities[i] for i in sorted(named) if i in corpus.entities)
    return replace(corpus, graphs=parts, others=others, failures=())


def _mentions(graph: ArticleGraph, entities: Mapping[str, Entity], needed: set[str] | None) -> ArticleGraph:
    found = tuple(entities[e.id] for e in graph.entities if needed is None or e.id in needed)
    return replace(graph, entities=found)
