"""What the tagger finds beside the names that are known: cut as a name should be, and held against what it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.cues import Cues
from kg.mentions.lookups import LookUps
from kg.mentions.nouns import NO_NAME, bare, full_korean_name, korean_name, name_like
from kg.mentions.owners import BODIES
from kg.mentions.unlikely import apart, headed, no_name
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.words import read_words

# How sure the tagger must be: more where it swallows a known name, and for classes that common nouns are taken for.
_SURE = 0.7
_TERM = 0.5  # of common nouns, to be a term that a claim may be about
_MEANT = 0.6
_QUOTED = 0.1
_LIKELY = {"Person": 0.35, "Company": 0.3}
_LIKELY_OTHERWISE = 0.3
_HYPHENED = re.compile(r"(?:-[가-힣A-Za-z0-9]+)+(?=[’”'\"」』])")
_REST = re.compile(r"[^‘’“”'\"「」『』\n.,!?…]{1,25}(?=[’”'\"」』])")
_COUNTIES = "시군"
_CUT = 2  # syllables that a name may have lost to what looks like a particle
_QUOTES = tuple("‘“'\"「『")
_CLOSES = tuple("’'”\"」』")


@dataclass(frozen=True)
class Likely(LookUps):
    """Takes the names that the tagger is sure enough of."""

    def find(self, text: str, parsed: Parsed, tagged: Sequence[Mention], known: Sequence[Mention]) -> list[Mention]:
        """What the tagger finds beside (or, when it is sure, around) the names already known."""
        out: list[Mention] = []
        for m in self._cut(text, parsed, tagged):
            touched = [k for k in known if k.span.overlaps(m.span)]
            common = _common(text, m, parsed, self.cues) and not self._apposed(text, parsed, m)
            out.extend(self._term(m, touched) if common else self._name(text, parsed, m, touched))
        return out

    def _cut(self, text: str, parsed: Parsed, tagged: Sequence[Mention]) -> Iterator[Mention]:
        """What the tagger finds, each name as it should be cut, without what can be none."""
        whole = (_whole(text, parsed, t) for t in tagged)
        for m in (headed(one, text, self.cues) for t in whole for one in apart(t, text, parsed, self.cues)):
            if no_name(text, m, parsed, self.cues):
                continue
            if m.surface.endswith(self.cues.departments) and m.cls in ("Person", "Company"):
                head = m.surface.rpartition(" ")[0]  # "홍길동 [신소재공학과] 교수"
                if not head:
                    continue
                m = m._replace(span=Span(m.span.start, m.span.start + len(head)), surface=head)  # noqa: PLW2901
            first, _, rest = m.surface.partition(" ")
            if first in NO_NAME and any(e.kind != "name" for e in self.gazetteer.entries(rest)):
                continue  # "글로벌 전기차"
            if m.surface.endswith(self.cues.diseases) and self.ontology.branch(m.cls) == "Product":
                continue  # "샛별의 [비소세포폐암] 치료제"
            yield m

    def _term(self, m: Mention, touched: Sequence[Mention]) -> Iterator[Mention]:
        """Common nouns as a term, where the tagger is sure and no known name stands in them."""
        if m.surface.split()[0] in NO_NAME:
            return  # "자사 칩" is two things
        titled = m.cls == "Person" and self.cues.title(m.surface.split()[-1]) != ""  # "신 회장": by his family name
        if not titled and m.confidence >= _TERM and not touched:
            full = m.cls == "Person" and full_korean_name(m.surface, self.cues)
            yield m if full and m.confidence >= _MEANT else m._replace(method="category")

    def _name(self, text: str, parsed: Parsed, m: Mention, touched: Sequence[Mention]) -> Iterator[Mention]:
        """A name that says no less than the known ones which it touches, where the tagger is sure enough."""
        head, _, last = m.surface.rpartition(" ")
        behind = head != "" and self.gazetteer.knows(last) and last not in head
        if behind and m.cls != "Person" and korean_name(head, self.cues):
            return  # a person and a body ("박진 외교부")
        if self.gazetteer.knows(m.surface) and not touched:
            yield from self._meant(m)
            return
        if m.cls == "Person" and any(k.method == "lexicon" and k.cls != "Person" for k in touched):
            if m.confidence >= _SURE and head and all(k.surface in (head, last) for k in touched):
                yield m  # "나카모토 [유타]": a part of a name that something else is called by, too
            return
        named = [k for k in touched if k.method != "category"]
        if any(m.span.within(k.span) for k in touched) or any(self._kind_behind(m, k) for k in named):
            return
        least = _SURE if named else self._least(text, parsed, m)
        if m.confidence >= least and all(k.span.within(m.span) for k in named):
            yield self._without_person(text, parsed, self._of_a_kind(m, named))

    def _meant(self, m: Mention) -> list[Mention]:
        """An ambiguous surface that the tagger reads as a name: the one entry of that class."""
        branch = self.ontology.branch(m.cls)
        same = [e for e in self.gazetteer.entries(m.surface) if self.ontology.branch(e.cls) == branch]
        if len(same) > 1 and m.cls == "Region" and m.surface[-1] in _COUNTIES and m.confidence >= _MEANT:
            return [m]  # one of the two counties of that name
        if len(same) != 1 or m.confidence < _MEANT or same[0].kind != "name":
            full = m.cls == "Person" and full_korean_name(m.surface, self.cues)
            return [m] if full and m.confidence >= _LIKELY["Person"] else []  # somebody else of that name
        return [m._replace(cls=same[0].cls, entity=same[0].id, method="lexicon")]

    def _kind_behind(self, m: Mention, known: Mention) -> bool:
        """Whether a span is a known product and its class noun ("H200 + 칩"), no longer name."""
        rest = m.surface[known.span.end - m.span.start :].strip()
        told = self.cues.class_nouns.get(rest, "") if known.span.start == m.span.start else ""
        return bool(told) and self.ontology.branch(told) == self.ontology.branch(known.cls) == "Product"

    def _of_a_kind(self, m: Mention, within: Sequence[Mention]) -> Mention:
        """A product as what its known beginning is ("스냅드래곤 9 프로"); just a product where its kind is unsure."""
        if self.ontology.branch(m.cls) != "Product":
            return m
        if m.confidence < _LIKELY_OTHERWISE:
            m = m._replace(cls="Product")
        kinds = [k.cls for k in within if k.span.start == m.span.start and self.ontology.branch(k.cls) == "Product"]
        return m._replace(cls=kinds[0]) if m.cls == "Product" and kinds else m

    def _least(self, text: str, parsed: Parsed, m: Mention) -> float:
        """How sure the tagger must be: less of a product or a work that stands alone in quotation marks."""
        made = self.ontology.branch(m.cls) == "Product" or m.cls == "Work"
        if made and parsed.sentence.kind == "body" and _enclosed(text, m.span) and _named(m.span, parsed):
            at = parsed.eojeol_at(m.span.start)
            said = at > 0 and parsed.eojeols[at - 1].core.of(text) in self.cues.unnamed
            return _SURE if said else _QUOTED
        return _LIKELY.get(m.cls, _LIKELY_OTHERWISE)

    def _apposed(self, text: str, parsed: Parsed, m: Mention) -> bool:
        """Whether a class noun names a common noun that stands behind it, with a particle ("음원 플랫폼 멜론에서")."""
        at = parsed.eojeol_at(m.span.start)
        word, before = parsed.eojeols[at], parsed.eojeols[at - 1] if at else None
        if before is None or not bare(before) or word.core != m.span or not word.particles or word.particle == "의":
            return False
        told = self.cues.class_of(before.core.of(text))
        return bool(told) and self.ontology.branch(told) == self.ontology.branch(m.cls) == "Product"

    def _without_person(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """A body without the family name that the tagger took for its head ("유리 [보리소프 연방우주공사] 사장")."""
        first, _, rest = m.surface.partition(" ")
        words, at = parsed.eojeols, parsed.eojeol_at(m.span.start)
        after = parsed.eojeol_at(m.span.end - 1) + 1
        if m.cls not in BODIES or not self.cues.suffix_class(rest) or not 0 < at < after < len(words):
            return m
        given, titled = words[at - 1], self.cues.title(words[after].core.of(text))
        alone = at < 2 or not bare(words[at - 2])
        name = given.core.of(text)
        foreign = bare(given) and name_like(given, text, self.cues) and not full_korean_name(name, self.cues)
        if not (titled and alone and foreign) or self.gazetteer.knows(first) or self.gazetteer.knows(name):
            return m
        start = m.span.end - len(rest)
        return m._replace(span=Span(start, m.span.end), surface=rest)


def _whole(text: str, parsed: Parsed, m: Mention) -> Mention:
    """A name as it should be cut: whole in its quotes ("‘한빛-나노’"), without an adverb ("주로 AI 반도체")."""
    start, end = m.span
    if start and text[start - 1] in _QUOTES:
        rest = _HYPHENED.match(text, end) or _REST.match(text, end)
        if rest is not None and (text[end] == "-" or _goes_on(m.cls, Span(end, rest.end()), parsed)):
            end = rest.end()
    at = parsed.eojeol_at(start)
    word, behind = parsed.eojeols[at], parsed.eojeols[at + 1 : at + 2]
    adverb = word.morphemes[0].tag in ("MAG", "MAJ") and word.morphemes[0].end == word.span.end
    if adverb and behind and word.span.end < end and behind[0].span.start < end:
        start = behind[0].span.start
    span = Span(start, end)
    return m if span == m.span else m._replace(span=span, surface=span.of(text))


def _goes_on(cls: str, rest: Span, parsed: Parsed) -> bool:
    """Whether a name that begins a quotation ends with it: a work's always, else one that Kiwi cut in a word."""
    size = rest.end - rest.start
    inside = [x for x in parsed.sentence.morphemes if rest.start <= x.start < rest.end]
    one = len({x.eojeol for x in inside}) <= 1 and all(x.start == rest.start for x in inside[:1])
    return cls == "Work" or (size <= _CUT and one)


