"""`kg export`: the built graph in another format."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import graph_option, ontology_option
from kg.cli.selecting import constructed, part, selection_options

if TYPE_CHECKING:
    from kg.exporters import Exporter
    from kg.graph import Triples
    from kg.ontology import Ontology
    from kg.pipeline import Corpus


@click.command()
@click.option("--format", "form", required=True, help="One of those below, or a plug-in's.")
@click.option("--rdf12", is_flag=True, help="With turtle: RDF 1.2, statements as reifiers and annotations.")
@click.option(
    "--construct", metavar="QUERY", default="", help="What this CONSTRUCT makes, a file or SPARQL; RDF formats."
)
@click.option("-o", "--out", metavar="FILE", default="-", help="Where to; - (the default) is standard output.")
@graph_option
@ontology_option
@selection_options
def export(
    form: str,
    rdf12: bool,  # noqa: FBT001 - click passes flags so
    construct: str,
    out: str,
    graph: Path,
    folders: tuple[Path, ...],
    **chosen: Any,
) -> None:
    """Write the built graph, or a part of it, in another format.

    Formats: turtle, turtle12 (RDF 1.2), ntriples, nquads, trig, jsonld; graphml, gexf (Gephi); csv, neo4j, parquet;
    html; inferred (what follows from the graph, by itself). csv writes a row for each evidence into FILE, and a row
    for each entity into FILE-nodes.csv beside it (on standard output: the evidences alone). neo4j and parquet, which
    needs pyarrow, do the same in their own way.

    Each option that selects narrows what the others leave. What is selected stays whole: a statement with all of
    its evidences, their articles, and the entities that they name with their labels.

    \b
    Examples:
      kg export --format csv -o outputs/graph.csv
      kg export --format jsonld | jq .
      kg export --format turtle --rdf12
      kg export --format gexf --entity 딥시크 --hops 2 -o deepseek.gexf
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.ontology import load_ontology  # noqa: PLC0415 - these load the stores
    from kg.pipeline import load  # noqa: PLC0415

    write, terms = _chosen(form, rdf12=rdf12, out=out), load_ontology(folders)
    corpus = part(load(graph), chosen)
    _written(write, constructed(corpus, construct, form, terms) if construct else corpus, Path(out), form, terms)


def _chosen(form: str, *, rdf12: bool, out: str) -> Exporter:
    """Return the exporter of a format, or say what cannot be had."""
    from kg.exporters import BINARY, exporter  # noqa: PLC0415 - loads the stores

    if rdf12 and form not in ("turtle", "turtle12"):
        raise click.UsageError(f"--rdf12 is for --format turtle; {form} has RDF 1.1 or no RDF at all")
    if form in BINARY and out == "-":
        raise click.UsageError(f"{form} is no text: say where to with -o FILE")
    return exporter("turtle12" if rdf12 else form)


def _written(write: Any, corpus: Corpus | Triples, out: Path, form: str, terms: Ontology) -> None:
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
