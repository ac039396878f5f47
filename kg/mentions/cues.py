"""The cue words of ontology/frames/cues.yaml, made ready for look-up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from kg.ontology import LexiconEntry, Ontology, by_word

FULL_NAME = 3  # syllables that most Koreans' names have
_REMEMBERED = 1 << 14  # words for which each look-up is remembered
_OFTEN = 10  # of the lexicon's some 4,000 Koreans
_WORDS = 2  # words before a head that any noun may be a modifier of


class Described(NamedTuple):
    """What descriptions of one class are made of: heads, modifiers (none: any noun), and what is too vague alone.

    Attributes:
        alone: Heads that need no modifier.
        owned: Heads that need none behind the name of whose they are.
    """

    cls: str
    heads: tuple[str, ...]
    modifiers: frozenset[str]
    words: int
    vague: frozenset[str]
    alone: frozenset[str]
    owned: frozenset[str]


@dataclass(frozen=True)
class Cues:
    """Words that tell the class of the name beside them (see cues.yaml for what each list says)."""

    class_nouns: Mapping[str, str]
    quoted_nouns: Mapping[str, str]
    unnamed: frozenset[str]
    titles: frozenset[str]
    person_prefixes: frozenset[str]
    offices: frozenset[str]
    former: frozenset[str]
    past: str
    related: frozenset[str]
    firm_signs: frozenset[str]
    firm_acts: frozenset[str]
    firm_titles: frozenset[str]
    firm_posts: frozenset[str]
    surnames: frozenset[str]
    given_names: frozenset[str]
    korean_given: tuple[frozenset[str], frozenset[str]]
    address: frozenset[str]
    unsaid: str
    partly: re.Pattern[str]
    ranks: frozenset[str]
    unclear: frozenset[str]
    officers: Mapping[str, Sequence[LexiconEntry]]
    things: Mapping[str, str]
    kinds: Mapping[str, str]
    alone: frozenset[str]
    towns: frozenset[str]
    halls: frozenset[str]
    vague: frozenset[str]
    firm_tails: tuple[str, ...]
    group_ends: tuple[str, ...]
    firm_kinds: tuple[str, ...]
    spelt_out: Mapping[str, str]
    suffixes: Mapping[str, str]
    longest_suffix: int
    governments: frozenset[str]
    campaigns: frozenset[str]
    public_bodies: frozenset[str]
    government: str
    anybodys: tuple[str, ...]
    country_letters: Mapping[str, str]
    letter_followers: tuple[str, ...]
    toward_nouns: tuple[str, ...]
    toward_goods: tuple[str, ...]
    transparent: frozenset[str]
    facilities: frozenset[str]
    reactors: re.Pattern[str]
    called_with: Mapping[str, tuple[str, ...]]
    national: frozenset[str]
    markets: tuple[str, ...]
    agencies: tuple[str, ...]
    associations: tuple[str, ...]
    states_own: tuple[str, ...]
    seated: tuple[str, ...]
    missions: re.Pattern[str]
    of_the_state: frozenset[str]
    headed: tuple[tuple[str, str], ...]
    local_heads: Mapping[str, str]
    town_acts: frozenset[str]
    head_ends: frozenset[str]
    inner_chairs: tuple[str, ...]
    parliaments: tuple[str, ...]
    local_bodies: frozenset[str]
    units: tuple[str, ...]
    own_units: tuple[str, ...]
    courts: tuple[str, ...]
    branches: re.Pattern[str]
    benches: re.Pattern[str]
    no_laws: tuple[str, ...]
    contracts: frozenset[str]
    no_names: re.Pattern[str]
    bans: re.Pattern[str]
    ban_fields: frozenset[str]
    namesake_parties: Mapping[str, Mapping[str, Any]]
    trades: re.Pattern[str]
    loanwords: frozenset[str]
    broadcasters: tuple[str, ...]
    broadcaster_ends: tuple[str, ...]
    channels: tuple[str, ...]
    programmes: tuple[str, ...]
    occasion_times: tuple[str, ...]
    occasions: tuple[str, ...]
    branch_shop: str
    no_shops: tuple[str, ...]
    marked_ends: Mapping[str, str]
    troupes: frozenset[str]
    teams: re.Pattern[str]
    team_kinds: re.Pattern[str]
    army_units: re.Pattern[str]
    happenings: tuple[str, ...]
    incidents: tuple[str, ...]
    mere_happenings: frozenset[str]
    happening_times: frozenset[str]
    around: tuple[str, ...]
    rallies: tuple[str, ...]
    attending: frozenset[str]
    presiding: frozenset[str]
    including: frozenset[str]
    amid: frozenset[str]
    pointing: frozenset[str]
    gatherings: tuple[str, ...]
    meetings: tuple[str, ...]
    departments: tuple[str, ...]
    diseases: tuple[str, ...]
    common_letters: frozenset[str]
    generic_ends: tuple[str, ...]
    leaders: frozenset[str]
    called_by: tuple[str, ...]
    vague_goods: frozenset[str]
    trade: tuple[str, ...]
    sold_abroad: tuple[str, ...]
    no_suffixes: tuple[str, ...]
    home: str
    compounded: tuple[str, ...]
    too_general: frozenset[str]
    descriptions: Mapping[str, Any]
    described: re.Pattern[str]
    parties: re.Pattern[str]
    parties_before: re.Pattern[str]

    def was(self, noun: str) -> str:
        """A role that somebody had before ("전 대통령")."""
        return f"{self.past} {noun}"

    def is_past(self, role: str) -> bool:
        """Whether a role is one that somebody had before."""
        return role.startswith(self.was(""))

    @cached_property
    def followers(self) -> frozenset[str]:
        """Nouns that may be written on to a name without a space ("딥시크쇼크", "중국시장")."""
        heads = {w for d in self.descriptions.values() for h in d["heads"] for w in h.split()}
        nouns = (*self.transparent, *self.class_nouns, *self.suffixes, *self.titles, *heads, *self.compounded)
        return frozenset(nouns) - self.halls

    @cached_property
    def described_by(self) -> tuple[Described, ...]:
        """Each class of descriptions, its heads with the longest first, all written without spaces."""

        def joined(words: Iterable[str]) -> set[str]:
            return {w.replace(" ", "") for w in words}

        return tuple(
            Described(
                cls,
                tuple(sorted(joined(rule["heads"]), key=lambda h: (-len(h), h))),
                frozenset(joined(rule["modifiers"])),
                rule.get("words", _WORDS),
                frozenset(rule.get("vague", ())),
                frozenset(joined(rule.get("alone", ()))),
                frozenset(joined(rule.get("owned", ()))),
            )
            for cls, rule in self.descriptions.items()
        )

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """Nouns before a kind of thing that say what sort of it is meant ("차세대", "AI")."""
        return frozenset(m for rule in self.described_by for m in rule.modifiers)

    @cached_property
    def class_of(self) -> Callable[[str], str]:
        """What returns the class that a common noun tells, by the longest class noun that ends it, or ""."""
        return lru_cache(_REMEMBERED)(self._class_of)

    def named_by(self, noun: str) -> str:
        """The class of what a noun stands right before: 그룹 and a name is a troupe, a name and 그룹 firms."""
        return "Organization" if noun in self.troupes else self.class_of(noun)

    @cached_property
    def title(self) -> Callable[[str], str]:
        """What returns the title that a noun is or ends in ("AI총괄" -> "총괄"), or ""."""
        return lru_cache(_REMEMBERED)(self._title)

    @cached_property
    def suffix_class(self) -> Callable[[str], str]:
        """What returns the class that a name's ending tells, or ""."""
        return lru_cache(_REMEMBERED)(self._suffix_class)

    def _class_of(self, noun: str) -> str:
        for start in range(len(noun)):
            found = self.class_nouns.get(noun[start:])
            if found and (start == 0 or len(noun) - start > 1):
                return found
        return ""

    def _title(self, noun: str) -> str:
        if noun in self.titles:
            return noun
        return next((noun[i:] for i in range(1, len(noun) - 1) if noun[i:] in self.titles), "")

    def _suffix_class(self, name: str) -> str:
        if name.endswith(self.no_suffixes):
            return ""
        for size in range(min(self.longest_suffix, len(name) - 1), 0, -1):
            found = self.suffixes.get(name[-size:])
            if found:
                return found
        return ""


