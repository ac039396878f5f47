"""Cause and effect that a clause says beside its predicate: X 여파로 Y가 급락했다, X 덕분에, X의 직격탄을 맞은 Y."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention
from kg.ontology import Ontology

_SUBJECT = ("SBJ", "TOP")
_MEANS = ("INS", "DAT", "BARE")
_ROW = 3  # code points between two names of a row


class Causes:
    """Reads causes.

    Args:
        raw: frames/links.yaml.
        ontology: Which classes stand under which.
    """

    def __init__(self, raw: Mapping[str, Any], ontology: Ontology) -> None:
        words = raw["causes"]
        self.ontology = ontology
        self.nouns = tuple(words["nouns"])
        self.connectives = {slot: frozenset(verbs) for slot, verbs in words["connectives"].items()}
        self.boons, self.effects = frozenset(words["boons"]), frozenset(words["effects"])
        self.blows = frozenset(words["blows"])
        self.suffer = frozenset(words["suffer"])
        self.answers = frozenset(words["answers"])
        self.become = frozenset(words["become"])
        self.loom = frozenset(words["loom"])
        self.within = tuple(words["within"])
        self.supposing, self.coming = frozenset(words["supposing"]), frozenset(words["coming"])
        self.sources = {key: tuple(words["sources"][key]) for key in ("named", "bare")}
        self.trade = frozenset(raw["sanctions"]["trade"])
        self.targets = tuple(words["targets"])

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield what a sentence says to have affected what."""
        for phrase in scene.syntax.phrases:
            if phrase.slot in _MEANS and phrase.head >= 0:
                yield from self._because(scene, phrase)
            if scene.syntax.words[phrase.last].last_noun in self.blows:
                yield from self._struck(scene, phrase)

    def _because(self, scene: Scene, phrase: Phrase) -> Iterator[Link]:
        """X로 인해, X 때문에, X의 여파로 Y가 ...; X로 Y가 급락했다."""
        syntax = scene.syntax
        nxt = syntax.words[phrase.last + 1] if phrase.last + 1 < len(syntax.words) else None
        joined = nxt is not None and nxt.stem in self.connectives.get(phrase.slot, ())
        noun = next(n for n in self.nouns if phrase.noun.endswith(n)) if phrase.noun.endswith(self.nouns) else ""
        if joined and nxt is not None:
            # one acts by a law without its causing that: only what becomes of it does ("IRA 시행에 따라")
            named = self._named(scene, phrase, "named", len(phrase.text)) if phrase.slot == "INS" else []
            borne = noun and phrase.slot == "DAT" and nxt.stem in self.boons  # "[HBM] 호황에 힘입어"
            if borne and noun:
                named = self._named(scene, phrase, "named", phrase.text.rfind(noun))
            causes, at = named or self._worked(scene, phrase), syntax.governor(nxt.index)
            if nxt.ending_tag == "ETM":
                return
        elif noun:
            cut = phrase.text.rfind(noun)
            causes, at = self._named(scene, phrase, "named", cut) or self._bare(phrase), phrase.head
        else:
            causes, at = self._bare(phrase) or self._worked(scene, phrase), phrase.head
        if not causes or at < 0:
            return
        clipped = self._clipped(scene, at, any_noun=bool(noun))
        if clipped is not None:
            yield from self._links(scene, causes, self._inside(clipped), phrase, at)
            return
        at = self._effect(scene, at, any_verb=joined or bool(noun))
        if at < 0 or {scene.syntax.words[at].noun, scene.syntax.words[at].stem} & self.answers:
            return
        yield from self._links(scene, causes, self._affected(scene, at, phrase), phrase, at)

    def _bare(self, phrase: Phrase) -> list[Mention]:
        return [m for m in phrase.fillers if self._is(m, self.sources["bare"])]

    def _worked(self, scene: Scene, phrase: Phrase) -> list[Mention]:
        """What a phrase tells the working of ("[단통법] 폐지로")."""
        return [m for m in scene.roles.worked(phrase) if self._is(m, self.sources["named"])]

    def _effect(self, scene: Scene, at: int, *, any_verb: bool) -> int:
        """The predicate that tells the effect, -1 where it is none."""
        words, at = scene.syntax.words, scene.syntax.parsed.verb_from(at)
        if at < 0:
            return -1
        return at if any_verb or {words[at].noun, words[at].stem} & self.effects else -1

    def _clipped(self, scene: Scene, at: int, *, any_noun: bool) -> Phrase | None:
        """The phrase that ends a headline in an effect and whose it is ("X 쇼크에 Y 급락"), or None."""
        phrase = scene.syntax.phrase_at(at)
        if phrase is None or phrase.slot != "BARE" or scene.syntax.governor(at) >= 0 or not phrase.inner:
            return None
        return phrase if any_noun or scene.syntax.words[at].last_noun in self.effects else None

    def _struck(self, scene: Scene, phrase: Phrase) -> Iterator[Link]:
        """X의 직격탄을 맞은 Y, Y는 X로 타격을 입었다, X는 Y에 호재가 됐다."""
        syntax = scene.syntax
        noun = syntax.words[phrase.last].last_noun
        at = phrase.last if phrase.slot == "COP" else phrase.head
        if at < 0 or not syntax.words[at].stem:
            return
        keys = {syntax.words[at].noun, syntax.words[at].stem}
        rest = [p for p in self._around(scene, at) if p is not phrase]
        means = [p for p in rest if p.slot in ("INS", "DAT", "SRC", "BY")]
        goals = [m for p in rest if p.slot == "DAT" for m in p.fillers or self._inside(p)]
        if phrase.slot == "OBJ" and keys & self.suffer:
            inside = self._named(scene, phrase, "named", len(phrase.text) - len(noun))
            beside = [m for p in (*means, *self._borne(scene, phrase)) for m in self._bare(p) or self._worked(scene, p)]
            causes = inside or beside or self._supposed(scene, at)
            yield from self._links(scene, causes, self._affected(scene, at, phrase), phrase, at)
        elif phrase.slot in (*_SUBJECT, "BARE") and keys & self.loom:
            causes = [m for p in means for m in self._bare(p) or self._worked(scene, p)]
            struck = self._inside(phrase) or goals or self._affected(scene, at, phrase)
            yield from self._links(scene, causes or self._supposed(scene, at), struck, phrase, at)
        elif phrase.slot == "COP" or (phrase.slot in ("SBJ", "INS", "BARE") and keys & self.become):
            inside = self._inside(phrase) if not goals else []
            told = (m for p in rest if p.slot in _SUBJECT for m in p.fillers or scene.roles.worked(p))
            causes = [m for m in told if self._is(m, self.sources["named"])]
            yield from self._links(scene, causes, goals or inside, phrase, at)

    def _around(self, scene: Scene, at: int) -> list[Phrase]:
        """A predicate's phrases, with those over it where it is only expected ("X는 [Y에 짐이 될] 전망이다")."""
        syntax = scene.syntax
        own, above = syntax.arguments(at), syntax.governor(at)
        if above < 0 or syntax.words[at].ending_tag != "ETM" or any(p.slot in _SUBJECT for p in own if p.fillers):
            return own
        over = syntax.words[above]
        if not over.core_in(syntax.grammar.complements) and over.noun not in syntax.grammar.complements:
            return own
        heads = [above] if over.stem else [above, syntax.governor(above)]
        told = [p for head in heads if head >= 0 for p in syntax.arguments(head)]
        return [*own, *(p for p in told if p.slot in (*_SUBJECT, *_MEANS) and p.last < at)]

    def _borne(self, scene: Scene, phrase: Phrase) -> list[Phrase]:
        """What a clause before a blow tells to have brought it ("[관세로 인한] 손실을 봤다")."""
        words = scene.syntax.words
        clause = words[phrase.first - 1] if phrase.first else None
        if clause is None or clause.ending_tag != "ETM":
            return []
        joined = ((p, self.connectives.get(p.slot, ())) for p in scene.syntax.arguments(clause.index))
        return [p for p, verbs in joined if clause.stem in verbs]

    def _supposed(self, scene: Scene, at: int) -> list[Mention]:
        """What a clause before supposes to come or to be done ("[관세가 시행되면] A의 타격이 불가피하다")."""
        syntax = scene.syntax
        for word in syntax.words[:at]:
            supposed = word.stem and word.ending in self.supposing and {word.noun, word.stem} & self.coming
            if supposed and syntax.parsed.verb_from(syntax.governor(word.index)) == at:
                told = [p for p in syntax.arguments(word.index) if p.slot in (*_SUBJECT, "OBJ")]
                return [m for p in told for m in self._bare(p)]
        return []

    def _named(self, scene: Scene, phrase: Phrase, kind: str, cut: int) -> list[Mention]:
        """The last thing inside a phrase that can be a cause, before a place in its text."""
        limit = scene.syntax.words[phrase.first].span.start + cut
        found = [m for m in phrase.inner if m.span.end <= limit and self._is(m, self.sources[kind])]
        return found[-1:]

    def _inside(self, phrase: Phrase) -> list[Mention]:
        """Whose the head of a phrase is ("현대차의 2분기 영업이익이")."""
        named = (m for m in phrase.inner if not m.common and not self._market(phrase, m))
        found = [m for m in named if self._is(m, self.targets)]
        return [m for i, m in enumerate(found) if self._beside_next(found[i:])]

    def _beside_next(self, rest: Sequence[Mention]) -> bool:
        """Whether names stand in one row up to the last ("[현대차와 기아]의 부담")."""
        pairs = pairwise(rest)
        return all(a.cls == b.cls and a.span.end < b.span.start <= a.span.end + _ROW for a, b in pairs)

    def _market(self, phrase: Phrase, m: Mention) -> bool:
        """Whether a country only says where somebody trades or has what is struck ("중국 판매가", "중국 내 사업이")."""
        if m.cls != "Country":
            return False
        behind = phrase.text.partition(m.surface)[2].split()
        traded = phrase.noun in self.trade and phrase.text.endswith(f"{m.surface} {phrase.noun}")
        return traded or (bool(behind) and behind[0] in self.within)

    def _affected(self, scene: Scene, at: int, cause: Phrase) -> Sequence[Mention]:
        """What the clause is about: its subject, or whose that is, else its topic."""
        own = [p for p in self._beside(scene, at, cause) if p.slot in _SUBJECT and p is not cause]
        for slot in _SUBJECT:
            for p in reversed([p for p in own if p.slot == slot]):
                found = [m for m in p.fillers if self._is(m, self.targets)] or self._inside(p)
                if found:
                    return found
        other = scene.roles.relative(at) if own and all(p.slot == "SBJ" for p in own) else scene.roles.agent(at)
        here = scene.syntax.parsed.span
        return [m for m in other if here.start <= m.span.start < here.end and self._is(m, self.targets)]

    def _beside(self, scene: Scene, at: int, cause: Phrase) -> Sequence[Phrase]:
        """A predicate's phrases; without a subject also those beside its object's size ("A가 큰 타격을 입었다")."""
        syntax = scene.syntax
        own = syntax.arguments(at)
        before = syntax.words[cause.first - 1] if cause.slot == "OBJ" and cause.first else None
        sized = before is not None and before.stem in syntax.grammar.modifiers and before.ending_tag == "ETM"
        if before is None or not sized or any(p.slot in _SUBJECT for p in own):
            return own
        return [*syntax.arguments(before.index), *own]

    def _links(
        self, scene: Scene, causes: Sequence[Mention], affected: Sequence[Mention], phrase: Phrase, at: int
    ) -> Iterator[Link]:
        trigger = scene.syntax.words[phrase.last].core
        told = [b for b in affected if scene.text[b.span.end : b.span.end + 1] != ","]  # a list has no slot
        told = [b for b in told if not (b.common and b.cls == "Policy")]  # "X 덕분에 관세가 없다"
        for a in causes:
            for b in told:
                if a.entity != b.entity and self.ontology.allows("affects", a.cls, b.cls) and self._is(b, self.targets):
                    yield Link("affects", a, b, trigger, (), at)

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)
