"""What the classifier makes of a sentence that the rules have read: relations that they missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.claims import DATED, Maker
from kg.extract.classifier.model import Model
from kg.extract.classifier.pairs import Pair, Pairs
from kg.extract.frames import Frames
from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.mentions.cues import Cues
from kg.model import Claim, Qualifier
from kg.ontology import Ontology

# Chosen on held-out stories (docs/EXTRACTION.md).
ADDED = 0.5  # how likely a relation must be that only the classifier sees
LEFT = frozenset(("basedIn", "participatesIn", "authored", "manufactures"))  # to the rules: seldom right

# Who is said to do the one to a thing does not do the other to it in the same sentence.
_CONTRARY = {"restricts": "permits", "permits": "restricts", "developed": "orders", "manufactures": "orders"}

# What those who do something together do not do to each other.
_AGAINST = frozenset(("sues", "accuses", "acquires", "investigates"))
# What who has a part of a firm does not do to it: he has not all of it, nor does a fund look into it.
_BESIDE_STAKES = frozenset(("acquires", "investigates"))
_MINOR = 25  # percent of a firm below which it is nobody's for that
_LIKE = "같다"
_Key = tuple[str, str, str]


class Reading(NamedTuple):
    """One sentence as the rules read it."""

    syntax: Syntax
    roles: Roles
    maker: Maker
    claims: Sequence[Claim]


class Judge:
    """Weighs the pairs of names of sentences.

    Args:
        ontology: What each relation and measure may join; hints among its frames.
        frames: The relations that a predicate is known for.
        cues: Class nouns and titles.
    """

    def __init__(self, ontology: Ontology, frames: Frames, cues: Cues) -> None:
        self._ontology = ontology
        self._pairs = Pairs(frames, cues, ontology.frames["hints"])
        self._model = Model.load("pairs")
        self._general = cues.too_general
        self._title = cues.title
        self.relations = cache(self._relations)

    def _relations(self, first: str, second: str) -> tuple[str, ...]:
        """The labels of interest that the classes of two names allow, the earlier one first."""
        allows = self._ontology.allows
        return tuple(
            x
            for x in self._model.labels
            if x[1:] not in LEFT and (allows(x[1:], second, first) if x[0] == "<" else allows(x[1:], first, second))
        )

    def claims(self, readings: Sequence[Reading]) -> Iterator[Claim]:
        """Yield the claims of an article's sentences: of each those of the rules, and what the classifier adds."""
        ruled = [{_key(c) for c in r.claims if isinstance(c.statement.object, str)} for r in readings]
        pairs = [
            self._pairs.of(r.syntax, r.roles, _said(keys), self.relations)
            for r, keys in zip(readings, ruled, strict=True)
        ]
        together = [p for found in pairs for p in found]
        labels = [self.relations(p.first.cls, p.second.cls) for p in together]
        odds = iter(self._model.odds([p.groups for p in together], labels, ADDED))
        for reading, keys, found in zip(readings, ruled, pairs, strict=True):
            yield from reading.claims
            yield from self._added(reading, keys, self._likely(found, odds))

    def _added(
        self, reading: Reading, ruled: Collection[_Key], likely: Mapping[_Key, tuple[float, Pair]]
    ) -> Iterator[Claim]:
        """Yield what the rules do not say and is likely."""
        for key, (_, pair) in likely.items():
            known = key in ruled or (self._ontology.relations[key[1]].symmetric and key[::-1] in ruled)
            known = known or (key[0], _CONTRARY.get(key[1], ""), key[2]) in ruled
            known = known or (key[1] == "holdsPosition" and self._titled_elsewhere(reading.syntax, pair))
            known = known or (key[1] == "restricts" and any((key[0], "exportsTo") == k[:2] for k in ruled))
            known = known or (key[1] == "authored" and any(k[1:] == ("released", key[2]) for k in ruled))
            part = key[1] == "ownedBy" and (key[2], "investsIn", key[0]) in ruled
            known = known or (part and _small(reading.syntax))
            known = known or (key[1] in _BESIDE_STAKES and (key[0], "investsIn", key[2]) in ruled)
            known = known or (key[1] in _AGAINST and _together(reading.syntax, pair))
            states = key[1] == "partnersWith" and pair.first.cls == "Country"
            known = known or (states and _talk(key, ruled, reading.syntax.grammar.talks))
            known = known or (key[1] == "meets" and self._attend(reading.syntax, pair))
            known = known or self._likened(reading.syntax, pair)
            known = known or pair.first.span.overlaps(pair.second.span)  # "엔비디아 칩" and 엔비디아
            if not known and self._general.isdisjoint((key[0], key[2])):
                claim = self._claim(reading, key, pair)
                if claim.evidence.modality != "predicted":  # right in one of three
                    yield claim

    def _titled_elsewhere(self, syntax: Syntax, pair: Pair) -> bool:
        """Whether a bare title with a particle parts a person from a body: "김 대표는 [백악관의 규제를] 비판했다"."""
        first, last = (syntax.parsed.eojeol_at(m.span.end - 1) for m in (pair.first, pair.second))
        between = syntax.words[first + 1 : last]
        slots = (syntax.grammar.slot(w.particle) for w in between[:2] if self._title(w.core_form))
        return pair.first.cls == "Person" and any(slot in ("TOP", "SBJ") for slot in slots)

    def _attend(self, syntax: Syntax, pair: Pair) -> bool:
        """Whether two are only said to be at an occasion ("A와 B가 참석했다")."""
        predicate = pair.trigger.predicate
        return predicate is not None and predicate.key in syntax.grammar.amid["being"]

    def _likened(self, syntax: Syntax, pair: Pair) -> bool:
        """Whether what is made is only like one of the two: "[챗GPT 같은] 서비스를 개발한다"."""
        predicate = pair.trigger.predicate
        if predicate is None or predicate.key not in (_LIKE, *syntax.grammar.making):
            return False
        ends = (syntax.parsed.eojeol_at(m.span.end - 1) + 1 for m in (pair.first, pair.second))
        return any(w.stem == _LIKE and w.ending_tag == "ETM" for at in ends for w in syntax.words[at : at + 1])

    def _likely(self, pairs: Sequence[Pair], odds: Iterator[Mapping[str, float]]) -> dict[_Key, tuple[float, Pair]]:
        """For each likely relation the odds, and the pair that says it best."""
        out: dict[_Key, tuple[float, Pair]] = {}
        for pair, probable in zip(pairs, odds, strict=False):  # the odds go on with the next sentence's
            for label, p in probable.items():
                a, b = (pair.second, pair.first) if label[0] == "<" else (pair.first, pair.second)
                key = (a.entity, label[1:], b.entity)
                if label[0] == "=":
                    key = (min(a.entity, b.entity), label[1:], max(a.entity, b.entity))
                if key not in out or p > out[key][0]:
                    out[key] = (p, pair)
        return out

    def _claim(self, reading: Reading, key: _Key, pair: Pair) -> Claim:
        a, b = (pair.first, pair.second) if pair.first.entity == key[0] else (pair.second, pair.first)
        maker, trigger, predicate = reading.maker, pair.trigger, pair.trigger.predicate
        if predicate is not None and predicate.noun_at >= 0:
            voice = maker.carried(predicate, maker.voices.noun(predicate.noun_at, predicate.span, predicate.at))
        else:
            voice = maker.voices.of(trigger.at, trigger.span)
        date = maker.date(trigger.span) if key[1] in DATED else ""
        qualifiers = (Qualifier("date", date),) if date else ()
        return maker.claim("learnt", a, key[1], b, trigger.span, voice, qualifiers)


