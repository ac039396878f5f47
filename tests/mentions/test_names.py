"""Names that no lexicon holds, given away by the words beside them."""

from __future__ import annotations

import pytest

from kg.mentions.cues import read_cues
from kg.ontology import load_ontology
from tests.conftest import Finds, Reader


def classes(finds: Finds, *texts: str) -> dict[str, str]:
    return {m.surface: m.cls for m in finds(*texts)}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("휴고 바라 전 샤오미 부사장이 합류했다.", "휴고 바라"),
        ("케네스 로고프 하버드대 교수는 위기를 경고했다.", "케네스 로고프"),
        ("신현송 국제결제은행 국장은 빚을 걱정했다.", "신현송"),
        ("물리학자 닐스 보어가 원자 모형을 내놨다.", "닐스 보어"),
        ("팀 쿡 애플 CEO가 무대에 섰다.", "팀 쿡"),
        ("애플 CEO 팀 쿡은 무대에 섰다.", "팀 쿡"),
        ("배우 윤여정은 상을 받았다.", "윤여정"),
        ("애널리스트 댄 아이브스는 목표가를 올렸다.", "댄 아이브스"),
        ("김범석 쿠팡 의장이 물러났다.", "김범석"),
        ("마이클 오루크 넷플릭스 부사장이 떠났다.", "마이클 오루크"),
        ("나카무라 도시미치 소니 사장이 떠났다.", "나카무라 도시미치"),
        ("마이클 로언 새너두 대표가 떠났다.", "마이클 로언"),
        ("넷플릭스 출신 옌펑시가 회사를 차렸다.", "옌펑시"),
        ("넷플릭스 부사장을 지낸 옌펑시가 회사를 차렸다.", "옌펑시"),
        ("넷플릭스 출신인 기욤 라보프와 손잡았다.", "기욤 라보프"),
        ("이고르 보리소프 연방해운공사 사장이 왔다.", "이고르 보리소프"),
        ("하우저 전 독일 재무부 차관이 떠났다.", "하우저"),
        ("박지우 네오컴 대표가 떠났다.", "박지우"),
        ("오세영 네오컴 대표가 떠났다.", "오세영"),
        ("하마다 야스카즈 대표가 떠났다.", "하마다 야스카즈"),
    ],
)
def test_people(finds: Finds, text: str, person: str) -> None:
    assert classes(finds, text).get(person) == "Person"


@pytest.mark.parametrize(
    ("text", "firm"),
    [("박지우 네오컴 대표가 떠났다.", "네오컴"), ("강도윤 페블스퀘어 CTO가 떠났다.", "페블스퀘어")],
)
def test_a_firm_between_a_name_and_its_title(finds: Finds, text: str, firm: str) -> None:
    assert classes(finds, text).get(firm) == "Company"


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("잉그리트 머스크 사장은 떠났다.", "잉그리트 머스크", ""),  # another of the name
        ("일런 머스크 사장은 떠났다.", "머스크", "elon-musk"),  # spelt otherwise
        ("이날 머스크 사장은 떠났다.", "머스크", "elon-musk"),
        ("테슬라 머스크 사장은 떠났다.", "머스크", "elon-musk"),
        ("공화당 트럼프 후보가 이겼다.", "트럼프", "trump"),
    ],
)
def test_a_given_name_tells_who_of_a_family_is_meant(finds: Finds, text: str, surface: str, entity: str) -> None:
    assert (surface, entity) in {(m.surface, m.entity) for m in finds(text) if m.cls == "Person"}


