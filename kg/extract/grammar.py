"""What frames/grammar.yaml says of particles, postpositions, light verbs and event nouns, ready for look-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from kg.ontology import Ontology, by_word
from kg.text.eojeols import Eojeol

_REMEMBERED = 1 << 14  # runs of nouns for which a look-up is remembered


@dataclass(frozen=True)
class Grammar:
    """Closed-class facts of Korean that the extractor needs (see grammar.yaml)."""

    particles: Mapping[str, str]
    postpositions: Mapping[tuple[str, str, str], str]
    noun_postpositions: Mapping[str, str]
    postpositional: frozenset[str]
    adverbial: frozenset[str]
    noun_endings: tuple[str, ...]
    passive_endings: tuple[str, ...]
    taking: frozenset[str]
    undergone: frozenset[str]
    events: frozenset[str]
    complements: frozenset[str]
    in_order: tuple[str, ...]
    attributes: frozenset[str]
    agentive: frozenset[str]
    light: frozenset[str]
    suspicions: Mapping[str, Sequence[str]]
    stopping: frozenset[str]
    lifting: frozenset[str]
    opposing: frozenset[str]
    requests: frozenset[str]
    orders: frozenset[str]
    bans: frozenset[str]
    leave: frozenset[str]
    naming: frozenset[str]
    buying: frozenset[str]
    own_looks: frozenset[str]
    noticing: frozenset[str]
    results: tuple[str, ...]
    meeting: frozenset[str]
    talking: frozenset[str]
    likening: frozenset[str]
    manners: frozenset[str]
    making: frozenset[str]
    makes: frozenset[str]
    wares: frozenset[str]
    next: tuple[str, ...]
    judging: frozenset[str]
    answering: frozenset[str]
    burdens: tuple[str, ...]
    measures: tuple[str, ...]
    ways: frozenset[str]
    making_for: frozenset[str]
    quarters: frozenset[str]
    toils: frozenset[str]
    anyone: frozenset[str]
    actors: tuple[str, ...]
    proposals: frozenset[str]
    groups: frozenset[str]
    each: frozenset[str]
    ties: frozenset[str]
    jointly: tuple[str, ...]
    apart: tuple[str, ...]
    building: frozenset[str]
    forbidding: frozenset[str]
    refraining: frozenset[str]
    causing: frozenset[str]
    premises: frozenset[str]
    evading: frozenset[str]
    bills: tuple[str, ...]
    networks: frozenset[str]
    polls: frozenset[str]
    industries: tuple[str, ...]
    fines: frozenset[str]
    determiners: frozenset[str]
    spans: frozenset[str]
    modifiers: frozenset[str]
    mutual: tuple[str, ...]
    joint: frozenset[str]
    parts: frozenset[str]
    stakes: frozenset[str]
    partly: frozenset[str]
    wholly: tuple[str, ...]
    sales: tuple[str, ...]
    several: frozenset[str]
    alone: frozenset[str]
    continuing: frozenset[str]
    also: frozenset[str]
    joints: frozenset[str]
    trade: frozenset[str]
    against: frozenset[str]
    costs: frozenset[str]
    instead: frozenset[str]
    besides: tuple[str, ...]
    cases: frozenset[str]
    going: frozenset[str]
    stages: frozenset[str]
    workings: tuple[str, ...]
    suited: frozenset[str]
    seeming: frozenset[str]
    purposes: frozenset[str]
    agreements: tuple[str, ...]
    standings: frozenset[str]
    bidders: Mapping[str, Sequence[str]]
    amid: Mapping[str, Sequence[str]]
    suits: Mapping[str, Sequence[str]]
    talks: tuple[str, ...]
    dative: frozenset[str]
    ontology: Ontology

    @cached_property
    def branch(self) -> Callable[[str], str]:
        """What returns the top class of a class; a country counts with organisations, since it acts."""
        return cache(lambda cls: "Organization" if cls == "Country" else self.ontology.branch(cls))

    @cached_property
    def slot(self) -> Callable[[str], str]:
        """What returns the slot of a run of particles: the longest known ending of it, BARE for none."""
        return lru_cache(_REMEMBERED)(self._slot)

    def _slot(self, particle: str) -> str:
        for start in range(len(particle)):
            found = self.particles.get(particle[start:])
            if found:
                return found
        return "BARE" if not particle else "OTHER"

    def postposition(self, particle: str, word: Eojeol) -> str:
        """Composite slot that a particle and the verb behind it make ("에" + "대한"), or ""."""
        if particle in ("을", "를") and word.particle in ("로", "으로"):
            return self.noun_postpositions.get(word.core_form, "")
        if word.stem not in self.postpositional:
            return ""
        return self.postpositions.get((particle, word.stem, word.ending)) or self.postpositions.get(
            (particle, word.stem, ""), ""
        )

    def is_postposition(self, word: Eojeol) -> bool:
        """Whether a verb works as a postposition here ("관련해", "대해")."""
        return word.ending_tag == "EC" and (
            word.stem in self.postpositional or (word.stem + word.ending) in self.adverbial
        )

    def is_adverb(self, word: Eojeol) -> bool:
        """Whether a verb form is an adverb, which takes no arguments ("잇달아 협약을 맺었다")."""
        return word.ending_tag == "EC" and (word.stem + word.ending) in self.adverbial

    def event_noun(self, word: Eojeol) -> str:
        """The longest run of last nouns of an eojeol's core that is an event noun ("수출금지" -> "금지"), or ""."""
        return self._event_of(word.nouns)

    @cached_property
    def _event_of(self) -> Callable[[tuple[str, ...]], str]:
        return lru_cache(_REMEMBERED)(self._event_in)

    def _event_in(self, nouns: tuple[str, ...]) -> str:
        for k in range(min(3, len(nouns)), 1, -1):
            found = "".join(nouns[-k:])
            if found in self.events:
                return found
        return nouns[-1] if nouns and nouns[-1] in self.events else ""

    def is_undergone(self, key: str) -> bool:
        """Whether a verb makes its event noun passive ("조사를 받다")."""
        return key in self.undergone


