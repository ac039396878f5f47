"""Partitions joined by keys give what a corpus joined in one process gives, whatever is in which partition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import Decision
from kg.graph.deciding import APART, RENAME, SAME
from kg.model import ArticleGraph, Entity, Mention, Merge, Name, Quantity, Span
from kg.naming import BRACKET
from tests.cluster.inline import Seen, one_machine, spread
from tests.corpora import CHIP, DARA, GANA, article, claim, first, graph, graphs, second
from tests.test_disagreements import JACHA, MABA, SAA, Said, made, row, won
from tests.test_merges import OTHER, decided, third

FLAT = st.sampled_from(["gana", "dara", "chip/g1", "company/가나", "company/나", "a/b", "x"])


def agree(
    given_: list[ArticleGraph], partitions: int, *rows: tuple[str, str, str], sure: float = 0.0
) -> dict[str, object]:
    """Hold the two ways of building against each other, and return the report."""
    decisions: tuple[Decision, ...] = decided(*rows)
    want, got = one_machine(given_, decisions, sure), spread(given_, partitions, decisions, sure)
    assert got.lines == want.lines
    assert got.failures == want.failures
    assert got.report == want.report
    return got.report


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(graphs(FLAT), min_size=1, max_size=4, unique_by=lambda g: g.article.id), st.integers(1, 4), st.floats(0, 1)
)
def test_any_graphs_in_any_partitions_give_the_same(found: list[ArticleGraph], partitions: int, sure: float) -> None:
    partitions = min(partitions, len(found))
    want = outcome(one_machine, found, (), sure)
    assert outcome(spread, found, partitions, (), sure) == want


def outcome(built: Callable[..., Seen], *args: object) -> Seen | str:
    """What a build gives, or why it gives nothing."""
    try:
        return built(*args)
    except GraphError as error:
        return error.what


# ---------- decisions, and names in brackets


@pytest.mark.parametrize(
    "rows",
    [
        ((SAME, "다라반도체", "다라칩"),),
        ((APART, "가나전자", "가나"), (RENAME, "가나전자", "가나다")),
        ((RENAME, "다라칩", "새다라"), (SAME, "entity:dara", OTHER.id)),
        ((SAME, "다라반도체", "없는회사"), (RENAME, "G2", "G3")),  # nobody knows these: failures that say who is near
        ((SAME, "삼성전자", "다라칩"),),  # known to the lexicon alone
    ],
)
def test_decisions_hold_across_partitions(rows: tuple[tuple[str, str, str], ...]) -> None:
    report = agree([first(), second(), third()], 3, *rows)
    assert report["merges"] or rows[0][0] != SAME or report["failures"]


def test_decisions_that_cannot_both_hold_end_the_build() -> None:
    rows = decided((APART, "다라반도체", "다라칩"), (SAME, "다라반도체", "다라칩"))
    with pytest.raises(GraphError, match="cannot hold with another decision"):
        spread([first(), third()], 2, rows)


def bracketed() -> ArticleGraph:
    """An article that gives another one's name to 가나전자 in brackets."""
    text = "가나전자(다라칩)는 새 공장을 세운다."
    a = article("004", text)
    mentions = (
        Mention(Span(0, 4), "가나전자", "Company", "gana"),
        Mention(Span(5, 8), "다라칩", "Company", "gana", "alias"),
    )
    merge = Merge("gana", "다라칩", BRACKET, a.id, Span(5, 8))
    return graph(a, [], GANA, mentions=mentions, merges=(merge,))


def test_a_name_in_brackets_joins_what_another_partition_holds() -> None:
    report = agree([third(), bracketed(), first()], 3)
    merges = report["merges"]
    assert isinstance(merges, list)
    assert any(m["reason"] == "given in brackets behind the name in another article" for m in merges)


def test_a_name_given_to_two_things_joins_none() -> None:
    other = replace(bracketed(), article=replace(bracketed().article, id="005"))
    other = replace(other, merges=(replace_merge(other.merges[0], "dara"),), entities=(DARA,))
    report = agree([third(), bracketed(), other], 3)
    merges = report["merges"]
    assert isinstance(merges, list)
    assert all("another article" not in m["reason"] for m in merges)


def replace_merge(merge: Merge, entity: str) -> Merge:
    return merge._replace(entity=entity, article="005")


