"""Who does it to what: the two ends of what a frame says, by a predicate's slots and by whom they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.claims import Maker
from kg.extract.fitting import AMONG_LIKES, THINGS, Fitting
from kg.extract.frames import Frame, Frames
from kg.extract.grammar import Grammar
from kg.extract.roles import Roles
from kg.extract.syntax import Predicate, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.text.typography import MARKS

# Of a long list it is not said that each of them does it with each other ("네 나라가 힘을 모았다").
_OF_FEW, _FEW = frozenset(("partnersWith",)), 3
_NEXT = 8  # code points behind a name within which a word says that another thing is meant
# Where a phrase names a thing and whose it is, these are of the thing ("오픈AI의 챗GPT 사용을 차단했다").
_OF_THINGS = frozenset(("restricts", "permits"))
_OF_WHOLES = frozenset(("ownedBy", "acquires", "founded", "investsIn", "employs"))
_MAKING = frozenset(("developed", "released", "manufactures"))
_OWN_LAND = "자국"
_BODIES = frozenset(("Organization", "Person"))
# Where it names a person and where he has a title, these are of the person.
_OF_PEOPLE = frozenset(("investigates", "accuses", "sues", "criticizes"))
# What only states and their bodies do: their heads do it for them.
_OF_STATES = frozenset(("restricts", "permits"))
_STANCES = frozenset(("supports", "criticizes", "accuses"))
_OF_SIGNATORIES = frozenset(("participatesIn",))
# What firms do: an officer who does it does it for his firm.
_FOR_FIRMS = frozenset(
    ("released", "manufactures", "supplies", "orders", "acquires", "exportsTo", "lists", "employs", "patents")
)
# People do these too, but who says that he will speaks for his firm.
_SPOKEN_FOR_FIRMS = frozenset(("uses", "developed", "partnersWith", "competesWith", "investsIn"))
_TOLD_TO = 12  # code points between who is told and what, with a bracket
# Slots of what money is for.
_PURPOSES = frozenset(("for_inner", "goal_inner"))
# A person and a firm do this side by side.
_BY_ANYONE = frozenset(("investsIn",))
_PARTNERS = frozenset(("Person", "Company"))


def _hears(syntax: Syntax, m: Mention) -> bool:
    """Whether an outlet is told what a quotation right behind it holds ("CNN에 “…”라고 비판했다")."""
    return m.cls == "MediaOutlet" and any(0 < q.start - m.span.end <= _TOLD_TO for q in syntax.parsed.quotes)


@dataclass(frozen=True)
class Ends:
    """Finds the subjects and objects of what a frame says.

    Args:
        cues: Class nouns.
        grammar: Words for what comes next, for ties and for attributes.
        frames: Which verbs say which relation.
        fits: Which names a relation may join.
    """

    cues: Cues
    grammar: Grammar
    frames: Frames
    fits: Fitting

    def pairs(
        self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, maker: Maker
    ) -> list[tuple[Mention, Mention]]:
        """The subjects and objects that a predicate has for a frame, each with each."""
        if frame.relation == "uses" and self._of_unnamed(syntax, roles, predicate):
            return []
        further: tuple[str, ...] = ("topic", "head") if "patient" in frame.object and "agent" in frame.subject else ()
        if predicate.passive:
            further = ()  # "HBM3E가 적용된 블랙웰": its subject does nothing
        if not frame.beside and "goal" not in frame.object and roles.has_object(predicate):
            further = further[:1]  # "1억달러를 쓴 챗GPT": what is used is the money
        for slot in (*frame.object, *further):
            objects = self._objects(syntax, roles, predicate, frame, slot)
            doing = ("upper",) if slot in ("topic", "head") else frame.subject
            for agent in doing if objects else ():
                subjects = self._subjects(syntax, roles, predicate, frame, agent, objects, maker)
                if not subjects:
                    continue
                pairs = self.fits.pairs(frame, [*subjects, *self._further(roles, predicate, frame, subjects)], objects)
                if pairs and frame.bought:
                    bought = [
                        p for a, b in pairs for p in ((a, b), (b, a)) if self._turned(syntax, predicate, frame, *p)
                    ]
                    return [(b, a) if frame.relation == "supplies" else (a, b) for a, b in bought]
                if pairs:
                    return [(b, a) if self._turned(syntax, predicate, frame, a, b) else (a, b) for a, b in pairs]
        pairs = self._above(syntax, roles, predicate, frame)
        if pairs or not frame.pairs or not self._among_themselves(syntax, predicate, frame):
            return pairs
        return self._each_other(syntax, roles, predicate, frame)

    def _of_unnamed(self, syntax: Syntax, roles: Roles, predicate: Predicate) -> bool:
        """Whether a clause describes a thing without a name: that uses it ("A는 [B를 쓰는] 컴퓨터를 고쳤다")."""
        word, head = syntax.words[predicate.at], syntax.governor(predicate.at)
        if predicate.noun_at >= 0 or predicate.passive or word.ending_tag != "ETM" or head < 0:
            return False
        phrase, grammar = syntax.phrase_at(head), self.grammar
        if phrase is None or phrase.inner or phrase.slot == "COP" or roles.own_subject(predicate.at) is not None:
            return False
        verb = syntax.words[phrase.head] if phrase.slot == "OBJ" and phrase.head >= 0 else None
        if verb is not None and self._makes(verb.noun or verb.stem):
            return False  # "A는 [B를 쓰는] 기기를 내놨다": its own
        done = syntax.words[head].core_form in grammar.ways or phrase.noun in grammar.attributes
        return not done and not syntax.words[head].core_in(grammar.complements)

    def _subjects(
        self,
        syntax: Syntax,
        roles: Roles,
        predicate: Predicate,
        frame: Frame,
        agent: str,
        objects: Sequence[Mention],
        maker: Maker,
    ) -> Sequence[Mention]:
        """The fillers of a slot that may be a frame's subject, or for whom they stand."""
        subjects = [
            m for m in roles.fill(predicate, agent) if not frame.only_subject or self.fits.is_any(m, frame.only_subject)
        ]
        if frame.relation in AMONG_LIKES and agent == "agent" and self._unlike(subjects, objects):
            subjects = list(roles.made_before(predicate, self._makes)) or subjects
        if frame.relation in _OF_WHOLES:
            subjects = [m for m in subjects if not self._of_thing(syntax, m)]
        if agent == "agent" and not subjects and frame.only_subject:
            subjects = [m for m in roles.topical(predicate) if self.fits.is_any(m, frame.only_subject)]
        if agent == "agent" and (not subjects or frame.relation in _OF_STATES):
            subjects = self._body_of(roles, predicate, frame) or subjects
        if agent == "agent":
            subjects = self._for_firms(roles, predicate, frame, subjects, maker) or subjects
        if agent.endswith("inner"):  # "[미국] 상무부의 명단에": the ministry's
            subjects = [m for m in subjects if not any(m.span != o.span and m.span.within(o.span) for o in subjects)]
        return subjects

    def _each_other(
        self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame
    ) -> list[tuple[Mention, Mention]]:
        """Those of one slot with one another ("A와 B는 협력한다")."""
        phrase = predicate.noun_phrase
        if phrase is not None:
            behind = syntax.words[predicate.noun_at + 1 : phrase.last + 1]
            own = all(w.core_form in self.grammar.ties or w.noun in self.grammar.going for w in behind)
            group = [m for m in roles.group(predicate) if self.fits.may_pair(frame, m)]
            together = (group or roles.fill(predicate, frame.pairs)) if own else ()
        else:
            together = roles.fill(predicate, frame.pairs)
        if frame.relation in AMONG_LIKES:
            together = tuple(m for m in together if not m.common)
        if frame.relation in _OF_FEW and len({m.entity for m in together}) > _FEW:
            return []
        if frame.two and (len({m.entity for m in together}) != 2 or not self.fits.as_wanted(frame, together)):
            return []
        return [
            (a, b) for i, a in enumerate(together) for b in together[i + 1 :] if self.fits.allowed(frame.relation, a, b)
        ]

    def _objects(
        self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, slot: str
    ) -> Sequence[Mention]:
        """The fillers of a slot that may be a frame's object."""
        filled = roles.fill(predicate, slot)
        if not filled and slot not in ("patient", "inner"):
            return ()
        objects = [m for m in filled if self.fits.may_be_object(m, frame)]
        objects = [m for m in objects if not m.span.overlaps(predicate.span)]
        objects = [m for m in objects if not self._next_of(syntax, m)]
        if frame.relation in _OF_WHOLES:
            objects = [m for m in objects if not self._of_thing(syntax, m)]
        if frame.relation in _OF_STATES:  # "중국 앱의 사용 금지": not the country
            objects = [m for m in objects if m.cls != "Country" or not self._of_thing(syntax, m)]
            objects = [m for m in objects if m.surface != _OWN_LAND]  # "B에 대한 [자국] 기업의 수출 제한"
            objects = [m for m in objects if not (m.common and m.surface.endswith(self.grammar.burdens))]
            objects = [self._industry_of(syntax, m) or m for m in objects]
        if slot == "patient" and frame.relation == "participatesIn":  # who sets a ban in force is no party to it
            objects = [m for m in objects if not (m.common and m.surface.endswith(self.grammar.burdens))]
        if slot == "patient" and frame.relation == "investsIn" and predicate.passive and self.fits.are_things(objects):
            objects = [m for m in roles.fill(predicate, "possessor") if m.cls == "Company"]  # "A의 ‘B’는 투자받았다"
        if slot == "patient" and frame.relation in _OF_THINGS and all(m.method == "category" for m in objects):
            objects = self._named_goal(roles, predicate, frame) or objects
        if slot == "about" and frame.relation in _OF_THINGS and all(m.cls == "Country" for m in objects):
            things = [m for m in roles.fill(predicate, "inner") if self.fits.is_any(m, THINGS)]
            objects = things or objects  # "중국에 대한 H20 수출을 금지했다"
        if frame.relation in _STANCES and slot in ("goal", "goal_inner", "toward"):
            objects = [m for m in objects if m.surface not in self.grammar.networks]  # "트위터에 “…”라며 환영했다"
            objects = [m for m in objects if not _hears(syntax, m)]
        if slot == "inner" and frame.relation in _OF_THINGS:
            objects = self._things(syntax, predicate, objects)
        if slot in _PURPOSES:  # "중국 난징 공장 증설을 위해": the nearest place
            objects = [m for m in objects if m.cls != "Country"] or objects
        if slot == "inner":  # a country is acted on only where nothing else is, a category where no name is
            named = [m for m in objects if m.cls != "Country"] or self._limited(roles, predicate, frame)
            objects = named if named or frame.relation in AMONG_LIKES else objects
            objects = [m for m in objects if not m.common] or objects
            objects = roles.without_bodies(objects) if frame.relation in _OF_PEOPLE else objects
            if frame.relation in _OF_THINGS:
                objects = [m for m in objects if self.fits.is_any(m, THINGS)] or objects
        return objects

    def _above(self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame) -> list[tuple[Mention, Mention]]:
        """Who does it by the clause above, where what a clause describes cannot ("A는 [B와 합작한] 공장을 짓는다")."""
        if syntax.words[predicate.at].ending_tag != "ETM" or predicate.noun_at >= 0 or "agent" not in frame.subject:
            return []
        if predicate.passive or (frame.relation in AMONG_LIKES and roles.relative(predicate.at)):
            return []  # "A가 [B에 필적할 만한] 칩을 냈다": the chip is likened
        head = syntax.governor(predicate.at)
        if head >= 0 and roles.acts_itself(predicate.at, head):
            return []  # "A는 [B에 본사를 둔] 업체와 협력한다": the firm sits there
        only = frame.only_subject
        subjects = [m for m in roles.fill(predicate, "upper") if not only or self.fits.is_any(m, only)]
        for slot in frame.object if subjects else ():
            pairs = self.fits.pairs(frame, subjects, self._objects(syntax, roles, predicate, frame, slot))
            if pairs:
                return pairs
        return []

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
        if any(self._agreed_to(syntax, k) for k in range(predicate.at) if syntax.governor(k) == predicate.at):
            return True
        partners = [p for p in syntax.arguments(predicate.at) if p.slot == "COM"]
        kinds = {
            c for p in syntax.arguments(predicate.at) if p.slot in ("SBJ", "TOP") for c in (m.cls for m in p.fillers)
        }
        allows = self.fits.ontology.allows
        return predicate.noun_at < 0 and any(
            not any(allows(frame.relation, k, m.cls) for k in kinds for m in p.fillers) for p in partners
        )

    def _agreed_to(self, syntax: Syntax, at: int) -> bool:
        """Whether what is agreed on is done to a third party ("A와 B는 [정부에 돈을 내기로] 합의했다")."""
        word = syntax.words[at]
        whom = (m for p in syntax.arguments(at) if p.slot == "DAT" for m in p.fillers)
        return word.ending_tag == "ETN" and any(self.fits.is_any(m, _BODIES) for m in whom)

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

    def _named_goal(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """Whom it is forbidden, where only a kind of thing is named ("화웨이에 장비 공급을 금지했다")."""
        found = [m for m in roles.fill(predicate, "goal") if self.fits.may_be_object(m, frame)]
        return [m for m in found if m.method != "category" and self.fits.is_any(m, _BODIES)]

    def _limited(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """The thing whose trade a country limits in a clause that describes it ("중국 수출을 제한한 H20")."""
        behind = frame.relation in _OF_THINGS and predicate.noun_at < 0
        return [m for m in roles.relative(predicate.at) if self.fits.is_any(m, THINGS)] if behind else []

    def _body_of(self, roles: Roles, predicate: Predicate, frame: Frame) -> list[Mention]:
        """Whose head the acting person is, where only bodies act so ("구영배 큐텐 대표는 위메프를 샀다").

        A head of state who forbids or allows does it for the state ("조 바이든 미국 대통령이 인수를 막았다").
        """
        people = roles.fill(predicate, "agent")
        if frame.relation in _OF_STATES and not any(m.cls == "Person" for m in people):
            people = roles.topical(predicate)  # "A 대통령은 [B가 팔 수 있게] 허가했다고 밝혔다"
        if not people or any(m.cls != "Person" for m in people):
            return []
        heads = roles.fill(predicate, "possessor")
        if frame.relation in _OF_STATES:
            heard = [roles.firms[m.entity] for m in people if m.entity in roles.firms]
            return [m for m in heads or heard if m.cls == "Country"]
        bodies = ("Company", "Country") if frame.relation in _OF_SIGNATORIES else ("Company",)
        return [m for m in heads if m.cls in bodies and frame.only_subject and self.fits.is_any(m, frame.only_subject)]

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

    def _next_of(self, syntax: Syntax, m: Mention) -> bool:
        """Whether not a product is meant but the one that comes after it ("블랙웰 후속작 공개")."""
        behind = syntax.text[m.span.end : m.span.end + _NEXT].lstrip(MARKS + " ")
        return self.fits.is_any(m, THINGS) and behind.startswith(self.grammar.next)

    def _industry_of(self, syntax: Syntax, m: Mention) -> Mention | None:
        """The country whose trade in a kind of thing is meant, and no such thing ("중국 반도체 업체들을 제재했다")."""
        at = syntax.parsed.eojeol_at(m.span.end - 1)
        behind = syntax.words[at + 1] if at + 1 < len(syntax.words) else None
        whole = m.surface.endswith(self.grammar.industries)
        if not m.common or not (whole or (behind is not None and behind.span.start == m.span.end + 1)):
            return None
        told = (*self.grammar.actors, *self.grammar.industries)
        if not whole and behind is not None and not behind.core_form.removesuffix("들").endswith(told):
            return None
        before = (c for c in syntax.mentions if c.cls == "Country")
        return next((c for c in before if syntax.text[c.span.end : m.span.start] in (" ", "의 ")), None)

    def _of_thing(self, syntax: Syntax, m: Mention) -> bool:
        """Whether a body's name only tells whose thing is meant ("엔비디아 칩 5만개를 보유했다")."""
        nxt, words = syntax.parsed.eojeol_at(m.span.end - 1) + 1, syntax.words
        acts = self.fits.is_any(m, _BODIES) or m.cls == "Country"
        if not acts or nxt >= len(words) or words[nxt].span.start != m.span.end + 1:
            return False
        cls = self.cues.class_of(words[nxt].core_form)
        return cls != "" and any(self.fits.ontology.is_a(cls, c) for c in THINGS)

    def _things(self, syntax: Syntax, predicate: Predicate, objects: list[Mention]) -> list[Mention]:
        """Leave out whose thing may not be sold abroad, where only its kind is named ("A의 노광장비 수출 금지")."""
        last = next((m for m in reversed(objects) if self.fits.is_any(m, THINGS)), None)
        behind = syntax.text[last.span.end : predicate.span.start] if last is not None else ""
        if last is None or not any(w in behind for w in self.grammar.trade):
            return objects
        return [
            m
            for m in objects
            if not (self.fits.is_any(m, _BODIES) and syntax.text[m.span.end : last.span.start].startswith("의 "))
        ]

    def _makes(self, key: str) -> bool:
        """Whether by a predicate something comes about or comes out ("내놓다", "개발")."""
        return any(f.relation in _MAKING for f in self.frames.by_key.get(key, ()))

    def _unlike(self, subjects: Sequence[Mention], objects: Sequence[Mention]) -> bool:
        """Whether bodies are measured against things: then their things are meant."""
        return all(self.fits.is_any(m, _BODIES) for m in subjects) and self.fits.are_things(objects)
