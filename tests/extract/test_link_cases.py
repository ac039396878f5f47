"""Noun phrases that say relations: role nouns, titles, origins, makers, authors, causes, comparisons."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = """
핀란드의 수중 음향 탐지기 제조업체 노키아가 계약을 땄다. | 노키아 | basedIn | 핀란드
네덜란드 최대 노광 장비 강자 ASML이 실적을 냈다. | ASML | basedIn | 네덜란드
중국 관영 신화통신이 논평을 냈다. | 신화통신 | basedIn | 중국
미 상무부가 명단을 고쳤다. | 미 상무부 | partOf | 미국
유엔 안전보장이사회가 밤새 회의를 했다. | 유엔 안전보장이사회 | partOf | 유엔
유럽연합(EU) 집행위원회가 벌금을 매겼다. | 집행위원회 | partOf | 유럽연합
경기 평택에 새 라인을 짓는다. | 평택 | locatedIn | 경기
서울 강남경찰서는 조사에 나섰다. | 강남경찰서 | basedIn | 서울
서울시 송파구의 한 식당에서 불이 났다. | 송파구 | locatedIn | 서울
서울 강동구와 강남구, 서대문구에서 불이 났다. | 서대문구 | locatedIn | 서울
이집트 동북부 시나이반도에서 불이 났다. | 시나이반도 | locatedIn | 이집트
CES 2025가 열리는 라스베이거스를 찾았다. | CES 2025 | locatedIn | 라스베이거스
중국 광둥성 선전에서 신제품을 알렸다. | 선전 | locatedIn | 광둥성
신세계그룹의 이마트는 점포를 닫았다. | 이마트 | ownedBy | 신세계그룹
구글 딥마인드가 논문을 냈다. | 구글 딥마인드 | ownedBy | 구글
애플이 행사를 열었다. 새 애플 아이폰은 얇다. | 애플 | developed | 아이폰
독일 제약·화학 기업 바이엘이 실적을 냈다. | 바이엘 | basedIn | 독일
미국 통신칩 강자 퀄컴이 감원에 나섰다. | 퀄컴 | basedIn | 미국
현대제철 순천공장에서 불이 났다. | 순천공장 | ownedBy | 현대제철
SK바이오사이언스가 안동 공장에서 백신을 만든다. | 안동 공장 | ownedBy | SK바이오사이언스
현대차는 울산 공장과 아산 공장을 세웠다. | 아산 공장 | ownedBy | 현대차
공장은 GM의 웬츠빌 공장과 포드의 웨인 공장이다. | 웬츠빌 공장 | ownedBy | GM
애플은 쿠퍼티노 본사에서 행사를 열었다. | 애플 | basedIn | 쿠퍼티노
외무장관들이 브뤼셀의 나토 본부에서 만났다. | 나토 | basedIn | 브뤼셀
미국 국방부 산하 방위고등연구계획국이 대회를 열었다. | 방위고등연구계획국 | partOf | 국방부
메디톡스는 대웅제약이 균주를 빼돌렸다며 소송을 냈다. | 메디톡스 | sues | 대웅제약
구영배 큐텐 대표는 위메프를 사들였다. | 큐텐 | acquires | 위메프
현대차그룹은 보스턴다이내믹스의 경영권을 넘겨받았다. | 현대차그룹 | acquires | 보스턴다이내믹스
네이버는 카카오와 잇달아 협약을 맺었다. | 네이버 | partnersWith | 카카오
갤럭시 버즈를 찾는 이가 많다. 갤럭시 버즈 프로는 값이 올랐다. | 갤럭시 버즈 프로 | variantOf | 갤럭시 버즈
독일 총리 올라프 숄츠, 프랑스 대통령 에마뉘엘 마크롱이 만났다. | 올라프 숄츠 | holdsPosition | 독일
대전지법 형사3부(홍길동 김철수 이영희 부장판사)는 벌금을 선고했다. | 김철수 | holdsPosition | 대전지법 형사3부
이날 박가람 의원(국민의힘)은 반대했다. | 박가람 | holdsPosition | 국민의힘
노스볼트는 스웨덴 기업이다. | 노스볼트 | basedIn | 스웨덴
네덜란드 반도체 장비 기업인 ASML은 실적을 공개했다. | ASML | basedIn | 네덜란드
스웨덴계 가구업체 이케아가 문을 열었다. | 이케아 | basedIn | 스웨덴
CATL과 BYD를 비롯한 중국 배터리 기업들이 유럽에 진출했다. | CATL | basedIn | 중국
CATL·BYD 같은 중국 배터리 업체가 유럽에 진출했다. | BYD | basedIn | 중국
대만의 세계 최대 파운드리 업체 TSMC가 공장을 짓는다. | TSMC | basedIn | 대만
방송통신위원회가 회의를 열었다. 김민수 위원은 반대했다. | 김민수 | holdsPosition | 방송통신위원회
인스타그램의 모회사 메타가 벌금을 냈다. | 인스타그램 | ownedBy | 메타
현대차그룹 계열 현대로템이 수주했다. | 현대로템 | ownedBy | 현대차그룹
현대로템은 현대차그룹 계열의 방산업체다. | 현대로템 | ownedBy | 현대차그룹
알파벳 산하의 자율주행 기업 웨이모가 로보택시를 늘린다. | 웨이모 | ownedBy | 알파벳
알파벳은 구글과 웨이모를 자회사로 두고 있다. | 웨이모 | ownedBy | 알파벳
구글을 자회사로 둔 알파벳이 실적을 냈다. | 구글 | ownedBy | 알파벳
SK하이닉스의 모회사는 SK스퀘어다. | SK하이닉스 | ownedBy | SK스퀘어
볼보의 대주주인 지리자동차가 지분을 팔았다. | 볼보 | ownedBy | 지리자동차
소프트뱅크가 대주주인 Arm이 실적을 냈다. | Arm | ownedBy | 소프트뱅크
카카오와 자회사 카카오페이가 조사를 받았다. | 카카오페이 | ownedBy | 카카오
네이버는 지난해 자회사 스노우에 투자했다. | 스노우 | ownedBy | 네이버
유럽연합 회원국인 헝가리가 반대했다. | 헝가리 | partOf | 유럽연합
동티모르는 아세안의 새 회원국이 됐다. | 동티모르 | partOf | 아세안
구글의 자회사가 된 유튜브는 광고를 늘렸다. | 유튜브 | ownedBy | 구글
왕촨푸 회장이 선전에서 창업한 비야디가 앞섰다. | 왕촨푸 | holdsPosition | 비야디
국가기술표준원은 산업통상자원부 소속 기관이다. | 국가기술표준원 | partOf | 산업통상자원부
오픈AI의 최대 투자자인 마이크로소프트가 손실을 냈다. | 마이크로소프트 | investsIn | 오픈AI
오픈AI의 투자자이기도 한 마이크로소프트가 손실을 냈다. | 마이크로소프트 | investsIn | 오픈AI
마이크로소프트를 투자자로 둔 오픈AI가 새 모델을 냈다. | 마이크로소프트 | investsIn | 오픈AI
테슬라의 최대 라이벌로 꼽히는 BYD가 판매를 늘렸다. | BYD | competesWith | 테슬라
BYD는 테슬라의 강력한 경쟁자다. | BYD | competesWith | 테슬라
오픈AI의 대항마 앤트로픽이 투자를 유치했다. | 앤트로픽 | competesWith | 오픈AI
경쟁사인 쿠팡과 달리 네이버는 수수료를 내렸다. | 쿠팡 | competesWith | 네이버
SK하이닉스는 엔비디아의 최대 HBM 공급사다. | SK하이닉스 | supplies | 엔비디아
LG이노텍의 최대 고객사는 애플이다. | LG이노텍 | supplies | 애플
TSMC는 애플, 엔비디아 등을 고객사로 두고 있다. | TSMC | supplies | 엔비디아
구글은 삼성전자의 오랜 파트너다. | 구글 | partnersWith | 삼성전자
챗GPT 개발사인 오픈AI가 투자를 유치했다. | 오픈AI | developed | 챗GPT
아이폰 제조사 애플이 실적을 냈다. | 애플 | manufactures | 아이폰
젠슨 황은 엔비디아의 공동 창업자다. | 젠슨 황 | founded | 엔비디아
알리바바 창업주 마윈이 모습을 드러냈다. | 마윈 | founded | 알리바바
이재용은 삼성전자의 회장이다. | 이재용 | holdsPosition | 삼성전자
삼성전자 회장인 이재용은 출국했다. | 이재용 | holdsPosition | 삼성전자
팀 쿡이 최고경영자로 있는 애플이 신제품을 냈다. | 팀 쿡 | holdsPosition | 애플
팀 쿡은 2011년 애플 CEO에 취임했다. | 팀 쿡 | holdsPosition | 애플
구글 CEO를 지낸 에릭 슈밋이 경고했다. | 에릭 슈밋 | holdsPosition | 구글
에릭 슈밋 구글 전 CEO가 경고했다. | 에릭 슈밋 | holdsPosition | 구글
일론 머스크 테슬라 최고경영자(CEO) 겸 스페이스X 창업자가 발언했다. | 일론 머스크 | founded | 스페이스X
팀 쿡은 스티브 잡스의 후임으로 CEO에 올랐다. | 팀 쿡 | succeeds | 스티브 잡스
갤럭시 S25는 갤럭시 S24의 후속작이다. | 갤럭시 S25 | succeeds | 갤럭시 S24
H20은 H100의 저사양 버전이다. | H20 | variantOf | H100
봉준호 감독의 영화 ‘기생충’이 다시 걸렸다. | 봉준호 | authored | 기생충
코로나19 여파로 대한항공이 적자를 냈다. | 코로나19 | affects | 대한항공
인플레이션감축법 덕분에 한화솔루션이 흑자를 냈다. | 인플레이션감축법 | affects | 한화솔루션
딥시크 쇼크로 엔비디아 주가가 급락했다. | 딥시크 쇼크 | affects | 엔비디아
상호관세의 직격탄을 맞은 베트남이 협상에 나섰다. | 상호관세 | affects | 베트남
반도체법은 삼성전자에 호재로 작용했다. | 반도체법 | affects | 삼성전자
위고비의 등장은 화이자에 큰 위협이 됐다. | 위고비 | affects | 화이자
단통법 폐지로 KT의 점유율이 하락했다. | 단통법 | affects | KT
우크라이나 전쟁으로 유럽 경제가 큰 타격을 받았다. | 우크라이나 전쟁 | affects | 유럽
CNPC와 중국석유화공(시노펙) 등 중국 국영기업이 값을 내렸다. | CNPC | basedIn | 중국
미국이 움직였다. 토니 블링컨 국무장관은 웃었다. | 토니 블링컨 | holdsPosition | 미국
R1은 o1 못지않은 성능을 낸다. | R1 | comparableTo | o1
R1은 o1급 성능을 자랑한다. | R1 | comparableTo | o1
R1의 성능은 o1 수준이다. | R1 | comparableTo | o1
영국 노동당이 대회를 열었다. | 영국 노동당 | basedIn | 영국
영국의 제1야당인 노동당이 대회를 열었다. | 노동당 | basedIn | 영국
日 자민당이 대회를 열었다. | 자민당 | basedIn | 일본
알리바바의 벤처캐피털 세쿼이아가 돈을 댔다. | 세쿼이아 | ownedBy | 알리바바
삼성전자와 인텔의 합작사인 얼티엄셀즈에서 판다. | 얼티엄셀즈 | ownedBy | 삼성전자
네이버는 카카오와의 합작사 얼티엄셀즈에서 산다. | 얼티엄셀즈 | ownedBy | 네이버
네이버는 카카오와의 합작사 얼티엄셀즈에서 산다. | 얼티엄셀즈 | ownedBy | 카카오
구글 출신인 젠슨 황, 팀 쿡과 회사를 차렸다. | 구글 | employs | 팀 쿡
넷플릭스 대표 출신인 팀 쿡이 왔다. | 팀 쿡 | holdsPosition | 넷플릭스
테슬라는 유니트리를 눈여겨봤다. 유니트리를 창업한 왕싱싱 CEO는 웃었다. | 왕싱싱 | holdsPosition | 유니트리
일론 머스크 최고경영자(CEO)의 테슬라는 차를 팔았다. | 일론 머스크 | holdsPosition | 테슬라
김도현 삼성전자 포장사업부 사장이 왔다. | 김도현 | holdsPosition | 삼성전자
사토 겐지 일본 경제산업상이 왔다. | 사토 겐지 | holdsPosition | 일본
팀 쿡의 뒤를 이어 젠슨 황이 대표를 맡았다. | 젠슨 황 | succeeds | 팀 쿡
팀 쿡이 물러나고 젠슨 황이 뒤를 이었다. | 젠슨 황 | succeeds | 팀 쿡
팀 쿡이 사임하고 후임에 젠슨 황이 선임됐다. | 젠슨 황 | succeeds | 팀 쿡
인텔은 팀 쿡의 후임에 젠슨 황을 선임했다. | 젠슨 황 | succeeds | 팀 쿡
클로드는 챗GPT에 뒤지지 않는다. | 클로드 | comparableTo | 챗GPT
o1의 성능은 R1에 못 미친다. | R1 | outperforms | o1
테슬라는 BYD를 따라잡지 못했다. | BYD | outperforms | 테슬라
"""

UNSAID = """
오픈AI는 알파벳 산하 구글, 메타의 제품과 다툰다. | 메타 | ownedBy | 알파벳
중국의 애플이라 불리는 샤오미가 차를 냈다. | 애플 | basedIn | 중국
중국의 애플로 불리는 샤오미가 차를 냈다. | 애플 | basedIn | 중국
알리바바는 새 모델을 냈다. 실리콘밸리의 이름난 투자자 마크 앤드리슨은 놀랐다. | 마크 앤드리슨 | investsIn | 알리바바
한국 “애플은 앱 값을 낮춰라” | 애플 | basedIn | 한국
그는 ‘한국의 애플’을 꿈꾼다. | 애플 | basedIn | 한국
한국의 애플 조사가 끝났다. | 애플 | basedIn | 한국
서울 애플 매장이 붐볐다. | 애플 | basedIn | 서울
두산의 네이버 출신 임원이 떠났다. | 네이버 | ownedBy | 두산
조 바이든 미국 대통령과 팀 쿡 최고경영자가 만났다. | 팀 쿡 | holdsPosition | 미국
아시아나항공의 경쟁사는 제주항공과 대만 에바항공이다. | 제주항공 | basedIn | 대만
삼성전자는 인텔의 애리조나 공장을 방문했다. | 애리조나 공장 | ownedBy | 삼성전자
브로드컴은 VM웨어의 팰로앨토 본사를 찾았다. | 브로드컴 | basedIn | 팰로앨토
오픈AI는 지난달 챗GPT를 쓰는 사람이 늘었다고 밝혔다. | 오픈AI | uses | 챗GPT
유럽항공안전청은 737 맥스의 운항 금지를 풀었다. | 유럽항공안전청 | restricts | 737 맥스
금융감독원은 카카오가 법을 지켰는지 보고 있다. | 금융감독원 | accuses | 카카오
중국에서 테슬라가 차를 팔았다. | 테슬라 | basedIn | 중국
중국 진출 기업 테슬라가 차를 팔았다. | 테슬라 | basedIn | 중국
미국의 엔비디아와 삼성전자가 손잡았다. | 삼성전자 | basedIn | 미국
카카오와 네이버의 자회사들이 경쟁한다. | 카카오 | ownedBy | 네이버
카카오뱅크와 카카오페이는 카카오의 자회사다. | 카카오뱅크 | ownedBy | 카카오페이
삼성전자와 삼성디스플레이의 모회사는 다르다. | 삼성전자 | ownedBy | 삼성디스플레이
나이키는 아디다스의 경쟁 브랜드다. | 나이키 | ownedBy | 아디다스
애플, 구글 등 주요 기업들의 공급사가 모였다. | 애플 | supplies | 구글
이창용 한국은행 총재는 제롬 파월 의장과 만났다. | 제롬 파월 | holdsPosition | 한국은행
리사 수 AMD 최고경영자와 젠슨 황 엔비디아 최고경영자가 만났다. | 젠슨 황 | holdsPosition | AMD
오랜 라이벌은 제프 베이조스 아마존 창업자다. 이날 일론 머스크가 웃었다. | 일론 머스크 | founded | 아마존
일론 머스크가 왔다. 이날 웃은 건 제프 베이조스 아마존 창업자였다. | 일론 머스크 | founded | 아마존
박찬욱 감독이 왔다. 영화 ‘기생충’이 상을 받았다. | 박찬욱 | authored | 기생충
애플은 딥시크 쇼크 때 매장을 열었다. | 딥시크 쇼크 | affects | 애플
삼성전자는 CES 2025에 제품을 냈다. | CES 2025 | affects | 삼성전자
일본이 움직였다. 토니 블링컨 국무장관은 웃었다. | 토니 블링컨 | holdsPosition | 일본
네이버는 벤처캐피털 소프트뱅크를 만났다. | 소프트뱅크 | ownedBy | 네이버
네이버는 합작사 얼티엄셀즈, 자회사 우아한형제들에서 산다. | 우아한형제들 | ownedBy | 얼티엄셀즈
하버드대 출신 팀 쿡이 왔다. | 하버드대 | employs | 팀 쿡
팀 쿡이 물러나고 젠슨 황이 박수를 보냈다. | 젠슨 황 | succeeds | 팀 쿡
삼성전자는 TSMC와의 격차를 좁혔다. | 삼성전자 | outperforms | TSMC
"""


def rows(table: str) -> list[list[str]]:
    """Lines of a table, cut at its bars."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_a_phrase_says_it(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    symmetric = relation in ("competesWith", "partnersWith", "comparableTo")
    assert got.stated(subject, relation, target) or (symmetric and got.stated(target, relation, subject)), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_a_phrase_does_not_say_it(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)


