"""Relations that noun phrases say by themselves."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("중국 AI 스타트업 딥시크가 성장했다.", "딥시크", "basedIn", "중국"),
        ("네덜란드 ASML이 실적을 냈다.", "ASML", "basedIn", "네덜란드"),
        ("일본 소프트뱅크가 회의를 열었다.", "소프트뱅크", "basedIn", "일본"),
        ("엔비디아의 블랙웰이 팔린다.", "엔비디아", "developed", "블랙웰"),
        ("오픈AI의 챗GPT가 멈췄다.", "오픈AI", "developed", "챗GPT"),
        ("인스타그램의 모회사 메타가 회의를 열었다.", "인스타그램", "ownedBy", "메타"),
        ("메타의 자회사인 인스타그램은 커졌다.", "인스타그램", "ownedBy", "메타"),
        ("유튜브는 구글의 자회사다.", "유튜브", "ownedBy", "구글"),
        ("리드 헤이스팅스 넷플릭스 창업자가 물러났다.", "리드 헤이스팅스", "founded", "넷플릭스"),
        ("샤오미 창업자 레이쥔이 연설했다.", "레이쥔", "founded", "샤오미"),
        ("삼성전자는 엔비디아와 함께 공장을 지었다.", "삼성전자", "partnersWith", "엔비디아"),
        ("AMD의 경쟁사 인텔이 실적을 냈다.", "인텔", "competesWith", "AMD"),
    ],
)
def test_links(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    claim = reads(text).claim(subject, relation, target)
    assert claim.evidence.modality == "asserted"
    assert claim.evidence.attributed_to == ""


@pytest.mark.parametrize(
    ("text", "person", "body", "role"),
    [
        ("젠슨 황 엔비디아 CEO가 방한했다.", "젠슨 황", "엔비디아", "CEO"),
        ("샘 올트먼 오픈AI 최고경영자가 연설했다.", "샘 올트먼", "오픈AI", "최고경영자"),
        ("애플 CEO 팀 쿡이 무대에 섰다.", "팀 쿡", "애플", "CEO"),
        ("정기선 HD현대 부회장이 참석했다.", "정기선", "HD현대", "부회장"),
        ("엔비디아의 젠슨 황 CEO가 방한했다.", "젠슨 황", "엔비디아", "CEO"),
    ],
)
def test_posts(reads: Reader, text: str, person: str, body: str, role: str) -> None:
    claim = reads(text).claim(person, "holdsPosition", body)
    assert [(q.name, q.value) for q in claim.statement.qualifiers] == [("role", role)]


def test_a_ministry_is_part_of_its_country(reads: Reader) -> None:
    got = reads("폴란드 국방부가 전차를 계약했다.")
    assert [c.statement.predicate for c in got.claims if c.statement.subject == got.id("폴란드 국방부")] in (
        ["partOf"],
        [],
    )
    assert reads("프랑스의 재무부가 예산을 짰다.").stated("재무부", "basedIn", "프랑스") == []


@pytest.mark.parametrize(
    "text",
    [
        "중국과 엔비디아가 다퉜다.",
        "미국에서 삼성전자를 만났다.",
        "중국이 딥시크를 막았다.",
        "일본, 소프트뱅크 그리고 도쿄가 나왔다.",
    ],
)
def test_names_in_two_phrases_are_not_linked(reads: Reader, text: str) -> None:
    assert [c for c in reads(text).claims if c.statement.predicate == "basedIn"] == []


@pytest.mark.xfail(strict=True, reason="자회사 counts as a class noun that may stand between a maker and its product")
def test_an_owner_has_not_developed_its_subsidiary(reads: Reader) -> None:
    assert reads("메타의 자회사인 인스타그램은 커졌다.").stated("메타", "developed", "인스타그램") == []


def test_a_version_is_a_variant(reads: Reader) -> None:
    assert reads("엔비디아 H100의 저사양 버전인 H20이 막혔다.").stated("H20", "variantOf", "H100")


def test_several_of_one_country(reads: Reader) -> None:
    got = reads("알리바바, 텐센트 같은 중국 IT 기업이 몰렸다.")
    assert got.stated("알리바바", "basedIn", "중국")
    assert got.stated("텐센트", "basedIn", "중국")
