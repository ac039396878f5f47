"""`kg export`: the built graph in another format."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, ontology_option

if TYPE_CHECKING:
    from kg.exporters import Exporter
    from kg.ontology import Ontology
    from kg.pipeline import Corpus


@click.command()
@click.option("--format", "form", required=True, help="One of those below, or a plug-in's.")
@click.option("--rdf12", is_flag=True, help="With turtle: RDF 1.2, statements as reifiers and annotations.")
@click.option("-o", "--out", metavar="FILE", default="-", help="Where to; - (the default) is standard output.")
@graph_option
@ontology_option
def export(form: str, rdf12: bool, out: str, graph: Path, folders: tuple[Path, ...]) -> None:  # noqa: FBT001 - click
    """Write the built graph in another format.

    Formats: turtle, turtle12 (RDF 1.2), ntriples, nquads, trig, jsonld; graphml, gexf (Gephi); csv, neo4j, parquet;
    html. csv writes a row for each evidence into FILE, and a row for each entity into FILE-nodes.csv beside it (on
    standard output: the evidences alone). neo4j and parquet, which needs pyarrow, do the same in their own way.

    \b
    Examples:
      kg export --format csv -o outputs/graph.csv
      kg export --format jsonld | jq .
      kg export --format turtle --rdf12
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.ontology import load_ontology  # noqa: PLC0415 - these load the stores
    from kg.pipeline import load  # noqa: PLC0415

    write, terms = _chosen(form, rdf12=rdf12, out=out), load_ontology(folders)
    _written(write, load(graph), Path(out), form, terms)


def _chosen(form: str, *, rdf12: bool, out: str) -> Exporter:
    """Return the exporter of a format, or say what cannot be had."""
    from kg.exporters import BINARY, exporter  # noqa: PLC0415 - loads the stores

    if rdf12 and form not in ("turtle", "turtle12"):
        raise click.UsageError(f"--rdf12 is for --format turtle; {form} has RDF 1.1 or no RDF at all")
    if form in BINARY and out == "-":
        raise click.UsageError(f"{form} is no text: say where to with -o FILE")
    return exporter("turtle12" if rdf12 else form)


def _written(write: Exporter, corpus: Corpus, out: Path, form: str, terms: Ontology) -> None:
    """Write a file, or to standard output."""
    from kg.exporters import SUFFIXES, write_files  # noqa: PLC0415 - loads the stores

    if str(out) != "-":
        write_files(write, corpus, out, ontology=terms)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{SUFFIXES.get(form, '')}"
        write(corpus, path, ontology=terms)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