def read_grammar(ontology: Ontology, events: frozenset[str]) -> Grammar:
    """Take the grammar out of an ontology.

    Args:
        ontology: Where frames/grammar.yaml stands.
        events: Every noun that a frame knows as an event.
    """
    raw: dict[str, Any] = ontology.frames["grammar"]
    post = {}
    for slot, patterns in raw["postpositions"].items():
        for particle, verb, *ending in (x.split() for x in patterns):
            post[particle, f"{verb}다", ending[0] if ending else ""] = slot
    return Grammar(
        particles=by_word(raw["particles"]),
        postpositions=post,
        postpositional=frozenset(stem for _, stem, _ in post),
        adverbial=frozenset(raw["adverbial"]),
        noun_postpositions=by_word(raw["noun_postpositions"]),
        noun_endings=tuple(raw["noun_endings"]),
        passive_endings=tuple(raw["passive_endings"]),
        taking=frozenset(raw["taking"]),
        undergone=frozenset(raw["undergone"]),
        events=events,
        complements=frozenset(raw["complements"]),
        in_order=tuple(raw["in_order"]),
        attributes=frozenset(raw["attributes"]),
        agentive=frozenset(raw["agentive"]),
        light=frozenset(raw["light"]),
        suspicions=raw["suspicions"],
        stopping=frozenset(raw["stopping"]),
        opposing=frozenset(raw["opposing"]),
        lifting=frozenset(raw["lifting"]),
        requests=frozenset(raw["requests"]),
        orders=frozenset(raw["orders"]),
        bans=frozenset(raw["bans"]),
        leave=frozenset(raw["leave"]),
        naming=frozenset(raw["naming"]),
        buying=frozenset(raw["buying"]),
        own_looks=frozenset(raw["own_looks"]),
        noticing=frozenset(raw["noticing"]),
        results=tuple(raw["results"]),
        meeting=frozenset(raw["meeting"]),
        talking=frozenset(raw["talking"]),
        likening=frozenset(raw["likening"]),
        manners=frozenset(raw["manners"]),
        making=frozenset(raw["making"]),
        makes=frozenset(raw["makes"]),
        wares=frozenset(raw["wares"]),
        next=tuple(raw["next"]),
        judging=frozenset(raw["judging"]),
        answering=frozenset(raw["answering"]),
        burdens=tuple(raw["burdens"]),
        measures=tuple(raw["measures"]),
        ways=frozenset(raw["ways"]),
        making_for=frozenset(raw["making_for"]),
        quarters=frozenset(raw["quarters"]),
        toils=frozenset(raw["toils"]),
        anyone=frozenset(raw["anyone"]),
        actors=tuple(raw["actors"]),
        proposals=frozenset(raw["proposals"]),
        groups=frozenset(raw["groups"]),
        each=frozenset(raw["each"]),
        ties=frozenset(raw["ties"]),
        jointly=tuple(raw["jointly"]),
        apart=tuple(raw["apart"]),
        building=frozenset(raw["building"]),
        forbidding=frozenset(raw["forbidding"]),
        refraining=frozenset(raw["refraining"]),
        causing=frozenset(raw["causing"]),
        premises=frozenset(raw["premises"]),
        evading=frozenset(raw["evading"]),
        bills=tuple(raw["bills"]),
        networks=frozenset(raw["networks"]),
        polls=frozenset(raw["polls"]),
        industries=tuple(raw["industries"]),
        fines=frozenset(raw["fines"]),
        determiners=frozenset(raw["determiners"]),
        spans=frozenset(raw["spans"]),
        modifiers=frozenset(raw["modifiers"]),
        mutual=tuple(raw["mutual"]),
        joint=frozenset(raw["joint"]),
        parts=frozenset(raw["parts"]),
        stakes=frozenset(raw["stakes"]),
        partly=frozenset(raw["partly"]),
        wholly=tuple(raw["wholly"]),
        sales=tuple(raw["sales"]),
        several=frozenset(raw["several"]),
        alone=frozenset(raw["alone"]),
        continuing=frozenset(raw["continuing"]),
        also=frozenset(raw["also"]),
        joints=frozenset(raw["joints"]),
        suited=frozenset(raw["suited"]),
        seeming=frozenset(raw["seeming"]),
        against=frozenset(raw["against"]),
        costs=frozenset(raw["costs"]),
        instead=frozenset(raw["instead"]),
        besides=tuple(raw["besides"]),
        cases=frozenset(raw["cases"]),
        going=frozenset(raw["going"]),
        stages=frozenset(raw["stages"]),
        workings=tuple(raw["workings"]),
        trade=frozenset(raw["trade"]),
        purposes=frozenset(raw["purposes"]),
        agreements=tuple(ontology.frames["modality"]["agreements"]),
        standings=frozenset(raw["standings"]),
        bidders=raw["bidders"],
        amid=raw["amid"],
        suits=raw["suits"],
        talks=tuple(raw["talks"]),
        dative=frozenset(raw["dative"]),
        ontology=ontology,
    )
