"""Noun phrases of a sentence: runs of nominal eojeols up to a particle, what they name, and what they hang on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.extract.grammar import Grammar
from kg.extract.lists import Lists
from kg.extract.parallels import Parallels
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol
from kg.text.numbers import MONEY
from kg.text.typography import without_asides

_MODIFYING = "급용발계산형식"  # "챗GPT급 모델" is not 챗GPT
_OR = ("및", "또는", "그리고")
_CALLED = frozenset(("라는", "이라는", "란", "이란", "라고", "라"))
_ASKED = ("는지", "ㄴ지", "은지", "을지", "ㄹ지")
_QUOTED = ("다며", "라며", "다면서", "라면서", "다고", "라고", "자며", "냐며")
_DOTS = ("·", "ㆍ", "・", "/")
_DASHES = ("-", "–")
_BEFORE = (*_DOTS, *_DASHES, *"’”‘“")  # what may stand right before a name that a dot or dash joins to another
_ARGUMENTS = frozenset(("SBJ", "TOP", "OBJ", "DAT", "LOC", "SRC", "INS", "COM", "CMP"))
_COUNTERS = (
    "개국|편성|개|대|기|척|명|장|곳|종|문|발|권|편|량|정|채|만|억|천|백|조|여|포대|대대|세트|상자|박스|매|건|톤|회분|명분|인분|병|켤레|"
    "벌|필지|가구|카피|배럴|갤런|리터|킬로그램|kg|t|도즈|호기|팩|캔|봉지|그루|마리|송이|다발|묶음|통|포기|자루|알|갑|줄|점"
)
_WORTH = "(?:원|달러|유로|위안|엔|파운드)(?:어치| ?규모| ?상당)"  # "2조원어치"
_TAIL_NOISE = re.compile(rf"[\s‘’“”'\"「」『』·,()]|\([^)]*\)|[\d,.]+(?: ?(?:{_COUNTERS}))*(?:{_WORTH})?(?![가-힣])")
_TAIL_SPLIT = re.compile(r"[\s\u0001’”'\"]+")
_DENYING = ("않다", "못하다")
_FILLED = ("되다", "아니다")  # verbs with a complement that looks like a subject
_BARE_AND = ("와", "과")
_MAYOR = "시장"  # a mayor behind a town's name; else a market
_SOON = 3  # phrases behind "A에 이어" among which its like stands
_RANK = re.compile(r"\d위|번째|가장|최[다대고초]")
_SPOKEN = 14  # code points: a longer quotation is speech, a shorter one may be a name
_UNIT = re.compile(
    r"(?: [가-힣]{2,6})?(?: 제?[0-9]+| (?:제[0-9]+)?[가-힣]{1,8}[0-9]*)(?:부|국|과|팀|수사대|지청|조사국)"
)
_BOARDS = frozenset((" 이사회", " 주주총회", " 경영진", " 이사진"))  # by these a body decides
_BODY = 4  # words that a body's name and a title have between them at most
_NEARBY = 5  # eojeols ahead within which what 와 joins must end where no name of a kind stands on both sides
_AHEAD = 10  # eojeols ahead within which what 와 joins must end
_LONG = 4  # syllables that an unknown word must have to be taken for a body's name ("국가안보회의")


class Phrase(NamedTuple):
    """A noun phrase: a run of nominal eojeols up to a particle.

    Attributes:
        first, last: Its eojeols, both included.
        slot: What its particle says: SBJ TOP OBJ DAT LOC SRC INS COM CMP GEN BARE COP, or a composite (ABOUT, BY ...).
        head: Index of the eojeol that it depends on, postpositions skipped; -1 for none.
        fillers: The mentions that its head noun (and what is joined to it) names.
        inner: Every mention inside it, fillers included.
        noun: Core of its last eojeol.
        text: All of it.
    """

    first: int
    last: int
    slot: str
    head: int
    fillers: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    noun: str
    text: str

    @property
    def joined(self) -> str:
        """Its text without spaces, for look-ups of nouns written either way."""
        return self.text.replace(" ", "")


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
    cut = _listed(builder.phrases(), text)
    hung = _unquoted([_raised(_verbal(p, parsed, grammar), parsed) for p in cut], parsed)
    own = _owned(_one_subject_each(hung, parsed), parsed)
    said = _speakers(_speakers(own, parsed), parsed)  # "A는 B가 [C가 쓰는지] 조사한다고 했다"
    paired = _paired(said, parsed, grammar, builder.parallel)
    return _followed(text, paired, parsed, grammar) if "에 이어 " in text[slice(*parsed.span)] else paired


def _followed(text: str, phrases: list[Phrase], parsed: Parsed, grammar: Grammar) -> list[Phrase]:
    """Add who or what came before to what follows it: "폴란드에 이어 루마니아도 샀다"; a rank tells who is ahead."""
    words, out = parsed.eojeols, list(phrases)
    for i, p in enumerate(out[:-1]):
        at = p.last + 1
        if not p.fillers or p.slot != "DAT" or at >= len(words) or words[at].span.of(text) != "이어":
            continue
        last = p.fillers[-1]
        for k in range(i + 1, min(i + 1 + _SOON, len(out))):
            q = out[k]
            if not q.fillers or any(w.stem for w in words[at + 1 : q.first]):
                continue
            alike = grammar.branch(q.fillers[0].cls) == grammar.branch(last.cls)
            both = alike and (q.fillers[0].cls == "Country") == (last.cls == "Country")
            ranked = any(_RANK.search(w.core_form) for w in words[q.last + 1 :])
            if both and not ranked and q.slot in _ARGUMENTS:
                out[i] = p._replace(slot="OTHER", fillers=())
                out[k] = q._replace(fillers=(*p.fillers, *q.fillers), inner=(*p.inner, *q.inner))
            break
    return out


def _paired(phrases: list[Phrase], parsed: Parsed, grammar: Grammar, parallel: Mapping[int, int]) -> list[Phrase]:
    """Join two names that have a clause each before them: "[X를 만든] A와 [Y를 만든] B는"."""
    words, heads = parsed.eojeols, parsed.heads
    described = {h for w, h in zip(words, heads, strict=True) if w.stem and w.ending_tag == "ETM" and h == w.index + 1}
    out = list(phrases)
    for i, p in enumerate(out):
        k = next((k for k in range(i + 1, len(out)) if out[k].last == parallel.get(p.last, -1)), 0)
        if k and p.fillers and out[k].fillers:
            out[i] = p._replace(slot="BARE")
            out[k] = out[k]._replace(fillers=(*p.fillers, *out[k].fillers), inner=(*p.inner, *out[k].inner))
            continue
        if p.slot != "COM" or not p.fillers or p.first not in described or words[p.last].particle not in _BARE_AND:
            continue
        for k in range(i + 1, len(out)):
            q = out[k]
            if q.fillers and q.first in described and p.head in (q.first - 1, q.head):
                own = any(r.head == q.first - 1 and r.slot in _ARGUMENTS for r in out[i + 1 : k])
                if own and grammar.branch(q.fillers[0].cls) == grammar.branch(p.fillers[-1].cls):
                    out[i] = p._replace(slot="BARE")
                    out[k] = q._replace(fillers=(*p.fillers, *q.fillers), inner=(*p.inner, *q.inner))
                break
    return out


def _owned(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang a subject on the verb above where its clause calls a thing somebody's ("A가 B의 자회사인 C를 샀다")."""
    words, heads = parsed.eojeols, parsed.heads
    called = {p.last for p in phrases if p.slot == "COP" and p.inner and words[p.last].ending_tag == "ETM"}
    out = []
    for p in phrases:
        if p.slot == "SBJ" and p.head in called and not any(w.comma for w in words[p.last : p.head]):
            above = parsed.verb_from(heads[p.head])
            out.append(p._replace(head=above) if above >= 0 else p)
        else:
            out.append(p)
    return out


