"""Sentences and morphemes: every offset lies where it says, whatever the text; names come out whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.engine import Engine
from kg.model import Article, Block, Span
from kg.text.morphology import Analyser
from tests.conftest import article

korean = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)
odd = st.sampled_from(
    [
        "(",
        ")",
        "“",
        "”",
        ".",
        ",",
        "·",
        "3.5%",
        "AI",
        "GPT-4o",
        "美",
        "中",
        "🙂",
        "é",
        "\u1100",
        "\t",
        "\u3000",
        "…",
        "?",
        "㎚",
    ]
)
phrases = st.lists(
    korean | odd | st.sampled_from(["딥시크는", "발표했다.", "“그렇다”고", "엔비디아의", "것이다."]), max_size=14
).map(" ".join)
calm = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def analyser(engine: Engine) -> Analyser:
    return engine.analyser


@given(paragraphs=st.lists(phrases, min_size=1, max_size=3))
@calm
def test_sentences_and_morphemes_lie_in_their_block(analyser: Analyser, paragraphs: list[str]) -> None:
    source = article(*paragraphs)
    spans = [b.span for b in source.blocks]
    last = 0
    for sentence in analyser.sentences(source):
        assert any(sentence.span.within(s) for s in spans)
        assert last <= sentence.span.start < sentence.span.end
        last = sentence.span.end
        eojeol = 0
        for m in sentence.morphemes:
            assert Span(m.start, m.end).within(sentence.span)
            assert eojeol <= m.eojeol
            eojeol = m.eojeol


def test_only_blocks_are_read(analyser: Analyser) -> None:
    text = "메뉴 로그인 구독\n\n정부가 예산안을 냈다. 국회가 심사한다.\n\n무단 전재 금지"
    start = text.index("정부")
    source = Article("1", text, (Block(Span(start, text.index("\n\n무단"))),))
    assert [s.span.of(text) for s in analyser.sentences(source)] == ["정부가 예산안을 냈다.", "국회가 심사한다."]


def test_a_decimal_point_ends_no_sentence(analyser: Analyser) -> None:
    source = article("물가는 3.5% 올랐다. 기준금리는 2.75%다.")
    assert len(analyser.sentences(source)) == 2


def test_names_of_letters_and_digits_stay_whole(analyser: Analyser) -> None:
    source = article("챗GPT는 H100에서 돌아가고 오픈AI가 만들었다.")
    forms = {(m.form, m.tag) for s in analyser.sentences(source) for m in s.morphemes}
    assert ("챗GPT", "NNP") in forms
    assert ("오픈AI", "NNP") in forms


def test_eojeols_are_counted_by_blanks(analyser: Analyser) -> None:
    source = article("철수는 새 책을 샀다")
    (sentence,) = analyser.sentences(source)
    assert [m.eojeol for m in sentence.morphemes] == [0, 0, 1, 2, 2, 3, 3, 3]
    assert sentence.morphemes[-1].end == len("철수는 새 책을 샀다")


def test_contracted_endings_are_written_with_plain_letters(analyser: Analyser) -> None:
    source = article("새로 지은 공장에서 만들 배터리")
    endings = [m.form for s in analyser.sentences(source) for m in s.morphemes if m.tag == "ETM"]
    assert endings == ["은", "ㄹ"]


def test_no_text_is_no_sentence(analyser: Analyser) -> None:
    assert analyser.sentences(Article("1", "", ())) == []
    assert analyser.sentences(article("   ")) == []


def test_contractions_and_swallowed_particles_come_apart(analyser: Analyser) -> None:
    def forms(text: str) -> set[tuple[str, str]]:
        return {(m.form, m.tag) for s in analyser.sentences(article(text)) for m in s.morphemes}

    assert ("하", "XSV") in forms("부품을 공급키로 했다.")
    assert ("하", "XSV") not in forms("카드키로 문을 열었다.")
    assert ("라온디", "NNP") in forms("네이버는 패션 기업 라온디에도 투자했다.")


def test_too_many_names_cost_no_word_of_its_own() -> None:
    """A multi-word name that the analyser brings along is still there under a vocabulary without end."""
    alphabet = [chr(0xAC00 + 28 * i) for i in range(40)]
    names = (a + b + c for a in alphabet for b in alphabet for c in alphabet)
    analyser = Analyser(names)
    [sentence] = analyser.sentences(article("젠슨 황이 왔다."))
    assert "젠슨 황" in [m.form for m in sentence.morphemes]


def test_a_page_without_line_breaks_is_read_as_its_sentences_are(engine: Engine) -> None:
    line = "네이버는 쿠팡과 경쟁한다. “검색을 고쳤다.” 값은 3.5% 올랐다. "
    text = line * 900  # more than Kiwi is given at a time
    found = engine.analyser.sentences(Article("long", text, (Block(Span(0, len(text)), "body"),)))
    assert {s.span.of(text) for s in found} == {"네이버는 쿠팡과 경쟁한다.", "“검색을 고쳤다.”", "값은 3.5% 올랐다."}
    assert len(found) == 2700


def test_a_list_that_never_ends_is_read_in_pieces(engine: Engine) -> None:
    text = "매출, " * 12_000 + "끝."
    found = engine.analyser.sentences(Article("list", text, (Block(Span(0, len(text)), "body"),)))
    assert max(len(s.span.of(text).split()) for s in found) <= 200
    assert " ".join(s.span.of(text) for s in found) == text
