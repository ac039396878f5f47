"""The default extractor: frames over trees, links in noun phrases, measures; modality and source for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.entities import Resolution
from kg.extract.claims import DATED, Maker
from kg.extract.classifier import Judge, Reading
from kg.extract.confidence import read_confidence
from kg.extract.constructions import Constructions
from kg.extract.frames import Frame, read_frames
from kg.extract.gapping import conjuncts
from kg.extract.grammar import read_grammar
from kg.extract.leftout import LeftOut, Told
from kg.extract.links import Links
from kg.extract.measures import Measures
from kg.extract.roles import Roles
from kg.extract.scene import Scene
from kg.extract.speech import SpeechActs
from kg.extract.syntax import Predicate, Syntax, read_syntax
from kg.extract.voice import NO_SURVEY, Survey, Voice, Voices, read_signs
from kg.mentions.cues import read_cues
from kg.model import Claim, Mention, Qualifier, Quantity, Span
from kg.ontology import Ontology
from kg.salience import NO_NAMES, Salience
from kg.text.document import Document
from kg.text.numbers import MONEY
from kg.text.typography import without_asides

_MARKS = "‘’“”'\""
_NEXT = 8  # code points behind a name within which a word says that another thing is meant
_NEAR = 48  # code points within which a number belongs to a predicate
# Where a phrase names a thing and whose it is, these are of the thing ("오픈AI의 챗GPT 사용을 차단했다").
_OF_THINGS = frozenset(("restricts", "permits"))
_THINGS = frozenset(("Product",))
_OF_WHOLES = frozenset(("ownedBy", "acquires", "founded", "investsIn", "employs"))
_MAKING = frozenset(("developed", "released", "manufactures"))
_WITHOUT = "없이"
_NAMED = frozenset(("Policy", "Event"))
_BODIES = frozenset(("Organization", "Person"))
# Where it names a person and where he has a title, these are of the person.
_OF_PEOPLE = frozenset(("investigates", "accuses", "sues", "criticizes"))
_AMONG_LIKES = frozenset(("outperforms", "competesWith", "comparableTo"))
_TITLE = "TITLE"  # in a frame's `then`: any title
_LASTING = frozenset(("있다", "가다", "나가다", "오다"))
_UNSURE = frozenset(("alleged", "predicted", "denied"))
# What only states and their bodies do: their heads do it for them.
_OF_STATES = frozenset(("restricts", "permits"))
_OF_SIGNATORIES = frozenset(("participatesIn",))

# Parties do these; a court judges.
_OF_PARTIES = frozenset(("sues", "accuses"))
_COURTS = ("법원", "지법", "고법", "대법", "재판소", "헌재")

# So much money's worth of shares is a part of them ("지분 40억달러어치").
_WORTH = "어치"
# What firms do: an officer who does it does it for his firm.
_FOR_FIRMS = frozenset(
    ("released", "manufactures", "supplies", "orders", "acquires", "exportsTo", "lists", "employs", "patents")
)
# People do these too, but who says that he will speaks for his firm.
_SPOKEN_FOR_FIRMS = frozenset(("developed", "partnersWith", "competesWith", "investsIn"))
_FORMER = "전 "
_HEADED = frozenset(("Company", "Country"))
_HEADS_OF_STATE = frozenset(("대통령", "총리", "주석", "국가주석", "총통"))
# What a clause says of two so, with its voice, 함께 alone does not say once more.
_TOGETHER = frozenset(("partnersWith",))
# A person and a firm do this side by side.
_BY_ANYONE = frozenset(("investsIn",))
_PARTNERS = frozenset(("Person", "Company"))

# What a country may do with a whole field ("중국은 AI를 육성한다").
_AS_A_WHOLE = frozenset(("developed", "supports", "investsIn"))


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

    def hear_posts(self, links: Sequence[Claim], mentions: Sequence[Mention]) -> None:
        """Take in which firms' officers a sentence names."""
        named = {m.entity: m for m in (*self.history, *mentions) if m.cls in _HEADED} if links else {}
        for post in (c.statement for c in links if c.statement.predicate == "holdsPosition"):
            roles = [q.value for q in post.qualifiers if q.name == "role"]
            former = any(role.startswith(_FORMER) for role in roles)
            body = named.get(post.object) if isinstance(post.object, str) and not former else None
            if body is not None and (body.cls != "Country" or any(role in _HEADS_OF_STATE for role in roles)):
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
        self.measures = Measures(ontology, self.cues)
        self.judge = Judge(ontology, self.frames, self.cues)
        self.constructions = Constructions(
            self.grammar,
            self.signs,
            self._allowed,
            SpeechActs(ontology.frames["speech"], self.signs, self._allowed),
        )
        self.left_out = LeftOut(ontology.frames["leftout"], self._allowed, ontology, self.frames)
        self._frames_of = lru_cache(1 << 14)(self._open)

    def extract(self, document: Document, resolution: Resolution) -> Iterator[Claim]:
        """Yield every claim of a document, sentence by sentence."""
        yield from self.judge.claims(list(self.read(document, resolution)))

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
            state.hear_posts(links, mentions)
            framed = list(self._framed(syntax, roles, maker))
            joined = {_ends(c) for c in framed if c.statement.predicate in _TOGETHER}
            links = [c for c in links if c.statement.predicate not in _TOGETHER or _ends(c) not in joined]
            claims = [
                *framed,
                *self.constructions.find(document.text, syntax, roles, maker),
                *links,
                *self._measured(document.text, syntax, roles, state, maker),
            ]
            claims += self.left_out.find(syntax, roles, maker, state.told, state.salience, claims)
            state.told.hear(syntax, claims)
            yield Reading(syntax, roles, maker, _counted_once(claims))
            state.history += (m for m in mentions if m.method not in ("category", "description"))
            state.topic = self._topic(syntax, roles) or state.topic
            state.salience.hear(mentions, headline=parsed.sentence.kind != "body")
            state.start = parsed.span.start
            state.speaker = voices.speaker or state.speaker
            state.survey = voices.survey

    def _topic(self, syntax: Syntax, roles: Roles) -> tuple[Mention, ...]:
        """What a sentence was about: its first topic, else its first subject; an outlet only tells it."""
        for slot in ("TOP", "SBJ"):
            for phrase in syntax.phrases:
                about = phrase.fillers or roles.owners(phrase)  # "A의 주가는 ..." is about A
                if phrase.slot != slot or not any(m.cls != "MediaOutlet" for m in about):
                    continue
                made = not phrase.fillers and phrase.noun in self.left_out.words["of_makers"]
                if not (made and any(self._is_any(m, _THINGS) for m in about)):
                    return about
        return ()

    # ---- predicates

    def _framed(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        sentence = syntax.parsed.span.of(syntax.text)
        heads = [roles.firms[m.entity] for m in syntax.mentions if m.entity in roles.firms]
        classes = frozenset([m.cls for m in (*syntax.mentions, *roles.topic, *heads)])
        for predicate in syntax.predicates:
            stem = syntax.words[predicate.at].stem if predicate.noun_at < 0 else ""
            key = predicate.key if predicate.key in self.frames.by_key else stem
            known = self._frames_of(key, classes) if key in self.frames.by_key else ()
            frames = [f for f in known if f.beside in sentence]
            if frames and self._stopped(syntax, predicate):
                frames = self._foiled(syntax, predicate, frames)
            if not frames:
                continue
            if self._looks_at_itself(syntax, predicate):
                frames = [f for f in frames if f.relation != "investigates"]
            done: set[str] = set()
            beside = ""
            clauses = conjuncts(roles, predicate)
            for frame in frames:
                if frame.relation in done:
                    continue
                if frame.beside and not self._beside(syntax, predicate, frame):
                    continue
                if not frame.beside and beside and not frame.adds:
                    continue  # an idiom says what the bare verb would say otherwise
                beside = beside or ("" if frame.adds else frame.beside)
                if not self._share(syntax, frame) or not self._counted(syntax, predicate, frame):
                    continue
                if frame.then and not self._then(syntax, predicate, frame):
                    continue
                if frame.stands and self._runs_on(syntax, predicate):
                    continue
                if frame.together and not roles.jointly(predicate):
                    continue
                if frame.intransitive and roles.has_object(predicate):
                    continue
                if frame.role and self._as_what(syntax, predicate) != (frame.role == "given"):
                    continue
                if frame.needs and not any(self._is_any(m, _THINGS) for m in roles.fill(predicate, frame.needs)):
                    continue
                claims = [c for clause in clauses for c in self._match(syntax, clause, predicate, frame, maker)]
                if claims:
                    done.update(() if frame.goes_on else (frame.relation,))
                    yield from claims

    def _open(self, key: str, classes: frozenset[str]) -> tuple[Frame, ...]:
        """The frames of a predicate by which its relations may join any two of a sentence's names, and all idioms."""
        return tuple(f for f in self.frames.by_key[key] if f.pairs or f.beside or self._may_join(f.relation, classes))

    def _may_join(self, relation: str, classes: frozenset[str]) -> bool:
        """Whether a relation may join any two names, given the classes of all."""
        return any(self.ontology.allows(relation, a, b) for a in classes for b in classes)

    def _stopped(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether an event noun stands under a verb that forbids it ("구매를 금지했다") or lifts it: nobody does it."""
        word, behind = syntax.words[predicate.at], syntax.words[predicate.noun_at + 1 :][:1]
        if predicate.noun_at >= 0 and any(w.span.of(syntax.text) == _WITHOUT for w in behind):
            return True  # "허가 없이 팔 수 없다"
        verb, stops = word.noun or word.stem, predicate.key in self.grammar.stopping
        phrase = predicate.noun_phrase
        if phrase is not None and (stops or predicate.key in self.grammar.burdens):
            later = syntax.words[predicate.noun_at + 1 : phrase.last + 1]
            if any(w.last_noun in self.grammar.evading for w in later):
                return True  # "규제 회피", "침해금지 소송"
        return (
            predicate.noun_at >= 0
            and predicate.at != predicate.noun_at
            and verb in (self.grammar.lifting if stops else self.grammar.stopping)
        )

    def _foiled(self, syntax: Syntax, predicate: Predicate, frames: Sequence[Frame]) -> list[Frame]:
        """Frames of a deal that others stop ("A의 B 인수를 불허했다") or oppose: it was planned, and is not done."""
        word = syntax.words[predicate.at]
        done = word.ending_tag != "ETN" and (word.noun or word.stem) not in self.grammar.opposing
        deals = [f for f in frames if f.relation == "acquires"] if predicate.key in self.signs.deals else []
        return [replace(f, modality="negated" if done else "planned") for f in deals]

    def _next_of(self, syntax: Syntax, m: Mention) -> bool:
        """Whether not a product is meant but the one that comes after it ("블랙웰 후속작 공개")."""
        behind = syntax.text[m.span.end : m.span.end + _NEXT].lstrip(_MARKS + " ")
        return self._is_any(m, _THINGS) and behind.startswith(self.grammar.next)

    def _makes(self, key: str) -> bool:
        """Whether by a predicate something comes about or comes out ("내놓다", "개발")."""
        return any(f.relation in _MAKING for f in self.frames.by_key.get(key, ()))

    def _unlike(self, subjects: Sequence[Mention], objects: Sequence[Mention]) -> bool:
        """Whether bodies are measured against things: then their things are meant."""
        return all(self._is_any(m, _BODIES) for m in subjects) and self._are_things(objects)

    def _of_thing(self, syntax: Syntax, m: Mention) -> bool:
        """Whether a body's name only tells whose thing is meant ("엔비디아 칩 5만개를 보유했다")."""
        nxt = syntax.parsed.eojeol_at(m.span.end - 1) + 1
        if (
            not (self._is_any(m, _BODIES) or m.cls == "Country")
            or nxt >= len(syntax.words)
            or syntax.words[nxt].span.start != m.span.end + 1
        ):
            return False
        cls = self.cues.class_of(syntax.words[nxt].core_form)
        return cls != "" and any(self.ontology.is_a(cls, c) for c in _THINGS)

    def _looks_at_itself(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether somebody only looks into his own affairs ("자체 조사", "자체적으로 조사했다")."""
        at = predicate.noun_at if predicate.noun_at >= 0 else predicate.at
        return at > 0 and syntax.words[at - 1].span.of(syntax.text).strip(_MARKS) in self.grammar.own_looks

    def _beside(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether an idiom's noun stands with its predicate ("손을 잡다")."""
        noun = frame.beside
        if predicate.noun_at >= 0:
            phrase = predicate.noun_phrase
            return (
                phrase is not None
                and noun in phrase.text[: predicate.span.start - syntax.words[phrase.first].span.start].split()[-3:]
            )
        last = self._continued(syntax, predicate.at)
        head = syntax.governor(last)
        if head >= 0 and syntax.words[last].ending_tag == "ETM":  # "물린 1조원의 과징금", "벌여 온 소송"
            phrase, word = syntax.phrase_at(head), syntax.words[head]
            if phrase is not None and not phrase.fillers and phrase.noun.endswith(noun):
                return True
            if word.core_form.endswith(noun) and not any(m.span.overlaps(word.core) for m in syntax.mentions):
                return True
        if predicate.at and syntax.words[predicate.at - 1].span.of(syntax.text) == noun:
            return True  # "마주 앉았다"
        found = syntax.arguments(predicate.at)
        if frame.pairs and not any(p.slot == "COM" for p in found):  # "한국은 파리협정에 서명했다": it has signatories
            found = [p for p in found if not (p.fillers and self._is_any(p.fillers[-1], _NAMED))]
        return any(
            p.noun.endswith(noun) or any(w.strip(_MARKS) == noun for w in without_asides(p.text).split()[-3:])
            for p in found
        )

    def _continued(self, syntax: Syntax, at: int) -> int:
        """The eojeol that ends a verb with the auxiliary right behind it ("벌여 온", "벌이고 있는")."""
        after = at + 1
        if syntax.words[at].ending_tag != "EC" or syntax.governor(at) != after or after >= len(syntax.words):
            return at
        return after if syntax.words[after].stem in self.grammar.continuing else at

    def _share(self, syntax: Syntax, frame: Frame) -> bool:
        """Whether the sentence's stake is as large (or small) as the frame wants: half or more is an acquisition."""
        if not frame.share:
            return True
        stakes = [n.quantity.value for n in syntax.parsed.numbers if n.quantity.unit == "percent"]
        some = any(w.core_form in self.grammar.parts or w.core_form.endswith(_WORTH) for w in syntax.words)
        large = max(stakes) >= 50 if stakes else not some
        return large == (frame.share == "large")

    def _counted(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether a number of the unit that the frame wants stands near its predicate ("삼성에 이어 2위")."""
        if not frame.number:
            return True
        numbers = [
            n
            for n in syntax.parsed.numbers
            if ("money" if n.quantity.unit in MONEY else n.quantity.unit) in frame.number
        ]
        if frame.number == frozenset(
            ("ordinal",)
        ):  # "A에 이어 B까지 사들여 1위에 올랐다": the rank is of another clause
            numbers = [n for n in numbers if not self._clause_between(syntax, predicate, n.span)]
        return any(-_NEAR < n.span.start - predicate.span.end < _NEAR for n in numbers)

    def _then(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether the verb above is one that the frame wants ("A에 이어 [CEO가 됐다]")."""
        above = syntax.governor(predicate.at)
        word = syntax.words[above]
        nouns = [noun for noun, key in frame.then if above >= 0 and key in (word.noun, word.stem)]
        beside = [p.noun for p in syntax.arguments(above)] if nouns else []
        if _TITLE in nouns and any(self.cues.title(b) for b in beside):
            return True
        return any(b.endswith(noun) for noun in nouns if noun != _TITLE for b in ("", *beside))

    def _runs_on(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a predicate is only what comes first ("회담에 앞서 만났다"), not what is so ("앞서 있다")."""
        word, k = syntax.words[predicate.at], predicate.at + 1
        goes_on = k < len(syntax.words) and syntax.words[k].stem in _LASTING
        return word.ending in ("아", "어") and not word.prefinals and not goes_on

    def _as_what(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause says as what ("수석 과학자로 영입했다", "CEO에 발탁했다")."""
        found = [p for p in syntax.arguments(predicate.at) if not p.fillers]
        return any(p.slot in ("AS", "INS") or (p.slot == "DAT" and self.cues.title(p.noun)) for p in found)

    def _clause_between(self, syntax: Syntax, predicate: Predicate, number: Span) -> bool:
        """Whether a clause with something of its own that comes next (B까지, B도) ends before a number."""
        words = syntax.words[predicate.at + 1 : syntax.parsed.eojeol_at(number.start)]
        more = any(w.particle in ("까지", "도", "마저") for w in words)
        return more and any(w.stem and w.ending_tag == "EC" for w in words)

    def _match(self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, maker: Maker) -> Iterator[Claim]:
        further: tuple[str, ...] = ("topic", "head") if "patient" in frame.object and "agent" in frame.subject else ()
        if predicate.passive:
            further = ()  # "HBM3E가 적용된 블랙웰": its subject does nothing
        if not frame.beside and "goal" not in frame.object and roles.has_object(predicate):
            further = further[:1]  # "1억달러를 쓴 챗GPT": what is used is the money
        for slot in (*frame.object, *further):
            objects = self._objects(syntax, roles, predicate, frame, slot)
            if not objects:
                continue
            for agent in ("upper",) if slot in ("topic", "head") else frame.subject:
                subjects = [
                    m
                    for m in roles.fill(predicate, agent)
                    if not frame.only_subject or self._is_any(m, frame.only_subject)
                ]
                if frame.relation in _AMONG_LIKES and agent == "agent" and self._unlike(subjects, objects):
                    subjects = list(roles.made_before(predicate, self._makes)) or subjects
                if frame.relation in _OF_WHOLES:
                    subjects = [m for m in subjects if not self._of_thing(syntax, m)]
                if agent == "agent" and not subjects and frame.only_subject:
                    subjects = [m for m in roles.topical(predicate) if self._is_any(m, frame.only_subject)]
                if agent == "agent" and (not subjects or frame.relation in _OF_STATES):
                    subjects = self._body_of(roles, predicate, frame) or subjects
                if agent == "agent":
                    subjects = self._for_firms(roles, predicate, frame, subjects, maker) or subjects
                pairs = (
                    self._pairs(frame, [*subjects, *self._further(roles, predicate, frame, subjects)], objects)
                    if subjects
                    else []
                )
                if pairs:
                    pairs = [(b, a) if self._turned(syntax, predicate, frame, a, b) else (a, b) for a, b in pairs]
                    yield from self._claims(syntax, roles, predicate, frame, pairs, maker)
                    return
        pairs = self._above(syntax, roles, predicate, frame)
        if pairs:
            yield from self._claims(syntax, roles, predicate, frame, pairs, maker)
        elif frame.pairs and self._among_themselves(syntax, predicate, frame):
            phrase = predicate.noun_phrase
            if phrase is not None:
                behind = syntax.words[predicate.noun_at + 1 : phrase.last + 1]
                own = all(w.core_form in self.grammar.ties or w.noun in self.grammar.going for w in behind)
                group = [m for m in roles.group(predicate) if self._may_pair(frame, m)]
                together = (group or roles.fill(predicate, frame.pairs)) if own else ()
            else:
                together = roles.fill(predicate, frame.pairs)
            if frame.relation in _AMONG_LIKES:
                together = tuple(m for m in together if m.method not in ("category", "description"))
            if frame.two and (len({m.entity for m in together}) != 2 or not self._as_wanted(frame, together)):
                return
            pairs = [
                (a, b) for i, a in enumerate(together) for b in together[i + 1 :] if self._allowed(frame.relation, a, b)
            ]
            yield from self._claims(syntax, roles, predicate, frame, pairs, maker)

    def _as_wanted(self, frame: Frame, together: Sequence[Mention]) -> bool:
        """Whether all that a frame joins among themselves are of the classes that it wants."""
        return not frame.only_subject or all(self._is_any(m, frame.only_subject) for m in together)

    def _may_pair(self, frame: Frame, m: Mention) -> bool:
        """Whether a mention can be one of two that a relation joins ("A·B, AI 협력": AI cannot)."""
        return self.ontology.allows(frame.relation, m.cls, m.cls) or m.cls == "Country"

    def _objects(
        self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, slot: str
    ) -> Sequence[Mention]:
        """The fillers of a slot that may be a frame's object."""
        objects = [m for m in roles.fill(predicate, slot) if self._may_be_object(m, frame)]
        objects = [m for m in objects if not m.span.overlaps(predicate.span)]
        objects = [m for m in objects if not self._next_of(syntax, m)]
        if frame.relation in _OF_WHOLES:
            objects = [m for m in objects if not self._of_thing(syntax, m)]
        if frame.relation in _OF_STATES:  # "중국 앱의 사용 금지": not the country
            objects = [m for m in objects if m.cls != "Country" or not self._of_thing(syntax, m)]
            objects = [m for m in objects if not (_common(m) and m.surface.endswith(self.grammar.burdens))]
        if slot == "patient" and frame.relation == "investsIn" and predicate.passive and self._are_things(objects):
            objects = [m for m in roles.fill(predicate, "possessor") if m.cls == "Company"]  # "A의 ‘B’는 투자받았다"
        if slot == "patient" and frame.relation in _OF_THINGS and all(m.method == "category" for m in objects):
            objects = self._named_goal(roles, predicate, frame) or objects
        if slot == "inner":  # a country is acted on only where nothing else is, a category where no name is
            named = [m for m in objects if m.cls != "Country"] or self._limited(roles, predicate, frame)
            objects = named if named or frame.relation in _AMONG_LIKES else objects
            objects = [m for m in objects if m.method not in ("category", "description")] or objects
            objects = roles.without_bodies(objects) if frame.relation in _OF_PEOPLE else objects
            if frame.relation in _OF_THINGS:
                objects = [m for m in objects if self._is_any(m, _THINGS)] or objects
        return objects

    def _above(self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame) -> list[tuple[Mention, Mention]]:
        """Who does it by the clause above, where what a clause describes cannot ("A는 [B와 합작한] 공장을 짓는다")."""
        if syntax.words[predicate.at].ending_tag != "ETM" or predicate.noun_at >= 0 or "agent" not in frame.subject:
            return []
        if predicate.passive or (frame.relation in _AMONG_LIKES and roles.relative(predicate.at)):
            return []  # "A가 [B에 필적할 만한] 칩을 냈다": the chip is likened
        only = frame.only_subject
        subjects = [m for m in roles.fill(predicate, "upper") if not only or self._is_any(m, only)]
        for slot in frame.object if subjects else ():
            pairs = self._pairs(frame, subjects, self._objects(syntax, roles, predicate, frame, slot))
            if pairs:
                return pairs
        return []

    def _named_goal(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """Whom it is forbidden, where only a kind of thing is named ("화웨이에 장비 공급을 금지했다")."""
        found = [m for m in roles.fill(predicate, "goal") if self._may_be_object(m, frame)]
        return [m for m in found if m.method != "category" and self._is_any(m, _BODIES)]

    def _limited(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """The thing whose trade a country limits in a clause that describes it ("중국 수출을 제한한 H20")."""
        behind = frame.relation in _OF_THINGS and predicate.noun_at < 0
        return [m for m in roles.relative(predicate.at) if self._is_any(m, _THINGS)] if behind else []

    def _turned(self, syntax: Syntax, predicate: Predicate, frame: Frame, a: Mention, b: Mention) -> bool:
        """Whether what is said before the second name, not before the first, makes it the one who delivers."""
        if not frame.turned:
            return False
        if a.entity in frame.buyers and b.entity not in frame.buyers:
            phrases = (predicate.noun_phrase, *syntax.arguments(predicate.at))
            if any(w in p.joined for p in phrases if p is not None for w in frame.turned):
                return True
        first, second = (self._introduced_as(syntax, m) for m in (a, b))
        return any(w in second for w in frame.turned) and not any(w in first for w in frame.turned)

    def _introduced_as(self, syntax: Syntax, m: Mention) -> str:
        """The words right before a name that tell its kind ("중국 배터리 업체 CATL")."""
        at = syntax.parsed.eojeol_at(m.span.start)
        phrase = syntax.phrase_at(at)
        start = syntax.words[phrase.first if phrase is not None else at].span.start
        before = syntax.text[start : m.span.start].split()
        return before[-2] if len(before) > 1 and self.cues.class_of(before[-1]) else ""

    def _body_of(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """Whose head the acting person is, where only bodies act so ("구영배 큐텐 대표는 위메프를 샀다").

        A head of state who forbids or allows does it for the state ("조 바이든 미국 대통령이 인수를 막았다").
        """
        people = roles.fill(predicate, "agent")
        if not people or any(m.cls != "Person" for m in people):
            return []
        heads = roles.fill(predicate, "possessor")
        if frame.relation in _OF_STATES:
            heard = [roles.firms[m.entity] for m in people if m.entity in roles.firms]
            return [m for m in heads or heard if m.cls == "Country"]
        bodies = ("Company", "Country") if frame.relation in _OF_SIGNATORIES else ("Company",)
        return [m for m in heads if m.cls in bodies and frame.only_subject and self._is_any(m, frame.only_subject)]

    def _for_firms(
        self, roles: Roles, predicate: Predicate, frame: Frame, subjects: Sequence[Mention], maker: Maker
    ) -> list[Mention]:
        """The firm for which its officer acts, or says that he will ("최 대표는 “신형 로봇을 내놓겠다”고 말했다")."""
        people = subjects or [m for m in roles.fill(predicate, "agent") if m.cls == "Person"]
        firms = [roles.firms[m.entity] for m in people if m.cls == "Person" and m.entity in roles.firms]
        firms = [m for m in firms if m.cls == "Company"]
        if not firms or len(firms) < len(people):
            return []
        if frame.relation in _SPOKEN_FOR_FIRMS:
            said = maker.voices.of(predicate.at, predicate.span)
            return firms if any(said.source == m.entity for m in people) else []
        return firms if frame.relation in _FOR_FIRMS else []

    def _further(
        self, roles: Roles, predicate: Predicate, frame: Frame, subjects: Sequence[Mention]
    ) -> Iterator[Mention]:
        """Who does it together with the subject: like things in the frame's further slots."""
        kinds = {m.cls for m in subjects}
        if not roles.together(predicate):
            return
        anyone = frame.relation in _BY_ANYONE
        for slot in frame.also:
            yield from (m for m in roles.fill(predicate, slot) if m.cls in kinds or (anyone and m.cls in _PARTNERS))

    def _among_themselves(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether what a frame says of two may be said of its subjects: not of when they do it ("비슷한 시기에")."""
        if self._with_another(syntax, predicate, frame):
            return False
        head = syntax.governor(predicate.at)
        described = predicate.noun_at < 0 and syntax.words[predicate.at].ending_tag == "ETM" and head >= 0
        acts = frame.relation != "comparableTo" or not described
        return acts or syntax.words[head].core_form in self.grammar.attributes

    def _with_another(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether a partner without name is said: then the subjects are not each other's ("A와 B는 시와 계약했다").

        One that the relation cannot join is none either ("A와 B는 통신망 ‘C’와 협약을 맺었다").
        """
        partners = [p for p in syntax.arguments(predicate.at) if p.slot == "COM"]
        kinds = {
            c for p in syntax.arguments(predicate.at) if p.slot in ("SBJ", "TOP") for c in (m.cls for m in p.fillers)
        }
        return predicate.noun_at < 0 and any(
            not any(self.ontology.allows(frame.relation, k, m.cls) for k in kinds for m in p.fillers) for p in partners
        )

    def _may_be_object(self, m: Mention, frame: Frame) -> bool:
        """Whether a mention is of the class and kind that a frame wants of its object."""
        if frame.only_object and not self._is_any(m, frame.only_object):
            return False
        if frame.object_is and (m.method in ("category", "description")) != (frame.object_is == "category"):
            return False
        return not self._is_any(m, frame.not_object)

    def _are_things(self, mentions: Sequence[Mention]) -> bool:
        return all(self._is_any(m, _THINGS) for m in mentions)

    def _is_any(self, m: Mention, classes: frozenset[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)

    def _allowed(self, relation: str, a: Mention, b: Mention) -> bool:
        general = self.cues.too_general
        if a.entity in general or (b.entity in general and (a.cls != "Country" or relation not in _AS_A_WHOLE)):
            return False
        if relation in _AMONG_LIKES and (a.cls == "Country") != (b.cls == "Country"):
            return False  # a country is measured against countries
        return a.entity != b.entity and self.ontology.allows(relation, a.cls, b.cls)

    def _pairs(
        self, frame: Frame, subjects: Sequence[Mention], objects: Sequence[Mention]
    ) -> list[tuple[Mention, Mention]]:
        others = [b for b in objects if b not in subjects]
        if frame.relation in _OF_PARTIES:
            subjects, others = ([m for m in x if not m.surface.endswith(_COURTS)] for x in (subjects, others))
        return [(a, b) for a in subjects for b in others if self._allowed(frame.relation, a, b)]

    def _claims(
        self,
        syntax: Syntax,
        roles: Roles,
        predicate: Predicate,
        frame: Frame,
        pairs: Sequence[tuple[Mention, Mention]],
        maker: Maker,
    ) -> Iterator[Claim]:
        if predicate.noun_at >= 0:
            voice = maker.carried(predicate, maker.voices.noun(predicate.noun_at, predicate.span, predicate.at))
        else:
            voice = maker.voices.of(predicate.at, predicate.span)
        if predicate.noun_phrase is not None and predicate.noun_phrase.slot == "FOR" and voice.modality == "asserted":
            voice = replace(voice, modality="planned")  # "상장을 위해 절차에 들어갔다"
        if frame.positive and voice.modality == "negated":
            return
        if frame.modality == "asserted":  # "차이가 없다": what is denied of it is what it says
            told = voice.modality == "negated"
            voice = replace(voice, modality="claimed" if voice.source else "asserted") if told else voice
        elif frame.modality and voice.modality not in ("denied", "negated", "alleged"):
            voice = replace(voice, modality=frame.modality)
        if frame.relation == "supplies" and frame.adds and voice.modality in _UNSURE:
            return  # who may have put another's chip to use was not delivered it for that
        kind = "noun" if predicate.noun_at >= 0 else "verb"
        for a, b in syntax.shared(pairs, predicate.at) if syntax.each else pairs:
            if frame.relation == "released" and (a.cls, b.cls) == ("Person", "Work"):
                frame = replace(frame, relation="authored", qualifiers=())  # who brings out a book wrote it
            qualifiers = maker.qualifiers(syntax, roles, predicate, frame, (a, b))
            date = maker.date(predicate.span) if frame.relation in DATED else ""
            if date:
                qualifiers = (*qualifiers, Qualifier("date", date))
            yield maker.claim(kind, a, frame.relation, b, predicate.span, voice, qualifiers)

    # ---- noun phrases and numbers

    def _linked(self, text: str, syntax: Syntax, state: _State, maker: Maker) -> Iterator[Claim]:
        later = state.names[bisect_left(state.names, syntax.parsed.span.end, key=_start) :]
        scene = Scene(text, syntax, state.salience, state.topic, tuple(state.history), later)
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


def _common(m: Mention) -> bool:
    """Whether a mention is of a kind of thing, not a name."""
    return m.method in ("category", "description")


def _start(m: Mention) -> int:
    return m.span.start


def _counted_once(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out counts of what an order says already: its amount and quantity are qualifiers of the order."""
    orders = [c.statement for c in claims if c.statement.predicate == "orders"]
    told = {q.value for s in orders for q in s.qualifiers if q.name in ("amount", "quantity")}

    def repeats(claim: Claim) -> bool:
        figure = claim.statement.object
        return isinstance(figure, Quantity) and f"{figure.value} {figure.unit}" in told

    return [c for c in claims if c.statement.predicate != "count" or not repeats(c)]


def _ends(claim: Claim) -> frozenset[str]:
    """The two that a claim joins, whichever way round."""
    return frozenset((claim.statement.subject, str(claim.statement.object)))
