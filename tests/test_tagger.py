"""What the tagger promises whatever the text, and a few sentences that leave no doubt."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions._crf import Field, Weights
from kg.mentions._features import shape, units
from kg.mentions._sums import Sums
from kg.mentions.tagger import KINDS, WEIGHTS, Tagger, _mention, _swallowed, features_of
from kg.model import Article, Block, Mention, Sentence, Span
from kg.text.document import Document, Parsed
from kg.text.morphology import Analyser

WORDS = (  # noqa: SIM905 - words of a sentence
    "벨로크는 제타코어를 드론업체 아르고닉스와 공개했다. 김민서 대표는 ‘NX-20’과 (ORVIX) 시장이 5·6호기 · , 밝혔다. "
    "미국의 「누비아법」 3.5% 성장한 — 이라고 한빛정밀, 다온로보틱스 등은 美 정부에 A&B 😀 ㈜새온 …"
).split()


@cache
def spans() -> Field:
    return Field(Weights.load(WEIGHTS / "spans.npz"))


@cache
def analyser() -> Analyser:
    return Analyser(())


def parsed_of(text: str) -> list[Parsed]:
    article = Article("t", text, (Block(Span(0, len(text))),)) if text.strip() else Article("t", text, ())
    return [_parsed(k, s) for k, s in enumerate(analyser().sentences(article))]


def _parsed(index: int, sentence: Sentence) -> Parsed:
    return Parsed(index, sentence, (), (), (), (), (), (), ())


def tagged(text: str) -> list[Mention]:
    return [m for p in parsed_of(text) for m in Tagger.load().tag(text, p)]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_mentions_are_exact_apart_and_repeatable(text: str) -> None:
    found = tagged(text)
    last = 0
    for m in found:
        assert last <= m.span.start < m.span.end <= len(text)
        assert m.surface == text[m.span.start : m.span.end]
        assert m.surface == m.surface.strip()
        assert m.cls in KINDS
        assert m.method == "tagger"
        assert 0 <= m.confidence <= 1
        last = m.span.end
    assert found == tagged(text)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map(" ".join))
def test_units_hold_every_character_once(text: str) -> None:
    for p in parsed_of(text):
        cut = units(text, p.sentence.morphemes)
        assert all(a.last <= b.first for a, b in pairwise(cut))
        assert all(u.core and u.core in text for u in cut)


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), min_size=1, max_size=3))
def test_sums_of_groups_are_sums_of_all_features(texts: list[str]) -> None:
    features = features_of(WEIGHTS / "cues.json")
    field = spans()
    found = [(p.sentence.morphemes, units(t, p.sentence.morphemes)) for t in texts for p in parsed_of(t)]
    want = [here for morphemes, cut in found for here in features.sequence(morphemes, cut)]
    if want:
        assert np.allclose(Sums(field, features).scores(found), field.sums(want))


def test_nothing_is_found_in_nothing() -> None:
    assert tagged("") == []
    assert tagged("   ") == []
    assert tagged("그는 어제 밥을 먹고 일찍 잤다.") == []


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("미국 반도체 스타트업 벨로릭스는 6일 신형 칩을 공개했다.", "벨로릭스", "Company"),
        ("한울정밀은 다온로보틱스를 3000억원에 인수한다고 밝혔다.", "다온로보틱스", "Company"),
        ("야당인 새미래개혁당은 법안의 철회를 요구했다.", "새미래개혁당", "PoliticalParty"),
        ("벨로릭스는 인공지능 모델 ‘누비안 3’를 내놓았다.", "누비안 3", "AIModel"),
        ("일간지 남도산업일보는 이렇게 보도했다.", "남도산업일보", "MediaOutlet"),
    ],
)
def test_names_that_no_lexicon_holds(text: str, surface: str, cls: str) -> None:
    assert (surface, cls) in {(m.surface, m.cls) for m in tagged(text)}


def test_a_name_does_not_hold_its_particle_and_takes_all_its_words() -> None:
    surfaces = {m.surface for m in tagged("블루하버 테라퓨틱스와 제노핀은 지난달 합작법인을 세웠다.")}
    assert "블루하버 테라퓨틱스" in surfaces
    assert "제노핀" in surfaces


@pytest.mark.parametrize(
    ("word", "swallowed"),
    [
        ("벨로르의", True),
        ("제노핀과", True),
        ("벨로릭스에", True),
        ("하르넨츠가", True),
        ("누비아와", True),
        ("카르티에", False),
        ("오키나와", False),
        ("정상회의", False),
        ("응급의학과", False),
        ("분데스리가", False),
        ("제과", False),
    ],
)
def test_a_particle_is_told_by_its_sound(word: str, *, swallowed: bool) -> None:
    assert _swallowed(word) == swallowed


def test_an_unsure_kind_of_product_is_a_product() -> None:
    odds = {"Device": 0.3, "Software": 0.25, "Product": 0.2, "Company": 0.2}
    found = _mention(Span(0, 3), "누비안", odds)
    assert (found.cls, found.confidence) == ("Product", 0.75)
    assert _mention(Span(0, 3), "누비안", {"Device": 0.7, "Software": 0.1, "Company": 0.2}).cls == "Device"


def test_known_names_are_left_alone() -> None:
    text = "벨로릭스는 제노핀과 협력한다."
    known = Mention(Span(0, 4), "벨로", "Company")
    for p in parsed_of(text):
        assert all(not m.span.overlaps(known.span) for m in Tagger.load().tag(text, p, [known]))


def test_a_document_gives_a_name_one_class() -> None:
    text = "벨로릭스가 흔들린다. 미국 업체 벨로릭스는 6일 공장을 판다고 발표했다. 벨로릭스 주가는 3% 내렸다."
    sentences = tuple(parsed_of(text))
    document = Document(Article("t", text, (Block(Span(0, len(text))),)), sentences)
    found = [m for ms in Tagger.load().tag_all(document) for m in ms if m.surface == "벨로릭스"]
    assert len(found) >= 2
    assert {m.cls for m in found} == {"Company"}


def test_it_is_loaded_once_and_stays_small() -> None:
    assert Tagger.load() is Tagger.load()
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir()) < 2_000_000


def test_shapes() -> None:
    assert shape("NX-20") == "A-0"
    assert shape("누비안 3") == "가 0"
