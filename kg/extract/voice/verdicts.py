"""What verbs make of the clauses under them: claims, hearsay, forecasts, suspicions, denials."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.syntax import Syntax
from kg.extract.voice.said import Voice, weaker
from kg.extract.voice.signs import Signs, key_of, quotes_noun, stem_of, tense_past
from kg.extract.voice.speakers import Speakers
from kg.extract.voice.ties import Tie, Ties
from kg.model import ANONYMOUS
from kg.text.eojeols import Eojeol

_SUPPOSING = frozenset(("면", "으면", "아도", "어도", "더라도", "아서", "어서", "아야", "어야"))
_BESIDE = frozenset(("에", "에는", "에도", "에서", "와", "과"))  # "~라는 보도에 대해"
_JUDGED = ("claimed", "predicted", "alleged")
_WHEN = frozenset(("이후", "뒤", "후", "직후", "다음", "가운데", "와중"))
_STRICT = frozenset(("alleged", "denied", "predicted", "planned"))


@dataclass(frozen=True)
class Verdicts:
    """Judges the verbs of one sentence."""

    syntax: Syntax
    signs: Signs
    speakers: Speakers
    ties: Ties

    def verb_above(self, at: int) -> int:
        """The predicate that a content noun leads to ("것으로 알려졌다", "지적이 나온다"), -1 for none."""
        for _ in range(4):
            if at < 0 or self.syntax.words[at].stem:
                return at
            at = self.syntax.governor(at)
        return -1

    def said_under(self, cur: int, verb: int) -> int:
        """The last clause between an eojeol and a verb that the verb quotes with the eojeol, -1 for none."""
        heads = self.syntax.parsed.heads
        said = next((k for k in reversed(self.speakers.quoting) if cur < k < verb and heads[k] == verb), -1)
        return said if said < 0 or not self._marked_off(cur, said) else -1

    def _marked_off(self, cur: int, said: int) -> bool:
        """Whether quotation marks open between an eojeol and the end of a quoted clause: the rest is the writer's."""
        words = self.syntax.words
        start, end = words[cur].span.start, words[said].predicate.start
        return any(start < q.start and q.start <= end < q.end for q in self.syntax.parsed.quotes)

    def quoting(self, verb: int, clause: int) -> Voice | None:
        """Voice that a verb gives the clause that it quotes ("~다고 밝혔다"), None where the writer himself speaks."""
        word = self.syntax.words[verb]
        if not word.stem:
            return Voice("claimed", self.speakers.of_verb(verb) or ANONYMOUS)
        if word.stem in ("보다", "하다") and word.ending in ("ㄹ", "을"):
            return None  # "-다고 볼 수 있다"
        if word.stem == "하다":
            return self._put(verb)
        heard = self.signs.heard(word) if word.stem != "보이다" else ""
        if heard:
            return Voice(heard, self.speakers.of_verb(verb, heard=True) or ANONYMOUS)
        if self._factive(word):
            source = self.speakers.surveyed(verb)
            return Voice("claimed", source) if source else None
        modality = self.signs.report.get(key_of(word), "claimed")
        if modality == "denied":
            modality = "denied" if self.ties.negated(clause) or word.noun in ("부인", "부정") else "claimed"
        if modality == "planned" and tense_past(self.syntax.words[clause]):
            modality = "claimed"
        return self.speakers.spoken(verb, modality, default=ANONYMOUS)

    def _put(self, verb: int) -> Voice:
        """Voice of "~다고 했다" (somebody does), "~다고 한다" (people do), "~다고 해도" (nobody yet)."""
        word = self.syntax.words[verb]
        if word.ending in _SUPPOSING:
            return Voice("predicted")
        if tense_past(word) or self.speakers.of_verb(verb, known=True):
            return self.speakers.spoken(verb, "claimed", default=ANONYMOUS)
        return Voice("claimed", ANONYMOUS)

    def beside(self, at: int, verb: int) -> bool:
        """Whether a content noun only stands beside what its verb says ("~라는 보도에 대해 ...라고 밝혔다")."""
        return at != verb and self.syntax.words[at].particle in _BESIDE

    def content(self, tie: Tie, verb: int, at: int) -> Voice | None:
        """Voice of a clause behind a content noun, by its verb ("~라는 지적이 나온다", "~ 것으로 알려졌다")."""
        word, noun = self.syntax.words[verb], tie.noun
        key = key_of(word)
        if self.beside(at, verb):
            return self.in_place(noun, tie.modality) if noun not in self.signs.voiceless else None
        if self._untrue(verb):
            return Voice("denied" if noun != "것" else "negated")
        if noun == "것" and at != verb and word.stem == "아니다":
            if not self._asks(word):
                return Voice("negated")  # "인수한 게 아니라"
            return Voice("predicted") if word.ending_tag == "EF" else None
        if noun in _WHEN and (word.stem == "없다" or self.signs.carriers.get(key) == "negated"):
            return None  # "인수한 이후 성과가 없었다": it was done
        if word.stem in ("없다", "아니다") and at != verb and noun not in ("것", "의혹", "이견"):
            return Voice("negated")
        if self.signs.carriers.get(key) == "negated" and key not in self.signs.begun and not self.signs.reports(word):
            return Voice("negated")
        heard = self.signs.heard(word)
        if heard and noun == "사실" and self.syntax.words[at].particle in ("이", "은"):
            return None  # "쓴 사실이 알려졌다": a fact became known
        if heard:
            return Voice(heard, "" if word.stem == "보이다" else self.speakers.of_verb(verb, heard=True) or ANONYMOUS)
        if self._factive(word):
            source = self.speakers.surveyed(verb)
            return Voice("claimed", source) if source else None
        if at == verb:
            return self._closing(tie, verb)
        if noun == "것" and word.stem.endswith("이다") and self._told_below(at):
            judged = self.signs.nouns.get(word.noun, "")
            if judged in _JUDGED and word.noun not in self.signs.voiceless:
                return self._opinion(tie, judged, verb)
        if noun in self.signs.factual and key in self.signs.presupposing:
            return None
        if key in self.signs.report or (key in self.signs.raising and noun not in ("것", "적", "바", "뒤", "후")):
            return self._raised(tie, verb)
        if self.signs.nouns.get(noun) in ("claimed", "alleged", "predicted") and noun not in self.signs.voiceless:
            given = self.syntax.words[at].particle in ("을", "를") and key not in self.signs.receiving
            return Voice(tie.modality, self.speakers.of_verb(verb, known=given, heard=not given) or ANONYMOUS)
        return None

    def objected(self, verb: int) -> Voice | None:
        """Voice that a verb of saying gives an event noun: doubt, denial, forecast, promise; announcing is a fact."""
        if self._untrue(verb):
            return Voice("denied")
        word = self.syntax.words[verb]
        heard = self.signs.heard(word)
        modality = heard or self.signs.report.get(key_of(word), "asserted")
        if modality in _STRICT:
            source = self.speakers.of_verb(verb, known=True)
            return Voice(
                modality, source or (ANONYMOUS if heard or modality == "predicted" else self.speakers.before())
            )
        return None

    def in_place(self, noun: str, modality: str) -> Voice:
        """Voice of "~라는 지적", "도용 의혹" that no verb follows."""
        return Voice(
            modality, ANONYMOUS if modality in ("claimed", "alleged") and noun not in self.signs.voiceless else ""
        )

    def _factive(self, word: Eojeol) -> bool:
        return stem_of(word) in self.signs.factive or (word.noun in self.signs.factive and word.stem.endswith("되다"))

    def _raised(self, tie: Tie, verb: int) -> Voice | None:
        """Voice of "~할 가능성을 제기했다", "~라는 의혹이 나온다", "~한 것을 확인했다"."""
        word, key = self.syntax.words[verb], key_of(self.syntax.words[verb])
        given = self.signs.report.get(key, "asserted")
        if (
            tie.noun in self.signs.voiceless
            and key not in self.signs.report
            and key not in ("제기", "제기되다", "거론", "언급")
        ):
            return None
        if tie.noun in self.signs.factual and given == "asserted":
            return None
        modality = weaker(tie.modality, given if given != "asserted" else "claimed")
        if tie.modality == "planned":
            modality = weaker("planned", given)
        impersonal = word.stem.endswith(("되다", "나다")) or (
            key in self.signs.raising and key not in self.signs.report
        )
        if impersonal and key != "내놓다":
            source = self.speakers.of_verb(verb, heard=True) or ANONYMOUS
            return Voice(modality, source, self.speakers.via(verb, source))
        if word.ending_tag == "ETM" and not self.speakers.of_verb(verb, known=True):
            return None  # "...음을 시사하는 대목이다": the writer's own word
        said = self.speakers.spoken(verb, modality, default=ANONYMOUS)
        return said if word.stem != "보다" or tie.noun != "것" or said.source else None

    def _closing(self, tie: Tie, verb: int) -> Voice | None:
        """Voice of a clause under a closing noun: "~라는 것이다", "~라는 게 업계의 시각이다", "A의 설명이다"."""
        below = next(
            (w for w in self.syntax.words[:verb] if quotes_noun(w) and self.syntax.governor(w.index) == verb), None
        )
        if below is None or tie.modality == "planned":
            return None
        phrase = self.syntax.phrase_at(verb)
        owner = self.speakers.owner(phrase) if phrase is not None and tie.noun != "것" else ""
        topics = any(p.slot == "TOP" and p.last < below.index for p in self.syntax.phrases)
        heard = not topics  # "A가 했다는 후문이다": A only did it
        source = owner or (self.speakers.of_verb(verb, known=topics, heard=heard) if tie.noun != "것" else "")
        if not source and tie.noun in (
            "것",
            "설명",
            "주장",
            "입장",
            "뜻",
            "얘기",
            "이야기",
            "말",
            "취지",
            "논리",
            "판단",
        ):
            source = self.speakers.before()
        if source and source != ANONYMOUS:
            self.speakers.current = source
        return Voice(weaker(tie.modality, "claimed"), source or ANONYMOUS)

    def _asks(self, word: Eojeol) -> bool:
        """Whether 아니다 asks whether it is so: 아니냐는, 아닌가, 아닐까."""
        return "냐" in word.ending or word.ending in self.signs.asking

    def _told_below(self, at: int) -> bool:
        """Whether a noun stands for what somebody says: "~다는 것이"."""
        return any(quotes_noun(w) and self.syntax.governor(w.index) == at for w in self.syntax.words[:at])

    def _opinion(self, tie: Tie, judged: str, verb: int) -> Voice:
        """Voice of a clause that a sentence calls somebody's opinion: "~다는 것이 A의 설명이다"."""
        phrase = self.syntax.phrase_at(verb)
        source = self.speakers.owner(phrase) if phrase is not None else ""
        if source and source != ANONYMOUS:
            self.speakers.current = source
        return Voice(weaker(tie.modality, judged), source or ANONYMOUS)

    def _untrue(self, verb: int) -> bool:
        """Whether a verb calls what it is about untrue, or denies it: 부인했다, 사실이 아니다, 사실무근이다."""
        word = self.syntax.words[verb]
        before = self.syntax.words[verb - 1].last_noun if verb else ""
        called = word.noun in self.signs.untrue or before in self.signs.untrue
        return called or (word.stem in ("아니다", "다르다") and before == "사실")
