"""Whose doing it is: what quotations, measures, laws, parts of speech and namesakes say of it, and what they do not."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
미국 정부의 제재로 샤오미는 인도에서 퇴출됐다. | 미국 정부 | restricts | 샤오미
미국의 수출 규제로 부품 확보에 어려움을 겪는 샤오미가 공장을 옮겼다. | 미국 | restricts | 샤오미
바이두는 삼성전자의 HBM을 공급받는다. | 삼성전자 | supplies | 바이두
일본 정부는 H20에 대한 수출 규제까지 단행했다. | 일본 정부 | restricts | H20
중국이 희토류 수출 통제를 발표했다. | 중국 | restricts | 희토류
인도가 엔비디아의 인공지능 칩 ‘H20’의 수출 제한을 발표했다. | 인도 | restricts | H20
일본이 중국 반도체 업체 20곳을 제재했다. | 일본 | restricts | 중국
바이두는 자체 개발한 어니봇을 공개했다. | 바이두 | developed | 어니봇
TSMC는 애플의 A18 양산을 맡았다. | TSMC | manufactures | A18
정부는 삼성전자의 HBM 양산을 지원한다. | 삼성전자 | manufactures | HBM
오픈AI가 자금을 모았다. 주요 투자자로는 세쿼이아캐피털과 코슬라벤처스가 있다. | 코슬라벤처스 | investsIn | 오픈AI
틱톡의 모회사인 바이트댄스와 바이두가 칩을 주문했다. | 틱톡 | ownedBy | 바이트댄스
카카오와 네이버가 저작권을 침해했다며 오픈AI를 상대로 소송을 냈다. | 네이버 | sues | 오픈AI
카카오와 네이버가 저작권을 침해했다며 오픈AI를 상대로 소송을 냈다. | 카카오 | accuses | 오픈AI
허페이시가 샤오미에 자금을 댔다. | 허페이 | investsIn | 샤오미
난야의 D램 점유율은 마이크론을 앞섰다. | 난야 | outperforms | 마이크론
공화당과 민주당 상원의원들이 법안을 냈다. 민주당은 백악관을 비판했다. | 미국 민주당 | criticizes | 백악관
국민의힘은 민주당을 비판했다. 미국 공화당도 나섰다. | 국민의힘 | criticizes | 더불어민주당
셀트리온은 램시마에 대해 유럽의약품청의 판매 승인을 받았다. | 유럽의약품청 | permits | 램시마
삼성바이오로직스가 공장을 늘린다. 스위스 론자와 일본 후지필름이 경쟁자다. | 론자 | competesWith | 삼성바이오로직스
쿠팡에서 정보가 샜다. 개인정보보호위원회는 법 위반 여부를 조사하고 있다. | 개인정보보호위원회 | investigates | 쿠팡
쿠팡에서 정보가 샜다. 공정거래위원회는 과징금을 물리기로 했다. | 공정거래위원회 | restricts | 쿠팡
트럼프를 지지한 일론 머스크 최고경영자의 테슬라 주가는 올랐다. | 일론 머스크 | supports | 트럼프
미국 상무부는 H20 인공지능(AI) 칩의 중국 수출을 허가했다. | 미국 상무부 | permits | H20
삼성전자는 LPDDR5X D램을 양산한다. | 삼성전자 | manufactures | LPDDR5X
삼성전자는 엑시노스 2600 모바일 프로세서를 공개했다. | 삼성전자 | released | 엑시노스 2600
샤오미가 미국 상무부의 제재 명단에 포함됐다. | 미국 상무부 | restricts | 샤오미
미국은 중국을 압박했다. 중국 정부는 자국 기업인 화웨이를 지원했다. | 화웨이 | basedIn | 중국
미국 상무부는 어센드 칩을 쓰지말라고 경고했다. | 미국 상무부 | restricts | 어센드
미국은 중국에 대한 H20 수출을 금지했다. | 미국 | restricts | H20
칭화대 크레이머스 교수가 구글을 비판했다. | 크레이머스 | criticizes | 구글
"""

