"""Lists whose members are of different kinds or without a name: "메타와 틱톡을 조사했다", "구글과 여러 기업은"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.grammar import Grammar
from kg.mentions.cues import Cues
from kg.mentions.nouns import run_before
from kg.model import Mention
from kg.text.eojeols import Eojeol

_AND = ("와", "과")
_AGENTS = ("SBJ", "TOP")
_ACTORS = ("Organization", "Person")
_MEMBERS = ("Organization", "Person", "Product", "Region")
_OF = ("Country", "Region", "PoliticalParty")  # of which an unnamed member may be ("공화당 의원들")
_LONG = 6  # eojeols that a member of a list has at most
_VERB = 3  # eojeols behind an object within which its verb stands
_SEVERAL = 3  # members from which on commas make a list, whoever may be a partner


class _Member(NamedTuple):
    """A member of a list: its last eojeol, and whom it names."""

    first: int
    last: int
    name: Mention | None


class Lists:
    """Where 와, 과 or a comma joins members that no kind holds together, over the eojeols of one sentence.

    Args:
        text: The article's decoded source.
        words: The eojeols.
        mentions: The sentence's mentions, in order.
        cues: Titles and class nouns.
        grammar: Particles, postpositions, verbs that take no partner.
    """

    def __init__(
        self, text: str, words: Sequence[Eojeol], mentions: Sequence[Mention], cues: Cues, grammar: Grammar
    ) -> None:
        self.text, self.words, self.mentions, self.cues, self.grammar = text, words, mentions, cues, grammar

    def goes_on(self, j: int) -> bool:
        """Whether the member that ends in an eojeol is joined to the next one, which no likeness tells."""
        if not self._joins(j):
            return False
        left = self._before(j)
        if left.name is None or self._kind(left.name) not in _MEMBERS:
            return False
        members = [left]
        while self._joins(members[-1].last):
            behind = self._member(members[-1].last + 1)
            if behind is None:
                return False
            members.append(behind)
        if any(m.name is None for m in members[1:-1]):
            return False
        last = members[-1]
        if last.name is None:
            return self._unnamed(left, last) and self._fits(members)
        branches = {self._kind(m.name) for m in members if m.name is not None}
        if "Region" in branches and self.grammar.slot(self.words[last.last].particle) not in _AGENTS:
            return False
        named = all(m.name is not None and not m.name.common for m in members)
        return len(branches) > 1 and named and branches <= set(_MEMBERS) and self._fits(members)

    def _kind(self, m: Mention) -> str:
        """What a member is: a region may act as a state does ("미국 법무부와 캘리포니아주는")."""
        return m.cls if m.cls == "Region" else self.grammar.branch(m.cls)

    def _fits(self, members: Sequence[_Member]) -> bool:
        """Whether no member can be a partner of whoever does it."""
        words, last = self.words, members[-1].last
        slot = self.grammar.slot(words[last].particle)
        shared = any(w.span.of(self.text) in self.grammar.each for w in words[members[0].first : members[0].last])
        if slot == "OBJ" and shared:
            return True  # "A와 B는 각각 C와 D를 인수했다"
        composite = self.grammar.postposition(words[last].particle, words[last + 1]) if last + 1 < len(words) else ""
        if composite == "ABOUT":  # "A는 B와 C에 대한 계약을 맺었다": B is a partner
            return self._alone(last + 1)
        if composite == "AGAINST" or slot == "SRC":
            return True
        if slot in _AGENTS:
            return self._opens(members[0].first)
        if slot == "COM":  # "A는 [B사, C시와] 협력한다"
            return all(words[m.last].comma for m in members[:-1]) and not self._opens(members[0].first)
        if slot != "OBJ":
            return False
        return self._alone(last) or (len(members) >= _SEVERAL and self._changes_at_comma(members))

    def _changes_at_comma(self, members: Sequence[_Member]) -> bool:
        """Whether what differs in kind stands behind a comma: what 와 joins to another may be a partner's."""
        names = [m.name for m in members]
        kinds = [self._kind(n) if n is not None else "" for n in names]
        return all(a == b or self.words[m.last].comma for a, b, m in zip(kinds, kinds[1:], members, strict=False))

    def _opens(self, first: int) -> bool:
        """Whether a clause has no subject before an eojeol: what stands there with its subject does it as well."""
        for word in reversed(self.words[:first]):
            if word.stem and word.ending_tag != "ETM":
                return True
            if self.grammar.slot(word.particle) in _AGENTS or (word.comma and not word.particle):
                return False
        return True

    def _alone(self, last: int) -> bool:
        """Whether the verb behind an object is one that nobody does together with a partner ("제소하다")."""
        for word in self.words[last + 1 : last + 1 + _VERB]:
            if word.stem or self.grammar.event_noun(word):
                return (word.noun or word.stem or word.core_form) in self.grammar.alone
        return False

    def _unnamed(self, left: _Member, last: _Member) -> bool:
        """Whether a member without a name is of the kind of the name before it ("구글과 여러 기업은")."""
        words, grammar = self.words, self.grammar
        word, name = words[last.last], left.name
        noun = word.core_form
        cls = self.cues.class_of(noun.removesuffix("들"))
        acts = name is not None and grammar.branch(name.cls) in _ACTORS
        if name is None or words[last.last].stem or noun in grammar.attributes or grammar.event_noun(word):
            return False
        if noun.endswith(grammar.mutual) or not noun:
            return False
        first = words[last.first].span.of(self.text)
        several = noun.endswith("들") or first in grammar.several or words[last.first].first_tag == "SN"
        if word.first_tag == "SN":  # "계열사 68곳", not "예인선 14척"
            cls, several = self.cues.class_of(words[last.last - 1].core_form) if last.first < last.last else "", True
            if not cls:
                return False
        start, end = words[last.first].span.start, word.core.start
        inside = [m for m in self.mentions if m.span.end > start and m.span.start < end]
        if any(w.particle == "의" for w in words[last.first : last.last]) or any(m.cls not in _OF for m in inside):
            return False
        if acts and self._alone(last.last):
            return True
        return (several or acts) and (grammar.branch(cls) in _ACTORS) == acts if cls else acts and several

    def _joins(self, j: int) -> bool:
        """Whether an eojeol ends in 와 or 과, or in a bare comma."""
        word = self.words[j]
        return (
            j + 1 < len(self.words) and not word.stem and (word.particle in _AND or (word.comma and not word.particle))
        )

    def _before(self, j: int) -> _Member:
        """The member that ends in an eojeol."""

        def joins(k: int) -> bool:
            word = self.words[k]
            return not word.stem and not word.comma and (word.particle in ("", "의") or self._inside(k + 1))

        first = run_before(j, _LONG, joins)
        return _Member(first, j, self._head(first, j))

    def _member(self, first: int) -> _Member | None:
        """The member that starts at an eojeol, None where a clause comes in between."""
        for k in range(first, min(first + _LONG, len(self.words))):
            word = self.words[k]
            if word.stem:
                return None
            if (word.particle and word.particle != "의" and not self._inside(k + 1)) or word.comma:
                return _Member(first, k, self._head(first, k))
        return None

    def _inside(self, k: int) -> bool:
        """Whether a name goes on from the eojeol before one into it ("일론 머스크": Kiwi reads 일+론)."""
        if k >= len(self.words):
            return False
        start = self.words[k].core.start
        return any(m.span.start < start < m.span.end for m in self.mentions)

    def _head(self, first: int, last: int) -> Mention | None:
        """Whom a member names: the name at its end, or the person before a title there."""
        while last > first and (
            self.words[last].core_form == "등" or self.words[last].core_form in self.grammar.groups
        ):
            last -= 1
        core, start = self.words[last].core, self.words[first].span.start
        inside = [m for m in self.mentions if start <= m.span.start and m.span.end <= core.end]
        if inside and inside[-1].span.end == core.end and core.start < core.end:
            return inside[-1]
        person = next((m for m in inside if m.cls == "Person"), None)
        return person if person is not None and self.cues.title(self.words[last].core_form) else None
