from __future__ import annotations

import io
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles
from kg.readers.sources import Source
from kg.readers.tables import delimited
from kg.readers.unread import read_now

from .conftest import ONE, TITLE, TWO, bodies
from .tables import EVERY, FIRST, HEADER, ROWS, SECOND, comma, read


def _without_place(article: Article) -> Article:
    return replace(article, source="")


@pytest.mark.parametrize("name", EVERY)
def test_a_table_says_the_same_in_every_format(tmp_path: Path, name: str) -> None:
    articles, errors = read(tmp_path, name, EVERY[name])
    assert errors == []
    first, second = map(_without_place, articles)
    assert (first.id, first.headline, first.publisher, str(first.published)) == (
        "01100101.20250312093000001",
        TITLE,
        "가온일보",
        "2025-03-12",
    )
    assert (first.authors, first.url, first.text) == (("김하나",), "https://example.org/1", f"{TITLE}\n\n{ONE}")
    assert (bodies(second), second.authors) == ([TWO], ("이두리",))


@pytest.mark.parametrize("name", EVERY)
def test_a_table_without_a_name_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    del tmp_path
    got = list(read_articles(["-"], stdin=EVERY[name]))
    assert [a.headline for a in got if isinstance(a, Article)] == [TITLE, SECOND[4]]
    assert len(got) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    articles, errors = read(tmp_path, "t.csv", comma(delimiter=delimiter, encoding=encoding))
    assert errors == []
    assert [a.text for a in articles] == [f"{TITLE}\n\n{ONE}", f"{SECOND[4]}\n\n{TWO}"]


@pytest.mark.parametrize(
    "header",
    [
        ("title", "body", "date", "outlet"),
        ("Headline", "Full_Text", "Published At", "Newspaper"),
        ("기사제목", "내용", "게재일", "매체명"),
        ("제목", "본문(200자)", "날짜", "신문사"),
    ],
)
def test_columns_are_found_by_their_usual_names(tmp_path: Path, header: tuple[str, ...]) -> None:
    table = comma([header, (TITLE, ONE, "2025.3.12", "가온일보")])
    (article,), errors = read(tmp_path, "t.csv", table)
    assert errors == []
    assert (article.headline, str(article.published), article.publisher) == (TITLE, "2025-03-12", "가온일보")


def test_columns_are_as_the_user_says(tmp_path: Path) -> None:
    table = comma([("제목", "머리", "글", "때"), ("아니다", TITLE, ONE, "20250312")])
    none, (error,) = read(tmp_path, "t.csv", table)
    assert none == []
    assert error == (
        "t.csv: no column is known to hold the articles' text (say which: --columns body=NAME,title=NAME; "
        "what is there: '제목', '머리', '글', '때')"
    )
    given = {"title": "머리", "body": "글", "date": "때"}
    (article,), _ = read(tmp_path, "t.csv", table, columns=given)
    assert (article.headline, bodies(article), str(article.published)) == (TITLE, [ONE], "2025-03-12")
    again, _ = read(tmp_path, "t.csv", table, columns={"제목": "머리", "본문": "글", "날짜": "때"})
    assert again == [article]
    _, (error,) = read(tmp_path, "t.csv", table, columns={"body": "글", "title": "표지"})
    assert error == "t.csv: no column is called '표지' (what is there: '제목', '머리', '글', '때')"
    with pytest.raises(ReadError, match="no field is called '별점'"):
        list(read_articles([], columns={"별점": "머리"}))


def test_columns_are_keys_of_json_lines_too(tmp_path: Path) -> None:
    line = f'{{"머리": "{TITLE}", "글": "{ONE}", "때": "2025-03-12"}}'.encode()
    (article,), _ = read(tmp_path, "t.jsonl", line, columns={"title": "머리", "body": "글", "date": "때"})
    assert (article.headline, bodies(article), str(article.published)) == (TITLE, [ONE], "2025-03-12")


