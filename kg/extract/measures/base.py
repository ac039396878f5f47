"""What the parts of the measures room share: a rule, a measure found, and a sentence with its way to the root."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from kg.extract.measures.beside import Beside
from kg.extract.measures.salience import Salience
from kg.extract.roles import Roles
from kg.extract.syntax import QUOTING, Phrase, Syntax
from kg.model import Mention, Qualifier, Quantity, Span
from kg.ontology import Ontology
from kg.text.eojeols import Eojeol
from kg.text.numbers import MONEY, Number

_COMMA = re.compile(r"[,;](?=\s)")
LANDS = frozenset(("Country", "Region"))
REPORTERS = frozenset(("GovernmentBody", "ResearchInstitute", "MediaOutlet", "InternationalOrganization", "Person"))
_CLIMB = 4  # eojeols that something may be below its verb
_MAX_WAY = 10


class Measured(NamedTuple):
    """A measure that a sentence states."""

    measure: str
    subject: Mention
    quantity: Quantity
    number: Span
    trigger: Span
    qualifiers: tuple[Qualifier, ...] = ()
    outlook: str = ""  # "predicted" or "planned" where a forecast or a goal names it


@dataclass(frozen=True, slots=True)
class Rule:
    """One measure's cue words (see frames/measures.yaml)."""

    measure: str
    units: frozenset[str]
    nouns: re.Pattern[str] | None
    subjects: frozenset[str]
    needs: re.Pattern[str] | None = None
    without: re.Pattern[str] | None = None
    negative: re.Pattern[str] | None = None
    signed: bool = False
    of: str = "agent"  # whose the number is: agent, goal, product, made, holder or country
    stake: str = ""  # small or large: which stakes in the sentence it wants
    listed: bool = False  # whether it is that of shares: a place in the sentence is then where they are traded
    first: frozenset[str] = frozenset()  # classes that have it before the others of `subjects`
    never: frozenset[str] = frozenset()  # classes among `subjects` that do not have it
    counters: frozenset[str] = frozenset()  # the counters that it is told in, where not all are
    plain: bool = False  # whether it is the one for figures without a cue
    behind: re.Pattern[str] | None = None  # what must stand right before the number
    told: bool = False  # whether its clause must be about something that has figures
    owned: frozenset[str] = frozenset()  # classes that have it only where the sentence itself says so
    right: bool = False  # whether the cue stands behind its own number
    rest: bool = False  # whether the number says what is left out of a whole, so that the value is the rest
    series: bool = False  # whether the next owners' figures may do without the cue


def read_rules(raw: Mapping[str, Any]) -> tuple[tuple[Rule, ...], Rule]:
    """Take the measures' cues out of frames/measures.yaml.

    Returns:
        The rules in order of preference, and the one for figures without a cue.
    """
    return tuple(_rule(entry) for entry in raw["rules"]), replace(_rule(raw["plain"]), plain=True)


