"""`kg disagreements`: statements that cannot both hold, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import as_typed, graph_option, visible

if TYPE_CHECKING:
    from kg.graph import Corpus
    from kg.model import Entity, Evidence, Statement


@click.command()
@click.argument("entity", required=False, callback=as_typed)
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def disagreements(entity: str | None, graph: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Print statements that cannot both hold, side by side.

    Two figures for one thing, a claim that is held here and denied there, two owners of one company: each with every
    sentence that says it, its outlet and date, how firmly it speaks and whom it quotes. ENTITY, an id or a name, prints
    only what concerns it.

    \b
    Examples:
      kg disagreements
      kg disagreements 딥시크 --json
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.graph import find  # noqa: PLC0415 - these load the stores
    from kg.pipeline import load  # noqa: PLC0415

    corpus = load(graph)
    about = find(corpus, entity) if entity else None
    found = list(_pairs(corpus, about))
    _tell_of_rest(corpus.compared.left_out, about)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for pair in found:
        click.echo("\n".join(_lines(pair)) + "\n")
    if not found:
        click.echo("No two statements disagree.")


def _tell_of_rest(left_out: Mapping[str, int], about: Entity | None) -> None:
    """Say how many pairs nobody has compared, where there are such: on standard error, as they are no result."""
    from kg.graph.opposing import LEADERS  # noqa: PLC0415

    left = sum(left_out.values()) if about is None else left_out.get(about.id, 0)
    if left:
        what = (
            f"kg: {left:,} pairs were not compared: of more than {LEADERS} figures or owners of one thing at one time"
        )
        click.echo(f"{what}, only the {LEADERS} that most voices give are held against all", err=True)


def _pairs(corpus: Corpus, about: Entity | None) -> Iterator[dict[str, Any]]:
    """Yield each disagreement: why, and two sides with the places that make them."""
    from kg.graph.disagreeing import REFUSAL, REFUSED  # noqa: PLC0415

    by_id = {s.id: s for s in corpus.statements}
    for found in corpus.contradictions:
        sides = [by_id[found.one], by_id[found.other]]
        if about is None or any(about.id in (s.subject, s.object) for s in sides):
            yield {"why": found.why, "sides": [_side(corpus, s, corpus.statements[s]) for s in sides]}
    for statement in corpus.contested:
        if about is None or about.id in (statement.subject, statement.object):
            groups: tuple[list[Evidence], list[Evidence]] = ([], [])
            for evidence in corpus.statements[statement]:
                groups[evidence.modality in REFUSED].append(evidence)
            yield {"why": REFUSAL, "sides": [_side(corpus, statement, group) for group in groups]}


def _side(corpus: Corpus, statement: Statement, evidences: Sequence[Evidence]) -> dict[str, Any]:
    """Return one statement in words, with places that make it."""
    from kg.cli.show import name, place, voice  # noqa: PLC0415
    from kg.graph import figure  # noqa: PLC0415

    target = statement.object
    return {
        "statement": statement.id,
        "subject": name(corpus, statement.subject),
        "predicate": statement.predicate,
        "object": name(corpus, target) if isinstance(target, str) else figure(target),
        "qualifiers": {q.name: name(corpus, q.value) if q.is_entity else q.value for q in statement.qualifiers},
        "evidences": [{"exact": e.exact, "in": place(corpus, e.article), "voice": voice(corpus, e)} for e in evidences],
    }


def _lines(pair: dict[str, Any]) -> Iterator[str]:
    yield f"{pair['why']}:"
    for mark, side in zip("AB", pair["sides"], strict=True):
        said = "; ".join(f"{k}: {v}" for k, v in side["qualifiers"].items())
        tail = f" ({said})" if said else ""
        yield f"  {mark}  " + visible(f"{side['subject']} {side['predicate']} {side['object']}{tail}")
        for evidence in side["evidences"]:
            yield f"     “{visible(evidence['exact'])}”"
            yield "       " + visible(f"{evidence['in']} · {evidence['voice']}")
