"""CSV: a row for each evidence in the file, and a row for each entity in FILE-nodes.csv beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.graph import Corpus, label
from kg.model import Evidence, Quantity, Statement, plain
from kg.ontology import Ontology

SEPARATOR = " | "
EDGES = (
    *("statement", "subject", "subject_label", "relation", "object", "object_label", "value", "unit", "qualifiers"),
    *("modality", "attributed_to", "via", "time", "confidence", "article", "published", "outlet"),
    *("sentence", "start", "end"),
)
NODES = ("id", "label", "class", "names", "aliases", "wikidata", "articles")


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write both files in UTF-8, RFC 4180; several values of one field are parted by " | "."""
    del ontology
    table(path, EDGES, edges(corpus))
    table(nodes_path(path), NODES, nodes(corpus))


def nodes_path(path: Path) -> Path:
    """Return the file of the entities that goes with a file of statements.

    >>> nodes_path(Path("out/graph.csv")).as_posix()
    'out/graph-nodes.csv'
    """
    return path.with_name(f"{path.stem}-nodes{path.suffix}")


def table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a file of CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def nodes(corpus: Corpus) -> Iterator[Sequence[str]]:
    """Yield the rows of entities."""
    for id_, entity in corpus.entities.items():
        names = SEPARATOR.join(f"{n.text}@{n.language}" for n in entity.names)
        articles = SEPARATOR.join(corpus.mentions.get(id_, ()))
        aliases = SEPARATOR.join(entity.aliases)
        yield id_, label(entity), entity.cls, names, aliases, entity.wikidata, articles


def edges(corpus: Corpus) -> Iterator[Sequence[str]]:
    """Yield the rows of evidences."""
    for statement, evidences in corpus.statements.items():
        for evidence in evidences:
            yield (*_claim(statement, corpus), *_voice(evidence, corpus))


def _claim(statement: Statement, corpus: Corpus) -> Iterator[str]:
    yield from (statement.id, statement.subject, _label(statement.subject, corpus), statement.predicate)
    if isinstance(statement.object, Quantity):
        yield from ("", "", plain(statement.object.value), statement.object.unit)
    else:
        yield from (statement.object, _label(statement.object, corpus), "", "")
    yield SEPARATOR.join(f"{q.name}={q.value}" for q in statement.qualifiers)


def _voice(evidence: Evidence, corpus: Corpus) -> Iterator[str]:
    article = corpus.articles[evidence.article]
    yield from (evidence.modality, evidence.attributed_to, SEPARATOR.join(evidence.via), evidence.time)
    yield from (f"{evidence.confidence:.4g}", evidence.article)
    yield from (article.published.isoformat() if article.published else "", article.publisher)
    yield from (evidence.exact, str(evidence.span.start), str(evidence.span.end))


def _label(id_: str, corpus: Corpus) -> str:
    return label(corpus.entities[id_]) if id_ in corpus.entities else id_