@pytest.mark.parametrize(
    ("text", "person", "body", "role"),
    [
        ("마오닝 중국 외교부 대변인은 논평을 내지 않았다.", "마오닝", "중국 외교부", "대변인"),
        ("김병환 금융위원장이 회의를 열었다.", "김병환", "금융위", "위원장"),
        ("스티븐 호킹 영국 케임브리지대 교수가 강연했다.", "스티븐 호킹", "케임브리지대", "교수"),
        ("니콜라스 번스 주중 미국대사가 귀국했다.", "니콜라스 번스", "미국", "대사"),
        ("낸시 펠로시 전 하원의장이 방문했다.", "낸시 펠로시", "하원", "전 의장"),
        ("에릭 슈밋 전 구글 CEO가 경고했다.", "에릭 슈밋", "구글", "전 CEO"),
        ("전 구글 CEO 에릭 슈밋이 경고했다.", "에릭 슈밋", "구글", "전 CEO"),
        ("토론토대 교수인 제프리 힌턴이 경고했다.", "제프리 힌턴", "토론토대", "교수"),
        ("애플 최고경영자인 팀 쿡이 무대에 섰다.", "팀 쿡", "애플", "최고경영자"),
        ("금융감독원장 이복현이 검사를 지시했다.", "이복현", "금융감독원", "원장"),
    ],
)
def test_a_title_is_the_role(reads: Reader, text: str, person: str, body: str, role: str) -> None:
    claim = reads(text).claim(person, "holdsPosition", body)
    assert [(q.name, q.value) for q in claim.statement.qualifiers] == [("role", role)]


