"""Clusters of words."""

from __future__ import annotations

import pytest

from kg.text.words import kind, read_words


@pytest.mark.parametrize(
    ("one", "like", "other"),
    [
        (("인수", "NNG"), ("매각", "NNG"), ("출시", "NNG")),
        (("부산", "NNP"), ("대구", "NNP"), ("삼성전자", "NNP")),
        (("비난", "NNG"), ("비판", "NNG"), ("매입", "NNG")),
    ],
)
def test_words_of_like_contexts_share_a_cluster(
    one: tuple[str, str], like: tuple[str, str], other: tuple[str, str]
) -> None:
    found = read_words()
    assert found.kin(*one) == found.kin(*like) != found.kin(*other)


def test_a_finer_cluster_lies_in_one_coarser_cluster() -> None:
    found = read_words()
    middle: dict[int, set[int]] = {}
    for form in (
        "인수",
        "매각",
        "출시",
        "장관",
        "총리",
        "병원",
        "은행",
        "학교",
        "정부",
        "회사",
        "시장",
        "기술",
        "전쟁",
        "선거",
    ):
        kin = found.kin(form, "NNG")
        assert kin is not None
        middle.setdefault(kin.middle, set()).add(kin.coarse)
    assert all(len(coarse) == 1 for coarse in middle.values())


def test_a_word_of_another_tag_is_found_and_an_unknown_one_is_not() -> None:
    found = read_words()
    assert found.kin("인수", "NNP") == found.kin("인수", "NNG")
    assert found.kin("꿹뷁", "NNP") is None


def test_the_noun_that_ends_a_word() -> None:
    found = read_words()
    assert found.ending("뷁쉝은행") == found.kin("은행", "NNG")
    assert found.ending("뷁") is None


@pytest.mark.parametrize(
    ("tag", "found"), [("NNG", "N"), ("NNP", "P"), ("SL", "P"), ("VV", "V"), ("VA", "V"), ("MAG", "M")]
)
def test_kinds_of_tags(tag: str, found: str) -> None:
    assert kind(tag) == found
