"""Reads a table of invented articles in every format, each in its own process: python benchmarks/archives.py.

Rates are articles a second of CPU time, and as ratios of those of the same articles as .jsonl in the same run; memory
is the peak of the process (VmHWM: Linux alone) over that of one that reads a single row, and for a tenth of the rows.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

COLUMNS = ("뉴스 식별자", "일자", "언론사", "기고자", "제목", "본문", "URL", "키워드")
KEYS = ("id", "date", "press", "author", "title", "body", "url", "keywords")
MAKERS = ("가온전자", "나래반도체", "다솜모터스", "라온소프트", "마루화학", "바른통신", "사랑조선", "아라제약")
THINGS = ("메모리 반도체", "전기차 배터리", "위성 통신망", "인공지능 모델", "수소 트럭", "신약 후보 물질")
PLACES = ("평택", "구미", "울산", "청주", "광양", "대전")
TOLD = (
    "{a}는 올해 하반기부터 {p}에서 {t}를 양산한다고 {d}일 밝혔다.",
    "{b}도 같은 시장을 두고 {a}와 경쟁하고 있어 값이 더 내려갈 것으로 업계는 본다.",
    "회사 관계자는 “{p} 공장의 생산 능력을 {n}퍼센트 늘릴 계획”이라고 말했다.",
    "지난 분기 {a}의 매출은 {n}억 원으로 한 해 전보다 {d}퍼센트 늘었다.",
    "정부는 {t} 산업에 앞으로 5년 동안 {n}억 원을 지원하기로 했다.",
    "다만 {b}가 제기한 특허 소송의 결과에 따라 {a}의 계획이 늦어질 수 있다는 지적도 나온다.",
)
FORMATS = (
    "t.jsonl", "t.csv", "cp949.csv", "t.tsv", "t.xlsx", "t.parquet", "t.csv.gz", "t.jsonl.zip", "t.xlsx.zip",
    "texts.zip", "t.rss", "t.warc.gz",
)  # fmt: skip
PAGES = 20  # of so many rows one is written as a page, since a page's text takes long to find


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Make articles of some 700 characters, the same each time."""
    chance = random.Random(6)  # noqa: S311 - no secret
    for n in range(count):
        a, b = chance.sample(MAKERS, 2)
        say = {"a": a, "b": b, "p": chance.choice(PLACES), "t": chance.choice(THINGS)}
        told = (
            " ".join(s.format(**say, d=chance.randrange(2, 29), n=chance.randrange(10, 9000)) for s in pair)
            for pair in zip(*[iter(chance.choices(TOLD, k=12))] * 3, strict=True)
        )
        day = date(2020, 1, 1) + timedelta(days=n % 2000)
        title = f"{a}, {say['p']}서 {say['t']} 양산 {n}"
        url = f"https://example.org/{n}"
        yield f"{n:08d}.1", f"{day:%Y%m%d}", "가온일보", "김하나", title, "\n".join(told), url, f"{a},{b}"


def write(folder: Path, count: int) -> None:
    """Write the articles in every format."""
    import openpyxl  # noqa: PLC0415 - the processes that read do not need it
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    table = list(rows(count))
    for name, delimiter, encoding in (("t.csv", ",", "utf-8"), ("cp949.csv", ",", "cp949"), ("t.tsv", "\t", "utf-8")):
        with (folder / name).open("w", encoding=encoding, newline="") as out:
            csv.writer(out, delimiter=delimiter).writerows([COLUMNS, *table])
    lines = "".join(json.dumps(dict(zip(KEYS, r, strict=True)), ensure_ascii=False) + "\n" for r in table)
    (folder / "t.jsonl").write_text(lines, encoding="utf-8")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("sheet")
    for row in (COLUMNS, *table):
        sheet.append(row)
    book.save(folder / "t.xlsx")
    arrays = {name: [row[i] for row in table] for i, name in enumerate(COLUMNS)}
    parquet.write_table(pa.table(arrays), folder / "t.parquet")
    (folder / "t.csv.gz").write_bytes(gzip.compress((folder / "t.csv").read_bytes()))
    for name in ("t.jsonl", "t.xlsx"):
        with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(folder / name, name)
    with zipfile.ZipFile(folder / "texts.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for row in table:
            archive.writestr(f"{row[1][:4]}/{row[0]}.txt", f"{row[4]}\n입력 {row[1]}\n\n{row[5]}\n")
    items = (f"<item><title>{r[4]}</title><link>{r[6]}</link><description>{r[5]}</description></item>" for r in table)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>가온일보</title>{"".join(items)}</channel></rss>'
    (folder / "t.rss").write_text(feed, encoding="utf-8")
    (folder / "t.warc.gz").write_bytes(b"".join(gzip.compress(_record(r), 1) for r in table[::PAGES]))


def _record(row: Sequence[str]) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in row[5].split("\n"))
    menu = "".join(f'<li><a href="/{place}">{place}</a></li>' for place in PLACES * 5)
    body = f"<nav><ul>{menu}</ul></nav><article>{text}</article>"
    page = f"<html><head><title>{row[4]}</title></head><body>{body}</body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {row[6]}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def read(path: Path) -> None:
    """Read one file and print how many articles, in how many seconds, and the peak of memory in MB."""
    from kg.model import Article  # noqa: PLC0415 - its loading is not the parent's
    from kg.readers import read_articles  # noqa: PLC0415

    started = time.process_time()
    count = sum(isinstance(got, Article) for got in read_articles([path]))
    seconds = time.process_time() - started
    status = Path("/proc/self/status").read_text(encoding="utf-8")  # ru_maxrss would count the parent's memory
    print(count, seconds, int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024)


def measured(path: Path) -> tuple[int, float, float]:
    """Read a file in another process."""
    done = subprocess.run([sys.executable, __file__, "--read", str(path)], check=True, capture_output=True, text=True)
    count, seconds, memory = done.stdout.split()
    return int(count), float(seconds), float(memory)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=FORMATS, default=FORMATS, metavar="FILE", help=" ".join(FORMATS))
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as name:
        _run(Path(name), given.rows, given.rounds, given.only)


def _run(folder: Path, count: int, rounds: int, forms: Sequence[str]) -> None:
    for part, size in (("one", 1), ("tenth", count // 10), ("all", count)):
        (folder / part).mkdir()
        write(folder / part, size)
    print(f"{count} rows, best of {rounds} rounds\n")
    print("| format | MB | articles/s | times the first | MB over one row | at a tenth |\n|---|---|---|---|---|---|")
    base = 0.0
    for form in forms:
        took = [measured(folder / "all" / form) for _ in range(rounds)]
        found, seconds = took[0][0], min(t for _, t, _ in took)
        peaks = [measured(folder / part / form)[2] for part in ("one", "tenth")]
        base = base or found / seconds
        megabytes = (folder / "all" / form).stat().st_size / 1e6
        peak = min(m for *_, m in took)
        each = (
            f"{found / seconds:,.0f} | {found / seconds / base:.2f} | {peak - peaks[0]:.0f} | {peaks[1] - peaks[0]:.0f}"
        )
        print(f"| {form} | {megabytes:.1f} | {each} |", flush=True)


if __name__ == "__main__":
    main()
