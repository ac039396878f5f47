"""`kg query`: SPARQL over the built graph."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import as_typed, graph_option, ontology_option, print_table

if TYPE_CHECKING:
    from kg.stores import Answer, Term

TRIPLE = ("subject", "predicate", "object")


@click.command()
@click.argument("text", metavar="[QUERY]", required=False, callback=as_typed)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--list", "listed", is_flag=True, help="List the named queries and what they ask.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True, help="Seconds.")
@graph_option
@ontology_option
def query(
    text: str | None,
    form: str,
    listed: bool,  # noqa: FBT001 - click passes flags so
    timeout: float,
    graph: Path,
    folders: tuple[Path, ...],
) -> None:
    """Ask the built graph in SPARQL.

    QUERY is the name of a query in ontology/queries/, a file, SPARQL itself, or - for standard
    input. The prefixes of the vocabulary need no declaration, nor does entity: for entities. Only queries are
    allowed: nothing is changed, and nothing is fetched.

    \b
    Examples:
      kg query rumours
      kg query 'SELECT ?what { entity:nvidia kg:manufactures ?what }' --format csv
      kg query --list
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.ontology import data_root  # noqa: PLC0415 - these load the stores
    from kg.query import named_queries, query_text, question  # noqa: PLC0415

    named = named_queries([data_root(), *folders])
    if listed:
        print_table(("name", "question"), [(name, question(path)) for name, path in named.items()])
        return
    if text is None:
        raise click.UsageError("no QUERY given. Give SPARQL, a file, or a name from: kg query --list")
    sparql = sys.stdin.read() if text == "-" else query_text(text, named)
    answer, prefixes = _asked(sparql, graph, timeout)
    PRINTERS[form](answer, prefixes)


def _asked(sparql: str, graph: Path, timeout: float) -> tuple[Answer, dict[str, str]]:
    from kg.graph import base_of, prefixes  # noqa: PLC0415
    from kg.query import ask  # noqa: PLC0415
    from kg.stores import open_store  # noqa: PLC0415

    store = open_store("oxigraph")
    store.load(graph)
    names = prefixes(base_of(q.triple for q in store.quads()))
    return ask(store, sparql, names, timeout=timeout), names


def _rows(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    if answer.triples is not None:
        return TRIPLE, tuple((t.subject, t.predicate, t.object) for t in answer.triples)
    return answer.variables, answer.rows


def _print_table(answer: Answer, prefixes: dict[str, str]) -> None:
    if answer.truth is not None:
        click.echo("yes" if answer.truth else "no")
        return
    if answer.triples is not None:
        from kg.graph import turtle  # noqa: PLC0415

        click.echo(turtle(answer.triples, prefixes).decode(), nl=False)
        return
    print_table(answer.variables, ([_short(term, prefixes) for term in row] for row in answer.rows))
    click.echo(f"{len(answer.rows)} rows", err=True)


def _print_csv(answer: Answer, prefixes: dict[str, str]) -> None:
    del prefixes
    writer = csv.writer(sys.stdout)
    if answer.truth is not None:
        writer.writerows([["truth"], [str(answer.truth).lower()]])
        return
    header, rows = _rows(answer)
    writer.writerow(header)
    writer.writerows(["" if term is None else term.value for term in row] for row in rows)


def _print_json(answer: Answer, prefixes: dict[str, str]) -> None:
    """Print the W3C's SPARQL 1.1 Query Results JSON Format."""
    del prefixes
    if answer.truth is not None:
        found: dict[str, Any] = {"head": {}, "boolean": answer.truth}
    else:
        header, rows = _rows(answer)
        bindings = [{v: _json(t) for v, t in zip(header, row, strict=True) if t is not None} for row in rows]
        found = {"head": {"vars": list(header)}, "results": {"bindings": bindings}}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _json(term: Any) -> dict[str, str]:
    kind = {"NamedNode": "uri", "BlankNode": "bnode"}.get(type(term).__name__, "literal")
    out = {"type": kind, "value": term.value}
    if kind == "literal" and term.language:
        out["xml:lang"] = term.language
    elif kind == "literal" and not term.datatype.value.endswith("#string"):
        out["datatype"] = term.datatype.value
    return out


def _short(term: Term | None, prefixes: dict[str, str]) -> str:
    """Write a term for people: no quotes, and IRIs with their prefixes."""
    if term is None:
        return ""
    if type(term).__name__ != "NamedNode":
        return term.value
    fitting = [(len(iri), name) for name, iri in prefixes.items() if term.value.startswith(iri)]
    return f"{max(fitting)[1]}:{term.value[max(fitting)[0] :]}" if fitting else term.value


PRINTERS = {"table": _print_table, "csv": _print_csv, "json": _print_json}
