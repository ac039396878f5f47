"""Words that stand for names before them: 그는, 동사, 자국, 그 자회사, 이 회사, 양사, 두 나라, 이들, 회사 측."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.linking.expressions import Expression, expressions
from kg.linking.groups import members, together
from kg.linking.known import Known
from kg.linking.people import by_expression
from kg.linking.references import reference
from kg.linking.salience import Salience
from kg.model import Mention, Span
from kg.text.document import Parsed

_PAIR = 2
_ACTS = re.compile(r"[’”]?(?:\([^)]*\))?(?:은|는|이|가|도|으로부터| 역시) ?")
_ANY_END = ("",)
_SUBJECT = ("은", "는", "이", "가")
_OF_PRONOUNS = ("는", "가", "도", "의", "를", "에게")
_OF_GROUPS = (*_SUBJECT, "의")
_OF_FIRMS = ("는", "가")


class Anaphora:
    """Finds the words of an article that stand for names before them.

    Args:
        text: The article's text, set plainly.
        known: The words that refer.
        salience: What listens to the article's sentences.
    """

    def __init__(self, text: str, known: Known, salience: Salience) -> None:
        self._text = text
        self._known = known
        self._words = known.words
        self._salience = salience
        self._readers: tuple[Callable[[Expression], Sequence[Mention] | None], ...] = (
            lambda said: by_expression(text, said, known),
            self._pronoun,
            self._in_one_word,
            self._owner,
            self._pointed,
            self._several,
            self._all_listed,
            self._firm,
        )

    def find(
        self, parsed: Parsed, named: Sequence[Mention], history: Sequence[Mention], since: int
    ) -> Iterator[Mention]:
        """Yield the words of a sentence that stand for names, one mention for each name.

        Args:
            parsed: The sentence.
            named: Its mentions.
            history: The mentions of the sentences before.
            since: Where the last few of these begin.
        """
        for said in expressions(self._text, parsed, named, history, since, self._known):
            read = (found for reader in self._readers if (found := reader(said)) is not None)
            yield from next(read, ())

    # Each of these returns what a word means (nothing where nobody fits), or None where it is no such word.

    def _pronoun(self, said: Expression) -> list[Mention] | None:
        """그는, 본인의: who was the subject before, where a topic opens the sentence ("그는 이어 말했다")."""
        if not (said.core in self._words.pronouns and said.particle in _OF_PRONOUNS and said.word.first_tag == "NP"):
            return None
        opens = not said.own and said.particle == "는"
        acting = self._salience.subject
        goes_on = next((m for m in acting if opens and m.cls == "Person"), None)
        return self._meaning(said.word.core, goes_on or self._foremost("Person", said.own, acting))

    def _in_one_word(self, said: Expression) -> list[Mention] | None:
        """동사, 당사; 자사, 자국: the sentence's own subject first."""
        own = self._words.own.get(said.core, "")
        cls = own or self._words.same.get(said.core, "")
        if not cls:
            return None
        acting = self._acting(said.own, own) if own else None
        body = self._ruling(said.own) if own == "Country" and acting is None else None
        if body is not None:  # "중국 정부는 [자국] 기업을": the land of the body's name, and no other
            acting = next((m for m in said.history if m.cls == own and body.surface.startswith(m.surface)), None)
            return self._meaning(said.word.core, acting)
        return self._meaning(said.word.core, acting or self._foremost(cls, said.own))

    def _owner(self, said: Expression) -> list[Mention] | None:
        """그 of 그 자회사: the firm named last in the sentence, else the foremost."""
        if said.core != self._words.its or said.word.particles or said.following not in self._known.cues.related:
            return None
        nearest = next((m for m in reversed(said.own) if m.cls == "Company"), None)
        return self._meaning(said.word.span, nearest or self._foremost("Company", ()))

    def _pointed(self, said: Expression) -> list[Mention] | None:
        """이 회사, 해당 모델: what the class noun says."""
        if said.core not in self._words.pointing or said.word.particles or not said.following:
            return None
        cues, ontology = self._known.cues, self._known.ontology
        cls = cues.things.get(said.following) or cues.class_of(said.following)
        if not cls or (cls != "Company" and ontology.branch(cls) not in ("Organization", "Product")):
            return []
        span = Span(said.word.span.start, said.behind.core.end)
        own = _no_subjects(self._text, said.own)
        return self._meaning(span, self._foremost(cls, own, self._salience.subject))

    def _several(self, said: Expression) -> list[Mention] | None:
        """양사, 양국; 두 회사, 세 나라, 두 정상."""
        words, both = self._words, said.core in self._words.both
        if not both and not (said.core in words.numerals and said.following in words.counted):
            return None
        cls = words.both[said.core] if both else words.counted[said.following]
        end = (said.word if both else said.behind).core.end
        span = Span(said.word.core.end - len(said.core) if both else said.word.span.start, end)
        heads = said.following == words.heads
        among = {m.entity for m in said.before if words.head.match(self._text, m.span.end)} if heads else frozenset()

        ends = words.counted_ends.get(said.following, _ANY_END)

        def fits(m: Mention) -> bool:
            called = self._known.ontology.is_a(m.cls, cls) and m.surface.endswith(ends)
            return called and (not among or m.entity in among)

        size = words.numerals.get(said.core, _PAIR)
        meant = members(self._text, said.lately, said.own, self._salience, fits, size)
        if not meant and ends != _ANY_END:  # 두 은행 may be UBS and another
            ends = _ANY_END
            meant = members(self._text, said.lately, said.own, self._salience, fits, size)
        return [reference(self._text, span, m) for m in meant]

    def _all_listed(self, said: Expression) -> list[Mention] | None:
        """이들은: all of a list."""
        if said.core != self._words.they or said.particle not in _OF_GROUPS:
            return None
        meant = together(self._text, said.history, self._salience.subject, self._known.ontology)
        return [reference(self._text, said.word.core, m) for m in meant]

    def _firm(self, said: Expression) -> list[Mention] | None:
        """회사는, 회사측은; 회사에 따르면; 회사 측."""
        words = self._words
        head = self._text[said.word.span.start : said.word.core.start]
        if said.core not in words.firms or head.isalpha():
            return None  # nor "모회사는"
        last = said.word.particles[-1] if said.word.particles else ""
        if last and (last in _OF_FIRMS or last == words.side or said.core != words.firm):
            return self._meaning(said.word.core, self._foremost("Company", said.own))
        if said.word.particle == "에" and said.behind.stem == words.according:
            return self._meaning(said.word.core, self._foremost("Company", ()))
        if said.core == words.firm and said.following == words.side:
            span = Span(said.word.core.start, said.behind.core.end)
            return self._meaning(span, self._foremost("Company", said.own))
        return None

    def _meaning(self, span: Span, name: Mention | None) -> list[Mention]:
        return [] if name is None else [reference(self._text, span, name)]

    def _foremost(self, cls: str, here: Sequence[Mention], near: Sequence[Mention] = ()) -> Mention | None:
        return self._salience.foremost(lambda m: self._known.fits(m.cls, cls), here, near)

    def _acting(self, own: Sequence[Mention], cls: str) -> Mention | None:
        """Whom 자사 and 자국 refer back to: the first topic, of lands the last ("미국이 막자 중국이 [자국] 기업을").

        A land acts by its bodies, too ("중국 정부가 [자국] 기업을").
        """
        for m in reversed(own) if cls == "Country" else own:
            if self._known.ontology.is_a(m.cls, cls):
                bodies = (b.span.end for b in own if cls == "Country" and b.span.start == m.span.start)
                end = max(bodies, default=m.span.end)
                if self._acts(end):
                    return m
        return None

    def _ruling(self, own: Sequence[Mention]) -> Mention | None:
        """The authority that a sentence is about."""
        return next((m for m in reversed(own) if m.cls == "GovernmentBody" and self._acts(m.span.end)), None)

    def _acts(self, end: int) -> bool:
        return _ACTS.match(self._text, end) is not None


def _no_subjects(text: str, own: Sequence[Mention]) -> list[Mention]:
    """What 이 회사 may refer to in its own sentence: not its subject, nor what is listed with it."""
    out, listed = [], False
    for m in reversed(own):
        after = text[m.span.end : m.span.end + 2].lstrip("’”")
        listed = after[:1] in "은는이가" or (listed and after[:1] in (",", "와", "과", "·"))
        if not listed:
            out.append(m)
    return out[::-1]
