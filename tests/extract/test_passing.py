"""What is said in passing, or of nobody in particular, says no relation."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("메타가 앞서 투자한 앤스로픽은 구글보다 앞서 신제품을 냈다.", "outperforms"),
        ("일본 정부는 2나노 반도체 양산을 돕는다.", "manufactures"),
        ("검찰은 이재용 회장을 기소했다.", "investigates"),
        ("삼성전자는 텍사스주에 공장을 두고 있다.", "investsIn"),
        ("텍사스주에 공장을 세운 삼성전자가 웃었다.", "investsIn"),
        ("미국이 중국에 매기던 관세를 없앴다.", "restricts"),
        ("네이버는 챗GPT를 쓰지 않는다.", "uses"),
        ("한국과 미국, 일본, 호주가 힘을 모았다.", "partnersWith"),
        ("미국과 영국은 오커스를 출범시켰다.", "founded"),
        ("개빈 뉴섬 캘리포니아 주지사가 행사에 왔다.", "holdsPosition"),
        ("애플 주가는 런던 증시에서 올랐다.", "locatedIn"),
        ("중국 정부는 애플을 불렀다.", "partOf"),
    ],
)
def test_what_is_said_in_passing_says_no_relation(reads: Reader, text: str, relation: str) -> None:
    got = reads(text)
    assert not any(f" {relation} " in f" {said} " for said in map(str, got.said)), got.said
