"""`kg export`: the built graph in another format."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from kg.cli.common import graph_option, ontology_option


@click.command()
@click.option("--format", "form", required=True, help="turtle, nquads, jsonld, graphml, csv, html, or a plug-in's.")
@click.option("-o", "--out", metavar="FILE", default="-", help="Where to; - (the default) is standard output.")
@graph_option
@ontology_option
def export(form: str, out: str, graph: Path, folders: tuple[Path, ...]) -> None:
    """Write the built graph in another format.

    csv writes a row for each evidence into FILE, and a row for each entity into FILE-nodes.csv beside it
    (on standard output: the evidences alone).

    \b
    Examples:
      kg export --format csv -o outputs/graph.csv
      kg export --format jsonld | jq .
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.exporters import SUFFIXES, exporter, write_files  # noqa: PLC0415 - these load the stores
    from kg.ontology import load_ontology  # noqa: PLC0415
    from kg.pipeline import load  # noqa: PLC0415

    write, corpus, terms = exporter(form), load(graph), load_ontology(folders)
    if out != "-":
        write_files(write, corpus, Path(out), ontology=terms)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{SUFFIXES.get(form, '')}"
        write(corpus, path, ontology=terms)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
