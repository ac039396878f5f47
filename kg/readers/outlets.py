"""Names of Korean news outlets and their domains: data for recognising who published a page."""
# ruff: noqa: E501 - a pattern that is broken over lines is harder to read

from __future__ import annotations

import re

OUTLETS: dict[str, tuple[str, ...]] = {
    "연합뉴스": ("yna.co.kr", "yonhapnews.co.kr"),
    "연합인포맥스": ("einfomax.co.kr",),
    "연합뉴스TV": ("yonhapnewstv.co.kr",),
    "뉴스1": ("news1.kr",),
    "뉴시스": ("newsis.com",),
    "조선일보": ("chosun.com",),
    "조선비즈": ("chosunbiz.com", "biz.chosun.com"),
    "중앙일보": ("joongang.co.kr", "joins.com"),
    "동아일보": ("donga.com",),
    "한겨레": ("hani.co.kr",),
    "경향신문": ("khan.co.kr", "khan.kr", "kyunghyang.com"),
    "한국일보": ("hankookilbo.com",),
    "국민일보": ("kmib.co.kr",),
    "서울신문": ("seoul.co.kr",),
    "세계일보": ("segye.com",),
    "문화일보": ("munhwa.com",),
    "내일신문": ("naeil.com",),
    "매일경제": ("mk.co.kr",),
    "한국경제": ("hankyung.com",),
    "한국경제TV": ("wowtv.co.kr",),
    "서울경제": ("sedaily.com",),
    "머니투데이": ("mt.co.kr",),
    "이데일리": ("edaily.co.kr",),
    "아시아경제": ("asiae.co.kr",),
    "아주경제": ("ajunews.com",),
    "파이낸셜뉴스": ("fnnews.com",),
    "헤럴드경제": ("heraldcorp.com",),
    "뉴스핌": ("newspim.com",),
    "비즈워치": ("bizwatch.co.kr",),
    "전자신문": ("etnews.com",),
    "디지털타임스": ("dt.co.kr",),
    "디지털데일리": ("ddaily.co.kr",),
    "지디넷코리아": ("zdnet.co.kr",),
    "아이뉴스24": ("inews24.com",),
    "블로터": ("bloter.net",),
    "아이티데일리": ("itdaily.kr",),
    "디일렉": ("thelec.kr",),
    "IT조선": ("it.chosun.com",),
    "AI타임스": ("aitimes.com",),
    "인공지능신문": ("aitimes.kr",),
    "보안뉴스": ("boannews.com",),
    "테크M": ("techm.kr",),
    "데이터넷": ("datanet.co.kr",),
    "KBS": ("kbs.co.kr",),
    "MBC": ("imbc.com", "mbc.co.kr"),
    "SBS": ("sbs.co.kr",),
    "SBS Biz": ("biz.sbs.co.kr",),
    "JTBC": ("jtbc.co.kr",),
    "YTN": ("ytn.co.kr",),
    "MBN": ("mbn.co.kr",),
    "채널A": ("ichannela.com",),
    "TV조선": ("tvchosun.com",),
    "노컷뉴스": ("nocutnews.co.kr", "cbs.co.kr"),
    "오마이뉴스": ("ohmynews.com",),
    "프레시안": ("pressian.com",),
    "미디어오늘": ("mediatoday.co.kr",),
    "시사IN": ("sisain.co.kr",),
    "시사저널": ("sisajournal.com",),
    "이코노미스트": ("economist.co.kr",),
    "주간조선": (),
    "더팩트": ("tf.co.kr",),
    "쿠키뉴스": ("kukinews.com",),
    "뉴데일리": ("newdaily.co.kr",),
    "데일리안": ("dailian.co.kr",),
    "뉴스토마토": ("newstomato.com",),
    "부산일보": ("busan.com",),
    "국제신문": ("kookje.co.kr",),
    "매일신문": ("imaeil.com",),
    "영남일보": ("yeongnam.com",),
    "강원일보": ("kwnews.co.kr",),
    "대전일보": ("daejonilbo.com",),
    "광주일보": ("kwangju.co.kr",),
    "경인일보": ("kyeongin.com",),
    "한국대학신문": ("unn.net",),
    "동아사이언스": ("dongascience.com",),
    "사이언스타임즈": ("sciencetimes.co.kr",),
    "법률신문": ("lawtimes.co.kr",),
    "코리아헤럴드": ("koreaherald.com",),
    "코리아타임스": ("koreatimes.co.kr",),
}

