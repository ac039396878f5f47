"""`kg show`: one entity, what is said of it, and every sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import as_typed, graph_option, visible

if TYPE_CHECKING:
    from kg.graph import Corpus
    from kg.model import Entity, Evidence, Statement


@click.command()
@click.argument("entity", callback=as_typed)
@graph_option
def show(entity: str, graph: Path) -> None:
    """Print what is known of one entity, sentence by sentence.

    ENTITY is any of its names, in Korean, English or Chinese, or its id. Each sentence stands with its outlet,
    date and article, how firmly it speaks, and whom it quotes.

    \b
    Examples:
      kg show 엔비디아
      kg show deepseek-r1
    """  # noqa: D301 - \b is how click is told to keep lines
    from kg.graph import find  # noqa: PLC0415 - these load the stores
    from kg.pipeline import load  # noqa: PLC0415

    corpus = load(graph)
    for line in lines(corpus, find(corpus, entity)):
        click.echo(line)


def lines(corpus: Corpus, entity: Entity) -> Iterator[str]:
    """Yield the lines that describe an entity."""
    yield from _heading(corpus, entity)
    about = [(s, e) for s, e in corpus.statements.items() if s.subject == entity.id]
    of = [(s, e) for s, e in corpus.statements.items() if entity.id in (s.object, *_qualifying(s))]
    for found, arrow in ((about, "→"), ([x for x in of if x[0].subject != entity.id], "←")):
        found.sort(key=lambda x: (x[0].predicate, x[0].id))
        for relation, group in groupby(found, key=lambda x: x[0].predicate):
            yield f"\n{arrow} {relation}"
            for statement, evidences in group:
                yield from _statement(corpus, statement, evidences, arrow)
    if not about and not of:
        yield "\nNo statement names it."


def _qualifying(statement: Statement) -> list[str]:
    return [q.value for q in statement.qualifiers if q.is_entity]


def _heading(corpus: Corpus, entity: Entity) -> Iterator[str]:
    names = " · ".join(visible(n.text) for n in sorted(entity.names, key=lambda n: n.language != "ko"))
    yield f"{names}  ({entity.cls}, entity:{entity.id})"
    if entity.aliases:
        yield f"  also: {visible(', '.join(entity.aliases))}"
    if entity.wikidata:
        yield f"  same as: https://www.wikidata.org/wiki/{entity.wikidata}"
    for id_ in corpus.mentions.get(entity.id, ()):
        yield f"  in: {place(corpus, id_)}"


def _statement(corpus: Corpus, statement: Statement, evidences: tuple[Evidence, ...], arrow: str) -> Iterator[str]:
    from kg.graph import figure, firmest  # noqa: PLC0415

    target = statement.object
    far = figure(target) if not isinstance(target, str) else name(corpus, target)
    if arrow == "←":
        far = f"{name(corpus, statement.subject)} → {far}"
    said = (f"{q.name}: {name(corpus, q.value) if q.is_entity else visible(q.value)}" for q in statement.qualifiers)
    tail = "; ".join(said)
    yield f"  {far}{f' ({tail})' if tail else ''}  [{firmest(evidences)}]"
    for evidence in evidences:
        yield f"    “{visible(evidence.exact)}”"
        yield f"      {place(corpus, evidence.article)} · {voice(corpus, evidence)}"


def voice(corpus: Corpus, evidence: Evidence) -> str:
    """Tell how firmly it is said, by whom, through whom, and of when."""
    out = evidence.modality
    if evidence.attributed_to:
        out += f" by {name(corpus, evidence.attributed_to)}"
    if evidence.via:
        out += f" via {', '.join(name(corpus, link) for link in evidence.via)}"
    return f"{out} · of {evidence.time}" if evidence.time else out


def place(corpus: Corpus, id_: str) -> str:
    """Name an article: outlet, date and id."""
    article = corpus.articles[id_]
    parts = (article.publisher, article.published.isoformat() if article.published else "", id_)
    return visible(", ".join(p for p in parts if p))


def name(corpus: Corpus, id_: str) -> str:
    """Name an entity, or whoever is not named."""
    from kg.graph import label  # noqa: PLC0415

    entity = corpus.entities.get(id_)
    if entity is not None:
        return visible(label(entity))
    return "an unnamed source" if id_ == "anonymous" else visible(id_)
