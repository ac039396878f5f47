"""What a partition or a group writes of the graph: N-Quads, N-Triples, and Parquet where it is wanted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.cluster.job import Job
from kg.cluster.manifest import Part, measured
from kg.cluster.spool import fresh
from kg.exporters import exporter
from kg.exporters.table import nodes_path
from kg.graph import Corpus, sorted_lines
from kg.graph.sorting import in_runs
from kg.model import Article, Entity, Evidence, Statement


@dataclass(frozen=True)
class Rows:
    """As much of a corpus as its tables are made of."""

    entities: Mapping[str, Entity]
    statements: Mapping[Statement, tuple[Evidence, ...]] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rdf(job: Job, name: str, quads: Iterable[ox.Quad]) -> list[Part]:
    """Write quads of named graphs, and the same without their graphs, each line once and sorted by its bytes.

    Raises:
        OSError: There is no room for them.
    """
    quads_part = _lines(job, f"{name}.nq", "nquads", sorted_lines(quads, ox.RdfFormat.N_QUADS, job.work))
    with (job.parts / quads_part.path).open("rb") as file:
        triples = (line.rsplit(b" ", 2)[0] + b" ." for line in file)  # the graph stands last, and has no spaces
        lines = (line + b"\n" for line in in_runs(triples, job.work))
        return [quads_part, _lines(job, f"{name}.nt", "ntriples", lines)]


def _lines(job: Job, name: str, kind: str, lines: Iterable[bytes]) -> Part:
    path, count = job.parts / name, 0
    with fresh(path) as file:
        for line in lines:
            file.write(line)
            count += 1
    return measured(path, kind, count)


def table(job: Job, name: str, kind: str, rows: Rows, count: int) -> list[Part]:
    """Write one of the two tables of Parquet, where that is wanted.

    Args:
        job: The build.
        name: What the file is called, without its ending.
        kind: "edges" or "nodes".
        rows: What they are made of.
        count: How many there are.

    Raises:
        GraphError: pyarrow is not installed on this worker.
        OSError: There is no room for it.
    """
    if not job.parquet:
        return []
    path = job.parts / f"{name}.parquet"
    with tempfile.TemporaryDirectory(dir=job.work) as folder, fresh(path) as file:
        made = Path(folder, "table.parquet")
        exporter("parquet")(cast("Corpus", rows), made, ontology=job.ontology)
        file.write((nodes_path(made) if kind == "nodes" else made).read_bytes())
    return [measured(path, "parquet", count)]
