"""What is done by speaking: blaming who is said to have done wrong, answering an act that a clause before tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract import contents
from kg.extract.claims import Maker
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.extract.voice import Signs, Voice, key_of
from kg.model import ANONYMOUS, Claim, Mention
from kg.text.eojeols import Eojeol

_RIVALS = frozenset(("Company", "Product", "AIModel", "Chip", "Device", "Software"))

_AUTHORITIES = frozenset(("Country", "GovernmentBody", "InternationalOrganization"))
_PUNISHED = ("DAT", "OBJ", "AGAINST")  # "규정을 어겼다며 A사에 과징금을 부과했다"

_BLAMED = {"amends": ("SBJ", "TOP", "DAT"), "removals": ("OBJ",)}


@dataclass(frozen=True)
class SpeechActs:
    """Finds what is done by speaking.

    Args:
        words: frames/speech.yaml.
        signs: Modality cues.
        allowed: Whether a relation may join two mentions.
    """

    words: Mapping[str, frozenset[str]]
    signs: Signs
    allowed: Callable[[str, Mention, Mention], bool]

    @cached_property
    def _wrongs(self) -> tuple[str, ...]:
        return tuple(self.words["wrongs"])

    @cached_property
    def _licences(self) -> tuple[str, ...]:
        return tuple(self.words["licences"])

    @cached_property
    def _orders(self) -> tuple[str, ...]:
        return tuple(self.words["ordering"])

    def find(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """Yield the claims of every speech act in a sentence."""
        for word in syntax.words:
            if not word.stem:
                continue
            key = key_of(word)
            if word.ending_tag == "ETM":
                yield from self.punishes(syntax, roles, maker, word)
            if syntax.quoting:
                yield from self._quoting(syntax, roles, maker, word, key)
            if word.ending_tag == "ETM" and {key, word.core_form} & self.words["unfair"]:
                yield from self.injustices(syntax, maker, word)
            if key in self.words["reactions"]:
                yield from self.reactions(syntax, roles, maker, word)
        for predicate in syntax.predicates:
            if syntax.words[predicate.at].stem in self.words["obtaining"]:
                yield from self.licences(syntax, roles, maker, predicate)
        for phrase in syntax.phrases:
            if phrase.slot == "AGAINST" and phrase.fillers:
                yield from self.rivals(syntax, roles, maker, phrase)

    def _quoting(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol, key: str) -> Iterator[Claim]:
        """What is done by a verb that may quote."""
        if key not in self.words["judging"]:
            yield from self.blames(syntax, roles, maker, verb)
        if key in self.words["plain"]:
            yield from self.praises(syntax, roles, maker, verb)
        if key in self.words["finding"]:
            yield from self.faults(syntax, roles, maker, verb)
        yield from self.demands(syntax, roles, maker, verb)

    def blames(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol) -> Iterator[Claim]:
        """X는 Y가 협정을 어겼다고 주장했다: an accusation of Y by X."""
        for at in contents.quoted(syntax, verb.index):
            told = [k for k in contents.clauses(syntax, at) if not syntax.words[k].ending.endswith("지")]
            wrong = next((k for k in told if self._wrong(syntax, k)), -1)  # "어겼는지 조사한다" asks
            if wrong < 0 or (contents.undergoes(syntax, at) and not self._spoils(syntax, wrong)):
                continue
            voice = maker.voices.of(wrong, syntax.words[wrong].predicate)
            if voice.modality not in ("claimed", "alleged") or voice.source in ("", ANONYMOUS):
                continue
            about = list(contents.about(syntax, at))
            named = [m for p in about for m in contents.named(syntax, p)]
            if all(syntax.grammar.branch(m.cls) not in ("Organization", "Person") for m in named):
                named += [m for p in about for m in roles.doers(p)]  # "A사가 만든 칩이 특허를 침해했다고"
            if all(m.entity == voice.source for m in named) and self._spoils(syntax, wrong):
                given = [p for p in syntax.arguments(wrong) if p.slot == "DAT"]  # "A는 B에게 뇌물을 줬다고 주장했다"
                named = [m for p in given for m in contents.named(syntax, p)]
            punished = key_of(verb) in self.words["punishing"]
            if punished and all(m.entity == voice.source for m in named):
                done_to = [p for p in syntax.arguments(verb.index) if p.slot in _PUNISHED]
                named = [m for p in done_to for m in contents.named(syntax, p) if m.cls not in _AUTHORITIES]
            speakers = self._speakers(syntax, roles, verb, voice.source)
            mine = {m.entity for m in speakers}
            if named and all(m.entity in mine for m in named):  # "[A와 B가] 어겼다며 C를 상대로 소송을 냈다"
                named = [m for p in syntax.arguments(verb.index) if p.slot == "AGAINST" for m in p.fillers]
            for accuser in speakers:
                others = [m for m in named if m.entity not in mine and self.allowed("accuses", accuser, m)]
                for accused in contents.listed(syntax, others):
                    trigger = syntax.words[wrong].predicate
                    yield maker.claim("construction", accuser, "accuses", accused, trigger, Voice())

    def punishes(self, syntax: Syntax, roles: Roles, maker: Maker, word: Eojeol) -> Iterator[Claim]:
        """X는 법을 위반한 Y에 과징금을 부과했다: X accuses Y of what it punishes."""
        if not self._wrong(syntax, word.index):
            return
        phrase = syntax.phrase_at(syntax.governor(word.index))
        if phrase is None or phrase.slot not in _PUNISHED or phrase.head < 0:
            return
        verb = syntax.words[phrase.head]
        if not verb.stem or key_of(verb) not in self.words["punishing"]:
            return
        for a in roles.agent(verb.index):
            for b in contents.named(syntax, phrase):
                if a.cls in _AUTHORITIES and a.entity != b.entity and self.allowed("accuses", a, b):
                    yield maker.claim("construction", a, "accuses", b, word.predicate, Voice())

    def faults(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol) -> Iterator[Claim]:
        """X는 Y의 설계에 결함이 있다고 지적했다: X criticizes Y."""
        for at in contents.quoted(syntax, verb.index):
            arguments = syntax.arguments(at)
            fault = any(p.slot in ("SBJ", "TOP") and p.noun in self.words["faults"] for p in arguments)
            if not fault or syntax.words[at].stem not in self.words["existing"]:
                continue
            voice = maker.voices.of(at, syntax.words[at].predicate)
            named = [m for p in arguments if p.slot == "DAT" for m in contents.named(syntax, p)]
            for a in self._speakers(syntax, roles, verb, voice.source):
                for b in contents.whole(named):
                    if self.allowed("criticizes", a, b):
                        yield maker.claim("construction", a, "criticizes", b, verb.predicate, Voice())

    def injustices(self, syntax: Syntax, maker: Maker, word: Eojeol) -> Iterator[Claim]:
        """X는 “Y의 부당한 조치”라고 했다: X criticizes Y."""
        phrase = syntax.phrase_at(word.index + 1) if word.index + 1 < len(syntax.words) else None
        if phrase is None or not phrase.noun.endswith(tuple(self.words["deeds"])):
            return
        owners = [m for p in syntax.phrases if p.slot == "GEN" and p.last == word.index - 1 for m in p.fillers]
        source = maker.voices.of(word.index, word.predicate).source if owners else ""
        for a in [m for m in syntax.mentions if m.entity == source and m.cls != "MediaOutlet"][:1]:
            for b in owners:
                if a.entity != b.entity and self.allowed("criticizes", a, b):
                    yield maker.claim("construction", a, "criticizes", b, word.predicate, Voice())

    def demands(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol) -> Iterator[Claim]:
        """X는 Y가 사퇴해야 한다고 말했다, X는 Y를 제명하라고 요구했다: X criticizes Y."""
        for at in contents.quoted(syntax, verb.index):
            told = [syntax.words[k] for k in contents.clauses(syntax, at)]
            must = any(w.ending in self.words["obliging"] for w in told)
            if not must and not syntax.words[at].ending.endswith(self._orders):
                continue
            for word in told:
                slots = _BLAMED.get(next((kind for kind in _BLAMED if key_of(word) in self.words[kind]), ""), ())
                asked = [m for p in syntax.arguments(word.index) if p.slot in slots for m in contents.named(syntax, p)]
                for a in roles.agent(verb.index) if asked else ():
                    for b in (m for m in asked if m.entity != a.entity and self.allowed("criticizes", a, m)):
                        yield maker.claim("construction", a, "criticizes", b, word.predicate, Voice())

    def praises(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol) -> Iterator[Claim]:
        """X는 Y가 진정한 혁신을 보여준다고 말했다, X는 Y의 가성비를 “인정한다”고 했다: X supports Y."""
        for at in contents.quoted(syntax, verb.index):
            told = list(contents.clauses(syntax, at))
            words = [syntax.words[k] for k in told]
            words += [syntax.words[p.last] for k in told for p in syntax.arguments(k) if p.slot in ("OBJ", "COP")]
            praise = self.words["praises"]
            good = any((w.noun or w.stem) in praise or w.core_form in praise for w in words)
            voice = maker.voices.of(at, syntax.words[at].predicate)
            refused = any(w.stem in self.words["refusing"] for w in words)
            if not good or refused or voice.modality != "claimed" or voice.source in ("", ANONYMOUS):
                continue
            about = [*contents.about(syntax, at), *self._praised(syntax, at, verb.index)]
            for a in self._speakers(syntax, roles, verb, voice.source):
                own = syntax.phrase_at(syntax.parsed.eojeol_at(a.span.start))  # "A사 대표는 A사가 ...": no praise
                mine = {m.entity for m in (own.inner if own is not None else ())} | {a.entity}
                for b in contents.whole([m for p in about for m in contents.named(syntax, p) if m.entity not in mine]):
                    if self.allowed("supports", a, b):
                        yield maker.claim("construction", a, "supports", b, verb.predicate, Voice())

    def _praised(self, syntax: Syntax, at: int, verb: int) -> Iterator[Phrase]:
        """What a quoted clause may speak of beside its subject: its object, that of the verb, the quotation's topic."""
        objects = syntax.arguments(at) if syntax.words[at].stem else syntax.arguments(verb)
        yield from (p for p in objects if p.slot == "OBJ")
        here = syntax.words[at].span.start
        spoken = next((q for q in syntax.parsed.quotes if q.start <= here < q.end), None)
        for phrase in syntax.phrases if spoken is not None else ():
            start = syntax.words[phrase.first].span.start
            if spoken is not None and phrase.slot in ("TOP", "SBJ") and spoken.start <= start < here:
                yield phrase

    def _speakers(self, syntax: Syntax, roles: Roles, verb: Eojeol, source: str) -> tuple[Mention, ...]:
        """Who speaks, with those who say it together; an outlet only tells what it has heard."""
        together = roles.agent(verb.index)
        found = together if any(m.entity == source for m in together) else ()
        found = found or tuple(m for m in syntax.mentions if m.entity == source)[:1]
        return tuple(m for m in found if m.cls != "MediaOutlet")

    def _wrong(self, syntax: Syntax, at: int) -> bool:
        """Whether a clause tells a wrong: 어기다, 침해하다, 약속을 깨다."""
        word = syntax.words[at]
        if not word.stem:
            return False
        if key_of(word) in self.words["wrongs"] or (word.noun and word.noun.endswith(self._wrongs)):
            return True
        if any(w in self.words["unlawful"] for w in self._manner(syntax, at)) or self._spoils(syntax, at):
            return True
        broken = key_of(word) in self.words["breaking"]
        return broken and any(p.slot == "OBJ" and p.noun in self.words["broken"] for p in syntax.arguments(at))

    def _spoils(self, syntax: Syntax, at: int) -> bool:
        """Whether what a clause gives or takes is unlawful to take: 뇌물, 금품, 불법 보조금."""
        taken = [p for p in syntax.arguments(at) if p.slot == "OBJ"]
        illegal = self.words["unlawful"]
        return any(p.noun in self.words["spoils"] or not illegal.isdisjoint(p.text.split()[:-1]) for p in taken)

    def _manner(self, syntax: Syntax, at: int) -> Iterator[str]:
        """How a clause says that it was done: "무단으로", "부당하게", "무단 사용했다"."""
        for word in syntax.words[max(0, at - 4) : at]:
            if syntax.governor(word.index) == at:
                yield word.stem or word.core_form

    def reactions(self, syntax: Syntax, roles: Roles, maker: Maker, verb: Eojeol) -> Iterator[Claim]:
        """Y가 X의 제품을 금지하자 X는 반발했다: X criticizes Y, where nobody else is named as whom it turns on."""
        if any(p.slot in ("DAT", "ABOUT", "OBJ") for p in syntax.arguments(verb.index)):
            return
        own = roles.own_subject(verb.index)
        before = [
            w.index
            for w in syntax.words[: own.first if own is not None else 0]
            if w.stem and self._leads(syntax, w, verb.index)
        ]
        for at in reversed(before):
            doer = roles.own_subject(at)
            if own is None or doer is None or contents.undergoes(syntax, at) or contents.quoted(syntax, at):
                continue
            for a in own.fillers:
                for b in contents.named(syntax, doer):
                    if self.allowed("criticizes", a, b):
                        voice = maker.voices.of(verb.index, verb.predicate)
                        yield maker.claim("construction", a, "criticizes", b, verb.predicate, voice)
            return

    def _leads(self, syntax: Syntax, word: Eojeol, verb: int) -> bool:
        """Whether a clause leads up to a verb: "A가 팔자 [반발했다]", "A가 판 가운데 [반발했다]"."""
        head = syntax.governor(word.index)
        if word.ending_tag == "ETM" and head >= 0 and syntax.words[head].core_form in self.words["meanwhile"]:
            return syntax.governor(head) == verb
        return word.ending_tag == "EC" and head == verb

    def licences(self, syntax: Syntax, roles: Roles, maker: Maker, predicate: Predicate) -> Iterator[Claim]:
        """X는 Y를 수출하려면, Y 수출에 허가를 받도록(받으라고, 받아야 한다고) 했다: a restriction of Y."""
        word = syntax.words[predicate.at]
        order = self._ordered(syntax, predicate.at)
        verb = syntax.governor(order) if order >= 0 else -1
        if predicate.noun_at >= 0 or verb < 0:
            return
        own = syntax.arguments(predicate.at)
        if not any(p.noun.endswith(self._licences) for p in own if p.slot in ("OBJ", "BARE")):
            return
        under = [w.index for w in syntax.words[: predicate.at] if contents.below(syntax, w.index, [predicate.at])]
        doers = roles.agent(verb)
        wanted = [m for k in under for p in syntax.arguments(k) if p.slot in ("OBJ", "SBJ") for m in p.fillers]
        wanted += [m for p in own if p.slot == "DAT" and p.noun in self.words["trade"] for m in p.inner]
        told = [p for p in syntax.arguments(verb) if p.slot in ("DAT", "ABOUT")]
        wanted += [m for p in (*own, *told) if p.slot == "ABOUT" or p in told or p.slot == "SBJ" for m in p.fillers]
        wanted = [m for m in dict.fromkeys(wanted) if m.cls != "Country" and m not in doers]
        for a in doers:
            if a.cls in ("Country", "GovernmentBody"):
                for b in (m for m in wanted if self.allowed("restricts", a, m)):
                    voice = maker.voices.of(verb, syntax.words[verb].predicate)
                    yield maker.claim("construction", a, "restricts", b, word.predicate, voice)

    def _ordered(self, syntax: Syntax, at: int) -> int:
        """Where the clause ends that tells what is ordered: 받도록, 받으라고, 받아야 [한다고]; -1 without an order."""
        word = syntax.words[at]
        if word.ending == "도록" or (contents.bids(word) and at in syntax.quoting):
            return at
        return at + 1 if word.ending in self.words["obliging"] and at + 1 in syntax.quoting else -1

    def rivals(self, syntax: Syntax, roles: Roles, maker: Maker, phrase: Phrase) -> Iterator[Claim]:
        """X는 Y에 맞설 제품을 내놓았다: a firm that brings something out against another competes with it."""
        word = syntax.words[phrase.last + 1]
        if word.stem not in self.words["opposing"] or word.ending not in self.words["effective"]:
            return
        verb = syntax.parsed.verb_from(phrase.head)
        if verb < 0:
            return
        made = [m for p in syntax.arguments(verb) if p.slot == "OBJ" for m in p.fillers]
        for a in (*roles.agent(verb), *made):
            for b in phrase.fillers:
                if a.cls in _RIVALS and self.allowed("competesWith", a, b):
                    voice = maker.voices.of(verb, syntax.words[verb].predicate)
                    yield maker.claim("construction", a, "competesWith", b, word.predicate, voice)
