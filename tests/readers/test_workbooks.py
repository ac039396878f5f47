"""Workbooks and Parquet: what only typed tables have."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.errors import ReadError
from kg.readers import read_articles

from .conftest import ONE, TITLE, TWO, bodies
from .tables import BIGKINDS, HEADER, columnar, comma, packed, read, workbook


def _row(id_: str, day: str, body: str, excluded: str = "") -> list[str]:
    said = {"뉴스 식별자": id_, "일자": day, "언론사": "가온일보", "기고자": "김하나", "제목": TITLE, "본문": body}
    return [
        (said | {"통합 분류1": "경제>산업_기업", "인물": "홍길동", "분석제외 여부": excluded}).get(k, "")
        for k in BIGKINDS
    ]


def _changed(book: bytes, part: str, pattern: bytes, by: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    assert re.search(pattern, members[part])
    return packed(members | {part: re.sub(pattern, by, members[part])})


def test_what_bigkinds_exports_is_read_as_it_is(tmp_path: Path) -> None:
    cut = f"{ONE} {TWO[:40]}..."
    book = workbook([BIGKINDS, _row("01100101.20250312093000001", "20250312", ONE), _row("2", "20250313", cut, "중복")])
    book = _changed(book, SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1"')
    articles, errors = read(tmp_path, "NewsResult_20250301-20250331.xlsx", book)
    assert errors == []
    first, second = articles
    assert (first.id, first.headline, first.publisher, str(first.published), first.authors) == (
        "01100101.20250312093000001",
        TITLE,
        "가온일보",
        "2025-03-12",
        ("김하나",),
    )
    assert second.text == f"{TITLE}\n\n{cut}"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {"worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings", "styles": "styles"}


def _shared(rows: list[list[str]]) -> bytes:
    """Write a workbook as Excel does, its texts in one table, every second in two runs; its styles lack the default."""
    texts = [text for row in rows for text in row]
    runs = (f"<r><t>{t[:3]}</t></r><r><rPr><b/></rPr><t xml:space='preserve'>{t[3:]}</t></r>" for t in texts)
    items = "".join(f"<si>{run if n % 2 else f'<t>{texts[n]}</t>'}</si>" for n, run in enumerate(runs))
    numbers = iter(range(len(texts)))
    cells = ("".join(f'<c t="s"><v>{next(numbers)}</v></c>' for _ in row) for row in rows)
    kinds = {"workbook": "sheet.main", **PARTS}.items()
    types = "".join(f'<Override PartName="/xl/{p}.xml" ContentType="{KIND}.{kind}+xml"/>' for p, kind in kinds)
    links = "".join(f'<Relationship Id="{k}" Type="{OFFICE}/{k}" Target="{p}.xml"/>' for p, k in PARTS.items())
    office = f'<Relationship Id="o" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    sheets = f'<sheets><sheet name="s" sheetId="1" r:id="worksheet" xmlns:r="{OFFICE}"/></sheets>'
    table = "".join(f"<row>{row}</row>" for row in cells)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{office}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{table}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf/></cellXfs></styleSheet>',
    }
    return packed({name: text.encode() for name, text in parts.items()})


def test_an_old_workbook_is_named_and_a_new_one_of_its_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 900)
    (tmp_path / "b.xls").write_bytes(workbook())
    got = [str(g) if isinstance(g, ReadError) else g.id for g in read_articles([tmp_path])]
    assert got[0].endswith("a.xls: an old Excel file, not .xlsx (open it in Excel and save it as .xlsx)")
    assert len(got) == 3


@pytest.mark.filterwarnings("ignore:Workbook contains")  # pytest forgets the filter that the other process keeps
def test_texts_in_one_table_and_in_runs_and_nothing_said_of_styles(tmp_path: Path) -> None:
    (article,), errors = read(tmp_path, "t.xlsx", _shared([list(BIGKINDS), _row("1", "20250312", ONE)]))
    assert errors == []
    assert (article.id, article.text, str(article.published)) == ("1", f"{TITLE}\n\n{ONE}", "2025-03-12")
    code = "import sys; from kg.readers import read_articles; print(len(list(read_articles(sys.argv[1:]))))"
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "t.xlsx"], capture_output=True, check=True, text=True)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_days_numbers_and_escapes(tmp_path: Path) -> None:
    rows = [
        ("id", "제목", "날짜", "본문"),
        (1, TITLE, date(2025, 3, 12), f"{ONE}_x000D_\n{TWO}"),
        (2.0, TITLE, datetime(2025, 3, 12, 9, 30), ONE),  # noqa: DTZ001 - a workbook knows no zones
        ("3", TITLE, 20250312, ONE),
        ("4", TITLE, 45728, ONE),
        ("5", TITLE, "=1+1", ONE),
    ]
    articles, errors = read(tmp_path, "t.xlsx", workbook(rows))
    assert errors == []
    assert [(a.id, str(a.published)) for a in articles[:4]] == [(str(n), "2025-03-12") for n in range(1, 5)]
    assert bodies(articles[0]) == [ONE, TWO]
    assert (articles[4].id, articles[4].published) == ("5", None)


def test_merged_titles_empty_sheets_and_sheets_of_notes(tmp_path: Path) -> None:
    title = [("2025년 3월 기사",), (), (), HEADER, ("1", "20250312", "", "", TITLE, ONE, "")]
    second = [("날짜", "제목", "본문"), ("20250313", TITLE, TWO)]
    book = workbook(
        title, 둘째=second, 빈=[], 안내=[("이 파일은 검색 결과입니다.",)], 셋째=[("제목", "날짜", "줄거리")]
    )
    book = _changed(
        book,
        SHEET,
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:G1"/></mergeCells>',
    )
    articles, errors = read(tmp_path, "t.xlsx", book)
    assert [(a.source.rpartition("/")[2], bodies(a)) for a in articles] == [
        ("t.xlsx, sheet sheet, row 5", [ONE]),
        ("t.xlsx, sheet 둘째, row 2", [TWO]),
    ]
    (error,) = errors
    assert error.startswith("t.xlsx, sheet 셋째: no column is known to hold the articles' text (")
    assert error.endswith("what is there: '제목', '날짜', '줄거리')")


SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]>"
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (comma(), "no Excel workbook"),
        (workbook()[:-200], "damaged, or no Excel workbook"),
        (packed({"word/document.xml": b"<w/>"}), "damaged, or no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"), "a workbook with a password"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 900, "an old Excel file, not .xlsx"),
        (workbook([]), "the table is empty"),
        (workbook([HEADER]), "the workbook holds no article"),
        (_changed(workbook(), SHEET, b"<sheetData>", b"<sheetData>" + b" " * 40_000_000), "unpacks"),
        (_changed(workbook(), SHEET, b"^", BOMB), "a workbook that Excel did not write"),
        (_changed(workbook(), SHEET, b"</row><row", b"</row><broken><row"), "damaged after row"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_in_one_line(tmp_path: Path, content: bytes, what: str) -> None:
    articles, errors = read(tmp_path, "t.xlsx", content)
    (error,) = errors
    assert what in error
    assert error.startswith("t.xlsx")
    assert error.endswith(")")
    assert len(articles) == (2 if what.startswith("damaged after") else 0)


def test_entities_behind_a_long_comment_do_not_fill_the_memory(tmp_path: Path) -> None:
    book = _changed(workbook(), SHEET, b"^", b"<!--" + os.urandom(9000).hex().encode() + b"-->" + BOMB)
    book = _changed(book, SHEET, b"<t>0", b"<t>&l;0")
    articles, errors = read(tmp_path, "t.xlsx", book)
    assert articles == []
    assert errors == ["t.xlsx, sheet sheet: damaged after row 1 (open it in Excel and save it as .xlsx)"]


def test_parquet_with_types(tmp_path: Path) -> None:
    moment = datetime(2025, 3, 11, 20, 0, tzinfo=UTC)
    table = pa.table(
        {
            "id": [1, 2],
            "title": pa.array([TITLE, TITLE]).dictionary_encode(),
            "text": [ONE, TWO],
            "published_at": pa.array([moment, None], pa.timestamp("ns", "UTC")),
            "authors": [["김하나", "이두리"], []],
            "embedding": [[0.5] * 8, [0.5] * 8],
        }
    )
    out = io.BytesIO()
    parquet.write_table(table, out)
    (first, second), errors = read(tmp_path, "t.parquet", out.getvalue())
    assert errors == []
    assert (first.id, str(first.published), first.authors) == ("1", "2025-03-12", ("김하나", "이두리"))
    assert (second.published, bodies(second)) == (None, [TWO])


def test_parquet_with_damaged_text_costs_one_row(tmp_path: Path) -> None:
    good, bad = ONE.encode(), b"\xff" + ONE.encode()
    text = pa.array([good, bad, good]).view(pa.string())
    out = io.BytesIO()
    parquet.write_table(pa.table({"body": text, "id": ["1", "2", "3"]}), out)
    articles, errors = read(tmp_path, "t.parquet", out.getvalue())
    assert [a.id for a in articles] == ["1", "3"]
    assert errors == ["t.parquet, row 2: damaged text (write the row anew in UTF-8)"]


@pytest.mark.parametrize("content", [b"", b"PAR1", columnar()[:-20], columnar()[:40] + columnar()[44:]])
def test_what_is_no_parquet_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    articles, (error,) = read(tmp_path, "t.parquet", content)
    assert articles == []
    assert error == "t.parquet: damaged, or no Parquet (write the file anew)"


def test_without_pyarrow_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = columnar()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, (error,) = read(tmp_path, "t.parquet", table)
    assert (
        error
        == "t.parquet: Parquet needs pyarrow, which is not installed (install it with: pip install 'newskg[parquet]')"
    )
