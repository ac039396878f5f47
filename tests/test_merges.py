"""Which names become one entity: by the article itself, across articles, and by what a user decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg import pipeline
from kg.cli import cli
from kg.errors import GraphError
from kg.graph import Corpus, Decision, recall
from kg.graph.deciding import APART, RENAME, SAME, read_decisions
from kg.graph.redirecting import REFUSED
from kg.model import ArticleGraph, Entity, Mention, Merge, Name, Span
from kg.naming import AFFILIATE, BRACKET, DECIDED, ELSEWHERE, FAMILY, LAST, LEXICON, REFERENCE, SPELLING
from kg.ontology import load_ontology
from tests.conftest import Reader
from tests.corpora import CHIP, DARA, GANA, FakeEngine, article, claim, first, graph, second, shuffled
from tests.test_pipeline import articles

ONTOLOGY = load_ontology()


def why(graph: ArticleGraph, surface: str) -> list[tuple[str, str]]:
    return [(m.entity, m.reason) for m in graph.merges if m.surface == surface]


# ---------- a group's bare name


def test_a_bare_group_name_means_the_one_affiliate_named_before(reads: Reader) -> None:
    got = reads("한화오션은 14일 함정 정비 계약을 맺었다. 한화는 올해 안에 추가 수주를 노린다.")
    assert got.entities_of("한화") == ["hanwha-ocean"]
    assert why(got.graph, "한화") == [("hanwha-ocean", AFFILIATE)]


@pytest.mark.parametrize(
    "text",
    [
        "한화는 14일 조직을 개편했다. 한화오션은 새 대표를 맞았다.",  # only named after it
        "한화오션과 한화시스템은 손을 잡았다. 한화는 시너지를 기대한다.",  # two affiliates
        "한화그룹은 조직을 개편했다. 한화오션은 새 대표를 맞았다. 한화는 14일 이같이 밝혔다.",  # the group in full
        "현대모비스는 새 공장을 세웠다. 한화는 14일 조직을 개편했다.",  # another group's affiliate
    ],
)
def test_else_it_means_the_group(reads: Reader, text: str) -> None:
    assert reads(text).entities_of("한화") == ["hanwha-group"]


def test_a_headline_names_in_short_what_the_body_names_in_full(reads: Reader) -> None:
    got = reads("LG화학은 14일 청주에 양극재 공장을 세운다고 밝혔다.", headline="LG, 청주에 공장 세운다")
    assert got.entities_of("LG") == ["lg-chem"]


def test_a_firm_that_is_no_group_keeps_its_name(reads: Reader) -> None:
    got = reads("카카오뱅크는 14일 실적을 발표했다. 카카오는 주식을 더 사들였다.")
    assert got.entities_of("카카오") == ["kakao"]


# ---------- reasons


def test_every_other_name_has_its_reason(reads: Reader) -> None:
    got = reads(
        "엔비디아의 젠슨 황 최고경영자(CEO)는 신제품을 공개했다. 황 CEO는 NVIDIA가 앞서 있다고 말했다.",
        "신생기업 라온테크닉스(RTX랩스)는 14일 투자를 받았다. 이 회사는 2020년 설립됐다.",
    ).graph
    assert why(got, "황") == [("jensen-huang", FAMILY)]
    assert why(got, "NVIDIA") == [("nvidia", LEXICON)]
    assert [reason for _, reason in why(got, "RTX랩스")] in ([BRACKET], [])
    assert {reason for _, reason in why(got, "이 회사")} == {REFERENCE}
    for merge in got.merges:
        assert merge.span.of(got.article.text) == merge.surface


def test_no_alias_of_an_entity_lacks_a_reason(reads: Reader) -> None:
    text = "월가는 니클라스 젠스트룀 최고경영자를 주목했다. 젠스트룀은 위즈를 세웠다. 위즈(Wiz)는 뉴욕에 있다."
    got = reads(text).graph
    labels = {e.id: {n.text for n in e.names} for e in got.entities}
    other = {(m.entity, m.surface) for m in got.mentions if m.surface not in labels[m.entity]}
    explained = {(m.entity, m.surface) for m in got.merges}
    assert other <= explained
    assert all(m.reason for m in got.merges)
    assert LAST in {m.reason for m in got.merges} or not any(m.surface == "젠스트룀" for m in got.mentions)


# ---------- decisions


def decided(*rows: tuple[str, str, str]) -> tuple[Decision, ...]:
    return tuple(Decision(*row, f"mine.tsv:{n}") for n, row in enumerate(rows, 1))


def joined(graphs: Sequence[ArticleGraph], *rows: tuple[str, str, str]) -> Corpus:
    return Corpus.of(graphs, ONTOLOGY, decisions=decided(*rows))


OTHER = Entity("company/다라칩", "Company", (Name("다라칩", "ko"), Name("Dara", "en")))


def third() -> ArticleGraph:
    """An article that names 다라반도체 otherwise, and is said to compete with 가나전자."""
    text = "다라칩은 가나전자와 경쟁한다."
    a = article("003", text)
    ends = ((OTHER.id, "다라칩"), "competesWith", ("gana", "가나전자"), "경쟁")
    claims = [claim(a, text, *ends, attributed_to=OTHER.id)]
    mentions = (Mention(Span(0, 3), "다라칩", "Company", OTHER.id), Mention(Span(5, 9), "가나전자", "Company", "gana"))
    return graph(a, claims, OTHER, GANA, mentions=mentions)


def test_the_same_are_one_in_every_article() -> None:
    got = joined([first(), third()], (SAME, "다라반도체", "다라칩"))
    assert got.failures == ()
    assert OTHER.id not in got.entities
    entity = got.entities["dara"]
    assert (set(entity.names), entity.aliases) == ({*DARA.names, Name("Dara", "en")}, ("다라칩",))
    assert got.mentions["dara"] == ("001", "003")
    (statement,) = (s for s in got.statements if s.predicate == "competesWith")
    assert [e.article for e in got.statements[statement]] == ["001", "003"]
    assert got.statements[statement][1].attributed_to == "dara"
    assert [(m.entity, m.surface, m.reason) for m in got.decided] == [("dara", "다라칩", DECIDED)]


def test_the_first_named_is_kept_and_chains_end_in_one() -> None:
    rows = ((SAME, "다라칩", "dara"), (SAME, "가나전자", "다라칩"))
    got = joined([first(), third()], *rows)
    assert {"dara", OTHER.id}.isdisjoint(got.entities)
    assert not [s for s in got.statements if s.predicate == "competesWith"]  # it would be its own rival
    assert got.rejects()[REFUSED] == 2
    assert joined([first(), third()], rows[0]).entities[OTHER.id].names[1].text == "다라칩"


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_articles_changes_nothing_and_a_graph_comes_back(seed: int) -> None:
    rows = ((SAME, "다라반도체", "다라칩"), (RENAME, "G1", "지원"), (APART, "가나전자", "GANA"))
    graphs = [first(), second(), third()]
    whole = joined(graphs, *rows)
    assert joined(shuffled(graphs, seed), *rows).turtle() == whole.turtle()
    assert recall(whole.triples(), Corpus).turtle() == whole.turtle()


def test_a_new_name_is_the_label_and_the_old_one_stays_an_alias() -> None:
    got = joined([first(), second()], (RENAME, "가나전자", "가나 일렉트로닉스"), (RENAME, "gana", "GNE"))
    entity = got.entities["gana"]
    assert Name("GNE", "en") in entity.names
    got = joined([first(), second()], (RENAME, "가나전자", "가나 일렉트로닉스"))
    entity = got.entities["gana"]
    assert Name("가나 일렉트로닉스", "ko") in entity.names
    assert "가나전자" in entity.aliases
    assert got.statements == joined([first(), second()]).statements


def bare() -> ArticleGraph:
    """An article that calls 가나전자 by its short name once."""
    full, short = "가나전자는 다라반도체와 경쟁한다.", "가나는 G1을 공개했다."
    a = article("004", full, short)
    at = a.text.index(short)
    claims = [
        claim(a, full, ("gana", "가나전자"), "competesWith", ("dara", "다라반도체"), "경쟁"),
        claim(a, short, ("gana", "가나"), "released", ("chip/g1", "G1"), "공개"),
    ]
    mentions = (
        Mention(Span(0, 4), "가나전자", "Company", "gana"),
        Mention(Span(6, 11), "다라반도체", "Company", "dara"),
        Mention(Span(at, at + 2), "가나", "Company", "gana", "alias"),
        Mention(Span(at + 4, at + 6), "G1", "Chip", "chip/g1"),
    )
    merges = (Merge("gana", "가나", LEXICON, "004", Span(at, at + 2)),)
    return graph(a, claims, GANA, DARA, CHIP, mentions=mentions, merges=merges)


def test_a_name_can_be_taken_from_an_entity() -> None:
    got = joined([bare()], (APART, "가나전자", "가나"))
    released = next(s for s in got.statements if s.predicate == "released")
    rivals = next(s for s in got.statements if s.predicate == "competesWith")
    assert released.subject == "company/가나"
    assert "gana" in (rivals.subject, rivals.object)
    assert "가나" not in got.entities["gana"].aliases
    assert set(got.mentions) == {"gana", "company/가나", "dara", "chip/g1"}
    assert not [j for j in got.merges if j.surface == "가나"]


def test_a_name_that_another_goes_by_becomes_its() -> None:
    twin = Entity("company/가나은행", "Company", (Name("가나은행", "ko"),), ("가나",))
    a = article("005", "가나은행은 컸다.")
    other = graph(a, [], twin, mentions=(Mention(Span(0, 4), "가나은행", "Company", twin.id),))
    got = joined([bare(), other], (APART, "가나전자", "가나"))
    assert next(s for s in got.statements if s.predicate == "released").subject == twin.id


def test_where_an_article_has_no_other_name_all_of_it_moves() -> None:
    g = bare()
    kept = tuple(m for m in g.mentions if m.surface != "가나전자")
    again = Mention(Span(0, 4), "가나전자", "Company", "gana", "coreference")  # stands for a pronoun here
    got = joined([replace(g, mentions=(*kept, again))], (APART, "가나전자", "가나"))
    assert "gana" not in got.mentions


def test_names_that_nobody_knows_are_named_and_the_rest_is_built() -> None:
    got = joined([first()], (SAME, "다라반도채", "가나전자"), (RENAME, "G1", "지원"), (APART, "가나전자", "없는이름"))
    assert sorted(f.where for f in got.failures) == ["mine.tsv:1", "mine.tsv:3"]
    assert "다라반도체" in next(f.remedy for f in got.failures if f.where == "mine.tsv:1")
    assert got.entities["chip/g1"].names == (Name("지원", "ko"),)


def test_a_name_that_only_the_lexicon_knows_is_no_failure() -> None:
    got = joined([first()], (SAME, "엔비디아", "다라반도체"), (RENAME, "삼성전자", "삼성전자 주식회사"))
    assert got.failures == ()
    assert "nvidia" in got.mentions
    assert "dara" not in got.mentions


def test_unlike_things_cannot_be_the_same() -> None:
    (failure,) = joined([first()], (SAME, "가나전자", "G1")).failures
    assert "Company" in str(failure)
    assert "mine.tsv:1" in str(failure)


def test_two_decisions_that_cannot_both_hold_are_refused() -> None:
    with pytest.raises(GraphError, match=r"mine\.tsv:2.*see mine\.tsv:1"):
        joined([first(), third()], (APART, "다라반도체", "다라칩"), (SAME, "다라칩", "다라반도체"))


def test_a_publisher_can_be_joined_too() -> None:
    a = article("006", "가나전자는 컸다.", publisher="한빛신문")
    got = joined([first(), graph(a, [], GANA)], (SAME, "한빛일보", "한빛신문"))
    assert got.failures == ()
    assert {g.publisher for g in got.graphs} == {"hanbit"}
    assert "mediaoutlet/한빛신문" not in got.entities


# ---------- across articles


def bracketed(id_: str, name: str, short: str) -> ArticleGraph:
    text = f"{name}({short})는 컸다."
    a = article(id_, text)
    entity = Entity(f"company/{name}", "Company", (Name(name, "ko"),), (short,))
    at = len(name) + 1
    mentions = (
        Mention(Span(0, len(name)), name, "Company", entity.id),
        Mention(Span(at, at + len(short)), short, "Company", entity.id, "alias"),
    )
    merge = Merge(entity.id, short, BRACKET, id_, Span(at, at + len(short)))
    return graph(a, [], entity, mentions=mentions, merges=(merge,))


def alone(id_: str, name: str) -> ArticleGraph:
    a = article(id_, f"{name}는 작다.")
    entity = Entity(f"company/{name.lower()}", "Company", (Name(name, "ko"),))
    return graph(a, [], entity, mentions=(Mention(Span(0, len(name)), name, "Company", entity.id),))


def test_an_alias_in_one_articles_brackets_is_known_in_the_others() -> None:
    got = joined([alone("1", "MBTEL"), bracketed("2", "마바통신", "MBTEL")])
    assert got.mentions == {"company/마바통신": ("1", "2")}
    assert (ELSEWHERE, "MBTEL") in {(j.reason, j.surface) for j in got.merges}


def test_a_name_that_was_decided_outlives_such_a_join() -> None:
    got = joined([alone("1", "MBTEL"), bracketed("2", "마바통신", "MBTEL")], (RENAME, "company/mbtel", "마바텔"))
    assert got.entities["company/마바통신"].names == (Name("마바텔", "ko"),)


def test_an_alias_of_two_or_one_that_is_decided_against_joins_nothing() -> None:
    two = [alone("1", "MBTEL"), bracketed("2", "마바통신", "MBTEL"), bracketed("3", "마을버스통신", "MBTEL")]
    assert len(joined(two).mentions) == 3
    apart = (APART, "company/마바통신", "company/mbtel")
    assert len(joined([alone("1", "MBTEL"), bracketed("2", "마바통신", "MBTEL")], apart).mentions) == 2


def test_spellings_of_one_name_are_counted_over_articles() -> None:
    spelled = [alone("1", "MB-TEL"), alone("2", "MB-TEL"), alone("3", "MB TEL")]
    same_id = [replace(g, entities=(replace(g.entities[0], id="company/mbtel"),), mentions=()) for g in spelled]
    (got,) = joined(same_id).merges
    assert (got.label, got.surface, got.reason, got.articles) == ("MB-TEL", "MB TEL", SPELLING, 1)


# ---------- the file and the commands


@pytest.mark.parametrize("line", ["same\t가나전자", "joins\ta\tb", "rename\ta\tb\tc", "same a b"])
def test_a_row_that_is_none_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(f"# what I know\n\nrename\tG1\t지원\n{line}\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"mine\.tsv:4: is no decision"):
        read_decisions(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        read_decisions(tmp_path / "none.tsv")
    (tmp_path / "x.tsv").write_bytes("rename\tG1\t지원".encode("cp949"))
    with pytest.raises(GraphError, match="UTF-8"):
        read_decisions(tmp_path / "x.tsv")


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    build = pipeline.build

    def faked(*args: Any, **fields: Any) -> pipeline.Corpus:
        return build(*args, **fields | {"engine": FakeEngine()})

    monkeypatch.setattr(pipeline, "build", faked)
    articles(Path("in"))
    return lambda *args: CliRunner().invoke(cli, list(args))


def test_decisions_survive_every_rebuild(run: Run) -> None:
    Path("decisions.tsv").write_text("rename\t가나전자\t가나\nsame\t가나전자\t다라반도체\n", encoding="utf-8")
    for _ in range(2):
        assert run("build", "in", "-q").exit_code == 0
        assert run("show", "gana").stdout.startswith("가나 · ")
        assert "다라반도체" in run("show", "gana").stdout
    Path("mine.tsv").write_text("rename\t가나전자\t가나사\n", encoding="utf-8")
    assert run("build", "in", "-q", "--decisions", "mine.tsv").exit_code == 0
    assert run("show", "gana").stdout.startswith("가나사 · ")


def test_a_wrong_decision_is_one_line_and_costs_nothing_else(run: Run) -> None:
    Path("decisions.tsv").write_text("rename\t없는회사\t가나\n", encoding="utf-8")
    result = run("build", "in", "-q")
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: decisions.tsv:1: no entity is called '없는회사' (")
    assert run("stats").exit_code == 0
    Path("decisions.tsv").write_text("nonsense\n", encoding="utf-8")
    before = Path("outputs/graph.ttl").read_bytes()
    assert run("build", "in", "-q").exit_code == 1
    assert Path("outputs/graph.ttl").read_bytes() == before


def test_merges_lists_what_was_joined_and_why(run: Run) -> None:
    Path("decisions.tsv").write_text("same\t가나전자\t다라반도체\n", encoding="utf-8")
    run("build", "in", "-q")
    lines = [line.split() for line in run("merges").stdout.splitlines()]
    assert ["gana", "가나전자", "다라반도체", "your", "decision", "all"] in lines
    (row,) = json.loads(run("merges", "다라 반도체", "--json").stdout)
    assert (row["entity"], row["surface"], row["reason"]) == ("gana", "다라반도체", DECIDED)
    unknown = run("merges", "없는회사")
    assert (unknown.exit_code, len(unknown.stderr.splitlines())) == (1, 1)


def test_merges_without_a_report_says_what_to_do(run: Run) -> None:
    result = run("merges")
    assert result.exit_code == 1
    assert "kg build" in result.stderr
    Path("outputs").mkdir()
    Path("outputs/report.json").write_text("{}", encoding="utf-8")
    assert "kg build" in run("merges").stderr
