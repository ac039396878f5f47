"""Ways in which a sentence may join two names, and what the classifier sees of each.

A way is a predicate in whose slots both stand, or the noun phrase that holds both. A feature is a string; its first
letter says what it tells: P the predicate with the two slots, H what its words hint at, F for which relations the
frames know it, X who else fills its slots, N the noun phrase, B what lies between, R what the rules say, C the classes.
The words around the names and in the predicate's other slots, how a name was found and the kind of sentence were
features once; they told nothing that shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.frames import Frames
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Span

REACH = 24  # eojeols between two names that one claim may still join
_NEAR = 3  # eojeols between two names that stand like one phrase's


class Trigger(NamedTuple):
    """The word that may say a relation: its characters, its eojeol, and the predicate that it is, if any."""

    span: Span
    at: int
    predicate: Predicate | None = None


class Pair(NamedTuple):
    """One way of joining two names, the earlier first.

    Attributes:
        groups: What the classifier sees, for all ways of joining the two and for this one.
        trigger: The word that says what joins them, if anything does.
    """

    first: Mention
    second: Mention
    groups: tuple[tuple[str, ...], tuple[str, ...]]
    trigger: Trigger

    @property
    def features(self) -> tuple[str, ...]:
        """All that the classifier sees."""
        return (*self.groups[0], *self.groups[1])


class _Place(NamedTuple):
    """Where a name stands: its eojeol, phrase and slot."""

    mention: Mention
    at: int
    phrase: Phrase | None
    slot: str


class _Slots(NamedTuple):
    """A predicate with the names in its slots, by span."""

    predicate: Predicate
    names: Mapping[Span, str]


class Pairs:
    """Describes pairs of names.

    Args:
        frames: The relations that a predicate is known for.
        cues: Class nouns and titles.
        hints: For each relation words that hint at it (frames/hints.yaml).
    """

    def __init__(self, frames: Frames, cues: Cues, hints: Mapping[str, str]) -> None:
        self._known = {
            key: tuple(sorted({f.relation for f in found if not f.beside})) for key, found in frames.by_key.items()
        }
        told: dict[str, set[str]] = {}
        for relation, words in hints.items():
            for word in words.split():
                told.setdefault(word.removesuffix("하다") if len(word) > 3 else word, set()).add(relation)
        self._hints = {word: tuple(sorted(found)) for word, found in told.items()}
        self._cues = cues
        self._sense = lru_cache(1 << 13)(self._sensed)
        self._tell = lru_cache(1 << 13)(_told)

    def of(
        self,
        syntax: Syntax,
        roles: Roles,
        said: Mapping[tuple[str, str], Iterable[str]],
        allowed: Callable[[str, str], Collection[str]],
    ) -> list[Pair]:
        """Describe every way of joining two names of a sentence.

        Args:
            syntax: The sentence.
            roles: Its slots.
            said: For entity ids of subject and object what the rules say of them.
            allowed: What may join two classes, the earlier name's first; nothing: the pair is left out.

        Returns:
            The ways, in order.
        """
        found = syntax.mentions
        wanted = [
            (i, j)
            for j, b in enumerate(found)
            for i, a in enumerate(found[:j])
            if a.entity != b.entity and allowed(a.cls, b.cls)
        ]
        if not wanted:
            return []
        places = [self._place(syntax, m) for m in found]
        slots = [s for p in syntax.predicates if (s := self._slots(syntax, roles, p)) is not None]
        out = []
        for a, b in ((places[i], places[j]) for i, j in wanted):
            if b.at - a.at <= REACH and (ways := list(self._ways(syntax, a, b, slots))):
                common = self._common(a, b, places, said)
                for features, trigger in ways:
                    out.append(Pair(a.mention, b.mention, (common, features), trigger))
        return out

    def _hinted(self, word: str) -> tuple[str, ...]:
        """The relations that a word hints at, itself or the end of a compound."""
        found = self._hints.get(word)
        if found is None and len(word) > 2 and not word.endswith("다"):
            found = self._hints.get(word[-3:]) or self._hints.get(word[-2:])
        return found or ()

    # ---- what is there

    def _place(self, syntax: Syntax, m: Mention) -> _Place:
        parsed = syntax.parsed
        phrase = syntax.phrase_at(parsed.eojeol_at(m.span.end - 1))
        slot = "out" if phrase is None else phrase.slot if m in phrase.fillers else f"in-{phrase.slot}"
        return _Place(m, parsed.eojeol_at(m.span.start), phrase, slot)

    def _slots(self, syntax: Syntax, roles: Roles, predicate: Predicate) -> _Slots | None:
        """A predicate's slots, None where no two names stand in them."""
        found: dict[Span, str] = {}
        for phrase in roles.phrases(predicate):
            for m in phrase.inner:
                found[m.span] = phrase.slot if m in phrase.fillers else f"in-{phrase.slot}"
        if predicate.noun_phrase is not None:
            for m in predicate.noun_phrase.inner:
                found.setdefault(m.span, "before" if m.span.end <= predicate.span.start else "behind")
        for slot in ("agent", "patient"):
            for m in roles.fill(predicate, slot):
                if not found.get(m.span, "").startswith("agent"):
                    found[m.span] = slot
        if sum(m.span in found for m in syntax.mentions) < 2:
            return None
        return _Slots(predicate, found)

    # ---- two names

    def _common(
        self,
        a: _Place,
        b: _Place,
        places: Sequence[_Place],
        said: Mapping[tuple[str, str], Iterable[str]],
    ) -> tuple[str, ...]:
        """Features that hold for every way of joining two names."""
        x, y = a.mention, b.mention
        inside = [p.mention.cls for p in places if a.at <= p.at <= b.at and p is not a and p is not b]
        like = "x" * (x.cls in inside) + "y" * (y.cls in inside)
        there, back = tuple(said.get((x.entity, y.entity), ())), tuple(said.get((y.entity, x.entity), ()))
        return self._tell(x.cls, y.cls, _near(b.at - a.at), f"{min(len(inside), 3)}{like}", there, back)

    def _ways(
        self, syntax: Syntax, a: _Place, b: _Place, slots: Sequence[_Slots]
    ) -> Iterator[tuple[tuple[str, ...], Trigger]]:
        """Yield features and trigger of each way."""
        shared = False
        for s in slots:
            p = s.names.get(a.mention.span)
            q = s.names.get(b.mention.span) if p is not None else None
            if p is not None and q is not None:
                shared = True
                yield self._predicated(s, a, b, p, q), Trigger(s.predicate.span, s.predicate.at, s.predicate)
        together = a.phrase is not None and a.phrase is b.phrase
        if together or (not shared and b.at - a.at <= _NEAR):
            yield self._nominal(syntax, a, b), self._gap(syntax, a, b)

    def _predicated(self, s: _Slots, a: _Place, b: _Place, p: str, q: str) -> tuple[str, ...]:
        predicate, x, y = s.predicate, a.mention, b.mention
        classes = f"{x.cls}|{y.cls}"
        key, how = predicate.key, f"{p}|{q}{'!' * predicate.passive}"
        others = {slot for span, slot in s.names.items() if span not in (x.span, y.span)}
        rivals = "a" * ("agent" in others) + "p" * ("patient" in others)
        return self._sense(key, "n" if predicate.noun_at >= 0 else "v", p, q, how, classes, rivals)

    def _sensed(self, key: str, kind: str, p: str, q: str, how: str, classes: str, rivals: str) -> tuple[str, ...]:
        """What a predicate makes of the classes of two names in two of its slots."""
        out = [
            f"P{key}|{how}", f"P{key}|{classes}|{how}", f"P{key}|{classes}", f"Ps{kind}{how}|{classes}",
            f"Ps{kind}{how}", f"P{key}|{p}", f"P{key}|-|{q}", f"X{rivals}|{kind}{how}", f"X{rivals}|{key}|{how}",
        ]  # fmt: skip
        for r in self._known.get(key, ()):
            out += [f"F{r}|{how}", f"F{r}|{classes}"]
        for r in self._hinted(key):
            out += [f"H{r}|{kind}{how}", f"H{r}|{classes}"]
        return tuple(out)

    def _nominal(self, syntax: Syntax, a: _Place, b: _Place) -> tuple[str, ...]:
        x, y = a.mention, b.mention
        classes = f"{x.cls}|{y.cls}"
        gap = syntax.text[x.span.end : y.span.start]
        out = [f"N{a.phrase is b.phrase}|{classes}", f"N{a.slot}|{b.slot}|{classes}"]
        if len(gap) <= 14:
            out += [f"N={gap.strip()}", f"N={gap.strip()}|{classes}"]
        noun, fillers = (b.phrase.noun, b.phrase.fillers) if b.phrase is not None else ("", ())
        out.append(f"Nf|{classes}" if y in fillers else f"Nn{noun}|{classes}")
        told: list[str] = []
        for word in gap.replace("’", " ").replace("‘", " ").replace("(", " ").split():
            bare = word.removesuffix("의").removesuffix("인")
            told += [f"Nw{word}", f"Nw{bare}|{classes}"]
            cls = self._cues.class_of(bare)
            told += [f"Nc{cls}|{classes}"] if cls else []
            told += [f"Nt|{classes}"] if self._cues.title(bare) else []
            told += [f"Nh{r}|{classes}" for r in self._hinted(bare)]
        return (*out, *dict.fromkeys(told))

    def _gap(self, syntax: Syntax, a: _Place, b: _Place) -> Trigger:
        gap = Span(a.mention.span.end, b.mention.span.start)
        at = syntax.parsed.eojeol_at(b.mention.span.start)
        return Trigger(gap if gap.of(syntax.text).strip() else b.mention.span, at)


def _told(
    first: str, second: str, near: int, between: str, there: Sequence[str], back: Sequence[str]
) -> tuple[str, ...]:
    """What classes, distance, the names between and the rules say of two names."""
    classes = f"{first}|{second}"
    out = ["1", f"C{classes}", f"C1{first}", f"C2{second}", f"Bd{near}", f"Bm{between}"]
    for mark, relations in ((">", there), ("<", back)):
        for r in relations:
            out += [f"R{mark}{r}", f"R{mark}{r}|{classes}"]
    return tuple(out)


def _near(distance: int) -> int:
    return distance if distance < 5 else 7 if distance < 9 else 12
