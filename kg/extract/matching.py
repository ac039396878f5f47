"""Frames held against the predicates of a sentence: which of them say something, and with what voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.claims import DATED, Maker
from kg.extract.conditions import Conditions
from kg.extract.ends import Ends
from kg.extract.fitting import Fitting
from kg.extract.frames import Frame, Frames
from kg.extract.gapping import conjuncts
from kg.extract.grammar import Grammar
from kg.extract.roles import Roles
from kg.extract.syntax import Predicate, Syntax
from kg.extract.voice import Signs
from kg.mentions.cues import Cues
from kg.model import Claim, Mention, Qualifier

# Who does not use a thing, or could, is said in passing; who will, is planned to. What a thing will have in it is news.
_UNUSED = frozenset(("negated", "predicted"))
_FORESEEN = "predicted"
_THINGS = frozenset(("Product",))
_MAKES = ("developed", "만들다")
_OF_CODE = ("AIModel", "Software")  # of which no more than one is made
_UNSURE = frozenset(("alleged", "predicted", "denied"))


class Matching:
    """Reads claims off predicates by the frames.

    Args:
        frames: All frames.
        cues: Titles and class nouns.
        grammar: Verbs that stop, lift, judge and go on.
        signs: Which event nouns are deals.
        fits: Which names a relation may join.
    """

    def __init__(self, frames: Frames, cues: Cues, grammar: Grammar, signs: Signs, fits: Fitting) -> None:
        self.frames, self.grammar, self.signs, self.fits = frames, grammar, signs, fits
        self.conditions = Conditions(cues, grammar, fits)
        self.ends = Ends(cues, grammar, frames, fits)
        self._frames_of = lru_cache(1 << 14)(self._open)
        self._joins = lru_cache(1 << 14)(self._may_join)

    def find(self, syntax: Syntax, roles: Roles, maker: Maker) -> Iterator[Claim]:
        """Yield what the predicates of a sentence say."""
        sentence = syntax.parsed.span.of(syntax.text)
        heads = [roles.firms[m.entity] for m in syntax.mentions if m.entity in roles.firms]
        classes = frozenset([m.cls for m in (*syntax.mentions, *roles.topic, *heads)])
        for predicate in syntax.predicates:
            stem = syntax.words[predicate.at].stem if predicate.noun_at < 0 else ""
            key = predicate.key if predicate.key in self.frames.by_key else stem
            known = self._frames_of(key, classes) if key in self.frames.by_key else ()
            frames = [f for f in known if f.beside in sentence]
            if frames and self.conditions.undone(syntax, predicate):
                continue
            if frames and self.conditions.stopped(syntax, predicate):
                frames = self._foiled(syntax, predicate, frames)
            if not frames:
                continue
            if self.conditions.looks_at_itself(syntax, predicate):
                frames = [f for f in frames if f.relation != "investigates"]
            done: set[str] = set()
            beside = ""
            clauses = conjuncts(roles, predicate)
            for frame in frames:
                if frame.relation in done:
                    continue
                if frame.beside and not self.conditions.beside(syntax, predicate, frame):
                    continue
                if not frame.beside and beside and not frame.adds:
                    continue  # an idiom says what the bare verb would say otherwise
                beside = beside or ("" if frame.adds else frame.beside)
                if not self.conditions.hold(syntax, roles, predicate, frame):
                    continue
                claims = [c for clause in clauses for c in self._match(syntax, clause, predicate, frame, maker)]
                if claims:
                    done.update(() if frame.goes_on else (frame.relation,))
                    yield from claims

    def _open(self, key: str, classes: frozenset[str]) -> tuple[Frame, ...]:
        """The frames of a predicate by which its relations may join any two of a sentence's names, and all idioms."""
        return tuple(f for f in self.frames.by_key[key] if f.pairs or f.beside or self._joins(f.relation, classes))

    def _may_join(self, relation: str, classes: frozenset[str]) -> bool:
        """Whether a relation may join any two names, given the classes of all."""
        return any(self.fits.ontology.allows(relation, a, b) for a in classes for b in classes)

    def _foiled(self, syntax: Syntax, predicate: Predicate, frames: Sequence[Frame]) -> list[Frame]:
        """Frames of a deal that others stop ("A의 B 인수를 불허했다") or oppose: it was planned, and is not done."""
        word = syntax.words[predicate.at]
        done = word.ending_tag != "ETN" and (word.noun or word.stem) not in self.grammar.opposing
        deals = [f for f in frames if f.relation == "acquires"] if predicate.key in self.signs.deals else []
        return [replace(f, modality="negated" if done else "planned") for f in deals]

    def _match(self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame, maker: Maker) -> Iterator[Claim]:
        pairs = self.ends.pairs(syntax, roles, predicate, frame, maker)
        if pairs:
            yield from self._claims(syntax, roles, predicate, frame, pairs, maker)

    def _for_another(self, syntax: Syntax, predicate: Predicate, maker: Mention, made: Mention) -> bool:
        """Whether who makes a thing makes it for its owner, or many of it: "A가 [B의] C를", "C를 [60만 개] 만든다"."""
        before = (m for m in syntax.mentions if m.entity != maker.entity and m.cls == "Company")
        owned = any(syntax.text[m.span.end : made.span.start] == "의 " for m in before)
        counted = (n for n in syntax.parsed.numbers if n.quantity.unit == "count")
        many = any(made.span.end <= n.span.start and n.span.end <= predicate.span.start for n in counted)
        product = self.fits.is_any(made, _THINGS) and made.cls not in _OF_CODE
        return product and (owned or many)

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
        if "found" in frame.object and voice.modality == "denied":  # what is denied there, not that it was held
            voice = replace(voice, modality="asserted", source="")
        if frame.positive and voice.modality == "negated":
            return
        if frame.modality == "asserted":  # "차이가 없다": what is denied of it is what it says
            told = voice.modality == "negated"
            voice = replace(voice, modality="claimed" if voice.source else "asserted") if told else voice
        elif frame.modality and voice.modality not in ("denied", "negated", "alleged"):
            voice = replace(voice, modality=frame.modality)
        if frame.relation == "uses" and voice.modality in _UNUSED:
            enabled = _enabled(syntax, predicate)
            pairs = [p for p in pairs if voice.modality == _FORESEEN and (enabled or self.fits.is_any(p[0], _THINGS))]
        if frame.relation == "supplies" and frame.adds and voice.modality in _UNSURE:
            return  # who may have put another's chip to use was not delivered it for that
        kind = "noun" if predicate.noun_at >= 0 else "verb"
        for a, b in syntax.shared(pairs, predicate.at) if syntax.each else pairs:
            said = frame
            if frame.relation == "released" and (a.cls, b.cls) == ("Person", "Work"):
                said = replace(frame, relation="authored", qualifiers=())  # who brings out a book wrote it
            if (frame.relation, predicate.key) == _MAKES and self._for_another(syntax, predicate, a, b):
                said = replace(frame, relation="manufactures", qualifiers=())
            qualifiers = maker.qualifiers(syntax, roles, predicate, said, (a, b))
            date = maker.date(predicate.span) if said.relation in DATED else ""
            if date:
                qualifiers = (*qualifiers, Qualifier("date", date))
            yield maker.claim(kind, a, said.relation, b, predicate.span, voice, qualifiers)


def _enabled(syntax: Syntax, predicate: Predicate) -> bool:
    """Whether a verb tells what somebody has come to be able to do ("쓸 수 있게 됐다")."""
    behind = syntax.words[predicate.at + 1 : predicate.at + 4]
    return len(behind) == len("수있되") and behind[1].ending == "게" and behind[2].stem == "되다"
