"""Values and the ids derived from them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence, Qualifier, Quantity, Span, Statement, digest, plain

EVIDENCE = Evidence("1", Span(0, 9), "가나다라마바사아자", Span(0, 1), Span(2, 3), Span(4, 5))


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_no_two_tuples_share_a_hash(one: list[str], other: list[str]) -> None:
    def nfc(fields: list[str]) -> list[str]:
        return [unicodedata.normalize("NFC", f) for f in fields]

    assert (digest(*one) == digest(*other)) == (nfc(one) == nfc(other))


def test_composed_and_decomposed_letters_are_one() -> None:
    assert digest("가") == digest("\u1100\u1161")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4))
def test_plain_decimals_keep_their_value(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith("0")


def test_the_order_of_qualifiers_does_not_matter() -> None:
    date, role = Qualifier("date", "2025"), Qualifier("role", "CEO")
    assert Statement("a", "r", "b", (date, role)).id == Statement("a", "r", "b", (role, date)).id
    assert Statement("a", "r", "b", (date,)).id != Statement("a", "r", "b", (role,)).id
    assert (
        Statement("a", "r", "b", (Qualifier("x", "y"),)).id
        != Statement("a", "r", "b", (Qualifier("x", "y", is_entity=True),)).id
    )


def test_an_entity_and_a_quantity_never_share_a_statement() -> None:
    assert Statement("a", "r", "3-USD").id != Statement("a", "r", Quantity(Decimal(3), "USD")).id


def test_equal_numbers_make_one_statement() -> None:
    one, other = Quantity(Decimal("3.50"), "USD"), Quantity(Decimal("3.5"), "USD")
    assert Statement("a", "r", one).id == Statement("a", "r", other).id


def test_an_evidence_depends_on_place_and_voice() -> None:
    statement = Statement("a", "r", "b")
    ids = {
        EVIDENCE.id_for(statement),
        replace(EVIDENCE, trigger=Span(5, 6)).id_for(statement),
        replace(EVIDENCE, modality="claimed").id_for(statement),
        replace(EVIDENCE, attributed_to="anonymous").id_for(statement),
        replace(EVIDENCE, article="2").id_for(statement),
        EVIDENCE.id_for(Statement("a", "r", "c")),
    }
    assert len(ids) == 6
    assert replace(EVIDENCE, confidence=0.1).id_for(statement) == EVIDENCE.id_for(statement)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_spans(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    assert one.overlaps(other) == other.overlaps(one)
    assert (
        one.overlaps(other) == bool(set(range(*one)) & set(range(*other)))
        or one.start == one.end
        or other.start == other.end
    )
    assert one.within(one)
