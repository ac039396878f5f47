"""Which property a figure gives where its cue is a rank, a part, a change or a total, and whose it then is."""

from __future__ import annotations

import pytest

from tests.conftest import Reader, numbers

SAID = [
    # a share is told by the place that goes with it
    ("한 조사에 따르면 국내 김치냉장고 시장에서 LG전자가 38.5%로 1위에 올랐다.", "LG전자", "marketShare", "38.5"),
    # shares listed with the moves before them
    ("증시에서 카카오는 1.4% 내린 4만3600원에, 네이버는 2% 오른 18만원에 마감했다.", "카카오", "price", "43600"),
    ("인텔은 1.2달러(3.1%) 내린 37.5달러, 퀄컴은 2.4달러(1.5%) 오른 162달러로 장을 마쳤다.", "인텔", "price", "37.5"),
    # what a share of the value was lost by
    ("기아는 주가가 9% 폭락해 하루에 시가총액 3조원을 날렸다.", "기아", "marketCapChange", "-3000000000000"),
    ("인텔의 시가총액은 하루 만에 200억달러 이상 줄어 900억달러 아래로 내려갔다.", "인텔", "marketCap", "90000000000"),
    # a part of the takings is no growth
    ("퀄컴은 지난해 매출의 45%를 중국에서 올렸다.", "퀄컴", "count", "45"),
    # the total of a property is that property's
    ("포스코그룹의 지난해 영업이익 총액은 3조9000억원이다.", "포스코그룹", "profit", "3900000000000"),
    # it is said of whose the loss is, behind the figure
    ("2조원을 기록한 LG디스플레이의 지난해 영업손실이 영향을 미쳤다.", "LG디스플레이", "profit", "-2000000000000"),
    # what is taken in
    ("메타가 지난해 국내에서 거둔 수익은 8500억원으로 나타났다.", "메타", "revenue", "850000000000"),
    ("카카오는 광고 수입이 4100억원에 달했다.", "카카오", "revenue", "410000000000"),
    # what a place asks for stands behind it
    ("지분을 넘기면 카카오의 2대 주주는 텐센트가 된다.", "텐센트", "rank", "2"),
    ("이번 행사에는 국내 1호 인터넷은행인 케이뱅크가 참석했다.", "케이뱅크", "rank", "1"),
    # a term of years goes to who is sentenced
    ("법원은 횡령 혐의로 기소된 정민호 전 대표에게 징역 3년6개월을 선고했다.", "정민호", "count", "3.5"),
    # what its making took
    ("하이퍼클로바X 훈련에는 엔비디아의 H100 500개를 썼다.", "하이퍼클로바X", "unitsUsed", "500"),
    # of two attributes joined by 와 the owner stands before the first
    ("네이버의 밴드 이용자와 가입자는 각각 3000만명, 2000만명을 돌파했다.", "밴드", "userCount", "20000000"),
    # the name right behind a figure has it, not the one before
    ("협동로봇 1위는 점유율 31%대의 덴마크 유니버설로봇이다.", "유니버설로봇", "marketShare", "31"),
    # of two deals each has its own
    ("카카오는 2022년 두나무를 3조원에, 2024년 야놀자를 1조8700억원에 인수했다.", "야놀자", "price", "1870000000000"),
    ("카카오는 2022년 두나무를 3조원에, 2024년 야놀자를 1조8700억원에 인수했다.", "두나무", "price", "3000000000000"),
    # a balance is no price
    ("네이버페이의 4분기 결제액은 12조3000억원이었다.", "네이버페이", "count", "12300000000000"),
    # who came to harm is counted where or in what it happened
    ("부산의 한 공장에서 불이 나 3명이 숨지고 12명이 다쳤다.", "부산", "count", "12"),
    ("태풍 매미로 전국에서 130명이 숨지거나 실종됐다.", "태풍 매미", "count", "130"),
    # who takes people to court says so, too
    ("서울중앙지검은 임원 등 7명을 구속 기소하고 12명을 불구속 기소했다고 밝혔다.", "서울중앙지검", "count", "7"),
    # a list of lands
    ("지역별 참가자는 서울 320명, 부산 210명, 대전 95명 등이다.", "부산", "count", "210"),
    ("승용차로 서울에서 부산은 5시간 40분, 광주는 4시간이 걸린다.", "광주", "count", "4"),
    # each of two, and a bracket behind a post
    ("삼성전자와 LG전자는 각각 신입사원 5명을 채용했다.", "삼성전자", "count", "5"),
    ("김하늘 LG전자 부회장(12억원)이 보수를 가장 많이 받았다.", "김하늘", "count", "1200000000"),
    # places of works, and in the bracket of a name
    ("영화 ‘변호인’은 박스오피스 2위에 올랐다.", "변호인", "rank", "2"),
    ("한국은 베네수엘라(세계 10위)를 눌렀다.", "베네수엘라", "rank", "10"),
    # who won has the higher number
    ("한국은 12일 도쿄에서 일본을 3대 1로 꺾었다.", "일본", "count", "1"),
    ("첼시는 리버풀에 1-2로 졌다.", "리버풀", "count", "2"),
    ("한국과 일본은 1-1로 비겼다.", "한국", "count", "1"),
    ("경기는 3대 2로 프랑스가 승리했다.", "프랑스", "count", "3"),
    ("첼시 손흥민이 리버풀에 2-0으로 앞선 가운데 교체됐다.", "첼시", "count", "2"),
    # what has dropped by has a verb more
    ("LG그룹의 영업이익은 전년 대비 41% 꺾였다.", "LG그룹", "growth", "-41"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "measure", "value"), SAID, ids=[c[0] for c in SAID])
