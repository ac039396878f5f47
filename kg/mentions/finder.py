"""All the mentions of an article: lexicon first, then letters, cues, the tagger, what the text itself introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.mentions.acting import acting
from kg.mentions.bans import banned
from kg.mentions.choosing import Choosing, Sure
from kg.mentions.cues import Cues, read_cues
from kg.mentions.descriptions import compounds, descriptions
from kg.mentions.districts import districts, split, town
from kg.mentions.extensions import Extensions, codes_in
from kg.mentions.gazetteer import Gazetteer, Hit
from kg.mentions.happenings import happenings
from kg.mentions.heads import beheaded, heads
from kg.mentions.introduced import as_introduced, called_short, in_ticker, introduced, propagated
from kg.mentions.letters import Letters
from kg.mentions.likely import Likely
from kg.mentions.missions import missions, sending
from kg.mentions.names import names
from kg.mentions.namesakes import Namesakes
from kg.mentions.occasions import occasions
from kg.mentions.overlaps import best
from kg.mentions.owners import Owners, shortened
from kg.mentions.partly import partly_named
from kg.mentions.programmes import programmes
from kg.mentions.sharing import sharing
from kg.mentions.tagger import Tagger
from kg.mentions.unlikely import no_one
from kg.model import Mention, Span
from kg.ontology import LexiconEntry, Ontology
from kg.text.document import Document, Parsed

_TOWNS = ("Region", "GovernmentBody")
_CONSTITUENCY = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}) ([가-힣]{2,6}[갑을병정무])"
    r"(?=(?:에서는|에서도|에서|에서의|에는|에선|에|의|선거구|지역구)(?![가-힣]))"
)
_GUESSED = frozenset(("cue", "tagger", "pattern"))
_BODY = 0.7  # how sure the tagger must be of a body for the cues to take it for one
_ASIDE = re.compile(r"\([^()]*\)[’”'\"]? $")
_LONG_ASIDE = 40
_BESIDE = re.compile(r"인?[ ‘’'“”\"]*")  # between a kind and a name: nothing, or the copula ("AI 칩인 ‘루빈’")


class Finder:
    """Finds the mentions of documents.

    Args:
        ontology: Lexicon and cues.
        tagger: The statistical tagger, or None to do without.
    """

    def __init__(self, ontology: Ontology, tagger: Tagger | None = None) -> None:
        self.cues: Cues = read_cues(ontology)
        self._gazetteer = Gazetteer(ontology, self.cues)
        self._letters = Letters(self.cues)
        self._choosing = Choosing(ontology, self._gazetteer, self.cues)
        self._namesakes = Namesakes(self._gazetteer, self.cues)
        self._owners = Owners(ontology, self._gazetteer, self.cues)
        self._likely = Likely(ontology, self._gazetteer, self.cues)
        self._extensions = Extensions(ontology.frames["cues"]["extensions"])
        self._tagger = tagger
        self._ontology = ontology

    def find(self, document: Document) -> list[list[Mention]]:
        """Return the mentions of each sentence, in order, without overlaps.

        Args:
            document: The article with sentences, eojeols and trees.

        Returns:
            A list for each sentence. Names that no lexicon holds have no entity yet.
        """
        hits = [list(self._gazetteer.hits(document.text, p)) for p in document.sentences]
        linked = self._linked(document, hits)
        settled = [[m.span for m in ms] for ms in linked]
        tagged = self._tagger.tag_all(document, (), settled) if self._tagger is not None else [[] for _ in linked]
        found = [
            self._named(document.text, p, known, read)
            for p, known, read in zip(document.sentences, linked, tagged, strict=True)
        ]
        found = self._told(document, found)
        return [
            self._whole(document.text, p, here, ms, first)
            for p, here, ms, first in zip(document.sentences, hits, found, linked, strict=True)
        ]

    def _linked(self, document: Document, hits: Sequence[Sequence[Hit]]) -> list[list[Mention]]:
        """What lexicon, letters and short forms say of each sentence."""
        sure = Sure(h for hs in hits for h in hs if not h.ambiguous)
        sure |= self._choosing.supported(document, hits, sure)
        shorts = self._owners.shorts(hits)
        return [
            self._known(document.text, p, here, sure, shorts) for p, here in zip(document.sentences, hits, strict=True)
        ]

    def _named(self, text: str, parsed: Parsed, known: list[Mention], read: Sequence[Mention]) -> list[Mention]:
        """A sentence's known names with those that its cues and the tagger find."""
        known = _with(known, districts(text, parsed, known, read, self.cues, self._gazetteer.entries))
        likely = self._beheaded(self._likely.find(text, parsed, read, known))
        likely = [m for m in likely if not self._is_name_and_kind(text, m, known)]
        likely = [town(m, self._gazetteer.entries) for m in likely if not no_one(text, m, parsed, self.cues)]
        bodies = [m for m in likely if m.cls != "Person" and m.confidence >= _BODY]
        named_by = self._beheaded(names(text, parsed, _with(known, bodies), self.cues))
        named_by = [town(m, self._gazetteer.entries) for m in named_by if not no_one(text, m, parsed, self.cues)]
        cued = [m for m in named_by if not (m.surface.endswith(self.cues.firm_kinds) and " " not in m.surface)]
        cued = [m for m in cued if not self._is_kind(m) or self._told_class(m) == m.cls]  # "사회관계망서비스(SNS)"
        headed = list(heads(text, parsed.eojeols, (*known, *cued, *likely), self.cues, self._gazetteer.entries))
        spans = {m.span for m in headed}
        plain = [m for m in known if m.cls not in _TOWNS or m.span not in spans]  # "경기도|지사" is no place
        headed += missions(text, parsed, self.cues, self._gazetteer.entries)
        seats = list(self._constituencies(text, parsed))
        if seats:
            plain = [*(m for m in plain if not any(m.span.overlaps(s.span) for s in seats)), *seats]
        plain, headed, likely = (
            [m for m in ms if m.method not in _GUESSED or not _over_object(text, m, parsed)]
            for ms in (plain, [*cued, *headed], likely)
        )
        return [m for m in _with(_with(plain, headed), likely) if not self._begins_phrase(text, m)]

    def _is_name_and_kind(self, text: str, m: Mention, known: Sequence[Mention]) -> bool:
        """Whether a guessed name is a known one and what kind of thing it is ("H20 AI 칩", "H20 인공지능(AI)")."""
        name = next((k for k in known if k.span.start == m.span.start and not k.common), None)
        if name is None or text[name.span.end : name.span.end + 1] != " ":
            return False
        kind = next((k for k in known if k.span.start == name.span.end + 1 and k.common), None)
        return kind is not None and m.span.end <= kind.span.end and self._alike(name, kind)

    def _begins_phrase(self, text: str, m: Mention) -> bool:
        """Whether a name is but the beginning of what is none ("[세종대]로 12")."""
        phrase = self.cues.no_names.match(text, m.span.start)
        return phrase is not None and phrase.end() > m.span.end

    def _told(self, document: Document, found: list[list[Mention]]) -> list[list[Mention]]:
        """The names with those that the article's other sentences tell: codes, short forms, what it introduces."""
        codes = self._codes(document.text, found)
        found = [
            self._extensions.extended(document.text, p, ms, codes)
            for p, ms in zip(document.sentences, found, strict=True)
        ]
        held, found = found, []
        for p, ms in zip(document.sentences, held, strict=True):
            told = any(m.cls == "Event" for before in found for m in before)
            found.append(programmes(document.text, occasions(document.text, p, ms, self.cues, told=told), self.cues))
        found = self._namesakes.employed(document.text, found)
        found = introduced(document, found, self._body)
        found = called_short(document, found, self.cues, self._gazetteer.knows)
        return as_introduced(introduced(document, propagated(document, found, self.cues), self._body))

    def _whole(
        self, text: str, parsed: Parsed, hits: Sequence[Hit], named: list[Mention], linked: Sequence[Mention]
    ) -> list[Mention]:
        """A sentence's names with its descriptions, the names within names, and goods by origin or maker."""
        described = _with(named, descriptions(text, parsed, self.cues, named))
        apart = [m for m in described if not in_ticker(text, m.span)]
        partly = [p for p in partly_named(text, parsed, self.cues) if not any(_begins(m, p) for m in apart)]
        apart = _with(apart, partly)
        plain = self._namesakes.towns(text, self._without_appositives(text, apart))
        plain = self._namesakes.employers(text, plain)
        inside = [*self._owners.within(text, hits, plain, linked), *sending(plain, self.cues, self._gazetteer.entries)]
        inside += banned(text, hits, plain, self.cues, self._ontology)
        nested = sorted([*plain, *inside], key=lambda m: m.span)
        nested = acting(text, parsed, nested, self.cues, self._gazetteer.entries)
        return happenings(text, parsed, compounds(text, parsed, nested, self.cues, self._ontology), self.cues)

    def _codes(self, text: str, found: Iterable[Iterable[Mention]]) -> dict[str, tuple[str, str]]:
        """What the article's bare codes name: the model that the lexicon knows by a firm's name and the code."""
        codes = codes_in(text)
        makers = (
            {m.surface for ms in found for m in ms if m.cls == "Company" and m.method == "lexicon"} if codes else ()
        )
        out: dict[str, tuple[str, str]] = {}
        for code in codes:
            told = {
                (e.cls, e.id)
                for maker in makers
                for joint in ("-", " ", "")
                for e in self._gazetteer.entries(f"{maker}{joint}{code}")
                if self._ontology.branch(e.cls) == "Product"
            }
            if len(told) == 1:
                out[code] = told.pop()
        return out

    def _beheaded(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Mentions of which none is a body with its head's title."""
        return [cut for m in mentions if (cut := beheaded(m, self.cues)) is not None]

    def _constituencies(self, text: str, parsed: Parsed) -> Iterator[Mention]:
        """A town or province and a constituency in it ("인천 [계양을]에서"): 을 is no particle before another."""
        for match in _CONSTITUENCY.finditer(text, *parsed.span):
            region = next((e for e in self._gazetteer.entries(match[1]) if e.cls == "Region"), None)
            base = match[2][:-1]
            known = any(e.cls == "Region" for s in (base, base + "구", base + "시") for e in self._gazetteer.entries(s))
            if region is not None and (known or match[2].endswith("을")):
                yield Mention(Span(*match.span(1)), match[1], "Region", region.id, "lexicon")
                yield Mention(Span(*match.span(2)), match[2], "Region", "", "cue", 0.8)

    def _kinds(self, surface: str) -> bool:
        """Whether the lexicon has a surface for a category alone."""
        told = self._gazetteer.entries(surface)
        return bool(told) and all(e.kind != "name" for e in told)

    def _without_appositives(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """Drop a category or description that only tells what a name beside it is ("AI 가속기 ‘루빈’").

        A name with its kind behind it is one phrase, so its span holds both: "LPDDR5X D램을".
        """
        dropped: set[Span] = set()
        whole: dict[Span, int] = {}
        for a, b in pairwise(mentions):
            between = text[a.span.end : b.span.start]
            if not _BESIDE.fullmatch(between) or not self._alike(a, b):
                continue
            if a.common and not b.common:
                dropped.add(a.span)
            elif between[:1] != "인" and self._is_kind_of(b, a):  # "H800 반도체"
                dropped.add(b.span)
                if between == " " and self._ontology.branch(a.cls) == "Product":
                    whole[a.span] = b.span.end
        dropped.update(m.span for m in mentions if m.method != "lexicon" and self._behind_aside(text, m, mentions))
        kept = (m for m in mentions if m.span not in dropped)
        return [m._replace(span=Span(m.span.start, whole.get(m.span, m.span.end))) for m in kept]

    def _body(self, surface: str) -> LexiconEntry | None:
        """The organisation that a surface may name, a club or association before a firm."""
        bodies = [e for e in self._gazetteer.entries(surface) if self._ontology.branch(e.cls) == "Organization"]
        return min(bodies, key=lambda e: (e.cls != "Organization", e.id), default=None)

    def _is_kind_of(self, m: Mention, name: Mention) -> bool:
        """Whether a mention behind a name only tells what the name is."""
        if name.common or name.cls == "Country":
            return False
        return self._is_kind(m) or (m.method == "description" and m.cls == name.cls)

    def _is_kind(self, m: Mention) -> bool:
        """Whether a mention is a category, also where a cue took it for a name ("하모니OS 운영체제")."""
        return m.method == "category" or (m.method == "cue" and self._kinds(m.surface))

    def _told_class(self, m: Mention) -> str:
        """The class that the lexicon gives a surface first, or ""."""
        return next((e.cls for e in self._gazetteer.entries(m.surface)), "")

    def _behind_aside(self, text: str, m: Mention, mentions: Sequence[Mention]) -> bool:
        """Whether a bare class noun stands behind a name with an aside ("아라7(영문명 Ara) 칩"): the name is meant."""
        if m.surface not in self.cues.transparent:
            return False
        aside = _ASIDE.search(text, max(0, m.span.start - _LONG_ASIDE), m.span.start)
        return aside is not None and any(a.span.end == aside.start() and self._alike(a, m) for a in mentions)

    def _alike(self, a: Mention, b: Mention) -> bool:
        """Whether two mentions may name one thing; technologies stand for products and the other way round."""
        one, other = self._ontology.branch(a.cls), self._ontology.branch(b.cls)
        return one == other or {one, other} == {"Product", "Technology"}

    def _known(
        self, text: str, parsed: Parsed, hits: Sequence[Hit], sure: Sure, shorts: Mapping[str, LexiconEntry]
    ) -> list[Mention]:
        """What lexicon, letters and short forms say of a sentence."""
        linked = (self._namesakes.read(text, parsed, m) for m in self._choosing.linked(text, parsed, hits, sure))
        known = best([*linked, *self._letters.mentions(text, parsed)])
        shared = list(sharing(text, parsed.span, known, self._gazetteer.entries))
        known = [*(m for m in known if not any(m.span.overlaps(s.span) for s in shared)), *shared]
        known = [part for m in known for part in split(m, self._gazetteer.entries)]
        return _with(known, shortened(text, parsed, shorts))


def _begins(m: Mention, other: Mention) -> bool:
    """Whether a mention begins before another that it shares letters with ("[젠슨 황] CEO")."""
    return m.span.start < other.span.start < m.span.end


def _over_object(text: str, m: Mention, parsed: Parsed) -> bool:
    """Whether an unquoted run holds an object particle: two phrases ("회사들을 블랙리스트")."""
    if " " not in m.surface or text[m.span.start - 1 : m.span.start] in "‘“'\"<《「『":
        return False
    return any(x.tag == "JKO" for x in parsed.sentence.morphemes if m.span.start <= x.start and x.end <= m.span.end)


def _with(settled: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    """The best of some mentions that are so already and of more."""
    added = list(more)
    return best([*settled, *added]) if added else settled
