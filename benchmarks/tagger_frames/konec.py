"""Map konec's 150 classes onto the vocabulary's; what is a common noun there is no name here."""

# ruff: noqa: E501, SIM905 - lists of words
from __future__ import annotations

import re
from collections.abc import Iterator

DIRECT = {
    "PS_NAME": "Person", "PS_CHARACTER": "Person", "OGG_ECONOMY": "Company", "OGG_FOOD": "Company", "OGG_HOTEL": "Company",
    "OGG_MEDIA": "MediaOutlet", "OGG_SPORTS": "Organization", "OGG_ART": "Organization", "OGG_OTHERS": "Organization",
    "OGG_RELIGION": "Organization", "OGG_LIBRARY": "Organization", "OGG_EDUCATION": "ResearchInstitute",
    "OGG_SCIENCE": "ResearchInstitute", "OGG_MEDICINE": "ResearchInstitute", "OGG_LAW": "GovernmentBody",
    "OGG_MILITARY": "GovernmentBody", "OGG_POLITICS": "GovernmentBody", "LCP_COUNTRY": "Country", "LCP_PROVINCE": "Region",
    "LCP_COUNTY": "Region", "LCP_CITY": "Region", "LCP_CAPITALCITY": "Region", "LCG_CONTINENT": "Region", "LCG_RIVER": "Place",
    "LCG_OCEAN": "Place", "LCG_BAY": "Place", "LCG_MOUNTAIN": "Place", "LCG_ISLAND": "Place", "LC_OTHERS": "Place",
    "AF_BUILDING": "Place", "AF_CULTURAL_ASSET": "Place", "AF_ROAD": "Place", "AF_TRANSPORT": "Device", "AF_WEAPON": "Product",
    "AFW_OTHER_PRODUCTS": "Product", "AFW_SERVICE_PRODUCTS": "Software", "TMM_DRUG": "Product", "TMI_HW": "Device",
    "TMI_MODEL": "Device", "TMI_SW": "Software", "TMI_SERVICE": "Software", "TMI_PROJECT": "Policy", "CV_LAW": "Policy",
    "CV_POLICY": "Policy", "EV_SPORTS": "Event", "EV_FESTIVAL": "Event", "EV_OTHERS": "Event", "EV_WAR_REVOLUTION": "Event",
    "EV_ACTIVITY": "Event", "AFA_DOCUMENT": "Work", "AFA_VIDEO": "Work", "AFA_MUSIC": "Work", "AFA_PERFORMANCE": "Work",
    "AFA_ART_CRAFT": "Work",
}  # fmt: skip
# Common nouns that konec marks as names.
GENERIC = frozenset(
    "정부 경찰 검찰 법원 군 군인 당국 국회 의회 학교 대학 대학교 초등학교 중학교 고등학교 유치원 어린이집 병원 교회 은행 회사 구단 소방 소방당국 경찰서 파출소 "
    "지구대 소방서 구청 시청 도청 군청 교육청 해군 공군 육군 해병대 해경 여당 야당 여야 방송 언론 국방부대 부대 청와대관저 재판부 노조 정당 협회 위원회 재단 연맹 "
    "호텔 공항 역 지하철역 터미널 항구 아파트 도로 고속도로 국도 다리 터널 체육관 경기장 공원 시장 항공기 여객선 택시 버스 지하철 자동차 차량 승용차 트럭 오토바이 자전거 "
    "비행기 헬기 열차 기차 전동차 선박 어선 보트 전투기 잠수함 함정 구급차 화물차 승합차 미사일 총기 총 폭탄 칼 흉기 수류탄 권총 소총 스마트폰 휴대전화 휴대폰 컴퓨터 카메라 "
    "노트북 태블릿 서버 홈페이지 블로그 인터넷 앱 어플 애플리케이션 백신 항생제 징역 친권 헌법 형법 민법 법 벌금 집행유예 경기 결승 준결승 전반 후반 친선 대회 축제 수능 총파업 "
    "이슬람 기독교 불교 천주교 개신교 교황청 드라마 영화 예능 뉴스 세계 우리나라 아군 연합군".split()
)
NEEDS_MARK = frozenset(
    (
        "AF_TRANSPORT",
        "AF_WEAPON",
        "TMI_HW",
        "TMM_DRUG",
        "TMI_SW",
        "OGG_RELIGION",
        "AF_BUILDING",
        "LC_OTHERS",
        "CV_POLICY",
    )
)
_LAW = re.compile(r".{2,}(?:법|법안|특별법|조례|협정|협약|조약|헌장|규정|제도)\Z")
_MARK = re.compile(r"[A-Z0-9]|.{4,}")
_EVENT = re.compile(r"\d|.{4,}|.*(?:올림픽|월드컵|대선|총선|참사|전쟁|리그|컵|축제|영화제|회담)\Z")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
_COURT = re.compile(r".*(?:법원|지법|고법|지검|고검|검찰청|재판소)\Z")
_SCHOOL = re.compile(r".*(?:초|중|고|고교|초교|여고|여중|학교|학원|유치원|어린이집)\Z")
_WORLD = re.compile(
    r"유엔.*|.*(?:안보리|국제기구)|UN|EU|유럽연합|IMF|OECD|WHO|WTO|NATO|나토|세계은행|세계보건기구|ASEAN|G20|G7|IAEA|FIFA|IOC\Z"
)
_PARTY = re.compile(r".+(?:당|민주연합|정치연합)\Z")


def mapped(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names that a span of konec holds: the one before brackets, and the one in them.

    Args:
        text: The sentence.
        start: Where the span begins, in code points.
        end: Where it ends.
        label: konec's class.
    """
    name = text[start:end]
    cls = _class(name, label)
    if not cls:
        return
    bracket = _BRACKET.search(name)
    if not bracket:
        yield start, end, cls
        return
    if bracket.start():
        stop = start + bracket.start()
        yield start, stop, cls
    if len(bracket.group(1)) > 1 and bracket.group(1).strip() == bracket.group(1):
        yield start + bracket.start(1), start + bracket.end(1), cls


def _class(name: str, label: str) -> str:
    cls = DIRECT.get(label, "")
    if not cls or len(name) < 2 or name in GENERIC:
        return ""
    if label in NEEDS_MARK and not _MARK.search(name):
        return ""
    if label == "CV_LAW" and not _LAW.match(name):
        return ""
    if cls == "Event" and not _EVENT.match(name):
        return ""
    if cls in ("Organization", "Company", "GovernmentBody") and _WORLD.match(name):
        return "InternationalOrganization"
    if label == "OGG_LAW" and not _COURT.match(name):
        return "Organization"
    if label == "OGG_EDUCATION" and _SCHOOL.match(name) and not name.endswith("대학교"):
        return "Organization"
    if label == "OGG_POLITICS" and _PARTY.match(name):
        return "PoliticalParty"
    return cls
