"""Relations that no single predicate says: presence at an event, its parties, prohibitions, accusations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract import contents
from kg.extract.claims import Maker
from kg.extract.grammar import Grammar
from kg.extract.roles import Roles
from kg.extract.speech import SpeechActs
from kg.extract.syntax import Phrase, Syntax
from kg.extract.voice import Signs, Voice, key_of
from kg.model import ANONYMOUS, Claim, Mention
from kg.text.eojeols import Eojeol

_ATTENDING = frozenset(("Company", "Person", "Organization", "PoliticalParty", "GovernmentBody", "ResearchInstitute"))
_AUTHORITIES = frozenset(("Country", "GovernmentBody", "InternationalOrganization"))


@dataclass(frozen=True)
class Constructions:
    """The constructions that the default extractor knows.

    Args:
        grammar: Closed-class facts of Korean.
        signs: Modality cues.
        allowed: Whether a relation may join two mentions.
        speech: What is done by speaking.
    """

    grammar: Grammar
    signs: Signs
    allowed: Callable[[str, Mention, Mention], bool]
    speech: SpeechActs

    def find(self, text: str, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """Yield the claims of every construction in a sentence."""
        yield from self.forbidden(syntax, roles, maker)
        yield from self.prevented(syntax, roles, maker)
        yield from self.present(syntax, roles, maker)
        yield from self.amid(syntax, roles, maker)
        yield from self.parties(text, syntax, maker)
        yield from self.accusations(syntax, roles, maker)
        yield from self.suspicions(syntax, maker)
        yield from self.rebuttals(syntax, roles, maker)
        yield from self.sued(syntax, roles, maker)
        yield from self.burdens(syntax, maker)
        yield from self.fines(syntax, maker)
        yield from self.preferred(syntax, roles, maker)
        yield from self.speech.find(syntax, roles, maker)

    def present(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 CES 2025에서 ...했다: it took part."""
        for phrase in syntax.phrases:
            if phrase.slot != "LOC" or phrase.head < 0 or not syntax.words[phrase.head].stem:
                continue
            predicate = next((p for p in syntax.predicates if p.at == phrase.head and p.noun_at < 0), None)
            if predicate is None or predicate.passive:
                continue
            events = phrase.fillers or (phrase.inner[-1:] if phrase.noun in self.grammar.stages else ())
            for event in events:
                for a in roles.agent(phrase.head):
                    if event.cls == "Event" and self.allowed("participatesIn", a, event) and a.cls in _ATTENDING:
                        yield maker.claim(
                            "construction",
                            a,
                            "participatesIn",
                            event,
                            predicate.span,
                            maker.voices.of(predicate.at, predicate.span),
                        )

    def amid(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X가 참석한 가운데 Y 준공식이 열렸다: who was there while it was held took part."""
        raw = self.grammar.amid
        for predicate in syntax.predicates:
            word = syntax.words[predicate.at]
            if predicate.key not in raw["being"] or predicate.noun_at >= 0 or word.ending_tag != "ETM":
                continue
            noun = syntax.governor(predicate.at)
            if noun < 0 or syntax.words[noun].core_form not in raw["nouns"]:
                continue
            verb = syntax.governor(noun)
            held = [p for p in syntax.phrases if p.head == verb or (verb >= 0 and p.last == syntax.governor(verb))]
            events = [m for p in held if p.last > predicate.at for m in p.fillers if m.cls == "Event"]
            for a in roles.agent(predicate.at) if events else ():
                if self.allowed("participatesIn", a, events[0]):
                    voice = maker.voices.of(verb, syntax.words[verb].span)
                    yield maker.claim("construction", a, "participatesIn", events[0], predicate.span, voice)

    def parties(self, text: str, syntax: Syntax, maker: Maker) -> Iterator[Claim]:
        """미·중 기술 전쟁, 한국과 미국의 관세 협상: who stands before an event in its noun phrase takes part."""
        for i, event in enumerate(syntax.mentions):
            if event.cls != "Event":
                continue
            edge, found = event.span.start, []
            for m in reversed(syntax.mentions[:i]):
                gap = text[m.span.end : edge]
                if (
                    m.cls not in ("Country", "Company", "PoliticalParty")
                    or len(gap) > 3
                    or gap.strip(" ·ㆍ・-의와과간,’”") != ""
                ):
                    break
                found.append(m)
                edge = m.span.start
            at, last = (syntax.parsed.eojeol_at(x) for x in (event.span.start, event.span.end - 1))
            verb = syntax.parsed.verb_from(last)
            talks = event.surface.endswith(self.grammar.talks) and verb >= 0  # that they talk is no plan
            voice = maker.voices.of(verb, event.span) if talks else maker.voices.noun(at, event.span, last)
            for m in found if len({x.entity for x in found}) > 1 else ():
                yield maker.claim("construction", m, "participatesIn", event, event.span, voice)

    def forbidden(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 Y를 쓰지 말라고 경고했다, Y 사용을 자제하라고 통보했다: a restriction by the speaker."""
        for predicate in syntax.predicates:
            word = syntax.words[predicate.at]
            if (
                predicate.noun_at < 0
                and (word.noun or word.stem) in self.grammar.refraining
                and self._quotes_order(word)
            ):
                verb = syntax.governor(predicate.at)
                voice = maker.voices.of(verb, syntax.words[verb].span) if verb >= 0 else Voice()
                for b in roles.fill(predicate, "patient") or roles.fill(predicate, "inner"):
                    for a in self._speaker(syntax, roles, predicate.at):
                        if self.allowed("restricts", a, b):
                            yield maker.claim("construction", a, "restricts", b, word.span, voice)
            nxt = predicate.at + 1
            if (
                predicate.noun_at >= 0
                or nxt >= len(syntax.words)
                or syntax.words[nxt].stem not in self.grammar.forbidding
            ):
                continue
            if syntax.words[nxt].ending not in self.signs.quotative:
                continue
            verb = syntax.governor(nxt)
            voice = maker.voices.of(verb, syntax.words[verb].span) if verb >= 0 else Voice()
            for b in roles.fill(predicate, "patient"):
                for a in self._speaker(syntax, roles, nxt):
                    if self.allowed("restricts", a, b):
                        yield maker.claim("construction", a, "restricts", b, syntax.words[nxt].span, voice)

    def _quotes_order(self, word: Eojeol) -> bool:
        return word.ending in self.signs.quotative and contents.bids(word)

    def _speaker(self, syntax: Syntax, roles: Roles, at: int) -> tuple[Mention, ...]:
        """Who speaks to others at an eojeol; an outlet only tells it ("A지는 B가 쓰지 말라고 했다고 전했다")."""
        found = roles.agent(at)
        if any(m.cls != "MediaOutlet" for m in found):
            return found
        subjects = (p for p in reversed(syntax.phrases) if p.slot == "SBJ" and p.last < at and p.fillers)
        return next((p.fillers for p in subjects), ())

    def prevented(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 Z가 Y를 팔지 못하게(팔 수 없도록) 했다: a restriction of both by whoever brings it about."""
        for predicate in syntax.predicates:
            word = syntax.words[predicate.at]
            if predicate.noun_at >= 0 or (word.noun or word.stem) not in self.grammar.causing:
                continue
            before = next((w for w in syntax.words[: predicate.at] if self._prevents(syntax, w, predicate.at)), None)
            if before is None:
                continue
            voice = maker.voices.of(predicate.at, predicate.span)
            stopped = [m for p in syntax.arguments(before.index - 1) if p.slot == "SBJ" for m in p.fillers]
            for b in (*roles.fill(predicate, "deed"), *stopped):
                for a in roles.agent(predicate.at):
                    if self.allowed("restricts", a, b):
                        yield maker.claim("construction", a, "restricts", b, before.span, voice)

    def _prevents(self, syntax: Syntax, word: Eojeol, verb: int) -> bool:
        """Whether a word says of what a verb brings about that it cannot be done."""
        unable = word.stem in ("못하다", "없다") and word.ending in ("게", "도록")
        return unable and word.index > 0 and syntax.governor(word.index) == verb

    def burdens(self, syntax: Syntax, maker: Maker) -> Iterator[Claim]:
        """X에 대한 상호관세: a measure restricts whom its noun phrase says that it is against."""
        for phrase in syntax.phrases:
            measure = syntax.phrase_at(phrase.head) if phrase.slot == "ABOUT" and phrase.head >= 0 else None
            if measure is None or not measure.noun.endswith(self.grammar.burdens):
                continue
            at = measure.last
            verb = syntax.words[measure.head] if measure.head >= 0 else None
            if verb is not None and (verb.noun or verb.stem) in self.grammar.lifting:
                continue  # "X에 대한 수출 금지를 해제했다"
            for a in (m for m in measure.fillers if m.cls == "Policy"):
                for b in phrase.fillers:
                    if self.allowed("restricts", a, b):
                        voice = maker.voices.noun(at, a.span, measure.head if measure.head >= 0 else at)
                        yield maker.claim("construction", a, "restricts", b, a.span, voice)

    def fines(self, syntax: Syntax, maker: Maker) -> Iterator[Claim]:
        """A headline leaves out the verb by which an authority fines somebody: "공정위, A사에 과징금 1000억"."""
        if syntax.parsed.sentence.kind == "body" or any(w.stem for w in syntax.words):
            return
        sums = [
            p
            for p in syntax.phrases
            if any(syntax.words[k].core.of(syntax.text) in self.grammar.fines for k in range(p.first, p.last + 1))
        ]
        doers = [m for p in syntax.phrases if p.slot in ("TOP", "SBJ") for m in p.fillers if m.cls in _AUTHORITIES]
        for b in (m for p in syntax.phrases if p.slot == "DAT" and sums and p.last < sums[-1].first for m in p.fillers):
            for a in doers:
                if self.allowed("restricts", a, b):
                    fined = range(sums[-1].first, sums[-1].last + 1)
                    at = next(k for k in fined if syntax.words[k].core.of(syntax.text) in self.grammar.fines)
                    trigger = syntax.words[at].core
                    voice = maker.voices.noun(at, trigger, sums[-1].last)
                    yield maker.claim("construction", a, "restricts", b, trigger, voice)

    def preferred(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X 인수 우선협상대상자로 Y를 선정했다, Y가 우선협상대상자로 뽑혔다: Y is to acquire X."""
        raw = self.grammar.bidders
        nouns = tuple(raw["nouns"])
        for phrase in syntax.phrases:
            if phrase.slot not in ("INS", "DAT", "SBJ", "BARE") or not phrase.joined.endswith(nouns):
                continue
            predicate = next((p for p in syntax.predicates if p.at == phrase.head and p.noun_at < 0), None)
            if predicate is None or predicate.key not in raw["verbs"]:
                continue
            passive = predicate.passive or predicate.key in raw["become"]
            buyers = roles.agent(predicate.at) if passive else roles.fill(predicate, "patient")
            deal = any(w in phrase.text for w in raw["deals"])
            sold = [m for m in phrase.inner if deal and m.cls in ("Company", "MediaOutlet") and m not in buyers]
            voice = replace(maker.voices.of(predicate.at, predicate.span), modality="planned")
            for a in buyers:
                for b in sold[:1]:
                    if self.allowed("acquires", a, b):
                        yield maker.claim("construction", a, "acquires", b, predicate.span, voice)

    def accusations(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 Y가 ...한 의혹(정황)이 있다고 했다: an accusation of Y by X, asserted as a speech act."""
        for predicate in syntax.predicates:
            if predicate.noun_at >= 0 or predicate.passive or not maker.voices.may_have_source(predicate.at):
                continue
            if syntax.words[predicate.at].ending.endswith("지"):  # "대비했는지" asks, and accuses nobody
                continue
            accused = roles.agent(predicate.at)[:1]
            if not accused or self._looked_into(syntax, predicate.at):
                continue
            voice = maker.voices.of(predicate.at, predicate.span)
            if voice.modality != "alleged" or voice.source in ("", ANONYMOUS):
                continue
            speakers = [m for m in syntax.mentions if m.entity == voice.source and m.cls != "MediaOutlet"]
            for b in accused:
                if speakers and self.allowed("accuses", speakers[0], b):
                    yield maker.claim("construction", speakers[0], "accuses", b, predicate.span, Voice())

    def _looked_into(self, syntax: Syntax, at: int) -> bool:
        """Whether what a clause tells is only looked into ("...했다는 의혹을 조사하고 있다")."""
        noun = syntax.governor(at)
        verb = syntax.governor(noun) if noun >= 0 and not syntax.words[noun].stem else -1
        if verb < 0:
            return False
        return key_of(syntax.words[verb]) in self.grammar.suspicions["probing"]

    def suspicions(self, syntax: Syntax, maker: Maker) -> Iterator[Claim]:
        """X는 Y의 기술 도용 의혹을 제기했다: an accusation that a noun phrase holds."""
        raw = self.grammar.suspicions
        for phrase in syntax.phrases:
            if phrase.noun not in raw["nouns"] or phrase.head < 0 or not any(w in phrase.text for w in raw["wrongs"]):
                continue
            if (syntax.words[phrase.head].noun or syntax.words[phrase.head].stem) not in raw[
                "verbs"
            ] or not phrase.inner:
                continue
            accusers = [
                m
                for p in syntax.arguments(phrase.head)
                if p is not phrase and p.slot in ("SBJ", "TOP", "LOC")
                for m in (p.fillers or p.inner[:1])
            ]
            for a in accusers[:1]:
                if self.allowed("accuses", a, phrase.inner[0]):
                    yield maker.claim(
                        "construction", a, "accuses", phrase.inner[0], syntax.words[phrase.last].core, Voice()
                    )

    def sued(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 Y가 제기한 소송에서 패소했다: Y sues X."""
        raw = self.grammar.suits
        for phrase in syntax.phrases:
            verb = syntax.words[phrase.head] if phrase.head >= 0 and phrase.noun in raw["nouns"] else None
            if verb is None or phrase.slot not in ("LOC", "DAT") or (verb.noun or verb.stem) not in raw["ends"]:
                continue
            clause = self._raised(syntax, phrase, raw["verbs"])
            own = roles.own_subject(clause.index) if clause is not None else None
            if clause is None or own is None or any(p.slot == "AGAINST" for p in syntax.arguments(clause.index)):
                continue
            for a in own.fillers:
                for b in roles.agent(verb.index):
                    if a.entity != b.entity and self.allowed("sues", a, b):
                        yield maker.claim("construction", a, "sues", b, clause.predicate, Voice())

    def _raised(self, syntax: Syntax, phrase: Phrase, verbs: Sequence[str]) -> Eojeol | None:
        """The verb by which a clause says who raised what a phrase names ("Y가 [제기한] 의혹을")."""
        told = (w for w in syntax.words[: phrase.first + 1] if w.ending_tag == "ETM" and w.stem)
        clause = next((w for w in told if phrase.first <= syntax.governor(w.index) <= phrase.last), None)
        return clause if clause is not None and (clause.noun or clause.stem) in verbs else None

    def rebuttals(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """X는 Y가 제기한 조작 의혹을 부인했다: Y accuses X."""
        raw = self.grammar.suspicions
        for phrase in syntax.phrases:
            charge = phrase.noun in raw["charges"] and phrase.slot in ("OBJ", "ABOUT", "DAT") and not phrase.inner
            verb = syntax.words[phrase.head] if charge and phrase.head >= 0 else None
            if verb is None or (verb.noun or verb.stem) not in raw["denials"]:
                continue
            clause = self._raised(syntax, phrase, raw["verbs"])
            if clause is None:
                continue
            own = roles.own_subject(clause.index)
            for a in own.fillers if own is not None else ():
                for b in roles.agent(verb.index):
                    if a.entity != b.entity and self.allowed("accuses", a, b):
                        yield maker.claim("construction", a, "accuses", b, clause.predicate, Voice())
