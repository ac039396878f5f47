from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers.credits import is_furniture
from kg.readers.furniture import read_page
from kg.readers.lines import BLANKS

from .conftest import ONE, TITLE, TWO, bodies

Read = Callable[[str, str | bytes], Article]

PORTAL = f"""본문 바로가기
NAVER
뉴스
연예
TV
언론사 구독
{TITLE}
입력2025.03.12. 오전 9:30
기사원문
김하나 기자
추천
3
댓글
2
본문 요약봇
글자 크기 변경하기
삼성전자 평택 공장 전경. /사진=삼성전자 제공
[한국경제 김하나 기자] {ONE}

[관련기사]
TSMC 2나노 수율 개선
인텔 파운드리 분사설 다시 고개

{TWO}

김하나 기자 hana@hankyung.com

Copyright ⓒ 한국경제. All rights reserved. 무단 전재 및 재배포 금지.
이 기사는 언론사에서 IT 섹션으로 분류했습니다.
한국경제 주요뉴스
LG전자, 냉난방공조 사업 키운다
댓글 2
abcd****
2025.03.12. 10:30
하이닉스가 앞서 가는 것 같습니다. 앞으로도 좋은 기사 부탁드립니다. 응원합니다.
"""

AGENCY = f"""{TITLE}
송고2025-03-12 09:30
이 뉴스 공유하기
본문 글자 크기 조정
이미지 확대
엔비디아 본사 [로이터=연합뉴스 자료사진. 재판매 및 DB 금지]
(서울=연합뉴스) 김하나 이두리 기자 = {ONE}

■ HBM 경쟁도 치열

{TWO}
hana@yna.co.kr
제보는 카카오톡 okjebo
<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지> 2025/03/12 09:30 송고
#삼성전자
많이 본 뉴스
현대차, 새 전기차 공개
"""


@pytest.mark.parametrize("page", [PORTAL, AGENCY])
def test_a_page_is_read_as_its_article_alone(read: Read, page: str) -> None:
    article = read("a.txt", page)
    assert bodies(article, "headline") == [TITLE]
    assert [text for text in bodies(article) if len(text) > 30] == [ONE, TWO]
    assert article.published is not None
    assert article.published.isoformat() == "2025-03-12"


MENUS = f"""• 판례속보
  • 법률교육

    {TITLE}

나루경제
평택·텍사스 공장서 하반기 양산
  • 인쇄
  • 기사 모음

{ONE}

{TWO}

ⓒ ‘아침을 여는 신문’ 나루경제(naru.example), 무단전재-재배포 금지
"""


def test_menus_and_the_outlets_name_are_no_standfirst(read: Read) -> None:
    article = read("a.txt", MENUS)
    assert bodies(article, "headline") == [TITLE]
    assert bodies(article, "standfirst") == ["평택·텍사스 공장서 하반기 양산"]
    assert article.publisher == "나루경제"


CMS = f"""주요서비스 바로가기
본문 바로가기
UPDATED. 2025-03-12 18:20 (수)
2026 지방선거 특집
현재위치
{TITLE}
기자명 김하나 기자
입력 2025.03.12 09:30
댓글 0
SNS 기사보내기
페이스북(으)로 기사보내기
URL복사(으)로 기사보내기
본문 글씨 줄이기
스크롤 이동 상태바

{ONE}

한편 회사는 이날 주가가 올랐다.

물때를 놓친 어민들, 섬에서 이틀 밤

{TWO}

새우깡 값 또 오른다
기사 제보를 기다리는 모임은 늘 열려 있어요.
"""


def test_what_shares_no_words_with_the_article_is_not_its_own(read: Read) -> None:
    article = read("a.txt", CMS)
    blocks = [block.span.of(article.text) for block in article.blocks]
    assert blocks == [TITLE, ONE, "한편 회사는 이날 주가가 올랐다.", TWO]


def test_what_stands_around_an_article_is_its_metadata(read: Read) -> None:
    portal, agency = read("a.txt", PORTAL), read("b.txt", AGENCY)
    assert (portal.publisher, portal.authors) == ("한국경제", ("김하나",))
    assert (agency.publisher, agency.authors) == ("연합뉴스", ("김하나", "이두리"))


def test_captions_are_kept_without_credits(read: Read) -> None:
    assert bodies(read("a.txt", PORTAL))[0] == "삼성전자 평택 공장 전경."
    assert "엔비디아 본사" in bodies(read("b.txt", AGENCY))


def test_a_section_heading_is_a_standfirst(read: Read) -> None:
    assert bodies(read("a.txt", AGENCY), "standfirst") == ["HBM 경쟁도 치열"]


