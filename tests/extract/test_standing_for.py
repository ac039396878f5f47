"""What stands for a name between sentences: short forms, nouns of a kind, bare titles, rivals, 두 회사."""

from __future__ import annotations

import pytest

from tests.conftest import Finds, Reader


@pytest.mark.parametrize(
    ("paragraphs", "fact"),
    [
        # a bare title: who the lexicon has there, what only one state has, what the text speaks of
        (
            ("신세계그룹은 인터파크를 인수한다고 밝혔다.", "인터파크가 적자에 빠지자 정용진 회장이 나섰다."),
            ("정용진", "holdsPosition", "신세계그룹"),
        ),
        (
            ("한국은 미국에 특사를 보냈다.", "한덕수 국무총리는 결과를 기다리겠다고 말했다."),
            ("한덕수", "holdsPosition", "한국"),
        ),
        (
            ("독일이 원자력발전소의 문을 닫았다.", "울라 베케른 환경장관은 되돌릴 수 없다고 말했다."),
            ("울라 베케른", "holdsPosition", "독일"),
        ),
        # a noun of its kind
        (
            ("한국가람학회가 검증에 나섰다.", "학회는 ‘한빛 검증위원회’를 발족했다."),
            ("한국가람학회", "founded", "한빛 검증위원회"),
        ),
        # rivals, customers and parents of what the text is about
        (
            ("현대차가 전기차 ‘아이오닉 9’을 공개했다.", "경쟁 차종으로는 기아 EV9과 볼보 EX90이 꼽힌다."),
            ("EX90", "competesWith", "아이오닉 9"),
        ),
        (
            ("ASML은 실적이 좋아질 것이라고 했다.", "경쟁사인 일본의 니콘과 캐논은 울상이다."),
            ("캐논", "competesWith", "ASML"),
        ),
        (
            ("도쿄일렉트론은 장비 값을 올린다.", "삼성전자와 인텔, TSMC 같은 고객사들은 반대했다."),
            ("도쿄일렉트론", "supplies", "인텔"),
        ),
        (
            ("구글은 과징금을 내지 않았다.", "그러면 모회사 알파벳이 돈을 물어야 한다."),
            ("구글", "ownedBy", "알파벳"),
        ),
        # two or three at once
        (
            ("네이버와 카카오가 만났다.", "구글은 걱정했다.", "공정거래위원회는 두 회사의 계약을 조사했다."),
            ("공정거래위원회", "investigates", "카카오"),
        ),
        (
            ("네이버와 카카오, 쿠팡이 담합했다.", "시민단체 참여연대는 세 회사를 고소했다."),
            ("참여연대", "sues", "네이버"),
        ),
    ],
)
def test_what_the_sentence_does_not_name(
    reads: Reader, paragraphs: tuple[str, ...], fact: tuple[str, str, str]
) -> None:
    assert reads(*paragraphs).stated(*fact)


@pytest.mark.parametrize(
    ("paragraphs", "fact"),
    [
        # a maker is no rival of a thing; a rival's topic is not itself; a bare title has one body
        (
            ("현대차가 전기차 ‘아이오닉 9’을 공개했다.", "경쟁 차종으로는 기아 EV9과 볼보 EX90이 꼽힌다."),
            ("기아", "competesWith", "아이오닉 9"),
        ),
        (
            ("신세계그룹은 인터파크를 인수한다고 밝혔다.", "인터파크가 적자에 빠지자 정용진 회장이 나섰다."),
            ("정용진", "holdsPosition", "인터파크"),
        ),
        (
            ("네이버와 카카오가 만났다.", "구글은 걱정했다.", "공정거래위원회는 두 회사의 계약을 조사했다."),
            ("공정거래위원회", "investigates", "구글"),
        ),
    ],
)
def test_what_is_not_meant(reads: Reader, paragraphs: tuple[str, ...], fact: tuple[str, str, str]) -> None:
    assert not reads(*paragraphs).stated(*fact)


@pytest.mark.parametrize(
    ("paragraphs", "surface", "name"),
    [
        (("미국은 반도체법을 고쳤다.", "이 법은 내년에 시행된다."), "이 법", "반도체법"),
        (("영화 ‘기생충’이 상을 받았다.", "이 영화는 곧 드라마가 된다."), "이 영화", "기생충"),
        (("리사 수 AMD CEO가 무대에 섰다.", "수 CEO는 칩을 들어 보였다."), "수", "리사 수"),
        (("웨이저자 TSMC 회장이 공항에 나왔다.", "웨이 회장은 손을 흔들었다."), "웨이", "웨이저자"),
        (("네이버와 카카오가 만났다.", "양사는 곧 다시 만난다."), "양사", "카카오"),
        (("네이버와 카카오가 투자했다.", "이들은 곧 다시 투자한다."), "이들", "네이버"),
        (("루미노바게임즈가 소송을 냈다.", "루미노바는 곧바로 돈을 요구했다."), "루미노바", "루미노바게임즈"),
    ],
)
def test_whom_a_word_means(reads: Reader, paragraphs: tuple[str, ...], surface: str, name: str) -> None:
    reading = reads(*paragraphs)
    assert reading.id(name) in reading.entities_of(surface)


@pytest.mark.parametrize(
    ("paragraphs", "surface"),
    [
        (("동양생명보험이 상품을 냈다.", "동양에서는 흔한 일이다."), "동양"),
        (("가람전자 노조와 누리전자 노조가 만났다.", "노조는 파업을 말했다."), "노조"),
        (("하원은 반도체법과 인공지능법을 통과시켰다.", "새 법은 아직 없다."), "새 법"),
    ],
)
def test_words_that_mean_no_name(finds: Finds, paragraphs: tuple[str, ...], surface: str) -> None:
    assert surface not in {m.surface for m in finds(*paragraphs)}
