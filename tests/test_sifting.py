"""Of an archive's claims only those are compared that may disagree: what is found is what comparing all would find."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.disagreeing import FIGURES, OWNERS, REFUSAL, REVERSED, disagreements
from kg.graph.sifting import Groups
from kg.model import MODALITIES, Claim, Evidence, Qualifier, Quantity, Span, Statement
from tests.corpora import article, first, graph

IDS = st.sampled_from(["a", "b", "c"])
FIGURE = st.builds(Quantity, st.sampled_from([Decimal(1), Decimal("1.0"), Decimal(2)]), st.just("KRW"))
RELATION = st.sampled_from(["acquires", "ownedBy", "outperforms", "competesWith"])
DATE = (Qualifier("date", "2024"),)
DATED = st.sampled_from([(), DATE, (Qualifier("share", "10%"),)])
STATEMENT = st.builds(Statement, IDS, RELATION, IDS, DATED) | st.builds(
    Statement, IDS, st.just("revenue"), FIGURE, DATED
)
NO = Span(0, 1)


@st.composite
def said(draw: st.DrawFn, number: int) -> list[Claim]:
    """The claims of an article."""
    out = []
    for at in range(draw(st.integers(0, 4))):
        where = (f"{number}", Span(at, at + 1), "가", NO, NO, NO)
        more = draw(st.sampled_from(MODALITIES)), draw(st.sampled_from(["", "x"]))
        out.append(Claim(draw(STATEMENT), Evidence(*where, *more, time=draw(st.sampled_from(["", "2024", "2025"])))))
    return out


@given(st.tuples(*(said(n) for n in range(4))))
@settings(max_examples=300)
def test_what_is_left_out_disagrees_with_nothing(articles: tuple[list[Claim], ...]) -> None:
    graphs = [graph(article(f"{n}", "가나"), claims) for n, claims in enumerate(articles)]
    assert disagreements(Groups(graphs).claims()) == disagreements(c for g in graphs for c in g.claims)


def test_all_four_kinds_are_found_and_what_is_alone_is_left_out() -> None:
    def one(id_: str, *fields: Any, modality: str = "asserted") -> Claim:
        return Claim(Statement(*fields), Evidence(id_, NO, "가", NO, NO, NO, modality))

    ours = [
        one("1", "a", "revenue", Quantity(Decimal(1), "KRW")),
        one("1", "a", "competesWith", "b"),
        one("1", "a", "ownedBy", "b"),
        one("1", "a", "outperforms", "b"),
    ]
    theirs = [
        one("2", "a", "revenue", Quantity(Decimal(2), "KRW")),
        one("2", "a", "competesWith", "b", DATE, modality="denied"),
        one("2", "a", "ownedBy", "c"),
        one("2", "b", "outperforms", "a"),
    ]
    alone = one("3", "c", "released", "a")
    graphs = [graph(article(n, "가나"), claims) for n, claims in (("1", ours), ("2", theirs), ("3", [alone]))]
    found = list(Groups(graphs).claims())
    assert {d.why for d in disagreements(found)} == {FIGURES, REFUSAL, OWNERS, REVERSED}
    assert {c.statement for c in found} == {c.statement for c in (*ours, *theirs)}


def test_nothing_is_compared_where_all_say_different_things() -> None:
    assert list(Groups([first()]).claims()) == []
