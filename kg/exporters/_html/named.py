"""An entity as the page names it: what the articles say of it, joined."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.model import ANONYMOUS, ArticleGraph, Entity, Name
from kg.ontology import Ontology

_T = TypeVar("_T", str, Name)


def shown(entity: Entity) -> str:
    """Return the name that stands on the page: Korean, else English, else the first, else the id."""
    names = by_language(entity)
    return next((n.text for n in names if n.text), entity.id)


def one_line(text: str, limit: int = 22) -> str:
    r"""Make a name fit for the canvas: controls and marks that turn the direction of text go, and a long one is cut.

    >>> one_line("가\u202e나\n다")
    '가나 다'
    """
    spaced = " ".join(text.split())
    clean = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def referred(graph: ArticleGraph) -> Iterable[str]:
    """Yield every entity that the claims of a graph name."""
    for statement, evidence in graph.claims:
        yield statement.subject
        if isinstance(statement.object, str):
            yield statement.object
        yield from (q.value for q in statement.qualifiers if q.is_entity)
        yield from (v for v in (evidence.attributed_to, *evidence.via) if v and v != ANONYMOUS)


def known(entity: str, ontology: Ontology) -> Entity:
    """Make up for an entity that a claim names and no article lists: from the lexicon, or from its id alone."""
    entry = ontology.find(entity)
    if entry is None:
        return Entity(entity, "", (Name(entity, ""),))
    return Entity(entity, entry.cls, (Name(entry.ko, "ko"), Name(entry.en, "en")), entry.aliases, entry.wikidata)


def merged(same: Sequence[Entity]) -> Entity:
    """Join what articles say of one entity: the commonest name of each language, every other name as an alias."""
    languages = sorted({n.language for e in same for n in e.names if n.text})
    labels = tuple(_commonest(n for e in same for n in e.names if n.text and n.language == lang) for lang in languages)
    surfaces = {n.text for e in same for n in e.names} | {a for e in same for a in e.aliases}
    aliases = tuple(sorted(surfaces - {n.text for n in labels} - {""}))
    wikidata = next((e.wikidata for e in same if e.wikidata), "")
    cls = _commonest(e.cls for e in same if e.cls) if any(e.cls for e in same) else ""
    return Entity(same[0].id, cls, labels, aliases, wikidata)


def _commonest(values: Iterable[_T]) -> _T:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def by_language(entity: Entity) -> list[Name]:
    """Return an entity's names: Korean, English, Chinese, then the others."""
    order = ("ko", "en", "zh")
    return sorted(entity.names, key=lambda n: (order.index(n.language) if n.language in order else len(order), n.text))
