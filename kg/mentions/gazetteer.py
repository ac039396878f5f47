"""Names that the lexicon holds, found by one pass of an Aho-Corasick automaton and checked against morphemes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import ahocorasick

from kg.mentions.cues import Cues
from kg.model import Mention, Morpheme, Span
from kg.ontology import LexiconEntry, Ontology
from kg.text.document import Parsed

_HAN_COUNTRIES = frozenset("美中日韓北英獨佛露印臺對訪駐親反 ")
_PARTICLES = re.compile(
    r"(?:[은는이가을를의에도와과로만나]|으로|에서|에게|에는|에도|까지|부터|보다|처럼|이나|이란|라는|이라는|라고|이라고|마저|조차|측|등|사|산|식|발|계|급|이다|였다|이었다|이며|이고|인|께서|한테|와의|과의|에의|에서의|로의|으로의|만의|에선|에겐|로선|까지도|들|들이|들은|들의|들을)*(?![가-힣])"
)
_LONGER = re.compile(r"[0-9]\.[0-9]")  # "클로드 3" is no part of "클로드 3.5"
MODEL = re.compile(r" \d{3,4}[a-z]{1,3}(?![A-Za-z0-9])")  # a line's letters before it are no firm's ("QXD 1870k")
_SHORTEST = 3  # syllables of a body's name before its head's title
_CAPITALS = re.compile(r"\A(?=[A-Za-z]{4})[A-Z]*[a-z][A-Za-z0-9 .-]*\Z")  # names that some write in capitals
_BRANDED = frozenset(("Company", "AIModel", "Software", "Chip", "Device"))
_OPENED = re.compile(r"[‘“'\"]([^‘’“”'\"\n,]+) \Z")
_SHUTS = re.compile(r"(?:\([^()]*\))?[’”'\"]")
_HEAD_LENGTH = 20  # code points
_NOT_NAMES = ("V", "E", "J", "M")
_JOINTS = " -"  # what may stand between parts of a name, or not
_CLOSED = str.maketrans("", "", _JOINTS)
_PARTED = 4  # letters of a name whose parts may be written apart or together
_NO_PART = ("V", "E", "J", "SP", "SF")  # tags of what stands in no such name
_SPOKEN = frozenset(("Company", "MediaOutlet", "Place"))  # called with common nouns, which apart are said of others

_NUMERALS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_HEADED = frozenset(("GovernmentBody", "ResearchInstitute", "Organization", "Company"))
# Bodies that one is the head of ("부산시|장", "방통위|원장").
_HEAD = re.compile(r"(?<=[원청처실국부서회관단소대시터행])장|(?<=위)원장")


class Hit(NamedTuple):
    """A surface of the lexicon in the text, with every entry that it may name."""

    span: Span
    entries: tuple[LexiconEntry, ...]
    ambiguous: bool
    surface: str = ""


class _Reading(NamedTuple):
    """The entries that a surface may name, and whether something near must speak for them."""

    entries: tuple[LexiconEntry, ...]
    ambiguous: bool


class Gazetteer:
    """The lexicon's surfaces as one automaton, over letters without spaces and hyphens.

    Parts of a name or term may be written apart or together (Korean orthography, articles 49 and 50): "서울 중앙지법".
    """

    def __init__(self, ontology: Ontology, cues: Cues) -> None:
        titles, self._followers, self._phrases = cues.titles, cues.followers, cues.no_names
        self._titles, self._branch = titles, ontology.branch
        self._tails = frozenset(cues.firm_tails).difference(cues.group_ends)
        table: dict[str, list[tuple[LexiconEntry, bool]]] = {}
        places = {s for e in ontology.lexicon if e.cls in ("Country", "Region") for s in e.surfaces}
        makers = {s for e in ontology.lexicon if ontology.is_a(e.cls, "Organization") for s in e.surfaces}
        shared = Counter(s for e in ontology.lexicon for s in e.surfaces)
        for entry in ontology.lexicon:
            made = ontology.branch(entry.cls) == "Product"
            for surface in entry.surfaces:
                maker, _, own = surface.partition(" ")
                clear = own in entry.surfaces and own not in entry.ambiguous and shared[own] == 1
                if made and clear and maker in makers:
                    continue  # two names, the maker's and its product's
                if entry.cls == "Person" and surface.rpartition(" ")[2] in titles:
                    continue  # the title is a post, not a part of the name
                if entry.cls == "Region" and all(part in places for part in surface.split()) and " " in surface:
                    continue  # two places, one in the other
                table.setdefault(surface, []).append((entry, surface in entry.ambiguous))
        branded = [s for s, found in table.items() if found[0][0].cls in _BRANDED and _CAPITALS.match(s)]
        for surface in (s for s in branded if s.upper() not in table):
            table[surface.upper()] = table[surface]  # "QWEN 2.5"
        readings: dict[str, dict[str, _Reading]] = {}
        for surface, found in table.items():
            plain = [e for e, marked in found if not marked]  # an unmarked surface is the default reading
            entries = tuple(plain if len(plain) == 1 else (e for e, _ in found))
            readings.setdefault(surface.translate(_CLOSED), {})[surface] = _Reading(entries, len(plain) != 1)
        self._automaton = ahocorasick.Automaton()
        for closed, surfaces in readings.items():
            self._automaton.add_word(closed, (len(closed), surfaces))
        if table:
            self._automaton.make_automaton()
        self._empty = not table
        self.knows = table.__contains__  # whether a surface is somebody's name
        self._table = table

    def _owned(self, surface: str) -> bool:
        """Whether a name is a unit's that begins with another body's ("대통령실 정책실")."""
        owner, _, unit = surface.partition(" ")
        return len(surface) == _SHORTEST or (bool(unit) and any(e.cls in _HEADED for e in self.entries(owner)))

    def entries(self, surface: str) -> list[LexiconEntry]:
        """Return every entry that a surface may name."""
        return [entry for entry, _ in self._table.get(surface, ())]

    def _ends_another(self, text: str, span: Span) -> bool:
        """Whether a surface is the end of a longer name in quotation marks that is not its maker's and its own."""
        head = quoted_head(text, span)
        return head != "" and head not in self._table

    def _firm_alone(self, surface: str, entries: tuple[LexiconEntry, ...]) -> bool:
        """Whether a surface is a firm's that ends in no kind of firm ("샛별생명|보험" is 샛별생명)."""
        return entries[0].cls == "Company" and len(surface) > _SHORTEST and not surface.endswith(tuple(self._tails))

    def hits(self, text: str, parsed: Parsed) -> Iterator[Hit]:
        """Yield every surface that stands in a sentence as a word of its own.

        Args:
            text: The article's decoded source.
            parsed: The sentence to look at.

        Yields:
            Hits in order of their end; they may overlap.
        """
        if self._empty:
            return
        start, end = parsed.span
        sentence = text[start:end]
        found = list(self._automaton.iter(sentence.replace(" ", "").replace("-", "")))
        if not found:
            return
        places = [i for i, c in enumerate(sentence, start) if c not in _JOINTS]
        starts = {m.start: m for m in parsed.sentence.morphemes}
        ends = {m.end: i for i, m in enumerate(parsed.sentence.morphemes)}
        for at, (length, surfaces) in found:
            last = places[at]
            span = Span(places[at - length + 1], last + 1)
            surface = text[span.start : span.end]
            reading = surfaces.get(surface)
            if reading is None:
                reading = self._spaced_otherwise(text, span, length, surfaces, parsed)
            if reading is None:
                continue
            entries, ambiguous = reading
            if _LONGER.match(text, last) or self._phrases.match(text, span.start):
                continue
            if ambiguous and (text.startswith("들", span.end) or self._ends_another(text, span)):
                continue  # "제재 [대상]들", "‘프로버 [V2]’"
            if entries[0].cls == "Company" and MODEL.match(text, last + 1) and _in_short(surface, entries):
                continue
            behind = starts.get(span.end)
            if behind is not None and behind.form in self._tails and self._firm_alone(surface, entries):
                continue  # "가람임팩트|파트너스": another firm
            cut = behind.tag[0] in "XN" if behind is not None else span.end not in ends
            if cut and any(text[span.start : span.end + n] in self._table for n in (1, 2)):
                continue  # "카니|발" where 카니발 may be meant
            headed = (
                entries[0].cls in _HEADED
                and not (text[span.end - 1] == "실" and self._owned(surface))
                and _has_head(text, span, starts, ends, self._titles)
            )
            if headed or _stands_alone(text, span, starts, ends, parsed, self._followers):
                yield Hit(span, entries, ambiguous, surface)

    def _spaced_otherwise(
        self, text: str, span: Span, length: int, surfaces: Mapping[str, _Reading], parsed: Parsed
    ) -> _Reading | None:
        """What a surface names that the text writes with other spaces ("KTX 산천", "시카고대학"), or None."""
        if length < _PARTED:
            return None
        first, last = parsed.eojeol_at(span.start), parsed.eojeol_at(span.end - 1)
        words = parsed.eojeols[first : last + 1]
        if words[0].core.start != span.start or words[-1].core.end != span.end:
            return None
        inside = [m for m in parsed.sentence.morphemes if span.start <= m.start and m.end <= span.end]
        if any(m.tag.startswith(_NO_PART) for m in inside) or any(w.comma or w.particles for w in words[:-1]):
            return None
        reading = surfaces[min(surfaces)]
        shorter = {text[span.start : m.end] for m in inside[:-1]}
        if len(words) == 1 and not shorter.isdisjoint(reading.entries[0].surfaces):
            return None  # "H20칩": it is called so without what goes on
        cls = reading.entries[0].cls
        own = len(words) > 1 and text[words[1].span.start : span.end] in reading.entries[0].surfaces
        if (cls == "Person" and len(words) > 1) or (own and self._branch(cls) == "Product"):
            return None  # "李 대통령": name and title; "딥시크 R1": maker and product
        if (
            len(words) > 1
            and cls in _SPOKEN
            and not any(m.tag in ("NNP", "SL") for m in inside if m.start >= words[1].span.start)
        ):
            return None  # "한국 경제", "중국 은행", "평택 공장"
        return reading