UNSAID = """
미국 정부의 제재로 샤오미는 인도에서 퇴출됐다. | 인도 | restricts | 샤오미
뉴욕타임스는 “서버가 완성되면 오픈AI에 독점적으로 제공될 것”이라고 보도했다. | 오픈AI | supplies | 뉴욕타임스
젠슨 황 엔비디아 최고경영자는 위고비를 쓰는 환자가 늘었다고 말했다. | 젠슨 황 | uses | 위고비
구글은 윈도를 쓰는 컴퓨터의 화면을 고쳤다. | 구글 | uses | 윈도
네이버는 규제를 풀어 달라고 국회에 촉구했다. | 네이버 | criticizes | 국회
미국이 H20의 위치를 추적한다. | 미국 | investigates | H20
야권에서는 구글의 행태를 꼬집었다. | 네이버 | criticizes | 구글
틱톡의 모회사인 바이트댄스와 바이두가 칩을 주문했다. | 틱톡 | ownedBy | 바이두
아랍에미리트 기술 투자사 MGX와 오픈AI가 합작사를 세운다. | MGX | investsIn | 오픈AI
오픈AI가 소프트뱅크, 기존 주주인 투자사 MGX와 자금 조달을 논의한다. | 오픈AI | investsIn | MGX
국회는 대미 투자 법안을 처리했다. | 국회 | investsIn | 미국
정부는 삼성전자의 HBM 양산을 지원한다. | 삼성전자 | developed | HBM
카카오와 네이버가 저작권을 침해했다며 오픈AI를 상대로 소송을 냈다. | 카카오 | accuses | 네이버
삼성전자는 HBM을 최대 수요처인 엔비디아에 공급하지 않는다. | 엔비디아 | orders | 삼성전자
중국은 희토류 수출 통제를 1년 유예했다. | 중국 | restricts | 희토류
TSMC는 애플의 A18 양산을 맡았다. | 애플 | manufactures | A18
삼성전자의 텍사스 공장은 테슬라의 AI6 생산에 전념할 예정이다. | 테슬라 | manufactures | AI6
팀 쿡 애플 최고경영자는 애플과 구글을 비판했다. | 팀 쿡 | criticizes | 애플
엔비디아가 칩을 팔려면 미국 상무부의 허가를 받아야 한다. | 미국 상무부 | permits | 엔비디아
미국 상무부는 인텔에 내줬던 수출 면허를 취소했다. | 미국 상무부 | permits | 인텔
쿠팡에서 정보가 샜다. 공정거래위원회는 네이버의 법 위반 여부를 조사했다. | 공정거래위원회 | investigates | 쿠팡
도널드 트럼프 미국 대통령은 워싱턴 백악관에서 연설했다. | 백악관 | partOf | 워싱턴
한국갤럽이 조사한 결과 국민의힘을 지지한다는 응답이 늘었다. | 한국갤럽 | supports | 국민의힘
도널드 트럼프 대통령은 트위터에 “관세를 낮추겠다”며 환영했다. | 트럼프 | supports | 엑스
트럼프를 지지한 일론 머스크 최고경영자의 테슬라 주가는 올랐다. | 테슬라 | supports | 트럼프
마르크 뤼터 총리는 F-35를 추가로 주문했다. | 마르크 뤼터 | orders | F-35
젠슨 황은 무대에서 블랙웰을 공개했다. | 젠슨 황 | released | 블랙웰
샤오미가 미국 상무부의 제재 명단에 포함됐다. | 미국 | restricts | 샤오미
미국은 중국을 압박했다. 중국 정부는 자국 기업인 화웨이를 지원했다. | 화웨이 | basedIn | 미국
미국은 엔비디아의 AI 칩인 H20의 중국 수출을 금지했다. | 엔비디아 | developed | AI 반도체
트럼프 행정부 2기는 H20의 수출을 금지했다. | 트럼프 행정부 | count | 2 count
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "claim", "modality"),
    [
        ("네이버는 카카오 인수에 나섰지만 실패했다.", ("네이버", "acquires", "카카오"), "negated"),
        ("네이버는 카카오 인수를 저울질하고 있다.", ("네이버", "acquires", "카카오"), "planned"),
        ("네이버는 카카오 인수를 눈앞에 뒀다.", ("네이버", "acquires", "카카오"), "planned"),
        (
            "마이크론은 HBM을 엔비디아에 공급하는 데 어려움을 겪고 있다.",
            ("마이크론", "supplies", "엔비디아"),
            "planned",
        ),
        ("중국은 갈륨에 대한 수출통제를 유예하기로 했다.", ("중국", "permits", "갈륨"), "planned"),
        ("구글이 제미나이를 공개한 가운데 인텔이 공장 건설을 중단했다.", ("구글", "released", "제미나이"), "asserted"),
        ("트럼프와 푸틴의 회담에서는 합의가 나오지 않았다.", ("트럼프", "meets", "푸틴"), "asserted"),
        ("삼성전자는 HBM을 엔비디아에 공급하지않았다.", ("삼성전자", "supplies", "엔비디아"), "negated"),
        ("트럼프와 푸틴의 회담은 열리지 않았다.", ("트럼프", "meets", "푸틴"), "negated"),
    ],
)
def test_how_real_it_is(reads: Reader, text: str, claim: tuple[str, str, str], modality: str) -> None:
    assert reads(text).claim(*claim).evidence.modality == modality


def test_what_is_quoted_is_no_deed_of_who_is_named_in_it(reads: Reader) -> None:
    text = "추미애 의원은 회의에 참석했다. 이어 “국회가 네이버의 잘못을 덮었다”고 비판했다."
    assert not reads(text).stated("국회", "criticizes", "네이버")


@pytest.mark.parametrize("end", ["으며, 이는 처음이라고", "으며, 아마존은 샤오미를 인수했다고"])
def test_an_outlet_that_begins_a_sentence_tells_all_of_it(reads: Reader, end: str) -> None:
    claim = reads(f"로이터는 구글이 화웨이 칩을 사용했{end} 전했다.").claim("구글", "uses", "화웨이 칩")
    assert (claim.evidence.modality, claim.evidence.attributed_to) == ("claimed", "reuters")