def _bans(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What stands behind a thing in the name of a ban on it ("희토류 [수출 통제]")."""
    trade, acts = ("|".join(raw[kind]) for kind in ("trade", "acts"))
    return re.compile(rf" ?(?:(?:{trade}) ?)?(?:{acts})(?: ?조치)?")


def read_cues(ontology: Ontology) -> Cues:
    """Take the cues out of an ontology."""
    raw = ontology.frames["cues"]
    names = "|".join(sorted({*raw["country_letters"], *raw["party_names"]}, key=lambda n: (-len(n), n)))
    two = rf"(?:{names})(?:\s?[·ㆍ・]\s?|[와과]\s)?(?:{names})(?:의|\s?간)?\s"
    suffixes = by_word(raw["suffixes"])
    return Cues(
        class_nouns={noun.replace(" ", ""): cls for noun, cls in by_word(raw["class_nouns"]).items()},
        quoted_nouns=by_word(raw["quoted_nouns"]),
        unnamed=frozenset(raw["unnamed"]),
        titles=frozenset(raw["titles"]),
        person_prefixes=frozenset(raw["person_prefixes"]),
        offices=frozenset(raw["offices"]),
        former=frozenset(raw["former"]),
        past=raw["past"],
        related=frozenset(raw["related"]),
        firm_signs=frozenset(raw["firm_signs"]),
        firm_acts=frozenset(raw["firm_acts"]),
        firm_titles=frozenset(raw["firm_titles"]),
        firm_posts=frozenset((*raw["firm_titles"], *raw["firm_posts"])),
        surnames=frozenset(raw["surnames"]),
        given_names=frozenset((*raw["given_names"], *_given_names(ontology)))
        - {*raw["titles"], *raw["person_prefixes"]},
        korean_given=_korean_given(ontology, raw["surnames"]),
        address=frozenset(raw["address"]),
        unsaid=raw["unsaid"],
        partly=_partly(raw),
        ranks=frozenset(raw["ranks"]),
        unclear=frozenset(raw["unclear"]),
        officers=_officers(ontology),
        things=raw["things"],
        kinds=by_word(raw["kinds"]),
        alone=frozenset(raw["alone"]),
        towns=frozenset(raw["towns"]),
        halls=frozenset(raw["halls"]),
        vague=frozenset(raw["vague"]),
        firm_tails=tuple(raw["firm_tails"]),
        group_ends=tuple(raw["group_ends"]),
        firm_kinds=tuple(raw["firm_kinds"]),
        spelt_out=raw["spelt_out"],
        suffixes=suffixes,
        longest_suffix=max(map(len, suffixes)),
        governments=frozenset(raw["governments"]),
        campaigns=frozenset(raw["campaigns"]),
        public_bodies=frozenset(raw["public_bodies"]),
        government=raw["government"],
        anybodys=tuple(raw["anybodys"]),
        country_letters=raw["country_letters"],
        letter_followers=tuple(raw["letter_followers"]),
        toward_nouns=tuple(raw["toward_nouns"]),
        toward_goods=tuple(raw["toward_goods"]),
        transparent=frozenset(raw["transparent"]),
        facilities=frozenset(raw["facilities"]),
        called_with={cls: tuple(ends) for cls, ends in raw["called_with"].items()},
        reactors=re.compile(
            rf"(?<![가-힣A-Za-z0-9])([가-힣]{{2,10}}) (?:(?:{'|'.join(raw['reactors']['plants'])}) )?"
            rf"\d{{1,2}}(?:·\d{{1,2}})*{raw['reactors']['unit']}"
        ),
        national=frozenset(raw["national_facilities"]),
        markets=tuple(raw["markets"]),
        agencies=tuple(raw["agencies"]),
        associations=tuple(raw["associations"]),
        states_own=tuple(raw["states_own"]),
        seated=tuple(raw["seated"]),
        missions=re.compile(
            rf"(?<![가-힣])주([가-힣]{{1,7}}?) ?([가-힣]{{2,8}}?) ?(?:{'|'.join(raw['missions'])})"
            r"(?!저|장|[가-힣]{3})"
        ),
        of_the_state=frozenset(raw["of_the_state"]),
        headed=_headed(raw["headed"]),
        local_heads=raw["local_heads"],
        town_acts=frozenset(raw["town_acts"].split()),
        head_ends=frozenset(("장", *(t[-1] for t in raw["local_heads"]))),
        inner_chairs=tuple(raw["inner_chairs"]),
        parliaments=tuple(raw["parliaments"]),
        local_bodies=frozenset(raw["local_bodies"]),
        units=tuple(raw["units"]),
        own_units=tuple(raw["own_units"]),
        courts=tuple(raw["courts"]["ends"]),
        branches=re.compile(rf" [가-힣]{{2,6}}(?:{'|'.join(raw['courts']['branches'])})"),
        benches=_benches(raw["courts"]),
        no_laws=tuple(raw["no_laws"]),
        contracts=frozenset(raw["contracts"]),
        trades=re.compile(rf" (?:{'|'.join(raw['trades'])})"),
        namesake_parties=raw["namesake_parties"],
        ban_fields=frozenset(raw["bans"]["fields"]),
        bans=_bans(raw["bans"]),
        no_names=re.compile("|".join(re.escape(x).replace("\\#", r"\d") for x in raw["no_names"])),
        loanwords=frozenset(raw["loanwords"]),
        broadcasters=tuple(raw["broadcasters"]),
        broadcaster_ends=tuple(raw["broadcaster_ends"]),
        channels=tuple(raw["channels"]),
        programmes=tuple(raw["programmes"]),
        occasion_times=tuple(raw["occasion_times"]),
        occasions=tuple(raw["occasions"]),
        branch_shop=raw["branch_shop"],
        no_shops=tuple(raw["no_shops"]),
        troupes=frozenset(raw["troupes"]),
        marked_ends=by_word(raw["marked_ends"]),
        teams=re.compile(f"(?:{'|'.join(raw['teams'])})"),
        team_kinds=re.compile(f"(?:{'|'.join(raw['team_kinds'])})+"),
        army_units=re.compile(rf"(?<![가-힣A-Za-z0-9.,])제?\d{{1,4}}(?:{'|'.join(raw['army_units'])})(?![가-힣]{{3}})"),
        happenings=tuple(raw["happenings"]),
        incidents=tuple(raw["incidents"]),
        mere_happenings=frozenset(raw["mere_happenings"]),
        happening_times=frozenset(raw["happening_times"]),
        around=tuple(raw["around"]),
        rallies=tuple(raw["rallies"]),
        attending=frozenset(raw["attending"]),
        presiding=frozenset(raw["presiding"]),
        including=frozenset(raw["including"]),
        amid=frozenset(raw["amid"]),
        pointing=frozenset(raw["pointing"]),
        gatherings=tuple(raw["gatherings"]),
        meetings=tuple(raw["meetings"]),
        departments=tuple(raw["departments"]),
        diseases=tuple(raw["diseases"]),
        common_letters=frozenset(raw["common_letters"]),
        generic_ends=tuple(raw["generic_ends"]),
        leaders=frozenset(raw["leaders"]),
        called_by=tuple(raw["called_by"]),
        vague_goods=frozenset(raw["vague_goods"]),
        trade=tuple(raw["trade"]),
        sold_abroad=tuple(raw["sold_abroad"]),
        no_suffixes=tuple(raw["no_suffixes"]),
        home=raw["home"],
        compounded=tuple(raw["compounded"]),
        parties=re.compile(two),
        parties_before=re.compile(two + r"\Z"),
        too_general=frozenset(raw["too_general"]),
        descriptions=raw["descriptions"],
        described=re.compile(
            "|".join(
                sorted(
                    {
                        re.escape(v)
                        for d in raw["descriptions"].values()
                        for h in d["heads"]
                        for v in (h, h.replace(" ", ""))
                    }
                )
            )
        ),
    )


def _benches(raw: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """What names a court's division: what it is for or its number, and a word for division (제1형사부, 3부)."""
    kinds, parts, ends = ("|".join(sorted(raw[k], key=lambda w: (-len(w), w))) for k in ("kinds", "parts", "divisions"))
    number = r"\w?\d{1,2}"
    return re.compile(rf" (?:(?:{number} ?)?(?:{kinds})(?:{parts})? ?(?:{number} ?)?|{number} ?)(?:{ends})")


def _partly(raw: Mapping[str, Any]) -> re.Pattern[str]:
    """A family name with a form of address behind it, or with the word for a rest that is left unsaid."""
    family = f"(?<![가-힣0-9A-Za-z])[{raw['surnames']}{raw['rare_surnames']}] ?"
    return re.compile(f"{family}(?:(?P<unsaid>{raw['unsaid']})|(?P<address>{raw['polite']}))")


def _officers(ontology: Ontology) -> dict[str, list[LexiconEntry]]:
    """The lexicon's people who hold posts, by family name: the first syllable or the last word."""
    out: dict[str, list[LexiconEntry]] = {}
    for entry in ontology.lexicon:
        if entry.cls == "Person" and entry.posts:
            out.setdefault(entry.ko.split()[-1] if " " in entry.ko else entry.ko[0], []).append(entry)
    return out


def _headed(raw: Mapping[str, Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """What the names of bodies that have heads end in, with the class that it tells, the longest first."""
    return tuple(sorted(by_word(raw).items(), key=lambda x: (-len(x[0]), x)))


def _given_names(ontology: Ontology) -> Iterator[str]:
    """What foreigners are called by before their family name: the first words of the lexicon's people."""
    for entry in ontology.lexicon:
        first, _, rest = entry.ko.partition(" ")
        if entry.cls == "Person" and rest:
            yield first


def _korean_given(ontology: Ontology, surnames: str) -> tuple[frozenset[str], frozenset[str]]:
    """The syllables that Koreans' given names often begin and end with, of the lexicon's people."""
    names = [e.ko for e in ontology.lexicon if e.cls == "Person" and len(e.ko) == FULL_NAME and e.ko[0] in surnames]
    first, last = Counter(n[1] for n in names), Counter(n[2] for n in names)
    return frozenset(s for s in first if first[s] > _OFTEN), frozenset(s for s in last if last[s] > _OFTEN)
