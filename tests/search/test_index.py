"""Search finds all that holds the words, and nothing else, whatever is typed; the same bytes for the same graph."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, QueryError
from kg.model import Entity, Name
from kg.naming import fold
from kg.search import LONGEST, Index, Said
from kg.search.text import folded, terms
from tests.search.corpora import NAMES, SAID, index

LETTERS = "다솜온로봇中美ㄷㅅab7 -_\"*%.'"
TYPED = st.text(LETTERS, max_size=6)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Index]:
    with index(tmp_path) as found:
        yield found


def ids(found: Index, wanted: str) -> list[str]:
    return [hit.entity.id for hit in found.entities(wanted)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("다솜", ["dasom", "dasom-robotics"]),  # what is just this, then what begins so
        ("이온", ["person/이온"]),
        ("로봇", ["dasom-robotics"]),
        ("솜로", ["dasom-robotics"]),
        ("ㄷㅅ", ["dasom-robotics", "dasom"]),
        ("ㄷㅅㄹㅂㅌㅅ", ["dasom-robotics"]),
        ("다ㅅ 로ㅂㅌ", ["dasom-robotics"]),
        ("ㅇㅇ", ["person/이온"]),
        ("dasom", ["dasom", "dasom-robotics"]),
        ("DASOM robot", ["dasom-robotics"]),
        ("ＧＸ７", ["chip/다온gx7"]),
        ("gx-7", ["chip/다온gx7"]),
        ("다온 gx", ["chip/다온gx7"]),
        ("多", ["dasom"]),
        ("美", ["policy/중미"]),
        ("온", ["person/이온", "chip/다온gx7"]),
        ("다솜 이온", []),
        ("없음", []),
    ],
)
def test_names_are_found_by_their_parts(made: Index, wanted: str, expected: list[str]) -> None:
    assert ids(made, wanted) == expected


def test_a_hit_has_all_names_and_the_one_that_was_found(made: Index) -> None:
    (hit,) = made.entities("다솜로봇")
    assert (hit.entity.id, hit.entity.cls, hit.matched, hit.articles) == ("dasom-robotics", "Company", "다솜로봇", 3)
    assert (set(hit.entity.names), hit.entity.aliases) == (set(NAMES[1].names), ("다솜로봇",))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("다솜", ["다솜은", "다솜로봇은"]),
        ("솜로", ["다솜로봇은"]),
        ("다솜 공개", ["다솜은"]),
        ('"gx-7을 공개"', ["다솜은"]),
        ('"공개 gx-7"', []),
        ("中", ["이온"]),
        ("DASOM", ["Dasom"]),
        ("100%", ["Dasom"]),
        ("10", ["Dasom"]),
        ("101%", []),
        ("다.", ["Dasom", "다솜은", "이온", "다솜로봇은"]),  # the newest article first, undated ones last
    ],
)
def test_sentences_are_found_by_their_parts(made: Index, wanted: str, expected: list[str]) -> None:
    assert [hit.text.split()[0] for hit in made.sentences(wanted)] == expected


def test_a_sentence_tells_where_it_stands(made: Index) -> None:
    (hit,) = made.sentences("GX-7 공개")
    assert [hit.text[a:b] for a, b in hit.matches] == ["GX-7", "공개"]
    assert (hit.article, hit.start, hit.end, hit.statements) == ("a", 0, 30, ("s1", "s2"))
    assert (hit.headline, hit.published, hit.outlet) == ("다솜 소식", "2025-03-01", "dasom")


@pytest.mark.parametrize(
    "wanted",
    [
        *(
            '"',
            '""',
            "*",
            "다*",
            "NEAR(다솜 이온)",
            "pairs:다솜",
            "-다솜",
            "^다솜",
            "다솜 OR 이온",
            "'; DROP TABLE name--",
        ),
        *("\x00", "다\x00솜", "\ud800", "다솜\udfff", "{}", "NOT", "AND", "다솜 AND", "%", "_", "\\", "\n", "", " "),
    ],
)
def test_nothing_typed_is_syntax(made: Index, wanted: str) -> None:
    words = [fold(t) for t in terms(wanted)]
    expected = {e.id for e in NAMES if words and any(_all(words, fold(n)) for n in _names(e))}
    assert set(ids(made, wanted)) == expected
    made.sentences(wanted)
    assert set(made.called(wanted)) == {e.id for e in NAMES if fold(wanted) in {fold(n) for n in _names(e)}}
    assert ids(made, "다솜") == ["dasom", "dasom-robotics"]


@pytest.mark.parametrize("wanted", ["가" * (LONGEST + 1), '"' * 10_000, "a " * 5_000])
def test_a_search_has_a_length(made: Index, wanted: str) -> None:
    for search in (made.entities, made.sentences):
        with pytest.raises(QueryError, match="longer than"):
            search(wanted)
    assert made.entities("가" * LONGEST) == []


def test_pages_follow_each_other(made: Index) -> None:
    whole = made.sentences("다.")
    assert [h for n in range(5) for h in made.sentences("다.", limit=1, offset=n)] == whole
    assert [h for n in range(5) for h in made.entities("다", limit=1, offset=n)] == made.entities("다")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(TYPED.filter(str.strip), max_size=6), wanted=TYPED)
def test_it_finds_what_looking_through_all_finds(tmp_path: Path, names: list[str], wanted: str) -> None:
    known = [Entity(f"e{n}", "Company", (Name(text, "ko"),)) for n, text in enumerate(names)]
    said = [Said("a", n, n + 1, text, ()) for n, text in enumerate(names)]
    with index(tmp_path, known, said, f"{next(_NUMBER)}.sqlite") as found:
        words = [folded(t) for t in terms(wanted)]
        assert [h.start for h in found.sentences(wanted, limit=9)] == [
            n for n, text in enumerate(names) if words and _all(words, folded(text))
        ]
        plain = not any(c in wanted for c in "ㄷㅅ")  # which stand for syllables in names
        folds = [fold(t) for t in terms(wanted)]
        expected = {f"e{n}" for n, text in enumerate(names) if folds and _all(folds, fold(text))}
        got = set(ids(found, wanted))
        assert got == expected if plain else got >= expected


_NUMBER = count()


def test_the_order_of_the_input_is_forgotten(tmp_path: Path) -> None:
    index(tmp_path, file="one").close()
    dice = random.Random(5)  # noqa: S311 - an order, no secret
    names, said = dice.sample(NAMES, len(NAMES)), dice.sample(SAID, len(SAID))
    index(tmp_path, names, said, file="other").close()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_what_is_no_index_says_build_again(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database", encoding="utf-8")
    sqlite3.connect(tmp_path / "old").close()
    for name in ("none", "text", "old"):
        with pytest.raises(GraphError) as caught:
            Index(tmp_path / name)
        assert "kg build" in caught.value.remedy


def test_a_search_ends_in_time(tmp_path: Path) -> None:
    many = [Entity(f"e{n}", "Company", (Name(f"다솜{n}", "ko"),)) for n in range(3000)]
    with index(tmp_path, many) as found:
        with pytest.raises(QueryError, match="takes longer"):
            found.entities("다솜", seconds=-1)
        assert len(found.entities("다솜", limit=5)) == 5


def _names(entity: Entity) -> list[str]:
    return [*(n.text for n in entity.names), *entity.aliases]


def _all(words: list[str], text: str) -> bool:
    return all(w in text for w in words)
