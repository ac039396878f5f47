"""One article as the later rooms see it: sentences with eojeols, trees, dates and numbers, and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Article, Sentence, Span
from kg.text.dates import When, dates
from kg.text.eojeols import Eojeol, eojeols
from kg.text.morphology import Analyser
from kg.text.numbers import Number, Numbers
from kg.text.parse import Parser

_POSTPOSITIONS = frozenset(("위하다", "대하다", "관하다", "통하다", "따르다", "의하다", "둘러싸다", "비롯하다"))
_GOVERNED = frozenset(("을", "를", "에"))  # particles of the nouns that these stand behind
_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence with all that the text room knows of it.

    Attributes:
        heads: For each eojeol the eojeol that it depends on, -1 for the root.
        labels: KLUE's dependency labels.
        quotes: Spans of direct quotations, marks included.
        ends: Where each eojeol ends.
    """

    index: int
    sentence: Sentence
    eojeols: tuple[Eojeol, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    numbers: tuple[Number, ...]
    dates: tuple[When, ...]
    quotes: tuple[Span, ...]
    ends: tuple[int, ...]

    @property
    def span(self) -> Span:
        """The whole sentence."""
        return self.sentence.span

    def verb_from(self, at: int) -> int:
        """Index of the first verb from an eojeol up its tree, itself included, -1 for none."""
        while at >= 0 and not self.eojeols[at].stem:
            at = self.heads[at]
        return at

    def eojeol_at(self, offset: int) -> int:
        """Index of the eojeol that holds a code point (the next one where it falls between two)."""
        at = bisect_right(self.ends, offset)
        return at if at < len(self.ends) else at - 1


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its sentences."""

    article: Article
    sentences: tuple[Parsed, ...]

    @property
    def text(self) -> str:
        """The decoded source."""
        return self.article.text


def read_document(article: Article, sentences: Iterable[Sentence], parser: Parser, numbers: Numbers) -> Document:
    """Add eojeols, trees, numbers and dates to an article's sentences.

    Args:
        article: The article.
        sentences: Its sentences, from an `Analyser`.
        parser: The dependency parser.
        numbers: What finds quantities.

    Returns:
        The document; every offset counts code points of `article.text`.
    """
    out: list[Parsed] = []
    today = ""
    read = [(sentence, words) for sentence in sentences if (words := tuple(eojeols(sentence)))]
    trees = parser.parse_all([[w.forms for w in words] for _, words in read])
    for (sentence, words), tree in zip(read, trees, strict=True):
        start, end = sentence.span
        when = tuple(dates(article.text, article.published, start, end, today))
        today = next((w.iso for w in reversed(when) if len(w.iso) == 10), today)
        quotes = tuple(Span(*m.span()) for m in _QUOTES.finditer(article.text, start, end))
        out.append(
            Parsed(
                len(out),
                sentence,
                words,
                _settled(words, tree.heads, quotes),
                tree.labels,
                tuple(numbers.find(article.text, start, end)),
                when,
                quotes,
                tuple([w.span.end for w in words]),
            )
        )
    return Document(article, tuple(out))


def _settled(words: Sequence[Eojeol], heads: Sequence[int], quotes: Sequence[Span]) -> tuple[int, ...]:
    """Move clauses that hang where no clause can: on a postposition, or on a verb that a quotation behind them holds.

    "장관을 만나 [안정을 위한] 방안을 논의했다", "부스를 방문해 “빨리 공급해 달라”고 당부했다".
    """
    out = list(heads)
    for word in words:
        head = heads[word.index]
        if not word.stem or word.ending_tag != "EC" or head < 0:
            continue
        behind = [q for q in quotes if q.start > word.span.start]
        if head > word.index + 1 and _is_postposition(words, head):
            while head >= 0 and (not words[head].stem or words[head].stem in _POSTPOSITIONS):
                head = heads[head]
        while head >= 0 and any(q.start <= words[head].span.start < q.end for q in behind):
            head = heads[head]
        out[word.index] = head if head >= 0 else out[word.index]
    return tuple(out)


def _is_postposition(words: Sequence[Eojeol], at: int) -> bool:
    """Whether a verb is one and its noun stands before it ("안정을 위한")."""
    return words[at].stem in _POSTPOSITIONS and not words[at - 1].stem and words[at - 1].particle in _GOVERNED


def analyse(article: Article, analyser: Analyser, parser: Parser, numbers: Numbers) -> Document:
    """Read an article from characters to trees."""
    return read_document(article, analyser.sentences(article), parser, numbers)
