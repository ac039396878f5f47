"""Who forbids, fines, charges, sues and meets whom, in the standard phrasings of news on politics and courts."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
방송통신위원회(위원장 김아무)는 SK텔레콤에 과징금을 부과했다. | 방송통신위원회 | restricts | SK텔레콤
공정거래위원회는 SK텔레콤, KT, LG유플러스 등 통신 3사가 담합했다며 과징금을 물렸다. | 공정거래위원회 | restricts | KT
유럽연합은 애플에 5억 유로, 메타에 2억 유로의 과징금을 부과했다. | 유럽연합 | restricts | 애플
유럽연합은 애플에 5억 유로, 메타에 2억 유로의 과징금을 부과했다. | 유럽연합 | restricts | 메타
금융위원회는 우리은행에는 경고를, 신한은행엔 과태료를 부과했다. | 금융위원회 | restricts | 신한은행
미국 상무부가 화웨이에 대한 수출제한 조치에 나섰다. | 미국 상무부 | restricts | 화웨이
미국 상무부는 화웨이를 수출통제 대상에 포함시켰다. | 미국 상무부 | restricts | 화웨이
유럽연합은 엔비디아가 중국 시장을 겨냥해 설계한 H20의 판매를 금지했다. | 유럽연합 | restricts | H20
미국이 중국 수출을 제한한 H20이 창고에 쌓였다. | 미국 | restricts | H20
공정거래위원회는 카카오 자회사인 카카오모빌리티가 약관을 어겼다며 과태료를 부과했다. | 카카오모빌리티 | ownedBy | 카카오
개인정보보호위원회는 쿠팡에 대해 “설명이 부족했다”고 질타했다. | 개인정보보호위원회 | criticizes | 쿠팡
중국은 유럽연합의 추가 관세가 부당하다며 세계무역기구에 제소했다. | 중국 | sues | 유럽연합
한국전력이 애플에 제기한 특허침해금지 및 손해배상청구소송이 기각됐다. | 한국전력 | sues | 애플
검찰은 김범수 카카오 의장과 홍은택 전 대표에 대해 구속영장을 청구했다. | 검찰 | investigates | 김범수
검찰은 김범수 카카오 의장과 홍은택 전 대표에 대해 구속영장을 청구했다. | 검찰 | investigates | 홍은택
석종건 방위사업청장이 CES 2025에 참석했다. | 석종건 | participatesIn | CES 2025
젠슨 황이 트럼프 대통령을 만났고, 이튿날 상무부가 심사를 시작했다고 로이터가 전했다. | 젠슨 황 | meets | 트럼프
노동부는 포스코이앤씨 본사와 현장 사무실 등을 압수수색했다. | 노동부 | investigates | 포스코이앤씨
중국은 미국이 매긴 관세에 반대하고 나섰다. | 중국 | criticizes | 미국
팀 쿡은 애플 대표이사에서 물러났다. | 팀 쿡 | holdsPosition | 애플
최태원 회장은 상속세법에 부정적인 견해를 여러 차례 드러냈다. | 최태원 | criticizes | 상속세법
앤스로픽은 새 모델을 냈다. 다리오 아모데이 창업자는 웃었다. | 다리오 아모데이 | founded | 앤스로픽
서울중앙지검 형사3부(최모 부장검사)는 쿠팡 본사를 압수수색했다. | 서울중앙지검 형사3부 | investigates | 쿠팡
공정거래위원회는 쿠팡이 지위를 남용했다고 보고 과징금을 부과했다. | 공정거래위원회 | restricts | 쿠팡
삼성전자는 애플이 만든 단말기가 특허를 침해했다고 주장했다. | 삼성전자 | accuses | 애플
네이버는 오픈AI가 글을 무단으로 학습에 썼다고 주장했다. | 네이버 | accuses | 오픈AI
문재인 대통령과 도널드 트럼프 미국 대통령은 29일 청와대에서 정상회담을 가졌다. | 문재인 | meets | 트럼프
시진핑 주석은 푸틴 러시아 대통령과 지난 11일 통화에서 현안을 다뤘다. | 시진핑 | meets | 푸틴
중국은 일본과 호주의 공동 훈련을 비난했다. | 중국 | criticizes | 호주
유니스트 이사회는 이용훈 교수를 4대 총장으로 선임했다. | 이용훈 | holdsPosition | 유니스트
인도 정부는 화웨이와 ZTE 장비를 배제했다. | 인도 정부 | restricts | 화웨이
인도 정부가 화웨이에 안보를 이유로 통신장비 공급을 금지했다. | 인도 정부 | restricts | 화웨이
금융감독원은 박정림 KB증권 대표에게 ‘문책경고’를 결정했다. | 금융감독원 | restricts | 박정림
내란특검은 박성재 전 법무부 장관과 심우정 전 검찰총장을 조사했다. | 내란특검 | investigates | 박성재
미국은 이란에 대한 추가 제재를 단행했다. | 미국 | restricts | 이란
손흥민은 10년간 토트넘에서 뛰었다. | 토트넘 | employs | 손흥민
"""
UNSAID = """
정부는 대규모 유출 사고를 일으킨 쿠팡에 개선을 요구했다. | 쿠팡 | founded | 쿠팡
유럽연합 집행위원회는 애플이 법을 어겼는지 조사할 계획이라고 밝혔다. | 유럽연합 집행위원회 | accuses | 애플
체코 원전을 두고 웨스팅하우스는 기술을 베꼈다며 소송을 냈다. | 웨스팅하우스 | sues | 체코
애플은 구글을 상대로 특허 침해금지 소송을 대법원에 냈다. | 애플 | restricts | 대법원
미국 상무부는 어떤 기업이 화웨이의 규제 회피를 도왔다고 봤다. | 미국 상무부 | restricts | 화웨이
검찰은 이상민 행정안전부 장관의 구속영장을 청구했다. | 검찰 | investigates | 행정안전부
서울중앙지법은 애플이 구글을 상대로 낸 소송을 기각했다. | 서울중앙지법 | sues | 구글
최아무 의원(국민의힘)은 방송통신위원회를 비판했다. | 국민의힘 | criticizes | 방송통신위원회
로이터는 소식통을 인용해 중국 업체들이 앞다퉈 H20 구매에 나섰다고 전했다. | 로이터 | orders | H20
유럽연합은 엔비디아가 중국 시장을 겨냥해 설계한 H20의 판매를 금지했다. | 엔비디아 | restricts | H20
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("정청래 대표는 장동혁 대표를 만나 “법안을 거둬들이라”고 요구했다.", ("정청래", "meets", "장동혁")),
        (
            "이재명 대통령은 시진핑 주석과 회담을 갖고 “협력을 넓히기로 했다”고 밝혔다.",
            ("이재명", "meets", "시진핑"),
        ),
        ("최태원 회장은 CES 2025에 참석해 투자를 늘리겠다고 밝혔다.", ("최태원", "participatesIn", "CES 2025")),
        ("김정관 장관이 러트닉 장관을 만나 기업을 위한 방안을 논의했다.", ("김정관", "meets", "러트닉")),
    ],
)
def test_what_stands_before_the_quotation_marks_is_the_writers(
    reads: Reader, text: str, roles: tuple[str, str, str]
) -> None:
    evidence = reads(text).claim(*roles).evidence
    assert (evidence.modality, evidence.attributed_to) == ("asserted", "")


def test_what_is_brought_up_has_not_happened(reads: Reader) -> None:
    assert (
        reads("미국이 러시아에 대한 제재를 거론했다.").claim("미국", "restricts", "러시아").evidence.modality
        == "planned"
    )


@pytest.mark.parametrize(
    ("headline", "roles"),
    [
        ("공정위, 쿠팡에 과징금 1400억", ("공정위", "restricts", "쿠팡")),
        ("노동부·경찰 ‘추락사’ 포스코이앤씨 압수수색", ("노동부", "investigates", "포스코이앤씨")),
        ("노동부·경찰 ‘추락사’ 포스코이앤씨 압수수색", ("경찰", "investigates", "포스코이앤씨")),
        ("검찰, ‘횡령’ 장재구 한국일보 회장 구속영장 청구", ("검찰", "investigates", "장재구")),
    ],
)
def test_headlines_of_authorities(reads: Reader, headline: str, roles: tuple[str, str, str]) -> None:
    assert reads("본문.", headline=headline).claim(*roles)


def test_what_a_headline_quotes_is_not_its_subjects(reads: Reader) -> None:
    assert not reads("본문.", headline='中 외교부 "美 제재 단호히 반대"').stated("중국", "restricts", "미국")


@pytest.mark.parametrize("text", ["박준국 주유엔 한국대사는 웃었다.", "박준국 주일 중국 대사는 웃었다."])
def test_where_an_ambassador_is_is_no_name(reads: Reader, text: str) -> None:
    assert {m.surface for m in reads(text).graph.mentions if m.cls == "Person"} == {"박준국"}