def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    rows = [HEADER, FIRST, ("x", "20250399", "", "", TITLE, ONE, ""), ("y", "", "", "", TITLE, " ", ""), (), SECOND]
    articles, errors = read(tmp_path, "t.csv", comma(rows) + b"a,b,c,d,e,f,g,h\n")
    assert [a.source.rpartition("/")[2] for a in articles] == ["t.csv, row 2", "t.csv, row 3", "t.csv, row 6"]
    assert [str(a.published) for a in articles] == ["2025-03-12", "None", "2025-03-13"]
    assert errors == [
        "t.csv, row 3: no calendar date in '20250399': the article is read without it (write YYYY-MM-DD)",
        "t.csv, row 4: no text (give it a body, or leave it out)",
        "t.csv, row 7: 8 cells under a header of 7 (put texts with a delimiter or a line break in quotation marks)",
    ]


def test_damaged_bytes_cost_one_row(tmp_path: Path) -> None:
    for encoding, bad in (("utf-8", b"\xff"), ("cp949", b"\xff\xff")):
        rows = [comma([row], encoding=encoding) for row in ROWS]
        table = rows[0] + rows[1].replace("공정".encode(encoding), bad) + rows[2]
        articles, errors = read(tmp_path, "t.csv", table)
        assert [bodies(a) for a in articles] == [[TWO]]
        assert errors == ["t.csv, row 2: damaged text (get the file anew, or write the row anew in UTF-8)"]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    table = comma(ROWS[:2]) + f'z,,,,{TITLE},"{ONE}\n'.encode() + comma(ROWS[2:])
    articles, errors = read(tmp_path, "t.csv", table)
    assert [bodies(a) for a in articles] == [[ONE], [TWO]]
    (error,) = errors
    assert error.startswith("t.csv, row 3: a quotation mark is opened and not closed (")


def test_quotation_marks_out_of_place_everywhere_end_the_file_and_not_the_day(tmp_path: Path) -> None:
    articles, errors = read(tmp_path, "t.csv", comma(ROWS) + b'a"b,"c\n' * 20_000)
    assert len(articles) == 2
    assert "quotation marks out of place in many rows" in errors[-1]


def test_tabs_without_quoting(tmp_path: Path) -> None:
    told = f'"{TITLE}" 발표'
    table = f'제목\t본문\n{told}\t{ONE}\n"{TITLE}\t{TWO}\n'.encode()
    articles, errors = read(tmp_path, "t.tsv", table)
    assert errors == []
    assert [(a.headline, bodies(a)) for a in articles] == [(told, [ONE]), (f'"{TITLE}', [TWO])]


def test_lines_in_cells_titles_above_and_the_header_once_more(tmp_path: Path) -> None:
    rows = [("2025년 3월 기사 모음",), (), HEADER, (*FIRST[:5], f"{ONE}\r\n\r\n{TWO}", ""), HEADER, SECOND]
    articles, errors = read(tmp_path, "t.csv", b"sep=,\r\n" + comma(rows))
    assert errors == []
    assert [bodies(a) for a in articles] == [[ONE, TWO], [TWO]]
    assert articles[1].source.endswith("row 7")


def test_markup_in_cells_is_taken_off(tmp_path: Path) -> None:
    row = (TITLE, f"<p>{ONE}</p><br/><div>{TWO} 삼성&amp;엘지도 그렇다.</div>")
    (article,), _ = read(tmp_path, "t.csv", comma([("제목", "본문"), row]))
    assert bodies(article) == [ONE, f"{TWO} 삼성&엘지도 그렇다."]


def test_a_megabyte_in_a_cell_and_a_row_over_the_limit(tmp_path: Path) -> None:
    long = "\n".join([ONE] * 12_000)
    assert len(long.encode()) > 1_000_000
    articles, errors = read(tmp_path, "t.csv", comma([HEADER, (*FIRST[:5], long, ""), SECOND]))
    assert (len(articles), errors) == (2, [])
    articles, errors = read(tmp_path, "t.csv", comma([HEADER, (*FIRST[:5], ONE * 40, ""), SECOND]), limit=1000)
    assert [bodies(a) for a in articles] == [[TWO]]
    assert errors == [
        "t.csv, row 2: larger than 0.001 MB, the limit for one article (split it into one file an article, or a .jsonl)"
    ]


def test_rows_without_an_id_keep_theirs_wherever_they_stand(tmp_path: Path) -> None:
    header, rows = ("제목", "본문", "URL"), [(TITLE, ONE, ""), (TITLE, TWO, ""), ("셋", TWO, "https://example.org/3")]
    seen = []
    for order in itertools.permutations(rows):
        articles, _ = read(tmp_path, "t.csv", comma([header, *order]))
        seen.append({a.id: a.text for a in articles})
    assert all(ids == seen[0] for ids in seen)
    assert len(seen[0]) == 3