def test_two_stacked_articles_have_two_headlines(read: Read) -> None:
    second = "HBM4 앞세운 SK하이닉스, 엔비디아 붙잡기"
    first = f"{TITLE}\n평택·텍사스서 동시 준비\n\n{ONE}"
    page = f"{first}\n\n{second}\n\n[반도체 패권 경쟁]\n차세대 메모리 주도권 다툼\n{TWO}\n"
    article = read("a.txt", page)
    assert bodies(article, "headline") == [TITLE, second]
    assert bodies(article, "standfirst")[0] == "평택·텍사스서 동시 준비"
    assert bodies(article) == [ONE, TWO]


@pytest.mark.parametrize(
    "cut",
    [
        "[초점] {}",
        "(세종=뉴스1) 김하나 기자 = {}",
        "[서울=뉴시스] 김하나 이두리 기자 = {}",
        "【베이징=신화/뉴시스】 {}",
        "[이데일리 김하나 기자] {}",
        "[아이티데일리] {}",
        "{} [비즈니스포스트 김하나 기자]",
        "{} 새너제이/AP뉴시스",
        "[더팩트ㅣ김하나 기자] {}",
        "뉴욕=김하나 특파원 {}",
        "{} 김하나 기자 hana@hani.co.kr",
        "{}/김하나 기자 hana@mk.co.kr",
        "{} [사진=셔터스톡]",
        "{} /사진=로이터통신",
        "{} (공동취재) 2025.3.12/뉴스1",
        "{} 2025.3.12. hana@yna.co.kr (끝)",
        "{} ⓒ AFP=뉴스1",
        "{} Copyright (C) 뉴스1. All rights reserved. 무단 전재 및 재배포, AI학습 이용 금지.",
        "{} [로이터=연합뉴스 자료사진]",
        "{} 삼성전자 제공",
        "{} 로이터 연합뉴스",
    ],
)
def test_datelines_bylines_and_credits_stand_outside_a_paragraph(read: Read, cut: str) -> None:
    article = read("a.txt", f"{TITLE}\n\n{cut.format(ONE)}\n\n{TWO}\n")
    assert bodies(article)[0].removeprefix("[초점] ") == ONE
    assert bodies(article)[0].startswith("[초점]") == cut.startswith("[초점]")


@pytest.mark.parametrize(
    "text",
    [
        "법원은 저작권 침해를 인정하지 않았다고 이 회사가 12일 전했다.",
        "회사는 사진/동영상 공유 서비스를 다음 달에 시작한다고 설명했다.",
        "댓글 조작 혐의로 재판에 넘겨진 업체가 항소했다고 검찰이 전했다.",
        "이 기자는 취재 자료를 무단 전재한 혐의로 고소를 당했다고 말했다.",
        "그는 (정부=규제) 공식이 깨졌다며 김하나 기자를 만나 설명했다(로이터).",
        "이용자는 구독료를 내고 쓰며 계좌이체도 할 수 있지만 결제가 원활하지 않다는 불만이 나왔다.",
        "AI가 내놓는 답은 사실과 다를 수 있다고 회사는 이용자에게 설명했다.",
        "AI가 자동 생성한 결과물은 앱에서 작성하던 글보다 빨리 나오지만 데이터를 준비 중인 곳이 많다.",
    ],
)
def test_prose_about_such_things_is_left_whole(read: Read, text: str) -> None:
    assert text in bodies(read("a.txt", f"{TITLE}\n\n{ONE}\n\n{text}\n\n{TWO}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "인쇄 메일 페이스북 공유 트위터 공유 url 공유 – +",
        "좋아요 1 슬퍼요 1 화나요 0",
        "홈 > 경제 > 산업",
        "정치 경제 사회 국제 문화 스포츠",
        "#반도체#삼성전자 #HBM",
        "김하나 기자",
        "김하나·이두리 기자 hana@mt.co.kr",
        "베이징(중국)=김하나 특파원 hana@mt.co.kr",
        "사진=연합뉴스",
        "워싱턴=AP 연합뉴스",
        "이미지=로이터통신",
        "등록번호 : 서울, 아00000",
        "시험일보 IT부",
        "관련기사",
        "지금 뜨는 뉴스",
        "쇼핑 핫아이템",
        "AD",
        "▶ [영상] 반도체 공장 들여다보니",
        "네이버 메인에서 머니투데이를 구독해 주세요",
        "김하나 2025. 3. 12. 19:42",
        "종합 12면",
        "20250312_0001.jpg",
        "트위터 미투데이 페이스북 요즘 공감",
        "메일로 보내기 글자 크게 글자 작게",
        "이 글자크기로 변경됩니다.",
        "HOME > 경제 > 반도체 > 삼성전자 2나노 양산, 하반기로",
        "경제 | 산업 | 증권 | 부동산",
        "기사원문 | 댓글 17 | 공감 42",
        "최종편집 2025-03-12 16:02 (수)",
        "2025/03/12 15:58 나루증권통신 김하나 기자",
        "코스피 2,534.11 ▼3.28(-0.44%) 코스닥 725.40 -1.02%",
        "나루경제 (www.naru.example)",
        "반도체산업 전문지 SINCE 1998",
        "김하나 | 나루대 통계학과 교수",
        "※ 외부 필자의 글은 본지의 편집 방향과 다를 수 있습니다.",
        "나루대 통계학과 교수. 지은 책으로 <숫자의 표정>이 있다.",
        "관련 키워드반도체TSMC김하나 기자 인텔 분사설관련 기사2나노 수율 개선",
    ],
)
def test_lines_of_furniture(line: str) -> None:
    page = f"{TITLE}\n\n{ONE}\n\n{line}\n\n{ONE} {TWO}\n\n{TWO} {ONE}\n"
    assert line not in [block.span.of(page) for block in read_page(page).blocks]
    assert len(read_page(page).blocks) == 4


