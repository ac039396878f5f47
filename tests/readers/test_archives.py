from __future__ import annotations

import contextlib
import gzip
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles
from kg.readers.archives import gzipped, limits, zipped
from kg.readers.sources import Source

from .conftest import ONE, PAGE, TITLE, TWO
from .tables import EVERY, FIRST, comma, packed, read, workbook

LINE = f'{{"id": "가-1", "title": "{TITLE}", "body": "{ONE}"}}\n'.encode()


def test_members_are_read_as_files_of_a_folder(tmp_path: Path) -> None:
    members = {
        "b/one.txt": PAGE.encode("cp949"),
        "a/one.md": PAGE.encode(),
        "a/lines.jsonl": LINE,
        "a/table.xlsx": workbook(),
        "photo.jpg": b"\xff\xd8\xff",
        "README.txt": PAGE.encode(),
        "__MACOSX/a/._one.txt": b"\0",
        ".hidden/one.txt": PAGE.encode(),
        "a/": b"",
    }
    (tmp_path / "folder").mkdir()
    for name, data in members.items():
        if not name.endswith("/"):
            (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "folder" / name).write_bytes(data)
    articles, errors = read(tmp_path, "articles.zip", packed(members))
    assert errors == []
    plain = [a for a in read_articles([tmp_path / "folder"]) if isinstance(a, Article)]
    assert [(a.id, a.text, a.published) for a in articles] == [(a.id, a.text, a.published) for a in plain]
    assert [a.source.rpartition("articles.zip/")[2] for a in articles] == [
        "a/lines.jsonl",
        "a/one.md",
        "a/table.xlsx, row 2",
        "a/table.xlsx, row 3",
        "b/one.txt",
    ]


def _named_in(encoding: str, name: str) -> bytes:
    """Pack a member whose name is in an encoding that the archive does not tell."""
    raw, stand_in = name.encode(encoding), "x" * len(name.encode(encoding))
    return packed({stand_in: PAGE.encode()}).replace(stand_in.encode(), raw)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_names_in_cp949_are_read(tmp_path: Path, encoding: str) -> None:
    name = "2025년 기사/삼성 똠방.txt"
    (article,), errors = read(tmp_path, "t.zip", _named_in(encoding, name))
    assert errors == []
    assert (article.id, article.source.rpartition("t.zip/")[2]) == ("삼성-똠방", name)
    (article,), _ = read(tmp_path, "u.zip", packed({name: PAGE.encode()}))
    assert article.id == "삼성-똠방"


def test_a_bad_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        for name, data in {
            "good.csv": comma(),
            "garbage.csv": bytes(range(256)) * 9,
            "../up.txt": PAGE.encode(),
            "/root.txt": PAGE.encode(),
            "C:\\windows.txt": PAGE.encode(),
            "inner.zip": packed({"a.txt": PAGE.encode()}),
            "inner.tar": b"",
            "news.csv.gz": gzip.compress(comma()),
        }.items():
            archive.writestr(name, data)
    articles, errors = read(tmp_path, "t.zip", out.getvalue())
    assert len(articles) == 2
    assert [error.partition(" (")[0] for error in errors] == [
        "t.zip/../up.txt: a name that leads out of the archive",
        "t.zip//root.txt: a name that leads out of the archive",
        "t.zip/C:/windows.txt: a name that leads out of the archive",
        "t.zip/inner.tar: an archive inside an archive",
        "t.zip/inner.zip: an archive inside an archive",
        "t.zip/link.txt: a link and no file",
        "t.zip/news.csv.gz: an archive inside an archive",
        "t.zip/garbage.csv: not text in any encoding that is known here",
    ]


def test_a_locked_a_damaged_and_an_oddly_packed_member(tmp_path: Path) -> None:
    whole = packed({"t.txt": PAGE.encode()})
    locked = bytearray(whole)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[whole.index(magic) + at] |= 1
    odd = bytearray(whole)
    for magic, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", odd, whole.index(magic) + at, 98)
    damaged = bytearray(whole)
    damaged[whole.index(b"t.txt") + 30] ^= 0xFF
    for content, what in ((locked, "locked with a password"), (odd, "packed in a way"), (damaged, "damaged")):
        articles, (error,) = read(tmp_path, "t.zip", bytes(content))
        assert articles == []
        assert error.startswith(f"t.zip/t.txt: {what}")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("t.zip", b"", "the file is empty"),
        ("t.zip", b"PK\x03\x04", "damaged, or no ZIP archive"),
        ("t.zip", EVERY["t.zip"][:-30], "damaged, or no ZIP archive"),
        ("t.zip", packed({"a.png": b""}), "the archive holds no article"),
        ("t.csv.gz", b"nothing", "damaged or cut off in the archive"),
        ("t.csv.gz", gzip.compress(comma())[:-12], "damaged or cut off in the archive"),
        ("t.zip.gz", gzip.compress(EVERY["t.zip"]), "an archive inside an archive"),
        ("t.tar.gz", gzip.compress(b""), "an archive inside an archive"),
        ("t.gz", gzip.compress(gzip.compress(LINE)), "an archive inside an archive"),
        ("t.gz", gzip.compress(EVERY["t.zip"]), "an archive inside an archive"),
        ("t.csv.gz", gzip.compress(b""), "the file is empty"),
    ],
)
def test_what_cannot_be_unpacked_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    articles, (error,) = read(tmp_path, name, content)
    assert articles == []
    assert error.startswith(f"{name}: {what} (")


