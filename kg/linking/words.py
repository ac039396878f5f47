"""The words of ontology/frames/coreference.yaml, made ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology import Ontology, by_word


@dataclass(frozen=True)
class Words:
    """Words that say again what an article has named (see coreference.yaml for what each list says)."""

    hanja_names: Mapping[str, str]
    tails: tuple[str, ...]
    groups: tuple[str, ...]
    firm_sign: str
    sitting: re.Pattern[str]
    made_for: Mapping[str, str]
    novel: tuple[str, ...]
    pronouns: frozenset[str]
    its: str
    pointing: frozenset[str]
    same: Mapping[str, str]
    own: Mapping[str, str]
    firm: str
    side: str
    according: str
    both: Mapping[str, str]
    counted: Mapping[str, str]
    counted_ends: Mapping[str, tuple[str, ...]]
    numerals: Mapping[str, int]
    they: str
    heads: str
    head: re.Pattern[str]
    near: frozenset[str]
    new: frozenset[str]
    army: str

    @cached_property
    def firms(self) -> frozenset[str]:
        """What the firm that an article is about is called, in one word."""
        return frozenset((self.firm, self.firm + self.side))

    @cached_property
    def referring(self) -> frozenset[str]:
        """Every word that an expression that stands for a name may begin with, family names in Hangul apart."""
        one = (*self.hanja_names, *self.pronouns, self.its, *self.pointing, *self.same, *self.own, *self.firms)
        return frozenset((*one, *self.both, *self.numerals, self.they))


def read_words(ontology: Ontology) -> Words:
    """Take the words out of an ontology."""
    raw = ontology.frames["coreference"]
    return Words(
        hanja_names=raw["hanja_names"],
        tails=tuple(raw["tails"]),
        groups=tuple(raw["groups"]),
        firm_sign=raw["firm_sign"],
        sitting=re.compile(rf"(?:제\s?)?\d{{1,3}}\s?(?:{'|'.join(raw['sittings'])})\s+|(?:19|20)\d\d년?\s+"),
        made_for=raw["made_for"],
        novel=tuple(raw["novel"]),
        pronouns=frozenset(raw["pronouns"]),
        its=raw["its"],
        pointing=frozenset(raw["pointing"]),
        same=by_word(raw["stands_for"]),
        own=by_word(raw["stands_for_own"]),
        firm=raw["firm"],
        side=raw["side"],
        according=raw["according"],
        both=by_word(raw["stands_for_both"]),
        counted=by_word(raw["counted_nouns"]),
        counted_ends={noun: tuple(ends) for noun, ends in raw["counted_ends"].items()},
        numerals=raw["numerals"],
        they=raw["they"],
        heads=raw["heads"],
        head=re.compile(rf"(?:\s[가-힣A-Z()]{{1,12}})?\s(?:{'|'.join(raw['head_titles'])})"),
        near=frozenset(raw["near"]),
        new=frozenset(raw["new"]),
        army=raw["army"],
    )
