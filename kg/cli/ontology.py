"""`kg ontology`: looks after what a graph may say."""

from __future__ import annotations

from pathlib import Path

import click


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
    from kg.ontology import data_root, lint  # noqa: PLC0415 - loads RDF

    problems = [problem for folder in folders or (data_root(),) for problem in lint(folder)]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("no mistakes found")
