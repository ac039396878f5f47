"""Ends that a sentence leaves out because those before have named them: 이번 투자에는 A가 참여했다, A는 반발했다.

What the article says so far (`Told`) gives the other end: the firm that raises money, the event that is held, the
policy that it is about, who put others on a list. Each way of saying so is a method of `LeftOut`, its words are in
frames/leftout.yaml; what is not among them is left alone, since a guess is right in one case of three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from kg.extract.claims import Maker
from kg.extract.frames import Frames
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.model import Claim, Mention, Statement
from kg.ontology import Ontology
from kg.salience import Salience

_COMMON = ("category", "description")
_LEAD = 2  # sentences of the body that say what an article is about
_STRIKES = ("restricts", "investigates", "accuses", "sues")
_BODIES = ("Person", "Organization", "Country")
_STATES = ("Country", "GovernmentBody", "InternationalOrganization")
_HARMED = ("Organization", "Country", "Product", "Place")
_PARTS = ("Chip", "Software", "AIModel", "Technology", "Product")
_SUBJECT = ("SBJ", "TOP")
_OTHERS = ("OBJ", "DAT", "ABOUT", "TOWARD", "AGAINST")
_HALF = 50  # percent of a firm with which it is somebody's


@dataclass
class Told:
    """What an article has said so far.

    Attributes:
        statements: All that was claimed, in order.
        recent: What the last two sentences claimed.
        mentions: The last mention of each name.
        themes: Policies and events of the headline and the first sentences.
        lead: Firms named there.
    """

    statements: list[Statement] = field(default_factory=list)
    recent: list[list[Statement]] = field(default_factory=list)
    mentions: dict[str, Mention] = field(default_factory=dict)
    themes: list[Mention] = field(default_factory=list)
    lead: set[str] = field(default_factory=set)
    bodies: int = 0

    def hear(self, syntax: Syntax, claims: Sequence[Claim]) -> None:
        """Take in a sentence and what was made of it."""
        named = [m for m in syntax.mentions if m.method not in _COMMON]
        self.mentions.update((m.entity, m) for m in named)
        body = syntax.parsed.sentence.kind == "body"
        if not body or self.bodies < _LEAD:
            self.themes += (m for m in named if m.cls in ("Policy", "Event"))
            self.lead |= {m.entity for m in named if m.cls == "Company"}
        self.bodies += body
        new = [c.statement for c in claims if isinstance(c.statement.object, str)]
        self.statements += new
        self.recent = [*self.recent[-1:], new]

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
    """A sentence and what stood before it."""

    syntax: Syntax
    roles: Roles
    told: Told
    salience: Salience

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


class LeftOut:
    """Finds the ends that sentences leave out.

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
        self.ways = (
            self.rounds, self.stakes, self.likewise, self.present, self.listed, self.built_in, self.reactions,
            self.approvals, self.looks, self.suits, self.harmed,
        )  # fmt: skip

    def find(
        self, syntax: Syntax, roles: Roles, maker: Maker, told: Told, salience: Salience, claims: Sequence[Claim]
    ) -> Iterator[Claim]:
        """Yield what a sentence says of somebody whom it does not name, unless it says that of another."""
        if syntax.parsed.sentence.kind != "body" or not told.mentions or not syntax.mentions:
            return
        place = Place(syntax, roles, told, salience)
        doers = {(c.statement.predicate, c.statement.subject) for c in claims}
        objects = {(c.statement.predicate, c.statement.object) for c in claims}
        for way in self.ways:
            for a, relation, b, predicate, modality in way(place):
                known = (relation, a.entity) in doers if a.entity in place.here else (relation, b.entity) in objects
                if known or not self.allowed(relation, a, b):
                    continue
                voice = maker.voices.of(predicate.at, predicate.span)
                if modality and voice.modality in ("asserted", "claimed"):
                    voice = replace(voice, modality=modality)
                yield maker.claim("left", a, relation, b, predicate.span, voice)

    # ---- money

    def rounds(self, place: Place) -> Iterator[Found]:
        """이번 투자에는 A가 참여했다, A는 5억달러어치를 사들였다: A puts its money into who is meant."""
        words = self.words
        first = next((p for p in place.syntax.phrases if self._is_round(p)), None)
        for verb in place.verbs:
            if verb.passive:
                continue
            after = first is not None and verb.at > first.last
            taken = after and verb.key in words["joining"]
            put = after and verb.key in words["putting"] and self._acts_on(place, verb, words["money"])
            more = self._more(place, verb)
            if not (taken or put or more or self._bought(place, verb) or self._owned(place, verb)):
                continue
            agents = [a for a in self._agents(place, verb) if a.cls != "Country"]
            firm = (more or self._raiser(place)) if agents else None
            if firm is not None:
                yield from (Found(a, "investsIn", firm, verb) for a in agents)

    def _more(self, place: Place, verb: Predicate) -> Mention | None:
        """In whom the investors of the sentence before put money, where a verb names more of them."""
        before = [s for part in place.told.recent for s in part if s.predicate == "investsIn"]
        firm = place.told.named(before[-1].object) if before else None
        if firm is None or firm.cls != "Company" or firm.entity in place.here:
            return None
        args = place.arguments(verb)
        with_what = any(verb.key in self.further.get(q.noun, ()) for q in args if q.slot == "OBJ")
        alone = verb.key in self.words["further"] and not any(q.slot in ("DAT", "OBJ") for q in args)
        return firm if with_what or alone else None

    def _is_round(self, phrase: Phrase) -> bool:
        """Whether a phrase names a round of investment and not whose ("이번 투자에는")."""
        slots = ("DAT", "LOC", *_SUBJECT, "OBJ")
        named = any(m.cls == "Company" for m in phrase.inner)
        return phrase.slot in slots and phrase.joined.endswith(self.words["rounds"]) and not named

    def _acts_on(self, place: Place, verb: Predicate, ends: tuple[str, ...]) -> bool:
        return any(q.slot == "OBJ" and q.noun.endswith(ends) for q in place.arguments(verb))

    def _bought(self, place: Place, verb: Predicate) -> bool:
        """Whether shares are bought and nothing says of whom ("5억달러어치 주식을 사들였다")."""
        words = self.words
        if verb.key not in words["buying"]:
            return False
        worth = [q for q in place.arguments(verb) if q.slot == "OBJ" and any(w in q.text for w in words["worth"])]
        return any(
            not q.inner and not any(w in q.text for w in words["own_shares"]) and not place.described(q) for q in worth
        )

    def _owned(self, place: Place, verb: Predicate) -> bool:
        """Whether somebody is a shareholder of whom the clause does not say ("주주로는 A가 참여했다")."""
        args = place.arguments(verb) if verb.key in self.words["owning"] else ()
        return any(q.slot in ("INS", "AS") and q.noun in self.words["owners"] and self._bare(q) for q in args)

    def _raiser(self, place: Place) -> Mention | None:
        """Whose shares are meant: who goes public, else the firm that the article is about."""
        listed, lead = place.told.last("lists"), place.told.lead
        if listed is not None and listed.subject in lead and listed.subject not in place.here:
            return place.told.named(listed.subject)
        meant = place.about(lambda m: m.cls == "Company" and m.entity in lead)
        return meant or place.about(lambda m: m.cls == "Company")

    def stakes(self, place: Place) -> Iterator[Found]:
        """A는 지분 30%를 보유한다, B는 A가 지분 30%를 쥔 회사다: A has a part of who is meant, or the whole."""
        syntax = place.syntax
        for verb in place.verbs:
            if verb.key not in self.words["holding"]:
                continue
            args = place.arguments(verb)
            share = next((q for q in args if q.slot == "OBJ" and self._is_stake(place, q)), None)
            percent = self._percent(syntax, share) if share is not None else None
            if percent is None:
                continue
            agents = [m for m in self._agents(place, verb) if not m.surface.startswith(self.words["several"])]
            owned = self._whole(place, verb, args, agents)
            most = percent >= _HALF or any(w in place.sentence for w in self.words["controlling"])
            for a in agents:
                if owned is not None:
                    yield Found(owned, "ownedBy", a, verb) if most else Found(a, "investsIn", owned, verb)

    def _is_stake(self, place: Place, phrase: Phrase) -> bool:
        stake = not phrase.inner and any(w in phrase.text for w in self.words["stakes"])
        return stake and not place.described(phrase)

    def _percent(self, syntax: Syntax, phrase: Phrase) -> float | None:
        start, end = syntax.words[phrase.first].span.start, syntax.words[phrase.last].span.end
        told = (n.quantity for n in syntax.parsed.numbers if start <= n.span.start < end)
        return next((float(q.value) for q in told if q.unit == "percent"), None)

    def _whole(
        self, place: Place, verb: Predicate, args: Sequence[Phrase], agents: Sequence[Mention]
    ) -> Mention | None:
        """The firm of whose shares a clause speaks: what it describes, its topic, or who is meant."""
        if any(q.slot == "SBJ" and q.fillers for q in args):
            tops = [m for q in args if q.slot == "TOP" for m in q.fillers]
            inside = [m for m in (*place.roles.relative(verb.at), *tops) if m.cls == "Company" and m not in agents]
            if inside:
                return inside[0]
        mine = {a.entity for a in agents}
        if not agents or any(m.cls == "Company" and m.entity not in mine for m in place.syntax.mentions):
            return None
        return self._raiser(place)

    # ---- speaking for or against

    def reactions(self, place: Place) -> Iterator[Found]:
        """A는 “민생을 외면했다”고 비판했다, A는 반대표를 던졌다: A is against the policy that the article is about."""
        means = self.words["means"]
        themes = {m.entity for m in place.told.themes if m.cls == "Policy" and not m.surface.endswith(means)}
        theme = place.salience.foremost(lambda m: m.entity in themes) if themes else None
        if theme is None or any(w in place.sentence for w in self.words["decisions"]):
            return
        for verb in place.verbs:
            relation, others = self._stance(place, verb)
            if not relation or others or verb.passive or self._of_unnamed(place, verb):
                continue
            for a in self._agents(place, verb):
                struck = any(s.object == a.entity and s.predicate in _STRIKES for s in place.told.statements)
                if not struck and not self._is_quoted(place, verb, a):
                    yield Found(a, relation, theme, verb)

    def _is_quoted(self, place: Place, verb: Predicate, a: Mention) -> bool:
        """Whether a name is only the subject of what somebody says ("업계에서는 [A가 해냈다며] 반긴다")."""
        phrase = next((p for p in place.syntax.phrases if a in p.fillers), None)
        if phrase is None or phrase.slot != "SBJ" or phrase in place.arguments(verb):
            return False
        return any(phrase.last < k < verb.at for k in place.syntax.quoting)

    def _stance(self, place: Place, verb: Predicate) -> tuple[str, Sequence[Phrase]]:
        """What a verb alone or with its object says ("환영했다", "환영의 뜻을 나타냈다"), and what else it has."""
        words = self.words
        others = [q for q in place.arguments(verb) if q.slot in _OTHERS]
        if verb.key in words["against"] or verb.key in words["for"]:
            return "criticizes" if verb.key in words["against"] else "supports", others
        if verb.key not in words["giving"] or not others or others[-1].slot != "OBJ" or not self._bare(others[-1]):
            return "", others
        given = others[-1].text.split()[0].removesuffix("의")
        relation = (
            "criticizes" if given in words["given_against"] else "supports" if given in words["given_for"] else ""
        )
        return relation, others[:-1]

    def _of_unnamed(self, place: Place, verb: Predicate) -> bool:
        """Whether somebody without a name does it ("여러 나라는 [A가 해냈다며] 환영했다")."""
        tops = (q for q in place.syntax.phrases if q.slot == "TOP" and q.last < verb.at and q.noun.endswith("들"))
        return any(not q.inner for q in tops) or any(q.slot in _SUBJECT and not q.inner for q in place.arguments(verb))

    def likewise(self, place: Place) -> Iterator[Found]:
        """B도 비판했다: B does it to whom somebody did it in the sentence before."""
        words = self.words
        for verb in place.verbs:
            frames = self.frames.by_key.get(verb.key, ())
            relations = {f.relation for f in frames if not f.beside and f.relation in words["shared"]}
            if verb.key in words["saying"]:
                relations |= {"criticizes", "supports"}
            if not relations or verb.passive:
                continue
            args = place.arguments(verb)
            own = [q for q in args if q.slot in _SUBJECT and q.fillers and place.syntax.words[q.last].particle == "도"]
            if not own or any(q.slot in _OTHERS for q in args):
                continue
            before = [s for part in reversed(place.told.recent) for s in reversed(part) if s.predicate in relations]
            for a in own[-1].fillers:
                same = next((s for s in before if s.subject != a.entity), None)
                target = place.told.named(same.object) if same is not None else None
                if same is not None and target is not None:
                    yield Found(a, same.predicate, target, verb)

    # ---- events

    def present(self, place: Place) -> Iterator[Found]:
        """이날 회담에는 A도 배석했다, 이 행사에서 A는 연설했다: A takes part in the event named before."""
        if any(m.cls == "Event" for m in place.syntax.mentions):
            return
        words = self.words
        for verb in place.verbs:
            if verb.passive:
                continue
            args = place.arguments(verb)
            places = [q for q in args if q.slot in ("DAT", "LOC") and self._occasion(place, q)]
            together = verb.key in words["together"] and any(q.noun in words["seats"] for q in args)
            attends = together or verb.key in words["attending"]
            others = [q for q in args if q.slot in ("DAT", "OBJ") and q not in places and q.noun not in words["seats"]]
            if not (attends and (places or not others)) and not any(q.slot == "LOC" for q in places):
                continue
            kind = next((q.noun for q in places if q.noun not in words["any_occasion"]), "")
            event = self._held(place, tuple(w for w in words["gatherings"] if w.endswith(kind[-2:])))
            away = "negated" if verb.key in words["missing"] else ""
            if event is not None:
                yield from (Found(a, "participatesIn", event, verb, away) for a in self._agents(place, verb))

    def _held(self, place: Place, ends: tuple[str, ...]) -> Mention | None:
        """The event of a kind that the article is about."""
        return place.salience.foremost(lambda m: m.cls == "Event" and m.surface.endswith(ends))

    def _occasion(self, place: Place, phrase: Phrase) -> bool:
        """Whether a phrase calls an event that was named before ("이날 회담에서"), not another ("비공개 회담에서")."""
        if phrase.fillers or phrase.noun not in self.words["occasions"] or place.described(phrase):
            return False
        return all(w in self.words["pointing"] for w in phrase.text.split()[:-1])

    def looks(self, place: Place) -> Iterator[Found]:
        """A는 원인을 조사하고 있다: A looks into the accident that the article is about."""
        theme = self._theme(place, self.words["incidents"])
        if theme is None:
            return
        for predicate in place.syntax.predicates:
            phrase = predicate.noun_phrase
            beside = phrase is not None and phrase.slot not in ("OBJ", "DAT")
            if predicate.key not in self.words["looking"] or predicate.passive or beside:
                continue
            causes = self.words["causes"]
            given = [q for q in place.roles.phrases(predicate) if q.slot in ("OBJ", "ABOUT") and q is not phrase]
            if place.roles.fill(predicate, "patient") or not all(q.noun.endswith(causes) for q in given):
                continue
            for a in self._agents(place, predicate):
                if self._is(a, _STATES):
                    yield Found(a, "investigates", theme, predicate)

    def harmed(self, place: Place) -> Iterator[Found]:
        """A도 피해를 입었다, A의 공장이 멈췄다: what the article is about has struck A."""
        if any(m.cls in ("Event", "Policy") for m in place.syntax.mentions):
            return
        words = self.words
        theme = self._theme(place, (*words["incidents"], *words["policies"]))
        if theme is None:
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            stopped = [q for q in args if q.slot in ("OBJ", *_SUBJECT) and q.noun.endswith(words["stopped"])]
            struck = [q for q in args if q.slot in ("OBJ", "SBJ", "BARE") and q.noun.endswith(words["harms"])]
            if not (stopped and verb.key in words["stopping"]) and not (struck and verb.key in words["suffering"]):
                continue
            ends = [q.fillers or q.inner[-1:] for q in args if q.slot in ("DAT", "LOC", *_SUBJECT)]
            for b in (m for fillers in ends for m in fillers if self._is(m, _HARMED)):
                yield Found(theme, "affects", b, verb)

    def _theme(self, place: Place, ends: tuple[str, ...]) -> Mention | None:
        """The policy or event with one of some endings that the article is about."""
        themes = {m.entity for m in place.told.themes if m.surface.endswith(ends)}
        return place.salience.foremost(lambda m: m.entity in themes) if themes else None

    # ---- the other party

    def listed(self, place: Place) -> Iterator[Found]:
        """명단에는 A도 포함됐다: who put others on the list restricts A."""
        words = self.words
        last = place.told.last("restricts")
        doer = place.told.named(last.subject) if last is not None else None
        if doer is None:
            return
        for verb in place.verbs:
            args = place.arguments(verb)
            named = verb.key in words["raising"] and any(q.noun in words["names"] for q in args)
            if not named and verb.key not in words["listed"]:
                continue
            if not any(q.joined.endswith(words["lists"]) and self._bare(q) for q in args):
                continue
            undergone = named or verb.passive or verb.key in words["entering"]
            slots = _SUBJECT if undergone else ("OBJ",)
            for b in (m for q in args if q.slot in slots for m in q.fillers):
                if b.cls not in ("Country", "Region"):
                    yield Found(doer, "restricts", b, verb)

    def approvals(self, place: Place) -> Iterator[Found]:
        """당국 A가 합병을 승인했다: A lets who buys do it."""
        deal = place.told.last("acquires")
        firm = place.told.named(deal.subject) if deal is not None else None
        if firm is None or not any(w in place.sentence for w in self.words["deals"]):
            return
        for verb in place.verbs:
            if verb.key in self.words["approvals"] and not verb.passive and not place.roles.fill(verb, "patient"):
                for a in self._agents(place, verb):
                    if self._is(a, _STATES):
                        yield Found(a, "permits", firm, verb)

    def suits(self, place: Place) -> Iterator[Found]:
        """A는 행정소송을 내겠다고 했다: A sues who acted against it."""
        for predicate in place.syntax.predicates:
            if predicate.key not in self.words["suits"]:
                continue
            if place.roles.fill(predicate, "patient") or place.roles.fill(predicate, "against"):
                continue
            for a in self._agents(place, predicate):
                acts = (s for s in reversed(place.told.statements) if s.predicate in _STRIKES)
                other = place.told.named(next((s.subject for s in acts if s.object == a.entity), None))
                if other is not None and not a.surface.startswith(self.words["several"]):
                    yield Found(a, "sues", other, predicate)

    def built_in(self, place: Place) -> Iterator[Found]:
        """두뇌로는 A가 탑재됐다: the device that the article is about uses A."""
        words = self.words
        for verb in place.verbs:
            if verb.key not in words["built_in"] or not (verb.passive or verb.key in words["sitting"]):
                continue
            args = place.arguments(verb)
            if any(q.slot in ("DAT", "LOC") for q in args) or place.syntax.words[verb.at].ending_tag == "ETM":
                continue
            parts = [m for q in args if q.slot in _SUBJECT for m in q.fillers if m.method not in _COMMON]
            whole = place.about(lambda m: m.cls == "Device") if parts else None
            if whole is not None:
                yield from (Found(whole, "uses", b, verb) for b in parts if b.cls in _PARTS)

    # ---- look-ups

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)

    def _bare(self, phrase: Phrase) -> bool:
        """Whether no name stands in a phrase."""
        return all(m.method in _COMMON for m in phrase.inner)

    def _agents(self, place: Place, predicate: Predicate) -> list[Mention]:
        """Who does it, of those whom the sentence names."""
        span = place.syntax.parsed.span
        found = place.roles.fill(predicate, "agent")
        own = (m for m in found if m.method not in _COMMON and span.start <= m.span.start < span.end)
        return [m for m in own if self._is(m, _BODIES)]
