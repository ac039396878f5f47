"""Posts by what somebody belongs to, listed appointments, pupils; where events are held, places lie; demands."""

from __future__ import annotations

import pytest

from tests.conftest import Reader
from tests.extract.test_gapping import rows

SAID = """
강남경찰서 소속 박상훈 경위가 그를 붙잡았다. | 박상훈 | holdsPosition | 강남경찰서
새누리당 소속 이철호 국회부의장이 나섰다. | 이철호 | partOf | 새누리당
김정일 북한 국방위원장은 손을 흔들었다. | 김정일 | holdsPosition | 북한
북한은 3일 김정일 국방위원장이 공장을 둘러봤다고 전했다. | 김정일 | holdsPosition | 북한
이철호 국회 국방위원장은 북한을 비판했다. | 이철호 | holdsPosition | 국회 국방위
청와대에서는 박상훈 신임 정무수석 등이 배석했다. | 박상훈 | holdsPosition | 청와대
이고르 페트로프 러시아 외무 차관은 고개를 저었다. | 이고르 페트로프 | holdsPosition | 러시아
새누리당 박상훈 대표와 이철호 원내대표가 참석했다. | 이철호 | holdsPosition | 새누리당
하나은행 광고 모델인 김연아 선수가 참석했다. | 김연아 | holdsPosition | 하나은행
KBS 축구해설위원으로 활약 중인 박상훈이 말했다. | 박상훈 | holdsPosition | KBS
한국체육대 3학년 학생인 박상훈 씨가 도왔다. | 박상훈 | holdsPosition | 한국체육대
박상훈 중앙대 약학대 교수는 웃었다. | 박상훈 | holdsPosition | 중앙대
로펌 ‘가온파트너스’의 박상훈 파트너는 웃었다. | 박상훈 | holdsPosition | 가온파트너스
외교부 장관엔 박상훈, 국방부 장관에는 이철호, 환경부 장관엔 김민재를 내정했다. | 이철호 | holdsPosition | 국방부
두산 포수 박상훈이 공을 받았다. | 박상훈 | holdsPosition | 두산
소녀시대 멤버 박상훈 씨가 웃었다. | 박상훈 | partOf | 소녀시대
전북 전주, 군산, 익산이 버스를 운행했다. | 익산 | locatedIn | 전북
북아프리카 알제리 동부에 비가 내렸다. | 알제리 | locatedIn | 북아프리카
민주당 지도부는 새누리당을 비판했다. | 민주당 | criticizes | 새누리당
헤이그에서 개최된 핵안보정상회의 계기에 둘은 따로 앉았다. | 핵안보정상회의 | locatedIn | 헤이그
남북은 금강산에서 열기로 한 G20 정상회의를 미뤘다. | G20 정상회의 | locatedIn | 금강산
그는 ‘퀴어 퍼레이드’가 열린 서울광장 앞에서 사진을 찍었다. | 퀴어 퍼레이드 | locatedIn | 서울광장
라이베리아, 기니 등 서아프리카 지역에서 병이 퍼졌다. | 기니 | locatedIn | 서아프리카
필리핀에서는 지난달에도 북부 관광도시 바기오의 한 도로가 끊겼다. | 바기오 | locatedIn | 필리핀
중국 헤이룽장 성도인 하얼빈에 눈이 내렸다. | 하얼빈 | locatedIn | 헤이룽장
이철호 의원은 박상훈 의원을 제명시키고 진보당을 해산시켜야 한다고 말했다. | 이철호 | criticizes | 박상훈
이철호 의원은 박상훈 대표가 사퇴해야 한다고 주장했다. | 이철호 | criticizes | 박상훈
새누리당이 회의를 소집한 가운데 민주당이 강력 반발했다. | 민주당 | criticizes | 새누리당
이집트는 이스라엘이 과도한 공격을 했다고 규탄했다. | 이집트 | criticizes | 이스라엘
한국은 사고가 일본 정부의 책임이라고 비판했다. | 한국 | criticizes | 일본 정부
이철호 회장은 박상훈 의원에게 뇌물을 건넸다고 주장했다. | 이철호 | accuses | 박상훈
검찰은 박상훈 사장과 직원들을 기소했다. | 검찰 | accuses | 박상훈
조희연 교육감은 박상훈양에게 표창장을 수여했다. | 조희연 | supports | 박상훈
오픈AI의 공동창업자이자 최고경영자인 샘 올트먼은 서울에 왔다. | 샘 올트먼 | holdsPosition | 오픈AI
김연아 한빛소프트 대표, 박지우 네오컴 대표가 참석했다. | 박지우 | holdsPosition | 네오컴
이철호 의원은 쿠팡에 대해 무책임하다고 비판했다. | 이철호 | criticizes | 쿠팡
"""
UNSAID = """
최태원 SK그룹 회장과 정의선 회장이 만났다. | 정의선 | holdsPosition | SK그룹
손정의 소프트뱅크 회장은 이재용 회장과 만났다. | 이재용 | holdsPosition | 소프트뱅크
김연아 한빛소프트 대표, 박지우 네오컴 대표가 참석했다. | 박지우 | holdsPosition | 한빛소프트
정의선 회장은 백악관을 찾아 트럼프 대통령과 환담했다. | 정의선 | meets | 백악관
환경단체는 포스코의 석탄 투자를 규탄했다. | 포스코 | developed | 석탄
외교부 장관엔 박상훈, 국방부 장관에는 이철호, 환경부 장관엔 김민재를 내정했다. | 김민재 | holdsPosition | 외교부
김정일 북한 국방위원장은 손을 흔들었다. | 김정일 | holdsPosition | 북한 국방위
아스널은 런던에서 열린 프리미어리그 8라운드 경기에서 이겼다. | 프리미어리그 | locatedIn | 런던
한국과 태국 등 아시아 신흥국들의 통화가 떨어졌다. | 태국 | locatedIn | 아시아
독일에서는 올해 파리에서 온 손님이 늘고 프랑스 손님이 줄었다. | 파리 | locatedIn | 독일
일본 정부는 북한에 대한 제재를 해제했다. | 일본 정부 | restricts | 북한
시진핑과 푸틴은 트럼프를 영접했다. | 시진핑 | meets | 푸틴
이철호 의원은 회의가 열려야 한다고 말하고 박상훈 의원을 만났다. | 이철호 | criticizes | 박상훈
"""


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_it_is_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_it_is_not_said(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
