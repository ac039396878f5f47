"""All the mentions of an article: lexicon first, then letters, cues, the tagger, what the text itself introduces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.mentions.cues import Cues, read_cues
from kg.mentions.descriptions import compounds, descriptions
from kg.mentions.extensions import Extensions, codes_in
from kg.mentions.gazetteer import Gazetteer, Hit, as_mention
from kg.mentions.heads import beheaded, heads
from kg.mentions.introduced import called_short, in_ticker, introduced, propagated
from kg.mentions.letters import Letters
from kg.mentions.names import names
from kg.mentions.nouns import FOREIGN, NO_NAME, bare, korean_name, name_like
from kg.mentions.overlaps import best
from kg.mentions.sharing import sharing
from kg.mentions.tagger import Tagger
from kg.mentions.unlikely import apart, headed, no_name
from kg.model import Mention, Span
from kg.ontology import LexiconEntry, Ontology
from kg.text.document import Document, Parsed
from kg.text.eojeols import Eojeol
from kg.text.words import read_words

_BODIES = ("GovernmentBody", "ResearchInstitute", "Organization", "Company")
# what carries its country's name before its own as well
_OWNED = ("MediaOutlet", "PoliticalParty")
_UNIT = 4  # syllables of a body's name that is its own without whose it is
_SHARED = 2
_SITES = ("Place", "Region")  # what stands in the place before it ("서울 코엑스")
_LAND = ("Region", "Country")
_CONSTITUENCY = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}) ([가-힣]{2,6}[갑을병정무])"
    r"(?=(?:에서는|에서도|에서|에서의|에는|에선|에|의|선거구|지역구)(?![가-힣]))"
)
_ACTS = re.compile(r"[가는와의도에]| 차원")
_WITH_ITS = re.compile(r" [가-힣]{2,8}(?:과|와|·|,) ?")  # "중국 [공산당과 ]정부"
_OWNERS = (*_BODIES, "InternationalOrganization")
# How sure the tagger must be: more where it swallows a known name, and for classes that common nouns are taken for.
_SURE = 0.7
_GUESSED = frozenset(("cue", "tagger", "pattern"))
_TERM = 0.5  # of common nouns, to be a term that a claim may be about
_BODY = 0.7
_MEANT = 0.6
_QUOTED = 0.1
_LIKELY = {"Person": 0.35, "Company": 0.3}
_LIKELY_OTHERWISE = 0.3
_HYPHENED = re.compile(r"(?:-[가-힣A-Za-z0-9]+)+(?=[’”'\"」』])")
_ASIDE = re.compile(r"\([^()]*\)[’”'\"]? $")
_LONG_ASIDE = 40
_TITLED = re.compile(r" (?:공동 ?)?([가-힣A-Z]{2,7}?)(?:은|는|이|가|와|과|의|도)?(?![가-힣A-Za-z])")
_FAMILY = 4  # syllables that a family name seldom has more of
_REST = re.compile(r"[^‘’“”'\"「」『』\n.,!?…]{1,25}(?=[’”'\"」』])")
_PARTICLES = "이가은는을를"
_JOINTS = (",", "·", "、", "와", "과")
_SHARES = re.compile(r" [\d.]+%(?:로|에서|\([^()]{1,12}\))?, ")  # a table in a sentence ("가나 18.6%, 다라 15.6%")
_RANKED = re.compile(r"\([^()]{1,20}\)|\d+위 ")  # "2위 인도(19만명)와 3위 미국"
_TAKEN_FOR = ("Company", "Country", "Region", "Product")  # what a family name is taken for
_DOING = ("가", "이", "은", "는", "의")
_CUT = 2  # syllables that a name may have lost to what looks like a particle
_QUOTES = tuple("‘“'\"「『")
_CLOSES = tuple("’'”\"」』")


class _Sure(set[str]):
    """The entries that an article names beyond doubt.

    Args:
        hits: Where it names them.
    """

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        for hit in hits:
            self._starts[hit.entries[0].id].append(hit.span.start)
        super().__init__(self._starts)

    def last(self, entry: str, at: int) -> int:
        """Where an entry was named last before an offset, -1 where it was not."""
        return max((start for start in self._starts.get(entry, ()) if start < at), default=-1)


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
        sure = _Sure(h for hs in hits for h in hs if not h.ambiguous)
        sure |= self._supported(document, hits, sure)
        shorts = self._shorts(hits)
        found: list[list[Mention]] = []
        linked = [
            self._known(document.text, p, here, sure, shorts) for p, here in zip(document.sentences, hits, strict=True)
        ]
        settled = [[m.span for m in ms] for ms in linked]
        tagged = self._tagger.tag_all(document, (), settled) if self._tagger is not None else [[] for _ in linked]
        for parsed, known, read in zip(document.sentences, linked, tagged, strict=True):
            likely = self._beheaded(self._likely(document.text, parsed, read, known))
            bodies = [m for m in likely if m.cls != "Person" and m.confidence >= _BODY]
            named_by = self._beheaded(names(document.text, parsed, _with(known, bodies), self.cues))
            cued = [m for m in named_by if not (m.surface.endswith(self.cues.firm_kinds) and " " not in m.surface)]
            cued = [m for m in cued if not self._is_kind(m) or self._told_class(m) == m.cls]  # "사회관계망서비스(SNS)"
            near = (*known, *cued, *likely)
            headed = list(heads(document.text, parsed.eojeols, near, self.cues, self._gazetteer.entries))
            spans = {m.span for m in headed}
            plain = [m for m in known if m.cls != "Region" or m.span not in spans]  # "경기도|지사" is no place
            seats = list(self._constituencies(document.text, parsed))
            if seats:
                plain = [*(m for m in plain if not any(m.span.overlaps(s.span) for s in seats)), *seats]
            found.append(_with(_with(plain, [*cued, *headed]), likely))
        found = [
            [m for m in ms if m.method not in _GUESSED or not _over_object(document.text, m, p)]
            for p, ms in zip(document.sentences, found, strict=True)
        ]
        codes = self._codes(document.text, found)
        found = [
            self._extensions.extended(document.text, p, ms, codes)
            for p, ms in zip(document.sentences, found, strict=True)
        ]
        found = introduced(document, found)
        found = called_short(document, found, self.cues, self._gazetteer.knows)
        found = propagated(document, found, self.cues)
        described = [
            _with(ms, descriptions(document.text, p, self.cues, ms))
            for p, ms in zip(document.sentences, found, strict=True)
        ]
        apart = [[m for m in ms if not in_ticker(document.text, m.span)] for ms in described]
        named = [self._employers(document.text, self._without_appositives(document.text, ms)) for ms in apart]
        nested = [
            sorted([*ms, *self._within(document.text, here, ms)], key=lambda m: m.span)
            for here, ms in zip(hits, named, strict=True)
        ]
        return [
            compounds(document.text, p, ms, self.cues, self._ontology)
            for p, ms in zip(document.sentences, nested, strict=True)
        ]

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

    def _states(self, bodies: Iterable[Mention]) -> Iterator[Hit]:
        """The letters that stand for countries at the head of bodies' names, as the lexicon finds them (미 상무부)."""
        for m in bodies:
            letter = m.surface.split()[0]
            state = self.cues.country_letters.get(letter, "") if len(letter) == 1 else ""
            entry = self._ontology.find(state) if state else None
            if entry is not None:
                yield Hit(Span(m.span.start, m.span.start + len(letter)), (entry,), ambiguous=False, surface=letter)

    def _within(self, text: str, hits: Sequence[Hit], mentions: Sequence[Mention]) -> list[Mention]:
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
        for hit in (*hits, *self._states(heads.values())):
            body = heads.get(hit.span.start)
            if body is None or hit.ambiguous or hit.span.end >= body.span.end:
                continue
            if text[hit.span.end] not in " (" and text[hit.span.end : hit.span.end + 2] != "의 ":
                continue
            entry = hit.entries[0]
            if body.cls == entry.cls == "Company" and body.entity and entry.ko.endswith(self.cues.group_ends):
                continue  # "CJ ENM": the group's brand in a firm's own name
            owners = (*_OWNERS, "Country") if body.cls not in _SITES else self._sited(body, hit.span)
            if body.cls == "GovernmentBody" and not body.entity and body.surface.endswith(self.cues.states_own):
                owners = (*owners, "Region")
            if entry.kind == "name" and entry.id != body.entity and entry.cls in owners:
                out.append(as_mention(hit, entry, text))
                out.extend(self._unit(body, Span(hit.span.end + 1, body.span.end), text))
        return out

    def _sited(self, body: Mention, place: Span) -> tuple[str, ...]:
        """What a place may stand in whose name begins with another's, if the rest is a name ("서울 코엑스")."""
        if not body.entity:
            return ("Region",)
        rest = body.surface[place.end - place.start + 1 :]
        known = [e for e in self._gazetteer.entries(rest) if e.id == body.entity]
        return _LAND if known and not rest.endswith(self.cues.markets) else ()

    def _unit(self, body: Mention, span: Span, text: str) -> Iterator[Mention]:
        """What a unit is called without its owner ("기금운용본부"), where that is a name."""
        name = span.of(text)
        proper = (
            len(name) > 2
            and " " not in name
            and self.cues.class_of(name) != name
            and not name.endswith(self.cues.anybodys)
        )
        own = not body.entity or self._own_part(body.surface, body.cls) == name
        if proper and own and body.cls in _BODIES:
            yield body._replace(span=span, surface=name, method="alias")

    def _without_appositives(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """Drop a category or description that only introduces the name behind it ("AI 가속기 ‘루빈’")."""
        dropped: set[Span] = set()
        vague = ("category", "description")
        for a, b in pairwise(mentions):
            if text[a.span.end : b.span.start].strip(" ‘’'“”\"") or not self._alike(a, b):
                continue
            if a.method in vague and b.method not in vague:
                dropped.add(a.span)
            elif self._is_kind(b) and a.method not in vague and a.cls != "Country":  # "H800 반도체"
                dropped.add(b.span)
        dropped.update(m.span for m in mentions if m.method != "lexicon" and self._behind_aside(text, m, mentions))
        return [m for m in mentions if m.span not in dropped]

    def _is_kind(self, m: Mention) -> bool:
        """Whether a mention is a category, also where a cue took it for a name ("하모니OS 운영체제")."""
        told = self._gazetteer.entries(m.surface) if m.method == "cue" else []
        return m.method == "category" or (bool(told) and all(e.kind != "name" for e in told))

    def _told_class(self, m: Mention) -> str:
        """The class that the lexicon gives a surface first, or ""."""
        return next((e.cls for e in self._gazetteer.entries(m.surface)), "")

    def _employers(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """A firm where two people seem to stand before a title ("딜런 파텔 [세미애널리시스] 창업자")."""
        out = list(mentions)
        for i, (a, b) in enumerate(pairwise(out), 1):
            people = a.cls == b.cls == "Person" and b.method != "lexicon" and " " in a.surface
            behind = _TITLED.match(text, b.span.end) if people and text[a.span.end : b.span.start] == " " else None
            if behind is not None and self.cues.title(behind[1]) and len(b.surface) > _FAMILY:
                out[i] = b._replace(cls="Company")
        return out

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

    def _supported(self, document: Document, hits: Sequence[Sequence[Hit]], sure: _Sure) -> set[str]:
        """Entries of ambiguous surfaces that one place of the article speaks for: the other places mean them too."""
        out: set[str] = set()
        for parsed, here in zip(document.sentences, hits, strict=True):
            plain = [as_mention(h, h.entries[0], document.text) for h in here if not h.ambiguous]
            for hit in here:
                if hit.ambiguous and hit.span.end - hit.span.start > 1:
                    entry = self._choose(document.text, parsed, hit, plain, sure)
                    if entry is not None:
                        plain.append(as_mention(hit, entry, document.text))
                        out.add(entry.id)
        return out

    def _meant(self, m: Mention) -> list[Mention]:
        """An ambiguous surface that the tagger reads as a name: the one entry of that class."""
        branch = self._ontology.branch(m.cls)
        same = [e for e in self._gazetteer.entries(m.surface) if self._ontology.branch(e.cls) == branch]
        if len(same) != 1 or m.confidence < _MEANT or same[0].kind != "name":
            return []
        return [m._replace(cls=same[0].cls, entity=same[0].id, method="lexicon")]

    def _known(
        self, text: str, parsed: Parsed, hits: Sequence[Hit], sure: _Sure, shorts: Mapping[str, LexiconEntry]
    ) -> list[Mention]:
        """What lexicon, letters and short forms say of a sentence."""
        known = best([*self._linked(text, parsed, hits, sure), *self._letters.mentions(text, parsed)])
        shared = list(sharing(text, parsed.span, known, self._gazetteer.entries))
        known = [*(m for m in known if not any(m.span.overlaps(s.span) for s in shared)), *shared]
        return _with(known, shortened(text, parsed, shorts))

    def _likely(self, text: str, parsed: Parsed, tagged: Sequence[Mention], known: Sequence[Mention]) -> list[Mention]:
        """What the tagger finds beside (or, when it is sure, around) the names already known."""
        out = []
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
            if first in NO_NAME and any(e.kind != "name" for e in self._gazetteer.entries(rest)):
                continue  # "글로벌 전기차"
            if m.surface.endswith(self.cues.diseases) and self._ontology.branch(m.cls) == "Product":
                continue  # "샛별의 [비소세포폐암] 치료제"
            if _common(text, m, parsed, self.cues) and not self._apposed(text, parsed, m):
                if m.surface.split()[0] in NO_NAME:
                    continue  # "자사 칩" is two things
                titled = (
                    m.cls == "Person" and self.cues.title(m.surface.split()[-1]) != ""
                )  # "신 회장": by his family name
                if not titled and m.confidence >= _TERM and not any(k.span.overlaps(m.span) for k in known):
                    out.append(m._replace(method="category"))
                continue
            touched = [k for k in known if k.span.overlaps(m.span)]
            head, _, last = m.surface.rpartition(" ")
            if (
                head
                and self._gazetteer.knows(last)
                and last not in head
                and m.cls != "Person"
                and korean_name(head, self.cues)
            ):
                continue  # a person and a body ("박진 외교부")
            if self._gazetteer.knows(m.surface) and not touched:
                out.extend(self._meant(m))
                continue
            if m.cls == "Person" and any(k.method == "lexicon" and k.cls != "Person" for k in touched):
                continue
            if any(m.span.within(k.span) for k in touched):
                continue
            named = [k for k in touched if k.method != "category"]
            if any(self._kind_behind(m, k) for k in named):
                continue
            least = _SURE if named else self._least(text, parsed, m)
            if m.confidence >= least and all(k.span.within(m.span) for k in named):
                out.append(self._without_person(text, parsed, self._of_a_kind(m, named)))
        return out

    def _kind_behind(self, m: Mention, known: Mention) -> bool:
        """Whether a span is a known product and its class noun ("H200 + 칩"), no longer name."""
        rest = m.surface[known.span.end - m.span.start :].strip()
        told = self.cues.class_nouns.get(rest, "") if known.span.start == m.span.start else ""
        return bool(told) and self._ontology.branch(told) == self._ontology.branch(known.cls) == "Product"

    def _of_a_kind(self, m: Mention, within: Sequence[Mention]) -> Mention:
        """A product as what its known beginning is ("스냅드래곤 9 프로"); just a product where its kind is unsure."""
        if self._ontology.branch(m.cls) != "Product":
            return m
        if m.confidence < _LIKELY_OTHERWISE:
            m = m._replace(cls="Product")
        kinds = [k.cls for k in within if k.span.start == m.span.start and self._ontology.branch(k.cls) == "Product"]
        return m._replace(cls=kinds[0]) if m.cls == "Product" and kinds else m

    def _least(self, text: str, parsed: Parsed, m: Mention) -> float:
        """How sure the tagger must be: less of a product or a work that stands alone in quotation marks."""
        made = self._ontology.branch(m.cls) == "Product" or m.cls == "Work"
        if made and _enclosed(text, m.span) and _named(m.span, parsed):
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
        return bool(told) and self._ontology.branch(told) == self._ontology.branch(m.cls) == "Product"

    def _without_person(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """A body without the family name that the tagger took for its head ("유리 [보리소프 연방우주공사] 사장")."""
        first, _, rest = m.surface.partition(" ")
        words, at = parsed.eojeols, parsed.eojeol_at(m.span.start)
        after = parsed.eojeol_at(m.span.end - 1) + 1
        if m.cls not in _BODIES or not self.cues.suffix_class(rest) or not 0 < at < after < len(words):
            return m
        given, titled = words[at - 1], self.cues.title(words[after].core.of(text))
        alone = at < 2 or not bare(words[at - 2])
        name = given.core.of(text)
        foreign = (
            bare(given) and name_like(given, text, self.cues) and not (len(name) == 3 and korean_name(name, self.cues))
        )
        if not (titled and alone and foreign) or self._gazetteer.knows(first) or self._gazetteer.knows(name):
            return m
        start = m.span.end - len(rest)
        return m._replace(span=Span(start, m.span.end), surface=rest)

    def _shorts(self, hits: Sequence[Sequence[Hit]]) -> dict[str, LexiconEntry]:
        """What the article may call a name in short: a firm by its first word, a body without whose it is.

        "파이어플라이 에어로스페이스 ... 파이어플라이", "러시아 국가안보회의 ... 국가안보회의".
        """
        out: dict[str, LexiconEntry] = {}
        units: dict[str, set[str]] = defaultdict(set)
        for here in hits:
            for hit in here:
                entry = hit.entries[0]
                first = entry.ko.split()[0] if " " in entry.ko else ""
                if not hit.ambiguous and entry.cls == "Company" and len(first) > 2 and not self._gazetteer.knows(first):
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
        if cls not in _BODIES or len(unit) < _UNIT or " " in unit or kind or self._gazetteer.knows(unit):
            return ""
        return unit if any(e.cls in (*_OWNERS, "Country") for e in self._gazetteer.entries(owner)) else ""

    def _linked(self, text: str, parsed: Parsed, hits: Sequence[Hit], sure: _Sure) -> list[Mention]:
        """Lexicon hits with one entry each; ambiguous ones only where the article supports them."""
        plain = [as_mention(h, h.entries[0], text) for h in hits if not h.ambiguous]
        out = list(plain)
        for hit in hits:
            if hit.ambiguous and hit.span.end - hit.span.start > 1:  # one letter needs more: see `letters`
                entry = self._choose(text, parsed, hit, out, sure)  # one in a list speaks for the next
                if entry is not None:
                    out.append(as_mention(hit, entry, text))
        return [self._namesake(text, parsed, m) for m in out]

    def _namesake(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """Another of the family where a given name of his own stands before a known one's ("재닛 페트로 국장")."""
        at = parsed.eojeol_at(m.span.start)
        before = parsed.eojeols[at - 1] if at else None
        if m.cls in _TAKEN_FOR:
            return self._surname(text, parsed, m)
        further = self._family_behind(text, parsed, m) if m.cls == "Person" else None
        if further is not None:
            return Mention(further, further.of(text), "Person", "", "cue", _BODY)
        if m.cls != "Person" or before is None or before.closes or not _given(before, text, self.cues):
            return m
        given = before.core.of(text)
        own = {s for e in self._gazetteer.entries(m.surface) if e.id == m.entity for s in e.surfaces}
        family = any(s.endswith(f" {m.surface}") for s in own)
        cut = given[-1] in _PARTICLES and (len(given) == _CUT or self._gazetteer.knows(given[:-1]))  # "젠슨 황이"
        family = family and not cut and not any(_spelt_alike(given, part) for s in own for part in s.split())
        if not family or self._gazetteer.knows(given) or m.span.start != parsed.eojeols[at].core.start:
            return m
        whole = Span(before.core.start, m.span.end)
        return Mention(whole, whole.of(text), "Person", "", "cue", _BODY)

    def _surname(self, text: str, parsed: Parsed, m: Mention) -> Mention:
        """Somebody whose family name is a firm's or land's too ("하비에르 [메타] 판사", "리사 [모나코] 미국 차관")."""
        words, at = parsed.eojeols, parsed.eojeol_at(m.span.start)
        word, before = words[at], words[at - 1] if at else None
        if before is None or word.core != m.span or before.closes or word.opens or not FOREIGN.match(m.surface):
            return m
        given = before.core.of(text)
        first = at < 2 or not bare(words[at - 2]) or not name_like(words[at - 2], text, self.cues)
        if not first or not bare(before) or given not in self.cues.given_names or self._gazetteer.knows(given):
            return m
        near = [w.core.of(text) for w in words[at + 1 : at + 4]]
        land = m.cls in ("Country", "Region")
        if bare(word):
            office = bool(near) and near[0] in self.cues.offices
            owner = len(near) > 1 and self._gazetteer.knows(near[0]) and any(self.cues.title(n) for n in near[1:])
            named = owner if land else office
        else:
            named = not land and word.particle in _DOING and len(given) > 1
        whole = Span(before.core.start, m.span.end)
        return Mention(whole, whole.of(text), "Person", "", "cue", _BODY) if named else m

    def _family_behind(self, text: str, parsed: Parsed, m: Mention) -> Span | None:
        """The whole name where another family name stands between a given name and a title ("에디슨 리 연구원")."""
        at = parsed.eojeol_at(m.span.end - 1)
        word, rest = parsed.eojeols[at], parsed.eojeols[at + 1 : at + 3]
        if len(rest) < 2 or word.core.end != m.span.end or not bare(word) or not bare(rest[0]):
            return None
        family, title = rest[0].core.of(text), rest[1].core.of(text)
        short = any(s.endswith(f" {m.surface}") for e in self._gazetteer.entries(m.surface) for s in e.surfaces)
        told = self.cues.title(family) or self.cues.class_of(family) or self._gazetteer.knows(family)
        if not short or told or len(family) > _CUT or not FOREIGN.match(family) or self.cues.title(title) != title:
            return None
        return Span(m.span.start, rest[0].core.end)

    def _choose(
        self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention], sure: _Sure
    ) -> LexiconEntry | None:
        """The entry that the article's other names, a list's neighbour or a class noun speak for."""
        if hit.surface == self.cues.government and (ruling := self._government(text, hit, plain)) is not None:
            return ruling
        told = [e for e in hit.entries if e.id in sure]
        if told:
            return max(told, key=lambda e: sure.last(e.id, hit.span.start))  # "미국 상무부 ... 상무부"
        if hit.entries[0].cls == "PoliticalParty" and len(hit.entries) > 1:
            return self._party(text, parsed, hit, plain, sure)
        for entry in hit.entries:
            branch = self._ontology.branch(entry.cls)
            for m in plain:
                between = text[min(m.span.end, hit.span.end) : max(m.span.start, hit.span.start)]
                bare_gap = _RANKED.sub("", between)
                near_by = (len(bare_gap) <= 2 and bare_gap.strip() in _JOINTS) or _SHARES.fullmatch(between)
                if near_by and self._ontology.branch(m.cls) == branch:
                    return entry
            at = parsed.eojeol_at(hit.span.start)
            words = parsed.eojeols
            near = [
                words[k].core.of(text)
                for k in (at - 1, at + 1)
                if 0 <= k < len(words) and (k < at or not words[at].particles)
            ]
            near += self._summed_up(parsed, at)
            if any(self.cues.class_of(n) == entry.cls for n in near if n):
                return entry
            if entry.cls == "Person" and self._in_post(entry, near[-1:], hit, {*sure, *(m.entity for m in plain)}):
                return entry
            if entry.cls == "Region" and self._in_place(text, parsed, hit, plain):
                return entry
            if entry.cls == "Company" and any(n in self.cues.firm_titles for n in self._right(text, parsed, hit)):
                return entry
        return self._home(hit)

    def _government(self, text: str, hit: Hit, plain: Sequence[Mention]) -> LexiconEntry | None:
        """Of a bare 정부, that of the country that its sentence is about or has just named with a body of it.

        "중국은 정부 지원이 많다" names none.
        """
        if not _ACTS.match(text, hit.span.end):
            return None
        before = [m for m in plain if m.cls == "Country" and m.span.end <= hit.span.start]
        topics = [m for m in before if text[m.span.end : m.span.end + 1] in ("은", "는")]
        near = [m for m in before if _WITH_ITS.fullmatch(text, m.span.end, hit.span.start)]
        for country in (*near[-1:], *topics[-1:]):
            own = [e for e in self._gazetteer.entries(f"{country.surface} {hit.surface}") if e not in hit.entries]
            if len(own) == 1:
                return own[0]
        return None

    def _in_post(self, entry: LexiconEntry, near: Sequence[str], hit: Hit, told: set[str]) -> bool:
        """Whether a title beside a name speaks for a person: where many bear a Korean name, one of his posts does."""
        titles = [t for n in near if (t := self.cues.title(n))]
        if not titles or not korean_name(hit.surface, self.cues) or hit.surface != entry.ko:
            return bool(titles)
        return any(body in told or role.endswith(t) for role, body in entry.posts for t in titles)

    def _party(self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention], sure: _Sure) -> LexiconEntry | None:
        """Of parties that bear one name, that of the country named last before it, else of the article's only one."""
        letter = re.search(r"(?<![가-힣])(\S) \Z", text[parsed.span.start : hit.span.start])
        near = [m.entity for m in plain if m.cls == "Country" and m.span.end <= hit.span.start]
        state = self.cues.country_letters.get(letter.group(1), "") if letter else ""
        states = {e.id: self._states_in(e) for e in hit.entries}
        for country in (state, *reversed(near)):
            own = [e for e in hit.entries if country in states[e.id]]
            if own:
                return own[0]
        own = [e for e in hit.entries if states[e.id] & sure]
        return own[0] if len(own) == 1 else None

    def _states_in(self, entry: LexiconEntry) -> set[str]:
        """The countries that stand at the head of an entry's names ("영국 노동당")."""
        heads = {s.split()[0] for s in entry.surfaces if " " in s}
        return {e.id for h in heads for e in self._gazetteer.entries(h) if e.cls == "Country"}

    def _in_place(self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention]) -> bool:
        """Whether a region stands beside the region that it is in or that is in it ("경기 평택", "광둥성 선전")."""
        named = any(m.start == hit.span.start and m.tag == "NNP" for m in parsed.sentence.morphemes)
        return any(
            (m.cls == "Region" and text[hit.span.end : m.span.start] == " ")
            or (
                (m.cls == "Region" or (named and m.cls == "Country"))
                and text[m.span.end : hit.span.start] in (" ", "의 ")
            )
            for m in plain
        )

    def _right(self, text: str, parsed: Parsed, hit: Hit) -> list[str]:
        """The noun behind a name that no particle ends."""
        at = parsed.eojeol_at(hit.span.start)
        word, nxt = parsed.eojeols[at], at + 1
        bare = word.span.end == hit.span.end and nxt < len(parsed.eojeols)
        return [parsed.eojeols[nxt].core.of(text)] if bare else []

    def _home(self, hit: Hit) -> LexiconEntry | None:
        """The public body that a bare 외교부 or 상무부 names: the one so labelled, the paper's own country's first."""
        labelled = [e for e in hit.entries if e.cls == "GovernmentBody" and e.ko == hit.surface]
        own = [e for e in labelled if self.cues.home in e.id.split("-")]
        chosen = own if len(labelled) > 1 else labelled
        return chosen[0] if len(chosen) == 1 else None

    def _summed_up(self, parsed: Parsed, at: int) -> list[str]:
        """Nouns behind 등 or 같은 that sum up a list in which an eojeol stands ("양쯔 등 중국 반도체 업체들")."""
        words = parsed.eojeols
        for k in range(at + 1, min(at + 6, len(words))):
            if words[k].core_form == "등" or words[k].stem == "같다":
                return [w.core_form.removesuffix("들") for w in words[k + 1 : k + 6] if w.core.end > w.core.start]
            if words[k].particles and not words[k].comma:
                break
        return []


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


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two names differ in one syllable at most: one foreign name is spelt in many ways (산자이, 산제이)."""
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= (len(a) > 1)


def _given(word: Eojeol, text: str, cues: Cues) -> bool:
    """Whether an eojeol can be a given name in Hangul, and nothing that tells what the next one is."""
    core = word.core.of(text)
    told = cues.suffix_class(core) or cues.class_of(core) or cues.title(core) or core in cues.person_prefixes
    return bare(word) and not told and len(core) > 1 and FOREIGN.match(core) is not None and name_like(word, text, cues)


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


def _over_object(text: str, m: Mention, parsed: Parsed) -> bool:
    """Whether an unquoted run holds an object particle: two phrases ("회사들을 블랙리스트")."""
    if " " not in m.surface or text[m.span.start - 1 : m.span.start] in "‘“'\"<《「『":
        return False
    return any(x.tag == "JKO" for x in parsed.sentence.morphemes if m.span.start <= x.start and x.end <= m.span.end)


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
    return not quoted and (not named or generic)


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


def _with(settled: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    """The best of some mentions that are so already and of more."""
    added = list(more)
    return best([*settled, *added]) if added else settled
