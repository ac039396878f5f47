"""Where a noun phrase ends, and where it goes on with a like thing: what follows an eojeol."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.grammar import Grammar
from kg.extract.lists import Lists
from kg.extract.parallels import Parallels
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.text.document import Parsed
from kg.text.numbers import MONEY

OR = ("및", "또는", "그리고")  # joins two nouns as a word of its own
_SPOKEN = 14  # code points: a longer quotation is speech, a shorter one may be a name
_NEARBY = 5  # eojeols ahead within which what 와 joins must end where no name of a kind stands on both sides
_SUBJECTS = ("TOP", "SBJ")
_WITH = ("와", "과")
_TITLE = 5  # eojeols that a title has with its body ("A 경제부총리 겸 기획재정부 장관")
_AHEAD = 10  # eojeols ahead within which what 와 joins must end


class Joints:
    """Tells of each eojeol of a sentence what joins it to the next.

    Args:
        text, parsed, mentions, cues, grammar: As `phrases.read_phrases` takes them.
    """

    def __init__(self, text: str, parsed: Parsed, mentions: Sequence[Mention], cues: Cues, grammar: Grammar) -> None:
        self.text = text
        self.words = parsed.eojeols
        self.heads = parsed.heads
        self.labels = parsed.labels
        self.mentions = mentions
        self.cues = cues
        self.grammar = grammar
        self.kind = parsed.sentence.kind
        spoken = [q for q in parsed.quotes if self.kind == "headline" or q.end - q.start > _SPOKEN]
        self.opening = frozenset(w.index for w in self.words for q in spoken if w.span.start == q.start)
        self.prices = self._prices(parsed) if self.kind == "headline" else frozenset()
        self.within = self._within(parsed.ends)
        self.nouns = [i in self.within or self._is_noun(i) for i in range(len(self.words))]
        self.lists = Lists(text, self.words, mentions, cues, grammar)
        self.mixed: set[int] = set()  # eojeols that end a member of a list of different kinds
        self.parallels = Parallels(self.words, self.heads, mentions, grammar)
        self.parallel: dict[int, int] = {}  # eojeols that end a described name -> where the next described one ends
        self.called: dict[int, int] = {}  # eojeols that end a name said to be something -> where the next such begins

    def after(self, j: int) -> str:
        """What follows eojeol j: "on" (same noun phrase), "and" (coordination) or "close"."""
        word = self.words[j]
        nxt = j + 1
        if j in self.within:
            return "on"
        if j and word.core_form in self.grammar.joints and self.words[j - 1].ending_tag == "ETM":
            return "close"  # "투자하는 한편 B와 협력한다"
        if j and word.core_form in self.grammar.cases and self.words[j - 1].particle.endswith("의"):
            return "close"  # "A의 경우 B를 만든다"
        aside = self.grammar.against | self.grammar.instead
        if j and word.core_form in aside and not word.particles and self.mention_in(j - 1) is not None:
            return "close"
        if word.stem or nxt >= len(self.words) or word.morphemes[-1].tag == "SE" or nxt in self.opening:
            return "close"
        if not self.nouns[nxt]:
            return "close"
        called = self._called_next(j)
        if called >= 0:
            self.called[j] = called
            return "close"
        pair = self.parallels.after(j) if self.parallels.any else None
        if pair is not None:
            self.parallel[j] = pair[-1]
            return "close"
        if self.kind == "body" and self.lists.goes_on(j):
            self.mixed.add(j)
            return "and"
        if word.particles:
            form, tag = word.particles[-1], word.particle_tags[-1]
            if form == "의" and self.words[nxt].core_form.endswith("적") and self.words[nxt].ending_tag == "ETM":
                return "close"  # "[A의] 일방적인 제재를 비판했다"
            if form == "의" and (len(word.particles) == 1 or word.particles[-2] in ("와", "과")):
                return "on"
            if tag == "JC" or (
                form in ("와", "과", "하고", "이나", "나", "랑") and tag == "JKB" and self._nominal_head(j)
            ):
                if self._going_on(nxt) or self._gapped(j):
                    return "close"
                joined = self._like_ahead(j) or (self.labels[j] == "NP_CNJ" and self.words[nxt].comma)
                return "and" if len(word.particles) == 1 and joined else "close"
            return "close"
        if word.comma:
            if self.clipped(j):
                return "close"
            return "and" if self._listed(j) and not self._leads(j) else "close"
        if word.span.of(self.text) in OR:
            return "and"
        return "close" if nxt in self.prices and self.mention_in(j) is not None else "on"

    def _called_next(self, j: int) -> int:
        """Where the next name of a list begins that says what each is ("칩 업체인 A, [B의 자회사인] C"), or -1."""
        word, m = self.words[j], self.mention_in(j)
        if m is None or word.stem or not ((word.comma and not word.particle) or word.particle in _WITH):
            return -1
        first = j
        while first and self.words[first - 1].core.end > m.span.start:
            first -= 1
        if not first or not self._says_what(first - 1):
            return -1
        for k in range(j + 1, min(j + _AHEAD, len(self.words) - 1)):
            nxt = self.words[k]
            if self._says_what(k) or (nxt.stem in self.grammar.naming and nxt.ending_tag == "ETM"):
                return k + 1  # "…인 A, …로 알려진 B"
            if nxt.stem or nxt.comma or nxt.particles not in ((), ("의",), ("로",), ("으로",)):
                break
        return -1

    def _says_what(self, k: int) -> bool:
        """Whether an eojeol is a noun that says what the name behind it is ("업체인")."""
        return self.words[k].stem.endswith("이다") and self.words[k].ending_tag == "ETM"

    def mention_in(self, j: int) -> Mention | None:
        """The last name that an eojeol holds a part of, None without one."""
        core = self.words[j].core
        return next((m for m in reversed(self.mentions) if m.span.start < core.end and core.start < m.span.end), None)

    def _within(self, ends: Sequence[int]) -> frozenset[int]:
        """The eojeols that a name goes on behind: it may have verbs in it ("‘작별하지 않는다’")."""
        words, out = self.words, list[int]()
        for start, end in (m.span for m in self.mentions):
            k = bisect_left(ends, end) - 1
            while k >= 0 and start <= words[k].core.start:
                out.append(k)
                k -= 1
        return frozenset(out)

    def _prices(self, parsed: Parsed) -> frozenset[int]:
        """The eojeols of a headline that say for how much, with a bare object before them ("A, B 3조원에 인수")."""
        found = (parsed.eojeol_at(n.span.start) for n in parsed.numbers if n.quantity.unit in MONEY)
        return frozenset(k for k in found if self.grammar.slot(self.words[k].particle) in ("DAT", "INS"))

    def _is_noun(self, i: int) -> bool:
        """Whether an eojeol may stand in a noun phrase: a noun, or what stands before one ("이", "모든")."""
        word = self.words[i]
        if word.span.of(self.text) in OR:
            return 0 < i < len(self.words) - 1
        if word.core.end <= word.core.start:
            before = word.first_tag == "MM"
            return not word.stem and before and i + 1 < len(self.words) and self._is_noun(i + 1)
        if not word.stem or word.ending_tag == "ETN":
            return word.ending_tag != "ETN" or word.noun == ""
        return word.stem.endswith(("이다", "아니다")) and not word.noun.startswith(("것", "때문", "뿐"))

    def clipped(self, j: int) -> bool:
        """Whether an event noun before a comma ends a clause, its object before it ("A는 B를 인수, C를 팔았다")."""
        word = self.words[j]
        if not j or word.stem or word.particles or not self.grammar.event_noun(word) or self.heads[j - 1] != j:
            return False
        return self.grammar.slot(self.words[j - 1].particle) in ("OBJ", "DAT", "SBJ") and self.heads[j] > j

    def _leads(self, j: int) -> bool:
        """Whether a headline's first comma sets its subject off ("대한항공, 아시아나항공 인수")."""
        if self.kind != "headline" or not self.words[j].span.of(self.text).endswith(","):
            return False
        return not any(w.comma or w.particles or w.stem for w in self.words[:j])

    def _like_ahead(self, j: int) -> bool:
        """Whether what 와 or 과 joins to eojeol j may be a like thing: no name of another branch comes up first."""
        left = self._called(j)
        if self._premises(j):
            return True
        likely = False
        for k in range(j + 1, min(j + _AHEAD, len(self.words))):
            right = self.mention_in(k)
            if left is not None and self._partners(k):
                return False  # "A는 B와 합작법인 ‘C’를 세웠다", "A는 B와 C 매각 계약을 맺었다"
            summed = self.words[k].core_form in self.grammar.groups or self.words[k].core_form in self.cues.transparent
            if right is None and likely and left is not None and (summed or self.words[k].core_in(self.grammar.stakes)):
                return True  # "다니엘라 아모데이 남매가", "화웨이와 ZTE 장비를", "A와 B 지분을"
            if likely and left is not None and left.cls == "Person" and self._is_title(k):
                return True  # "이모 회장과 박모 전 검찰총장에"
            if self._elsewhere(left, right, k):
                return False
            if self.words[k].particles and (right is not None or self.words[k].particle != "의"):
                if left is None or right is None:
                    counted = self.words[k].first_tag == "SN"  # "전차 2대와 자주포 3문을"
                    return left is right or (likely and (counted or k > j + _NEARBY))
                if self._alike(left, right) or self.words[k].particle != "의":
                    return self._alike(left, right)
                continue  # "라마 3와 구글의 제미나이": whose the second is stands before it
            if not self.nouns[k]:
                break
            if right is not None and right.cls == "Country" and left is not None and left.cls != "Country":
                continue  # "A와 미국 시장 공략을": whose the noun behind it is
            likely = likely or (right is not None and (left is None or self._alike(left, right)))
        return likely or left is None or self.kind != "headline"

    def _called(self, j: int) -> Mention | None:
        """The name that ends in eojeol j, or whose title does ("조 바이든 미국 대통령", "이모 한솔건설 회장")."""
        name = self.mention_in(j)
        for k in range(j - 1, max(-1, j - _TITLE - 1), -1):
            known = name is not None and not (self._is_title(j) and name.cls != "Person")
            if known or self.words[k].particles or self.words[k].comma or self.words[k].stem:
                break
            before = self.mention_in(k)  # the name stands before the body as well
            name = before if name is None or (before is not None and before.cls == "Person") else name
        return name

    def _going_on(self, k: int) -> bool:
        """Whether an event of two goes on ("[B와] 협력 중이다", "경쟁 관계다"): 와 names the other of the two."""
        nxt = self.words[k + 1] if k + 1 < len(self.words) else None
        copula = nxt is not None and nxt.noun in self.grammar.going and nxt.stem.endswith("이다")
        return copula and self.words[k].core_form.endswith(self.grammar.mutual) and not self.words[k].particles

    def _gapped(self, j: int) -> bool:
        """Whether a clause whose verb stands later ends with its partner ("A는 B와, C는 D와 각각 협약을 맺었다")."""
        if not self.words[j].comma:
            return False
        slots = [self.grammar.slot(w.particle) for w in self.words]
        subject = next((k for k in range(j + 1, len(slots)) if slots[k] in _SUBJECTS or self.words[k].stem), len(slots))
        ends = next((k for k in range(subject, len(slots)) if self.words[k].stem), len(slots))
        begun = next((k for k in range(j - 1, -1, -1) if slots[k] in _SUBJECTS or self.words[k].stem), -1)
        return begun >= 0 and slots[begun] in _SUBJECTS and "COM" in slots[subject + 1 : ends]

    def _elsewhere(self, left: Mention | None, right: Mention | None, k: int) -> bool:
        """Whether a country is only where it happens: nobody is joined to it ("A와 미국에(서) 공장을 짓는다")."""
        acts = left is not None and left.cls != "Country" and self.grammar.branch(left.cls) == "Organization"
        if not acts or right is None or right.cls != "Country":
            return False
        head = self.words[self.heads[k]] if self.heads[k] >= 0 else None
        built = head is not None and (head.noun or head.stem) in self.grammar.building
        particle = self.words[k].particle
        return particle.startswith("에서") or (particle == "에" and built)

    def _premises(self, j: int) -> bool:
        """Whether a word and one soon after are premises: both are of the name before ("A사 본사와 현장 사무실")."""
        if not self.words[j].core_in(self.grammar.premises):
            return False
        for k in range(j + 1, min(j + 5, len(self.words))):
            if self.words[k].core_in(self.grammar.premises):
                return True
            if not self.nouns[k] or self.words[k].particles or self.mention_in(k) is not None:
                return False
        return False

    def _is_title(self, j: int) -> bool:
        return self.cues.title(self.words[j].core_form) != ""

    def _partners(self, k: int) -> bool:
        """Whether an eojeol is what two found together, or what one sells the other by contract."""
        word, behind = self.words[k], self.words[k + 1 : k + 5]
        sold = word.core_form.endswith(self.grammar.sales) and any(w.core_form in self.grammar.mutual for w in behind)
        return sold or word.core_form in self.grammar.joint

    def _alike(self, a: Mention, b: Mention) -> bool:
        return self.grammar.branch(a.cls) == self.grammar.branch(b.cls)

    def _nominal_head(self, j: int) -> bool:
        head = self.heads[j]
        return head > j and self.nouns[head] and not self.words[head].stem

    def _listed(self, j: int) -> bool:
        """Whether a comma joins like things: names of one branch on both sides, as far as the next particle."""
        own = self.mention_in(j)
        left = self._called(j) if self._is_title(j) else own
        for k in range(j + 1, min(j + 7, len(self.words))):
            if not self.nouns[k]:
                return False
            right = self.mention_in(k)
            if (
                left is not None
                and right is not None
                and self.grammar.branch(left.cls) == self.grammar.branch(right.cls)
            ):
                return True
            if own is None and right is None and not self.words[k].comma and self.words[k].particles:
                return True
            if self.words[k].particles and self.words[k].particles[-1] != "의":
                return False
        return False
