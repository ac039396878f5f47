"""From files to parts, report and manifest: as a build of one machine reads them, in whatever partitions."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.cluster import Built, build, building, verify
from kg.errors import GraphError, KgError
from kg.events import Event, Noticed
from kg.exporters import exporter
from kg.model import Article, ArticleGraph
from kg.ontology import load_ontology
from tests.cluster.inline import Seen, inline, lines, whole
from tests.corpora import RELEASE, RIVALS, FakeEngine
from tests.test_pipeline import LONG, articles

ROOT = Path(__file__).parents[2]
LATER = "다라반도체는 한빛일보에 실적을 알렸다."


@pytest.fixture(autouse=True)
def _no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "workers", inline)


def built(paths: list[Path | str], out: Path, **options: Any) -> tuple[Built, Seen]:
    made = build(paths, out, engine=options.pop("engine", FakeEngine()), **options)
    told = json.loads((out / "report.json").read_bytes()) | {"seconds": 0} if made.parts else {}
    return made, Seen(lines(out, made.parts), told, list(map(str, made.failures)))


def agree(paths: list[Path | str], out: Path, **options: Any) -> Built:
    """Hold a build in partitions against one that has none."""
    made, got = built(paths, out, **options)
    options = {k: v for k, v in options.items() if k not in ("partitions", "parquet")}
    want = whole(pipeline.build(paths, engine=options.pop("engine", FakeEngine()), **options))
    assert got.lines == want.lines
    assert got.failures == want.failures
    assert got.report == want.report
    return made


def table(path: Path, *rows: tuple[str, str]) -> Path:
    path.write_text("id,body\n" + "".join(f'{id_},"{body}{LONG}"\n' for id_, body in rows), encoding="utf-8")
    return path


def test_files_tables_and_archives_are_read_as_on_one_machine(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    table(folder / "news.csv", *((f"n{n}", (RELEASE, RIVALS, LATER)[n % 3]) for n in range(7)))
    (folder / "more.jsonl").write_text(json.dumps({"id": "j", "body": RELEASE + LONG}) + "\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("z.txt", RIVALS + LONG)
    for partitions in (1, 3, 11):
        made = agree([folder], tmp_path / f"out{partitions}", partitions=partitions)
        assert made.counts["articles"] == 11
        assert not made.failures


def test_partitions_are_as_large_as_they_can_be(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    made = agree([folder], tmp_path / "out", partitions=50)  # more than there are articles
    assert {p.path.rpartition("/")[2] for p in made.parts if p.kind == "nquads"} == {
        *("articles-00000.nq", "articles-00001.nq", "entities-00000.nq", "entities-00001.nq")
    }


def test_ids_that_files_share_are_told_apart_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [("x", RELEASE), ("a", RIVALS), ("b-x", LATER), ("c-x", LATER)]
    table(folder / "a.csv", *rows)
    table(folder / "b.csv", *rows)
    table(folder / "c.csv", *reversed(rows))
    table(folder / "a-x.csv", ("only", RELEASE), ("x", RELEASE))
    (folder / "b-a.txt").write_text(RELEASE + LONG, encoding="utf-8")
    made = agree([folder], tmp_path / "out", partitions=4)
    assert made.counts["articles"] == 15


def test_what_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    for name in ("broken.txt", "zz.txt"):
        (folder / name).write_text("기계가 고장이 났다고 가나전자는 밝혔다." + LONG, encoding="utf-8")
    table(folder / "rows.csv", ("1", RELEASE), ("2", "고장"), ("3", RIVALS))
    with (folder / "rows.csv").open("a", encoding="utf-8") as file:
        file.write('4,""\n')
    (folder / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    made = agree([folder, tmp_path / "none"], tmp_path / "out", partitions=3)
    assert len(made.failures) == 8
    assert made.counts["articles"] == 4


def test_rows_and_pages_that_hold_no_article_are_told_in_their_order(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    furniture = "ⓒ 한빛일보, 무단 전재 및 재배포 금지"
    path = table(folder / "a.csv", ("1", RELEASE))
    with path.open("a", encoding="utf-8") as file:
        file.write(f'2,"{furniture}"\n3,""\n4,"{RIVALS}{LONG}"\n5,"{furniture}"\n')
    table(folder / "b.csv", ("2", RELEASE), ("5", RIVALS))  # ids that rows without an article have taken
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("a.html", "<html><body></body></html>")
        packed.writestr("b.txt", RIVALS + LONG)
        packed.writestr("c.txt", b"\x89PNG\r\n\x1a\n\0\0")
    for partitions in (1, 4):
        made = agree([folder], tmp_path / f"out{partitions}", partitions=partitions)
        assert made.counts["articles"] == 7
        places = [failure.where.rpartition("/in/")[2] for failure in made.failures]
        assert places == ["a.csv, row 3", "a.csv, row 4", "a.csv, row 6", "packed.zip/a.html", "packed.zip/c.txt"]


def test_what_is_noted_of_articles_is_noted_of_all_partitions(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    (folder / "scan.pdf").touch()
    table(folder / "news.csv", *((f"n{n}", (RELEASE, RIVALS, LATER)[n % 3]) for n in range(7)))
    parts: list[Noticed] = []
    alone: list[Noticed] = []
    build([folder], tmp_path / "out", engine=FakeEngine(), partitions=4, watch=partial(_note, parts))
    pipeline.build([folder], engine=FakeEngine(), watch=partial(_note, alone))
    assert [noticed.kind for noticed in parts] == ["undated", "passed over"]
    assert parts == [noticed for noticed in alone if noticed.kind != "repeated"]


def _note(said: list[Noticed], event: Event) -> None:
    if isinstance(event, Noticed):
        said.append(event)


def test_standard_input_is_read_where_workers_find_it(tmp_path: Path) -> None:
    made = agree(["-"], tmp_path / "out", stdin=(RELEASE + LONG).encode())
    assert made.counts["articles"] == 1


def test_columns_and_confidence_are_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'열쇠,글\n1,"{RELEASE}{LONG}"\n', encoding="utf-8")
    columns = {"body": "글", "id": "열쇠"}
    assert agree([path], tmp_path / "out", columns=columns).counts["statements"] == 1
    assert agree([path], tmp_path / "sure", columns=columns, min_confidence=1.0).counts["articles"] == 1


class Careless(FakeEngine):
    """An engine that also yields what is wrong: an extractor without a name."""

    def __call__(self, source: Article) -> ArticleGraph:
        made = super().__call__(source)
        bad = (c._replace(evidence=replace(c.evidence, extractor="", confidence=0.5)) for c in made.claims)
        return replace(made, claims=tuple(bad))


def test_a_rejection_is_in_the_report(tmp_path: Path) -> None:
    made = agree([articles(tmp_path / "in")], tmp_path / "out", engine=Careless(), partitions=2)
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    found = next(r for r in report["rejects"]["first"] if r["statement"])
    assert found["reason"] == "An evidence names the extractor that found it."
    assert made.rejects == report["rejects"]["total"] == 3


def test_the_same_input_gives_the_same_parts(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    table(folder / "news.csv", *((f"n{n}", (RELEASE, RIVALS, LATER)[n % 3]) for n in range(7)))
    one, _ = built([folder], tmp_path / "one", partitions=3)
    two, _ = built([folder / "news.csv", folder], tmp_path / "two", partitions=3)
    assert one.parts == two.parts
    assert built([folder], tmp_path / "one", partitions=3)[0].parts == one.parts  # in the place of the first
    assert len(verify(tmp_path / "one")) == len(one.parts) + 1  # and the report


def test_tables_hold_the_rows_of_the_whole(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = articles(tmp_path / "in")
    table(folder / "news.csv", *((f"n{n}", (RELEASE, RIVALS, LATER)[n % 3]) for n in range(7)))
    made, _ = built([folder], tmp_path / "out", partitions=3, parquet=True)
    corpus = pipeline.build([folder], engine=FakeEngine())
    exporter("parquet")(corpus, tmp_path / "whole.parquet", ontology=load_ontology())
    for kind, name in (("edges", "whole.parquet"), ("nodes", "whole-nodes.parquet")):
        want = parquet.read_table(tmp_path / name).to_pylist()
        parts = [p for p in made.parts if p.kind == "parquet" and kind in p.path]
        got = [row for p in parts for row in parquet.read_table(tmp_path / "out" / p.path).to_pylist()]
        assert sorted(map(str, got)) == sorted(map(str, want))
        assert sum(p.rows for p in parts) == len(want) > 0


# ---------- the manifest


def test_a_manifest_names_every_part_and_its_hash(tmp_path: Path) -> None:
    made = agree([articles(tmp_path / "in")], tmp_path / "out", partitions=2)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert [part["path"] for part in manifest["parts"]] == [*(p.path for p in made.parts), "report.json"]
    assert {n: manifest[n] for n in ("articles", "failures", "partitions")} == {
        "articles": 2,
        "failures": 0,
        "partitions": 2,
    }
    found = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert found - {"parts/.lock"} == {*(part["path"] for part in manifest["parts"]), "manifest.json"}
    triples = {line for p in made.parts if p.kind == "ntriples" for line in (tmp_path / "out" / p.path).open("rb")}
    assert triples == {line.rsplit(b" ", 2)[0] + b" .\n" for line in lines(tmp_path / "out", made.parts)}


@pytest.mark.parametrize("spoil", ["byte", "cut", "gone", "manifest", "nothing"])
def test_a_part_that_is_not_what_it_was_is_found(tmp_path: Path, spoil: str) -> None:
    made, _ = built([articles(tmp_path / "in")], tmp_path / "out")
    path = tmp_path / "out" / made.parts[0].path
    data = path.read_bytes()
    if spoil == "byte":
        path.write_bytes(data.replace(b"a", b"b", 1))
    elif spoil == "cut":
        path.write_bytes(data[:-1])
    elif spoil == "gone":
        path.unlink()
    elif spoil == "manifest":
        (tmp_path / "out" / "manifest.json").write_text('{"format": 99}')
    else:
        (tmp_path / "out" / "manifest.json").unlink()
    with pytest.raises(GraphError) as caught:
        verify(tmp_path / "out")
    assert caught.value.where
    assert caught.value.remedy


def test_a_new_build_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    before, _ = built([folder], tmp_path / "out")
    (folder / "c.txt").write_text(LATER + LONG, encoding="utf-8")
    after = agree([folder], tmp_path / "out")
    assert not (tmp_path / "out" / before.parts[0].path).exists()
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"manifest.json", "parts", "report.json"}
    assert after.counts["articles"] == 3


class Full(FakeEngine):
    """An engine that stops the whole build, as a disk that is full would."""

    def __call__(self, _source: Article) -> ArticleGraph:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("fails", ["no article", "full"])
def test_a_build_that_fails_leaves_what_stands(tmp_path: Path, fails: str) -> None:
    folder = articles(tmp_path / "in")
    made, _ = built([folder], tmp_path / "out")
    if fails == "full":
        with pytest.raises(GraphError, match="cannot be written: No space"):
            built([folder], tmp_path / "out", engine=Full())
    else:
        again, _ = built([tmp_path / "none"], tmp_path / "out")
        assert not again.parts
        assert len(again.failures) == 1
    assert [p.path for p in verify(tmp_path / "out")][:-1] == [p.path for p in made.parts]
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name.startswith(".cluster-")] == []


def test_a_worker_that_sees_other_storage_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MARK", "elsewhere")
    with pytest.raises(KgError, match=r"a worker does not see it \(put the input and --out on storage"):
        built([articles(tmp_path / "in")], tmp_path / "out")


def test_a_worker_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "version_here", lambda *_: "another")
    with pytest.raises(KgError, match="another version of newskg"):
        build([articles(tmp_path / "in")], tmp_path / "out")


def test_a_folder_is_verified_by_a_command(tmp_path: Path) -> None:
    made, _ = built([articles(tmp_path / "in")], tmp_path / "out")
    command = [sys.executable, "-m", "kg.cluster.manifest", str(tmp_path / "out")]
    good = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert good.stdout.startswith("9 parts, ")
    (tmp_path / "out" / made.parts[0].path).unlink()
    bad = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert bad.stderr.startswith("kg: ")
    assert "a part cannot be read: No such file" in bad.stderr
