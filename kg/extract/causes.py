"""Cause and effect that a clause says beside its predicate: X 여파로 Y가 급락했다, X 덕분에, X의 직격탄을 맞은 Y."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Phrase
from kg.model import Mention
from kg.ontology import Ontology

_SUBJECT = ("SBJ", "TOP")
_MEANS = ("INS", "DAT", "BARE")


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
        self.connectives = frozenset(words["connectives"])
        self.effects = frozenset(words["effects"])
        self.blows = frozenset(words["blows"])
        self.suffer = frozenset(words["suffer"])
        self.become = frozenset(words["become"])
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
        joined = phrase.slot == "INS" and nxt is not None and nxt.stem in self.connectives
        noun = next(n for n in self.nouns if phrase.noun.endswith(n)) if phrase.noun.endswith(self.nouns) else ""
        if joined and nxt is not None:
            causes, at = self._named(scene, phrase, "named", len(phrase.text)), syntax.governor(nxt.index)
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
        if at < 0:
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
        rest = [p for p in syntax.arguments(at) if p is not phrase]
        if phrase.slot == "OBJ" and keys & self.suffer:
            inside = self._named(scene, phrase, "named", len(phrase.text) - len(noun))
            beside = [m for p in rest if p.slot in ("INS", "DAT", "SRC", "BY") for m in self._bare(p)]
            yield from self._links(scene, inside or beside, self._affected(scene, at, phrase), phrase, at)
        elif phrase.slot == "COP" or (phrase.slot in ("SBJ", "INS", "BARE") and keys & self.become):
            goals = [m for p in rest if p.slot == "DAT" for m in p.fillers or self._inside(p)]
            inside = self._inside(phrase) if not goals else []
            told = (m for p in rest if p.slot in _SUBJECT for m in p.fillers or scene.roles.worked(p))
            causes = [m for m in told if self._is(m, self.sources["named"])]
            yield from self._links(scene, causes, goals or inside, phrase, at)

    def _named(self, scene: Scene, phrase: Phrase, kind: str, cut: int) -> list[Mention]:
        """The last thing inside a phrase that can be a cause, before a place in its text."""
        limit = scene.syntax.words[phrase.first].span.start + cut
        found = [m for m in phrase.inner if m.span.end <= limit and self._is(m, self.sources[kind])]
        return found[-1:]

    def _inside(self, phrase: Phrase) -> list[Mention]:
        """Whose the head of a phrase is ("현대차의 2분기 영업이익이")."""
        named = (m for m in phrase.inner if not m.common and not self._market(phrase, m))
        return [m for m in named if self._is(m, self.targets)][-1:]

    def _market(self, phrase: Phrase, m: Mention) -> bool:
        """Whether a country only says where somebody trades ("중국 판매가 줄었다")."""
        return m.cls == "Country" and phrase.noun in self.trade and phrase.text.endswith(f"{m.surface} {phrase.noun}")

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
        for a in causes:
            for b in told:
                if a.entity != b.entity and self.ontology.allows("affects", a.cls, b.cls) and self._is(b, self.targets):
                    yield Link("affects", a, b, trigger, (), at)

    def _is(self, m: Mention, classes: Sequence[str]) -> bool:
        return any(self.ontology.is_a(m.cls, c) for c in classes)