def _unquoted(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang phrases that the tree gave to a verb inside a quotation behind them on the verb that quotes.

    "쿠팡에 대해 “안내하지 않았다”고 꾸짖었다": what stands outside the marks is no part of what is said, but for a
    second subject or an object that something is said of ("A는 B가 “위험하다”고, C를 “재앙”이라고 했다").
    """
    words, out, spoken = parsed.eojeols, list[Phrase](), False
    for p in phrases if parsed.quotes else []:
        at, subject = p.head, p.slot in ("SBJ", "TOP")
        start = words[p.first].span.start
        behind = [q for q in parsed.quotes if q.start > start]
        called = p.slot == "OBJ" and bool(behind) and _calls(words[parsed.eojeol_at(behind[0].end - 1)])
        free = p.slot not in ("OBJ", "BARE", "GEN") and at >= 0 and words[at].stem != ""
        if at >= 0 and (called or free) and not (subject and spoken):
            while at >= 0 and (not words[at].stem or any(q.start <= words[at].predicate.start < q.end for q in behind)):
                at = parsed.heads[at]
        spoken = spoken or subject
        out.append(p._replace(head=at) if at >= 0 else p)
    return out or phrases


def _calls(word: Eojeol) -> bool:
    """Whether a quotation ends in a noun or an adjective: by it something is called that ("A를 “너무 늦다”고")."""
    return not word.stem or word.stem.endswith("이다") or any(tag.startswith("VA") for _, tag in word.forms)


def _speakers(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang who stands before a quoted clause with its own subject on the verb above: "A는 B가 베꼈다며 제소했다"."""
    words = parsed.eojeols
    last = {p.head: p.first for p in phrases if p.slot == "SBJ"}
    named = {p.head: p.first for p in phrases if p.slot == "SBJ" and p.fillers}
    out = []
    for p in phrases:
        later = last if p.slot == "TOP" else named if p.slot == "SBJ" and p.fillers else {}
        end = p.head
        while 0 <= end < len(words) - 1 and words[end + 1].first_tag == "VX":
            end += 1  # "A는 B가 검토하고 있다고 전했다"
        quoted = end >= 0 and words[end].ending.endswith((*_QUOTED, *_ASKED))
        above = parsed.heads[end] if quoted and later.get(p.head, -1) > p.last else -1
        out.append(p._replace(head=above) if above >= 0 and words[above].stem else p)
    return out


def _listed(phrases: list[Phrase], text: str) -> list[Phrase]:
    """Where a category sums up a list with 등의, the list is meant ("구글, 메타 등의 AI 모델")."""
    out = []
    for p in phrases:
        head = p.fillers[-1] if p.fillers else None
        if head is not None and head.method == "category" and len(p.inner) > 1:
            named = [
                m for m in p.inner if m.span.end <= head.span.start and m.method not in ("category", "description")
            ]
            gap = text[named[-1].span.end : head.span.start] if named else ""
            if gap.strip().startswith(("등의", "등 ")):
                out.append(p._replace(fillers=tuple(m for m in named if m.cls == named[-1].cls)))
                continue
        out.append(p)
    return out


def _one_subject_each(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Of two subjects of one adnominal clause the first belongs to the clause above ("A가 B가 만든 C를 샀다")."""
    words, heads = parsed.eojeols, parsed.heads
    last: dict[int, int] = {}
    for i, p in enumerate(phrases):
        if p.slot == "SBJ":
            last[p.head] = i
    out = []
    for i, p in enumerate(phrases):
        at = p.head
        filled = at >= 0 and words[at].stem in _FILLED  # "A가 B가 된 것": the second is what it became
        filled = filled or any(q.slot == "OBJ" and q.head == at and words[q.last].comma for q in phrases[i + 1 : i + 2])
        if p.slot == "SBJ" and last[at] != i and at >= 0 and words[at].ending_tag == "ETM" and not filled:
            above = parsed.verb_from(heads[at])
            out.append(p._replace(head=above) if above >= 0 else p)
        else:
            out.append(p)
    return out


def _verbal(phrase: Phrase, parsed: Parsed, grammar: Grammar) -> Phrase:
    """Hang an argument that the tree gave to a plain noun on the verb above it; an event noun keeps its own."""
    at = phrase.head
    while at >= 0 and (parsed.eojeols[at].stem, parsed.eojeols[at].ending) == ("지나다", "ㄴ"):
        at = parsed.heads[at]  # "총리와 지난 11일 통화에서": a date's own word takes no arguments
    while at > phrase.last + 1 and parsed.eojeols[at - 1].stem and parsed.eojeols[at].first_tag == "VX":
        at -= 1  # "자회사로 두고 있다": arguments are the main verb's, not the auxiliary's
    phrase = phrase._replace(head=at) if at != phrase.head else phrase
    if phrase.slot not in _ARGUMENTS or at < 0 or parsed.eojeols[at].stem:
        return phrase
    while at >= 0 and not (parsed.eojeols[at].stem or _ends_quote(parsed.eojeols[at])):
        if grammar.event_noun(parsed.eojeols[at]):
            break
        at = parsed.heads[at]
    return phrase._replace(head=at) if at >= 0 else phrase


def _ends_quote(word: Eojeol) -> bool:
    """Whether a noun ends a quoted clause whose copula the particle holds ("“X는 온상”이라고")."""
    return word.closes and word.particle.endswith("라고")


def _raised(phrase: Phrase, parsed: Parsed) -> Phrase:
    """Hang a topic that the tree gave to an adnominal clause on the clause above: Korean keeps topics out of it."""
    words, heads, at = parsed.eojeols, parsed.heads, phrase.head
    if phrase.slot != "TOP" or at < 0 or not words[at].stem or words[phrase.last].particle not in ("은", "는"):
        return phrase
    if words[at].ending == "지" and at + 1 < len(words) and words[at + 1].stem in _DENYING:
        at += 1  # "A는 [B에 뒤지지 않는] C를 내놨다"
        if words[at].ending_tag != "ETM":
            return phrase
    for _ in range(6):
        if words[at].ending_tag != "ETM":
            break
        above = parsed.verb_from(heads[at])
        if above < 0:
            break
        at = above
    return phrase._replace(head=at)


class _Builder:
    """Cuts a sentence into phrases from left to right."""

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
        self.ends = parsed.ends
        self.prices = self._prices(parsed) if self.kind == "headline" else frozenset()
        self.within = self._within(parsed.ends)
        self.nouns = [i in self.within or self._is_noun(i) for i in range(len(self.words))]
        self.lists = Lists(text, self.words, mentions, cues, grammar)
        self.mixed: set[int] = set()  # eojeols that end a member of a list of different kinds
        self.parallels = Parallels(self.words, self.heads, mentions, grammar)
        self.parallel: dict[int, int] = {}  # eojeols that end a described name -> where the next described one ends

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

    def phrases(self) -> list[Phrase]:
        out: list[Phrase] = []
        i, n = 0, len(self.words)
        while i < n:
            if not self.nouns[i]:
                i += 1
                continue
            j, cuts = i, []
            while True:
                joint = self._joint(j)
                if joint == "close" or j + 1 >= n:
                    break
                if joint == "and":
                    cuts.append(j)
                j += 1
            out.append(self._phrase(i, j, cuts, out[-1] if out else None))
            i = j + 1
        return out

    def _is_noun(self, i: int) -> bool:
        """Whether an eojeol may stand in a noun phrase: a noun, or what stands before one ("이", "모든")."""
        word = self.words[i]
        if word.span.of(self.text) in _OR:
            return 0 < i < len(self.words) - 1
        if word.core.end <= word.core.start:
            before = word.first_tag == "MM"
            return not word.stem and before and i + 1 < len(self.words) and self._is_noun(i + 1)
        if not word.stem or word.ending_tag == "ETN":
            return word.ending_tag != "ETN" or word.noun == ""
        return word.stem.endswith(("이다", "아니다")) and not word.noun.startswith(("것", "때문", "뿐"))

    def _joint(self, j: int) -> str:
        """What follows eojeol j: "on" (same noun phrase), "and" (coordination) or "close"."""
        word = self.words[j]
        nxt = j + 1
        if j in self.within:
            return "on"
        if j and word.core_form in self.grammar.joints and self.words[j - 1].ending_tag == "ETM":
            return "close"  # "투자하는 한편 B와 협력한다"
        if j and word.core_form in self.grammar.against and not word.particles and self._mention_in(j - 1) is not None:
            return "close"
        if word.stem or nxt >= len(self.words) or word.morphemes[-1].tag == "SE" or nxt in self.opening:
            return "close"
        if not self.nouns[nxt]:
            return "close"
        pair = self.parallels.after(j)
        if pair is not None:
            self.parallel[j] = pair[-1]
            return "close"
        if self.kind == "body" and self.lists.goes_on(j):
            self.mixed.add(j)
            return "and"
        if word.particles:
            form, tag = word.particles[-1], word.particle_tags[-1]
            if form == "의" and (len(word.particles) == 1 or word.particles[-2] in ("와", "과")):
                return "on"
            if tag == "JC" or (
                form in ("와", "과", "하고", "이나", "나", "랑") and tag == "JKB" and self._nominal_head(j)
            ):
                if self._going_on(nxt):
                    return "close"
                joined = self._like_ahead(j) or (self.labels[j] == "NP_CNJ" and self.words[nxt].comma)
                return "and" if len(word.particles) == 1 and joined else "close"
            return "close"
        if word.comma:
            if self._clipped(j):
                return "close"
            return "and" if self._listed(j) and not self._leads(j) else "close"
        if word.span.of(self.text) in _OR:
            return "and"
        return "close" if nxt in self.prices and self._mention_in(j) is not None else "on"

    def _clipped(self, j: int) -> bool:
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
        left = self._mention_in(j)
        for k in range(j - 1, max(-1, j - 4), -1):  # "조 바이든 미국 대통령과": the name stands before the title
            known = left is not None and not (self._is_title(j) and left.cls != "Person")
            if known or self.words[k].particles or self.words[k].comma or self.words[k].stem:
                break
            before = self._mention_in(k)  # "이모 한솔건설 회장과": the name stands before the body as well
            left = before if left is None or (before is not None and before.cls == "Person") else left
        if self._premises(j):
            return True
        likely = False
        for k in range(j + 1, min(j + _AHEAD, len(self.words))):
            right = self._mention_in(k)
            if left is not None and self._partners(k):
                return False  # "A는 B와 합작법인 ‘C’를 세웠다", "A는 B와 C 매각 계약을 맺었다"
            summed = self.words[k].core_form in self.grammar.groups or self.words[k].core_form in self.cues.transparent
            if right is None and likely and left is not None and summed:
                return True  # "다니엘라 아모데이 남매가", "화웨이와 ZTE 장비를"
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

    def _going_on(self, k: int) -> bool:
        """Whether an event of two goes on ("[B와] 협력 중이다", "경쟁 관계다"): 와 names the other of the two."""
        nxt = self.words[k + 1] if k + 1 < len(self.words) else None
        copula = nxt is not None and nxt.noun in self.grammar.going and nxt.stem.endswith("이다")
        return copula and self.words[k].core_form.endswith(self.grammar.mutual) and not self.words[k].particles

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
            if not self.nouns[k] or self.words[k].particles or self._mention_in(k) is not None:
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
        left = self._mention_in(j)
        for k in range(j + 1, min(j + 7, len(self.words))):
            if not self.nouns[k]:
                return False
            right = self._mention_in(k)
            if (
                left is not None
                and right is not None
                and self.grammar.branch(left.cls) == self.grammar.branch(right.cls)
            ):
                return True
            if left is None and right is None and not self.words[k].comma and self.words[k].particles:
                return True
            if self.words[k].particles and self.words[k].particles[-1] != "의":
                return False
        return False

    def _aside(self, m: Mention) -> bool:
        """Whether a mention stands in brackets behind a name ("샛별전자(대표 김하늘)가")."""
        k = bisect_left(self.ends, m.span.end)
        core = self.words[min(k, len(self.words) - 1)].core
        kind = self.grammar.branch(m.cls) == "Product" and not any(x.span.overlaps(core) for x in self.mentions)
        return core.start < core.end <= m.span.start and not kind  # "6세대 메모리(HBM4)": its kind stands outside

    def _mention_in(self, j: int) -> Mention | None:
        core = self.words[j].core
        return next((m for m in reversed(self.mentions) if m.span.start < core.end and core.start < m.span.end), None)

    def _phrase(self, first: int, last: int, cuts: Sequence[int], previous: Phrase | None) -> Phrase:
        start, end = self.words[first].span.start, self.words[last].span.end
        inner = tuple([m for m in self.mentions if start <= m.span.start and m.span.end <= end and not self._aside(m)])
        fillers = self._fillers([first, *(c + 1 for c in cuts), last + 1], inner) if inner else []
        slot, head_at = self._slot(last)
        if not fillers and previous is not None and previous.slot == "INCLUDING" and previous.last + 2 == first:
            fillers = list(previous.fillers)
        elif len(fillers) > 1 and previous is not None and previous.slot == "INCLUDING" and previous.last + 2 == first:
            fillers = [*previous.fillers, *fillers]  # "A를 비롯해 B, C 등이"
        called = self.words[first - 1] if first else None
        if (
            called is not None
            and called.ending in _CALLED
            and called.stem.endswith("이다")
            and (not fillers or fillers[-1].method in ("category", "description"))
        ):
            name = self._mention_in(first - 1)  # "‘R1’이라는 AI 모델"
            fillers = [name] if name is not None else fillers
        core = self.words[last].core
        noun, whole = self.text[core.start : core.end], self.text[start : core.end]
        if noun in self.grammar.against and slot == "BARE" and inner and last > first:
            slot, fillers = "CMP", list(inner[-1:])  # "HBM3E 대비 속도가 빠르다"
        return Phrase(first, last, slot, head_at, tuple(fillers), inner, noun, whole)

    def _fillers(self, bounds: Sequence[int], inner: Sequence[Mention]) -> list[Mention]:
        """What the elements of a phrase (each from one bound to the next) are about, from the last one backwards."""
        fillers: list[Mention] = []
        last = bounds[-1] - 1
        for a, b in zip(reversed(bounds[:-1]), reversed(bounds[1:]), strict=True):
            head = self._filler(a, b - 1, inner)
            if head is None:
                if fillers or b - 1 == last:
                    if b - 1 == last and not self._plural_tail(a, b - 1) and a - 1 not in self.mixed:
                        break
                    continue
                break
            alike = not fillers or self.grammar.branch(head.cls) == self.grammar.branch(fillers[0].cls)
            if not alike and b - 1 not in self.mixed:
                break
            fillers[:0] = [*self._dotted(head), *(m for m in inner if m.span == head.span)]  # 두 회사 are two
        return fillers

    def _dotted(self, head: Mention) -> list[Mention]:
        """Names joined to one by middle dots within an eojeol ("삼성전자·엔비디아")."""
        out: list[Mention] = []
        edge = head.span.start
        if self.text[edge - 1 : edge] not in _BEFORE:
            return out
        for m in reversed(self.mentions):
            joint = self.text[m.span.end : edge].strip("’”‘“") if m.span.end < edge else ""
            if joint in _DOTS or (joint in _DASHES and m.cls == head.cls and self.kind == "headline"):
                if self.grammar.branch(m.cls) != self.grammar.branch(head.cls):
                    break
                out.insert(0, m)
                edge = m.span.start
        return out

    def _plural_tail(self, a: int, b: int) -> bool:
        """Whether an element is only a class noun that sums up the list before it."""
        if any(w.particle == "의" for w in self.words[a:b]):
            return False  # "A와 B의 합작법인"
        return b - a <= 2 and bool(
            self.cues.class_of(self.words[b].core.of(self.text))
            or self.words[b].core.of(self.text) in self.cues.transparent
        )

    def _filler(self, a: int, b: int, inner: Sequence[Mention]) -> Mention | None:
        """The mention that an element (eojeols a to b) is about, or None where its head noun is another thing."""
        start, end = self.words[a].span.start, self.words[b].core.end
        last = self.words[b].span.end
        inside = [m for m in inner if start <= m.span.start and m.span.end <= last]
        if not inside:
            return None
        summed = not self.grammar.event_noun(self.words[b])
        for k in range(a + 1, b + 1):  # "A 등 중국 기업": what stands before 등 is meant
            if any(w.particles and w.first_tag != "SN" for w in self.words[k + 1 : b]):  # "등 6개의 부품"
                continue
            if summed and self.words[k].core.of(self.text) == "등" and not self.words[k].particles:
                end = self.words[k - 1].core.end
                inside = [m for m in inside if m.span.start < end] or inside
                break
        for i in range(len(inside) - 1, -1, -1):
            m = inside[i]
            if self.text[m.span.end : m.span.end + 1] in _MODIFYING and self.text[m.span.end : m.span.end + 1]:
                continue
            tail = self.text[m.span.end : end]
            if not tail:
                return m
            if m.cls == "Person":
                if self._titled(m, b):
                    return m
                for other in sorted(inside[i + 1 :], key=lambda x: -len(x.surface)):
                    headed = self.text[other.span.end : end] == "장"  # "방위사업청장"
                    tail = tail.replace(f"{other.surface}장" if headed else other.surface, "")
            elif self._spoken_for(inside[:i], m, tail) or any(
                self.cues.title(w) and w.removesuffix("들") not in ("대변인", "관계자") for w in tail.split()
            ):
                continue
            if self._transparent(tail, m):
                return m
        return None

    def _titled(self, person: Mention, last: int) -> bool:
        """Whether only a body, known or not, stands between a person's name and a title ("A 국가안보회의 부의장")."""
        behind = [w for w in self.words[: last + 1] if w.core.start >= person.span.end]
        if not 1 < len(behind) <= _BODY or any(w.particles or w.comma or w.stem for w in behind[:-1]):
            return False
        title, named = behind[-1].core.of(self.text), [m.span for m in self.mentions]
        return self.cues.title(title) == title and all(
            w.core.end - w.core.start >= _LONG or any(s.overlaps(w.core) for s in named) for w in behind[:-1]
        )

    def _spoken_for(self, before: Sequence[Mention], body: Mention, tail: str) -> bool:
        """Whether a person's name stands before a body and its title behind it ("마오닝 중국 외교부 대변인")."""
        person = next((m for m in reversed(before) if m.cls == "Person"), None)
        if person is None or not any(self.cues.title(w) for w in tail.split()):
            return False
        between = self.text[person.span.end : body.span.start]
        for other in before:
            between = between.replace(other.surface, "")
        return all(w in self.cues.former for w in between.split())

    def _transparent(self, tail: str, mention: Mention) -> bool:
        if mention.cls == "GovernmentBody" and _UNIT.fullmatch(tail):
            return True  # "서울중앙지검 형사1부", "공정위 시장감시국"
        if tail in _BOARDS and self.grammar.branch(mention.cls) == "Organization":
            return True
        if self.grammar.branch(mention.cls) == "Product" and tail.lstrip("’”").startswith("의 "):
            tail = tail.lstrip("’”")[2:].removeprefix("새 ")
            if tail.split()[:1] == [] or not all(
                w in ("모델", "버전", "샘플", "신제품", "시리즈", "제품", "후속작", "신형", "시제품")
                for w in tail.split()
            ):
                return False
        tail = _TAIL_NOISE.sub("\u0001", tail) if "(" not in tail else without_asides(tail)
        parts = [p for p in _TAIL_SPLIT.split(tail) if p]
        if mention.cls == "Country" and self.cues.class_of("".join(parts)) == "GovernmentBody":
            return True  # "미국 규제 당국"
        for part in parts:
            cls = self.cues.class_of(part.removesuffix("들")) or self.cues.class_of(part)
            if mention.cls == "Country" and cls not in ("", "GovernmentBody", "Country"):
                return False  # "중국 스타트업" is not China
            if (
                part.removesuffix("들") in self.cues.transparent
                or part in self.cues.transparent
                or self.cues.title(part)
                or part in self.cues.former
                or (mention.cls == "Person" and part.endswith(_MAYOR) and part != _MAYOR)
            ):
                continue
            if part in self.grammar.groups or part in _OR:
                continue
            if cls and self.grammar.branch(cls) == self.grammar.branch(mention.cls):
                continue
            return False
        return True

    def _speaks(self, last: int) -> bool:
        """Whether a headline begins with whom it quotes ("정의선 “미국에 30조원 투자”")."""
        if self.kind != "headline" or last + 1 >= len(self.words) or not self.words[last + 1].opens:
            return False
        who = self._mention_in(last)
        acts = who is not None and self.grammar.branch(who.cls) in ("Organization", "Person")
        return acts and not any(w.particles or w.stem or w.opens for w in self.words[: last + 1])

    def _slot(self, last: int) -> tuple[str, int]:
        word, head = self.words[last], self.heads[last]
        if word.stem and word.ending_tag != "ETN":
            return "COP", last
        form = word.particle
        slot = self.grammar.slot(form)
        beside = head == last + 1 and not self.grammar.is_adverb(self.words[head]) if head >= 0 else True
        if 0 <= head < len(self.words) and not beside and self.grammar.is_postposition(self.words[head]):
            head = self.heads[head]  # "X에 Y와 관련해 과징금을 물렸다"
        if slot == "BARE" and word.comma and not self._clipped(last):
            number = self.words[last].first_tag == "SN"
            slot = "TOP" if self.kind == "headline" or (last < 3 and not number) else "BARE"
        nxt = last + 1
        if slot == "BARE" and self._speaks(last):
            return "TOP", next(w.index for w in reversed(self.words) if self.heads[w.index] < 0)
        if slot == "BARE" and nxt in self.prices and self._mention_in(last) is not None:
            return "OBJ", self.heads[nxt]
        follows = self.words[nxt].span.of(self.text) if nxt < len(self.words) and not word.comma else ""
        if slot == "BARE" and follows in self.grammar.also and self._mention_in(last):
            return "TOP", self.heads[nxt] if head == nxt else head  # "A 역시 B와 협력한다"
        if nxt < len(self.words):
            composite = self.grammar.postposition(word.particles[-1] if word.particles else "", self.words[nxt])
            if composite:
                return composite, self.heads[nxt]
        return slot, head