def _said(ruled: Iterable[_Key]) -> dict[tuple[str, str], set[str]]:
    """What the rules say of each subject and object."""
    said: dict[tuple[str, str], set[str]] = {}
    for subject, relation, target in ruled:
        said.setdefault((subject, target), set()).add(relation)
    return said


def _key(claim: Claim) -> _Key:
    return claim.statement.subject, claim.statement.predicate, str(claim.statement.object)


def _talk(key: _Key, ruled: Collection[_Key], talks: tuple[str, ...]) -> bool:
    """Whether two are said to negotiate with each other ("한국과 미국의 관세 협상")."""
    events = {k[2] for k in ruled if k[:2] == (key[0], "participatesIn") and k[2].endswith(talks)}
    return any((key[2], "participatesIn", event) in ruled for event in events)


def _together(syntax: Syntax, pair: Pair) -> bool:
    """Whether two names stand joined in one phrase ("A와 B가 소송을 냈다")."""
    return any(pair.first in p.fillers and pair.second in p.fillers for p in syntax.phrases)


def _small(syntax: Syntax) -> bool:
    """Whether all shares that a sentence tells are small parts of a firm."""
    shares = [float(n.quantity.value) for n in syntax.parsed.numbers if n.quantity.unit == "percent"]
    return bool(shares) and max(shares) < _MINOR
