"""Trees put right where grammar leaves no choice: what governs no argument, and clauses that have one too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.grammar import Grammar
from kg.extract.parallels import Parallels
from kg.model import Mention, Span
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_CASES = frozenset(("OBJ", "DAT", "SRC", "INS", "LOC", "COM"))
_COPULA_CASES = frozenset(("OBJ", "DAT", "SRC"))
_AGENTS = ("SBJ", "TOP")
_OWN = ("OBJ", "DAT", "SBJ")  # what an event noun has right before it where it stands for its verb
_NEAR = 8  # eojeols
_MARKS = " .,…‘’“”'\"」』"
_JOINING = ("와", "과")
_TOLD = ("다고", "라고", "다며", "라며", "다면서", "라면서", "는지", "ㄴ지", "은지", "을지", "ㄹ지")
_IS = "이다"
_STANCE, _ABOUT = "적이다", ("대하다", "관하다")
_FOR = "위하다"
_FAVOUR = ("달", "VX")  # "막아달라고"
REPORTED = ("다는", "라는", "자는", "냐는")  # what stands behind these tells the clause, it has no part in it
_HOLDING = ("Device", "Chip", "Equipment", "Product")
_ACTORS = frozenset(("Organization", "Person"))


def mended(parsed: Parsed, mentions: Sequence[Mention], grammar: Grammar) -> Parsed:
    """Return a sentence with the heads that Korean cannot have moved up its tree.

    Args:
        parsed: The sentence with its tree.
        mentions: Its mentions, in order.
        grammar: Particles, postpositions, what takes a partner.
    """
    tree = _Tree(parsed, mentions, grammar)
    for quote in parsed.quotes:
        tree.quotation(quote)
    for j, word in enumerate(tree.words):
        if word.comma:
            tree.clipped(j)
        if tree.parallels.any:
            tree.paired(j)
        if word.core_form in grammar.joints:
            tree.joint(j)
        if word.stem == _STANCE:
            tree.stance(j)
        if word.ending_tag == "EC":
            tree.talk(j)
            tree.report(j)
    for j, slot in enumerate(tree.slots):
        if tree.words[j].ending_tag == "ETM":
            tree.worth(j)
            tree.called(j)
        if slot in _CASES or slot in _AGENTS:
            tree.case(j)
    for j, slot in enumerate(tree.slots):
        if slot == "SBJ":
            tree.subject(j)
    heads = tuple(tree.heads)
    return parsed if heads == parsed.heads else replace(parsed, heads=heads)


def recut(text: str, parsed: Parsed, mentions: Sequence[Mention], grammar: Grammar) -> Parsed:
    """Cut off the particle of a name that Kiwi read as one word with it, or as a verb ("라지+가", "‘… 않는다’+가").

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        mentions: Its mentions, in order.
        grammar: Particles.
    """
    cut: dict[int, Eojeol] = {}
    for m in mentions:
        at = parsed.eojeol_at(m.span.end - 1)
        word = cut.get(at, parsed.eojeols[at])
        if word.core.start < word.core.end == m.span.end:
            continue
        behind = text[m.span.end : word.span.end].strip(_MARKS)
        if behind not in grammar.particles:
            continue
        start = max(word.span.start, m.span.start)
        name = text[start : m.span.end]
        cut[word.index] = replace(
            word, core=Span(start, m.span.end), predicate=Span(start, start), nouns=(name,), core_form=name,
            last_noun=name, particles=(behind,), particle_tags=("JC" if behind in _JOINING else "JX",), particle=behind,
            stem="", noun="", ending="", ending_tag="", prefinals="", is_nominal=True,
        )  # fmt: skip
    return replace(parsed, eojeols=tuple([cut.get(w.index, w) for w in parsed.eojeols])) if cut else parsed


class _Tree:
    """A tree while it is mended: every move goes to an eojeol further up, so that nothing crosses."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], grammar: Grammar) -> None:
        self.parsed, self.words, self.heads = parsed, parsed.eojeols, list(parsed.heads)
        self.mentions, self.grammar = mentions, grammar
        self.parallels = Parallels(self.words, self.heads, mentions, grammar)
        self.slots = [grammar.slot(w.particle) if w.is_nominal and not w.stem else "" for w in self.words]

    # ---- names and what they are

    def called(self, j: int) -> None:
        """What a name is said to be in one word before it describes it: "제조 업체인 [ASML에서]"."""
        word, nxt = self.words[j], j + 1
        if not word.stem.endswith(_IS) or word.ending != "ㄴ" or word.comma or nxt >= len(self.words):
            return
        start = self.words[nxt].core.start
        if not any(m.span.start == start and not m.common for m in self.mentions):
            return
        while self.heads[nxt] == nxt + 1 and not self.words[nxt].particles and not self.words[nxt].stem:
            nxt += 1  # "업체인 [중국 BYD가]"
        if self.heads[j] > nxt and self.words[nxt].is_nominal:
            self.heads[j] = nxt

    # ---- quotations

    def quotation(self, quote: Span) -> None:
        """Let only a quotation's last eojeol hang outside it: "A는 “[B가 베낀 것은] 범죄”라고 비판했다"."""
        last = self.parsed.eojeol_at(quote.end - 1)
        for word in self.words[:last]:
            if word.span.start >= quote.start and self.heads[word.index] > last and word.ending_tag != "EF":
                self.heads[word.index] = last
        inside = [w.index for w in self.words[: last + 1] if w.span.start >= quote.start]
        if inside and self.heads[last] > last and any(self.slots[k] in _AGENTS for k in inside):
            # what has its own subject asks for nothing before it: "A는 B와 [만난 뒤] “C가 팔겠다고 했다”고 밝혔다"
            for j in range(inside[0]):
                if self.heads[j] >= inside[0] and self.heads[j] <= last and self.slots[j] != "OBJ":
                    self.heads[j] = self.heads[last]

    # ---- clauses without their verb's ending

    def clipped(self, j: int) -> None:
        """Hang an event noun that ends a clause on the next verb: "A는 B를 인수, 판매망을 넓혔다"."""
        word = self.words[j]
        if not j or word.stem or word.particles or not self.grammar.event_noun(word):
            return
        if self.slots[j - 1] not in _OWN or any(m.span.overlaps(word.core) for m in self.mentions):
            return
        above, told = self._verb_above(j), any(slot in _AGENTS for slot in self.slots[:j])
        while above >= 0 and self.words[above].ending_tag == "ETM" and (told or _copular(self.words[above])):
            above = self._verb_above(above)
        if above > j:
            self.heads[j - 1], self.heads[j] = j, above

    def paired(self, j: int) -> None:
        """Hang a clause on its own name and that on the next such: "[A가 산] B와 [C가 산] D는"."""
        pair = self.parallels.after(j)
        if pair is not None:
            own, verb, end = pair
            self.heads[own], self.heads[j], self.heads[verb] = j, end, end
            for k in range(j + 1, verb):
                self.heads[k] = min(self.heads[k], verb)

    def joint(self, j: int) -> None:
        """Hang a clause on the noun that joins it to the next: "A는 [B에 투자하는] 한편 C와 협력한다"."""
        before = self.words[j - 1]
        if j and before.stem and before.ending_tag == "ETM":
            above = self._verb_above(j)
            if above > j:
                self.heads[j - 1], self.heads[j] = j, above

    def stance(self, j: int) -> None:
        """Hang what stands right before a stance on it: "A는 [B에 (대해) 부정적인] 입장을 밝혔다"."""
        word, before = self.words[j], self.words[j - 1]
        if not j or word.ending_tag != "ETM" or not self.grammar.event_noun(word):
            return
        about = before.stem in _ABOUT and before.ending_tag == "EC" and self.heads[j - 2 : j - 1] == [j - 1]
        if about or self.slots[j - 1] == "DAT":
            self.heads[j - 1] = j

    def talk(self, j: int) -> None:
        """Hang a meeting on the verb of talking: "A는 B를 만나 [C를 넓히는] 방안을 논의했다"."""
        word, at = self.words[j], self.heads[j]
        if (word.noun or word.stem) not in self.grammar.meeting or at < 0:
            return
        plan = self.heads[at] if self.words[at].ending_tag == "ETM" else -1
        verb = self.heads[plan] if plan >= 0 and self.words[plan].core_in(self.grammar.complements) else -1
        if verb >= 0 and (self.words[verb].noun or self.words[verb].stem) in self.grammar.talking:
            self.heads[j] = verb

    def report(self, j: int) -> None:
        """Hang what is told on who tells it, not on a day between them: "[A가 B를 산다고] 지난 5일 C가 보도했다"."""
        at = self.heads[j]
        if not self.words[j].ending.endswith(_TOLD) or at < 0:
            return
        if self.words[at].stem in self.grammar.determiners and self.words[at].ending_tag == "ETM":
            above = self._verb_above(at)
            if above > at:
                self.heads[j] = above

    # ---- what cannot govern

    def worth(self, j: int) -> None:
        """Hang a clause on what it describes, not on a verb behind it ("필적할 만한 칩을 출시할")."""
        nxt = self.words[j + 1] if j + 1 < len(self.words) else None
        if nxt is not None and nxt.stem == "만하다" and nxt.ending_tag == "ETM":
            self.heads[j] = self.heads[j + 1]
        going = self.words[j].noun == "중" and self.words[self.heads[j]].stem
        if going and nxt is not None and nxt.is_nominal and not nxt.stem:
            self.heads[j] = j + 1  # "개발 중인 우주선 스타십이 발사됐다"

    def case(self, j: int) -> None:
        """Move an argument off a word that takes none."""
        slot, at = self.slots[j], self._governor(self.heads[j])
        while at >= 0 and self._takes_no(at, j, slot):
            at = self.heads[j] = self._governor(self.heads[at])
        nxt = j + 1
        if slot == "OBJ" and nxt < len(self.words) and self.heads[j] == self.heads[nxt] and self._tells(nxt):
            self.heads[j] = nxt  # "[수출을 제한해 달라고] 요청했다"
        if slot == "OBJ" and at >= 0 and self.words[at].stem in self.grammar.suited and self.words[at].ending == "게":
            self.heads[j] = self._governor(self.heads[at])  # "A100을 [중국 시장에 맞게] 개조했다"
        if slot == "COM" and self._acts(j):
            self.heads[j] = self._partner(self.heads[j])
        if slot == "DAT" and at >= 0 and self._acts(j):
            self._given(j, at)
        elif slot in _CASES and at >= 0:
            self._told_of(j, at)
            self._reported(j, at)
            self._put_into(j, at)

    def _told_of(self, j: int, at: int) -> None:
        """Hang what the tree hung on a verb of seeming on what seems so: "A에는 [B가 들어갈] 것으로 보인다"."""
        fact = at - 1 if self.words[at].stem in self.grammar.seeming else at
        told = fact - 1
        if told <= j or not self.words[fact].core_in(self.grammar.complements) or self.heads[told] != fact:
            return
        if self.words[told].ending_tag == "ETM" and all(self.heads[i] <= told for i in range(j + 1, told)):
            self.heads[j] = told

    def _put_into(self, j: int, at: int) -> None:
        """Hang a thing with 에 on what puts something into it: "A에 [개발한] B를 넣었다"."""
        word = self.words[at]
        made = word.ending_tag == "ETM" and (word.noun or word.stem) in self.grammar.makes
        above = self._verb_above(at) if made and self.slots[j] == "DAT" and self._is_thing(j) else -1
        if above > at:
            self.heads[j] = above

    def _reported(self, j: int, at: int) -> None:
        """Hang what a thing is said to have on what is reported of it: "A에는 [B가 들어간다고] C는 밝혔다"."""
        if self.slots[j] != "DAT" or not self._is_thing(j):
            return
        for told in range(j + 2, at):
            if self.heads[told] == at and self.words[told].stem and self.words[told].ending.endswith(_TOLD):
                if all(self.heads[i] <= told for i in range(j + 1, told)):
                    self.heads[j] = told
                return

    def _is_thing(self, at: int) -> bool:
        """Whether an eojeol ends in the name of a thing in which something may be."""
        core = self.words[at].core
        return any(m.span.start < core.end <= m.span.end and m.cls in _HOLDING for m in self.mentions)

    def _given(self, j: int, at: int) -> None:
        """Hang who is given a thing by a contract on what gives it: "A에 [칩을 대는] 계약을 맺었다"."""
        for k in range(j + 1, at):
            word, noun = self.words[k], self.heads[k]
            gives = word.ending_tag == "ETM" and {word.noun, word.stem} & self.grammar.dative
            if gives and noun < at == self.heads[noun] and self.slots[noun] == "OBJ" and self._mutual(self.words[noun]):
                beside = [i for i in range(j, k) if self.heads[i] == at]
                if not any(self.slots[i] in _AGENTS or self.slots[i] == "OBJ" for i in beside):
                    for i in beside:
                        self.heads[i] = k
                return

    def _tells(self, at: int) -> bool:
        """Whether an eojeol is a noun with 하다 that ends a told clause."""
        word = self.words[at]
        return word.noun != "" and word.stem.endswith("하다") and word.ending.endswith(_TOLD)

    def _takes_no(self, at: int, j: int, slot: str) -> bool:
        """Whether an adnominal word cannot have an argument ("지난", "새로운", "전략적인", "최신 칩인")."""
        word = self.words[at]
        if word.ending_tag != "ETM":
            return False
        if word.stem in self.grammar.determiners:
            return slot in _CASES or (slot in _AGENTS and self.words[j].last_noun not in self.grammar.spans)
        if word.stem in self.grammar.modifiers:
            return slot in _CASES
        if _copular(word) and not word.core_in(self.grammar.complements):
            return slot in _COPULA_CASES or (slot in _CASES and word.noun.endswith("적"))
        return False

    def _governor(self, at: int) -> int:
        """The first predicate from an eojeol upwards, nouns on the way left out unless they are events."""
        while at >= 0 and not self.words[at].stem and not self._is_event(self.words[at]):
            at = self.heads[at]
        return at

    def _is_event(self, word: Eojeol) -> bool:
        """Whether an eojeol is an event noun that has arguments: with 로 some only say how ("추가로")."""
        how = self.grammar.slot(word.particle) == "INS" and word.core_form in self.grammar.manners
        return not how and self.grammar.event_noun(word) != ""

    def _partner(self, at: int) -> int:
        """Where a partner belongs: to what takes two, not what is done to a thing ("A와 부품 제작을 위한 협약")."""
        start = at
        while at >= 0:
            word = self.words[at]
            if word.stem and not self._postposition(at):
                return self._agreement(at) if word.ending == "기" else at
            if not word.stem and (self._mutual(word) or self._another(at)):
                if not self._mutual(word):
                    return start
                joint = self._postposition(self.heads[at]) and self.words[self.heads[at]].ending_tag == "ETM"
                if not joint or not self._mutual(self.words[self.heads[self.heads[at]]]):
                    return at  # "A와 판권 계약에 관한 파트너십을 맺었다"
            at = self.heads[at]
        return start

    def _agreement(self, at: int) -> int:
        """What two agree on in order to do something, else what they do ("A와 [배를 짓기 위한] 협약을 맺었다")."""
        aim = self.heads[at]
        head = self.heads[aim] if aim >= 0 and self.words[aim].stem == _FOR else -1
        if head < 0:
            return at
        if self.words[aim].ending_tag == "ETM":
            return head if self._mutual(self.words[head]) else at
        made = (k for k, slot in enumerate(self.slots) if slot == "OBJ" and self.heads[k] == head)
        return head if any(self._mutual(self.words[k]) for k in made) else at

    def _another(self, at: int) -> bool:
        """Whether somebody else is named, and no country whose the noun behind it is ("미국 시장 공략")."""
        actor = self._actor(at)
        return actor is not None and (actor.cls != "Country" or bool(self.words[at].particles))

    def _mutual(self, word: Eojeol) -> bool:
        return word.core_form.endswith(self.grammar.mutual)

    def _postposition(self, at: int) -> bool:
        """Whether a verb with the particle before it only joins two nouns or clauses ("을 위한", "에 대한")."""
        before = self.words[at - 1] if at else None
        return before is not None and bool(
            self.grammar.postposition(before.particles[-1] if before.particles else "", self.words[at])
        )

    # ---- clauses with a subject too many

    def subject(self, j: int) -> None:
        """Move a subject out of a clause that has no place for it, or into the one that it stands before."""
        if self.heads[j] < 0:
            return
        at = self.heads[j]
        if self._of_deed(j, at):
            at = self.heads[j] = self.heads[self.heads[at]]  # "A가 [과도한 공격을] 했다"
        if self._postposition(at) and self.words[at].ending_tag == "ETM" and self._verb_above(at) >= 0:
            at = self.heads[j] = self._verb_above(at)  # "A가 [B에 대한 규제를] 검토한다"
        end = self._ended(at)
        if self._undergone(at) and self._acts(j) and self._has(at, ("DAT", "COM")):
            above = self._verb_above(at)  # "A가 [B에 내장된] 칩을 조사한다"
            if above >= 0 and not self._has(above, _AGENTS):
                self.heads[j] = above
        elif self.words[end].ending_tag == "ETM" and self._is_full(at, j):
            above = self._verb_above(end)
            while above >= 0 and self.words[above].ending_tag == "ETM" and self._acts(self.heads[above]):
                above = self._verb_above(above)
            if above >= 0 and not self._has(above, _AGENTS):
                self.heads[j] = above
        elif (going := self._going(j, at)) >= 0:
            self.heads[j] = going
        elif (said := self._said(j, at)) >= 0:
            self.heads[j] = said
        elif self._begged(at):
            self.heads[j] = self.heads[at]
        elif self._has(at, ("TOP",), before=j) and self._has(at, ("OBJ",)):
            inner = self._clause_behind(j, at)
            if inner >= 0:
                self.heads[j] = inner

    def _of_deed(self, j: int, at: int) -> bool:
        """Whether an adjective right behind one who acts describes what is done, which has a verb of its own."""
        word, deed = self.words[at], self.heads[at]
        if at != j + 1 or deed != at + 1 or word.ending_tag != "ETM" or not self._acts(j):
            return False
        done = self.slots[deed] == "OBJ" and self.grammar.event_noun(self.words[deed])
        above = self.heads[deed]
        return (
            bool(done)
            and _plain(word)
            and above > deed
            and self.words[above].stem != ""
            and not self._has(above, ("SBJ",))
        )

    def _undergone(self, at: int) -> bool:
        """Whether a passive clause describes the noun behind it, which is no time or fact."""
        word, head = self.words[at], self.heads[at]
        passive = word.ending_tag == "ETM" and word.noun != "" and word.stem.endswith("되다")
        return passive and head >= 0 and not self.words[head].core_in(self.grammar.complements)

    def _is_full(self, at: int, j: int) -> bool:
        """Whether a clause with its object describes one who acts: that is its subject ("A가 [B를 만든] C를 샀다")."""
        word, head = self.words[at], self.heads[self._ended(at)]
        if head >= 0 and (word.noun or word.stem) in self.grammar.likening and self._has(at, ("DAT", "COM")):
            return self._acts(j) and not self._acts(head)  # "A가 [B에 맞먹는] 칩을 냈다"
        if not self._has(at, ("OBJ",)) or head < 0 or (word.noun or word.stem) in self.grammar.dative:
            return False
        if word.ending.endswith(REPORTED):
            return False
        return self._acts(head) and self._acts(j)

    def _ended(self, at: int) -> int:
        """The eojeol that ends a clause: of a verb that is denied the next ("뒤지지 않는")."""
        nxt = self.words[at + 1] if at + 1 < len(self.words) else None
        denied = nxt is not None and nxt.stem in ("않다", "못하다") and self.words[at].ending == "지"
        return at + 1 if denied else at

    def _going(self, j: int, at: int) -> int:
        """The clause in 중인 that a doer stands before, under a verb done to another ("A가 개발 중인 B가 쓰였다")."""
        for k in range(j + 2, min(j + _NEAR, at)):
            word = self.words[k]
            if word.noun == "중" and word.ending_tag == "ETM" and self._acts(j) and not self._has(k, _AGENTS):
                others = any(self.slots[i] == "SBJ" and self._effective(i) == at for i in range(k + 1, at))
                return k if others or self.words[at].stem.endswith("되다") else -1
        return -1

    def _said(self, j: int, at: int) -> int:
        """The told or asked clause that a second subject begins, or -1: "A는 [B가 C를 베꼈다고] 비난했다"."""
        if not self._has(at, ("TOP",), before=j):
            return -1
        for k in range(j + 1, at):
            if self.heads[k] == at and self.words[k].stem and self.words[k].ending.endswith(_TOLD):
                return -1 if self._has(k, _AGENTS) else k
        return -1

    def _begged(self, at: int) -> bool:
        """Whether a clause is a favour that its subject asks ("A가 [막아달라고] 제소했다")."""
        above = self.heads[at]
        word = self.words[at]
        favour = word.ending == "라고" and _FAVOUR in word.forms
        return favour and above >= 0 and self.words[above].stem != "" and not self._has(above, _AGENTS)

    def _clause_behind(self, j: int, at: int) -> int:
        """The adnominal clause without subject that a subject stands before, under a verb with a topic, or -1."""
        for k in range(j + 1, at):
            word = self.words[k]
            if not word.stem or word.ending_tag != "ETM" or _copular(word) or self._takes_no(k, j, "SBJ"):
                continue
            if self._postposition(k):
                continue
            head = self.heads[k]
            if not j < k < head < at or self.words[head].core_in(self.grammar.complements):
                return -1
            full = self._has(k, _AGENTS) or (self._has(k, ("OBJ",)) and self._acts(head))
            return -1 if full or self.heads[head] != at else k
        return -1

    def _acts(self, at: int) -> bool:
        """Whether an eojeol ends in the name of somebody who acts."""
        actor = self._actor(at)
        return actor is not None and actor.method != "category"

    def _actor(self, at: int) -> Mention | None:
        """The person or body, named or of a kind, that an eojeol ends in."""
        core = self.words[at].core if at >= 0 else Span(0, 0)
        last = next((m for m in self.mentions if m.span.start < core.end <= m.span.end), None)
        return last if last is not None and self.grammar.branch(last.cls) in _ACTORS else None

    def _verb_above(self, at: int) -> int:
        at = self.heads[at]
        while at >= 0 and not self.words[at].stem:
            at = self.heads[at]
        return at

    def _has(self, at: int, slots: Sequence[str], before: int = -1) -> bool:
        limit = before if before >= 0 else len(self.words)
        return any(self.slots[k] in slots and self._effective(k) == at for k in range(limit))

    def _effective(self, k: int) -> int:
        """The head of an eojeol, what works as a postposition between them left out ("협약에 따라")."""
        at = self.heads[k]
        while at > k + 1 and self.grammar.is_postposition(self.words[at]):
            at = self.heads[at]
        return at


def _plain(word: Eojeol) -> bool:
    """Whether a word is an adjective ("과도한", "잔인한", "거센")."""
    return any(m.tag in ("XSA", "VA") for m in word.morphemes)


def _copular(word: Eojeol) -> bool:
    """Whether a word is a noun with the copula before another noun ("자회사인")."""
    return word.ending == "ㄴ" and any(m.tag == "VCP" for m in word.morphemes)
