"""Relations that noun phrases say by themselves: 중국 스타트업 딥시크, 엔비디아의 H20, 젠슨 황 엔비디아 CEO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.extract.syntax import Phrase, Syntax
from kg.mentions.cues import Cues
from kg.model import Mention, Qualifier, Span
from kg.ontology import Ontology

_NOISE = re.compile(r"\([^)]*\)|[‘’“”'\"「」,]")
_JOINT = re.compile(r"[,·]|(?:와|과|및|등)\s")
_BEFORE = re.compile(r"(?<![가-힣])([가-힣]{2,5}?)(?:인|격인)? [‘'“]?\Z")
_NEAR = 28  # code points between two names that one noun phrase may still hold


class Link(NamedTuple):
    """A relation between two mentions that a noun phrase says, with its trigger."""

    relation: str
    subject: Mention
    object: Mention
    trigger: Span
    qualifiers: tuple[Qualifier, ...] = ()


@dataclass(frozen=True)
class Links:
    """The patterns of frames/links.yaml, ready to match."""

    raw: Mapping[str, Any]
    cues: Cues
    ontology: Ontology

    def find(self, text: str, syntax: Syntax, topic: Sequence[Mention] = (), history: Sequence[Mention] = (), placed: set[str] | None = None) -> Iterator[Link]:
        """Yield the relations that a sentence's noun phrases say.

        Args:
            text: The article's decoded source.
            syntax: The sentence.
            topic: What the sentences before were about.
            history: The names of the sentences before, in order.
            placed: People whose post the article has told already; added to.

        Yields:
            Links; the same pair may come twice.
        """
        everyone = [m for m in syntax.mentions if m.method not in ("category", "description") or m.cls in self.raw["maker"]["objects"]]
        mentions = [m for m in everyone if m.method != "coreference"]
        for a, b in zip(everyone, everyone[1:], strict=False):
            if a.method == "coreference" and text[a.span.end : a.span.end + 1] == "의" and b.cls in self.raw["maker"]["objects"]:
                gap = text[a.span.end : b.span.start]
                if len(gap) <= _NEAR and self._one_phrase(syntax, a, b):
                    yield from self._pair(text, a, b, _NOISE.sub(" ", gap).strip(), gap)
        for a, b in zip(mentions, mentions[1:], strict=False):
            gap = text[a.span.end : b.span.start]
            if len(gap) > _NEAR or "\n" in gap:
                continue
            between = _NOISE.sub(" ", gap).strip()
            if not self._one_phrase(syntax, a, b):
                yield from self._copular(text, syntax, a, b, between)
                continue
            yield from self._pair(text, a, b, between, gap)
        yield from self._posts(text, syntax, mentions, [*history, *mentions], set() if placed is None else placed)
        yield from self._listed_origin(text, syntax, mentions)
        yield from self._defined(text, syntax, topic)
        yield from self._owned_by_topic(text, syntax, mentions, topic)
        yield from self._together(text, syntax)
        yield from self._own_products(text, syntax, topic)
        yield from self._listed_rivals(text, syntax, mentions, topic)

    def _one_phrase(self, syntax: Syntax, a: Mention, b: Mention) -> bool:
        """Whether the two stand in one run of nouns, joined by nothing but 의."""
        first, last = syntax.parsed.eojeol_at(a.span.start), syntax.parsed.eojeol_at(b.span.start)
        for k in range(first, last):
            word = syntax.words[k]
            adjective = word.stem and word.ending_tag == "ETM" and (not syntax.arguments(k) or (word.stem.endswith("이다") and word.ending == "ㄴ"))
            if (word.stem and not adjective) or word.comma or any(p != "의" for p in word.particles):
                return False
        return True

    def _pair(self, text: str, a: Mention, b: Mention, between: str, gap: str) -> Iterator[Link]:
        words = between.split()
        plain = [w.removesuffix("의") if w != "의" else w for w in words if w != "의"]
        plain = [w.removesuffix("인") if len(w) > 2 else w for w in plain if w]
        trigger = Span(a.span.end, b.span.start) if gap.strip() else a.span
        origin, maker, state = self.raw["origin"], self.raw["maker"], self.raw["state"]
        if a.cls in origin["objects"] and b.cls in origin["subjects"] and self._fills(plain, origin["between"]):
            yield Link("basedIn", b, a, trigger)
        elif a.cls in state["objects"] and b.cls in state["subjects"] and not plain:
            yield Link("partOf", b, a, trigger)
        elif a.cls in ("Country", "Region") and b.cls in ("Region", "Place") and not plain:
            yield Link("locatedIn", b, a, trigger)
        elif a.cls in maker["subjects"] and b.cls in maker["objects"] and self._fills(plain, maker["between"]):
            if a.cls != "Country":
                yield Link("developed", a, b, trigger)
        elif a.cls in maker["subjects"] and b.cls in maker["objects"] and gap.lstrip("’”").startswith("의 ") and self._introduced(plain, b):
            yield Link("developed", a, b, trigger)
        elif b.cls in maker["objects"] and self.ontology.branch(a.cls) == "Product" and gap.lstrip("’”").startswith("의 ") and plain and all(w in self.raw["variants"] for w in plain):
            yield Link("variantOf", b, a, trigger)
        elif a.cls == b.cls == "ResearchInstitute" and not plain:
            yield Link("partOf", b, a, trigger)
        for noun in words:
            spec = self.raw["nouns"].get(noun.removesuffix("의").removesuffix("인"))
            if spec:
                first, second = (a, b) if spec["subject"] == "first" else (b, a)
                yield Link(spec["relation"], first, second, Span(a.span.end, b.span.start))

    def _copular(self, text: str, syntax: Syntax, a: Mention, b: Mention, between: str) -> Iterator[Link]:
        """"알리바바의 계열사인 알리바바 클라우드", "오픈AI의 투자자이기도 한 마이크로소프트"."""
        words = [w for w in between.split() if w != "의"]
        if not words or len(words) > 3:
            return
        head = re.sub(r"(?:이기도|인|격인)\Z", "", words[0])
        spec = self.raw["nouns"].get(head)
        if spec and (words[0] != head) and words[1:] in ([], ["한"]):
            first, second = (a, b) if spec["subject"] == "first" else (b, a)
            yield Link(spec["relation"], first, second, Span(a.span.end, b.span.start))

    def _fills(self, words: Sequence[str], allowed: Sequence[str]) -> bool:
        return all(w in allowed or self.cues.class_of(w) or self.cues.class_of(w.removesuffix("의")) or w.endswith(("째", "계", "급", "용", "위")) for w in words)

    def _introduced(self, words: Sequence[str], product: Mention) -> bool:
        """Whether the words before a product's name end in a noun of its class ("무인 달 착륙선 ‘블루 고스트’")."""
        if not words or len(words) > 6:
            return False
        cls = self.cues.class_of(words[-1])
        return bool(cls) and self.ontology.branch(cls) == self.ontology.branch(product.cls)

    def _listed_origin(self, text: str, syntax: Syntax, mentions: Sequence[Mention]) -> Iterator[Link]:
        """LIST 등 COUNTRY CLASS NOUN: every name of the list is from there ("딥시크, 텐센트 같은 중국 IT 기업")."""
        words = syntax.words
        for k, word in enumerate(words):
            if not (word.core_form == "등" or (word.stem == "같다" and word.ending_tag == "ETM")) or k + 2 >= len(words):
                continue
            place = next((m for m in mentions if m.cls == "Country" and words[k + 1].span.start <= m.span.start < words[k + 1].span.end), None)
            if place is None:
                continue
            noun = next((w for w in words[k + 2 : k + 6] if w.particles or w.comma or w.stem), None)
            if noun is None or self.cues.class_of(noun.core_form.removesuffix("들")) not in self.raw["origin"]["subjects"]:
                continue
            at = word.span.start if word.core_form == "등" else word.span.start
            for m in reversed([m for m in mentions if m.span.end <= at]):
                gap = text[m.span.end : at]
                if m.cls not in self.raw["origin"]["subjects"] or re.search(r"[가-힣]{3,}|[“”‘’]", gap.replace("그리고", "")):
                    break
                yield Link("basedIn", m, place, word.span)
                at = m.span.start

    def _defined(self, text: str, syntax: Syntax, topic: Sequence[Mention]) -> Iterator[Link]:
        """A는 B의 자회사다, B의 모회사는 A로, 이 회사의 투자자로는 A가 있다."""
        for phrase in syntax.phrases:
            spec = self.raw["nouns"].get(self._last_noun(syntax, phrase))
            if spec is None or phrase.fillers:
                continue
            owners = [m for m in phrase.inner if self.ontology.branch(m.cls) in ("Organization", "Product")]
            if not owners:
                continue
            if phrase.slot == "COP":
                others = self._subjects(syntax, phrase.last) or list(topic)
            elif phrase.slot in ("TOP", "SBJ", "INS"):
                others = [m for p in syntax.phrases if p is not phrase and p.first > phrase.last and p.slot in ("COP", "INS", "SBJ", "TOP") for m in p.fillers][:3]
            else:
                continue
            span = syntax.words[phrase.last].core
            for other in others:
                if other.entity != owners[-1].entity and not any(other is o for o in owners):
                    first, second = (owners[-1], other) if spec["subject"] == "first" else (other, owners[-1])
                    yield Link(spec["relation"], first, second, span)

    def _last_noun(self, syntax: Syntax, phrase: Phrase) -> str:
        noun = phrase.noun.replace(" ", "")
        return next((noun[i:] for i in range(len(noun)) if noun[i:] in self.raw["nouns"]), "")

    def _subjects(self, syntax: Syntax, at: int) -> list[Mention]:
        found = [p for p in syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < at and p.fillers]
        return list(found[-1].fillers) if found else []

    def _owned_by_topic(self, text: str, syntax: Syntax, mentions: Sequence[Mention], topic: Sequence[Mention]) -> Iterator[Link]:
        """자회사 어도어, 경쟁사인 쉬인: the other party is what the text is about."""
        for m in mentions:
            if self.ontology.branch(m.cls) != "Organization":
                continue
            match = _BEFORE.search(text[max(syntax.parsed.span.start, m.span.start - 12) : m.span.start])
            spec = self.raw["nouns"].get(match.group(1)) if match else None
            if spec is None:
                continue
            at = syntax.parsed.eojeol_at(m.span.start)
            phrase = syntax.phrase_at(at)
            nearby = [x for x in (phrase.inner if phrase is not None else ()) if x.span.end <= m.span.start and x.method not in ("category", "description")]
            if nearby:
                continue  # the phrase itself says whose
            own = [x for x in mentions if x.span.end <= m.span.start and text[x.span.end : x.span.end + 1] in "은는"]
            other = next((x for x in (*own[-1:], *topic) if x.cls in ("Company", "Organization") and x.entity != m.entity), None)
            if other is not None:
                first, second = (other, m) if spec["subject"] == "first" else (m, other)
                yield Link(spec["relation"], first, second, Span(m.span.start - len(match.group(0)), m.span.start) if match else m.span)

    def _own_products(self, text: str, syntax: Syntax, topic: Sequence[Mention]) -> Iterator[Link]:
        """LG AI연구원은 자체 언어모델 ‘엑사원’을: what is the subject's own, it made."""
        for phrase in syntax.phrases:
            for product in phrase.fillers:
                if product.cls not in self.raw["maker"]["objects"] or product.method == "category":
                    continue
                head = text[syntax.words[phrase.first].span.start : product.span.end]
                before = [m for m in phrase.inner if m.span.end <= product.span.start and m.method not in ("category", "description", "coreference")]
                if before or not re.search(r"(?<![가-힣])자체 ", head):
                    continue
                for maker in [m for m in (self._subjects(syntax, phrase.first) or list(topic)) if m.cls in self.raw["maker"]["subjects"] and m.cls != "Country"][:1]:
                    yield Link("developed", maker, product, syntax.words[phrase.first].span)

    def _listed_rivals(self, text: str, syntax: Syntax, mentions: Sequence[Mention], topic: Sequence[Mention]) -> Iterator[Link]:
        """네이버페이와 토스 등 경쟁사: the list is the topic's."""
        words = syntax.words
        for k, word in enumerate(words):
            if word.core_form != "등" and word.stem != "같다":
                continue
            noun = next((w for w in words[k + 1 : k + 3] if w.particles or w.comma), None)
            spec = self.raw["nouns"].get(noun.core_form.removesuffix("들")) if noun is not None else None
            others = [m for m in topic if self.ontology.branch(m.cls) == "Organization"]
            phrase = syntax.phrase_at(max(0, k - 1))
            if spec is None or not others or phrase is None:
                continue
            for m in phrase.fillers or [x for x in phrase.inner if x.span.end <= word.span.start]:
                if m.entity != others[0].entity and m in mentions:
                    first, second = (others[0], m) if spec["subject"] == "first" else (m, others[0])
                    yield Link(spec["relation"], first, second, noun.core if noun is not None else word.span)

    def _together(self, text: str, syntax: Syntax) -> Iterator[Link]:
        """A는 B와 함께(공동으로, 손잡고) ...: partners."""
        for phrase in syntax.phrases:
            nxt = phrase.last + 1
            if nxt >= len(syntax.words) or not phrase.fillers:
                continue
            word = text[syntax.words[nxt].span.start : syntax.words[nxt].span.end].rstrip(",")
            if word not in self.raw["together"]:
                continue
            if phrase.slot == "COM":
                others = [m for p in syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < phrase.first for m in p.fillers]
            elif phrase.slot in ("SBJ", "TOP") and len(phrase.fillers) > 1:
                others = [phrase.fillers[0]]
            else:
                continue
            for a in others[-2:]:
                for b in phrase.fillers:
                    if a.entity != b.entity and a.cls in ("Company", "Organization", "ResearchInstitute", "GovernmentBody"):
                        yield Link("partnersWith", a, b, syntax.words[nxt].span)

    # ---- titles

    def _posts(self, text: str, syntax: Syntax, mentions: Sequence[Mention], history: Sequence[Mention], placed: set[str]) -> Iterator[Link]:
        """PERSON ORGANISATION TITLE, ORGANISATION TITLE PERSON, ORGANISATION 의 PERSON TITLE."""
        people = [m for m in mentions if m.cls == "Person"]
        bodies = [m for m in syntax.mentions if m.method not in ("category", "description") and self.ontology.branch(m.cls) == "Organization" or m in mentions and m.cls in ("Country", "Region")]
        for person in people:
            found = self._after(text, syntax, person, bodies) or self._before(text, syntax, person, bodies)
            if found is None and person.entity not in placed:
                found = self._implied(text, syntax, person, history)
            if found is None:
                continue
            body, role, span = found
            role_noun = role.split()[-1]
            if body.cls == "Country" and not role_noun.endswith(tuple(self.raw["offices"])):
                continue
            placed.add(person.entity)
            if any(role_noun.endswith(f) for f in self.raw["founder"]):
                if self.ontology.allows("founded", "Person", body.cls):
                    yield Link("founded", person, body, span)
            elif body.cls == "Region" and not role_noun.endswith(("시장", "지사", "군수", "구청장")):
                continue
            elif self.ontology.allows("holdsPosition", "Person", body.cls):
                yield Link("holdsPosition", person, body, span, (Qualifier("role", role),))

    def _implied(self, text: str, syntax: Syntax, person: Mention, history: Sequence[Mention]) -> tuple[Mention, str, Span] | None:
        """PERSON TITLE or TITLE PERSON with no body beside it: the firm that the text is about, or the state that it names.

        Which state a president heads is taken from the person's post in the lexicon, only to choose among the countries
        that the article itself names.
        """
        role = self._title_from(text, syntax, person.span.end)
        if role is None:
            match = re.search(r"(?<![가-힣])([가-힣A-Z]{2,9})(?:인)? \Z", text[max(syntax.parsed.span.start, person.span.start - 10) : person.span.start])
            if not match or match.group(1) not in self.cues.titles:
                return None
            role = (match.group(1), Span(person.span.start - len(match.group(0)), person.span.start - 1))
        noun = role[0].split()[-1]
        if re.match(r"[^.]{0,12}이끄는 ", text[role[1].end : role[1].end + 16]):
            return None  # the clause says what they lead
        if noun in self.raw["firm_titles"]:
            near = [m for m in history if m.span.end <= person.span.start and m.cls == "Company"][-6:]
            topics = [m for m in near if text[m.span.end : m.span.end + 1] in "은는이가의도"]
            body = (topics or near)[-1:]
            return (body[0], role[0], role[1]) if body else None
        if noun in self.raw["state_titles"]:
            entry = self.ontology.find(person.entity)
            posts = {org for r, org in entry.posts if r.split()[-1] == noun} if entry is not None else set()
            body = [m for m in history if m.entity in posts and m.cls == "Country"][-1:]
            return (body[0], role[0], role[1]) if body else None
        return None
    def _after(self, text: str, syntax: Syntax, person: Mention, bodies: Sequence[Mention]) -> tuple[Mention, str, Span] | None:
        """PERSON [former] BODY [unit] TITLE, as one run of bare nouns."""
        body = next((b for b in bodies if b.span.start >= person.span.end), None)
        if body is None or not re.fullmatch(r"(?:\([^)]*\))?[,]?\s(?:[가-힣]{1,2}\s)?", text[person.span.end : body.span.start]):
            return None
        role = self._title_from(text, syntax, body.span.end)
        if role is None:
            return None
        former = text[person.span.end : body.span.start].strip()
        name = f"{former} {role[0]}" if former in self.cues.former else role[0]
        return body, name, role[1]

    def _before(self, text: str, syntax: Syntax, person: Mention, bodies: Sequence[Mention]) -> tuple[Mention, str, Span] | None:
        """BODY TITLE PERSON, or BODY(의) PERSON TITLE."""
        body = next((b for b in reversed(bodies) if b.span.end <= person.span.start), None)
        if body is None:
            return None
        gap = re.sub(r"\([^)]*\)", "", text[body.span.end : person.span.start])
        plain = [w for w in gap.replace("의 ", " ").split() if w]
        if len(gap) > 24 or any(c in gap for c in ",.\n·"):
            return None
        if gap[:1] not in (" ", "의", "(", "") or (gap[:1] == "의" and gap[1:2] != " "):
            return None
        titles = [w for w in plain if self.cues.title(w)]
        if plain and titles and plain[-1] == titles[-1]:
            former = [w for w in plain[:-1] if w in self.cues.former]
            unit = [w for w in plain[:-1] if w not in self.cues.former]
            if len(unit) <= 2:
                return body, " ".join([*former, titles[-1]]), Span(body.span.end, person.span.start)
            return None
        if len(plain) > 1 or (plain and not self.cues.class_of(plain[0]) and not plain[0].endswith(("부", "팀", "실", "학과", "대학"))):
            return None
        role = self._title_from(text, syntax, person.span.end)
        return (body, role[0], role[1]) if role is not None else None

    def _title_from(self, text: str, syntax: Syntax, at: int) -> tuple[str, Span] | None:
        """The title that ends the run of nouns from an offset on, within four eojeols."""
        match = re.match(r"(?:\([^)]*\))?", text[at:])
        at += match.end() if match else 0
        first = next((w.index for w in syntax.words if w.core.end > at), -1)
        if first < 0 or syntax.words[first].core.start < at:
            return None
        if text[at : syntax.words[first].span.start].strip():
            return None
        start = syntax.words[first].core.start
        for k in range(first, min(first + 4, len(syntax.words))):
            word = syntax.words[k]
            if word.core.end <= word.core.start:
                return None
            core = word.core.of(text)
            title = self.cues.title(core)
            if title:
                return text[start : word.core.end] if k - first <= 1 else title, Span(start, word.core.end)
            if word.particles or word.comma or word.stem:
                return None
        return None