ALIASES: dict[str, str] = {
    "한겨레신문": "한겨레",
    "한겨레신문사": "한겨레",
    "매경": "매일경제",
    "매경닷컴": "매일경제",
    "매일경제신문": "매일경제",
    "한경닷컴": "한국경제",
    "한국경제신문": "한국경제",
    "한경": "한국경제",
    "동아닷컴": "동아일보",
    "디지털조선일보": "조선일보",
    "조선닷컴": "조선일보",
    "조선비즈닷컴": "조선비즈",
    "중앙일보사": "중앙일보",
    "경향닷컴": "경향신문",
    "ZDNet Korea": "지디넷코리아",
    "ZDNET Korea": "지디넷코리아",
    "ZDNet코리아": "지디넷코리아",
    "News1": "뉴스1",
    "NEWSIS": "뉴시스",
    "Newsis": "뉴시스",
    "YONHAP NEWS": "연합뉴스",
    "아시아경제신문": "아시아경제",
    "헤럴드": "헤럴드경제",
    "fnnews": "파이낸셜뉴스",
    "㈜연합뉴스": "연합뉴스",
    "CBS노컷뉴스": "노컷뉴스",
}

AGENCIES = (
    "로이터통신", "로이터", "REUTERS", "Reuters", "AP통신", "AFPBBNews", "AFP통신", "AFP", "AP", "EPA", "UPI", "TASS", "타스통신", "타스",
    "신화통신", "신화사", "신화", "교도통신", "교도", "블룸버그통신", "블룸버그", "Bloomberg", "게티이미지뱅크", "게티이미지코리아", "게티이미지",
    "Getty Images", "GettyImages", "셔터스톡", "픽사베이", "언스플래시", "공동사진취재단", "사진공동취재단", "공동취재단", "사진기자협회",
    "대통령실사진기자단", "국회사진기자단", "공동취재",
)  # fmt: skip

_KNOWN = {name.casefold(): name for name in OUTLETS} | {alias.casefold(): name for alias, name in ALIASES.items()}
NAMES = "|".join(re.escape(n) for n in sorted((*OUTLETS, *ALIASES), key=lambda n: (-len(n), n)))
AGENCY_NAMES = "|".join(re.escape(n) for n in sorted({*AGENCIES, *OUTLETS, *ALIASES}, key=lambda n: (-len(n), n)))
_SHAPE = re.compile(
    r"(?:주간|월간|일간|더|THE )?[가-힣A-Za-z]{2,8}(?:일보|신문|데일리|타임스|타임즈|투데이|저널|헤럴드|닷컴|뉴스(?:24|TV)?|미디어|매거진|이코노미|방송|통신|포스트)"
)
_NOT_NAMES = re.compile(
    r"(?:관련|주요|최신|추천|인기|많이본|포토|속보|전체|오늘의|핫|랭킹|영상|지역|실시간|구독|이슈|카드|연예|스포츠)\s?뉴스"
)


def outlet(name: str) -> str:
    """Return the usual name of an outlet, or "" for what is no outlet's name.

    >>> outlet("매경닷컴"), outlet("아이티데일리"), outlet("관련뉴스"), outlet("[초점]")
    ('매일경제', '아이티데일리', '', '')
    """
    text = re.sub(r"^(?:\(주\)|㈜|주식회사)\s*|\s*(?:\(주\)|㈜)$", "", name.strip())
    known = _KNOWN.get(text.casefold(), "")
    shaped = text if _SHAPE.fullmatch(text) and not _NOT_NAMES.fullmatch(text) else ""
    return known or shaped


def by_domain(host: str) -> str:
    """Return the outlet that publishes at a host or mails from it, or "".

    >>> by_domain("news.mt.co.kr"), by_domain("example.org")
    ('머니투데이', '')
    """
    host = host.casefold().strip(".")
    fits = [(len(d), n) for n, domains in OUTLETS.items() for d in domains if host == d or host.endswith("." + d)]
    return max(fits)[1] if fits else ""
