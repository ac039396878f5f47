"""`kg validate`: SHACL over the built graph."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from kg.cli.common import graph_option, ontology_option, visible

SHOWN = 10  # of what breaks one rule


@click.command()
@graph_option
@ontology_option
def validate(graph: Path, folders: tuple[Path, ...]) -> None:
    """Check the built graph against the shapes (SHACL).

    The shapes are those of ontology/, by pyshacl; with them go the rules that SHACL does not have. A build
    holds itself against the same rules before it writes. Prints each rule that is broken with what breaks
    it; the exit code is then 1. With --ontology DIR the terms of DIR are known too.

    \b
    Example:
      kg validate --graph outputs/graph.ttl
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.graph import beyond_shapes  # noqa: PLC0415 - these load the stores
    from kg.graph.shaping import relation_shapes  # noqa: PLC0415
    from kg.graph.validation import violations  # noqa: PLC0415
    from kg.ontology.loading import SHAPES, data_root, load_ontology, turtle_files  # noqa: PLC0415
    from kg.stores.files import quads_of  # noqa: PLC0415

    terms = turtle_files([data_root(), *folders]) if folders else []
    triples, more = [q.triple for q in quads_of(graph)], relation_shapes(load_ontology(folders))
    found = sorted(violations(triples, data_root() / SHAPES, terms, more) + beyond_shapes(triples))
    for message, group in groupby(found, key=lambda v: v.message):
        broken = list(group)
        click.echo(f"{visible(message)} ({len(broken)})")
        for violation in broken[:SHOWN]:
            click.echo(f"  {visible('  '.join(part for part in violation[1:] if part))}")
        if len(broken) > SHOWN:
            click.echo(f"  and {len(broken) - SHOWN} more")
    if found:
        raise SystemExit(1)
    click.echo(f"{graph} keeps every rule of the shapes")
