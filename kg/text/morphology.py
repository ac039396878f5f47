"""Sentences and morphemes: the only place that knows Kiwi.

Kiwi (Lee Min-chul, "Kiwi: Developing a Korean Morphological Analyzer Based on Statistical Language Models and
Skip-Bigram", KJDH 1:1, 2024) is run with the lexicon's names as user words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Article, Block, Morpheme, Sentence, Span
from kg.text.nameends import with_name_ends

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

# Conjoining final consonants, as Kiwi writes contracted endings, in the letters that people write.
_JAMO = str.maketrans({"\u11ab": "ㄴ", "\u11af": "ㄹ", "\u11b7": "ㅁ", "\u11b8": "ㅂ"})
_WORD = re.compile(r"[가-힣A-Za-z0-9]+(?:[-.&][A-Za-z0-9]+)*\+?\Z")
_DIGIT_TAIL = re.compile(r"[0-9]+\Z")
# In a headline an ellipsis outside of quotes ends a clause that is a sentence of its own ("A사, B 인수…주가 급등").
_ELLIPSES = frozenset(("…", "‥", "...", "..", "……"))
_OPEN, _CLOSE = frozenset("‘“「『(["), frozenset("’”」』)]")
# How far behind the best, in log odds, a path may fall before Kiwi drops it. Its own 8 finds the same but for three
# morphemes in ten thousand and takes an eighth longer; at 5, "품었다" was taken for a noun (docs/EXTRACTION.md).
_BEAM = 6.0
# What stands behind the particle 에 ("브랜디에도"), and how short a name may be that ends in it ("르노에").
_BEHIND, _SHORT = frozenset(("도", "는", "만")), 2
_READ_ANEW = frozenset(("장도", "로", "키로", "하고", *_BEHIND))  # forms that `_sentence` may cut otherwise than Kiwi
# Behind these 키로 is a noun of its own ("카드키로"), not 하기로.
_KEYS = frozenset(("카드", "스마트", "디지털", "보조", "마스터", "핫", "자동차", "차량", "전자", "방향", "보안"))
_made = tuple.__new__
_LATIN = 2  # letters more that a Latin name may have before it is as clear as one in Hangul
_HEAD, _MANY, _CLEARER = 2, 40, 3  # syllables of a head, names that end in one that Kiwi knows, and what that is worth
_ROOM = 34_000  # names: told some 35,000, Kiwi drops words of its own


_ENDLESS = re.compile(r"\S{2000}")  # code points without a space
# Kiwi's time grows with the square of a block's length, and what reads a sentence with the cube of its own. No
# paragraph and no sentence of a newspaper is so long: pages without line breaks are, and lists without full stops.
_PIECE = 20_000  # code points of a block that Kiwi reads at a time
_WORDS = 200  # of a sentence
_ENDED = re.compile(r"[.?!][”’\"')\]]*\s")
_SPACE = re.compile(r"\s")


class Analyser:
    """Kiwi with a vocabulary of names.

    Args:
        names: Surfaces that must come out as one proper noun (NNP).
        workers: Threads that Kiwi may use (1 by default: callers parallelise over articles).
        titles: What people are called by their posts, which tell where a name before them ends.
        surnames: Korean family names.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        workers: int = 1,
        *,
        titles: Collection[str] = (),
        surnames: Collection[str] = (),
    ) -> None:
        words = {n for n in names if _WORD.match(n) and not _DIGIT_TAIL.match(n)}
        heads = Counter(n[-_HEAD:] for n in words if len(n) > _HEAD)
        self._names = tuple(sorted(words, key=lambda n: _least_clear(n, heads))[:_ROOM])
        self._told = frozenset(words)
        self._titles, self._surnames = titles, surnames
        self._workers = workers
        self._kiwi: Kiwi | None = None

    @property
    def kiwi(self) -> Kiwi:
        """The analyser itself, loaded at first use (about three seconds)."""
        if self._kiwi is None:
            from kiwipiepy import Kiwi  # noqa: PLC0415 - a second's import, wanted only where text is read

            kiwi = Kiwi(num_workers=self._workers)
            for name in self._names:  # before the first analysis, so that the model is prepared once
                kiwi.add_user_word(name, "NNP", 3.0 if len(name) > 1 else 0.0)
            kiwi.global_config.cutoff_threshold = _BEAM
            self._kiwi = kiwi
        return self._kiwi

    def sentences(self, article: Article) -> list[Sentence]:
        """Split an article's blocks into sentences of morphemes.

        Args:
            article: The article; only its blocks are read.

        Returns:
            The sentences in order, each within one block, offsets in code points of the article's text.
        """
        out: list[Sentence] = []
        tokenize = self.kiwi.tokenize
        for block in article.blocks:  # one by one: a list of them goes through threads, which costs more
            text = block.span.of(article.text)
            if _ENDLESS.search(text) is None:  # no language
                for start, end in _pieces(text):
                    piece = Block(Span(block.span.start + start, block.span.start + end), block.kind)
                    out.extend(_sentences(piece, tokenize(text[start:end]), article.text))
        return with_name_ends(out, self._told, self._titles, self._surnames)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a block that is too long behind a sentence, or where it has none at a space."""
    start = 0
    while len(text) - start > _PIECE:
        within = start + _PIECE // 2, start + _PIECE
        cuts = list(_ENDED.finditer(text, *within)) or list(_SPACE.finditer(text, *within))
        yield start, cuts[-1].end()
        start = cuts[-1].end()
    yield start, len(text)


def _least_clear(name: str, heads: Mapping[str, int]) -> tuple[int, str]:
    """How early Kiwi must be told a name: codes first, then short ones, last those that end as many others do.

    Long ones it cuts where they end, untold, and those whose head is a word of its own (병원, 협회).
    """
    if not name.isascii():
        head = name[-_HEAD:]
        return len(name) + _CLEARER * (heads[head] >= _MANY and not head.isascii()), name
    return (len(name) + _LATIN if name.isalpha() else 0), name


@lru_cache(maxsize=1 << 14)
def _written(form: str) -> str:
    return form.translate(_JAMO)


@lru_cache(maxsize=256)
def _plain(tag: str) -> str:
    """A tag without what Kiwi says of conjugation ("VV-R")."""
    return tag.partition("-")[0]


def _sentences(block: Block, tokens: list[Token], text: str) -> Iterator[Sentence]:
    """Group one block's tokens by sentence."""
    base = block.span.start
    group: list[Token] = []
    last, depth, ended, headline = -1, 0, False, block.kind == "headline"
    words = 0
    for token in tokens:
        position = token.sent_position
        if group and (position != last or ended) and not _begun(group):
            cut = _quote_left_behind(group, token)
            yield _sentence(block.kind, base, group[:cut], text)
            group = group[cut:]
            words = 0
        elif group and token.start > group[-1].start + group[-1].len:
            words += 1
            if words >= _WORDS:
                yield _sentence(block.kind, base, group, text)
                group, words = [], 0
        last = position
        group.append(token)
        if headline:
            depth = max(0, depth + (token.form in _OPEN) - (token.form in _CLOSE))
            ended = not depth and token.form in _ELLIPSES
    if group:
        yield _sentence(block.kind, base, group, text)


