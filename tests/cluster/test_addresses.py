"""Input from addresses and a copy of the build at one: the bytes of a folder on a disk, and what a user meets."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cluster import Built, build, building, verify
from kg.errors import GraphError, KgError
from tests.cluster.inline import inline, lines
from tests.corpora import RELEASE, RIVALS, FakeEngine
from tests.test_pipeline import LONG, articles

fsspec = pytest.importorskip("fsspec", reason="fsspec, which Dask brings, is not installed")
ROOM = "memory://bucket"


@pytest.fixture(autouse=True)
def _no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "workers", inline)


@pytest.fixture
def memory() -> Iterator[Any]:
    """A file system in memory, empty before and after."""
    made = fsspec.filesystem("memory")
    made.store.clear()
    yield made
    made.store.clear()
    made.pseudo_dirs[:] = [""]


def archive(folder: Path) -> Path:
    """Files, a table, an archive, and what is passed over."""
    articles(folder)
    rows = "".join(f'n{n},"{(RELEASE, RIVALS)[n % 2]}{LONG}"\n' for n in range(5))
    (folder / "news.csv").write_text("id,body\n" + rows, encoding="utf-8")
    (folder / "topics.tsv").write_text("001\tshipbuilding\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("z.txt", RIVALS + LONG)
        packed.writestr("rows.csv", "id,body\n" + rows)
    for name in ("more/a.txt", ".hidden/h.txt", "README.md", "notes.pdf", "built/x.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(RELEASE + LONG, encoding="utf-8")
    for name in ("graph.ttl", "report.json"):
        (folder / "built" / name).touch()
    return folder


def there(memory: Any, folder: Path, name: str = "in") -> str:
    """Put a folder at an address."""
    for path in folder.rglob("*"):
        if path.is_file():
            memory.pipe(f"/bucket/{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return f"{ROOM}/{name}"


def made(paths: list[str], out: Path, **options: Any) -> Built:
    return build(paths, out, engine=FakeEngine(), **options)


@pytest.mark.parametrize("partitions", [1, 4])
def test_an_address_gives_what_a_folder_does(memory: Any, tmp_path: Path, partitions: int) -> None:
    folder = archive(tmp_path / "in")
    here = made([str(folder)], tmp_path / "here", partitions=partitions)
    far = made([there(memory, folder)], tmp_path / "far", partitions=partitions)
    assert not far.failures
    assert far.counts["articles"] == 3 + 5 + 1 + 5
    assert far.parts == here.parts
    assert lines(tmp_path / "far", far.parts) == lines(tmp_path / "here", here.parts)


def test_patterns_files_and_paths_go_together(memory: Any, tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    room = there(memory, folder)
    (folder / "news.csv").unlink()
    given = [f"{room}/*.csv", f"{room}/news.csv", f"{room}/mor?", str(folder / "b.txt")]
    assert made(given, tmp_path / "out").counts["articles"] == 5 + 1 + 1


def test_an_id_is_told_apart_wherever_its_files_lie(memory: Any, tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    far = made([there(memory, folder), there(memory, folder, "again")], tmp_path / "out")
    assert far.counts["articles"] == 4
    assert not far.failures


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"zip://a.txt::{ROOM}/x.zip", "an address inside an address (give that of the archive itself)"),
        (f"{ROOM}/none", "no such bucket, file or folder (check the address)"),
        (f"{ROOM}/in/*.csv", "nothing of this pattern is an article (formats read: "),
        (f"{ROOM}/in/a.pdf", "unknown format .pdf (formats read: "),
        (f"{ROOM}/empty", "the folder holds no article (formats read: "),
    ],
)
def test_what_is_not_there_is_told_and_the_rest_is_built(memory: Any, tmp_path: Path, address: str, says: str) -> None:
    there(memory, articles(tmp_path / "in"))
    memory.pipe("/bucket/in/a.pdf", b"")
    memory.pipe("/bucket/empty/a.pdf", b"")
    far = made([address, f"{ROOM}/in/a.txt"], tmp_path / "out")
    assert far.counts["articles"] == 1
    (failure,) = map(str, far.failures)
    assert failure.startswith(f"{address}: {says}")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nothing://x", "nothing://x: no address that is known: Protocol not known: nothing (check it)"),
        (
            "s3://bucket/in",
            (
                "s3://bucket/in: s3:// needs the package s3fs, which is not installed "
                "(on this machine and on every worker: pip install s3fs)"
            ),
        ),
    ],
)
@pytest.mark.parametrize("published", [False, True])
def test_an_address_that_nobody_can_open_ends_the_build_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, says: str, *, published: bool
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    folder = str(articles(tmp_path / "in"))
    with pytest.raises(KgError) as caught:
        made([folder] if published else [address], tmp_path / "out", publish=address if published else "")
    assert str(caught.value) == says


def test_without_fsspec_an_address_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(GraphError, match=r"needs fsspec, which is not installed .*newskg\[cluster\]"):
        made(["s3://bucket/in"], tmp_path / "out")


class Lost:
    """A file of which the connection breaks off."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def read(self, _size: int) -> bytes:
        raise ConnectionResetError(104, "Connection reset by peer")