def test_what_was_read_before_the_damage_stays(tmp_path: Path) -> None:
    lines = b"".join(LINE.replace(b"-1", b"-%d" % n) for n in range(40_000))
    articles, (error,) = read(tmp_path, "t.jsonl.gz", gzip.compress(lines)[:-5000])
    assert 0 < len(articles) < 40_000
    assert error.startswith("t.jsonl.gz: damaged or cut off in the archive")


def test_names_of_packed_files_make_ids_as_those_of_files_do(tmp_path: Path) -> None:
    for name, id_ in (("a.txt.gz", "a"), ("a.2025.gz", "a.2025"), ("b.gz", "b")):
        (article,), errors = read(tmp_path, name, gzip.compress(PAGE.encode()))
        assert (article.id, errors) == (id_, [])


def test_small_files_do_not_unpack_to_large_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = comma() + b"," * 30_000_000 + b"\n"
    for name, content in (("t.csv.gz", gzip.compress(bomb)), ("t.zip", packed({"t.csv": bomb}))):
        _, errors = read(tmp_path, name, content)
        assert errors[-1].startswith(f"{name}: unpacks to more than 200 times its size")
    many = packed({f"{n}.txt": b"" for n in range(30)})
    monkeypatch.setattr(limits, "MEMBERS", 20)
    assert "more than 20 files in one archive" in read(tmp_path, "t.zip", many)[1][0]
    monkeypatch.setattr(limits, "MEMBERS", 3)
    assert "more than 3 files in one archive" in read(tmp_path, "t.zip", many)[1][0]
    monkeypatch.setattr(limits, "MEMBERS", 200)
    monkeypatch.setattr(limits, "SIZE", 200)
    assert "unpacks to more than" in read(tmp_path, "t.zip", EVERY["t.zip"])[1][0]
    assert "unpacks to more than" in read(tmp_path, "t.csv.gz", gzip.compress(comma() * 9))[1][-1]


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path) -> None:
    bomb = b"x" * 30_000_000
    content = bytearray(packed({"t.csv": comma() + bomb, "u.csv": comma()}))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1000)
    articles, errors = read(tmp_path, "t.zip", bytes(content))
    assert errors
    assert len(articles) <= 4


def test_an_archive_from_a_pipe(tmp_path: Path) -> None:
    del tmp_path
    for name in ("t.zip", "t.csv.gz", "t.xlsx.gz", "z.zip"):
        got = list(read_articles(["-"], stdin=EVERY[name]))
        assert [a.id for a in got if isinstance(a, Article)] == [FIRST[0], "01100101.20250313093000002"]


@given(st.binary(max_size=300), st.integers(0, 400), st.sampled_from(["t.zip", "t.csv.gz", "z.zip"]))
@settings(max_examples=80)
def test_hostile_archives_end_in_articles_and_errors(noise: bytes, at: int, name: str) -> None:
    content = EVERY[name][:at] + noise + EVERY[name][at + len(noise) :]
    path = Path(name)
    for got in read_articles(["-"], stdin=content):
        assert isinstance(got, Article) or (got.what and got.remedy)
    reader = gzipped.read if path.suffix == ".gz" else zipped.read
    with contextlib.suppress(ReadError):
        got_ids = [g.id for g in reader(io.BytesIO(content), Source(name, None, "t", "")) if isinstance(g, Article)]
        assert len(set(got_ids)) == len(got_ids)


def test_two_archives_with_the_same_articles_share_no_id(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (tmp_path / name).write_bytes(packed({"x.txt": PAGE.encode(), "t.csv": comma(), "가.txt": TWO.encode()}))
    ids = [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)]
    assert len(set(ids)) == len(ids) == 8
    assert ids[0] == FIRST[0]
