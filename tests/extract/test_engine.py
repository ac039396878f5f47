"""One article's graph: a pure function of the article, the same in every process; and what holds of every graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.extract.base import extractor
from kg.extract.engine import Engine
from kg.model import MODALITIES, ArticleGraph, Span
from tests.conftest import Reader, article

ROOT = Path(__file__).parents[2]
TEXT = (
    "중국 AI 스타트업 딥시크는 지난달 20일 R1을 공개했다. 이 회사는 H800 2048개를 썼다고 밝혔다.",
    "엔비디아 주가는 17% 급락했고 시가총액 5890억 달러(약 850조원)가 사라졌다.",
    "젠슨 황 엔비디아 CEO는 “추론에는 칩이 더 든다”고 말했다.",
    "블룸버그통신은 소식통을 인용해 미 상무부가 H20의 대중 수출 금지를 검토하고 있다고 보도했다.",
    "삼성전자와 SK하이닉스는 엔비디아에 HBM을 공급한다. 네덜란드 ASML은 중국의 EUV 장비 수입을 막았다.",
)
PROGRAM = """
import json, sys
from kg.extract.engine import Engine
from kg.ontology import load_ontology
from tests.conftest import article
graph = Engine(load_ontology())(article(*json.loads(sys.stdin.read())))
claims = [[c.statement.id, c.evidence.id_for(c.statement)] for c in graph.claims]
print(json.dumps([[e.id for e in graph.entities], claims]))
"""
WORDS = """딥시크는 엔비디아가 R1을 H20 공개했다 인수했다고 밝혔다. 에 따르면 “ ” ( ) , · 미·중 지난달 20일 17% 5조원 을
이 회사 그는 젠슨 황 CEO 의 자회사 지분 검토 중이다. 않았다. 것으로 알려졌다. 세계 최대
1위 나노 ‘ ’ 등 같은 중국 기업 🙂 美 𠀀"""
words = st.sampled_from(WORDS.split())
calm = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ids(graph: ArticleGraph) -> list[object]:
    return [[e.id for e in graph.entities], [[c.statement.id, c.evidence.id_for(c.statement)] for c in graph.claims]]


def elsewhere(seed: str) -> list[object]:
    """What another process makes of the text."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(TEXT),
        capture_output=True,
        text=True,
        check=True,
        env=env,
        cwd=ROOT,
        timeout=120,
    )
    out: list[object] = json.loads(done.stdout)
    return out


def test_the_text_says_something(engine: Engine) -> None:
    graph = engine(article(*TEXT))
    assert len(graph.claims) > 8
    assert len(graph.entities) > 8


def test_twice_is_the_same(engine: Engine) -> None:
    assert engine(article(*TEXT)) == engine(article(*TEXT))


def test_what_was_read_before_does_not_matter(engine: Engine) -> None:
    first = engine(article(*TEXT))
    engine(article("딥시크(DeepSeek) 대신 기업 누리테크(R1)가 나왔다."))
    assert engine(article(*TEXT)) == first


def test_hash_seeds_do_not_matter(engine: Engine) -> None:
    assert elsewhere("1") == elsewhere("2") == json.loads(json.dumps(ids(engine(article(*TEXT)))))


@given(paragraphs=st.lists(st.lists(words, max_size=14).map(" ".join), min_size=1, max_size=3))
@calm
def test_every_graph_holds_together(engine: Engine, paragraphs: list[str]) -> None:
    graph = engine(article(*paragraphs))
    text, known = graph.article.text, {e.id for e in graph.entities}
    for statement, evidence in graph.claims:
        assert statement.subject in known
        assert not isinstance(statement.object, str) or statement.object in known
        assert {q.value for q in statement.qualifiers if q.is_entity} <= known
        assert {*evidence.via, evidence.attributed_to} - {"", "anonymous"} <= known
        assert evidence.modality in MODALITIES
        assert evidence.span.of(text) == evidence.exact
        assert 0 < evidence.confidence <= 1
    for m in graph.mentions:
        assert m.span.of(text) == m.surface
        assert m.entity in known
        assert any(m.span.within(b.span) for b in graph.article.blocks)
    spans = [m.span for m in graph.mentions]
    assert all(a.end <= b.start or a.within(b) or b.within(a) for a, b in pairwise(spans))  # [중국] 나노


def test_an_empty_article_has_an_empty_graph(engine: Engine) -> None:
    graph = engine(article())
    assert (graph.entities, graph.claims, graph.rejects, graph.mentions) == ((), (), (), ())


def test_names_outside_the_blocks_make_nothing(engine: Engine) -> None:
    whole = article("네이버가 검색을 고쳤다.", "많이 본 뉴스 애플이 인텔을 제쳤다.")
    graph = engine(replace(whole, blocks=whole.blocks[:1]))
    assert [e.id for e in graph.entities] == ["naver"]


def test_offsets_survive_what_stands_before(engine: Engine) -> None:
    plain = article("네이버는 쿠팡과 경쟁한다.")
    head = "메뉴 🙂 로그인\r\n\r\n"
    moved = replace(
        plain,
        text=head + plain.text,
        blocks=tuple(replace(b, span=Span(b.span.start + len(head), b.span.end + len(head))) for b in plain.blocks),
    )
    one, other = engine(plain), engine(moved)
    assert [c.statement.id for c in one.claims] == [c.statement.id for c in other.claims] != []
    assert [c.evidence.exact for c in one.claims] == [c.evidence.exact for c in other.claims]


def test_an_unknown_extractor_is_named_with_a_remedy(engine: Engine) -> None:
    with pytest.raises(KgError) as caught:
        extractor("oracle", engine.ontology)
    assert "oracle" in str(caught.value)
    assert "rules" in caught.value.remedy


def test_a_class_is_the_lexicons(reads: Reader) -> None:
    got = reads("엔비디아는 H100을 만든다.")
    assert (got.cls("엔비디아"), got.cls("H100")) == ("Company", "Chip")