@pytest.mark.parametrize(
    "summary",
    [
        "AI 3줄 요약\n2나노 공정 하반기 양산\n평택과 텍사스에서\nAI가 만든 요약이라 본문과 다를 수 있습니다.",
        "본문 요약봇\n자동 추출 기술로 요약된 내용입니다.\n삼성전자가 2나노 공정을 하반기에 양산한다.\n닫기",
        "요약\n· 삼성전자가 2나노 공정을 양산한다.\n· 업계는 수율을 본다.",
    ],
)
def test_a_programs_summary_is_not_the_article(summary: str) -> None:
    page = f"{TITLE}\n{summary}\n\n{ONE}\n\n{TWO}\n"
    assert [block.span.of(page) for block in read_page(page).blocks] == [TITLE, ONE, TWO]


def test_a_button_for_a_summary_hides_no_paragraph() -> None:
    page = f"{TITLE}\n본문 요약봇\n\n{ONE}\n\n{TWO}\n공유하기\n"
    assert [block.span.of(page) for block in read_page(page).blocks] == [TITLE, ONE, TWO]


def test_a_sentence_that_is_broken_over_lines_is_kept() -> None:
    spoken = "바닷가에 펼쳐진\n양식장이 보입니다.\n그물을 들어 올리자\n전복이 떨어져 나갑니다."
    page = f"{TITLE}\n\n{ONE}\n\n{spoken}\n\n{TWO}\n\n또 오른 배추값\n물때 놓친 어민들\n"
    assert [block.span.of(page) for block in read_page(page).blocks] == [TITLE, ONE, *spoken.split("\n"), TWO]


def test_a_heading_in_brackets_is_kept() -> None:
    page = f"{TITLE}\n\n{ONE}\n\n[사실관계]\n{TWO}\n\n[또 다른 소식]\n배추값 오름세\n"
    assert [block.span.of(page) for block in read_page(page).blocks][1:] == [ONE, "[사실관계]", TWO]


@pytest.mark.parametrize(
    "notice", ["", "ⓒ 나루경제 무단전재·재배포 금지, 어긴 사람은 저작권법에 따라 책임을 질 수 있습니다"]
)
def test_a_hard_wrapped_paragraph_is_one_block(read: Read, notice: str) -> None:
    words, lines = f"{ONE} {TWO}".split(), [""]
    for word in words:
        fits = len((lines[-1] + word).encode("cp949")) < 60
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits else [lines[-1], word]
    article = read("a.txt", f"{TITLE}\n\n" + "\n".join(lines) + f"\n\n{notice}\n")
    assert [" ".join(text.split()) for text in bodies(article)] == [f"{ONE} {TWO}"]


_LINES = st.one_of(
    st.text(alphabet="가나다 .\t\u3000\u200b[](=)기자#•●▶@a1/:ⓒ", max_size=40),
    st.sampled_from([*PORTAL.split("\n"), *AGENCY.split("\n"), ONE, TWO, "", "  • "]),
)


@settings(max_examples=150)
@given(st.lists(_LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_blocks_lie_in_the_text_in_order_without_blanks(lines: list[str], newline: str, titled: bool) -> None:  # noqa: FBT001
    text = newline.join(lines)
    before = 0
    for block in read_page(text, titled=titled).blocks:
        quote = block.span.of(text)
        assert before <= block.span.start < block.span.end <= len(text)
        assert quote == quote.strip() == quote.strip(BLANKS)
        before = block.span.end


def test_an_outlet_that_nobody_lists_and_its_day_are_furniture() -> None:
    assert is_furniture("가람투데이 | 2024-05-06 | 김다빛 기자")
    assert is_furniture("가람투데이 | 2024.05.06")
    assert not is_furniture("가람전자 | 2024년 매출 | 3조원")
