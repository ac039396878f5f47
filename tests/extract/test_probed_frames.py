"""What plain sentences of the news say: what is put into what, who comes after whom, what is a stance and what none."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "device", "part"),
    [
        ("HBM3E가 적용된 MI350이 출하됐다.", "MI350", "HBM3E"),
        ("스냅드래곤이 들어간 갤럭시 S25가 출시됐다.", "갤럭시 S25", "스냅드래곤"),
        ("스냅드래곤이 쓰이는 갤럭시 S25가 출시됐다.", "갤럭시 S25", "스냅드래곤"),
    ],
)
def test_what_a_clause_puts_into_a_thing(reads: Reader, text: str, device: str, part: str) -> None:
    reading = reads(text)
    assert reading.claim(device, "uses", part)
    assert not reading.stated(part, "uses", device)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("이란은 이스라엘을 공격했다.", "criticizes"),
        ("이란은 이스라엘에 포화를 퍼부었다.", "criticizes"),
        ("이란은 이스라엘을 위협했다.", "competesWith"),
    ],
)
def test_arms_are_no_stance(reads: Reader, text: str, relation: str) -> None:
    assert not reads(text).stated("이란", relation, "이스라엘")


def test_words_are_a_stance(reads: Reader) -> None:
    assert reads('트럼프는 바이든을 "실패자"라고 공격했다.').claim("트럼프", "criticizes", "바이든")
    assert reads("드론 시장에서 중국은 미국을 위협한다.").claim("중국", "competesWith", "미국")


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target", "modality"),
    [
        ("모디 인도 총리는 G20 정상회의에 불참했다.", "모디", "participatesIn", "G20 정상회의", "negated"),
        ("제미나이는 클로드와 격차가 없다.", "제미나이", "comparableTo", "클로드", "asserted"),
        ("MI300은 H100에 뒤지지 않는다.", "MI300", "comparableTo", "H100", "asserted"),
    ],
)
def test_what_is_denied(reads: Reader, text: str, subject: str, relation: str, target: str, modality: str) -> None:
    reading = reads(text)
    assert reading.claim(subject, relation, target).evidence.modality == modality
    assert not reading.stated(target, "outperforms", subject)


def test_a_licence_is_leave(reads: Reader) -> None:
    reading = reads("미국 상무부는 엔비디아에 H20 수출 면허를 발급했다.")
    assert reading.claim("미국 상무부", "permits", "H20")
    assert not reading.stated("미국 상무부", "restricts", "H20")


@pytest.mark.parametrize(
    ("text", "seller", "buyer"),
    [
        ("기아는 LG에너지솔루션과 배터리 공급 계약을 맺었다.", "LG에너지솔루션", "기아"),
        ("LG에너지솔루션은 기아와 배터리 공급 계약을 맺었다.", "LG에너지솔루션", "기아"),
        ("삼성SDI는 LG에너지솔루션과 배터리 공급 계약을 맺었다.", "삼성SDI", "LG에너지솔루션"),
    ],
)
def test_makers_of_cars_buy_batteries(reads: Reader, text: str, seller: str, buyer: str) -> None:
    reading = reads(text)
    assert reading.claim(seller, "supplies", buyer)
    assert not reading.stated(buyer, "supplies", seller)


def test_whose_a_title_is(reads: Reader) -> None:
    assert not reads("검찰은 텔레그램 창업자 파벨 두로프를 조사했다.").stated("파벨 두로프", "founded", "검찰")
    assert not reads("팀 쿡 CEO는 백악관의 관세를 비판했다.").stated("팀 쿡", "holdsPosition", "백악관")


def test_where_a_seat_goes(reads: Reader) -> None:
    reading = reads("오라클은 본사를 캘리포니아주에서 텍사스주로 이전했다.")
    assert reading.claim("오라클", "basedIn", "텍사스주")
    assert not reading.stated("오라클", "basedIn", "캘리포니아주")


@pytest.mark.parametrize(
    "text", ["메타의 H100 구매량은 35만개다.", "메타의 H100 보유량은 35만개다.", "메타의 H100 사용료가 올랐다."]
)
def test_who_buys_makes_nothing(reads: Reader, text: str) -> None:
    assert not reads(text).stated("메타", "developed", "H100")


def test_a_rank_is_no_ware(reads: Reader) -> None:
    reading = reads("삼성전자는 애플에 스마트폰 판매 1위를 내줬다.")
    assert reading.claim("애플", "outperforms", "삼성전자")
    assert not reading.stated("삼성전자", "supplies", "애플")


def test_a_noun_joins_clauses(reads: Reader) -> None:
    reading = reads("아마존은 앤트로픽에 투자하는 한편 오픈AI와 협력한다.")
    assert reading.claim("아마존", "investsIn", "앤트로픽")
    assert reading.claim("아마존", "partnersWith", "오픈AI")
    assert not reading.stated("오픈AI", "investsIn", "앤트로픽")


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        ("인텔은 팻 겔싱어를 경질하고 후임에 립부 탄을 선임했다.", "립부 탄", "팻 겔싱어"),
        ("팀 쿡은 스티브 잡스에 이어 애플 CEO에 올랐다.", "팀 쿡", "스티브 잡스"),
        ("사티아 나델라는 스티브 발머로부터 CEO 자리를 물려받았다.", "사티아 나델라", "스티브 발머"),
        ("애플 CEO가 스티브 잡스에서 팀 쿡으로 바뀌었다.", "팀 쿡", "스티브 잡스"),
        ("H100은 내년에 블랙웰로 대체된다.", "블랙웰", "H100"),
        ("H100에 이은 H200이 공개됐다.", "H200", "H100"),
        ("HBM4는 HBM3E의 다음 세대다.", "HBM4", "HBM3E"),
    ],
)
def test_who_comes_after_whom(reads: Reader, text: str, later: str, earlier: str) -> None:
    assert reads(text).claim(later, "succeeds", earlier)


def test_who_does_it_next_succeeds_nobody(reads: Reader) -> None:
    assert not reads("시진핑은 트럼프에 이어 연설했다.").stated("시진핑", "succeeds", "트럼프")
    reading = reads("트럼프는 파월 의장을 해임하고 후임에 케빈 해싯을 지명했다.")
    assert not reading.stated("케빈 해싯", "succeeds", "트럼프")


@pytest.mark.parametrize(
    ("text", "buyer", "product", "seller"),
    [
        ("호주는 한화에어로스페이스에 K9 자주포를 발주했다.", "호주", "K9 자주포", "한화에어로스페이스"),
        ("호주는 한화에어로스페이스로부터 K9 자주포를 구매했다.", "호주", "K9 자주포", "한화에어로스페이스"),
        ("한화에어로스페이스는 호주로부터 K9 자주포를 수주했다.", "호주", "K9 자주포", "한화에어로스페이스"),
    ],
)
def test_who_is_ordered_from_supplies(reads: Reader, text: str, buyer: str, product: str, seller: str) -> None:
    reading = reads(text)
    assert reading.claim(buyer, "orders", product)
    assert reading.claim(seller, "supplies", buyer)
    assert not reading.stated(buyer, "supplies", seller)


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("아시아나항공은 에어버스에서 항공기 20대를 구매하는 계약을 맺었다.", "아시아나항공", "orders", "에어버스"),
        ("삼성SDI는 스텔란티스와 배터리를 공급하는 계약을 체결했다.", "삼성SDI", "supplies", "스텔란티스"),
        ("한미반도체는 마이크론을 상대로 장비 공급 계약을 따냈다.", "한미반도체", "supplies", "마이크론"),
    ],
)
def test_what_one_agrees_to_do(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("미국 정부는 브로드컴의 퀄컴 인수를 불허했다.", "negated"),
        ("미국 정부는 브로드컴의 퀄컴 인수를 막기 위해 나섰다.", "planned"),
        ("미국 정부는 브로드컴의 퀄컴 인수에 반대했다.", "planned"),
        ("브로드컴의 퀄컴 인수는 무모하다는 평가를 받는다.", "asserted"),
    ],
)
def test_a_deal_under_a_verb(reads: Reader, text: str, modality: str) -> None:
    assert reads(text).claim("브로드컴", "acquires", "퀄컴").evidence.modality == modality


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("일본의 대미 자동차 수출이 줄었다.", "일본", "exportsTo", "미국"),
        ("일본산 자동차의 미국 수출이 줄었다.", "일본", "exportsTo", "미국"),
        ("나스닥 상장사인 쿠팡은 흑자를 냈다.", "쿠팡", "lists", "나스닥"),
        ("LG CNS의 코스피 상장이 미뤄졌다.", "LG CNS", "lists", "코스피"),
        ("야놀자는 나스닥 상장을 위해 법인을 옮긴다.", "야놀자", "lists", "나스닥"),
        ("메타에서 만든 라마 3를 써 봤다.", "메타", "developed", "라마 3"),
        ("AMD의 최신 칩인 MI350은 비싸다.", "AMD", "developed", "MI350"),
    ],
)
def test_short_ways_of_saying(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


def test_the_public_is_no_country(reads: Reader) -> None:
    assert not [c for c in reads("일본의 대중 음악 수출이 줄었다.").claims if c.statement.predicate == "exportsTo"]


@pytest.mark.parametrize(
    ("text", "version", "base"),
    [
        ("H20은 H100의 중국용 모델이다.", "H20", "H100"),
        ("A800은 A100의 저사양 칩이다.", "A800", "A100"),
        ("아이폰 16e는 아이폰 16의 저가형이다.", "아이폰 16e", "아이폰 16"),
        ("H800은 H100에서 성능을 낮춘 칩이다.", "H800", "H100"),
        ("H800은 H100을 중국 시장에 맞게 개조한 칩이다.", "H800", "H100"),
    ],
)
def test_versions(reads: Reader, text: str, version: str, base: str) -> None:
    assert reads(text).claim(version, "variantOf", base)


def test_what_is_good_of_a_maker_is_no_version(reads: Reader) -> None:
    claims = reads("엔비디아의 H100 고성능 칩은 HBM3E를 쓴다. R1은 오픈AI의 o1과 다른 모델이다.").claims
    assert not [c for c in claims if c.statement.predicate == "variantOf"]


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("안드레이 카파시는 테슬라에서 오픈AI로 옮겼다.", "오픈AI", "employs", "안드레이 카파시"),
        ("메타는 알렉산더 왕을 영입했다.", "메타", "employs", "알렉산더 왕"),
        ("메타는 알렉산더 왕을 최고AI책임자로 영입했다.", "알렉산더 왕", "holdsPosition", "메타"),
        ("마카오는 중국의 특별행정구다.", "마카오", "partOf", "중국"),
        ("한국은 조선 기술에서 일본에 앞서 있다.", "한국", "outperforms", "일본"),
        ("H200은 H100에 비해 메모리가 빠르다.", "H200", "outperforms", "H100"),
        ("H200은 H100 대비 속도가 빠르다.", "H200", "outperforms", "H100"),
        ("삼성전자는 SK하이닉스와의 격차를 벌렸다.", "삼성전자", "outperforms", "SK하이닉스"),
        ("리사 수는 CES 2025 참석차 출국했다.", "리사 수", "participatesIn", "CES 2025"),
        ("리사 수는 CES 2025 기조연설에서 새 칩을 소개했다.", "리사 수", "participatesIn", "CES 2025"),
        ("CES 2025에는 젠슨 황을 비롯해 리사 수, 정의선 등이 참석했다.", "젠슨 황", "participatesIn", "CES 2025"),
        ("미국의 제재 대상인 화웨이는 칩을 만들었다.", "미국", "restricts", "화웨이"),
        ("구글은 유럽연합의 조사 대상에 올랐다.", "유럽연합", "investigates", "구글"),
        ("검찰이 수사를 벌인 카카오는 반발했다.", "검찰", "investigates", "카카오"),
        ("삼성SDI는 CATL과 경쟁 중이다.", "삼성SDI", "competesWith", "CATL"),
        ("오픈AI와 협력 중인 네이버는 웃었다.", "네이버", "partnersWith", "오픈AI"),
        ("알리바바의 본사는 항저우에 있다.", "알리바바", "basedIn", "항저우"),
        ("항저우에 본사가 있는 알리바바는 칩을 샀다.", "알리바바", "basedIn", "항저우"),
        ("이탈리아는 챗GPT 차단을 해제했다.", "이탈리아", "permits", "챗GPT"),
        ("론스타는 한국 정부를 상대로 국제중재를 제기했다.", "론스타", "sues", "한국 정부"),
        ("젤렌스키는 트럼프와 마주 앉았다.", "젤렌스키", "meets", "트럼프"),
        ("젤렌스키는 트럼프에게 감사를 표했다.", "젤렌스키", "supports", "트럼프"),
        ("대한상공회의소는 반도체특별법 통과를 환영했다.", "대한상공회의소", "supports", "반도체특별법"),
    ],
)
def test_plain_sentences(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    reading = reads(text)
    said = reading.stated(subject, relation, target) or reading.stated(target, relation, subject)
    assert said, reading.said


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("구글은 오픈AI에 앞서 새 모델을 공개했다.", "구글", "outperforms", "오픈AI"),
        ("정의선은 본사를 테슬라로 옮겼다.", "테슬라", "employs", "정의선"),
        ("미국의 투자 대상인 인텔은 웃었다.", "미국", "restricts", "인텔"),
    ],
)
def test_what_only_looks_so(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


def test_what_is_done_for_is_planned(reads: Reader) -> None:
    reading = reads("야놀자는 나스닥 상장을 위해 법인을 옮긴다.")
    assert reading.claim("야놀자", "lists", "나스닥").evidence.modality == "planned"


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("기아는 SK온과 배터리를 공급받는 계약을 맺었다.", "SK온", "supplies", "기아"),
        ("TSMC의 애리조나 공장에서 생산된 블랙웰은 비싸다.", "TSMC", "manufactures", "블랙웰"),
        ("카카오는 개인정보보호위원회의 처분에 불복해 소송을 냈다.", "카카오", "sues", "개인정보보호위원회"),
        ("제미나이는 클로드와 동급의 AI 모델이다.", "제미나이", "comparableTo", "클로드"),
        ("메타의 데이터센터에 쓰이는 H100은 비싸다.", "메타", "uses", "H100"),
    ],
)
def test_more_plain_sentences(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    reading = reads(text)
    assert reading.claim(subject, relation, target)
    assert relation == "comparableTo" or not reading.stated(target, relation, subject)


def test_a_country_aimed_at_has_no_figures(reads: Reader) -> None:
    reading = reads("일본의 대미 수출은 20% 줄었다.")
    assert reading.measured("일본", "growth") == [("-20", "percent")]
    assert not reading.measured("미국", "growth")


def test_what_came_before_is_done(reads: Reader) -> None:
    assert (
        reads("엔비디아는 멜라녹스를 인수한 이후 대형 인수가 없었다.")
        .claim("엔비디아", "acquires", "멜라녹스")
        .evidence.modality
        == "asserted"
    )
    assert (
        reads("엔비디아는 ARM을 인수한 적이 없다.").claim("엔비디아", "acquires", "ARM").evidence.modality == "negated"
    )


@pytest.mark.parametrize(
    ("text", "first", "relation", "second"),
    [
        ("인텔은 H100에 뒤지지 않는 MI300을 견제했다.", "MI300", "comparableTo", "H100"),
        ("소니와 마이크로소프트는 오랜 맞수다.", "소니", "competesWith", "마이크로소프트"),
        ("네이버와 오픈AI는 협력 관계다.", "네이버", "partnersWith", "오픈AI"),
    ],
)
def test_what_two_are_to_each_other(reads: Reader, text: str, first: str, relation: str, second: str) -> None:
    reading = reads(text)
    assert reading.stated(first, relation, second) or reading.stated(second, relation, first), reading.said


def test_rivals_of_another_are_not_each_others(reads: Reader) -> None:
    reading = reads("소니와 마이크로소프트가 경쟁자다.")
    assert not reading.stated("소니", "competesWith", "마이크로소프트")
