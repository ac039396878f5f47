"""Who speaks: the subject of a verb of saying, the owner of a report, nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Syntax
from kg.extract.voice.said import Voice
from kg.extract.voice.signs import Signs, key_of, quotes_noun, quotes_verb
from kg.model import ANONYMOUS, Mention, Span
from kg.text.eojeols import Eojeol

_MAX_CLIMB = 4
_GOVERNED = ("시", "군", "구", "도")  # what a town's name ends in that may be who governs it ("가람군은 밝혔다")


@dataclass
class Speakers:
    """Looks for the speakers of one sentence.

    Attributes:
        last: Entity id of who spoke last in earlier sentences, "" for none.
        survey: Whose figures the last sentence told, "" for nobody's.
        current: Who speaks in this one, for the next sentence.
    """

    text: str
    syntax: Syntax
    roles: Roles
    signs: Signs
    last: str = ""
    survey: str = ""
    current: str = ""
    _found: dict[tuple[int, bool, bool], str] = field(default_factory=dict, init=False)

    @cached_property
    def quoting(self) -> tuple[int, ...]:
        """Eojeols whose endings hand their clauses to verbs of saying."""
        return tuple([w.index for w in self.syntax.words if quotes_verb(w)])

    def speaks(self, mention: Mention) -> bool:
        """Whether a thing can say something."""
        branch = self.syntax.grammar.ontology.branch(mention.cls)
        if mention.cls == "Region" and mention.surface.endswith(_GOVERNED):
            return True
        return branch in ("Person", "Organization") or mention.cls in ("Country", "Work", "Software")

    def quoted(self, phrase: Phrase) -> bool:
        """Whether a phrase stands inside a direct quotation, and so cannot be who quotes."""
        if not self.syntax.parsed.quotes:
            return False
        words = self.syntax.words
        span = Span(words[phrase.first].span.start, words[phrase.last].core.end)
        return any(
            q.start < span.end and span.start < q.end and span.end - span.start < q.end - q.start
            for q in self.syntax.parsed.quotes
        )

    def of_verb(self, verb: int, *, known: bool = False, heard: bool = False) -> str:
        """Who says what a verb reports.

        Args:
            verb: Its eojeol.
            known: Whether only a speaker that the clause itself names will do.
            heard: Whether the verb is impersonal ("알려졌다", "지적이 나온다"): its subject is no speaker.

        Returns:
            An entity id, ANONYMOUS for nobody in particular, "" for none.
        """
        asked = verb, known, heard
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._of_verb(verb, known=known, heard=heard)
        return found

    def _of_verb(self, verb: int, *, known: bool, heard: bool) -> str:
        at = verb
        behind = self._behind(verb) or self._teller(verb)
        if behind:
            return behind
        if heard:
            return self._subject(at, verb, ("LOC", "BY"))
        for _ in range(_MAX_CLIMB):
            found = self._subject(at, verb, ("SBJ", "TOP", "LOC", "BY"))
            if found:
                return found
            word, head = self.syntax.words[at], self.syntax.governor(at)
            if any(p.slot in ("SBJ", "TOP") and not self.quoted(p) for p in self.syntax.arguments(at)):
                break  # it has a subject of its own that says nothing
            if head < 0 or word.ending_tag == "ETM" or not self.syntax.words[head].stem:
                break
            at = head
        if known:
            return ""
        return self._circle(verb) or self._topic(verb) or self.before() or self._shared(verb)

    def _circle(self, verb: int) -> str:
        """ANONYMOUS where a sentence begins with where people think so, wherever the tree hung it ("업계에서는")."""
        first = self.syntax.phrases[0] if self.syntax.phrases else None
        if first is None or first.slot != "LOC" or first.last >= verb or self.quoted(first):
            return ""
        marked = self.syntax.words[first.last].particle in ("에서는", "에선")
        return ANONYMOUS if marked and self.who(first) == ANONYMOUS else ""

    def _shared(self, verb: int) -> str:
        """The subject of what is said, where nobody else can be the speaker: "A가 [B를 사들인다고] 발표했다"."""
        first = self.syntax.phrases[0] if self.syntax.phrases else None
        if first is None or first.slot != "SBJ" or self.quoted(first) or not self._said(first.head, verb):
            return ""
        return self.who(first)

    def _behind(self, verb: int) -> str:
        """The subject between a quoted clause and its verb ("...했다고 로이터가 전했다"): the speaker beyond doubt."""
        heads = self.syntax.parsed.heads
        said = [k for k in self.quoting if k < verb and heads[k] == verb]
        if not said:
            return ""
        after = [p for p in self.syntax.phrases if said[-1] < p.first and p.last < verb and not self.quoted(p)]
        return next((s for p in after if p.slot in ("SBJ", "TOP", "LOC") and (s := self.who(p))), "")

    def before(self) -> str:
        """Who spoke last, else whom the last sentence was about; "" for none."""
        return self.last or next((m.entity for m in self.roles.topic if self.speaks(m)), "")

    def _teller(self, verb: int) -> str:
        """The outlet that begins a sentence and only tells what others do: "[외신은] A가 샀고, B는 판다고 전했다"."""
        first = self.syntax.phrases[0] if self.syntax.phrases else None
        if first is None or not self.tells(first, verb):
            return ""
        heads = self.syntax.parsed.heads
        own = all(heads[k] == verb for k in self.quoting if first.last < k < verb)
        return self.who(first) if own and any(k < verb for k in self.quoting) else ""

    def tells(self, topic: Phrase, before: int) -> bool:
        """Whether a topic is an outlet and another acts behind it and before an eojeol."""
        if topic.slot != "TOP" or self.quoted(topic) or not any(m.cls == "MediaOutlet" for m in topic.fillers):
            return False
        return any(p.slot == "SBJ" and topic.last < p.first and p.last < before for p in self.syntax.phrases)

    def _subject(self, at: int, verb: int, slots: tuple[str, ...]) -> str:
        outside = [p for p in self.syntax.arguments(at) if p.slot in slots and not self.quoted(p)]
        outside = [p for p in outside if p.slot != "TOP" or not self._closed(p, outside, verb)]
        order = {"TOP": 0, "SBJ": 1, "BY": 2, "LOC": 3}
        nobody = ""
        for phrase in sorted(outside, key=lambda p: (order[p.slot], p.first)):
            found = self.who(phrase)
            if found == ANONYMOUS:
                nobody = nobody or found
            elif found and phrase.last != verb:
                return found
        return nobody

    def _closed(self, topic: Phrase, others: list[Phrase], verb: int) -> bool:
        """Whether a clause of its own ends between a topic and the next one ("A는 ...했으며, B는 ...라고 했다")."""
        after = [p.first for p in others if p.slot == "TOP" and topic.last < p.first < verb]
        between = self.syntax.words[topic.last + 1 : min(after, default=0)]
        return any(w.ending_tag == "EC" and w.prefinals and not quotes_verb(w) for w in between)

    def _topic(self, verb: int) -> str:
        """The topic (or first subject) before a verb of saying, wherever the tree hung it."""
        topics = [p for p in self.syntax.phrases if p.slot == "TOP" and p.last < verb and not self.quoted(p)]
        for slot in ("TOP", "SBJ"):
            for phrase in self.syntax.phrases:
                if phrase.slot == slot and phrase.last < verb and not self.quoted(phrase):
                    if slot == "TOP" and self._closed(phrase, topics, verb):
                        continue
                    found = self.who(phrase)
                    if found and (slot == "TOP" or not self._said(phrase.head, verb)):
                        return found
        return ""

    def _said(self, at: int, verb: int) -> bool:
        """Whether an eojeol stands in a clause that a verb quotes."""
        while 0 <= at < verb:
            if quotes_verb(self.syntax.words[at]):
                return True
            at = self.syntax.governor(at)
        return False

    def who(self, phrase: Phrase) -> str:
        """Who a phrase is, if it can speak: an entity, the owner of a report, ANONYMOUS, or ""."""
        place = phrase.slot in ("LOC", "DAT")
        speakers = [m for m in phrase.fillers if self.speaks(m) and not (place and m.cls in ("Country", "Work"))]
        if speakers and not place:
            return speakers[0].entity
        if self._is_document(phrase):
            owner = self.owner(phrase)
            if owner:
                return owner
        noun = phrase.noun.removesuffix("들")
        if noun.endswith(self.signs.anonymous):
            if noun == phrase.noun and noun.endswith(("매체", "신문", "통신", "방송")) and self.before():
                return self.before()  # "매체는 전했다": the outlet named last
            inside = [m for m in phrase.inner if self.speaks(m) and m.cls != "Country"]
            return inside[-1].entity if inside and noun.endswith(("관계자", "대변인")) else ANONYMOUS
        if speakers:
            return speakers[0].entity
        if noun == "측":
            inside = [m for m in phrase.inner if self.speaks(m)]
            return inside[-1].entity if inside else ""
        return ""

    def _is_document(self, phrase: Phrase) -> bool:
        return phrase.noun.endswith(self.signs.documents)

    def owner(self, phrase: Phrase) -> str:
        """Whose report a phrase is: a name inside it, else the subject of its clause ("A가 낸 보고서"), else ""."""
        inside = [m for m in phrase.inner if self.speaks(m) and m.cls != "Work"]
        if inside:
            people = [m for m in inside if m.cls != "Country"]
            return (people or inside)[-1].entity
        for word in self.syntax.words[: phrase.first]:
            if quotes_noun(word):
                continue  # "[A가 B를 샀다는] 후문": A does not say it
            if word.ending_tag == "ETM" and phrase.first <= self.syntax.governor(word.index) <= phrase.last:
                own = self.roles.own_subject(word.index)
                before = [p for p in self.syntax.phrases if p.slot == "SBJ" and p.last < word.index]
                for candidate in [*([own] if own is not None else []), *before]:
                    makers = [m for m in candidate.fillers if self.speaks(m)]
                    if makers:
                        return makers[0].entity
        return ""

    def via(self, verb: int, source: str) -> tuple[str, ...]:
        """The further links of a chain: whom or what the speaker quotes ("소식통을 인용해", "재팬타임스를 통해")."""
        out: list[str] = []
        for phrase in self.syntax.phrases:
            talk = phrase.slot == "LOC" and phrase.noun.endswith(("인터뷰", "기고", "기고문", "방송"))
            if (phrase.slot != "VIA" and not talk) or phrase.last > verb or self.quoted(phrase):
                continue
            named = [
                m.entity
                for m in phrase.fillers or phrase.inner
                if self.speaks(m) and (not talk or m.cls == "MediaOutlet")
            ]
            out += [e for e in named[:1] if e != source]
        return tuple(dict.fromkeys(out))

    def spoken(self, verb: int, modality: str, *, default: str = "") -> Voice:
        """Voice of what a verb of saying reports; its speaker is remembered for the next sentence."""
        source = self.of_verb(verb) or default
        if source and source != ANONYMOUS:
            self.current = source
        return Voice(modality, source, self.via(verb, source))

    def surveyed(self, verb: int) -> str:
        """Whose survey or document shows what a factive verb tells ("A의 조사에서는 ... 나타났다"), or ""."""
        for phrase in self.syntax.phrases:
            if (
                phrase.last < verb
                and phrase.slot in ("LOC", "BARE", "INS", "TOP", "DAT", "VIA")
                and self._is_document(phrase)
            ):
                found = self.owner(phrase)
                if found:
                    return found
        own = [p for p in self.syntax.arguments(verb) if p.slot in ("SBJ", "TOP") and not self.quoted(p)]
        active = key_of(self.syntax.words[verb]) == self.syntax.words[verb].noun != ""
        return next((s for p in own if active and (s := self.who(p))), "") or self.survey

    def surveyor(self) -> str:
        """The institute that speaks in the sentence: its figures may go on in the next one."""
        if not self.syntax.parsed.numbers:
            return ""
        spoke = [m for m in self.syntax.mentions if m.entity == self.current]
        return next((m.entity for m in spoke if m.cls == "ResearchInstitute" or self._surveys(m)), "")

    def _surveys(self, mention: Mention) -> bool:
        """Whether the text says of a name that it surveys ("시장조사업체 A")."""
        at = self.syntax.parsed.eojeol_at(mention.span.start)
        return at > 0 and self.syntax.words[at - 1].core_form.endswith(self.signs.surveyors)

    def reckoner(self) -> str:
        """Who counted a sentence's figures ("A가 집계한 점유율은 B가 30%다", "A 집계에서는 B가 1위다"), or ""."""
        words = self.syntax.words
        for phrase in self.syntax.phrases:
            if phrase.slot in ("INS", "LOC") and phrase.noun in self.signs.surveys and not self.quoted(phrase):
                found = self.owner(phrase)
                if found and found != ANONYMOUS:
                    return found
        for word in words:
            if word.ending_tag != "ETM" or word.ending not in ("ㄴ", "은") or word.noun not in self.signs.surveys:
                continue
            head = self.syntax.phrase_at(self.syntax.governor(word.index))
            if head is None or head.slot not in ("SBJ", "TOP", "OBJ"):
                continue
            return next((w for p in self.syntax.arguments(word.index) if p.slot == "SBJ" and (w := self.who(p))), "")
        return ""

    def _looked_at(self, phrase: Phrase, verb: Eojeol) -> bool:
        """Whether a sentence goes by somebody's figures ("A의 집계를 보면")."""
        return verb.stem == "보다" and self._is_document(phrase) and self.owner(phrase) not in ("", ANONYMOUS)

    def according(self) -> Voice | None:
        """Source of a sentence that says "~에 따르면" or "A의 집계를 보면", or None."""
        for phrase in self.syntax.phrases:
            if phrase.slot not in ("ACCORDING", "OBJ") or self.quoted(phrase):
                continue
            verb = self.syntax.words[min(phrase.last + 1, len(self.syntax.words) - 1)]
            if verb.ending not in ("면", "으면") or (phrase.slot == "OBJ" and not self._looked_at(phrase, verb)):
                continue
            people = [m for m in phrase.fillers if self.speaks(m) and m.cls != "Work"]
            source = people[0].entity if people else ""
            if not source and (self._is_document(phrase) or any(m.cls == "Work" for m in phrase.fillers)):
                source = self.owner(phrase) or next((m.entity for m in phrase.fillers), ANONYMOUS)
            source = source or self.who(phrase)
            if source:
                return Voice("claimed", source, self.via(phrase.last + 1, source))
        return None
