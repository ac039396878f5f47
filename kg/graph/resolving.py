"""Entities of many articles -> one description each, whatever the order of the articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import pyoxigraph as ox

from kg.graph.iris import OWL, SKOS, WD, Iris, kg, term
from kg.graph.literals import clean, tagged
from kg.graph.triples import TYPE
from kg.model import Entity, Name

_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z", re.ASCII)
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z]")
LANGUAGES = ("ko", "en", "zh")


def resolved(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Join the descriptions that share an id.

    The class, and the label in each language, are the most frequent ones, the first in alphabetical order among
    equals; the other labels become aliases.

    Returns:
        The entities by id, sorted by it.
    """
    return weighed((entity, 1) for entity in entities)


def weighed(entities: Iterable[tuple[Entity, int]]) -> dict[str, Entity]:
    """Join descriptions as `resolved` does, each of which comes with how often it was given."""
    ordered = sorted(((entity.id, entity, times) for entity, times in entities), key=itemgetter(0))
    return {id_: _joined(id_, [row[1:] for row in group]) for id_, group in groupby(ordered, key=itemgetter(0))}


def label(entity: Entity) -> str:
    """Return the name to show: Korean, else English, else Chinese, else any.

    >>> label(Entity("tsmc", "Company", (Name("TSMC", "en"),)))
    'TSMC'
    """
    names = {n.language: n.text for n in entity.names}
    return next((names[lang] for lang in LANGUAGES if lang in names), next(iter(names.values()), entity.id))


def entity_triples(entity: Entity, iris: Iris) -> Iterator[ox.Triple]:
    """Yield class, labels and Wikidata item of a resolved entity."""
    node = iris.entity(entity.id)
    yield ox.Triple(node, TYPE, kg(entity.cls))
    for text, language in entity.names:
        yield ox.Triple(node, term(SKOS, "prefLabel"), tagged(text, language))
    for text in entity.aliases:
        yield ox.Triple(node, term(SKOS, "altLabel"), tagged(text, language_of(text)))
    if entity.wikidata:
        yield ox.Triple(node, term(OWL, "sameAs"), ox.NamedNode(WD + entity.wikidata))


def language_of(text: str) -> str:
    """Tell the language of an alias by its letters: hanja in a Korean text are Korean.

    >>> language_of("딥시크 R1"), language_of("DeepSeek"), language_of("美")
    ('ko', 'en', 'ko')
    """
    return "en" if _LATIN.search(text) and not _HANGUL.search(text) else "ko"


def _joined(id_: str, group: list[tuple[Entity, int]]) -> Entity:
    by_language: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wikidata: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for entity, times in group:
        for text, language in set(entity.names):
            if text.strip():
                by_language[tagged("", language).language or "und"][clean(text)] += times
        classes[entity.cls] += times
        wikidata[entity.wikidata] += times if _WIKIDATA.match(entity.wikidata) else 0
    names = tuple(Name(_commonest(by_language[lang]), lang) for lang in sorted(by_language))
    names = names or (Name(clean(id_.rpartition("/")[2]) or "?", "ko"),)
    taken = {n.text for n in names}
    labels = {t for c in by_language.values() for t in c}
    aliases = {clean(a) for e, _ in group for a in e.aliases if a.strip()} | labels
    made = Entity(
        id=id_,
        cls=_commonest(classes),
        names=names,
        aliases=tuple(sorted(aliases - taken)),
        wikidata=_commonest(+wikidata) if +wikidata else "",
    )
    return next((e for e, _ in group if e == made), made)  # most are described once: those need no more memory


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))
