"""Parquet: the tables of CSV with their types, for pandas, Polars, DuckDB and Spark. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.exporters.table import EDGES, NODES, edges, nodes, nodes_path
from kg.graph import Corpus
from kg.ontology import Ontology

REMEDY = "install it with: pip install 'newskg[parquet]'"
WHOLE, PART, DAY = frozenset(("start", "end")), frozenset(("confidence", "number")), frozenset(("published",))


def write(corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write a row for each evidence into the file, and a row for each entity into FILE-nodes.parquet beside it.

    What CSV leaves empty is null. `value` is the exact decimal as text, `number` the same as a double.

    Raises:
        GraphError: pyarrow is not installed.
    """
    del ontology
    _table(path, (*EDGES, "number"), ((*row, row[EDGES.index("value")]) for row in edges(corpus)))
    _table(nodes_path(path), NODES, nodes(corpus))


def _table(path: Path, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow, which is not installed", remedy=REMEDY) from error
    types = {**dict.fromkeys(WHOLE, pa.int64()), **dict.fromkeys(PART, pa.float64()), **dict.fromkeys(DAY, pa.date32())}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in names])
    columns = zip(*rows, strict=True)
    filled = {name: list(_typed(name, column)) for name, column in zip(names, columns, strict=False)}
    made = pa.table(filled or {name: [] for name in names}, schema=schema)
    parquet.write_table(made, path, compression="zstd")


def _typed(name: str, column: Iterable[str]) -> Iterator[Any]:
    kind: Any = int if name in WHOLE else _double if name in PART else date.fromisoformat if name in DAY else str
    for value in column:
        yield kind(value) if value else None


def _double(text: str) -> float:
    return float(Decimal(text))