def _begun(tokens: Sequence[Token]) -> bool:
    """Whether tokens end in a copula that begins its word, which none does: a name read so ("크리슈나 라오 대표")."""
    if len(tokens) < 3 or tokens[-1].tag != "EF":
        return False
    before, copula = tokens[-3:-1]
    return copula.tag == "VCP" and not copula.len and before.start + before.len < copula.start


def _quote_left_behind(group: list[Token], token: Token) -> int:
    """Where a sentence ends: before a quoted name at its end whose particle begins the next ("했다. ‘R1’은")."""
    last = group[-1]
    if token.tag[0] == "J" and last.tag == "SSC" and token.start == last.start + last.len:
        for i in range(len(group) - 1, 0, -1):
            if group[i].tag == "SSO":
                return i if group[i - 1].tag == "SF" else len(group)
    return len(group)


def _sentence(kind: str, base: int, tokens: list[Token], text: str) -> Sentence:
    """Make one sentence; eojeols are counted anew from what stands between spaces."""
    morphemes: list[Morpheme] = []
    eojeol, last_end = 0, base + tokens[0].start
    for k, token in enumerate(tokens):
        form, tag, start = token.form, token.tag, base + token.start
        end = start + token.len
        if start > last_end or (morphemes and text[last_end - 1].isspace()):
            eojeol += 1
        elif tag[:2] == "VX" and morphemes and morphemes[-1][:2] == ("지", "EC"):
            eojeol += 1  # "팔지않았다" is 팔지 않았다
        if tag != "EF" and form not in _READ_ANEW:
            # past the named tuple's own constructor, which takes twice as long
            tag = tag if len(tag) < 4 else _plain(tag)
            morphemes.append(_made(Morpheme, (_written(form), tag, start, end, eojeol)))
        elif tag == "EF" and morphemes and morphemes[-1].tag == "VCP" and _begun(tokens[: k + 1]):
            morphemes[-1] = Morpheme(text[start:end], "NNP", start, end, eojeol)
        elif form == "장도" and morphemes and start == last_end and morphemes[-1].tag == "NNP":
            morphemes.append(Morpheme("장", "NNG", start, end - 1, eojeol))  # "금융감독원장도" ends in a post
            morphemes.append(Morpheme("도", "JX", end - 1, end, eojeol))
        elif form == "로" and tag == "JKB" and _contracted(morphemes, start):
            verb = morphemes.pop()  # "인수키로 했다" is 인수하기로
            morphemes.append(Morpheme("하", "XSV", verb.start, verb.start, eojeol))
            morphemes.append(Morpheme("기", "ETN", verb.start, verb.end, eojeol))
            morphemes.append(Morpheme("로", "JKB", start, end, eojeol))
        elif form == "키로" and morphemes and (start, "NNG") == (last_end, morphemes[-1].tag):
            morphemes.append(Morpheme("하", "XSV", start, start, eojeol))  # a headline ends in "공급키로"
            morphemes.append(Morpheme("기", "ETN", start, end - 1, eojeol))
            morphemes.append(Morpheme("로", "JKB", end - 1, end, eojeol))
        elif form == "하고" and tag[0] == "J" and morphemes and (start, "NNG") == (last_end, morphemes[-1].tag):
            morphemes.append(Morpheme("하", "XSV", start, end - 1, eojeol))  # 하고 is "and" in speech alone
            morphemes.append(Morpheme("고", "EC", end - 1, end, eojeol))
        elif tag == "JX" and form in _BEHIND and _swallowed(morphemes, start):
            name = morphemes.pop()  # "브랜디에도": no name ends in 에 before 도 or 는
            morphemes.append(Morpheme(name.form[:-1], name.tag, name.start, name.end - 1, eojeol))
            morphemes.append(Morpheme("에", "JKB", name.end - 1, name.end, eojeol))
            morphemes.append(Morpheme(form, tag, start, end, eojeol))
        else:
            morphemes.append(Morpheme(_written(form), _plain(tag), start, end, eojeol))
        last_end = max(last_end, end)
    return Sentence(Span(base + tokens[0].start, last_end), kind, tuple(morphemes))


def _contracted(before: list[Morpheme], start: int) -> bool:
    """Whether 키 stands for 하기 before 로: right behind a noun that is no kind of key."""
    if len(before) < 2:
        return False
    noun, verb = before[-2:]
    joined = noun.end == verb.start and verb.end == start and noun.eojeol == verb.eojeol
    return joined and (verb.form, verb.tag, noun.tag) == ("키", "NNG", "NNG") and noun.form not in _KEYS


def _swallowed(before: list[Morpheme], start: int) -> bool:
    """Whether an unknown name took the particle 에 behind it for its last syllable."""
    if not before:
        return False
    name = before[-1]
    return name.end == start and name.tag == "NNP" and len(name.form) > _SHORT and name.form.endswith("에")