def _enclosed(text: str, span: Span) -> bool:
    """Whether quotation marks stand right before and behind a span."""
    return span.start > 0 and text[span.start - 1] in _QUOTES and text[span.end : span.end + 1] in _CLOSES


def _named(span: Span, parsed: Parsed) -> bool:
    """Whether a proper noun stands in a span, or a word of which no cluster is known."""
    words = read_words()
    return any(
        tag in ("NNP", "SL") or (tag == "NNG" and words.kin(form, tag) is None)
        for form, tag, start, _, _ in parsed.sentence.morphemes
        if span.start <= start < span.end
    )


def _common(text: str, m: Mention, parsed: Parsed, cues: Cues) -> bool:
    """Whether a mention is made of common nouns only and stands without quotes: no name, whatever the tagger says."""
    words = read_words()
    inside = [
        "NNP" if x.tag == "NNG" and len(x.form) > 1 and words.kin(x.form, x.tag) is None else x.tag
        for x in parsed.sentence.morphemes
        if m.span.start <= x.start < m.span.end and x.form not in cues.common_letters
    ]
    quoted = text[m.span.start - 1 : m.span.start] in "‘“'\"<《「『" and m.span.start > 0
    named = any(t in ("NNP", "SL") for t in inside) and "JKG" not in inside
    generic = m.surface.endswith(cues.generic_ends) and m.cls not in ("Policy", "Event")
    return not quoted and (not named or generic or m.surface in cues.class_nouns)
