"""Who gives whom what by a contract, who offers to buy, and whose founder is hired."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_bans_and_opinions import said


@pytest.mark.parametrize(
    "text",
    [
        "삼성SDI는 테슬라에 배터리를 공급하는 계약을 맺었다.",
        "삼성SDI는 테슬라에 배터리를 공급하는 계약을 맺은 것으로 알려졌다.",
        "삼성SDI는 미국 업체 테슬라에 3년 동안 배터리를 공급하는 계약을 체결했다.",
    ],
)
def test_who_is_given_a_thing_by_contract_is_supplied(reads: Reader, text: str) -> None:
    assert ("samsung-sdi", "supplies", "tesla") in {(a, r, b) for a, r, b, _ in said(reads, text)}


def test_who_lets_another_use_his_technology_supplies_it(reads: Reader) -> None:
    found = said(reads, "셀트리온은 화이자에 독점 판매권을 넘기는 계약을 맺었다.")
    assert ("celltrion", "supplies", "pfizer", "asserted") in found


@pytest.mark.parametrize("verb", ["거절했다", "거부했다", "뿌리쳤다", "받아들였다"])
def test_who_answers_an_offer_does_not_make_it(reads: Reader, verb: str) -> None:
    found = said(reads, f"네이버는 구글의 인수 제안을 {verb}.")
    assert not any(subject == "naver" and relation == "acquires" for subject, relation, _, _ in found)


def test_who_is_hired_did_not_found_the_firm_that_hires_him(reads: Reader) -> None:
    found = said(reads, "메타는 스케일AI에 투자하고 창업자 알렉산더 왕을 영입했다.")
    assert {b for _, relation, b, _ in found if relation == "founded"} == {"scale-ai"}
    found = said(reads, "네이버는 창업자 이해진을 이사회 의장으로 선임했다.")
    assert {b for _, relation, b, _ in found if relation == "founded"} == {"naver"}


@pytest.mark.parametrize(
    "text", ["딥시크는 상하이에 본사를 둔 업체와 협력한다.", "딥시크는 상하이에 본사를 둔 벤처와 무관하다."]
)
def test_where_an_unnamed_firm_sits_is_not_where_its_partner_does(reads: Reader, text: str) -> None:
    assert not any(relation == "basedIn" for _, relation, _, _ in said(reads, text))


def test_evidence_of_a_wrong_accuses_whose_it_is(reads: Reader) -> None:
    found = said(reads, "오픈AI는 딥시크가 자사 데이터를 무단으로 썼다는 증거를 발견했다고 밝혔다.")
    assert ("openai", "accuses", "deepseek", "asserted") in found


def test_who_has_chips_has_got_them_and_did_not_develop_them(reads: Reader) -> None:
    found = said(reads, "메타는 H100 1만개를 갖고 있다.")
    assert {(relation, object_) for _, relation, object_, _ in found} == {("orders", "h100")}


def test_who_is_made_the_largest_customer_is_it(reads: Reader) -> None:
    got = reads("캠브리콘은 바이트댄스를 최대 고객으로 두고 있다.")
    assert [c.statement.subject for c in got.graph.claims if c.statement.predicate == "rank"] == ["bytedance"]


def test_a_counter_begins_no_name(reads: Reader) -> None:
    assert not said(reads, "딥시크는 최근 두 가지 기술을 잇달아 공개했다.")


def test_two_stakes_of_one_owner_are_two_things(reads: Reader) -> None:
    got = reads("한화는 호주 조선업체 오스탈의 지분 9.9%를 매입했다.")
    stakes = [q.value for c in got.graph.claims if c.statement.predicate == "count" for q in c.statement.qualifiers]
    assert stakes == ["오스탈 지분"]