# ---------- what breaks a rule


def test_an_entity_that_breaks_a_rule_goes_everywhere() -> None:
    alien = replace(CHIP, cls="Alien")
    broken = [
        replace(g, entities=tuple(alien if e.id == CHIP.id else e for e in g.entities)) for g in (first(), second())
    ]
    report = agree([*broken, third()], 3)
    rejects = report["rejects"]
    assert isinstance(rejects, dict)
    assert rejects["total"] == 5
    assert len([r for r in rejects["first"] if r["statement"]]) == 4


def test_an_article_that_breaks_a_rule_is_a_failure_and_the_rest_is_built() -> None:
    bad = replace(first(), article=replace(first().article, authors=("",)))
    report = agree([bad, second(), third()], 2)
    assert report["failures"] == [{"where": "001", "what": "An author of an article is a name.", "remedy": ""}]
    assert report["articles"] == 2


def test_a_graph_that_breaks_the_vocabulary_is_a_failure_too() -> None:
    bad = first()
    unknown = replace(bad.claims[0].statement, subject="nobody")
    bad = replace(bad, claims=(bad.claims[0]._replace(statement=unknown),))
    report = agree([bad, second()], 2)
    assert report["articles"] == 1
    assert len(report["failures"]) == 1  # type: ignore[arg-type]


# ---------- disagreements


def disagreeing(*articles: list[Said]) -> int:
    graphs_ = list(made(*articles).graphs)
    want, got = one_machine(graphs_), spread(graphs_, len(articles), groups=64)
    assert got == want
    return int(got.report["disagreements"])


def test_articles_of_different_partitions_disagree() -> None:
    held, denied = row(MABA, "acquires", JACHA), row(MABA, "acquires", JACHA, modality="denied", time="2025")
    assert disagreeing([row(MABA, "revenue", won(100))], [row(MABA, "revenue", won(200))]) == 1
    assert disagreeing([row(MABA, "outperforms", SAA)], [row(SAA, "outperforms", MABA)]) == 1
    assert disagreeing([held], [row(SAA, "acquires", JACHA)]) == 1
    assert disagreeing([held, row(SAA, "acquires", JACHA)], [held]) == 0
    assert disagreeing([held], [denied]) == 0


@pytest.mark.parametrize("groups", [1, 2, 5, 64])
def test_an_owner_of_an_owner_is_known_wherever_it_was_read(groups: int) -> None:
    one, other, above = row(JACHA, "ownedBy", MABA), row(JACHA, "ownedBy", SAA), row(MABA, "ownedBy", SAA)
    for given_, count in (([one], [other]), 1), (([one], [other], [above]), 0), (([other], [one], [above]), 0):
        found = list(made(*given_).graphs)
        assert spread(found, 2, groups=groups).report["disagreements"] == count
        assert one_machine(found).report["disagreements"] == count


def test_who_is_spoken_of_no_more_is_not_described() -> None:
    text = "다라칩은 다라반도체와 경쟁한다."
    a = article("006", text)
    ends = ((OTHER.id, "다라칩"), "competesWith", ("dara", "다라반도체"), "경쟁")
    said = graph(a, [claim(a, text, *ends, attributed_to="samsung-electronics")], OTHER, DARA)
    assert any(b"samsung-electronics" in line for line in spread([said, first()], 2).lines)
    agree([said, first()], 2, (SAME, "다라반도체", "다라칩"))
    assert not any(b"samsung" in line for line in spread([said], 1, decided((SAME, "다라반도체", "다라칩"))).lines)


def test_descriptions_are_counted_across_partitions() -> None:
    names = ("가나전자", "가나전자주식회사", "가나전자주식회사")
    found = [
        graph(article(f"{n}", f"{name}는 회사다."), [], Entity("gana", "Company", (Name(name, "ko"),)))
        for n, name in enumerate(names)
    ]
    want = one_machine(found)
    assert spread(found, 3).lines == spread(found, 2).lines == want.lines
    assert any("가나전자주식회사".encode() in line and b"prefLabel" in line for line in want.lines)


def test_figures_keep_their_decimals() -> None:
    small, large = (row(MABA, "revenue", Quantity(Decimal(v), "KRW")) for v in ("0.10", "1E+15"))
    assert disagreeing([small], [large]) == 1
