"""What is done by speaking: blame, praise, answers; and whom a quoted clause is about."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        (
            "중국 상무부는 “미국이 관세를 무기로 삼고 시장을 어지럽히고 있다”고 비난했다.",
            "중국 상무부",
            "criticizes",
            "미국",
        ),
        ("마오닝 중국 외교부 대변인은 “일본이 긴장을 키우고 있다”고 비판했다.", "마오닝", "criticizes", "일본"),
        ("존 스미스 교수는 구글의 측정 방식에 결함이 있다고 지적했다.", "존 스미스", "criticizes", "구글"),
        (
            "메드베데프 러시아 국가안보회의 부의장은 미국이 전쟁에 들어섰다고 비난했다.",
            "메드베데프",
            "criticizes",
            "미국",
        ),
        ("머스크는 연방항공청의 심사가 느리다고 비판했다.", "머스크", "criticizes", "연방항공청"),
        ("머스크는 파월 의장의 금리 정책을 비판했다.", "머스크", "criticizes", "파월"),
        ("머스크는 올트먼을 ‘사기꾼’이라고 비난했다.", "머스크", "criticizes", "올트먼"),
        ("중국은 미국이 전투기를 판 것을 비판했다.", "중국", "criticizes", "미국"),
        ("구글은 유럽연합의 거센 비판을 받았다.", "유럽연합", "criticizes", "구글"),
        ("팀 쿡은 “구글이 이용자를 속이고 있다”며 나쁜 사업이라고 비판했다.", "팀 쿡", "criticizes", "구글"),
        (
            "미국 국방부는 텐센트를 명단에 올렸고, 텐센트는 “명백한 실수”라며 반발했다.",
            "텐센트",
            "criticizes",
            "미국 국방부",
        ),
        ("미국 정부가 틱톡을 금지하자 중국이 크게 반발했다.", "중국", "criticizes", "미국 정부"),
        ("인텔은 AMD가 특허를 침해했다고 주장했다.", "인텔", "accuses", "AMD"),
        ("공정위는 쿠팡이 후기를 조작했다며 시정을 요구했다.", "공정위", "accuses", "쿠팡"),
        ("러시아는 우크라이나가 휴전을 깼다고 밝혔다.", "러시아", "accuses", "우크라이나"),
        ("네이버는 쿠팡을 공정위에 신고했다.", "네이버", "accuses", "쿠팡"),
        ("인텔은 AMD가 설계를 베꼈다며 소송을 냈다.", "인텔", "accuses", "AMD"),
        ("구글은 에픽게임즈로부터 소송을 당했다.", "에픽게임즈", "sues", "구글"),
        ("검찰은 카카오가 주가를 조작한 혐의를 수사하고 있다.", "검찰", "investigates", "카카오"),
        ("공정위는 쿠팡이 순위를 바꿨는지 조사하고 있다.", "공정위", "investigates", "쿠팡"),
        ("이시바 총리는 “트럼프 대통령의 당선을 축하한다”고 말했다.", "이시바", "supports", "트럼프"),
        ("시진핑은 푸틴에게 전화를 걸어 회담을 제안했다.", "시진핑", "meets", "푸틴"),
        ("중국은 갈륨을 수출하려면 허가를 받도록 했다.", "중국", "restricts", "갈륨"),
        ("AMD는 엔비디아에 맞설 가속기를 내놓았다.", "AMD", "competesWith", "엔비디아"),
    ],
)
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target).evidence.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("머스크는 CNN에 “정부가 안보를 팔고 있다”고 비판했다. CNN이 이를 전했다.", "머스크", "criticizes", "CNN"),
        ("팀 쿡은 이재용 회장과 만난 뒤 “애플이 칩을 더 사겠다고 약속했다”고 밝혔다.", "애플", "meets", "이재용"),
        ("독일은 탈원전이 아니라 수출 규제를 결정했다.", "독일", "supports", "수출 규제"),
        ("인텔은 AMD가 설계를 베끼지 않았다고 밝혔다.", "인텔", "accuses", "AMD"),
        ("인텔은 AMD가 새 공장을 지었다고 밝혔다.", "인텔", "accuses", "AMD"),
        ("인텔은 AMD가 큰 피해를 입었다고 비판했다.", "인텔", "criticizes", "AMD"),
        ("로이터통신은 AMD가 특허를 침해했다고 보도했다.", "로이터통신", "accuses", "AMD"),
        ("중국은 미국의 제재에 맞서 갈륨 수출을 통제했다.", "중국", "competesWith", "미국"),
    ],
)
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_what_is_said_beside_a_promise_is_no_plan(reads: Reader) -> None:
    said = reads("시진핑은 “미국이 협정을 크게 위반했다”고 비난하고 모든 수단을 열어 두겠다고 했다.")
    assert said.claim("시진핑", "criticizes", "미국").evidence.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("조 바이든 미국 대통령과 시진핑 중국 국가주석의 회담이 열렸다.", "바이든", "meets", "시진핑"),
        ("시진핑 주석은 트럼프 대통령과의 통화에서 대만을 거론했다.", "시진핑", "meets", "트럼프"),
        ("문재인 대통령과 도널드 트럼프 미국 대통령이 회담을 하고 성명에 서명했다.", "문재인", "meets", "트럼프"),
        ("젠슨 황은 이재용, 정의선과 저녁을 먹었다.", "젠슨 황", "meets", "정의선"),
        ("조 바이든 미국 대통령이 화웨이의 거래를 막았다.", "미국", "restricts", "화웨이"),
        ("일본에 대한 상호관세가 내려갔다.", "상호관세", "restricts", "일본"),
        ("셀트리온은 짐펜트라의 FDA 허가를 받았다.", "FDA", "permits", "짐펜트라"),
    ],
)
def test_dealings_of_states_and_their_heads(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target).evidence.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("공정위는 대한항공과 아시아나항공의 합병을 승인했다.", "공정위", "acquires", "아시아나항공"),
        ("화웨이는 미국 제재를 뚫고 새 칩을 공개했다.", "화웨이", "restricts", "미국"),
        ("대법원은 애플이 특허를 침해했다고 판결했다.", "대법원", "accuses", "애플"),
        ("시진핑은 회담이 잘됐다고 말했으나, 인도는 반발했다.", "인도", "criticizes", "시진핑"),
    ],
)
def test_whoever_judges_an_act_does_not_do_it(
    reads: Reader, text: str, subject: str, relation: str, target: str
) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_in_a_headline_the_subject_stands_before_the_comma(reads: Reader) -> None:
    assert reads("본문이다.", headline="식약처, 셀트리온 짐펜트라 허가").stated("식약처", "permits", "짐펜트라")
