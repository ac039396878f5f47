"""What a noun phrase is about: the names that its head noun, and what is joined to it, stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.extract.grammar import Grammar
from kg.extract.joints import OR
from kg.mentions.cues import Cues
from kg.model import Mention
from kg.text.document import Parsed
from kg.text.typography import DOTS, without_asides

_MODIFYING = "급용발계산형식"  # "챗GPT급 모델" is not 챗GPT
_JOINING = (*DOTS, "/")
_DASHES = ("-", "–")
_BEFORE = (*_JOINING, *_DASHES, *"’”‘“")  # what may stand right before a name that a dot or dash joins to another
_CLOSING = ("’", "”", "'", '"')
_COUNTERS = (
    "개국|편성|개|대|기|척|명|장|곳|종|문|발|권|편|량|정|채|만|억|천|백|조|여|포대|대대|세트|상자|박스|매|건|톤|회분|명분|인분|병|켤레|"
    "벌|필지|가구|카피|배럴|갤런|리터|킬로그램|kg|t|도즈|호기|팩|캔|봉지|그루|마리|송이|다발|묶음|통|포기|자루|알|갑|줄|점"
)
_WORTH = "(?:원|달러|유로|위안|엔|파운드)(?:어치| ?규모| ?상당)"  # "2조원어치"
_TAIL_NOISE = re.compile(rf"[\s‘’“”'\"「」『』·,()]|\([^)]*\)|[\d,.]+(?: ?(?:{_COUNTERS}))*(?:{_WORTH})?(?![가-힣])")
_TAIL_SPLIT = re.compile(r"[\s\u0001’”'\"]+")
_FORM = "형"  # "경량형"
_PART = re.compile(r"(?:약 )?[\d.,]+%[을를]?")
_AS_WELL = " 겸 "
_MAYOR = "시장"  # a mayor behind a town's name; else a market
_UNIT = re.compile(
    r"(?: [가-힣]{2,6})?(?: 제?[0-9]+| (?:제[0-9]+)?[가-힣]{1,8}[0-9]*)(?:부|국|과|팀|수사대|지청|조사국)"
)
_BOARDS = frozenset((" 이사회", " 주주총회", " 경영진", " 이사진"))  # by these a body decides
_KIND = 3  # words of a kind behind a name
_BODY = 4  # words that a body's name and a title have between them at most
_LONG = 4  # syllables that an unknown word must have to be taken for a body's name ("국가안보회의")


class Fillers:
    """Finds the names that phrases of one sentence are about.

    Args:
        text, parsed, mentions, cues, grammar: As `phrases.read_phrases` takes them.
        mixed: Eojeols that end a member of a list of different kinds.
    """

    def __init__(
        self,
        text: str,
        parsed: Parsed,
        mentions: Sequence[Mention],
        cues: Cues,
        grammar: Grammar,
        mixed: Collection[int],
    ) -> None:
        self.text, self.words, self.kind = text, parsed.eojeols, parsed.sentence.kind
        self.mentions, self.cues, self.grammar, self.mixed = mentions, cues, grammar, mixed

    def find(self, bounds: Sequence[int], inner: Sequence[Mention]) -> list[Mention]:
        """What the elements of a phrase (each from one bound to the next) are about, from the last one backwards."""
        fillers: list[Mention] = []
        last = bounds[-1] - 1
        people = self._people_among(bounds[-2], last, inner)
        for a, b in zip(reversed(bounds[:-1]), reversed(bounds[1:]), strict=True):
            head = self._filler(a, b - 1, inner)
            if head is None:
                if fillers or b - 1 == last or people:
                    if b - 1 == last and not (people or self._plural_tail(a, b - 1)) and a - 1 not in self.mixed:
                        break
                    continue
                break
            alike = not fillers or self.grammar.branch(head.cls) == self.grammar.branch(fillers[0].cls)
            if not alike and b - 1 not in self.mixed:
                break
            fillers[:0] = [*self._dotted(head), *(m for m in inner if m.span == head.span)]  # 두 회사 are two
        return fillers

    def _people_among(self, a: int, b: int, inner: Sequence[Mention]) -> bool:
        """Whether a list that begins with people ends in others without names ("A 대표, 유족 등 20명이")."""
        if not inner or inner[0].cls != "Person" or inner[-1].span.start >= self.words[a].span.start:
            return False
        return any(w.core_form == "등" for w in self.words[a : b + 1])

    def _dotted(self, head: Mention) -> list[Mention]:
        """Names joined to one by middle dots within an eojeol ("삼성전자·엔비디아")."""
        out: list[Mention] = []
        edge = head.span.start
        if self.text[edge - 1 : edge] not in _BEFORE:
            return out
        for m in reversed(self.mentions):
            joint = self.text[m.span.end : edge].strip("’”‘“") if m.span.end < edge else ""
            if joint in _JOINING or (joint in _DASHES and m.cls == head.cls and self.kind == "headline"):
                if self.grammar.branch(m.cls) != self.grammar.branch(head.cls):
                    break
                out.insert(0, m)
                edge = m.span.start
        return out

    def _plural_tail(self, a: int, b: int) -> bool:
        """Whether an element is only a class noun that sums up the list before it."""
        if any(w.particle == "의" for w in self.words[a:b]):
            return False  # "A와 B의 합작법인"
        noun = self.words[b].core.of(self.text)
        if any(w.core.of(self.text).removesuffix("들") in self.grammar.actors for w in self.words[a : b + 1]):
            return b - a <= 3  # "A와 직원 3명을"
        return b - a <= 2 and bool(self.cues.class_of(noun) or noun in self.cues.transparent)

    def _filler(self, a: int, b: int, inner: Sequence[Mention]) -> Mention | None:
        """The mention that an element (eojeols a to b) is about, or None where its head noun is another thing."""
        last = self.words[b].span.end
        if b > a and self.words[b].core_form == "등":
            b -= 1  # "A 회장 등이"
        start, end = self.words[a].span.start, self.words[b].core.end
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
                return self._introduced(inside[:i], m)
            if m.cls == "Person":
                if self._titled(m, b):
                    return m
                first, also, second = tail.partition(_AS_WELL)
                tail = first if also and self.cues.title(second.split()[-1]) else tail  # "A SK그룹 회장 겸 B 회장"
                for other in sorted(inside[i + 1 :], key=lambda x: -len(x.surface)):
                    headed = self.text[other.span.end : end] == "장"  # "방위사업청장"
                    tail = tail.replace(f"{other.surface}장" if headed else other.surface, "")
            elif self._spoken_for(inside[:i], m, tail) or (
                self.grammar.branch(m.cls) != "Product"
                and any(self.cues.title(w) and w.removesuffix("들") not in ("대변인", "관계자") for w in tail.split())
            ):
                continue  # "‘가람’ AI 비서" is no person
            if self._transparent(tail, m) or self._kind_behind(m, b):
                return m
        return None

    def _kind_behind(self, m: Mention, last: int) -> bool:
        """Whether a phrase ends in the kind of thing that a product's name before it is ("갑을 2 모바일 칩")."""
        behind = [w for w in self.words[: last + 1] if w.core.start >= m.span.end]
        if not 0 < len(behind) <= _KIND or any(w.particles or w.comma or w.stem for w in behind[:-1]):
            return False
        if m.common or self.grammar.branch(m.cls) != "Product" or self.text[m.span.end] != " ":
            return False
        return self.cues.class_of(behind[-1].core.of(self.text)) == m.cls

    def _introduced(self, before: Sequence[Mention], m: Mention) -> Mention:
        """What a phrase that ends in a kind of thing is about: the name in marks right before it ("‘가람’ AI 비서")."""
        name = before[-1] if before and m.common else m
        gap = without_asides(self.text[name.span.end : m.span.start])
        kinds = (self.grammar.branch(name.cls), self.grammar.branch(m.cls))
        marked = gap[:1] in _CLOSING and kinds[0] == "Product" and kinds[1] in ("Product", "Technology")
        marked = marked and name is not m and gap != "" and all(self._modifies(w) for w in gap[1:].split())
        return name if marked and not name.common else m

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
            if _PART.fullmatch(tail):
                return True  # "D램의 40%를 만든다"
            if tail.split()[:1] == [] or not all(
                w in ("모델", "버전", "샘플", "신제품", "시리즈", "제품", "후속작", "신형", "시제품")
                for w in tail.split()
            ):
                return False
        marked = tail[:1] in _CLOSING  # "‘가나다’ 펀드"
        tail = _TAIL_NOISE.sub("\u0001", tail) if "(" not in tail else without_asides(tail)
        parts = [p for p in _TAIL_SPLIT.split(tail) if p]
        if mention.cls == "Country" and self.cues.class_of("".join(parts)) == "GovernmentBody":
            return True  # "미국 규제 당국"
        told = self._kind(mention, parts[-1], marked=marked) if len(parts) > 1 else ""
        for part in parts:
            if told and part != parts[-1] and self._modifies(part):
                continue  # "‘가람’ 경량형 AI 모델"
            cls = self.cues.class_of(part.removesuffix("들")) or self.cues.class_of(part)
            cls = cls or (self.cues.quoted_nouns.get(part, "") if marked else "")
            if mention.cls == "Country" and cls not in ("", "GovernmentBody", "Country"):
                return False  # "중국 스타트업" is not China
            if (
                part.removesuffix("들") in self.cues.transparent
                or part in self.cues.transparent
                or self.cues.title(part)
                or part in self.cues.former
                or (mention.cls == "Person" and part.endswith(_MAYOR) and part != _MAYOR)
                or (mention.cls == "Person" and part in self.cues.address)
            ):
                continue
            if part in self.grammar.groups or part in OR:
                continue
            if mention.cls == "Technology" == self.cues.quoted_nouns.get(part):
                continue  # "GAA 기술", "핀펫 공정"
            if cls and self.grammar.branch(cls) == self.grammar.branch(mention.cls):
                continue
            return False
        return True

    def _kind(self, thing: Mention, noun: str, *, marked: bool) -> str:
        """The class that the noun behind a thing tells, where it may be the thing's own."""
        cls = self.cues.class_of(noun) or (self.cues.quoted_nouns.get(noun, "") if marked else "")
        things = self.grammar.branch(cls) == self.grammar.branch(thing.cls) == "Product" if cls else False
        return cls if things and (marked or cls == thing.cls or "Product" in (cls, thing.cls)) else ""

    def _modifies(self, word: str) -> bool:
        """Whether a word before a kind of thing says what sort or for what illness it is, and names nothing."""
        return word in self.cues.modifiers or word.endswith((_FORM, *self.cues.diseases))
