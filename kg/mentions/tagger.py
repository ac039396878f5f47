"""Names that no lexicon holds, found by a statistical tagger.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) finds where names stand
and of what coarse kind they are; a log-linear model over the whole name and what stands around it tells the class.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.mentions._crf import F64, Field, Weights
from kg.mentions._features import Features, Unit, units
from kg.mentions._sums import Sums
from kg.model import Mention, Morpheme, Span
from kg.text.document import Document, Parsed
from kg.text.eojeols import NAME_TAGS
from kg.text.typography import DOTS
from kg.text.words import read_words

WEIGHTS = Path(__file__).parent / "_weights"
KINDS = {
    "Person": "PER", "Organization": "ORG", "Company": "ORG", "GovernmentBody": "ORG", "ResearchInstitute": "ORG",
    "MediaOutlet": "ORG", "InternationalOrganization": "ORG", "PoliticalParty": "ORG", "Place": "LOC", "Country": "LOC",
    "Region": "LOC", "Product": "PRD", "AIModel": "PRD", "Chip": "PRD", "Device": "PRD", "Software": "PRD",
    "Equipment": "PRD", "Technology": "ETC", "Policy": "ETC", "Event": "ETC", "Work": "ETC",
}  # fmt: skip
FLOOR = 0.05  # of a coarse kind, so that the class model may overrule it
WEIGHT = {"PRD": 3.0, "PER": 0.5}  # the training sentences hold more people and fewer products than business news
KIND = 0.5  # of a product's odds, to say which kind it is
UNTITLED = 0.2  # news gives a person a title, or a full name first
_DOTS = (*DOTS, "、")  # a comma parts a headline's topic from what it says
_AND = ("와", "과")
_PARTICLES = "은는이가을를와과의도에로"
# Endings of names that no particle makes, though they sound like one: what stands before the last syllable.
_NO_PARTICLE = {
    "의": "회주정협합심논결동명상강문질모건제호선악고임용창",
    "와": "가카자나오타하소로느",
    "과": "학인안내외",
}
_SCHWA, _I = 18, 20  # vowels of Hangul; foreign names end in the first where no Korean ones do (스, 드, 크)
_IN_TITLES = ("의", "와", "과", "에", "을", "를")  # particles that titles of works and laws may hold


class Found(NamedTuple):
    """A name that was found.

    Attributes:
        sure: Probability that a name stands just there.
        odds: Probability of each class, if it does.
        titled: Whether a title stands beside it, or it is built like a Korean's full name.
        listed: Whether it follows another name in a list.
    """

    span: Span
    sure: float
    odds: dict[str, float]
    titled: bool
    listed: bool


class _Place(NamedTuple):
    """Where a name stands: its sentence's units, the first and the last of its own, its first item, and how surely."""

    units: Sequence[Unit]
    span: Span
    first: int
    last: int
    item: int
    sure: float


