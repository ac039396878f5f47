"""The options by which `kg export` takes a part of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.common import as_typed

if TYPE_CHECKING:
    from kg.graph import Triples
    from kg.ontology import Ontology
    from kg.pipeline import Corpus

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--entity",
        "entities",
        metavar="NAME",
        multiple=True,
        callback=lambda context, parameter, values: tuple(as_typed(context, parameter, v) for v in values),
        help="Statements about it; again for more.",
    ),
    click.option(
        "--hops",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        help="With --entity: and about what those name, so many steps.",
    ),
    click.option("--article", "articles", metavar="ID", multiple=True, help="Statements that it makes."),
    click.option("--relation", "relations", metavar="NAME", multiple=True, help="Statements of a relation or measure."),
    click.option("--modality", "modalities", metavar="NAME", multiple=True, help="Statements made so: claimed ..."),
    click.option("--since", metavar="DATE", default="", help="Statements of that day, month or year, or later."),
    click.option("--until", metavar="DATE", default="", help="Statements of that day, month or year, or earlier."),
)


def selection_options(command: F) -> F:
    """Give a command the options; it gets them as the keywords that `Selection` has."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def part(corpus: Corpus, chosen: dict[str, Any]) -> Corpus:
    """Return what the options choose of a corpus."""
    from kg.graph import Selection, select  # noqa: PLC0415 - loads RDF

    return select(corpus, Selection(**chosen))


def constructed(corpus: Corpus, given: str, form: str, terms: Ontology) -> Triples:
    """Return the triples that a CONSTRUCT makes of a corpus.

    Args:
        corpus: What to ask.
        given: SPARQL, a file of it, or the name of a named query.
        form: The format that is to be written.
        terms: Its named queries.
    """
    from kg.errors import QueryError  # noqa: PLC0415 - these load RDF
    from kg.exporters import RDF  # noqa: PLC0415
    from kg.graph import Triples  # noqa: PLC0415
    from kg.query import query_text  # noqa: PLC0415

    if form not in RDF:
        raise click.UsageError(f"--construct makes triples, which {form} does not hold: {', '.join(sorted(RDF))}")
    found = corpus.query(query_text(given, terms.queries)).triples
    if found is None:
        raise QueryError("makes no triples", where="--construct", remedy="begin it with CONSTRUCT or DESCRIBE")
    return Triples(frozenset(found), corpus.base)
