"""Noun phrases of a sentence: runs of nominal eojeols up to a particle, what they name, and what they hang on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.fillers import Fillers
from kg.extract.grammar import Grammar
from kg.extract.hanging import hung
from kg.extract.joints import Joints
from kg.extract.phrase import Phrase
from kg.mentions.cues import Cues
from kg.model import Mention, Span
from kg.text.document import Parsed

_CASES = ("BARE", "TOP", "DAT")
_AND_OTHERS = "등"
_CALLED = frozenset(("라는", "이라는", "란", "이란", "라고", "라"))


class _Builder:
    """Cuts a sentence into phrases from left to right."""

    def __init__(self, text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, grammar: Grammar) -> None:
        self.text, self.kind = text, parsed.sentence.kind
        self.words, self.heads, self.ends = parsed.eojeols, parsed.heads, parsed.ends
        clubs = [x.span for x in mentions if x.cls == "Organization"]  # of "한화 이글스" the firm does nothing
        owners = {m.span for m in mentions if m.cls == "Company" and any(_begins(m.span, c) for c in clubs)}
        self.mentions, self.grammar = [m for m in mentions if m.span not in owners], grammar
        self.joints = Joints(text, parsed, mentions, cues, grammar)
        self.fillers = Fillers(text, parsed, mentions, cues, grammar, self.joints.mixed)

    def phrases(self) -> list[Phrase]:
        out: list[Phrase] = []
        i, n = 0, len(self.words)
        while i < n:
            if not self.joints.nouns[i]:
                i += 1
                continue
            j, cuts = i, []
            while True:
                joint = self.joints.after(j)
                if joint == "close" or j + 1 >= n:
                    break
                if joint == "and":
                    cuts.append(j)
                j += 1
            out.append(self._phrase(i, j, cuts, out[-1] if out else None))
            i = j + 1
        return out

    def _phrase(self, first: int, last: int, cuts: Sequence[int], previous: Phrase | None) -> Phrase:
        start, end = self.words[first].span.start, self.words[last].span.end
        inner = tuple([m for m in self.mentions if start <= m.span.start and m.span.end <= end and not self._aside(m)])
        fillers = self.fillers.find([first, *(c + 1 for c in cuts), last + 1], inner) if inner else []
        slot, head_at = self._slot(last)
        if not fillers and previous is not None and previous.slot == "INCLUDING" and previous.last + 2 == first:
            fillers = list(previous.fillers)
        elif previous is not None and previous.slot == "INCLUDING" and previous.last + 2 == first:
            listed = len(fillers) > 1 or self.words[last].core_form == _AND_OTHERS
            fillers = [*previous.fillers, *fillers] if listed else fillers  # "A를 비롯해 B, C 등이"
        if not inner and previous is not None and previous.slot == "INCLUDING" and previous.last + 2 == first:
            inner = previous.inner  # "[A의 경영권을 포함한] 지분 80%를"
        if previous is not None and previous.last + 2 == first and self._instances(first, last, previous, fillers):
            fillers = list(previous.fillers)  # "H20 같은 저사양 칩을"
        called = self.words[first - 1] if first else None
        if (
            called is not None
            and called.ending in _CALLED
            and called.stem.endswith("이다")
            and (not fillers or fillers[-1].common)
        ):
            name = self.joints.mention_in(first - 1)  # "‘R1’이라는 AI 모델"
            fillers = [name] if name is not None else fillers
        core = self.words[last].core
        if slot in _CASES and inner and self.words[last].core_form in self.grammar.cases:
            named = self.fillers.find([first, *(c + 1 for c in cuts), last], inner)
            if named and self.text[named[-1].span.end : core.start] == "의 ":
                slot, fillers = "TOP", named  # "A의 경우 B를 만든다"
        noun, whole = self.text[core.start : core.end], self.text[start : core.end]
        if noun in self.grammar.against and slot == "BARE" and inner and last > first:
            slot, fillers = "CMP", list(inner[-1:])  # "HBM3E 대비 속도가 빠르다"
        if noun in self.grammar.instead and slot == "BARE" and inner and last > first:
            slot, fillers = "INSTEAD", list(inner[-1:])  # "A 대신 B를 쓴다"
        return Phrase(first, last, slot, head_at, tuple(fillers), inner, noun, whole)

    def _instances(self, first: int, last: int, named: Phrase, fillers: Sequence[Mention]) -> bool:
        """Whether 같은 makes names the instances of a kind: who makes a thing like another makes the thing."""
        like, verb = self.words[first - 1], self.words[self.heads[last]] if self.heads[last] >= 0 else None
        if like.stem != "같다" or like.ending_tag != "ETM" or not named.is_name or named.slot not in ("BARE", "COM"):
            return False
        if verb is None or (verb.noun or verb.stem) in self.grammar.making:
            return False
        noun = self.words[last].core_form.removesuffix("들")
        branch = self.grammar.branch
        common = all(m.common for m in fillers)
        kinds = {branch(m.cls) for m in fillers} or {branch(self.joints.cues.class_of(noun))}
        if branch(named.fillers[-1].cls) == "Product":
            return common and (noun in self.grammar.wares or kinds <= {"Product", "Technology"})
        return common and kinds == {branch(named.fillers[-1].cls)}

    def _slot(self, last: int) -> tuple[str, int]:
        word, head = self.words[last], self.heads[last]
        if word.stem and word.ending_tag != "ETN":
            return "COP", last
        form = word.particle
        slot = self.grammar.slot(form)
        beside = head == last + 1 and not self.grammar.is_adverb(self.words[head]) if head >= 0 else True
        if 0 <= head < len(self.words) and not beside and self.grammar.is_postposition(self.words[head]):
            head = self.heads[head]  # "X에 Y와 관련해 과징금을 물렸다"
        if slot == "BARE" and word.comma and not self.joints.clipped(last):
            number = self.words[last].first_tag == "SN"
            slot = "TOP" if self.kind == "headline" or (last < 3 and not number) else "BARE"
        nxt = last + 1
        if slot == "BARE" and self._speaks(last):
            return "TOP", next(w.index for w in reversed(self.words) if self.heads[w.index] < 0)
        if slot == "BARE" and nxt in self.joints.prices and self.joints.mention_in(last) is not None:
            return "OBJ", self.heads[nxt]
        follows = self.words[nxt].span.of(self.text) if nxt < len(self.words) and not word.comma else ""
        if slot == "BARE" and follows in self.grammar.also and self.joints.mention_in(last):
            return "TOP", self.heads[nxt] if head == nxt else head  # "A 역시 B와 협력한다"
        if nxt < len(self.words):
            composite = self.grammar.postposition(word.particles[-1] if word.particles else "", self.words[nxt])
            if composite:
                return composite, self.heads[nxt]
        if slot == "UNTIL" and self._even(word.index, head):
            slot = "OBJ"
        return slot, head

    def _even(self, at: int, verb: int) -> bool:
        """Whether 까지 marks an event that a verb without object carries ("수출 규제까지 단행했다"), no end."""
        if verb < 0 or not self.words[verb].noun or not self.grammar.event_noun(self.words[at]):
            return False
        own = (w for w in self.words[:verb] if self.heads[w.index] == verb)
        return not any(self.grammar.slot(w.particle) == "OBJ" for w in own)

    def _speaks(self, last: int) -> bool:
        """Whether a headline begins with whom it quotes ("정의선 “미국에 30조원 투자”")."""
        if self.kind != "headline" or last + 1 >= len(self.words) or not self.words[last + 1].opens:
            return False
        who = self.joints.mention_in(last)
        acts = who is not None and self.grammar.branch(who.cls) in ("Organization", "Person")
        return acts and not any(w.particles or w.stem or w.opens for w in self.words[: last + 1])

    def _aside(self, m: Mention) -> bool:
        """Whether a mention stands in brackets behind a name ("샛별전자(대표 김하늘)가")."""
        k = bisect_left(self.ends, m.span.end)
        core = self.words[min(k, len(self.words) - 1)].core
        named = (x for x in self.mentions if x.span.overlaps(core) and not (x.common and not m.common))
        kind = self.grammar.branch(m.cls) == "Product" and not any(named)
        return core.start < core.end <= m.span.start and not kind  # "6세대 메모리(HBM4)": its kind stands outside


def _begins(part: Span, whole: Span) -> bool:
    return part.start == whole.start and part.end < whole.end


def read_phrases(text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, grammar: Grammar) -> list[Phrase]:
    """Cut a sentence into noun phrases and hang each where Korean wants it.

    Args:
        text: The article's decoded source.
        parsed: The sentence with its tree.
        mentions: Its mentions, in order, without asides.
        cues: Cue words (what a name may carry behind it).
        grammar: Particles, postpositions, light verbs.

    Returns:
        The phrases, in order.
    """
    builder = _Builder(text, parsed, mentions, cues, grammar)
    return hung(text, builder.phrases(), parsed, grammar, builder.joints.parallel, builder.joints.called)
