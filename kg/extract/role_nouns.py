"""Role nouns (자회사, 고객사, 대표): where one stands in a sentence, and what it may say of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from kg.extract.scene import Scene
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.ontology import Ontology
from kg.text.typography import MARKS

_THINGS = {"Product", "Technology"}


class Role(NamedTuple):
    """One reading of a role noun.

    Attributes:
        subject: Which of the two, "holder" or "owner", is the relation's subject.
        holders: Classes of its holder.
        owners: Classes of its owner.
        strict: Whether only known words may stand between owner and noun.
        titled: Whether the noun is the role that a qualifier names.
        joint: Whether all who are listed own it ("A와 B의 합작사 C").
        kinds: Whether kinds of things have it as names do ("스마트폰의 부품인 메모리").
    """

    relation: str
    subject: str
    holders: tuple[str, ...]
    owners: tuple[str, ...]
    strict: bool = False
    titled: bool = False
    joint: bool = False
    kinds: bool = False


@dataclass(frozen=True)
class Found:
    """A role noun in a sentence: its words, from the noun to the one that bears its particle, and its readings."""

    first: int
    last: int
    noun: str
    readings: tuple[Role, ...]


class RoleNouns:
    """The role nouns of frames/links.yaml, ready to be found.

    Args:
        raw: frames/links.yaml.
        cues: Class nouns and titles.
        ontology: Which classes stand under which.
    """

    def __init__(self, raw: Mapping[str, Any], cues: Cues, ontology: Ontology) -> None:
        self.cues, self.ontology = cues, ontology
        self.between = frozenset(raw["origin"]["between"])
        self.verbs = {name: frozenset(words) for name, words in raw["role_verbs"].items()}
        self.offices = tuple(raw["offices"])
        self.implied = frozenset(raw["implied"])
        self.unowned = frozenset(raw["unowned"])
        self.trades, self.terms = frozenset(raw["trades"]["nouns"]), frozenset(raw["trades"]["own"])
        self.jobs = frozenset(raw["jobs"])
        self.kindred = frozenset(raw["kindred"])
        self.customers, self.parents = frozenset(raw["customers"]), frozenset(raw["parents"])
        self.single, self.bodies = frozenset(raw["single"]), tuple(raw["bodies"])
        self.agencies = frozenset(raw["agencies"])
        self.called = frozenset(raw["role_verbs"]["call"])
        self.mutual = frozenset(raw["mutual"])
        self.shared = frozenset(raw["shared"])
        self.dismiss = frozenset(raw["succession"]["dismiss"])
        self.table: dict[str, tuple[Role, ...]] = {}
        for entry in raw["roles"]:
            role = Role(
                entry["relation"],
                entry["subject"],
                tuple(entry["holder"]),
                tuple(entry["owner"]),
                strict=bool(entry.get("strict")),
                joint=bool(entry.get("joint")),
                kinds=bool(entry.get("kinds")),
            )
            for noun in entry["nouns"]:
                self.table[noun] = (*self.table.get(noun, ()), role)
        self.longest = max(map(len, self.table))
        places, makes = tuple(raw["origin"]["subjects"]), tuple(raw["maker"]["objects"])
        self.nationals = frozenset(raw["origin"]["listed"])
        self.post = Role("holdsPosition", "holder", ("Person",), ("Organization", "Country"), titled=True)
        self.origin = Role("basedIn", "holder", places, ("Country", "Region"), strict=True)
        self.make = Role("developed", "owner", makes, ("Organization",), strict=True)
        versions = raw["versions"]
        self.version = Role("variantOf", "holder", ("Product",), ("Product",))
        self.version_words, self.version_ends = frozenset(versions["words"]), tuple(versions["endings"])
        self.alone, self.things = frozenset(versions["alone"]), frozenset(versions["things"])
        self.endings = {
            "들",
            "인",
            *self.version_ends,
            *(w[-1] for w in (*self.table, *self.nationals, *cues.titles, *cues.class_nouns)),
        }
        self._said_by = lru_cache(1 << 14)(self._readings)

    def _found(self, scene: Scene, k: int) -> Found | None:
        words = scene.syntax.words
        word = words[k]
        noun = scene.text[word.span.start : word.core.end].lstrip(MARKS).removesuffix("들")
        before = words[k - 1] if k else None
        bare = before is not None and not (before.particles or before.stem or before.comma)
        joined = before.core_form + noun if before is not None and bare else noun
        if noun.endswith("사인") and not word.particles and noun[:-1] in self.table:
            noun = joined = noun[:-1]  # "합작사인": no autograph
        readings = self._said_by(noun, joined)
        if not readings or (noun not in self.alone and any(m.span.overlaps(word.core) for m in scene.named)):
            return None
        return Found(k, self._bearer(scene, k), noun, readings)

    def _readings(self, noun: str, joined: str) -> tuple[Role, ...]:
        """What a noun may say, by itself or with the bare noun before it."""
        key = self._key(joined) or self._key(noun)
        title = self.cues.title(noun)
        branch = self.ontology.branch(self.cues.class_of(noun))
        return (
            *self.table.get(key, ()),
            *((self.version,) if not key and self._is_version(noun, joined) else ()),
            *((self.post,) if title else ()),
            *((self.origin,) if branch == "Organization" or noun in self.nationals else ()),
            *((self.make,) if branch == "Product" else ()),
        )

    def _is_version(self, noun: str, joined: str) -> bool:
        """Whether a noun calls something a version of a product ("저사양 칩", "중국용 모델", "저가형")."""
        before = joined.removesuffix(noun)
        if noun in self.alone or not before:
            return noun in self.alone
        thing = noun in self.things or self.ontology.branch(self.cues.class_of(noun)) == "Product"
        return thing and (before in self.version_words or before.endswith(self.version_ends))

    def _key(self, noun: str) -> str:
        """The longest end of a noun that the table knows, where what stands before it is a word as well.

        창업투자회사 is a 투자회사, no 자회사.
        """
        for i in range(max(0, len(noun) - self.longest), len(noun)):
            if noun[i:] in self.table and i != 1 and (i == 0 or not noun.startswith("투자", i - 1)):
                return noun[i:]
        return ""

    def _bearer(self, scene: Scene, k: int) -> int:
        """The eojeol that bears the noun's particle: a class noun may follow ("현대차그룹 계열의 방산업체다")."""
        phrase = scene.syntax.phrase_at(k)
        if phrase is None or phrase.last == k:
            return k
        start, last = scene.syntax.words[k].span.end, scene.syntax.words[phrase.last]
        plain = not any(start <= m.span.start < last.core.end for m in scene.named)
        return phrase.last if plain and self.cues.class_of(last.core_form.removesuffix("들")) else k

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)

    def _rival(self, found: Found) -> bool:
        """Whether a role noun means rivals."""
        return any(r.relation == "competesWith" and "Country" not in r.holders for r in found.readings)

    def _kinds(self, found: Found) -> bool:
        """Whether kinds of things have a role as names do ("부품인 메모리")."""
        return any(r.kinds for r in found.readings)

    def _things(self, found: Found) -> bool:
        """Whether only things have a role ("경쟁 기종")."""
        return bool(found.readings) and all(set(r.holders) <= _THINGS for r in found.readings)

    def _called(self, scene: Scene, at: int) -> bool:
        """Whether a verb says what somebody is called ("A가 경쟁자로 꼽힌다")."""
        word = scene.syntax.words[at]
        return at >= 0 and (word.noun or word.stem) in self.called
