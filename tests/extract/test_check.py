"""The gate: one case for each reason to reject, and what passes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extract.check import check
from kg.model import Article, Block, Claim, Entity, Evidence, Name, Quantity, Span, Statement
from kg.ontology import Ontology, load_ontology

TEXT = "앞 문장이다. 네이버는 포시마크를 인수했다."
START = TEXT.index("네이버")
ARTICLE = Article("1", TEXT, (Block(Span(0, len(TEXT))),))
ENTITIES = {
    "naver": Entity("naver", "Company", (Name("네이버", "ko"),)),
    "poshmark": Entity("poshmark", "Company", (Name("포시마크", "ko"),)),
    "seoul": Entity("seoul", "Region", (Name("서울", "ko"),)),
}


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


GOOD = Claim(
    Statement("naver", "acquires", "poshmark"),
    Evidence("1", Span(START, len(TEXT)), TEXT[START:], at("네이버"), at("포시마크"), at("인수")),
)
STATEMENT, EVIDENCE = GOOD


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def reasons(ontology: Ontology, *claims: Claim) -> list[str]:
    return [r.reason for r in check(claims, ARTICLE, ENTITIES, ontology)[1]]


def test_what_is_right_passes(ontology: Ontology) -> None:
    kept, rejects = check([GOOD], ARTICLE, ENTITIES, ontology)
    assert (kept, rejects) == ([GOOD], [])


def test_a_subject_may_stand_before_the_sentence(ontology: Ontology) -> None:
    claim = Claim(STATEMENT, replace(EVIDENCE, subject=at("앞")))
    assert reasons(ontology, claim) == []


def test_the_same_claim_is_kept_once(ontology: Ontology) -> None:
    kept, _ = check([GOOD, GOOD, Claim(STATEMENT, replace(EVIDENCE, confidence=0.2))], ARTICLE, ENTITIES, ontology)
    assert kept == [GOOD]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (Statement("nobody", "acquires", "poshmark"), "unknown subject"),
        (Statement("naver", "acquires", "nobody"), "unknown object"),
        (Statement("naver", "acquires", "naver"), "subject is object"),
        (Statement("naver", "employs", "seoul"), "domain or range"),
        (Statement("seoul", "acquires", "naver"), "domain or range"),
        (Statement("naver", "befriends", "poshmark"), "domain or range"),
        (Statement("naver", "revenue", Quantity(Decimal(3), "NM")), "measure or unit not allowed"),
        (Statement("naver", "beauty", Quantity(Decimal(3), "KRW")), "measure or unit not allowed"),
        (Statement("seoul", "headcount", Quantity(Decimal(3), "KRW")), "measure or unit not allowed"),
    ],
)
def test_statements_that_the_vocabulary_forbids(ontology: Ontology, statement: Statement, reason: str) -> None:
    assert reasons(ontology, Claim(statement, EVIDENCE)) == [reason]


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (replace(EVIDENCE, modality="guessed"), "unknown modality"),
        (replace(EVIDENCE, exact=TEXT[START:] + " "), "quote is not the source's text"),
        (replace(EVIDENCE, span=Span(START + 1, len(TEXT))), "quote is not the source's text"),
        (replace(EVIDENCE, subject=Span(5, 5)), "span outside the text"),
        (replace(EVIDENCE, subject=Span(5, len(TEXT) + 1)), "span outside the text"),
        (replace(EVIDENCE, trigger=Span(9, 8)), "span outside the text"),
        (replace(EVIDENCE, object=Span(7, 7)), "span outside the text"),
        (replace(EVIDENCE, trigger=Span(0, 1)), "span outside its sentence"),
    ],
)
def test_evidence_that_the_text_does_not_bear_out(ontology: Ontology, evidence: Evidence, reason: str) -> None:
    assert reasons(ontology, Claim(STATEMENT, evidence)) == [reason]


def test_a_reject_names_article_claim_and_place(ontology: Ontology) -> None:
    _, (reject,) = check([Claim(Statement("naver", "employs", "seoul"), EVIDENCE)], ARTICLE, ENTITIES, ontology)
    assert reject.article == "1"
    assert reject.detail == f"naver employs seoul at {START}"