def quoted_head(text: str, span: Span) -> str:
    """Return the words that a quotation begins with which a surface ends ("프로버" of "‘프로버 V2’"), or ""."""
    if not _SHUTS.match(text, span.end):
        return ""
    head = _OPENED.search(text, max(0, span.start - _HEAD_LENGTH), span.start)
    return head[1] if head is not None else ""


def _has_head(
    text: str, span: Span, starts: Mapping[int, Morpheme], ends: Mapping[int, int], titles: frozenset[str]
) -> bool:
    """Whether the title of a body's head goes on from its name inside one morpheme ("부산 + 시장")."""
    head = _HEAD.match(text, span.end)
    if head is None or span.end - span.start < _SHORTEST or span.start not in starts or span.end in ends:
        return False
    if text[span.end - 1] in "부위" and text[span.start : head.end()].rpartition(" ")[2] in titles:
        return False  # "중국 외교부장", "EU 집행위원장": a state's or a union's
    return bool(_PARTICLES.match(text, head.end())) and (span.start == 0 or not _word(text[span.start - 1]))


def _in_short(surface: str, entries: tuple[LexiconEntry, ...]) -> bool:
    """Whether letters are no more than a short form of whomever they name."""
    return surface.isascii() and all(surface not in (e.ko, e.en) for e in entries)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _han(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"


def _word(c: str) -> bool:
    return "가" <= c <= "힣" or _latin(c) or "Ⅰ" <= c <= "Ⅻ"


def _stands_alone(
    text: str,
    span: Span,
    starts: Mapping[int, Morpheme],
    ends: Mapping[int, int],
    parsed: Parsed,
    followers: frozenset[str],
) -> bool:
    """Whether a surface is a word (or the name part of one) rather than letters inside another word."""
    start, end = span
    surface = text[start:end]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if len(surface) == 1 and _han(surface):
        return all(not _han(c) or c in _HAN_COUNTRIES for c in (before, after))
    latin = _latin(surface[0])
    if latin and _latin(before):
        return False
    if _latin(surface[-1]):
        return not _latin(after)
    if not latin and _word(before):
        first = starts.get(start)
        if first is None or first.tag in _NOT_NAMES or start not in ends or not _prefix_before(start, parsed):
            return False
    if not _word(after):
        return _nominal(span, parsed)
    index = ends.get(span.end)
    if index is None:
        return len(surface) > 1 and bool(_PARTICLES.match(text, span.end))
    if surface[-1] in _NUMERALS:
        return bool(_PARTICLES.match(text, span.end))  # which Kiwi reads as words of their own
    return _right(surface, index, parsed, followers) and _nominal(span, parsed)


def _nominal(span: Span, parsed: Parsed) -> bool:
    """Whether the morphemes under a short surface are nouns ("이란" may be a particle, "가나" an ending)."""
    start, end = span
    if end - start > 2:
        return True
    return all(tag[0] not in "VEJ" for _, tag, a, b, _ in parsed.sentence.morphemes if start <= a < b <= end)


def _prefix_before(start: int, parsed: Parsed) -> bool:
    return any(m.end == start and m.tag in ("XPN", "SH", "SL", "SN", "SP", "SSO") for m in parsed.sentence.morphemes)


def _right(surface: str, index: int, parsed: Parsed, followers: frozenset[str]) -> bool:
    """Whether what follows in the same eojeol leaves the name a name."""
    morphemes = parsed.sentence.morphemes
    if index + 1 >= len(morphemes) or morphemes[index + 1].eojeol != morphemes[index].eojeol:
        return True
    following = morphemes[index + 1]
    if following.tag in ("NNG", "NNP", "XR"):
        return len(surface) > 1 and (following.form in followers or len(surface) > 4)
    if following.tag in ("VV", "XSV", "XSA", "VA", "MAG"):
        return len(surface) > 2
    return following.form not in ("어", "형") or following.tag != "XSN"  # "한국어", "한국형 원전"


def as_mention(hit: Hit, entry: LexiconEntry, text: str) -> Mention:
    """Make a mention of an entry from a hit."""
    return Mention(hit.span, hit.span.of(text), entry.cls, entry.id, "lexicon" if entry.kind == "name" else "category")