class Tagger:
    """Tags names with classes of the vocabulary.

    Args:
        spans: Model of where names stand.
        classes: Model of their classes.
        features: What both see.
    """

    def __init__(self, spans: Field, classes: Field, features: Features) -> None:
        self._spans = spans
        self._classes = classes
        self._features = features
        self._sums = Sums(spans, features)
        kinds = sorted({x[2:] for x in spans.labels if x != "O"})
        self._begin = [spans.labels.index("B-" + k) for k in kinds]
        self._inside = [spans.labels.index("I-" + k) for k in kinds]
        self._kind_of = [kinds.index(KINDS[c]) for c in classes.labels]
        self._weight = np.array([WEIGHT.get(k, 1.0) for k in kinds])

    @classmethod
    def load(cls) -> Tagger:
        """Return the tagger that is shipped, opened at the first call."""
        return _load()

    def tag(self, text: str, parsed: Parsed, known: Iterable[Mention] = ()) -> list[Mention]:
        """Tag one sentence.

        Args:
            text: The article's decoded source.
            parsed: The sentence.
            known: Mentions that are certain (a lexicon's): no name overlaps them.

        Returns:
            Mentions in order, without overlaps; spans in code points of `text`, method "tagger", confidence the
            probability that the name stands there and has this class.
        """
        return [
            _mention(f.span, text, {c: f.sure * x for c, x in f.odds.items()})
            for f in self.find(text, parsed.sentence.morphemes, known)
        ]

    def tag_all(
        self, document: Document, known: Sequence[Iterable[Mention]] = (), settled: Sequence[Sequence[Span]] = ()
    ) -> list[list[Mention]]:
        """Tag a document; a name has one class in it, the one that all its places together speak for.

        Args:
            document: The article with its sentences.
            known: For each sentence the mentions that are certain, or nothing.
            settled: For each sentence spans of which no more needs to be known: a name within one is left out,
                a longer one is not.

        Returns:
            For each sentence its mentions, as `tag` gives them.
        """
        sure = known or [()] * len(document.sentences)
        done = settled or [()] * len(document.sentences)
        text = document.text
        found = self.find_all(text, [p.sentence.morphemes for p in document.sentences], sure, done)
        found = trimmed(text, found)
        classes = pooled(text, found)
        return [
            [_mention(f.span, text, {c: f.sure * x for c, x in classes[f.span.of(text)].items()}) for f in here]
            for here in found
        ]

    def find(
        self, text: str, morphemes: Sequence[Morpheme], known: Iterable[Mention] = (), settled: Sequence[Span] = ()
    ) -> list[Found]:
        """Find the names of a sentence, each with the probability of every class.

        Args:
            text: The article's decoded source.
            morphemes: The sentence's morphemes, in order.
            known: Mentions that are certain.
            settled: Spans of which no more needs to be known.

        Returns:
            The names in order, without overlaps.
        """
        return self.find_all(text, [morphemes], [known], [settled])[0]

    def find_all(
        self,
        text: str,
        sentences: Sequence[Sequence[Morpheme]],
        known: Sequence[Iterable[Mention]],
        settled: Sequence[Sequence[Span]],
    ) -> list[list[Found]]:
        """Find the names of several sentences, which takes less time than one by one; as `find`, for each of them."""
        cuts = [units(text, morphemes) for morphemes in sentences]
        sizes = [sum(u.last - u.first for u in cut) for cut in cuts]
        if not any(sizes):
            return [[] for _ in cuts]
        labels, odds = self._spans.read(self._sums.scores(zip(sentences, cuts, strict=True)), sizes)
        kinds = odds[:, self._begin] + odds[:, self._inside]
        sure, going_on = kinds.sum(axis=1).tolist(), odds[:, self._inside].sum(axis=1).tolist()
        places: list[list[_Place]] = []
        base = 0
        for morphemes, cut, size, certain, done in zip(sentences, cuts, sizes, known, settled, strict=True):
            here = []
            for span, (first, last), (at, end) in _spans(morphemes, cut, labels[base : base + size], certain):
                if not any(span.within(s) for s in done):
                    least = min([sure[base + at], *going_on[base + at + 1 : base + end]])
                    here.append(_Place(cut, span, first, last, base + at, least))
            places.append(here)
            base += size
        found = iter(self._judged(text, [p for here in places for p in here], kinds))
        return [[next(found) for _ in here] for here in places]

    def _judged(self, text: str, places: Sequence[_Place], kinds: F64) -> list[Found]:
        """Tell the odds of the classes of names; `kinds` has the probabilities of the coarse kinds at every item."""
        if not places:
            return []
        look = self._features
        names = [p.span.of(text) for p in places]
        scores = self._classes.sums(
            [look.span(p.units, p.first, p.last, n) for p, n in zip(places, names, strict=True)]
        )
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds *= ((kinds[[p.item for p in places]] + FLOOR) * self._weight)[:, self._kind_of]
        odds /= odds.sum(axis=1, keepdims=True)
        return [
            Found(
                p.span,
                p.sure,
                dict(zip(self._classes.labels, row, strict=True)),
                look.titled(p.units, p.first, p.last) or look.korean(name),
                self._list(p.units, p.first),
            )
            for p, name, row in zip(places, names, odds.tolist(), strict=True)
        ]

    @staticmethod
    def _list(cut: Sequence[Unit], first: int) -> bool:
        """Whether a name follows another one in a list."""
        return first > 0 and (
            cut[first - 1].after in _DOTS or (cut[first - 1].josa in _AND and not cut[first - 1].after)
        )


def pooled(text: str, found: Sequence[Sequence[Found]]) -> dict[str, dict[str, float]]:
    """Agree on the classes of a document's names.

    Args:
        text: The article's decoded source.
        found: The names of each sentence.

    Returns:
        For each surface the probability of each class, given that it is a name.
    """
    logs: dict[str, dict[str, float]] = {}
    people: set[str] = set()
    for here in found:
        before: Found | None = None
        for f in here:
            name = f.span.of(text)
            _add(logs, name, f, 1.0)
            if f.titled:
                people.add(name.rpartition(" ")[2])
                people.add(name)
            elif " " in name and f.odds["Person"] > 0.5:
                people.update((name, name.rpartition(" ")[2]))
            if f.listed and before is not None and f.span.start - before.span.end < 4:
                _add(logs, name, before, 0.3)
                _add(logs, before.span.of(text), f, 0.3)
            elif before is not None and text[before.span.end : f.span.start] == "(":
                _add(logs, name, before, 1.0)
                _add(logs, before.span.of(text), f, 0.5)
            before = f
    out = {}
    for name, sums in logs.items():
        top = max(sums.values())
        odds = {c: math.exp(x - top) for c, x in sums.items()}
        if name not in people:
            odds["Person"] *= UNTITLED
        total = sum(odds.values())
        out[name] = {c: x / total for c, x in odds.items()}
    return out


