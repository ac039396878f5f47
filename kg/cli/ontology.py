"""`kg ontology`: looks after what a graph may say."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import graph_option, ontology_option


@click.group()
def ontology() -> None:
    """Look after the ontology.

    \b
    Example:
      kg ontology check my-ontology/
    """  # noqa: D301 - \b is how click is told to keep lines


@ontology.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folders: tuple[Path, ...]) -> None:
    """Look for mistakes in terms, shapes, lexicon, frames and queries.

    DIR is laid out like ontology/; without one, the ontology that is installed is checked. Each
    mistake is printed with its file and line; the exit code is then 1.

    \b
    Example:
      kg ontology check my-ontology/
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.ontology import data_root  # noqa: PLC0415 - loads RDF
    from kg.ontology.lint import lint  # noqa: PLC0415

    problems = [problem for folder in folders or (data_root(),) for problem in lint(folder)]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("no mistakes found")


@ontology.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs"),
    show_default=True,
    help="Folder for REFERENCE.md and REFERENCE.html.",
)
@graph_option
@ontology_option
def docs(out: Path, graph: Path, folders: tuple[Path, ...]) -> None:
    """Write a reference of all classes, relations and measures.

    REFERENCE.md and REFERENCE.html hold labels and comments in Korean and English, what each relation joins and in
    what units each measure stands, and an example of each from the built graph: statement, sentence, article.

    \b
    Example:
      kg ontology docs --out reference
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.exporters.reference import reference  # noqa: PLC0415 - these load RDF
    from kg.exporters.reference_pages import write  # noqa: PLC0415
    from kg.ontology import load_ontology  # noqa: PLC0415
    from kg.pipeline import load  # noqa: PLC0415

    for path in write(reference(load_ontology(folders), load(graph), folders), out):
        click.echo(str(path))
