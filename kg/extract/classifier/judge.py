"""What the classifier makes of a sentence that the rules have read: claims they missed, figures read anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract._measures_base import Measured
from kg.extract.claims import Maker
from kg.extract.classifier.figures import Figure, Figures
from kg.extract.classifier.model import Model
from kg.extract.classifier.pairs import Pair, Pairs
from kg.extract.frames import Frames
from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.mentions.cues import Cues
from kg.model import Claim, Mention, Qualifier, Quantity, Span
from kg.ontology import Ontology

# Chosen on held-out stories (docs/EXTRACTION.md).
ADDED = 0.5  # how likely a relation must be that only the classifier sees
LEFT = frozenset(  # to the rules: a noun phrase says them, or the classifier was right in less than a third
    ("basedIn", "participatesIn", "investsIn", "orders", "ownedBy")
)
COUNTED = 0.5  # how likely a figure must be that only the classifier sees
CHANGED = 0.6  # how much likelier than the rules' own reading of a figure another one must be
FLOOR = 0.01
DATED = frozenset(("released", "founded", "acquires", "meets", "restricts", "lists", "developed"))

_Key = tuple[str, str, str]


class Reading(NamedTuple):
    """One sentence as the rules read it.

    Attributes:
        before: Names of the sentences before that this one may mean, each with what it was there.
    """

    syntax: Syntax
    roles: Roles
    maker: Maker
    claims: Sequence[Claim]
    before: Sequence[tuple[str, Mention]]


class _Likely(NamedTuple):
    """A reading of a figure: how likely, the measure with its sign, and whose."""

    odds: float
    label: str
    figure: Figure


class Judge:
    """Weighs the pairs and figures of sentences.

    Args:
        ontology: What each relation and measure may join; hints among its frames.
        frames: The relations that a predicate is known for.
        cues: Class nouns and titles.
    """

    def __init__(self, ontology: Ontology, frames: Frames, cues: Cues) -> None:
        self._ontology = ontology
        self._pairs = Pairs(frames, cues, ontology.frames["hints"])
        self._figures = Figures()
        self._pair_model = Model.load("pairs")
        self._figure_model = Model.load("figures")
        self._general = cues.too_general
        self.relations = cache(self._relations)
        self.measures = cache(self._measures)

    def _relations(self, first: str, second: str) -> tuple[str, ...]:
        """The labels that the classes of two names allow, the earlier one first."""
        allows = self._ontology.allows
        return tuple(
            x
            for x in self._pair_model.labels
            if (allows(x[1:], second, first) if x[0] == "<" else allows(x[1:], first, second))
        )

    def _measures(self, cls: str, unit: str) -> tuple[str, ...]:
        """The labels that an owner's class and a unit allow."""
        return tuple(x for x in self._figure_model.labels if self._ontology.measures_of(x.removesuffix("-"), cls, unit))

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yield the claims of a sentence: those of the rules, and what the classifier adds."""
        ruled = [c for c in reading.claims if isinstance(c.statement.object, str)]
        found = self._weighed(reading, ruled)
        yield from ruled
        yield from self._added(reading, {_key(c) for c in ruled}, found)
        numbered = {c.evidence.object: c for c in reading.claims if isinstance(c.statement.object, Quantity)}
        anew = list(self._figures_anew(reading, numbered))
        changed = {c.evidence.object for c in anew}
        yield from (c for span, c in numbered.items() if span not in changed)
        yield from anew

    # ---- relations

    def _weighed(self, reading: Reading, ruled: Sequence[Claim]) -> dict[_Key, tuple[float, Pair]]:
        """For each claim that is not out of the question the odds, and the pair that says it best."""
        said: dict[tuple[str, str], list[str]] = {}
        for c in ruled:
            said.setdefault((c.statement.subject, str(c.statement.object)), []).append(c.statement.predicate)
        pairs = self._pairs.of(reading.syntax, reading.roles, said, self.relations)
        labels = [self.relations(p.first.cls, p.second.cls) for p in pairs]
        odds = self._pair_model.odds([p.features for p in pairs], labels, FLOOR)
        out: dict[_Key, tuple[float, Pair]] = {}
        for pair, probable in zip(pairs, odds, strict=True):
            for label, p in probable.items():
                a, b = (pair.second, pair.first) if label[0] == "<" else (pair.first, pair.second)
                key = (a.entity, label[1:], b.entity)
                if label[0] == "=":
                    key = (min(a.entity, b.entity), label[1:], max(a.entity, b.entity))
                if key not in out or p > out[key][0]:
                    out[key] = (p, pair)
        return out

    def _added(self, reading: Reading, said: set[_Key], found: Mapping[_Key, tuple[float, Pair]]) -> Iterator[Claim]:
        """Yield what the rules do not say and is likely."""
        for key, (p, pair) in found.items():
            known = key in said or (self._ontology.relations[key[1]].symmetric and key[::-1] in said)
            if p >= ADDED and not known and key[1] not in LEFT and self._general.isdisjoint((key[0], key[2])):
                yield self._claim(reading, key, pair)

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

    # ---- figures

    def _figures_anew(self, reading: Reading, ruled: Mapping[Span, Claim]) -> Iterator[Claim]:
        """Yield figures that the rules left, and those of which another reading than theirs is far likelier."""
        said = {span: (c.statement.predicate, c.statement.subject) for span, c in ruled.items()}
        for group in self._figures.of(reading.syntax, reading.roles, reading.before, said):
            span = group[0].number.span
            likely = self._likely(group)
            best = likely[0] if likely else None
            if best is None:
                continue
            at = next((s for s in ruled if s.overlaps(span)), None)
            if at is None:
                reads = (_measure(best.label), best.figure.owner.entity)
                if best.odds >= COUNTED and reads not in said.values():  # a second figure of one kind is a round mark
                    yield self._figure(reading, best)
            elif at == span:
                own = next((x.odds for x in likely if said[at] == (_measure(x.label), x.figure.owner.entity)), 0.0)
                if best.odds >= own + CHANGED:
                    yield self._figure(reading, best)

    def _likely(self, group: Sequence[Figure]) -> list[_Likely]:
        """The readings of a number, the likeliest first."""
        labels = [self.measures(f.owner.cls, f.number.quantity.unit) for f in group]
        odds = self._figure_model.odds([f.features for f in group], labels, FLOOR)
        found = [_Likely(p, x, f) for f, ps in zip(group, odds, strict=True) for x, p in ps.items()]
        return sorted(found, key=lambda x: (-x.odds, x.label, x.figure.owner.span))

    def _figure(self, reading: Reading, likely: _Likely) -> Claim:
        number, owner = likely.figure.number, likely.figure.owner
        value = abs(number.quantity.value) * (-1 if likely.label.endswith("-") else 1)
        quantity = Quantity(value, number.quantity.unit)
        found = Measured(_measure(likely.label), owner, quantity, number.span, number.span)
        at = reading.syntax.parsed.eojeol_at(number.span.end - 1)
        return reading.maker.measure(found, reading.maker.voices.of(at, number.span), "figure")


def _key(claim: Claim) -> _Key:
    return claim.statement.subject, claim.statement.predicate, str(claim.statement.object)


def _measure(label: str) -> str:
    """The measure of a label; a minus behind it is the figure's sign."""
    return label.removesuffix("-")