def test_a_lost_connection_is_no_damage(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = there(memory, archive(tmp_path / "in"))
    opens = type(memory).open
    monkeypatch.setattr(
        type(memory), "open", lambda self, path, *args: Lost() if "zip" in path else opens(self, path, *args)
    )
    far = made([room], tmp_path / "out")
    (failure,) = far.failures
    assert failure.where.endswith("packed.zip")
    assert failure.what == "cannot be read: Connection reset by peer"


# ---------- a copy of the build


def copied(memory: Any, to: Path) -> Path:
    """Bring what was published back to a disk."""
    for name in memory.find("/bucket/graph"):
        path = to / name.removeprefix("/bucket/graph/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(memory.cat(name))
    return to


def test_what_is_published_is_the_build_and_takes_the_place_of_the_one_before(memory: Any, tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    publish = f"{ROOM}/graph"
    for n in range(2):
        (folder / f"c{n}.txt").write_text(RIVALS + LONG, encoding="utf-8")
        far = made([str(folder)], tmp_path / "out", publish=publish)
        copy = copied(memory, tmp_path / f"copy{n}")
        assert verify(copy) == verify(tmp_path / "out")
        assert {p.relative_to(copy) for p in copy.rglob("*") if p.is_file()} == {
            *(Path(part.path) for part in far.parts),
            Path("report.json"),
            Path("manifest.json"),
        }


def test_a_copy_that_fails_leaves_what_was_published(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = articles(tmp_path / "in")
    before = made([str(folder)], tmp_path / "out", publish=f"{ROOM}/graph")
    (folder / "c.txt").write_text(RIVALS + LONG, encoding="utf-8")
    put = type(memory).put_file

    def full(self: Any, here: str, place: str) -> None:
        if "report" in place:
            raise PermissionError(13, "Access Denied")
        put(self, here, place)

    monkeypatch.setattr(type(memory), "put_file", full)
    with pytest.raises(GraphError) as caught:
        made([str(folder)], tmp_path / "out", publish=f"{ROOM}/graph")
    assert caught.value.what == "cannot be written: Access Denied"
    assert caught.value.where == f"{ROOM}/graph/report.json"
    assert verify(tmp_path / "out")
    assert json.loads(memory.cat("/bucket/graph/manifest.json"))["articles"] == 2
    assert all(memory.exists(f"/bucket/graph/{part.path}") for part in before.parts)


# ---------- as a user meets it


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("--publish", "s3://bucket/graph"), 2, "--publish is for a cluster. Add --engine dask"),
        (("--engine", "dask", "--publish", "graph"), 2, "--publish takes an address, as in s3://bucket/graph"),
        (("--engine", "dask", "--out", "s3://bucket/graph"), 2, "--out is a folder."),
        (("--out", "s3://bucket/graph"), 2, "--out is a folder."),
        (("s3://bucket/in",), 1, "kg: s3://bucket/in: an address, not a path (kg build --engine dask reads addresses)"),
    ],
)
def test_addresses_in_the_wrong_place_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["build", "in", *args])
    assert result.exit_code == code
    assert says in " ".join(result.output.split())