@pytest.mark.parametrize(
    "text",
    [
        "이사회 의장이 사퇴했다.",
        "회사의 대표 상품이 팔렸다.",
        "주요 인사가 모였다.",
        "차기 회장 후보를 뽑는다.",
        "선임 연구원이 실험했다.",
        "국내 시장이 커졌다.",
        "북미 시장에서 팔린다.",
    ],
)
def test_common_nouns_before_a_title_are_nobody(finds: Finds, text: str) -> None:
    assert "Person" not in classes(finds, text).values()


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("신약 개발사 로이반트가 투자를 늘렸다.", "로이반트", "Company"),
        ("컨설팅 회사 올리버와이만은 보고서를 냈다.", "올리버와이만", "Company"),
        ("폴더블폰 ‘메이트 X6’를 내놨다.", "메이트 X6", "Device"),
        ("AI 모델 ‘하이퍼노바’를 공개했다.", "하이퍼노바", "AIModel"),
        ("발사체 ‘한빛-나노’를 쏘아 올렸다.", "한빛-나노", "Product"),
        ("시민단체 ‘푸른내일’이 반발했다.", "푸른내일", "Organization"),
        ("엔비디아의 ‘가온빛’이 나온다.", "가온빛", "Product"),
        ("화웨이는 주로 저사양 AI 반도체를 만든다.", "저사양 AI 반도체", "Chip"),
        ("스마트폰 Z70 울트라를 출시했다.", "Z70 울트라", "Device"),
        ("칩 X9000이 들어간다.", "X9000", "Chip"),
        ("가람전자가 공장을 세웠다.", "가람전자", "Company"),
        ("한강연구소는 자료를 냈다.", "한강연구소", "ResearchInstitute"),
        ("폴란드 국방부가 계약했다.", "폴란드 국방부", "GovernmentBody"),
        ("스웨덴 정부가 승인했다.", "스웨덴 정부", "GovernmentBody"),
        ("밀레이 정부는 긴축했다.", "밀레이 정부", "GovernmentBody"),
        ("울산 조선소가 멈췄다.", "울산 조선소", "Place"),
        ("카이스트 인공지능연구소가 만들었다.", "카이스트 인공지능연구소", "ResearchInstitute"),
        ("체코 철도청이 입찰을 열었다.", "체코 철도청", "GovernmentBody"),
        ("밀라노 검찰이 수사한다.", "밀라노 검찰", "GovernmentBody"),
        ("한국은행 디지털전략실이 자료를 냈다.", "한국은행 디지털전략실", "GovernmentBody"),
        ("한국은행 디지털전략실이 자료를 냈다.", "디지털전략실", "GovernmentBody"),
    ],
)
def test_names_by_cues(finds: Finds, text: str, name: str, cls: str) -> None:
    assert classes(finds, text).get(name) == cls


@pytest.mark.parametrize(
    "text",
    [
        "‘그렇다’는 답이 나왔다.",
        "이른바 ‘빚투’가 늘었다.",
        "그는 ‘다시 뛰자’고 외쳤다.",
        "3쪽 문서를 폈다.",
        "제3조를 고쳤다.",
    ],
)
def test_what_nothing_classes_is_left_out(finds: Finds, text: str) -> None:
    assert classes(finds, text) == {}


@pytest.mark.parametrize(
    ("text", "surface", "cls"),
    [
        ("정부는 고사양 AI 반도체를 금지했다.", "고사양 AI 반도체", "Chip"),
        ("화웨이의 최신 스마트폰이 팔린다.", "최신 스마트폰", "Device"),
        ("당국은 대출 규제를 풀었다.", "대출 규제", "Policy"),
    ],
)
def test_descriptions(finds: Finds, text: str, surface: str, cls: str) -> None:
    found = [m for m in finds(text) if m.surface == surface]
    assert [(m.cls, m.method) for m in found] in ([(cls, "description")], [(cls, "category")])


def test_a_noun_of_no_dictionary_may_be_a_name(finds: Finds) -> None:
    found = {m.surface: m for m in finds("인도는 2019년 찬드라얀 2호로 착륙을 시도했으나 실패했다.")}
    assert found["찬드라얀 2호"].method != "category"


def test_a_bare_head_is_no_description(finds: Finds) -> None:
    assert [m for m in finds("장비를 옮겼다.") if m.method == "description"] == []


def test_the_text_introduces_an_alias(finds: Finds) -> None:
    found = finds("누리테크(NuriTech)는 상장했다.", "NuriTech는 흑자다.")
    assert [(m.surface, m.cls) for m in found] == [
        ("누리테크", "Company"),
        ("NuriTech", "Company"),
        ("NuriTech", "Company"),
    ]


