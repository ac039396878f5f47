"""The default extractor: frames over trees, links in noun phrases, measures; modality and source for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.claims import Maker
from kg.extract.classifier import Judge, Owners, Reading
from kg.extract.confidence import read_confidence
from kg.extract.constructions import Constructions
from kg.extract.fitting import THINGS, Fitting, sayable
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.leftout import LeftOut
from kg.extract.links import Links
from kg.extract.matching import Matching
from kg.extract.measures import Measures
from kg.extract.roles import Roles
from kg.extract.scene import Scene
from kg.extract.speech import SpeechActs
from kg.extract.syntax import Syntax, read_syntax
from kg.extract.told import Told
from kg.extract.voice import NO_SURVEY, Survey, Voice, Voices, read_signs
from kg.linking import Resolution
from kg.linking.salience import NO_NAMES, Salience
from kg.mentions.cues import Cues, read_cues
from kg.model import Claim, Mention, Quantity
from kg.ontology import Ontology
from kg.text.document import Document

_HEADED = frozenset(("Company", "Country"))
# What a clause says of two so, with its voice, 함께 alone does not say once more.
_ROUND = 8  # sentences in which an article goes on to tell of the investors of a round
_TOGETHER = frozenset(("partnersWith",))
# What nobody does to whom he heads, nor a body to its own parts.
_TURNING = frozenset(("accuses", "criticizes", "sues", "investigates", "restricts"))
# What says more of somebody and a body than that he works for it.
_ROLES = frozenset(("holdsPosition", "partOf"))


@dataclass
class _State:
    """What a sentence leaves for the next one: topic and speaker, and whom the article is about."""

    salience: Salience
    topic: tuple[Mention, ...] = ()
    speaker: str = ""
    survey: Survey = NO_SURVEY
    start: int = -1
    history: list[Mention] = field(default_factory=list)
    names: tuple[Mention, ...] = ()
    placed: set[str] = field(default_factory=set)
    firms: dict[str, Mention] = field(default_factory=dict)
    told: Told = field(default_factory=Told)

    def hear_posts(
        self, links: Sequence[Claim], mentions: Sequence[Mention], cues: Cues, heads: Collection[str]
    ) -> None:
        """Take in which firms' officers and which heads of state a sentence names."""
        named = {m.entity: m for m in (*self.history, *mentions) if m.cls in _HEADED} if links else {}
        for post in (c.statement for c in links if c.statement.predicate == "holdsPosition"):
            roles = [q.value for q in post.qualifiers if q.name == "role"]
            former = any(cues.is_past(role) for role in roles)
            body = named.get(post.object) if isinstance(post.object, str) and not former else None
            if body is not None and (body.cls != "Country" or any(role in heads for role in roles)):
                self.firms[post.subject] = body


