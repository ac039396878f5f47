"""Writes the index of a build: SQLite with FTS5, the same bytes for the same graph and version of SQLite."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import GraphError
from kg.graph.joining import lean
from kg.graph.literals import clean, tagged
from kg.graph.resolving import language_of
from kg.model import Article, ArticleGraph, Entity
from kg.naming import fold
from kg.search.text import folded, initials, pairs

if TYPE_CHECKING:
    from kg.graph.corpus import Corpus

NAME = "search.sqlite"  # in the folder of a generation
VERSION = 1  # of its tables; another one is not read
_SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
PRAGMA user_version = {VERSION};
CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT, class TEXT, wikidata TEXT, articles INTEGER);
CREATE TABLE name (n INTEGER PRIMARY KEY, entity INTEGER, text TEXT, language TEXT, label INTEGER, folded TEXT);
CREATE TABLE article (n INTEGER PRIMARY KEY, id TEXT, headline TEXT, published TEXT, outlet TEXT);
CREATE TABLE sentence (
  n INTEGER PRIMARY KEY, article INTEGER, first INTEGER, last INTEGER, text TEXT, statements TEXT);
CREATE VIRTUAL TABLE names USING fts5(pairs, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE sentences USING fts5(pairs, content='', columnsize=0, detail=none, tokenize='ascii');
"""
_INDEXES = """
CREATE INDEX entity_id ON entity (id);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_entity ON name (entity);
"""


class Said(NamedTuple):
    """A sentence that is evidence.

    Attributes:
        article: Id.
        start, end: Code points of the article's source, half-open.
        text: The sentence.
        statements: Ids of what it says.
    """

    article: str
    start: int
    end: int
    text: str
    statements: tuple[str, ...]


def write(path: Path, corpus: Corpus) -> None:
    """Write the index of a corpus to a new file.

    Raises:
        GraphError: The file cannot be written.
    """
    outlets: dict[str, str] = {}
    articles: list[Article] = []
    place: dict[str, int] = {}
    for number, graph in enumerate(lean(corpus.graphs)):
        articles.append(replace(graph.article, text="", blocks=()))  # all of them are in memory at one time
        outlets[graph.article.id] = graph.publisher
        place[graph.article.id] = number

    def said(article: str) -> Iterable[Said]:
        return _said(corpus.graphs[place[article]])

    _written(path, corpus.entities.values(), corpus.mentioned, articles, outlets, said)


def written(
    path: Path,
    entities: Iterable[Entity],
    counts: Mapping[str, int],
    articles: Iterable[Article],
    outlets: Mapping[str, str],
    sentences: Iterable[Said],
) -> None:
    """Write an index to a new file.

    Args:
        path: The file.
        entities: What there is, in any order.
        counts: Articles that mention an entity, by its id.
        articles: Those of the sentences.
        outlets: Id of the entity that published an article, by the article's id.
        sentences: Each place once.

    Raises:
        GraphError: The file cannot be written.
    """
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for said in sentences:
        found[said.article].append(said)
    _written(path, entities, counts, articles, outlets, lambda article: found[article])


def _written(
    path: Path,
    entities: Iterable[Entity],
    counts: Mapping[str, int],
    articles: Iterable[Article],
    outlets: Mapping[str, str],
    said: Callable[[str], Iterable[Said]],
) -> None:
    """Write an index; the sentences of an article are asked for one article at a time."""
    newest = sorted(articles, key=lambda a: (-a.published.toordinal() if a.published else 1, a.id))
    known = sorted(entities, key=lambda e: (-counts.get(e.id, 0), e.id))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.executescript(_SCHEMA)
            base.execute("BEGIN")
            _entities(base, known, counts)
            rows = ((n, a.id, clean(a.headline), _day(a), outlets.get(a.id, "")) for n, a in enumerate(newest, 1))
            base.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", rows)
            _sentences(base, newest, said)
            base.execute("COMMIT")
            base.executescript(_INDEXES)
    except (sqlite3.Error, OSError) as error:
        raise GraphError(f"cannot be written as an index: {error}", where=str(path)) from error


def _entities(base: sqlite3.Connection, known: list[Entity], counts: Mapping[str, int]) -> None:
    rows = ((n, e.id, e.cls, e.wikidata, counts.get(e.id, 0)) for n, e in enumerate(known, 1))
    base.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", rows)
    names = [(n, *name, fold(name[0])) for n, e in enumerate(known, 1) for name in _names(e)]
    base.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", ((k, *row) for k, row in enumerate(names, 1)))
    cut = ((k, pairs(f"{row[-1]} {initials(row[-1])}")) for k, row in enumerate(names, 1))
    base.executemany("INSERT INTO names (rowid, pairs) VALUES (?, ?)", cut)


def _names(entity: Entity) -> Iterator[tuple[str, str, int]]:
    """Yield what the graph calls an entity, by `kg.graph.resolving.entity_triples`: text, language, whether a label."""
    for text, language in entity.names:
        yield clean(text), tagged("", language).language or "", 1
    for text in entity.aliases:
        yield clean(text), language_of(text), 0


def _sentences(base: sqlite3.Connection, newest: list[Article], said: Callable[[str], Iterable[Said]]) -> None:
    places = ((n, s) for n, a in enumerate(newest, 1) for s in sorted(said(a.id), key=lambda s: (s.start, s.end, s)))
    rows = ((k, n, s.start, s.end, clean(s.text), " ".join(s.statements)) for k, (n, s) in enumerate(places, 1))
    base.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)", rows)
    texts = base.execute("SELECT n, text FROM sentence ORDER BY n")
    cut = ((k, pairs(folded(text))) for k, text in texts)
    base.executemany("INSERT INTO sentences (rowid, pairs) VALUES (?, ?)", cut)


def _said(graph: ArticleGraph) -> Iterator[Said]:
    found: defaultdict[tuple[str, int, int, str], set[str]] = defaultdict(set)
    for statement, evidence in graph.claims:
        found[evidence.article, *evidence.span, evidence.exact].add(statement.id)
    return (Said(*key, tuple(sorted(ids))) for key, ids in found.items())


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else ""
