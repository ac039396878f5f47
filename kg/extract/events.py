"""Who does an event noun, and to what: 메타의 퓨리오사AI 인수, 엔비디아와의 협력, 공정위의 조사."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.syntax import Predicate, Syntax
from kg.model import Mention
from kg.text.eojeols import Eojeol
from kg.text.typography import DOTS

_TITLED = 14  # code points behind a person's name within which the title ends
_GENITIVE = re.compile(r"(?<![와과])의 ")
_MADE_IN = "산 "
_WITH = re.compile(r" \S{1,9}(?:와|과)")


@dataclass(frozen=True)
class EventNouns:
    """Look-ups in the noun phrases of event nouns.

    Args:
        syntax: The sentence.
    """

    syntax: Syntax

    def group(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Names joined before an event noun that they share ("미국과 중국의 경쟁")."""
        return self._nearest_group(predicate)

    def _is_with(self, m: Mention) -> bool:
        """Whether 와의 or 과의 follows, also behind a title ("엔비디아와의 협력", "푸틴 대통령과의 통화")."""
        text = self.syntax.text
        behind = text[m.span.end : m.span.end + _TITLED].split("의 ")[0]
        if behind[:1] in DOTS:  # "구글·퀄컴과의 협력"
            joined = next((n for n in self.syntax.mentions if n.span.start == m.span.end + 1), None)
            return joined is not None and self._is_with(joined)
        return behind in ("와", "과") or (m.cls == "Person" and _WITH.fullmatch(behind) is not None)

    def _with_whom(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Partners in an event noun's genitive, also with an adjective between ("엔비디아와의 (긴밀한) 협력")."""
        inside = tuple(m for m in self._before_noun(predicate) if self._is_with(m))
        own = (p for p in self.syntax.arguments(predicate.noun_at) if p.slot == "GEN")
        return inside or tuple(m for p in own for m in p.fillers if self._is_with(m))

    def _requested(self, predicate: Predicate) -> bool:
        """Whether an event noun is asked of somebody ("서방에 지원을 호소했다"): who is asked would do it."""
        word = self.syntax.words[predicate.at]
        return predicate.noun_at >= 0 and self._asks(word, predicate.key)

    def _asks(self, verb: Eojeol, deed: str) -> bool:
        """Whether a verb asks another for a deed; who orders a ban bans ("세관에 통관 금지를 지시했다")."""
        asks, grammar = verb.noun or verb.stem, self.syntax.grammar
        return asks in grammar.requests and not (asks in grammar.orders and deed in grammar.bans)

    def _allowed(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Who is given leave for an event noun ("정부는 A에 칩 구매를 승인했다", "A에 대해 칩 구매를 승인했다")."""
        word, phrase = self.syntax.words[predicate.at], predicate.noun_phrase
        if (
            phrase is None
            or predicate.key not in self.syntax.grammar.buying
            or (word.noun or word.stem) not in self.syntax.grammar.leave
        ):
            return ()
        own = (p for p in self.syntax.arguments(predicate.at) if p.slot in ("DAT", "ABOUT") and p.last < phrase.first)
        acts = ("Organization", "Person")
        return next((p.fillers for p in own if p.fillers and self.syntax.grammar.branch(p.fillers[0].cls) in acts), ())

    def _shares_subject(self, predicate: Predicate) -> bool:
        """Whether the subject of the verb that carries an event noun does the event as well ("인수를 추진한다")."""
        phrase = predicate.noun_phrase
        if self._judged(predicate) or self._parted(predicate):
            return False
        if phrase is None or predicate.noun_at != phrase.last:
            near = phrase is not None and phrase.last - predicate.noun_at <= 1 and not self._ranked(phrase.last)
            return near and self._carried(predicate)  # "제재 조치를 내렸다", "제재 절차에 나섰다"
        with_whom = self._with_whom(predicate) or self._partner(predicate)
        return self._carried(predicate) or (bool(with_whom) and phrase.slot in ("LOC", "INS", "TOP", "VIA"))

    def _parted(self, predicate: Predicate) -> bool:
        """Whether a mutual event's genitive has both its parties ("대변인은 A와 B의 회동을 마친 뒤")."""
        if predicate.key not in self.syntax.grammar.mutual:
            return False
        parties = self._nearest_group(predicate)
        gap = self.syntax.text[parties[-1].span.end : predicate.span.start] if parties else ""
        return len(parties) > 1 and gap.endswith("의 ")

    def _ranked(self, at: int) -> bool:
        """Whether a noun is a rank, which nobody does ("판매 1위를 내줬다")."""
        word = self.syntax.words[at]
        return word.core_form in self.syntax.grammar.standings or any(m.tag == "SN" for m in word.morphemes)

    def _partner(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Whom 와 or 과 names right before a mutual event's phrase ("푸틴 대통령과 (지난) 11일 통화에서")."""
        phrase, words = predicate.noun_phrase, self.syntax.words
        mutual = predicate.key in self.syntax.grammar.mutual
        before = phrase.first - 1 if phrase is not None and mutual else -1
        before -= 1 if before >= 0 and words[before].stem == "지나다" else 0
        found = self.syntax.phrase_at(before) if before >= 0 else None
        return found.fillers if found is not None and found.slot == "COM" else ()

    def _judged(self, predicate: Predicate) -> bool:
        """Whether the governing verb judges an event of others' ("합병을 승인했다"): its subject does not do it."""
        words, judging = self.syntax.words, self.syntax.grammar.judging
        phrase = predicate.noun_phrase
        if phrase is not None and any(
            words[k].last_noun in judging for k in range(predicate.noun_at + 1, phrase.last + 1)
        ):
            return True  # "수출 허용"
        verb = words[predicate.at].noun or words[predicate.at].stem
        offered = bool({predicate.key, self._behind(predicate)} & self.syntax.grammar.proposals)
        return verb in judging or (offered and verb in self.syntax.grammar.answering)

    def _behind(self, predicate: Predicate) -> str:
        """Core of the eojeol behind an event noun, "" at the end."""
        words = self.syntax.words
        return words[predicate.noun_at + 1].core_form if predicate.noun_at + 1 < len(words) else ""

    def _carried(self, predicate: Predicate) -> bool:
        """Whether the governing verb only carries an event noun, whose arguments it then has ("인수에 나섰다")."""
        phrase = predicate.noun_phrase
        if phrase is None or phrase.slot in ("OBJ", "BARE", "COP"):
            return True
        if phrase.slot == "FOR" and predicate.noun_at == phrase.last:
            return predicate.key in self.syntax.grammar.purposes  # "상장을 위해 절차에 들어갔다"
        word = self.syntax.words[predicate.at]
        return phrase.slot == "DAT" and (word.noun or word.stem) in self.syntax.grammar.light

    def _is_agentive(self, predicate: Predicate) -> bool:
        """Whether the genitive before an event noun does it ("금융당국의 조사"), not undergoes it ("H20의 금지")."""
        inside = self._before_noun(predicate)
        grammar = self.syntax.grammar
        alone = bool(self.syntax.words[predicate.noun_at].particles)  # "B의 인수를 추진한다": of B, not by it
        proposed = not alone and self._behind(predicate) in grammar.proposals
        if not inside or (predicate.key not in grammar.agentive and not proposed):
            return False
        gap = self.syntax.text[inside[-1].span.end : predicate.span.start]
        acts = self.syntax.grammar.branch(inside[-1].cls) in ("Organization", "Person")
        return acts and gap.strip().startswith("의") and len(gap) <= 12

    def _nearest_group(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The name right before an event noun, with those joined to it ("동양·ABL생명 인수")."""
        inside = tuple(m for m in self._before_noun(predicate) if not self._is_with(m))
        if len(inside) > 1 and self._is_body_of(inside[-2], inside[-1]):
            inside = inside[:-1]
        people = tuple(m for m in inside if m.cls == "Person")
        if people and (len(people) == len(inside) or inside[-1].cls in ("Person", "Country")):
            inside = people  # "조 바이든 미국 대통령과 시진핑 중국 주석의 회담"
        out = inside[-1:]
        for m in reversed(inside[:-1]):
            gap = self.syntax.text[m.span.end : out[0].span.start].strip()
            if m.cls == "Person" and gap.endswith(("과", "와", ",", "·")) and "의 " not in gap:
                gap = ","
            branch = self.syntax.grammar.branch
            if gap not in (",", "·", "와", "과", "및") or branch(m.cls) != branch(out[0].cls):
                break
            out = (m, *out)
        return out

    def _is_body_of(self, person: Mention, body: Mention) -> bool:
        """Whether a body stands right behind a person's name: it is where the title behind it is held."""
        gap = self.syntax.text[person.span.end : body.span.start]
        return person.cls == "Person" and gap == " " and self.syntax.grammar.branch(body.cls) == "Organization"

    def _owner(self, predicate: Predicate) -> tuple[Mention, ...]:
        """The first of two names in an event noun's phrase, or an agentive genitive: who does it."""
        inside = self._before_noun(predicate)
        if self._is_agentive(predicate):
            return inside[-1:]
        if inside and self._joined_by(predicate, inside):
            return tuple(m for m in inside if m.cls == "Person")[-1:] or inside[-1:]
        if len(inside) < 2 or self._makers(predicate, inside) or self._made_for(predicate, inside):
            return ()
        branch = self.syntax.grammar.branch
        gap = self.syntax.text[inside[0].span.end : inside[1].span.start]
        if gap == "·" and len(inside) > 2 and self.syntax.parsed.sentence.kind != "body":
            first = self._leading(inside)
            return first if len(first) < len(inside) and not self._set_off(predicate) else ()
        if any(c in gap for c in ",·") or gap.startswith(("와 ", "과 ", " 및 ")):
            return ()
        own = any(p.slot in ("SBJ", "TOP") and p.fillers for p in self.syntax.arguments(predicate.at))
        headline = self.syntax.parsed.sentence.kind != "body" and not own and not self._set_off(predicate)
        acts = branch(inside[0].cls) in ("Organization", "Person") and inside[0].cls != "Region"
        acts = acts and not (inside[0].cls == "Company" and predicate.key in self.syntax.grammar.bans)
        made = predicate.key in self.syntax.grammar.trade and gap.startswith(_MADE_IN)  # "한국산 자동차의 미국 수출"
        return inside[:1] if acts and (headline or made or gap.lstrip("’”").startswith("의")) else ()

    def _makers(self, predicate: Predicate, inside: tuple[Mention, ...]) -> bool:
        """Whether the first name is whose product the second is, not who gets it ("A의 AI 칩 B의 구매")."""
        text, grammar = self.syntax.text, self.syntax.grammar
        made = grammar.branch(inside[1].cls) == "Product" and predicate.key in grammar.buying
        introduced = text[inside[0].span.end : inside[1].span.start].strip(" ’”'").removeprefix("의").strip()
        return made and bool(introduced or text[inside[1].span.end :].lstrip("’”'").startswith("의 "))

    def _made_for(self, predicate: Predicate, inside: tuple[Mention, ...]) -> bool:
        """Whether not a product's owner makes it, but the clause's subject ("SMIC는 화웨이의 칩 생산을 맡았다")."""
        syntax, grammar = self.syntax, self.syntax.grammar
        if predicate.key not in grammar.making_for or grammar.branch(inside[1].cls) != "Product":
            return False
        word, above = syntax.words[predicate.at], syntax.governor(predicate.at)
        planned = word.ending_tag == "ETM" and above >= 0 and syntax.words[above].core_in(grammar.complements)
        at = (
            above if planned and not any(p.slot in ("SBJ", "TOP") for p in syntax.arguments(word.index)) else word.index
        )
        own = (p for p in syntax.arguments(at) if p.slot in ("SBJ", "TOP") and p.inner)  # "[생산할 예정]이다"
        others = any(all(m.entity != inside[0].entity for m in p.fillers or p.inner) for p in own)
        return others and not self._judged(predicate)

    def _leading(self, inside: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The bodies that a headline's dots join at its start ("노동부·경찰 A사 압수수색")."""
        out = inside[:1]
        for m in inside[1:]:
            if self.syntax.text[out[-1].span.end : m.span.start] != "·":
                break
            out = (*out, m)
        return out if all(self.syntax.grammar.branch(m.cls) == "Organization" for m in out) else ()

    def _set_off(self, predicate: Predicate) -> bool:
        """Whether a headline's subject stands before a comma ("식약처, 대웅제약 신약 허가")."""
        if any(p.slot == "TOP" and p.fillers for p in self.syntax.arguments(predicate.at)):
            return True
        phrase = predicate.noun_phrase  # wherever the tree hung it ("美, 中 화웨이 제재 예고")
        return phrase is not None and any(
            p.slot == "TOP" and p.fillers for p in self.syntax.phrases if p.last < phrase.first
        )

    def _joined_by(self, predicate: Predicate, inside: tuple[Mention, ...]) -> bool:
        """Whether a partner of its own hangs on an event noun with a genitive ("푸틴 대통령과 [시 주석의 회담]")."""
        phrase, branch = predicate.noun_phrase, self.syntax.grammar.branch
        own = range(phrase.first, phrase.last + 1) if phrase is not None else ()
        partners = [m for k in own for p in self.syntax.arguments(k) if p.slot == "COM" for m in p.fillers]
        genitive = _GENITIVE.search(self.syntax.text[inside[-1].span.end : predicate.span.start]) is not None
        return genitive and any(branch(m.cls) == branch(inside[0].cls) for m in partners)

    def _before_noun(self, predicate: Predicate) -> tuple[Mention, ...]:
        """Mentions of an event noun's phrase that stand before it."""
        phrase = predicate.noun_phrase
        if phrase is None:
            return ()
        found = tuple(m for m in phrase.inner if m.span.end <= predicate.span.start)
        return tuple(m for m in found if not any(o is not m and _holds(o, m) for o in found))


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether a name is part of another ("LG" in "LG CNS")."""
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
