"""Whom an article is about at a place."""

from __future__ import annotations

from kg.linking.salience import Salience
from kg.model import Mention, Span

TEXT = "가은 나온 다의 라는"


def mention(at: int, method: str = "lexicon") -> Mention:
    """The name that one letter of TEXT is."""
    return Mention(Span(at, at + 1), TEXT[at], "Company", TEXT[at], method, 1.0)


KA, NA, DA, RA = (mention(at) for at in (0, 3, 6, 9))


def foremost(*sentences: tuple[Mention, ...], here: tuple[Mention, ...] = ()) -> Mention | None:
    """Hear sentences, and ask after them."""
    heard = Salience(TEXT)
    for ms in sentences:
        heard.hear(ms, headline=False)
    return heard.foremost(lambda _m: True, here)


def test_the_last_sentence_counts() -> None:
    assert foremost((DA,), (KA,)) == KA


def test_a_topic_counts_more_than_another_name() -> None:
    assert foremost((DA, KA)) == KA  # 가은, 다의


def test_who_is_named_more_often_counts() -> None:
    assert foremost((RA,), (RA,), (RA,), (DA,), (RA,), (DA,)) == RA


def test_the_headline_counts() -> None:
    heard = Salience(TEXT)
    heard.hear([DA], headline=True)
    heard.hear([NA], headline=False)
    heard.hear([], headline=False)
    assert heard.foremost(lambda _m: True) == DA


def test_what_was_said_long_ago_fades() -> None:
    assert foremost((NA, NA), *[()] * 20, (DA,), ()) == DA


def test_the_own_sentence_counts_less() -> None:
    assert foremost((NA,), here=(DA,)) == NA
    assert foremost(here=(DA,)) == DA


def test_a_topic_of_before_breaks_a_tie() -> None:
    heard = Salience(TEXT)
    heard.hear([NA, DA], headline=False)
    assert heard.foremost(lambda _m: True, (), (NA,)) == NA


def test_only_names_count_and_only_who_fits() -> None:
    assert foremost((mention(0, "category"), mention(0, "coreference"))) is None
    heard = Salience(TEXT)
    heard.hear([KA, DA], headline=False)
    assert heard.foremost(lambda m: m.entity != "가") == DA
