"""Trade that needs leave, whom a sanction hits, and bids that nobody has followed yet."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_bans_and_opinions import said


@pytest.mark.parametrize(
    "text",
    [
        "미국은 H100을 수출하려면 허가를 받으라고 통보했다.",
        "미국은 H100 수출에 허가를 받도록 했다.",
        "미국은 업체들이 H100을 수출할 때 허가를 받도록 했다.",
        "미국은 H100에 대해 수출 허가를 의무화했다.",
        "미국은 H100 수출을 허가제로 바꿨다.",
        "미국은 H100에 수출 허가제를 적용하고 있다.",
    ],
)
def test_what_is_sold_with_leave_alone_is_restricted(reads: Reader, text: str) -> None:
    found = said(reads, text)
    assert ("us", "restricts", "h100", "asserted") in found
    assert not any(relation == "permits" for _, relation, _, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "미국의 제재로 화웨이는 생산에 어려움을 겪고 있다.",
        "미국의 제재로 부품 조달에 애를 먹던 화웨이가 새 공장을 지었다.",
        "미국의 제재로 거래가 끊긴 화웨이는 새 공장을 지었다.",
        "화웨이는 미국의 제재 탓에 장비를 들여오지 못한다.",
        "화웨이는 미국의 제재로 장비를 살 수 없게 됐다.",
        "화웨이는 미국의 수출 규제에 걸려 장비를 사지 못했다.",
    ],
)
def test_a_sanction_restricts_who_suffers_from_it(reads: Reader, text: str) -> None:
    assert ("us", "restricts", "huawei", "asserted") in said(reads, text)


def test_a_sanction_restricts_the_thing_whose_sale_it_stops(reads: Reader) -> None:
    found = said(reads, "엔비디아의 H20은 미국의 수출 규제로 중국 판매가 막혔다.")
    assert ("us", "restricts", "h20", "asserted") in found
    assert not any("china" in (subject, object_) for subject, _, object_, _ in found)


def test_who_does_well_under_a_law_is_not_restricted_by_it(reads: Reader) -> None:
    assert not said(reads, "미국의 규제로 화웨이는 이름을 알렸다.")


def test_a_privilege_that_is_taken_back_restricts_who_had_it(reads: Reader) -> None:
    found = said(reads, "미국 상무부는 삼성전자의 특례를 거둬들이겠다고 발표했다.")
    assert ("us-commerce-department", "restricts", "samsung-electronics", "planned") in found


def test_nobody_has_ordered_what_he_is_told_to_cancel(reads: Reader) -> None:
    found = said(reads, "중국 정부는 텐센트에 H20 주문을 취소하라고 명령했다.")
    assert any(relation == "restricts" and object_ == "h20" for _, relation, object_, _ in found)
    assert not any(relation in ("orders", "supplies") for _, relation, _, _ in found)


def test_whose_a_firm_is_may_be_told_on_the_way(reads: Reader) -> None:
    found = said(reads, "카카오뱅크는 카카오의 계열사로 지난해 흑자를 냈다.")
    assert ("kakao-bank", "ownedBy", "kakao", "asserted") in found


def test_a_firm_that_another_sets_up_as_its_arm_is_not_its_parent(reads: Reader) -> None:
    found = said(reads, "네이버는 카카오의 계열사로 라인게임즈를 세웠다.")
    assert not any(subject == "naver" and relation == "ownedBy" for subject, relation, _, _ in found)


def test_who_only_installs_a_machine_does_not_use_it(reads: Reader) -> None:
    found = said(reads, "SK하이닉스의 생산 라인에 EUV 노광장비가 설치됐다.")
    assert any(subject == "sk-hynix" and relation == "uses" for subject, relation, _, _ in found)
    found = said(reads, "두산로보틱스는 SK하이닉스의 생산 라인에 EUV 노광장비를 설치했다.")
    assert not any(subject == "doosan-robotics" and relation == "uses" for subject, relation, _, _ in found)


def test_who_looks_into_a_suspicion_accuses_nobody(reads: Reader) -> None:
    found = said(reads, "경찰은 쿠팡이 정보를 유출했다는 의혹을 수사하고 있다.")
    assert {relation for _, relation, object_, _ in found if object_ == "coupang"} == {"investigates"}


def test_what_others_are_bid_to_take_down_is_restricted(reads: Reader) -> None:
    found = said(reads, "호주는 애플과 구글에 위챗을 앱스토어에서 삭제하라고 요청했다.")
    assert ("australia", "restricts", "wechat", "asserted") in found


def test_a_fact_is_told_once_with_its_number(reads: Reader) -> None:
    claims = reads("네이버는 H100 1000개를 쓴다.").graph.claims
    used = [c.statement for c in claims if c.statement.predicate == "uses"]
    assert [[q.name for q in s.qualifiers] for s in used] == [["quantity"]]