def test_ids_that_come_twice_are_told_apart(tmp_path: Path) -> None:
    rows = [HEADER, FIRST, (FIRST[0], *SECOND[1:]), FIRST, FIRST]
    articles, _ = read(tmp_path, "t.csv", comma(rows))
    ids = [a.id for a in articles]
    assert ids[0] == FIRST[0]
    assert len(set(ids)) == 4
    assert all(name.startswith(f"{FIRST[0]}-") for name in ids[1:])
    read(tmp_path, "u.csv", comma(ROWS))
    again = [a.id for a in read_articles([tmp_path / "u.csv", tmp_path / "t.csv"]) if isinstance(a, Article)]
    assert again[:4] == ids
    assert len(set(again)) == 6


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (comma([HEADER]), "the table holds no article"),
        (comma([("제목", "날짜"), ("가", "나")]), "no column is known to hold the articles' text"),
        (b"PK\x03\x04" + b"x" * 99, "not text: it looks like a ZIP archive or an office document"),
        (bytes(range(256)) * 9, "not text in any encoding that is known here"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, content: bytes, what: str) -> None:
    articles, (error,) = read(tmp_path, "t.csv", content)
    assert articles == []
    assert error.startswith(f"t.csv: {what}")
    assert error.endswith(")")


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;\t|\n\r가나다'), max_size=30)


def _table(content: bytes) -> list[Article | ReadError]:
    try:
        return list(map(read_now, delimited.read(io.BytesIO(content), Source("t.csv", None, "t", ".csv", 5000))))
    except ReadError as error:
        return [error]


@given(st.lists(st.tuples(CELL, CELL), max_size=5), st.sampled_from([",", ";", "\t", "|"]), st.booleans())
@settings(max_examples=60)
def test_whatever_stands_in_cells_a_good_row_is_read(rows: list[tuple[str, str]], delimiter: str, crlf: bool) -> None:  # noqa: FBT001
    end = "\r\n" if crlf else "\n"
    table = comma([("본문", "제목"), *rows, (TWO, TITLE)], delimiter, quoting=1, lineterminator=end)
    got = _table(table)
    assert isinstance(got[-1], Article)
    assert got[-1].text == f"{TITLE}\n\n{TWO}"
    assert len(got) <= len(rows) + 1


@given(st.binary(max_size=400) | st.text(st.sampled_from('"",\n\r\t가a '), max_size=80).map(str.encode))
@example(b'"')
@example(b'""",\n"')
@settings(max_examples=100)
def test_hostile_tables_end_in_articles_and_errors(rest: bytes) -> None:
    for got in _table(comma(ROWS) + rest):
        assert isinstance(got, Article) or (got.what and got.remedy)


@given(st.lists(st.sampled_from(["good", "open"]), max_size=8))
@settings(max_examples=40)
def test_open_quotation_marks_never_swallow_rows_without_any(kinds: list[str]) -> None:
    kinds = [k for n, k in enumerate(kinds) if k == "good" or "open" not in kinds[:n]]
    lines = [f'"{TITLE},{ONE}' if kind == "open" else f"{n},{ONE}" for n, kind in enumerate(kinds)]
    got = _table(("id,body\n" + "\n".join([*lines, f"z,{TWO}"])).encode())
    assert sum(isinstance(g, Article) for g in got) == kinds.count("good") + 1
    assert sum(isinstance(g, ReadError) for g in got) == kinds.count("open")


def test_a_table_of_other_things_in_a_folder_is_passed_over_and_a_named_one_is_an_error(tmp_path: Path) -> None:
    table = tmp_path / "topics.tsv"
    table.write_text("001\tshipbuilding\n002\tchips\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("딥시크가 R1을 냈다.\n", encoding="utf-8")
    told: list[tuple[Path, str]] = []
    [article] = read_articles([tmp_path], skipped=lambda path, reason: told.append((path, reason)))
    assert isinstance(article, Article)
    assert told == [(table, "a table of other things")]
    [error] = read_articles([table])
    assert isinstance(error, ReadError)