def read_told(entry: Mapping[str, Any]) -> Rule:
    """Take the rule for figures that stand right behind what they are of."""
    nouns = "|".join(sorted(entry["nouns"], key=len, reverse=True))
    before = rf"(?:^|(?<=\s))(?P<noun>[가-힣A-Za-z]*(?:{nouns}))(?: 수)?(?:[은는이가도만의]|만은|에서만)?\s(?:\S+에\s)?"
    return replace(
        _rule({key: value for key, value in entry.items() if key != "nouns"}),
        nouns=re.compile(before + r"(?:약|총|모두|무려|최대|최소|연|연간|각각|대략|평균|하루|현재)?\s?$"),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    units = frozenset(u for unit in entry["units"] for u in (MONEY if unit == "money" else (unit,)))
    behind = re.compile(rf"(?:{'|'.join(entry['behind'])})$") if "behind" in entry else None
    return Rule(
        entry["measure"], units, _words(entry.get("nouns")), frozenset(entry["subjects"]), _words(entry.get("needs")),
        _words(entry.get("without")), _words(entry.get("negative")), bool(entry.get("signed")),
        entry.get("of", "agent"), entry.get("stake", ""), told=bool(entry.get("told")),
        behind=behind, series=bool(entry.get("series")), rest=bool(entry.get("rest")),
        right=bool(entry.get("right")),
        counters=frozenset(entry.get("counters", ())), first=frozenset(entry.get("first", ())),
        owned=frozenset(entry.get("owned", ())),
        listed=bool(entry.get("listed")), never=frozenset(entry.get("never", ())),
    )  # fmt: skip


def _words(words: Sequence[str] | None) -> re.Pattern[str] | None:
    """One pattern for some words, longer ones first; the words may be patterns themselves."""
    return re.compile("|".join(sorted(words, key=len, reverse=True))) if words else None


@dataclass(frozen=True)
class Scene:
    """A sentence as the measures room sees it.

    Attributes:
        history: Names of the sentences before, in order.
        context: Where the sentence before starts.
        beside: Words beside numbers and names.
        salience: Whom the sentences before were about.
        trading: Whether the sentences before told how shares did.
        before: Whose the first figure of the sentence before is.
    """

    text: str
    syntax: Syntax
    roles: Roles
    history: Sequence[Mention]
    context: int
    ontology: Ontology
    beside: Beside
    salience: Salience = field(default_factory=Salience)
    trading: bool = False
    before: Mention | None = None
    _ways: dict[Span, list[int]] = field(default_factory=dict, init=False, compare=False)
    _tellers: dict[Span, frozenset[str]] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def span(self) -> Span:
        """The sentence."""
        return self.syntax.parsed.span

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Its names."""
        return tuple(m for m in self.syntax.mentions if not m.common)

    def subjects_before(self, at: int) -> list[Phrase]:
        """Its topics and subjects that end before an offset."""
        words = self.syntax.words
        return [p for p in self.syntax.phrases if p.slot in ("SBJ", "TOP") and words[p.last].span.end <= at]

    def said_of(self, at: int) -> tuple[Mention, ...]:
        """Whom a predicate is said of: what it describes, else who does it."""
        adnominal = self.syntax.words[at].ending_tag == "ETM"
        return self.roles.relative(at) if adnominal else self.roles.agent(at)

    @property
    def body(self) -> bool:
        """Whether it is no headline or standfirst."""
        return self.syntax.parsed.sentence.kind == "body"

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """Where clauses end: connective endings that are no postposition."""
        grammar = self.syntax.grammar
        return tuple(w.span.end for w in self.syntax.words if w.ending_tag == "EC" and not grammar.is_postposition(w))

    def governing(self, number: Number) -> Eojeol | None:
        """The first predicate of the next three eojeols up from a number."""
        return next((w for at in self.way(number)[1:4] if (w := self.syntax.words[at]).stem), None)

    def verb_over(self, at: int) -> int:
        """The nearest predicate from an eojeol up, itself included, over a few others; -1 for none."""
        for _ in range(_CLIMB):
            if at < 0 or self.syntax.words[at].stem:
                break
            at = self.syntax.governor(at)
        return at if at >= 0 and self.syntax.words[at].stem else -1

    def breaks(self, start: int, end: int) -> int:
        """Number of clauses that end within a stretch."""
        return sum(start < at <= end for at in self.clauses)

    def commas(self, start: int, end: int) -> int:
        """Number of commas in a stretch; those inside numbers do not count."""
        return sum(1 for _ in _COMMA.finditer(self.text, start, end))

    def eojeol(self, number: Number) -> int:
        """Index of the eojeol where a number ends."""
        return self.syntax.parsed.eojeol_at(number.span.end - 1)

    def after(self, number: Number, length: int = 24) -> str:
        """What follows a number in its sentence."""
        return self.text[number.span.end : min(self.span.end, number.span.end + length)]

    def way(self, number: Number) -> list[int]:
        """Eojeols from a number to the root."""
        found = self._ways.get(number.span)
        if found is None:
            at = self.eojeol(number)
            found = self._ways[number.span] = []
            while at >= 0 and len(found) < _MAX_WAY:
                found.append(at)
                at = self.syntax.governor(at)
        return found

    def quotes(self, at: int) -> bool:
        """Whether an eojeol ends what a verb of saying reports, other than the speaker's own plan ("하겠다고")."""
        word = self.syntax.words[at]
        if word.ending_tag not in ("EC", "ETM", "EF") or "겠" in word.prefinals or word.ending.startswith("기로"):
            return False
        said = word.ending + word.particle  # 고 may be read as a particle of what is quoted
        return said.endswith(("다는", "라는") if word.ending_tag == "ETM" else QUOTING)

    def _deems(self, at: int) -> bool:
        """Whether a verb only says what somebody takes for so: "불어날 것으로 본다"."""
        word, before = self.syntax.words[at], self.syntax.words[at - 1] if at else None
        return word.stem == "보다" and before is not None and before.core_form == "것" and before.particle == "으로"

    def counting(self, number: Number) -> frozenset[str]:
        """Who counts or estimates a number, firms among them, which may also count their own."""
        words, out = self.syntax.words, set[str]()
        for at in self.way(number):
            if (words[at].noun or words[at].stem) in self.beside.counting and not words[at].stem.endswith("되다"):
                tops = (p for p in self.syntax.phrases if p.slot in ("SBJ", "TOP") and p.head == at)
                out.update(m.entity for p in tops for m in p.fillers)
        return frozenset(out)

    def planners(self, number: Number) -> frozenset[str]:
        """People who tell what is to be done by those they speak for: "회장은 … 5만명을 채용하겠다고 했다"."""
        words, out = self.syntax.words, set[str]()
        for at in self.way(number):
            word = words[at]
            if not word.stem or not ("겠" in word.prefinals or word.ending.startswith("기로")):
                continue
            above = self.syntax.governor(at)
            tops = (p for p in self.syntax.phrases if p.slot in ("SBJ", "TOP") and p.head in (at, above))
            out.update(m.entity for p in tops for m in p.fillers if m.cls == "Person")
        return frozenset(out)

    def speakers(self, number: Number) -> frozenset[str]:
        """Who only reports or expects a number: bodies and people that are subjects of verbs of saying above it."""
        told = self._tellers.get(number.span)
        if told is None:
            told = self._tellers[number.span] = self._speakers(number)
        return told

    def _speakers(self, number: Number) -> frozenset[str]:
        words = self.syntax.words
        out: set[str] = set()
        for at in self.way(number):
            expects = (words[at].noun or words[at].stem) in self.beside.expecting or self._deems(at)
            if not expects and not self.quotes(at):
                continue
            above = at if expects else self.syntax.governor(at)
            for phrase in self.syntax.phrases:
                of_above = phrase.slot in ("SBJ", "TOP") and phrase.head == above >= 0
                if of_above or (phrase.slot == "TOP" and words[phrase.last].span.end <= number.span.start):
                    told = phrase.inner if phrase.fillers else phrase.inner[:1]  # "A WHO 사무총장은": neither's
                    out.update(m.entity for m in told if m.cls in REPORTERS)
        return frozenset(out)
