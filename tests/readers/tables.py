"""Tables of invented articles, written in every format that tables come in."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles

from .conftest import ONE, TITLE, TWO

HEADER = ("뉴스 식별자", "일자", "언론사", "기고자", "제목", "본문", "URL")
FIRST = ("01100101.20250312093000001", "20250312", "가온일보", "김하나 기자", TITLE, ONE, "https://example.org/1")
SECOND = ("01100101.20250313093000002", "20250313", "나래신문", "이두리", "공급 경쟁 치열해진다", TWO, "")
ROWS = (HEADER, FIRST, SECOND)
BIGKINDS = (
    "뉴스 식별자",
    "일자",
    "언론사",
    "기고자",
    "제목",
    "통합 분류1",
    "통합 분류2",
    "통합 분류3",
    "사건/사고 분류1",
    "사건/사고 분류2",
    "사건/사고 분류3",
    "인물",
    "위치",
    "기관",
    "키워드",
    "특성추출(가중치순 상위 50개)",
    "본문",
    "URL",
    "분석제외 여부",
)  # fmt: skip - the columns of what BIGKinds exports


def comma(rows: Iterable[Sequence[Any]] = ROWS, delimiter: str = ",", encoding: str = "utf-8", **how: Any) -> bytes:
    """Write text with delimiters."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, **how).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(rows: Iterable[Sequence[Any]] = ROWS, **sheets: Iterable[Sequence[Any]]) -> bytes:
    """Write a workbook; further sheets by their names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in {"sheet": rows, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columnar(rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    """Write Parquet."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    out = io.BytesIO()
    columns = {name: [row[i] for row in rows[1:]] for i, name in enumerate(rows[0])}
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    """Pack members, whose names have __ for a dot."""
    return packed({name.replace("__", "."): data for name, data in members.items()})


def packed(members: dict[str, bytes]) -> bytes:
    """Pack members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


EVERY: dict[str, bytes] = {
    "t.csv": comma(),
    "t.tsv": comma(delimiter="\t"),
    "t.xlsx": workbook(),
    "t.parquet": columnar(),
    "t.csv.gz": gzip.compress(comma()),
    "t.xlsx.gz": gzip.compress(workbook()),
    "t.zip": zipped(t__csv=comma()),
    "z.zip": zipped(t__parquet=columnar()),
}


def read(folder: Path, name: str, content: bytes, **options: Any) -> tuple[list[Article], list[str]]:
    """Write one file and read it: its articles, and its errors without the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    got = list(read_articles([path], **options))
    errors = [str(g).replace(f"{folder}/", "") for g in got if isinstance(g, ReadError)]
    return [g for g in got if isinstance(g, Article)], errors
