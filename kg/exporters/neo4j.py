"""CSV for Neo4j's importer: relationships in the file, nodes in FILE-nodes.csv beside it, types in the headers.

    neo4j-admin database import full --array-delimiter=U+001F --multiline-fields=true
        --nodes=graph-nodes.csv --relationships=graph.csv

The delimiter of arrays is a character that no name can hold, so no value needs to be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.exporters.table import nodes_path, table
from kg.graph import Corpus, figure, firmest, label
from kg.model import Quantity, plain
from kg.ontology import Ontology

ARRAY = "\x1f"
NODES = (
    *("id:ID", ":LABEL", "label", "names:string[]", "aliases:string[]", "wikidata", "articles:string[]"),
    *("value:double", "unit"),
)
EDGES = (
    *(":START_ID", ":END_ID", ":TYPE", "statement", "modality", "qualifiers:string[]", "date"),
    *("evidences:int", "confidence:double", "modalities:string[]", "attributed_to:string[]", "times:string[]"),
    *("articles:string[]", "sentences:string[]"),
)


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write both files; a class and its ancestors are a node's labels, an entity's or a quantity's."""
    table(path, EDGES, _edges(corpus))
    table(nodes_path(path), NODES, (*_entities(corpus, ontology), *_quantities(corpus)))


def _entities(corpus: Corpus, ontology: Ontology) -> Iterator[tuple[str, ...]]:
    for id_, entity in corpus.entities.items():
        labels = _array(("Entity", *reversed(ontology.ancestors(entity.cls)), entity.cls))
        names, aliases = _array(n.text for n in entity.names), _array(entity.aliases)
        articles = _array(corpus.mentions.get(id_, ()))
        yield f"entity/{id_}", labels, label(entity), names, aliases, entity.wikidata, articles, "", ""


def _quantities(corpus: Corpus) -> Iterator[tuple[str, ...]]:
    found = {s.object.id: s.object for s in corpus.statements if isinstance(s.object, Quantity)}
    for id_, quantity in sorted(found.items()):
        rest = ("", "", "", "", plain(quantity.value), quantity.unit)
        yield f"quantity/{id_}", "Quantity", figure(quantity), *rest


def _edges(corpus: Corpus) -> Iterator[tuple[str, ...]]:
    for statement, evidences in corpus.statements.items():
        target = f"quantity/{statement.object.id}" if isinstance(statement.object, Quantity) else statement.object
        qualifiers = {q.name: q.value for q in statement.qualifiers}
        yield (
            f"entity/{statement.subject}",
            target if isinstance(statement.object, Quantity) else f"entity/{target}",
            statement.predicate,
            statement.id,
            firmest(evidences),
            _array(f"{q.name}={q.value}" for q in statement.qualifiers),
            qualifiers.get("date", ""),
            str(len(evidences)),
            f"{max(e.confidence for e in evidences):.4g}",
            _array(e.modality for e in evidences),
            _array(e.attributed_to for e in evidences if e.attributed_to),
            _array(e.time for e in evidences if e.time),
            _array(e.article for e in evidences),
            _array(e.exact for e in evidences),
        )


def _array(values: Iterable[str]) -> str:
    return ARRAY.join(values)
