"""Whose a body is by its own name (미국 상무부), and what the article may call it without that (상무부)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.gazetteer import Hit, as_mention
from kg.mentions.lookups import LookUps
from kg.model import Mention, Span
from kg.ontology import LexiconEntry
from kg.text.document import Parsed

BODIES = ("GovernmentBody", "ResearchInstitute", "Organization", "Company")
# what carries its country's name before its own as well
_OWNED = ("MediaOutlet", "PoliticalParty")
_UNIT = 4  # syllables of a body's name that is its own without whose it is
_SHARED = 2  # bodies of one article with one name for a part: it is no short form of either
_SITES = ("Place", "Region")  # what stands in the place before it ("서울 코엑스")
_LAND = ("Region", "Country")
_OWNERS = (*BODIES, "InternationalOrganization", "PoliticalParty")


@dataclass(frozen=True)
class Owners(LookUps):
    """Finds the names at the head of other names."""

    def within(
        self, text: str, hits: Sequence[Hit], mentions: Sequence[Mention], linked: Sequence[Mention]
    ) -> list[Mention]:
        """The owner's name at the head of another's (미국 상무부, 칭화대 국가전략연구소, 유럽연합(EU) 집행위원회)."""
        whole = tuple(self.cues.governments)  # a government is its country, not a part of it
        named = [
            m
            for m in mentions
            if m.cls in (*_OWNERS, *_OWNED, *_SITES) and m.method != "description" and not m.surface.endswith(whole)
        ]
        heads = {m.span.start: m for m in named if " " in m.surface}
        if not heads:
            return []
        out = []
        meant = {m.span: m.entity for m in linked}  # which of many an ambiguous owner is
        for hit in (*hits, *self._states(heads.values())):
            body = heads.get(hit.span.start)
            seated = body is not None and body.surface.endswith(self.cues.seated)
            told = hit.entries
            if hit.ambiguous:
                state = body is not None and body.cls == "GovernmentBody" and len(hit.surface) > 1
                told = tuple(e for e in told if seated or (state and e.cls == "Country") or e.id == meant.get(hit.span))
            if body is None or not told or hit.span.end >= body.span.end:
                continue
            if text[hit.span.end] not in " (" and text[hit.span.end : hit.span.end + 2] != "의 ":
                continue
            entry = next((e for e in told if seated and e.cls == "Region"), told[0])
            if body.cls == entry.cls == "Company" and body.entity and entry.ko.endswith(self.cues.group_ends):
                continue  # "CJ ENM": the group's brand in a firm's own name
            owners = (*_OWNERS, "Country") if body.cls not in _SITES else self._sited(body, hit.span)
            of_state = body.cls == "GovernmentBody" and not body.entity and body.surface.endswith(self.cues.states_own)
            if of_state or seated:
                owners = (*owners, "Region")
            if entry.kind == "name" and entry.id != body.entity and entry.cls in owners:
                out.append(as_mention(hit, entry, text))
                out.extend(self._unit(body, Span(hit.span.end + 1, body.span.end), text))
        return out

    def _states(self, bodies: Iterable[Mention]) -> Iterator[Hit]:
        """The letters that stand for countries at the head of bodies' names, as the lexicon finds them (미 상무부)."""
        for m in bodies:
            letter = m.surface.split()[0]
            state = self.cues.country_letters.get(letter, "") if len(letter) == 1 else ""
            entry = self.ontology.find(state) if state else None
            if entry is not None:
                yield Hit(Span(m.span.start, m.span.start + len(letter)), (entry,), ambiguous=False, surface=letter)

    def _sited(self, body: Mention, place: Span) -> tuple[str, ...]:
        """What a place may stand in whose name begins with another's, if the rest is a name ("서울 코엑스")."""
        if not body.entity:
            plant = body.surface[place.end - place.start + 1 :] in self.cues.facilities
            return _LAND if plant and not body.surface.endswith(self.cues.markets) else ("Region",)
        rest = body.surface[place.end - place.start + 1 :]
        known = [e for e in self.gazetteer.entries(rest) if e.id == body.entity]
        return _LAND if known and not rest.endswith(self.cues.markets) else ()

    def _unit(self, body: Mention, span: Span, text: str) -> Iterator[Mention]:
        """What a unit is called without its owner ("기금운용본부"), where that is a name."""
        bench = self.cues.benches.search(text, span.start - 1, span.end)
        if bench is not None and bench.end() == span.end:
            span = Span(bench.start() + 1, span.end)  # "[형사 2단독]", "순천지원 [제1형사부]"
        name = span.of(text)
        proper = (
            len(name) > 2
            and (" " not in name or bench is not None)
            and name not in self.cues.class_nouns
            and not name.endswith(self.cues.anybodys)
        )
        own = not body.entity or self._own_part(body.surface, body.cls) == name
        if proper and own and body.cls in BODIES:
            yield body._replace(span=span, surface=name, method="alias")

    def shorts(self, hits: Sequence[Sequence[Hit]]) -> dict[str, LexiconEntry]:
        """What the article may call a name in short: a firm by its first word, a body without whose it is.

        "파이어플라이 에어로스페이스 ... 파이어플라이", "러시아 국가안보회의 ... 국가안보회의".
        """
        out: dict[str, LexiconEntry] = {}
        units: dict[str, set[str]] = defaultdict(set)
        for here in hits:
            for hit in here:
                entry = hit.entries[0]
                first = entry.ko.split()[0] if " " in entry.ko else ""
                if not hit.ambiguous and entry.cls == "Company" and len(first) > 2 and not self.gazetteer.knows(first):
                    out.setdefault(first, entry)
                unit = "" if hit.ambiguous or entry.cls == "Company" else self._own_part(hit.surface, entry.cls)
                if unit:
                    units[unit].add(entry.id)
                    out.setdefault(unit, entry)
        return {short: entry for short, entry in out.items() if len(units.get(short, ())) < _SHARED}

    def _own_part(self, name: str, cls: str) -> str:
        """The part of a body's name behind whose it is ("국가안보회의"), if that is a name and nobody else's."""
        owner, _, unit = name.partition(" ")
        cues = self.cues
        kind = (
            cues.class_of(unit) or unit.endswith(cues.anybodys) or (len(unit) == _UNIT and unit in cues.public_bodies)
        )
        if cls not in BODIES or len(unit) < _UNIT or " " in unit or kind or self.gazetteer.knows(unit):
            return ""
        return unit if any(e.cls in (*_OWNERS, "Country") for e in self.gazetteer.entries(owner)) else ""


def shortened(text: str, parsed: Parsed, shorts: Mapping[str, LexiconEntry]) -> Iterator[Mention]:
    """Yield the short forms of a sentence, as words of their own."""
    if not shorts:
        return
    starts = {m.start for m in parsed.sentence.morphemes}
    for surface, entry in shorts.items():
        at = text.find(surface, *parsed.span)
        while at >= 0:
            if at in starts:
                yield Mention(Span(at, at + len(surface)), surface, entry.cls, entry.id, "alias", 0.9)
            at = text.find(surface, at + 1, parsed.span.end)
