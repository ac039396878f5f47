"""What ties a predicate to the eojeol above it, and what that makes of the predicate."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.syntax import Syntax
from kg.extract.voice.said import weaker
from kg.extract.voice.signs import Signs, key_of, mood_of, quotes_noun, quotes_verb, tense_past
from kg.text.eojeols import Eojeol


class Tie(NamedTuple):
    """One step up from an eojeol.

    Attributes:
        kind: "quote" (-다고), "content" (a noun that tells what the clause is), "same" (auxiliary: one predicate),
            "serial" (joined without a tense of its own), "joined" (joined, complete), "relative", "argument" (a noun
            under its verb), "aside" (condition, purpose, time).
        modality: What the step makes of the clause.
        noun: The content noun.
    """

    kind: str
    modality: str = "asserted"
    noun: str = ""


class Ties:
    """Reads the ties of one sentence."""

    def __init__(self, text: str, syntax: Syntax, signs: Signs) -> None:
        self.text, self.syntax, self.signs = text, syntax, signs
        self.words = syntax.words
        self._found: dict[tuple[int, int], Tie] = {}

    def of(self, at: int, head: int) -> Tie:
        """Return what ties an eojeol to its head."""
        found = self._found.get((at, head))
        if found is None:
            found = self._found[at, head] = self._read(at, head)
        return found

    def _read(self, at: int, head: int) -> Tie:
        word, upper = self.words[at], self.words[head]
        if word.ending_tag == "ETN" and word.stem:
            return self._nominal(word, upper)
        if not word.stem:
            return Tie("argument")
        if word.ending_tag == "ETM":
            return self._adnominal(word, upper)
        if quotes_verb(word):
            return Tie("quote", mood_of(word))
        if word.ending_tag == "EC":
            return self._connective(word, upper)
        return Tie("joined")

    def own(self, at: int) -> str:
        """Modality that a predicate's own form shows: -겠-, question, negation, announcing present, 검토 중이다."""
        word = self.words[at]
        modality = "negated" if self.negated(at) else "asserted"
        ahead = word.ending_tag == "ETN" and word.particle == "로" and at + 1 == len(self.words)  # "A, B 인수하기로"
        ahead = ahead or (word.stem == "두다" and at > 0 and self.words[at - 1].core_form in self.signs.imminent)
        if "겠" in word.prefinals or ahead:
            modality = weaker(modality, "planned")
        counted = word.stem == "이다" and any(m.tag == "SN" for m in word.morphemes)  # "43%나 늘었다" asks nothing
        if word.ending in self.signs.asking and word.ending_tag in ("EF", "EC") and not counted:
            modality = weaker(modality, "predicted")
        present = word.ending in self.signs.present and not word.prefinals and not self._reckons(at)
        if present and key_of(word) in self.signs.announcing:
            modality = weaker(modality, "planned")
        if word.stem.endswith("이다") and word.noun in self.signs.ahead:
            before = self.words[at - 1].last_noun if at else ""
            if word.noun != "중" or self.signs.carriers.get(before) == "planned":
                modality = weaker(modality, "planned")
        return modality

    def _reckons(self, at: int) -> bool:
        """Whether a condition before a predicate only reckons: "B를 더하면 82만대로 불어난다" tells what is so."""
        before = next((w for w in reversed(self.words[:at]) if w.stem), None)
        return before is not None and before.ending.endswith("면") and key_of(before) in self.signs.figuring

    def negated(self, at: int) -> bool:
        """Whether a predicate is denied: 않다, 못하다, 안, 못, 아니다."""
        word = self.words[at]
        upcoming = self.words[at + 1] if at + 1 < len(self.words) else None
        if word.stem.endswith("아니다") or word.stem in ("없다", "못하다", "않다"):
            return word.noun not in ("뿐", "만") and (
                at == 0 or self.words[at - 1].last_noun not in ("뿐", "수", "수밖")
            )
        if upcoming is not None and word.ending in ("지", "지는", "지도") and upcoming.stem in self.signs.negative:
            return upcoming.ending not in ("면", "으면", "고는")
        before = self.words[at - 1] if at else None
        return before is not None and before.span.of(self.text) in ("안", "못")

    def _toils(self, at: int) -> bool:
        """Whether an eojeol says that something is hard to do ("어려움을", "애를")."""
        word = self.words[at] if at < len(self.words) else None
        return word is not None and word.core_form in self.syntax.grammar.toils and word.particle in ("을", "를")

    # ---- by ending

    def _adnominal(self, word: Eojeol, upper: Eojeol) -> Tie:
        noun = self.signs.noun_of(upper) or (upper.last_noun if upper.core_in(self.syntax.grammar.complements) else "")
        future, past = word.ending in ("ㄹ", "을"), tense_past(word)
        if quotes_noun(word):
            return self._said_of(word, noun)
        if upper.core_form == "데" and self._toils(upper.index + 1):
            return Tie("relative", "planned")  # "공급하는 데 어려움을 겪고 있다"
        if not noun and not future and self._known_as(upper):
            return Tie("content", "asserted", "것")
        behind = self.words[word.index + 1].stem if future else ""
        if behind == "만하다":
            return Tie("same")  # "견줄 만한": it is worth it now
        if behind == "뻔하다":
            return Tie("same", "negated")  # "인수할 뻔했다"
        if upper.last_noun in ("수", "수밖"):
            return self._able(upper, past=past) if future else Tie("relative")
        if noun == "것" and not future:
            return Tie("content", "asserted", noun)
        if noun in self.signs.nouns and (noun not in self.signs.pending or future):
            found = self.signs.nouns[noun]
            if found == "claimed" and noun not in self.signs.news:
                return Tie("relative")  # "밝힌 입장", "환영하는 분위기"
            done = past or (word.ending in ("ㄴ", "은") and any(m.tag in ("VV", "XSV") for m in word.morphemes))
            if found == "predicted" and done and noun != "듯":
                found = "alleged"
            return Tie("content", found, noun)
        if word.ending in self.signs.irrealis:
            return Tie("relative", self.signs.irrealis[word.ending])
        if noun:
            told = noun in self.signs.timeless or noun in self.signs.factual
            return Tie("content" if told else "aside", "asserted", noun)
        if upper.last_noun == "지" and upper.core_form == "지":
            return Tie("aside")
        return Tie("relative", "planned" if future else "asserted")

    def _known_as(self, upper: Eojeol) -> bool:
        """Whether hearsay tells what a clause describes, so the clause as well ("A가 쓴 칩 중 하나로 알려졌다")."""
        phrase = self.syntax.phrase_at(upper.index)
        if phrase is None or phrase.slot != "INS" or phrase.head < 0 or phrase.inner:
            return False
        return self.words[phrase.head].stem in self.signs.rumoured

    def _said_of(self, word: Eojeol, noun: str) -> Tie:
        if not noun and word.noun and word.stem.endswith("이다"):
            return Tie("relative")  # "R1이라는 모델": a name, no report
        modality = weaker(self.signs.nouns.get(noun, "claimed"), mood_of(word)) if noun != "것" else mood_of(word)
        if noun in self.signs.factual:
            modality = mood_of(word)
        elif self.signs.nouns.get(noun) == "predicted" and noun != "것" and tense_past(word):
            modality = "claimed"
        return Tie("content", modality, noun or "말")

    def _able(self, upper: Eojeol, *, past: bool) -> Tie:
        nxt = self.words[upper.index + 1] if upper.index + 1 < len(self.words) else None
        if past:
            return Tie("same", "alleged")
        if nxt is not None and nxt.stem == "없다" and not upper.core_form.endswith("밖"):
            return Tie("same", "asserted" if "밖에" in upper.particle else "negated")
        return Tie("same", "predicted")

    def _connective(self, word: Eojeol, upper: Eojeol) -> Tie:
        ending = word.ending
        if ending in self.signs.irrealis or ending.endswith(("다면", "라면", "려면")):
            modality = self.signs.irrealis.get(ending, "predicted")
            if (
                ending.endswith(("어야", "아야", "여야"))
                and upper.index == word.index + 1
                and upper.stem in ("하다", "되다")
            ):
                return Tie("same", "asserted" if tense_past(upper) else "planned")  # "접어야 했다": it did so
            if ending.endswith("면") and key_of(word) in self.signs.figuring:
                return Tie("joined")
            wish = ending in ("려", "으려", "려고", "으려고", "고자") and upper.index == word.index + 1
            return Tie("same" if wish else "aside", modality)
        if ending.endswith(("는지", "ㄴ지", "은지")):
            return Tie("aside", "alleged" if tense_past(word) else "predicted")
        if ending == "게" and key_of(word) in self.signs.bounding:
            return Tie("same")  # "3조원 넘게 투자할"
        first = next((m for m in upper.morphemes if m.tag[0] != "S"), None)
        auxiliary = first is not None and first.tag == "VX"
        beside = upper.index == word.index + 1 and ending in ("지", "게", "지는", "지도")
        if auxiliary or (beside and upper.stem in self.signs.auxiliary):
            future = ending == "게" and upper.stem == "되다" and not tense_past(upper) and upper.ending_tag == "EF"
            return Tie("same", "planned" if future else "asserted")
        going = word.first_tag == "VX" and word.stem == "있다"  # "짓고 있으며" has a tense
        return Tie("serial" if ending in self.signs.serial and not word.prefinals and not going else "joined")

    def _nominal(self, word: Eojeol, upper: Eojeol) -> Tie:
        if word.ending != "기":
            return Tie("content", "asserted", "것")
        if word.particle in ("로", "로는", "로도"):
            return Tie("same", "asserted" if key_of(word) in self.signs.imposing else "planned")
        if upper.stem == "위하다":
            return Tie("aside", "planned")
        if upper.core_form.endswith(("때문", "전")):
            return Tie("aside")
        if key_of(upper) in self.signs.begun or upper.stem in ("하다", "쉽다"):
            return Tie("same")
        if upper.stem in self.signs.hard:
            return Tie("same", "predicted")
        return Tie("same", self.signs.carriers.get(key_of(upper), "asserted"))
