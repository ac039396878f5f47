"""`kg import`: an exported graph, back into a project's folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import counted, ontology_option


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder for graph.ttl, graph.html, report.json and store/.",
)
@ontology_option
def import_(file: Path, out: Path, folders: tuple[Path, ...]) -> None:
    """Take back a graph that newskg exported.

    FILE is Turtle, or another format of RDF 1.1 that `kg export` writes. It is held against every rule first: a graph
    that breaks one, or that holds anything that newskg would not write, is refused with its line. What is
    imported and exported again has the same bytes.

    \b
    Example:
      kg import deepseek.ttl --out outputs/deepseek
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.importing import read  # noqa: PLC0415 - these load the stores
    from kg.ontology import load_ontology  # noqa: PLC0415
    from kg.pipeline import write  # noqa: PLC0415

    terms = load_ontology(folders)
    corpus = read(file, terms)
    write(corpus, out, terms)
    counts = corpus.counts()
    said = counted(counts["statements"], "statement"), counted(counts["evidences"], "evidence")
    click.echo(f"{counted(counts['articles'], 'article')}, {' with '.join(said)}")
    click.echo(f"graph  {out / 'graph.ttl'}")