@pytest.mark.parametrize(
    ("headline", "person", "relation", "body"),
    [
        ("대만 총통에 라이칭더", "라이칭더", "holdsPosition", "대만"),
        ("한국은행 총재에 이창용 내정", "이창용", "holdsPosition", "한국은행"),
        ("동티모르, 아세안 새 회원국 됐다", "동티모르", "partOf", "아세안"),
    ],
)
def test_a_headline_names_who_gets_a_post(reads: Reader, headline: str, person: str, relation: str, body: str) -> None:
    assert reads("본문이다.", headline=headline).stated(person, relation, body)


def test_a_bare_title_is_of_the_firm_that_the_article_is_about(reads: Reader) -> None:
    got = reads(
        "네이버는 새 검색을 내놓았다.",
        "네이버는 카카오와 손을 잡았다.",
        "최수연 대표는 “빠르게 늘리겠다”고 말했다.",
    )
    assert got.stated("최수연", "holdsPosition", "네이버")
    assert not got.stated("최수연", "holdsPosition", "카카오")


def test_the_role_noun_is_the_trigger(reads: Reader) -> None:
    text = "현대로템은 현대차그룹의 계열사다."
    claim = reads(text).claim("현대로템", "ownedBy", "현대차그룹")
    assert claim.evidence.trigger.of(text) == "계열사"
