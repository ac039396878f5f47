"""The dependency parser: what holds of every tree, and sentences that can be read in one way only."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kiwipiepy import Kiwi

from kg.text.parse import Parse, Parser
from kg.text.parse.features import Forms, pack
from kg.text.parse.pairs import REACH
from kg.text.parse.parser import WEIGHTS, walk

SENTENCES = [
    "삼성전자는 어제 새로운 반도체를 공개했다.",
    "삼성전자는 매출이 크게 늘었다고 밝혔다.",
    "정부는 “내년 예산을 크게 늘릴 것”이라고 밝혔다.",
    "현대자동차와 기아는 미국에서 전기차를 판매한다.",
]


@lru_cache(maxsize=1)
def _kiwi() -> Kiwi:
    return Kiwi(num_workers=1)


def eojeols(text: str) -> list[Forms]:
    """Analyse a sentence and group its morphemes by the blanks of the text."""
    out: list[list[tuple[str, str]]] = [[] for _ in text.split(" ")]
    for token in _kiwi().tokenize(text):
        at = text.count(" ", 0, token.start)
        out[at].append((token.form, token.tag))
    return list(map(tuple, out))


def words(*parts: str) -> list[Forms]:
    """Make eojeols by hand, each written as form/TAG+form/TAG."""
    return [tuple((form, tag) for form, tag in (m.split("/") for m in part.split("+"))) for part in parts]


def holds(parse: Parse, size: int) -> None:
    """Check what is true of every tree: one root, at the end; heads stand later; arcs do not cross."""
    assert len(parse.heads) == len(parse.labels) == size
    assert [i for i, head in enumerate(parse.heads) if head == -1] == [size - 1]
    for i, head in enumerate(parse.heads[:-1]):
        assert i < head < size
        assert all(parse.heads[k] <= head for k in range(i + 1, head))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


def test_empty_and_single(parser: Parser) -> None:
    assert parser.parse([]) == Parse((), ())
    assert parser.parse(words("발표/NNG+하/XSV+었/EP+다/EF+./SF")) == Parse((-1,), ("VP",))


def test_weights_are_read_once() -> None:
    assert Parser.load() is Parser.load()


def test_hand_made_morphemes(parser: Parser) -> None:
    parse = parser.parse(words("정부/NNG+가/JKS", "예산/NNG+을/JKO", "늘리/VV+었/EP+다/EF+./SF"))
    assert parse == Parse((2, 2, -1), ("NP_SBJ", "NP_OBJ", "VP"))


@pytest.mark.parametrize(
    ("text", "heads", "labels"),
    [
        (SENTENCES[0], (4, 4, 3, 4, -1), {0: "NP_SBJ", 2: "VP_MOD", 3: "NP_OBJ", 4: "VP"}),
        (SENTENCES[1], (4, 3, 3, 4, -1), {0: "NP_SBJ", 1: "NP_SBJ"}),
        (SENTENCES[3], (1, 4, 4, 4, -1), {0: "NP_CNJ", 1: "NP_SBJ", 2: "NP_AJT", 3: "NP_OBJ"}),
        ("서울의 날씨는 맑다.", (1, 2, -1), {0: "NP_MOD", 1: "NP_SBJ"}),
    ],
)
def test_sentences_with_one_reading(parser: Parser, text: str, heads: tuple[int, ...], labels: dict[int, str]) -> None:
    parse = parser.parse(eojeols(text))
    assert parse.heads == heads
    assert {at: parse.labels[at] for at in labels} == labels


def test_subject_of_a_report_passes_over_the_quotation(parser: Parser) -> None:
    assert parser.parse(eojeols(SENTENCES[2])).heads[0] == 6


@pytest.mark.parametrize("text", SENTENCES)
def test_tree_properties_of_sentences(parser: Parser, text: str) -> None:
    holds(parser.parse(eojeols(text)), len(text.split(" ")))


TAGS = "NNG NNP NNB SN VV VV-I VA VX VCP XSV XSN JKS JKO JX JKG EC ETM EF SF SP SSO SSC MAG Z"
EOJEOL = st.lists(st.tuples(st.text(max_size=3), st.sampled_from(TAGS.split())), max_size=4).map(tuple)


@given(st.lists(EOJEOL, min_size=1, max_size=12))
@settings(max_examples=60)
def test_tree_properties_of_anything(sentence: list[Forms]) -> None:
    parse = Parser.load().parse(sentence)
    holds(parse, len(sentence))
    pack.cache_clear()
    assert Parser.load().parse(sentence) == parse


@pytest.mark.parametrize("size", [REACH, REACH + 1, REACH + 2, 2 * REACH + 40, 300])
def test_sentences_beyond_reach(parser: Parser, size: int) -> None:
    pattern = words("정부/NNG+는/JX", "새롭/VA-I+ᆫ/ETM", "사업/NNG+을/JKO", "시작/NNG+하/XSV+고/EC")
    sentence = [pattern[k % 4] for k in range(size - 1)] + words("끝나/VV+었/EP+다/EF+./SF")
    holds(parser.parse(sentence), size)


def test_a_very_long_sentence_is_parsed(parser: Parser) -> None:
    sentence = words("정부/NNG+는/JX", "사업/NNG+을/JKO", "하/VV+고/EC") * 700
    holds(parser.parse(sentence), len(sentence))


def test_walk_takes_the_best_candidate() -> None:
    # pairs in order: (0,1) (0,2) (0,3) (1,2) (1,3) (2,3); 1 depends on 3, so 2 is no candidate for 0
    assert walk(4, [0, 99, 5, 0, 7, 0], [0] * 6) == [3, 3, 3, -1]
    assert walk(4, [0, 9, 5, 3, 1, 0], [0, -5, -5, 0, 0, 0]) == [2, 2, 3, -1]


def test_weights_carry_their_licence() -> None:
    assert "CC BY-SA 4.0" in (WEIGHTS.parent / "LICENSE").read_text("utf-8")
    assert "KLUE" in (WEIGHTS.parent / "ATTRIBUTION.md").read_text("utf-8")
    with np.load(WEIGHTS) as saved:
        assert saved["arcs"].dtype == saved["labels"].dtype == np.int8
    assert WEIGHTS.stat().st_size < 3_000_000