def _add(logs: dict[str, dict[str, float]], name: str, f: Found, weight: float) -> None:
    sums = logs.setdefault(name, dict.fromkeys(f.odds, 0.0))
    for cls, share in f.odds.items():
        sums[cls] += weight * f.sure * math.log(share + 0.02)


def _yield_to(span: Span, labels: list[str], where: Sequence[tuple[int, int]], morphemes: Sequence[Morpheme]) -> None:
    """Take the labels off a known name; the rest of a longer one, to its right, stays only if it begins like a name."""
    inside = False
    for item, (_, i) in enumerate(where):
        m = morphemes[i]
        if m.start < span.end and span.start < m.end:
            labels[item], inside = "O", True
        elif inside:
            while item < len(labels) and labels[item][0] == "I" and morphemes[where[item][1]].tag not in NAME_TAGS:
                labels[item] = "O"
                item += 1  # noqa: PLW2901 - the loop ends here
            return


def trimmed(text: str, found: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Cut off particles that Kiwi took for a name's end: "사브의", and "엔비디아와" where the name stands elsewhere.

    Args:
        text: The article's decoded source.
        found: The names of each sentence of a document.

    Returns:
        The same names, some of them shorter.
    """
    names = {f.span.of(text) for here in found for f in here}

    def cut(f: Found) -> Found:
        name = f.span.of(text)
        if text[f.span.end : f.span.end + 1] == " " and _swallowed(name.rpartition(" ")[2]):
            return f._replace(span=Span(f.span.start, f.span.end - 1))
        word = name.partition(" ")[0]
        if len(word) > 2 and word[-1] in _PARTICLES and word[:-1] in names:
            return f._replace(span=Span(f.span.start, f.span.start + len(word) - 1))
        return f

    return [[cut(f) for f in here] for here in found]


def _swallowed(word: str) -> bool:
    """Whether the last syllable of a name that nothing else ends is a particle, by sound and by what names end in."""
    if len(word) < 3 or not all("가" <= c <= "힣" for c in word[-2:]):
        return False
    before, last = word[-2], word[-1]
    vowel, closing = divmod((ord(before) - ord("가")) % 588, 28)
    if before in _NO_PARTICLE.get(last, ""):
        return False
    open_ = closing == 0
    return (
        last == "의"
        or (last == "와" and open_)
        or (last == "과" and not open_)
        or (last == "에" and (vowel != _I or before == "시"))  # 카르티에, 벨기에
        or (last == "를" and open_)
        or (last == "가" and open_ and vowel == _SCHWA and len(word) > 3)
    )


def _spans(
    morphemes: Sequence[Morpheme], cut: Sequence[Unit], labels: list[str], known: Iterable[Mention]
) -> Iterator[tuple[Span, tuple[int, int], tuple[int, int]]]:
    """The names that a sentence's labels tell: span, first and last unit, items (half-open)."""
    if labels.count("O") == len(labels):
        return
    where = [(k, i) for k, unit in enumerate(cut) for i in range(unit.first, unit.last)]
    for mention in known:
        _yield_to(mention.span, labels, where, morphemes)
    at = 0
    while at < len(labels):
        end = at + 1
        if labels[at] != "O":
            while end < len(labels) and labels[end][0] == "I" and not _parted(cut, where, end, labels[at]):
                end += 1
            span = Span(morphemes[where[at][1]].start, max(morphemes[i].end for _, i in where[at:end]))
            yield span, (where[at][0], where[end - 1][0]), (at, end)
        at = end


def _parted(found: Sequence[Unit], where: Sequence[tuple[int, int]], item: int, label: str) -> bool:
    """Whether punctuation or a particle stands before an item, so that no name goes on there."""
    k = where[item][0]
    if k == where[item - 1][0]:
        return False
    before = found[k - 1]
    return bool(
        found[k].before or before.after or (before.josa and not (label[2:] == "ETC" and before.josa in _IN_TITLES))
    )


def _mention(span: Span, text: str, odds: dict[str, float]) -> Mention:
    cls = min(odds, key=lambda c: (-odds[c], c))
    sure = odds[cls]
    if KINDS[cls] == "PRD":
        made = sum(x for c, x in odds.items() if KINDS[c] == "PRD")
        if sure < KIND * made:
            cls, sure = "Product", made
    return Mention(span, span.of(text), cls, "", "tagger", round(min(sure, 1.0), 4))


def features_of(path: Path) -> Features:
    """Read the cue words that a model was trained with."""
    raw = json.loads(path.read_text("utf-8"))
    return Features(raw["cues"], frozenset(raw["surnames"]), read_words())


def tagger_of(folder: Path) -> Tagger:
    """Open the models of a folder."""
    spans, classes = (Field(Weights.load(folder / f"{name}.npz")) for name in ("spans", "classes"))
    return Tagger(spans, classes, features_of(folder / "cues.json"))


@cache
def _load() -> Tagger:
    return tagger_of(WEIGHTS)