def test_a_remark_in_brackets_is_no_alias(finds: Finds) -> None:
    assert classes(finds, "누리테크(옛 이름)는 상장했다.").keys() == {"누리테크"}


def test_a_name_once_known_is_known_everywhere(finds: Finds) -> None:
    found = finds("컨설팅 회사 올리버와이만은 보고서를 냈다.", "정부는 올리버와이만에 용역을 맡겼다.")
    assert [m.surface for m in found].count("올리버와이만") == 2
    assert {m.cls for m in found if m.surface == "올리버와이만"} == {"Company"}


def test_a_person_is_known_by_the_family_name_afterwards(finds: Finds) -> None:
    found = finds("케네스 로고프 하버드대 교수는 위기를 경고했다.", "로고프는 빚을 걱정했다.")
    assert [m.surface for m in found if m.cls == "Person"] == ["케네스 로고프", "로고프"]


def test_a_description_is_looked_for_by_its_longest_head_first() -> None:
    for rule in read_cues(load_ontology()).described_by:
        heads = rule.heads
        assert not any(longer.endswith(h) for i, h in enumerate(heads) for longer in heads[i + 1 :])


def test_a_bare_family_name_is_the_person_named_in_full(reads: Reader) -> None:
    got = reads("투자자들은 알렉스 카프 최고경영자를 주목했다. 카프는 2003년 회사를 세웠다.")
    assert {m.entity for m in got.graph.mentions if m.surface == "카프"} == {"alex-karp"}


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("애플은 아이폰 27보다 싼 전화기를 팔았다.", "아이폰 27", "Device"),
        ("퀄컴의 스냅드래곤 9 프로가 들어갔다.", "스냅드래곤 9 프로", "Chip"),
        ("감독의 영화 ‘바람이 머무는 집’이 개봉했다.", "바람이 머무는 집", "Work"),
        ("LG는 평택 공장에서 제품을 만든다.", "평택", "Region"),
    ],
)
def test_names_are_whole(finds: Finds, text: str, name: str, cls: str) -> None:
    assert classes(finds, text).get(name) == cls


def test_a_counter_is_no_version(finds: Finds) -> None:
    assert "아이폰 27" not in classes(finds, "애플은 아이폰 27대를 보냈다.")


def test_a_day_is_no_part_of_an_event(finds: Finds) -> None:
    assert not any(name.startswith("27일") for name in classes(finds, "그는 27일 한·아세안 정상회의에 참석했다."))


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("삼일·삼정회계법인이 감사를 맡았다.", "삼일", "samil-pwc"),
        ("신한·하나은행이 금리를 낮췄다.", "신한", "shinhan-bank"),
        ("3대 회계법인(삼일·삼정·한영)이 나섰다.", "한영", "ey-hanyoung"),
        ("증권사(키움·미래에셋)가 목표가를 올렸다.", "키움", "kiwoom-securities"),
    ],
)
def test_a_list_shares_the_end_of_its_names(finds: Finds, text: str, surface: str, entity: str) -> None:
    assert entity in {m.entity for m in finds(text) if m.surface == surface}


def test_whole_names_in_a_list_share_nothing(finds: Finds) -> None:
    assert {m.entity for m in finds("이마트·롯데마트가 할인한다.")} == {"emart", "lotte-mart"}


def test_a_bracket_names_a_head(finds: Finds) -> None:
    assert classes(finds, "가람게임즈(대표 남궁철)와 손잡았다.").get("남궁철") == "Person"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("지역별 후보를 정했다.", "지역별"),
        ("폴란드 총리·상하원 의장을 만났다.", "총리·상하원"),
        ("회의는 전략위원회를 열기로 했다.", "전략위원회"),
        ("CJ ENM은 올랐다.", "CJ"),
    ],
)
def test_these_are_no_names(finds: Finds, text: str, surface: str) -> None:
    assert surface not in classes(finds, text)


def test_a_field_is_no_name(finds: Finds) -> None:
    assert "한승우" in classes(finds, "한승우 기후변화 특사가 떠났다.")
