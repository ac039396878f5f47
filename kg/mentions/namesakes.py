"""Names that are somebody else's: of another of the family, of who bears a firm's or a land's name, of an employer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from kg.mentions.cues import Cues
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.nouns import FOREIGN, bare, name_like
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_TITLED = re.compile(r" (?:공동 ?)?([가-힣A-Z]{2,7}?)(?:은|는|이|가|와|과|의|도)?(?![가-힣A-Za-z])")
_FAMILY = 4  # syllables that a family name seldom has more of
_PARTICLES = "이가은는을를"
_TAKEN_FOR = ("Company", "Country", "Region", "Product")  # what a family name is taken for
_DOING = ("가", "이", "은", "는", "의")
_CUT = 2  # syllables that a name may have lost to what looks like a particle
_PARTS, _TOWNS = ("Region", "Place"), ("시", "군", "구")
_SHORT = 2  # syllables of a family name that stands behind another
_SAID = 0.7  # how sure a whole name is of which the lexicon knows but another's part


@dataclass(frozen=True)
class Namesakes:
    """Tells the people apart whose names the lexicon knows as another's.

    Args:
        gazetteer: What the lexicon says of a surface.
        cues: Cue words.
    """

    gazetteer: Gazetteer
    cues: Cues

    def read(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """Another of the family where a given name of his own stands before a known one's ("재닛 페트로 국장")."""
        at = parsed.eojeol_at(m.span.start)
        before = parsed.eojeols[at - 1] if at else None
        if m.cls in _TAKEN_FOR:
            return self._surname(text, parsed, m)
        further = self._family_behind(text, parsed, m) if m.cls == "Person" else None
        if further is not None:
            return Mention(further, further.of(text), "Person", "", "cue", _SAID)
        if m.cls != "Person" or before is None or before.closes or not _given(before, text, self.cues):
            return m
        given = before.core.of(text)
        own = {s for e in self.gazetteer.entries(m.surface) if e.id == m.entity for s in e.surfaces}
        family = any(s.endswith(f" {m.surface}") for s in own)
        cut = given[-1] in _PARTICLES and (len(given) == _CUT or self.gazetteer.knows(given[:-1]))  # "젠슨 황이"
        family = family and not cut and not any(_spelt_alike(given, part) for s in own for part in s.split())
        if not family or self.gazetteer.knows(given) or m.span.start != parsed.eojeols[at].core.start:
            return m
        whole = Span(before.core.start, m.span.end)
        return Mention(whole, whole.of(text), "Person", "", "cue", _SAID)

    def employers(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """A firm where two people seem to stand before a title ("딜런 파텔 [세미애널리시스] 창업자")."""
        out = list(mentions)
        for i, (a, b) in enumerate(pairwise(out), 1):
            people = a.cls == b.cls == "Person" and b.method != "lexicon" and " " in a.surface
            behind = _TITLED.match(text, b.span.end) if people and text[a.span.end : b.span.start] == " " else None
            if behind is not None and self.cues.title(behind[1]) and len(b.surface) > _FAMILY:
                out[i] = b._replace(cls="Company")
        return out

    def employed(self, text: str, found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
        """A person's name without the firm behind it that the article names alone ("마크 퐁 [샛별테크] 대표")."""
        firms = {m.surface: m for ms in found for m in ms if m.cls == "Company" and " " not in m.surface}
        return [[part for m in ms for part in self._apart(text, m, firms)] for ms in found]

    def _apart(self, text: str, m: Mention, firms: Mapping[str, Mention]) -> list[Mention]:
        name, _, last = m.surface.rpartition(" ")
        behind = _TITLED.match(text, m.span.end) if m.cls == "Person" and " " in name and last in firms else None
        if behind is None or not self.cues.title(behind[1]):
            return [m]
        middle = m.span.start + len(name)
        person = m._replace(span=Span(m.span.start, middle), surface=name)
        return [person, firms[last]._replace(span=Span(middle + 1, m.span.end))]

    def towns(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """A town where the body that governs it stands right before a part of it ("[서울시] 송파구의 한 식당")."""
        return [
            self._town(m) if b is not None and b.cls in _PARTS and text[m.span.end : b.span.start] == " " else m
            for m, b in zip_longest(mentions, mentions[1:])
        ]

    def _town(self, m: Mention) -> Mention:
        """The town that a body of government is called after; another body is itself."""
        if m.cls != "GovernmentBody" or not m.surface.endswith(_TOWNS) or " " in m.surface:
            return m
        names = (m.surface, m.surface[:-1])
        entry = next((e for n in names for e in self.gazetteer.entries(n) if e.cls == "Region"), None)
        return m._replace(cls="Region", entity="" if entry is None else entry.id)

    def _surname(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """Somebody whose family name is a firm's or land's too ("하비에르 [메타] 판사", "리사 [모나코] 미국 차관")."""
        words, at = parsed.eojeols, parsed.eojeol_at(m.span.start)
        word, before = words[at], words[at - 1] if at else None
        if before is None or word.core != m.span or before.closes or word.opens or not FOREIGN.match(m.surface):
            return m
        given = before.core.of(text)
        first = at < 2 or not bare(words[at - 2]) or not name_like(words[at - 2], text, self.cues)
        if not first or not bare(before) or given not in self.cues.given_names or self.gazetteer.knows(given):
            return m
        near = [w.core.of(text) for w in words[at + 1 : at + 4]]
        land = m.cls in ("Country", "Region")
        if bare(word):
            office = bool(near) and near[0] in self.cues.offices
            owner = len(near) > 1 and self.gazetteer.knows(near[0]) and any(self.cues.title(n) for n in near[1:])
            named = owner if land else office
        else:
            named = not land and word.particle in _DOING and len(given) > 1
        whole = Span(before.core.start, m.span.end)
        return Mention(whole, whole.of(text), "Person", "", "cue", _SAID) if named else m

    def _family_behind(self, text: str, parsed: Parsed, m: Mention) -> Span | None:
        """The whole name where another family name stands between a given name and a title ("에디슨 리 연구원")."""
        at = parsed.eojeol_at(m.span.end - 1)
        word, rest = parsed.eojeols[at], parsed.eojeols[at + 1 : at + 3]
        if len(rest) < 2 or word.core.end != m.span.end or not bare(word) or not bare(rest[0]):
            return None
        family, title = rest[0].core.of(text), rest[1].core.of(text)
        short = any(s.endswith(f" {m.surface}") for e in self.gazetteer.entries(m.surface) for s in e.surfaces)
        told = self.cues.title(family) or self.cues.class_of(family) or self.gazetteer.knows(family)
        if not short or told or len(family) > _SHORT or not FOREIGN.match(family) or self.cues.title(title) != title:
            return None
        return Span(m.span.start, rest[0].core.end)


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two names differ in one syllable at most: one foreign name is spelt in many ways (산자이, 산제이)."""
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= (len(a) > 1)


def _given(word: Eojeol, text: str, cues: Cues) -> bool:
    """Whether an eojeol can be a given name in Hangul, and nothing that tells what the next one is."""
    core = word.core.of(text)
    told = cues.suffix_class(core) or cues.class_of(core) or cues.title(core) or core in cues.person_prefixes
    return bare(word) and not told and len(core) > 1 and FOREIGN.match(core) is not None and name_like(word, text, cues)
