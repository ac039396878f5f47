"""What a frame wants of the sentence besides its two ends: an idiom's noun, a number, a share, the verb above."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract import contents
from kg.extract.appointments import filled
from kg.extract.fitting import THINGS, Fitting
from kg.extract.frames import Frame
from kg.extract.grammar import Grammar
from kg.extract.mending import REPORTED
from kg.extract.roles import Roles
from kg.extract.syntax import Phrase, Predicate, Syntax
from kg.mentions.cues import Cues
from kg.model import Span
from kg.text.numbers import MONEY
from kg.text.typography import MARKS, without_asides

_NEAR = 48  # code points within which a number belongs to a predicate
# What laws do, and what is done to laws.
_RULES = frozenset(("restricts", "permits", "supports", "criticizes"))
_ENDED = frozenset(("restricts", "basedIn"))  # what was so until something else came ("매기던", "본사를 두던")
_OPINIONS = frozenset(("supports", "criticizes"))
_BODIES = frozenset(("Organization",))
_AHEAD = "outperforms"
_WITHOUT = "없이"
_NAMED = frozenset(("Policy", "Event"))
_TITLE = "TITLE"  # in a frame's `then`: any title
_MUST = ("어야", "아야", "여야")
_AND, _UNTIL_NOW = "고", "던"
_TO_COME = ("ㄹ", "을")  # "지을 예정이다"
_NOW, _BEFORE_THAT = "는", "데"  # "[A가] 짓는 공장"
_LASTING = frozenset(("있다", "가다", "나가다", "오다"))
_GOODS = frozenset(("goods",))
_OBJECT = 10  # code points between a sum and the verb whose object it is
# So much money's worth of shares is a part of them ("지분 40억달러어치").
_WORTH = "어치"
_ABOUT = frozenset(("약", "총", "최대", "최소", "모두"))


@dataclass(frozen=True)
class Conditions:
    """Tells whether a frame holds at a predicate.

    Args:
        cues: Titles.
        grammar: Verbs that stop, lift, judge and go on.
        fits: Which names may be of which class.
    """

    cues: Cues
    grammar: Grammar
    fits: Fitting

    def hold(self, syntax: Syntax, roles: Roles, predicate: Predicate, frame: Frame) -> bool:
        """Whether all that a frame wants but an idiom's noun is there."""
        return not (
            not self._share(syntax, predicate, frame)
            or not self._counted(syntax, predicate, frame)
            or (frame.then and not self._then(syntax, predicate, frame))
            or (frame.news and self._beside_the_point(syntax, predicate))
            or (frame.relation in _ENDED and self._until_now(syntax, predicate))
            or (frame.relation in _OPINIONS and self._asked(syntax, predicate))
            or (frame.relation == "permits" and self._required(syntax, predicate))
            or (frame.relation not in _RULES and self._of_a_bill(syntax, predicate))
            or (frame.stands and self._runs_on(syntax, predicate))
            or (frame.form and self._goes_on(syntax, predicate) != (frame.form == "lasting"))
            or (frame.together and not roles.jointly(predicate))
            or (frame.intransitive and roles.has_object(predicate))
            or (frame.relation == _AHEAD and self._of_a_cost(syntax, predicate))
            or (frame.role and self._as_what(syntax, predicate) != (frame.role == "given"))
            or (frame.relation == "holdsPosition" and len(filled(syntax, self.cues)) > 1)  # links read each
            or (frame.needs and not any(self.fits.is_any(m, THINGS) for m in roles.fill(predicate, frame.needs)))
        )

    def _goes_on(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause tells what one does again and again ("K9을 만드는 한화디펜스"), not once ("만든")."""
        word = syntax.words[predicate.at]
        return word.ending_tag == "ETM" and word.ending == _NOW

    def _of_a_cost(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether it is said of something that one had better have less of ("A는 B보다 전력 소모가 적다")."""
        own = (p for p in syntax.arguments(predicate.at) if p.slot in ("SBJ", "TOP") and not p.fillers)
        return predicate.noun_at < 0 and any(p.noun in self.grammar.costs for p in own)

    def stopped(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether an event noun stands under a verb that forbids it ("구매를 금지했다") or lifts it: nobody does it."""
        word, behind = syntax.words[predicate.at], syntax.words[predicate.noun_at + 1 :][:1]
        if predicate.noun_at >= 0 and any(w.span.of(syntax.text) == _WITHOUT for w in behind):
            return True  # "허가 없이 팔 수 없다"
        ordered = word.ending_tag == "EC" and contents.bids(word)
        if ordered and predicate.at != predicate.noun_at and (word.noun or word.stem) in self.grammar.refraining:
            return True  # "주문을 취소하라고": nobody is said to have ordered
        verb = word.noun or word.stem
        stops = predicate.key.endswith((*self.grammar.stopping, *self.grammar.burdens))  # "수출통제"
        phrase = predicate.noun_phrase
        if phrase is not None and stops:
            later = syntax.words[predicate.noun_at + 1 : phrase.last + 1]
            if any(w.last_noun in self.grammar.evading for w in later):
                return True  # "규제 회피", "침해금지 소송"
        return (
            predicate.noun_at >= 0
            and predicate.at != predicate.noun_at
            and verb in (self.grammar.lifting if stops else self.grammar.stopping)
        )

    def undone(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether others are told not, or made unable, to do what a verb says ("사지 말라는", "팔지 못하게 막았다")."""
        words = syntax.words
        if predicate.noun_at >= 0 or words[predicate.at].ending != "지" or predicate.at + 1 >= len(words):
            return False
        word = words[predicate.at + 1]
        forbidden = word.stem in self.grammar.forbidding and contents.bids(word)
        return forbidden or (word.stem == "못하다" and word.ending in ("게", "도록"))

    def looks_at_itself(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether somebody only looks into his own affairs ("자체 조사", "자체적으로 조사했다")."""
        at = predicate.noun_at if predicate.noun_at >= 0 else predicate.at
        return at > 0 and syntax.words[at - 1].span.of(syntax.text).strip(MARKS) in self.grammar.own_looks

    def beside(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether an idiom's noun stands with its predicate ("손을 잡다")."""
        noun = frame.beside
        if predicate.noun_at >= 0:
            phrase = predicate.noun_phrase
            if predicate.at != predicate.noun_at and syntax.words[predicate.at].noun in self.grammar.going:
                return any(p.noun.endswith(noun) for p in syntax.arguments(predicate.at))  # "공장을 건설 중이다"
            before = phrase.text[: predicate.span.start - syntax.words[phrase.first].span.start] if phrase else ""
            clipped = [p for p in syntax.arguments(predicate.noun_at) if p.slot == "OBJ"]  # "지분 5%를 [매입], 더 산다"
            return noun in before.split()[-3:] or any(noun in p.text.split()[-3:] for p in clipped)
        last = self._continued(syntax, predicate.at)
        head = syntax.governor(last)
        if head >= 0 and syntax.words[last].ending_tag == "ETM":  # "물린 1조원의 과징금", "벌여 온 소송"
            phrase, word = syntax.phrase_at(head), syntax.words[head]
            if phrase is not None and not phrase.fillers and phrase.noun.endswith(noun):
                return True
            if word.core_form.endswith(noun) and not any(m.span.overlaps(word.core) for m in syntax.mentions):
                return True
        if predicate.at and syntax.words[predicate.at - 1].span.of(syntax.text) == noun:
            return True  # "마주 앉았다"
        found = syntax.arguments(predicate.at)
        if frame.pairs and not any(p.slot == "COM" for p in found):  # "한국은 파리협정에 서명했다": it has signatories
            found = [p for p in found if not (p.fillers and self.fits.is_any(p.fillers[-1], _NAMED))]
        found = [p for p in found if not self._is_body(p)]  # "가나연구소와"
        return any(
            p.noun.endswith(noun) or any(w.strip(MARKS) == noun for w in _uncounted(without_asides(p.text))[-3:])
            for p in found
        )

    def _is_body(self, phrase: Phrase) -> bool:
        """Whether a phrase ends in the name of a body, whose last noun is no more than a part of its name."""
        last = phrase.fillers[-1] if phrase.is_name else None
        return last is not None and last.surface.endswith(phrase.noun) and self.fits.is_any(last, _BODIES)

    def _continued(self, syntax: Syntax, at: int) -> int:
        """The eojeol that ends a verb with the auxiliary right behind it ("벌여 온", "벌이고 있는")."""
        after = at + 1
        if syntax.words[at].ending_tag != "EC" or syntax.governor(at) != after or after >= len(syntax.words):
            return at
        return after if syntax.words[after].stem in self.grammar.continuing else at

    def _share(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether the sentence's stake is as large (or small) as the frame wants: half or more is an acquisition."""
        if not frame.share:
            return True
        stakes = [n.quantity.value for n in syntax.parsed.numbers if n.quantity.unit == "percent"]
        some = any(w.core_form in self.grammar.parts or w.core_form.endswith(_WORTH) for w in syntax.words)
        if predicate.key in self.grammar.partly:  # who only gets or has shares has not all, unless it is said
            sentence = syntax.parsed.span.of(syntax.text)
            some = some or not any(w in sentence for w in self.grammar.wholly)
        large = max(stakes) >= 50 if stakes else not some
        return large == (frame.share == "large")

    def _counted(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether a number of the unit that the frame wants stands near its predicate ("삼성에 이어 2위")."""
        if not frame.number:
            return True
        if frame.number == _GOODS:  # "알리바바에서 10억 달러를 조달했다" is an investment
            sums = (n.span.end for n in syntax.parsed.numbers if n.quantity.unit in MONEY)
            return not any(0 <= predicate.span.start - end <= _OBJECT for end in sums)
        numbers = [
            n
            for n in syntax.parsed.numbers
            if ("money" if n.quantity.unit in MONEY else n.quantity.unit) in frame.number
        ]
        if frame.number == frozenset(
            ("ordinal",)
        ):  # "A에 이어 B까지 사들여 1위에 올랐다": the rank is of another clause
            numbers = [n for n in numbers if not self._clause_between(syntax, predicate, n.span)]
        return any(-_NEAR < n.span.start - predicate.span.end < _NEAR for n in numbers)

    def _clause_between(self, syntax: Syntax, predicate: Predicate, number: Span) -> bool:
        """Whether a clause with something of its own that comes next (B까지, B도) ends before a number."""
        words = syntax.words[predicate.at + 1 : syntax.parsed.eojeol_at(number.start)]
        more = any(w.particle in ("까지", "도", "마저") for w in words)
        return more and any(w.stem and w.ending_tag == "EC" for w in words)

    def _then(self, syntax: Syntax, predicate: Predicate, frame: Frame) -> bool:
        """Whether the verb above is one that the frame wants ("A에 이어 [CEO가 됐다]", "발주한 공사를 [따냈다]")."""
        above = syntax.governor(predicate.at)
        if predicate.noun_at < 0 and syntax.words[predicate.at].ending_tag == "ETM":
            above = syntax.verb_over(above)
        word = syntax.words[above]
        nouns = [noun for noun, key in frame.then if above >= 0 and key in (word.noun, word.stem)]
        beside = [p.noun for p in syntax.arguments(above)] if nouns else []
        if _TITLE in nouns and any(self.cues.title(b) for b in beside):
            return True
        return any(b.endswith(noun) for noun in nouns if noun != _TITLE for b in ("", *beside))

    def _runs_on(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a predicate is only what comes first ("회담에 앞서 만났다"), not what is so ("앞서 있다")."""
        word, k = syntax.words[predicate.at], predicate.at + 1
        goes_on = k < len(syntax.words) and syntax.words[k].stem in _LASTING
        return word.ending in ("아", "어") and not word.prefinals and not goes_on

    def _asked(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause is what people answered who were asked ("지지한다는 응답이 40%였다")."""
        word, head = syntax.words[predicate.at], syntax.governor(predicate.at)
        told = word.ending_tag == "ETM" and word.ending.endswith(REPORTED) and head >= 0
        return told and syntax.words[head].core_in(self.grammar.polls)

    def _required(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether leave must be had or is taken back ("허가를 받아야 한다", "내줬던 면허를 취소했다"), not given."""
        word, head = syntax.words[predicate.at], syntax.governor(predicate.at)
        if word.ending in _MUST:
            return True
        phrase = syntax.phrase_at(head) if word.ending == _UNTIL_NOW and head >= 0 else None
        above = syntax.words[phrase.head] if phrase is not None and phrase.head >= 0 else None
        return above is not None and (above.noun or above.stem) in self.grammar.lifting

    def _of_a_bill(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether an event noun only tells what a law is about ("대미 투자 법안")."""
        phrase = predicate.noun_phrase
        behind = syntax.words[predicate.noun_at + 1 : phrase.last + 1] if phrase is not None else ()
        return any(w.core_form.endswith(self.grammar.bills) for w in behind)

    def _beside_the_point(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause stands beside what is told or describes one ("공장을 세우고, ...", "공장을 세운 회사")."""
        word = syntax.words[predicate.at]
        if word.ending_tag != "ETM":
            return word.ending == _AND and self._continued(syntax, word.index) == word.index
        head = syntax.governor(word.index)
        if word.ending == _NOW and head >= 0 and syntax.words[head].core_form == _BEFORE_THAT:
            return False  # "[공장을 짓는] 데 1조원을 투자한다"
        own = any(p.slot == "SBJ" and p.fillers for p in syntax.arguments(word.index))
        first = head >= 0 and syntax.words[head].core_form == _BEFORE_THAT  # "A가 공장을 지은 데 이어 [B도 짓는다]"
        return word.ending not in _TO_COME and not (own and (word.ending == _NOW or first))

    def _until_now(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause tells what has been so until it is ended ("매기던 관세를 없앴다")."""
        word = syntax.words[predicate.at]
        return predicate.noun_at < 0 and word.ending == _UNTIL_NOW and not word.prefinals

    def _as_what(self, syntax: Syntax, predicate: Predicate) -> bool:
        """Whether a clause says as what ("수석 과학자로 영입했다", "CEO에 발탁했다")."""
        found = [p for p in syntax.arguments(predicate.at) if not p.fillers]
        return any(p.slot in ("AS", "INS") or (p.slot == "DAT" and self.cues.title(p.noun)) for p in found)


def _uncounted(phrase: str) -> list[str]:
    """The words of a phrase before what says how many or how much ("A 지분 [약 20억 달러어치]")."""
    words = phrase.split()
    first = next((i for i, w in enumerate(words) if i and w[0].isdigit()), len(words))
    return words[: first - (words[first - 1] in _ABOUT)] if first > 1 else words
