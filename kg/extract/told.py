"""What an article has said so far, and how a sentence is held against it to find an end that it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg.extract.frames import Frames
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.linking.salience import Salience
from kg.model import Claim, Mention, Statement
from kg.ontology import Ontology

_LEAD = 2  # sentences of the body that say what an article is about
STATES = ("Country", "GovernmentBody", "InternationalOrganization")
_HOSTS = ("Region", "GovernmentBody")  # they bring firms that invest to a place, not money to a firm
_BODIES = ("Person", "Organization", "Country")


@dataclass
class Told:
    """What an article has said so far.

    Attributes:
        statements: All that was claimed, in order.
        recent: What the last two sentences claimed.
        mentions: The last mention of each name.
        themes: Policies and events of the headline and the first sentences.
        lead: Firms named there.
        raiser: The firm that one of the last sentences says to have raised money, or "".
        imposer: Which authority was last told to ban, list or fine somebody.
    """

    statements: list[Statement] = field(default_factory=list)
    recent: list[list[Statement]] = field(default_factory=list)
    mentions: dict[str, Mention] = field(default_factory=dict)
    themes: list[Mention] = field(default_factory=list)
    lead: set[str] = field(default_factory=set)
    imposer: Mention | None = None
    bodies: int = 0
    raiser: str = ""
    raised: int = 0

    def hear(
        self, syntax: Syntax, claims: Sequence[Claim], imposer: Mention | None = None, raising: tuple[str, ...] = ()
    ) -> None:
        """Take in a sentence and what was made of it.

        Args:
            syntax: The sentence.
            claims: What it says.
            imposer: Which authority it tells to act against somebody.
            raising: Words by which somebody raises money.
        """
        named = [m for m in syntax.mentions if not m.common]
        self.mentions.update((m.entity, m) for m in named)
        body = syntax.parsed.sentence.kind == "body"
        if not body or self.bodies < _LEAD:
            self.themes += (m for m in named if m.cls in ("Policy", "Event"))
            self.lead |= {m.entity for m in named if m.cls == "Company"}
        self.bodies += body
        new = [c.statement for c in claims if isinstance(c.statement.object, str)]
        self.statements += new
        self.recent = [*self.recent[-1:], new]
        bans = [s.subject for s in new if s.predicate == "restricts"]
        self.imposer = imposer or (self.named(bans[-1]) if bans else None) or self.imposer
        self._hear_raised(syntax, claims, raising)

    def _hear_raised(self, syntax: Syntax, claims: Sequence[Claim], raising: tuple[str, ...]) -> None:
        """Note who raises money: whose sum it is, else the first firm that a sentence of it names."""
        sentence = syntax.parsed.span.of(syntax.text)
        self.raised += 1
        if not any(w in sentence for w in raising) or any(m.cls in _HOSTS for m in syntax.mentions):
            return
        firms = [m.entity for m in syntax.mentions if m.cls == "Company"]
        putting = {c.statement.subject for c in claims if c.statement.predicate == "investsIn"}
        sums = [c.statement.subject for c in claims if c.statement.predicate == "investmentAmount"]
        got = [e for e in (*sums, *firms) if e in firms and e not in putting]
        if got:
            self.raiser, self.raised = got[0], 0

    def raising(self, within: int) -> Mention | None:
        """The firm that has raised money within the last sentences, if any has."""
        return self.named(self.raiser) if self.raiser and self.raised < within else None

    def last(self, relation: str) -> Statement | None:
        """The last statement of a relation."""
        return next((s for s in reversed(self.statements) if s.predicate == relation), None)

    def named(self, entity: object) -> Mention | None:
        """The last mention of an entity, if it was named."""
        return self.mentions.get(entity) if isinstance(entity, str) else None


class Found(NamedTuple):
    """A statement one end of which the sentence leaves out."""

    subject: Mention
    relation: str
    object: Mention
    predicate: Predicate
    modality: str = ""


@dataclass(frozen=True)
class Place:
    """A sentence, what stood before it, and what it was found to say of whom it names."""

    syntax: Syntax
    roles: Roles
    told: Told
    salience: Salience
    said: Sequence[Statement] = ()

    @cached_property
    def sentence(self) -> str:
        """Its text."""
        return self.syntax.parsed.span.of(self.syntax.text)

    @cached_property
    def here(self) -> frozenset[str]:
        """The entities that it names."""
        return frozenset(m.entity for m in self.syntax.mentions)

    @cached_property
    def verbs(self) -> tuple[Predicate, ...]:
        """Its predicates that are verbs, not event nouns."""
        return tuple(p for p in self.syntax.predicates if p.noun_at < 0)

    def named(self, entity: object) -> Mention | None:
        """The mention of an entity here, else the last one before."""
        here = next((m for m in reversed(self.syntax.mentions) if m.entity == entity), None)
        return here or self.told.named(entity)

    def arguments(self, predicate: Predicate) -> list[Phrase]:
        """The phrases that depend on a verb."""
        return self.syntax.arguments(predicate.at)

    def described(self, phrase: Phrase) -> bool:
        """Whether a clause describes a phrase ("[A가 보유한] 주식을"): it says whose it is."""
        heads = (self.syntax.governor(w.index) for w in self.syntax.words[: phrase.first] if w.ending_tag == "ETM")
        return any(phrase.first <= head <= phrase.last for head in heads)

    def about(self, fits: Callable[[Mention], bool]) -> Mention | None:
        """Whom the article is most about of those who fit and are not named here."""
        return self.salience.foremost(lambda m: m.entity not in self.here and fits(m))


class LookUps:
    """What all ways of leaving an end out need.

    Args:
        words: frames/leftout.yaml.
        allowed: Whether a relation may join two mentions.
        ontology: Which classes stand under which.
        frames: Which verbs say which relation.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        allowed: Callable[[str, Mention, Mention], bool],
        ontology: Ontology,
        frames: Frames,
    ) -> None:
        self.words = {name: tuple(said) for name, said in words.items()}
        self.further: Mapping[str, Sequence[str]] = dict(words["further_with"])  # type: ignore[arg-type]
        self.allowed, self.ontology, self.frames = allowed, ontology, frames

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)

    def _bare(self, phrase: Phrase) -> bool:
        """Whether no name stands in a phrase."""
        return all(m.common for m in phrase.inner)

    def _agents(self, place: Place, predicate: Predicate) -> list[Mention]:
        """Who does it, of those whom the sentence names."""
        span = place.syntax.parsed.span
        found = place.roles.fill(predicate, "agent")
        own = (m for m in found if not m.common and span.start <= m.span.start < span.end)
        return [m for m in own if self._is(m, _BODIES)]

    def _theme(self, place: Place, ends: tuple[str, ...]) -> Mention | None:
        """The policy or event with one of some endings that the article is about."""
        themes = {m.entity for m in place.told.themes if m.surface.endswith(ends)}
        return place.salience.foremost(lambda m: m.entity in themes) if themes else None