class RulesExtractor:
    """Reads claims by the data of ontology/frames.

    Args:
        ontology: Relations, measures, frames and cues.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.cues = read_cues(ontology)
        self.frames = read_frames(ontology)
        self.grammar = read_grammar(ontology, self.frames.events)
        self.signs = read_signs(ontology)
        self.confidence = read_confidence(ontology)
        self.links = Links(ontology.frames["links"], self.cues, ontology)
        self.fits = Fitting(ontology, self.cues.too_general)
        self.matching = Matching(self.frames, self.cues, self.grammar, self.signs, self.fits)
        self.measures = Measures(ontology, self.cues)
        self.judge = Judge(ontology, self.frames, self.cues)
        self.owners = Owners(ontology, self.measures)
        self.constructions = Constructions(
            self.grammar,
            self.signs,
            self.fits.allowed,
            SpeechActs(
                {name: frozenset(said) for name, said in ontology.frames["speech"].items()},
                self.signs,
                self.fits.allowed,
            ),
        )
        self.left_out = LeftOut(ontology.frames["leftout"], self.fits.allowed, ontology, self.frames)

    def extract(self, document: Document, resolution: Resolution) -> Iterator[Claim]:
        """Yield every claim of a document, sentence by sentence."""
        read = self.owners.completed(list(self.read(document, resolution)))
        claims = self.judge.claims([r._replace(claims=_counted_once(r.claims)) for r in read])
        yield from _without_bare_jobs([c for c in claims if self._sayable(c, resolution)])

    def _sayable(self, claim: Claim, resolution: Resolution) -> bool:
        """Whether news says a claim's relation between the classes of its ends."""
        said, entities = claim.statement, resolution.entities
        if not isinstance(said.object, str) or said.subject not in entities or said.object not in entities:
            return True
        return sayable(self.ontology, said.predicate, entities[said.subject].cls, entities[said.object].cls)

    def read(self, document: Document, resolution: Resolution) -> Iterator[Reading]:
        """Yield what each sentence is and what the rules make of it."""
        names = tuple(m for ms in resolution.mentions for m in ms if m.method not in NO_NAMES)
        state = _State(Salience(document.text), names=names)
        for parsed, mentions in zip(document.sentences, resolution.mentions, strict=True):
            syntax = read_syntax(document.text, parsed, mentions, self.cues, self.grammar)
            roles = Roles(syntax, state.topic, state.firms)
            voices = Voices(document.text, syntax, roles, self.signs, state.speaker, state.survey)
            maker = Maker(document, parsed, voices, self.confidence)
            links = list(self._linked(document.text, syntax, state, maker))
            state.hear_posts(links, mentions, self.cues, self.links.raw["heads_of_state"])
            framed = list(self.matching.find(syntax, roles, maker))
            joined = {_ends(c) for c in framed if c.statement.predicate in _TOGETHER}
            links = [c for c in links if c.statement.predicate not in _TOGETHER or _ends(c) not in joined]
            made = {_ends(c) for c in framed if c.statement.predicate == "manufactures"}
            links = [c for c in links if c.statement.predicate != "developed" or _ends(c) not in made]
            claims = [
                *framed,
                *self.constructions.find(document.text, syntax, roles, maker),
                *links,
                *self._measured(document.text, syntax, roles, state, maker),
            ]
            claims += self.left_out.find(syntax, roles, maker, state.told, state.salience, claims)
            claims = [c for c in claims if not self._among_own(c, claims, state)]
            raising = self.left_out.words["raising_money"]
            state.told.hear(syntax, claims, self.left_out.imposer(syntax, roles), raising)
            yield Reading(syntax, roles, maker, _in_full(_counted_once(claims)))
            state.history += (m for m in mentions if not m.common)
            state.topic = self._topic(syntax, roles) or state.topic
            state.salience.hear(mentions, headline=parsed.sentence.kind != "body")
            state.start = parsed.span.start
            state.speaker = voices.speaker or state.speaker
            state.survey = voices.survey

    def _among_own(self, claim: Claim, claims: Sequence[Claim], state: _State) -> bool:
        """Whether somebody would turn on whom he heads, or a state or body on a part of its own."""
        said = claim.statement
        if said.predicate not in _TURNING or not isinstance(said.object, str):
            return False
        heads = state.firms.get(said.subject)
        parts = ((c.statement.subject, c.statement.object) for c in claims if c.statement.predicate == "partOf")
        return (heads is not None and heads.entity == said.object) or (said.object, said.subject) in parts

    def _topic(self, syntax: Syntax, roles: Roles) -> tuple[Mention, ...]:
        """What a sentence was about: its first topic, else its first subject; an outlet only tells it."""
        for slot in ("TOP", "SBJ"):
            for phrase in syntax.phrases:
                about = phrase.fillers or roles.owners(phrase)  # "A의 주가는 ..." is about A
                if phrase.slot != slot or not any(m.cls != "MediaOutlet" for m in about):
                    continue
                made = not phrase.fillers and phrase.noun in self.left_out.words["of_makers"]
                if not (made and any(self.fits.is_any(m, THINGS) for m in about)):
                    return about
        return ()

    def _linked(self, text: str, syntax: Syntax, state: _State, maker: Maker) -> Iterator[Claim]:
        later = state.names[bisect_left(state.names, syntax.parsed.span.end, key=_start) :]
        scene = Scene(
            text, syntax, state.salience, state.topic, tuple(state.history), later, state.told.raising(_ROUND)
        )
        for link in self.links.find(scene, state.placed):
            if link.subject.entity != link.object.entity and self.ontology.allows(
                link.relation, link.subject.cls, link.object.cls
            ):
                voice = maker.voices.of(link.at, link.trigger) if link.at >= 0 else Voice()
                if link.denies and voice.modality == "negated":
                    voice = replace(voice, modality="claimed" if voice.source else "asserted")
                yield maker.claim(
                    "link", link.subject, link.relation, link.object, link.trigger, voice, link.qualifiers
                )

    def _measured(self, text: str, syntax: Syntax, roles: Roles, state: _State, maker: Maker) -> Iterator[Claim]:
        for found in self.measures.find(
            text,
            syntax.without_asides(),
            roles,
            state.history,
            state.start if state.start >= 0 else syntax.parsed.span.start,
        ):
            at = syntax.parsed.eojeol_at(found.number.end - 1)
            voice = maker.voices.of(at, found.number)
            if found.outlook and voice.modality in ("asserted", "claimed"):
                voice = replace(voice, modality=found.outlook)
            yield maker.measure(found, voice)


def _start(m: Mention) -> int:
    return m.span.start


def _counted_once(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out counts of what an order says already: how many, and how much but for what a contract is worth."""
    orders = [c.statement for c in claims if c.statement.predicate == "orders"]
    told = {(q.name, q.value) for s in orders for q in s.qualifiers}

    def repeats(claim: Claim) -> bool:
        said, figure = claim.statement, claim.statement.object
        value = f"{figure.value} {figure.unit}" if isinstance(figure, Quantity) else ""
        return ("quantity", value) in told or (not said.qualifiers and ("amount", value) in told)

    return [c for c in claims if c.statement.predicate != "count" or not repeats(c)]


def _in_full(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what the same sentence says of the same two with qualifiers; figures stand each for itself."""
    more = {_fact(c) for c in claims if c.statement.qualifiers}
    bare = (not c.statement.qualifiers and isinstance(c.statement.object, str) for c in claims)
    return [c for c, b in zip(claims, bare, strict=True) if not b or _fact(c) not in more]


def _fact(claim: Claim) -> tuple[object, ...]:
    """What a claim says and how firmly, but for its qualifiers."""
    said, evidence = claim.statement, claim.evidence
    return said.subject, said.predicate, said.object, evidence.modality, evidence.attributed_to


def _without_bare_jobs(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out who works for whom where the text says as what, or that he is one of its members."""
    told = {_ends(c) for c in claims if c.statement.predicate in _ROLES and c.evidence.extractor == "rules"}
    return [c for c in claims if c.statement.predicate != "employs" or _ends(c) not in told]


def _ends(claim: Claim) -> frozenset[str]:
    """The two that a claim joins, whichever way round."""
    return frozenset((claim.statement.subject, str(claim.statement.object)))
