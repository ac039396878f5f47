"""Names that no lexicon holds, found by a statistical tagger.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001; python-crfsuite) finds where names stand and
of what coarse kind they are; a log-linear model over the whole name and what stands around it tells the class.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

from kg.mentions._features import Features, Unit, units
from kg.model import Mention, Morpheme, Span
from kg.text.document import Document, Parsed

WEIGHTS = Path(__file__).parent / "_weights"
KINDS = {
    "Person": "PER", "Organization": "ORG", "Company": "ORG", "GovernmentBody": "ORG", "ResearchInstitute": "ORG",
    "MediaOutlet": "ORG", "InternationalOrganization": "ORG", "PoliticalParty": "ORG", "Place": "LOC", "Country": "LOC",
    "Region": "LOC", "Product": "PRD", "AIModel": "PRD", "Chip": "PRD", "Device": "PRD", "Software": "PRD",
    "Equipment": "PRD", "Technology": "ETC", "Policy": "ETC", "Event": "ETC", "Work": "ETC",
}  # fmt: skip
POW = 1.0
_IN_TITLES = ("의", "와", "과", "에", "을", "를")  # particles that titles of works and laws may hold


class Tagger:
    """Tags names with classes of the vocabulary.

    Args:
        spans: Opened model of where names stand.
        classes: Opened model of their classes.
        features: What both see.
    """

    def __init__(self, spans: Any, classes: Any, features: Features) -> None:
        self._spans = spans
        self._classes = classes
        self._features = features
        self._labels = tuple(classes.labels())
        self._kinds = sorted({x[2:] for x in spans.labels() if x != "O"})

    @classmethod
    def load(cls) -> Tagger:
        """Return the tagger that is shipped, opened at the first call."""
        return _load()

    def tag(self, text: str, parsed: Parsed) -> list[Mention]:
        """Tag one sentence.

        Args:
            text: The article's decoded source.
            parsed: The sentence.

        Returns:
            Mentions in order, without overlaps; spans in code points of `text`, method "tagger", confidence the
            probability that the name stands there and has this class.
        """
        return [_mention(span, text, odds) for span, odds in self._scored(text, parsed.sentence.morphemes)]

    def tag_all(self, document: Document) -> list[list[Mention]]:
        """Tag a document; names that recur have one class, the one that all their places together speak for."""
        found = [self._scored(document.text, p.sentence.morphemes) for p in document.sentences]
        pooled: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        counts: dict[str, int] = defaultdict(int)
        for here in found:
            for span, odds in here:
                name = span.of(document.text)
                counts[name] += 1
                for cls, share in odds.items():
                    pooled[name][cls] += share
        out: list[list[Mention]] = []
        for here in found:
            mentions = []
            for span, odds in here:
                name = span.of(document.text)
                sure = sum(odds.values()) / (sum(pooled[name].values()) or 1.0)
                mentions.append(_mention(span, document.text, {c: x * sure for c, x in pooled[name].items()}))
            out.append(mentions)
        return out

    def _scored(self, text: str, morphemes: Sequence[Morpheme]) -> list[tuple[Span, dict[str, float]]]:
        """Find the names of a sentence, each with the probability of every class."""
        found = units(text, morphemes)
        if not found:
            return []
        spans = self._spans
        spans.set(self._features.sequence(morphemes, found))
        labels = spans.tag()
        if labels.count("O") == len(labels):
            return []
        where = [(k, i) for k, unit in enumerate(found) for i in range(unit.first, unit.last)]
        out = []
        at = 0
        while at < len(labels):
            if labels[at] == "O":
                at += 1
                continue
            end = at + 1
            while end < len(labels) and labels[end][0] == "I" and not _parted(found, where, end, labels[at]):
                end += 1
            span = Span(morphemes[where[at][1]].start, max(morphemes[i].end for _, i in where[at:end]))
            out.append((span, self._odds(text, found, span, (where[at][0], where[end - 1][0]), (at, end))))
            at = end
        return out

    def _odds(self, text: str, found: Sequence[Unit], span: Span, place: tuple[int, int], items: tuple[int, int]) -> dict[str, float]:
        """Probabilities of a name's classes; they sum up to the probability that it is a name."""
        at, end = items
        marginal = self._spans.marginal
        kinds = {k: marginal("B-" + k, at) for k in self._kinds}
        name = sum(kinds.values())
        for i in range(at + 1, end):
            name = min(name, sum(marginal("I-" + k, i) for k in self._kinds))
        self._classes.set([self._features.span(found, *place, span.of(text))])
        odds = {c: self._classes.marginal(c, 0) * (kinds[KINDS[c]] + 0.05) ** POW for c in self._labels}
        total = sum(odds.values()) or 1.0
        return {c: name * x / total for c, x in odds.items()}


def _parted(found: Sequence[Unit], where: Sequence[tuple[int, int]], item: int, label: str) -> bool:
    """Whether punctuation or a particle stands before an item, so that no name goes on there."""
    k = where[item][0]
    if k == where[item - 1][0]:
        return False
    before = found[k - 1]
    return bool(found[k].before or before.after or (before.josa and not (label[2:] == "ETC" and before.josa in _IN_TITLES)))


def _mention(span: Span, text: str, odds: dict[str, float]) -> Mention:
    cls = min(odds, key=lambda c: (-odds[c], c))
    return Mention(span, span.of(text), cls, "", "tagger", round(odds[cls], 4))


def features_of(path: Path) -> Features:
    """Read the cue words that a model was trained with."""
    raw = json.loads(path.read_text("utf-8"))
    return Features(raw["cues"], frozenset(raw["surnames"]))


def opened(path: Path) -> Any:
    """Open a model file of crfsuite."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


@cache
def _load() -> Tagger:
    return Tagger(opened(WEIGHTS / "spans.crfsuite"), opened(WEIGHTS / "classes.crfsuite"), features_of(WEIGHTS / "cues.json"))
