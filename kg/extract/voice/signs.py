"""The words of frames/modality.yaml, ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract.syntax import QUOTING
from kg.ontology import Ontology, by_word
from kg.text.eojeols import Eojeol

_QUOTING_NOUN = ("다는", "라는", "자는", "냐는", "다던", "라던")
_ORDERING = ("라고", "으라고", "라며", "으라며", "라는", "으라는", "라면서", "으라면서")

_PASSIVE = ("지", "VX")
_I, _I_TO_YEO = 20 * 28, 14 * 28  # ㅣ among the vowels of a syllable block, and its distance from ㅕ


@dataclass(frozen=True)
class Signs:
    """Cue words: see frames/modality.yaml for what each kind means."""

    report: Mapping[str, str]
    hearsay: Mapping[str, str]
    factive: frozenset[str]
    nouns: Mapping[str, str]
    voiceless: frozenset[str]
    factual: frozenset[str]
    presupposing: frozenset[str]
    raising: frozenset[str]
    carriers: Mapping[str, str]
    begun: frozenset[str]
    untrue: frozenset[str]
    announcing: frozenset[str]
    creating: frozenset[str]
    showing: frozenset[str]
    surveys: frozenset[str]
    ruling: frozenset[str]
    imposing: frozenset[str]
    figuring: frozenset[str]
    joining: frozenset[str]
    deals: frozenset[str]
    attempts: frozenset[str]
    aims: frozenset[str]
    agreements: tuple[str, ...]
    settings: frozenset[str]
    occasions: frozenset[str]
    upcoming: frozenset[str]
    bounding: frozenset[str]
    sameness: frozenset[str]
    reckoning: frozenset[str]
    receiving: frozenset[str]
    outlooks: Mapping[str, str]
    irrealis: Mapping[str, str]
    asking: frozenset[str]
    quotative: frozenset[str]
    negative: frozenset[str]
    serial: frozenset[str]
    present: frozenset[str]
    auxiliary: frozenset[str]
    timeless: frozenset[str]
    ahead: frozenset[str]
    pending: frozenset[str]
    news: frozenset[str]
    rumoured: frozenset[str]
    imminent: frozenset[str]
    hard: frozenset[str]
    anonymous: tuple[str, ...]
    documents: tuple[str, ...]
    surveyors: tuple[str, ...]

    def noun_of(self, word: Eojeol) -> str:
        """The longest cue noun that an eojeol's core ends in ("도용가능성" -> "가능성"), or ""."""
        for k in range(min(4, len(word.nouns)), 0, -1):
            tail = "".join(word.nouns[-k:])
            if tail in self.nouns or tail in self.factual:
                return tail
        return ""

    def reports(self, word: Eojeol) -> bool:
        """Whether a predicate is a verb of saying, its own or hearsay's."""
        return key_of(word) in self.report or self.heard(word) != ""

    def heard(self, word: Eojeol) -> str:
        """Modality that an impersonal report gives ("알려졌다", "전망된다"), or ""."""
        if word.stem == "보이다" and any(m.tag == "VX" for m in word.morphemes):
            return ""  # 보여주다, 보여 왔다
        if stem_of(word) in self.hearsay:
            return self.hearsay[stem_of(word)]
        return self.hearsay.get(word.noun, "") if word.stem.endswith(("되다", "받다")) and word.noun else ""


def key_of(word: Eojeol) -> str:
    """What a predicate is looked up by: the noun of a noun predicate in its active form, else the dictionary form."""
    return word.noun if word.noun and word.stem.endswith(("하다", "시키다")) else stem_of(word)


def stem_of(word: Eojeol) -> str:
    """Dictionary form with the passive -어지다 that Kiwi counts as an auxiliary ("전하다" + "지다" is "전해지다")."""
    if len(word.stem) < 2 or _PASSIVE not in word.forms:
        return word.stem
    last = word.stem[-2]
    joined = "해" if last == "하" else chr(ord(last) - _I_TO_YEO) if (ord(last) - 0xAC00) % 588 == _I else last + "어"
    return f"{word.stem[:-2]}{joined}지다"


def tense_past(word: Eojeol) -> bool:
    """Whether a past-tense sign stands before the ending."""
    signs = word.prefinals
    return signs != "" and ("었" in signs or "았" in signs or "였" in signs)


def quotes_verb(word: Eojeol) -> bool:
    """Whether an ending hands its clause to a verb of saying ("-다고", "-라며")."""
    if word.ending_tag == "EF":
        return "JKQ" in word.particle_tags  # Kiwi cuts some "-다고" in two
    if word.ending in ("며", "면서") and any(m.tag == "EF" for m in word.morphemes):
        return True  # “...했다”며
    return word.ending_tag == "EC" and word.ending.endswith(QUOTING)


def quotes_noun(word: Eojeol) -> bool:
    """Whether an ending hands its clause to a noun as something said ("-다는", "-라는")."""
    return word.ending_tag == "ETM" and (word.ending.endswith(_QUOTING_NOUN) or word.ending in ("단", "란", "ㄴ단"))


def mood_of(word: Eojeol) -> str:
    """Modality of what is proposed, ordered or asked: "planned", "predicted", else "asserted"."""
    copula = any(m.tag in ("VCP", "VCN") for m in word.morphemes[-3:])
    if word.ending.endswith(("자고", "자며", "자는", "자면서")) or (word.ending in _ORDERING and not copula):
        return "planned"
    return "predicted" if word.ending.endswith(("냐고", "냐며", "냐는", "냐면서")) else "asserted"


def read_signs(ontology: Ontology) -> Signs:
    """Take the modality cues out of an ontology."""
    raw: dict[str, Any] = ontology.frames["modality"]
    sets = (
        "factive", "voiceless", "factual", "presupposing", "raising", "begun", "untrue", "announcing", "creating",
        "showing",
        "surveys", "ruling", "imposing", "figuring", "joining", "deals", "attempts", "aims",
        "settings", "occasions", "upcoming", "bounding", "sameness", "reckoning", "receiving", "asking",
        "quotative", "negative",
        "serial", "present", "auxiliary", "timeless", "ahead", "pending", "news", "rumoured", "imminent", "hard",
    )  # fmt: skip
    return Signs(
        report=by_word(raw["report"]),
        hearsay=by_word(raw["hearsay"]),
        nouns=by_word(raw["nouns"]),
        carriers=by_word(raw["carriers"]),
        outlooks=by_word(raw["outlooks"]),
        irrealis=by_word(raw["irrealis_endings"]),
        anonymous=tuple(raw["anonymous"]),
        documents=tuple(raw["documents"]),
        surveyors=tuple(raw["surveyors"]),
        agreements=tuple(raw["agreements"]),
        **{name: frozenset(raw[name]) for name in sets},
    )
