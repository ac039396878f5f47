"""`kg eval`: the built graph against gold annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import graph_option, ontology_option, print_table, visible

if TYPE_CHECKING:
    from kg.evaluation import Evaluation

TALLIES = ("entities", "statements", "pairs", "measures")
SHARES = ("types", "modality", "source", "evidence")
TALLY = ("precision", "recall", "f1", "found", "wrong", "missed")


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@graph_option
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="The articles that the graph was built from, to check quotes against. May be given again.",
)
@click.option("--misses", is_flag=True, help="List every error with its cause.")
@click.option("--by", type=click.Choice(["relation", "class", "topic"]), help="Print the figures of each, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@ontology_option
def evaluate(
    gold: tuple[Path, ...],
    graph: Path,
    texts: tuple[Path, ...],
    misses: bool,  # noqa: FBT001 - click passes flags so
    by: str | None,
    as_json: bool,  # noqa: FBT001 - click passes flags so
    folders: tuple[Path, ...],
) -> None:
    """Hold the built graph against gold annotations.

    GOLD is a gold file or a folder of them; docs/EVALUATION.md says what they hold and how the figures are made. An
    article of the graph that no gold file is of is left out; a gold article that the graph lacks is all missed.

    \b
    Examples:
      kg build benchmarks/dev/open && kg eval benchmarks/dev/open --texts benchmarks/dev/open
      kg eval gold/ --by relation --misses
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.evaluation import evaluate as judged  # noqa: PLC0415 - these load the stores
    from kg.evaluation import read_gold  # noqa: PLC0415
    from kg.ontology import load_ontology  # noqa: PLC0415
    from kg.pipeline import load  # noqa: PLC0415

    found = judged(load(graph), read_gold(gold), load_ontology(folders), _texts(texts) if texts else None)
    for id_ in found.absent:
        click.echo(f"kg: no article for gold {visible(id_)}: counted as all missed", err=True)
    if as_json:
        click.echo(json.dumps(_data(found, by, misses=misses), ensure_ascii=False, indent=2))
    else:
        _print(found, by, misses=misses)


def _texts(paths: tuple[Path, ...]) -> dict[str, str]:
    """Read the sources as a build does: by article id."""
    from kg.model import Article  # noqa: PLC0415
    from kg.readers import read_articles  # noqa: PLC0415

    return {a.id: a.text for a in read_articles(paths) if isinstance(a, Article)}


def _data(found: Evaluation, by: str | None, *, misses: bool) -> dict[str, Any]:
    from kg.evaluation import causes, figures, grouped  # noqa: PLC0415

    out = figures(found) | {"causes": causes(found)}
    if by:
        out[f"by {by}"] = grouped(found, by)
    if misses:
        out["errors"] = [dict(zip(("article", "kind", "error", "what"), row, strict=True)) for row in _errors(found)]
    return out


def _print(found: Evaluation, by: str | None, *, misses: bool) -> None:
    from kg.evaluation import CAUSES, causes, figures, grouped  # noqa: PLC0415

    all_ = figures(found)
    print_table(("", *TALLY), [(name, *_cells(all_[name])) for name in TALLIES])
    click.echo()
    for name in SHARES:
        part = all_[name]
        click.echo(f"{name:<11} {'-' if part['share'] is None else format(part['share'], '.3f')}  of {part['of']}")
    click.echo(f"furniture   {all_['furniture']}")
    if by:
        click.echo()
        print_table(*_groups(grouped(found, by), by))
    click.echo()
    rows = [(k, c, str(n), CAUSES.get(c, "")) for k, counts in causes(found).items() for c, n in counts.items()]
    print_table(("errors", "cause", "number", "what it means"), rows)
    for row in _errors(found) if misses else ():
        click.echo(visible("  ".join(row)))


def _groups(groups: Mapping[str, dict[str, Any]], by: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows: of a topic F1 and shares, of a relation or class its tally and shares."""
    shares = {"relation": ("modality", "source"), "class": ("types",), "topic": SHARES[:3]}[by]
    rows = []
    for name, group in groups.items():
        tally = [format(group[k]["f1"], ".3f") for k in TALLIES] if by == "topic" else _cells(group)
        parts = [group[s]["share"] for s in shares]
        rows.append((name, *tally, *("-" if p is None else format(p, ".3f") for p in parts)))
    return (by, *(TALLIES if by == "topic" else TALLY), *shares), rows


def _cells(tally: Mapping[str, Any]) -> list[str]:
    return [format(tally[k], ".3f") for k in TALLY[:3]] + [str(tally[k]) for k in TALLY[3:]]


def _errors(found: Evaluation) -> Iterator[tuple[str, str, str, str]]:
    """Yield article, kind and verdict, cause, and the thing itself, of every error."""
    from kg.evaluation.figures import errors  # noqa: PLC0415

    for o in found.outcomes:
        for cause in errors(o):
            pairs = {"wrong modality": o.modality, "wrong source": o.source}
            said = pairs.get(cause)
            detail = f" ({said[0] or 'own voice'}, gold: {said[1] or 'own voice'})" if said else ""
            yield o.article, f"{o.kind} {o.verdict}", cause, o.what + detail
