"""Bans, lists and fines one end of which stands in a sentence before."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

LISTED = "미국 상무부는 중국 기업 31곳을 수출 제한 명단에 추가했다. "
FINED = "개인정보보호위원회는 SK텔레콤에 과징금을 부과했다. "
BANNED = "이탈리아가 딥시크를 차단했다. "
SAID = [
    (LISTED + "장비 업체 가운데는 나우라와 사이캐리어가 포함됐다.", "us-commerce-department", "naura"),
    (LISTED + "이번 리스트에는 YMTC 등이 포함됐다.", "us-commerce-department", "ymtc"),
    (LISTED + "제재 대상은 화웨이와 YMTC 등이다.", "us-commerce-department", "huawei"),
    (LISTED + "제재 명단에 오른 주요 기업은 화웨이와 YMTC 등이다.", "us-commerce-department", "huawei"),
    (LISTED + "엔비디아의 H20도 규제를 받는다.", "us-commerce-department", "h20"),
    (LISTED + "이에 따라 H800의 수출도 막혔다.", "us-commerce-department", "h800"),
    (LISTED + "화웨이와 YMTC 등이 대상이다.", "us-commerce-department", "ymtc"),
    (FINED + "카카오는 지난해 151억원의 과징금을 부과받았다.", "pipc", "kakao"),
    (FINED + "역대 최대 과징금은 2022년 구글과 메타에 부과된 1000억원이다.", "pipc", "google"),
    (BANNED + "호주와 대만 등은 정부 기기에서 쓰지 못하게 했다.", "taiwan", "deepseek"),
    (BANNED + "호주도 비슷한 조치를 취했다.", "australia", "deepseek"),
    (BANNED + "호주와 대만이 뒤를 따랐다.", "australia", "deepseek"),
    (BANNED + "호주는 6일 접속을 차단했다.", "australia", "deepseek"),
    ("국방부가 접속을 차단한 데 이어 환경부도 딥시크 이용 제한에 나섰다.", "mnd-korea", "deepseek"),
    ("틱톡을 금지한 것은 인도에 이어 캐나다가 두 번째다.", "india", "tiktok"),
    ("체코 브르노 지방법원은 한국수력원자력과 발주처 간 계약을 금지했다.", "regional-court-in-brno", "khnp"),
]
UNSAID = [
    (LISTED + "삼성전자는 코스피 상승 종목에 이름을 올렸다.", "samsung-electronics"),
    (BANNED + "호주는 새 공장을 지었다.", "factory"),
    (FINED + "카카오는 지난해 151억원의 이익을 냈다.", "kakao"),
    (LISTED + "삼성전자는 중국 정부의 지원을 받는다.", "samsung-electronics"),
    (LISTED + "삼성전자는 이번 조치로 타격을 받을 수 있다.", "samsung-electronics"),
]


@pytest.mark.parametrize(("text", "subject", "target"), SAID)
def test_what_is_left_out_is_found(reads: Reader, text: str, subject: str, target: str) -> None:
    found = {(c.statement.subject, c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert (subject, "restricts", target) in found, found


@pytest.mark.parametrize(("text", "target"), UNSAID)
def test_nobody_is_banned(reads: Reader, text: str, target: str) -> None:
    found = {(c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert ("restricts", target) not in found, found


PROBED = "SK텔레콤이 고객에게 보상하겠다고 밝혔다. "
LOOKED_INTO = [
    (PROBED + "개인정보보호위원회는 조사에 착수했다.", "pipc"),
    (PROBED + "개인정보보호위원회도 곧바로 현장조사에 들어갔다.", "pipc"),
]


@pytest.mark.parametrize(("text", "authority"), LOOKED_INTO)
def test_the_firm_of_the_news_is_looked_into(reads: Reader, text: str, authority: str) -> None:
    found = {(c.statement.subject, c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert (authority, "investigates", "sk-telecom") in found, found


def test_another_thing_is_looked_into(reads: Reader) -> None:
    found = {c.statement.predicate for c in reads(PROBED + "개인정보보호위원회는 시장 조사에 나섰다.").graph.claims}
    assert "investigates" not in found


OPPOSED = [
    (FINED + "SK텔레콤은 즉각 반발했다.", "sk-telecom", "pipc"),
    (FINED + "SK텔레콤은 이번 결정을 강하게 비판했다.", "sk-telecom", "pipc"),
    ("중국 외교부 대변인은 “미국의 행동은 전형적인 경제적 괴롭힘”이라고 비난했다.", "china-mfa", "us"),
    ("중국 외교부는 “미국의 조치는 국제법을 위반한 것”이라고 비판했다.", "china-mfa", "us"),
]


@pytest.mark.parametrize(("text", "subject", "target"), OPPOSED)
def test_who_is_struck_or_judges_is_against_it(reads: Reader, text: str, subject: str, target: str) -> None:
    found = {(c.statement.subject, c.statement.predicate, c.statement.object) for c in reads(text).graph.claims}
    assert (subject, "criticizes", target) in found, found
