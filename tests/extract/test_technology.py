"""What technology news says its own way: foundries and their processes, versions, what is under way, export bans."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = """
A18은 TSMC의 3나노 공정을 통해 제작된다. | TSMC | manufactures | A18
H100은 TSMC가 새 공정을 사용해 생산하고 있다. | TSMC | manufactures | H100
코파일럿은 GPT-4를 통해 구동된다. | 코파일럿 | uses | GPT-4
퀄컴은 스냅드래곤 생산을 TSMC에 맡겼다. | TSMC | manufactures | 스냅드래곤
하이퍼클로바X는 하이퍼클로바를 개선한 모델이다. | 하이퍼클로바X | variantOf | 하이퍼클로바
엔비디아의 블랙웰은 HBM4를 사용하는 최초의 GPU가 될 것이다. | 블랙웰 | uses | HBM4
LG전자가 개발 중인 로봇 ‘아라’가 전시됐다. | LG전자 | developed | 아라
카카오게임즈는 넥슨이 개발 중인 게임 ‘제타’를 출시한다. | 넥슨 | developed | 제타
화웨이가 공개한 스마트폰 ‘메이트 60 프로’ 때문에 업계가 술렁였다. | 화웨이 | released | 메이트 60 프로
젠슨 황 엔비디아 최고경영자(CEO)가 무대에서 블랙웰을 공개했다. | 엔비디아 | released | 블랙웰
구글은 성능을 높인 ‘제미나이 2.5’, 앤트로픽이 ‘클로드 3.7’을 각각 선보였다. | 구글 | released | 제미나이 2.5
미국 상무부가 최근에 ‘H20’의 중국 수출도 막기로 했다. | 미국 상무부 | restricts | H20
미국 상무부가 엔비디아의 칩 ‘H20’의 중국 판매를 다시 하도록 허용했다. | 미국 상무부 | permits | H20
제프 베이조스 아마존 창업자와 엔비디아가 ‘앤트로픽’에 투자했다. | 제프 베이조스 | investsIn | 앤트로픽
소프트뱅크와 오라클의 합작사인 스타게이트가 데이터센터를 짓는다. | 오라클 | participatesIn | 스타게이트
"""

UNSAID = """
삼성전자가 엔비디아에 필적할 만한 새로운 AI 칩을 출시한다. | 삼성전자 | comparableTo | 엔비디아
H20은 중국 시장에 맞춰 설계된 저사양 제품이다. | 중국 | developed | H20
쿠팡이 개인정보 유출 사고를 자체적으로 조사한 결과를 냈다. | 쿠팡 | investigates | 개인정보 유출 사고
젠슨 황, 대만서 블랙웰 후속작 공개 | 젠슨 황 | released | 블랙웰
화웨이 메이트 60 프로는 TSMC의 7나노 공정으로 제조된 칩을 탑재했다. | TSMC | manufactures | 메이트 60 프로
"""


UNITS = "화웨이는 칩을 공개했다. 대역폭은 초당 4TB(테라바이트), 공정은 7나노미터(nm)다."


def _cases(block: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in block.strip().split("\n")]


@pytest.mark.parametrize(("text", "subject", "relation", "object_"), _cases(SAID))
def test_it_is_found(reads: Reader, text: str, subject: str, relation: str, object_: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, object_), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "object_"), _cases(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, object_: str) -> None:
    got = reads(text)
    assert not got.stated(subject, relation, object_), got.said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("메타의 ‘라마-3.1-405B’가 나왔다.", "라마31405b"),
        ("알리바바의 큐원2.5-옴니-7B가 나왔다.", "큐원25옴니7b"),
        ("오픈AI의 GPT-5-싱킹이 나왔다.", "gpt5싱킹"),
    ],
)
def test_a_models_size_and_kind_are_of_its_name(reads: Reader, text: str, name: str) -> None:
    assert name in str(reads(text).said)


def test_units_and_bare_class_nouns_are_no_names(reads: Reader) -> None:
    got = str(reads(UNITS).said)
    assert "테라바이트" not in got
    assert "/nm" not in got