def test_kinds(reads: Reader, text: str, subject: str, measure: str, value: str) -> None:
    got = reads(text)
    assert value in [v for v, _ in got.measured(subject, measure)], got.said


NOT_SAID = [
    ("현대제철과 동국제강 영업이익이 각각 8143억원, 5391억원씩 줄었다.", "동국제강", "profit"),
    ("카카오 매출은 5조7500억원, 영업이익은 1200억원 증가했다.", "카카오", "revenue"),
    ("3위로 떨어진 넷마블이 9.3%의 점유율을 기록했다.", "넷마블", "growth"),
    ("노조원 비중이 30% 아래로 떨어진 기아는 협상을 서둘렀다.", "기아", "growth"),
    ("김하늘 위원을 제외한 7명의 위원이 참여했다.", "김하늘", "count"),
    ("통계청이 28일 발표한 출생아 수는 23만명으로 1년 전보다 7.7% 줄었다.", "통계청", "growth"),
    ("신용평가사 피치는 경제적 손실이 20억달러를 넘을 것으로 추산했다.", "피치", "profit"),
    ("결함으로 회수된 430만대의 갤럭시노트7을 되살릴 수 있는지 판단한다.", "갤럭시노트7", "shipments"),
    ("공정거래위원회는 과징금을 230억원으로 결정했다.", "공정거래위원회", "count"),
    ("기아와 5년간 2억달러가 넘는 계약을 맺은 인텔이 웃었다.", "기아", "count"),
    ("한국은 오전 8시 30분 첫 경기를 치렀다.", "한국", "count"),
    ("박태환은 자유형 1500m 경기에 나섰다.", "박태환", "count"),
    ("경찰은 20대 여성을 조사했다.", "경찰", "count"),
    ("네이버는 1인당 2개씩 나눠 줬다.", "네이버", "headcount"),
    ("노동신문은 김정은 제1위원장이 공장을 찾았다고 전했다.", "김정은", "rank"),
    ("손흥민은 팀이 1-2로 뒤진 후반에 교체됐다.", "손흥민", "count"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "measure"), NOT_SAID, ids=[c[0] for c in NOT_SAID])
def test_other_kinds(reads: Reader, text: str, subject: str, measure: str) -> None:
    got = reads(text)
    assert got.measured(subject, measure) == [], got.said


@pytest.mark.parametrize("text", ["세계 10대 도시", "40대 남성이", "제1위원장", "2014 인 서울", "이는 3대 과제다"])
def test_what_is_not_counted(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("징역 2년 6개월", "2.50", "YR"),
        ("대역폭은 640TB/s다", "640", "TeraBYTE-PER-SEC"),
        ("초당 22테라바이트", "22", "TeraBYTE-PER-SEC"),
        ("시속 약 90km로", "90", "KiloM-PER-HR"),
        ("면적은 0.5㎢다", "500000.0", "M2"),
        ("5시간 40분이 걸린다", "340", "MIN"),
        ("5시간30분이 걸린다", "5.5", "HR"),
        ("2억1천여만원을 받았다", "210000000", "KRW"),
        ("2만 여명이 모였다", "20000", "person"),
        ("700만 관객을 모았다", "7000000", "person"),
    ],
)
def test_written_units(text: str, value: str, unit: str) -> None:
    assert (value, unit) in [(str(n.quantity.value), n.quantity.unit) for n in numbers(text)]
