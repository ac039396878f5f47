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

    def find(self, text: str, syntax: Syntax) -> Iterator[Link]:
        """Yield the relations that a sentence's noun phrases say.

        Args:
            text: The article's decoded source.
            syntax: The sentence.

        Yields:
            Links; the same pair may come twice.
        """
        mentions = [m for m in syntax.mentions if m.method != "coreference"]
        for a, b in zip(mentions, mentions[1:], strict=False):
            gap = text[a.span.end : b.span.start]
            if len(gap) > _NEAR or "\n" in gap:
                continue
            between = _NOISE.sub(" ", gap).strip()
            if not self._one_phrase(syntax, a, b):
                yield from self._copular(text, syntax, a, b, between)
                continue
            yield from self._pair(text, a, b, between, gap)
        yield from self._posts(text, syntax, mentions)

    def _one_phrase(self, syntax: Syntax, a: Mention, b: Mention) -> bool:
        """Whether the two stand in one run of nouns, joined by nothing but 의."""
        first, last = syntax.parsed.eojeol_at(a.span.start), syntax.parsed.eojeol_at(b.span.start)
        for k in range(first, last):
            word = syntax.words[k]
            adjective = word.stem and word.ending_tag == "ETM" and not syntax.arguments(k)
            if (word.stem and not adjective) or word.comma or any(p != "의" for p in word.particles):
                return False
        return True

    def _pair(self, text: str, a: Mention, b: Mention, between: str, gap: str) -> Iterator[Link]:
        words = between.split()
        plain = [w.removesuffix("의") if w != "의" else w for w in words if w != "의"]
        plain = [w for w in plain if w]
        trigger = Span(a.span.end, b.span.start) if gap.strip() else a.span
        origin, maker, state = self.raw["origin"], self.raw["maker"], self.raw["state"]
        if a.cls in origin["objects"] and b.cls in origin["subjects"] and self._fills(plain, origin["between"]):
            yield Link("basedIn", b, a, trigger)
        elif a.cls in state["objects"] and b.cls in state["subjects"] and not plain:
            yield Link("partOf", b, a, trigger)
        elif a.cls == "Region" and b.cls == "Region" and not plain:
            yield Link("locatedIn", b, a, trigger)
        elif a.cls == "Country" and b.cls == "Region" and not plain:
            yield Link("locatedIn", b, a, trigger)
        elif a.cls in maker["subjects"] and b.cls in maker["objects"] and self._fills(plain, maker["between"]):
            if a.cls != "Country" and not (plain and not gap.startswith(("의", "측", " ")) and len(plain) > 4):
                yield Link("developed", a, b, trigger)
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

    # ---- titles

    def _posts(self, text: str, syntax: Syntax, mentions: Sequence[Mention]) -> Iterator[Link]:
        """PERSON ORGANISATION TITLE, ORGANISATION TITLE PERSON, ORGANISATION 의 PERSON TITLE."""
        words = syntax.words
        people = [m for m in mentions if m.cls == "Person"]
        bodies = [m for m in mentions if self.ontology.branch(m.cls) == "Organization" or m.cls in ("Country", "Region")]
        for person in people:
            found = self._after(text, syntax, person, bodies) or self._before(text, syntax, person, bodies)
            if found is None:
                continue
            body, role, span = found
            role_noun = role.split()[-1]
            if any(role_noun.endswith(f) for f in self.raw["founder"]):
                if self.ontology.allows("founded", "Person", body.cls):
                    yield Link("founded", person, body, span)
            elif body.cls == "Region" and not role_noun.endswith(("시장", "지사", "군수", "구청장")):
                continue
            elif self.ontology.allows("holdsPosition", "Person", body.cls):
                yield Link("holdsPosition", person, body, span, (Qualifier("role", role),))
        del words

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
