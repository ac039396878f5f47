"""Texts longer than newspapers print are read in stretches; what was found in them is one article's."""

from __future__ import annotations

from kg.extract.engine import Engine
from kg.extract.stretches import LONGEST, joined, stretches
from kg.linking import Resolution
from kg.model import Article, Block, Entity, Merge, Name, Sentence, Span
from tests.conftest import article


def _sentences(many: int) -> list[Sentence]:
    return [Sentence(Span(2 * n, 2 * n + 1), "body", ()) for n in range(many)]


def _article(begins: list[int], many: int) -> Article:
    ends = [*begins[1:], many]
    blocks = tuple(Block(Span(2 * a, 2 * b - 1), "body") for a, b in zip(begins, ends, strict=True))
    return Article("long", "가 " * many, blocks)


def test_articles_of_usual_length_are_read_at_once() -> None:
    sentences = _sentences(LONGEST)
    assert list(stretches(sentences, _article([0], LONGEST))) == [sentences]
    assert list(stretches([], article())) == [[]]


def test_a_stretch_ends_with_a_paragraph_where_one_is_near() -> None:
    sentences = _sentences(100)
    parts = list(stretches(sentences, _article([0, 35, 44, 60], 100), longest=40))
    assert [len(part) for part in parts] == [44, 40, 16]
    assert [s for part in parts for s in part] == sentences


def test_an_entity_of_two_stretches_is_one() -> None:
    known = Entity("x", "Company", (Name("가나전자", "ko"),), ("가나",))
    other = Entity("x", "Company", (Name("가나전자㈜", "ko"),), ("가나",))
    kind = Entity("k", "Technology", (Name("칩", "ko"),))
    whole = joined(
        [
            Resolution(((),), {"x": known, "k": kind}, frozenset({"k"}), (Merge("x", "가나", "short"),)),
            Resolution(((), ()), {"x": other, "k": kind}, frozenset({"x", "k"}), (Merge("x", "가나전자", "short"),)),
        ]
    )
    assert whole.entities["x"] == Entity("x", "Company", (Name("가나전자", "ko"),), ("가나", "가나전자㈜"))
    assert whole.weak == {"k"}
    assert len(whole.mentions) == 3
    assert [m.surface for m in whole.merges] == ["가나"]


def test_what_a_long_text_says_last_is_found_with_its_offsets(engine: Engine) -> None:
    text = " ".join(["네이버는 쿠팡과 경쟁한다."] * (LONGEST + LONGEST // 2) + ["오픈AI는 GPT-5를 출시했다."])
    graph = engine(Article("long", text, (Block(Span(0, len(text)), "body"),)))
    said = [claim.evidence.span.of(text) for claim in graph.claims]
    assert said.count("네이버는 쿠팡과 경쟁한다.") == LONGEST + LONGEST // 2
    assert said[-1] == "오픈AI는 GPT-5를 출시했다."
    assert sorted(e.id for e in graph.entities) == sorted({e.id for e in graph.entities})
