"""`kg stats`: how much of what a graph holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, print_table

if TYPE_CHECKING:
    from kg.graph import Corpus

TOP = 15


@click.command()
@graph_option
def stats(graph: Path) -> None:
    """Count what the built graph holds.

    \b
    Example:
      kg stats --graph outputs/graph.ttl
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.pipeline import load  # noqa: PLC0415 - loads the stores

    corpus = load(graph)
    print_table(("", "number"), [(k, str(n)) for k, n in _totals(corpus).items()])
    for title, counts in _counts(corpus).items():
        click.echo()
        print_table((title, "number"), [(k, str(n)) for k, n in _sorted(counts)])


def _totals(corpus: Corpus) -> dict[str, int]:
    named = {"entities": "entities named"}  # also those of which nothing is stated
    totals = {named.get(what, what): n for what, n in corpus.counts().items()}
    return totals | {"disagreements": len(corpus.disagreements)}


def _counts(corpus: Corpus) -> dict[str, Counter[str]]:
    """Count by class, relation, modality and article, and the entities that most statements name."""
    from kg.graph import label  # noqa: PLC0415

    named = Counter(i for s in corpus.statements for i in (s.subject, s.object) if isinstance(i, str))
    most = dict(sorted(named.items(), key=lambda x: (-x[1], x[0]))[:TOP])
    return {
        "class": Counter(corpus.entities[i].cls for i in corpus.mentions),
        "relation or measure": Counter(s.predicate for s in corpus.statements),
        "modality of evidence": Counter(c.evidence.modality for c in corpus.claims),
        "evidences in article": Counter(c.evidence.article for c in corpus.claims),
        "statements on": Counter({f"{label(corpus.entities[i])} (entity:{i})": n for i, n in most.items()}),
    }


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
