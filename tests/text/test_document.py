"""Documents: sentences by block, what this day means, quotations, numbers and dates in their sentence."""

from __future__ import annotations

from tests.conftest import Documents


def test_blocks_stay_apart(documents: Documents) -> None:
    document = documents("첫 문단은 마침표 없이 끝난다", "둘째 문단이다. 셋째 문장이다.", headline="제목은 따로 선다")
    kinds = [(s.sentence.kind, s.span.of(document.text)) for s in document.sentences]
    assert kinds[:2] == [("headline", "제목은 따로 선다"), ("body", "첫 문단은 마침표 없이 끝난다")]
    assert len(kinds) == 4


def test_indices_count_on(documents: Documents) -> None:
    document = documents("하나다. 둘이다.", "셋이다.")
    assert [s.index for s in document.sentences] == list(range(len(document.sentences)))


def test_this_day_is_the_day_of_the_sentence_before(documents: Documents) -> None:
    document = documents("국회는 지난 6일 본회의를 열었다. 여야는 이날 법안을 처리했다.")
    assert [d.iso for s in document.sentences for d in s.dates] == ["2025-03-06", "2025-03-06"]


def test_this_day_is_not_a_month(documents: Documents) -> None:
    document = documents("국회는 지난달 문을 열었다. 여야는 이날 법안을 처리했다.")
    assert [d.iso for s in document.sentences for d in s.dates] == ["2025-02", "2025-03-14"]


def test_numbers_belong_to_their_sentence(documents: Documents) -> None:
    document = documents("매출은 3조원이다. 이익은 5000억원이다.")
    assert [[n.span.of(document.text) for n in s.numbers] for s in document.sentences] == [["3조원"], ["5000억원"]]


def test_direct_quotations(documents: Documents) -> None:
    document = documents("장관은 “물가가 안정됐다”며 “금리를 지켜보겠다”고 말했다.")
    (sentence,) = document.sentences
    assert [q.of(document.text) for q in sentence.quotes] == ["“물가가 안정됐다”", "“금리를 지켜보겠다”"]


def test_eojeol_at_finds_the_word_of_an_offset(documents: Documents) -> None:
    document = documents("항공사가 노선을 늘렸다.")
    (sentence,) = document.sentences
    assert [sentence.eojeol_at(document.text.index(w)) for w in ("항공", "노선", "늘렸")] == [0, 1, 2]
    assert sentence.eojeol_at(10**6) == 2


def test_no_blocks_no_sentences(documents: Documents) -> None:
    assert documents().sentences == ()
    assert documents("").sentences == ()
