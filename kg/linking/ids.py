"""The id of a mention: the lexicon's, else its class and the folded name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.linking.keys import Key
from kg.linking.known import Known
from kg.linking.words import Words
from kg.mentions.partly import METHOD as PARTIAL
from kg.mentions.partly import stem
from kg.model import Mention
from kg.naming import FAMILY, LAST, fold
from kg.ontology import LexiconEntry

_SHORT_FOR = re.compile(r"[^()]+\(([A-Z][A-Za-z0-9&\-]+)\)([^()]+)\Z")
_ASIDES = re.compile(r"\([^()]*\)")


def link(m: Mention, keys: Mapping[str, Key], article: str, known: Known) -> Mention:
    """Return a mention with its entity.

    Args:
        m: The mention.
        keys: By folded surface the fuller name that the article shows it to be short for.
        article: The article's id, which keeps apart what is one article's own.
        known: The lexicon's names.
    """
    if m.entity:
        return m
    if m.method == PARTIAL:  # 김씨 and A씨 are somebody in one article alone
        return m._replace(entity=f"person/{article}/{fold(stem(m.surface))}")
    words, described = known.words, m.method == "description"
    key = _key(m, keys)
    if described:
        key = _in_short(m.surface) or _without_purpose(key, words)
    entry = _listed(m.surface, key, known.names)
    if entry is not None and (known.ontology.branch(entry.cls) == known.ontology.branch(m.cls) or not m.cls):
        return m._replace(entity=entry.id, cls=entry.cls)
    if described and m.surface.startswith(words.novel):
        key = f"{article}/{key}"
    elif words.firm_sign in m.surface and not described:
        key = fold(m.surface.strip(words.firm_sign))  # only the lexicon tells ㈜한화 from 한화
    return m._replace(entity=f"{m.cls.lower()}/{key}")


def _key(m: Mention, keys: Mapping[str, Key]) -> str:
    """The folded full name; who has a person's last name is that person only where he is one."""
    key = fold(m.surface)
    short = keys.get(key)
    return short.full if short is not None and (m.cls == "Person" or short.reason not in (FAMILY, LAST)) else key


def _listed(surface: str, key: str, names: Mapping[str, LexiconEntry]) -> LexiconEntry | None:
    """The lexicon's entry of a folded name, else of its surface without its aside."""
    entry = names.get(key)
    return names.get(fold(_ASIDES.sub("", surface))) if entry is None and "(" in surface else entry


def _in_short(surface: str) -> str:
    """A description by the abbreviation in it: "리튬인산철(LFP) 양극재" is the LFP 양극재."""
    short = _SHORT_FOR.match(surface)
    return fold(short[1] + short[2]) if short else ""


def _without_purpose(key: str, words: Words) -> str:
    """A description without the word for its purpose: "AI용 반도체" is an AI 반도체."""
    for purposed, plain in words.made_for.items():
        key = key.replace(purposed, plain)
    return key
