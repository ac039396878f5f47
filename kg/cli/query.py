"""`kg query`: SPARQL over the built graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.answering import Asking, parameters
from kg.cli.common import as_typed, graph_option, ontology_option, print_table, visible

if TYPE_CHECKING:
    from kg.ontology.queries import NamedQuery

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("text", metavar="[QUERY]", required=False, callback=as_typed)
@click.argument("given", metavar="[--PARAMETER VALUE]...", nargs=-1, type=click.UNPROCESSED, callback=parameters)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--list", "listed", is_flag=True, help="List the named queries and what they ask.")
@click.option("--explain", is_flag=True, help="Print what is asked, of whom, and how long it takes, not the answer.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=30.0, show_default=True, help="Seconds; then it ends."
)
@click.option(
    "--limit", type=click.IntRange(1), default=100_000, show_default=True, help="Rows, after which it is cut."
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE reach into the network.")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of the built graph.")
@graph_option
@ontology_option
def query(
    text: str | None,
    given: dict[str, list[str]],
    form: str,
    listed: bool,  # noqa: FBT001 - click passes flags so
    graph: Path,
    folders: tuple[Path, ...],
    **options: Any,
) -> None:
    """Ask the built graph in SPARQL.

    QUERY is the name of a query in ontology/queries/, a file, SPARQL itself, or - for standard
    input. The prefixes of the vocabulary need no declaration, nor does entity: for entities. Only queries are
    allowed: nothing is changed, and nothing is fetched.

    A named query may have parameters, such as --entity with any of an entity's names; docs/QUERIES.md lists them, and
    `kg query NAME --explain` shows them in place. One may be given again, for either.

    The store that kg build writes beside the graph is asked where it is of the same build; --graph FILE reads FILE.

    \b
    Examples:
      kg query rumours
      kg query who-says --entity 딥시크
      kg query 'SELECT ?what { entity:nvidia kg:manufactures ?what }' --format csv
      kg query --list
    """  # noqa: D301 - \b is how click is told to keep lines
    if listed:
        print_table(("name", "question", "parameters"), _listed(folders))
        return
    asking = Asking(_chosen(text, folders), given, graph, folders, **options)
    click.echo(asking.answered(form), nl=False)
    for line in asking.remarks:
        click.echo(visible(line), err=True)


def _listed(folders: tuple[Path, ...]) -> list[tuple[str, str, str]]:
    from kg.ontology.loading import data_root  # noqa: PLC0415 - these load the stores
    from kg.ontology.queries import read_query  # noqa: PLC0415
    from kg.query import named_queries  # noqa: PLC0415

    found = {name: read_query(path) for name, path in named_queries([data_root(), *folders]).items()}
    return [(n, q.question, " ".join(f"--{p.name}" for p in q.parameters)) for n, q in sorted(found.items())]


def _chosen(text: str | None, folders: tuple[Path, ...]) -> NamedQuery:
    from kg.ontology.loading import data_root  # noqa: PLC0415 - these load the stores
    from kg.ontology.queries import NamedQuery  # noqa: PLC0415
    from kg.query.named import chosen, named_queries  # noqa: PLC0415

    if text is None or not text.strip():
        raise click.UsageError("no QUERY given. Give SPARQL, a file, or a name from: kg query --list")
    return NamedQuery(Path(), sys.stdin.read()) if text == "-" else chosen(text, named_queries([data_root(), *folders]))
