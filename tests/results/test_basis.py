"""The version changes with whatever a result depends on, and with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.results import basis, version


def test_it_is_the_same_twice() -> None:
    assert version("rules") == version("rules")
    assert version("rules") != version("others")


def test_a_lexicon_counts_by_its_rows_wherever_it_lies(tmp_path: Path) -> None:
    mine, moved = tmp_path / "mine.tsv", tmp_path / "there" / "mine.tsv"
    mine.write_text("id\tclass\tko\n", encoding="utf-8")
    moved.parent.mkdir()
    shutil.copy(mine, moved)
    before = version("rules", (), (mine,))
    assert before == version("rules", (), (moved,))
    assert before != version("rules")
    mine.write_text("id\tclass\tko\nx\tCompany\t가나\n", encoding="utf-8")
    assert version("rules", (), (mine,)) != before
    with pytest.raises(OntologyError, match=r"none\.tsv"):
        version("rules", (), (tmp_path / "none.tsv",))


@pytest.mark.parametrize("name", ["more.ttl", "lexicon/more.tsv", "frames/more.yaml"])
def test_a_folder_counts_by_what_is_read_of_it(tmp_path: Path, name: str) -> None:
    before = version("rules", (tmp_path,))
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("# more\n", encoding="utf-8")
    assert version("rules", (tmp_path,)) != before
    query = tmp_path / "queries" / "mine.rq"
    query.parent.mkdir()
    known = version("rules", (tmp_path,))
    query.write_text("ASK {}\n", encoding="utf-8")
    assert version("rules", (tmp_path,)) == known


def test_code_and_weights_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basis, "PACKAGE", tmp_path)
    seen = {version("rules")}
    for name in ("model.py", "text/words.py", "extract/_weights/pairs.npz", "text/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        for text in ("", "1"):
            (tmp_path / name).write_text(text, encoding="utf-8")
            assert version("rules") not in seen
            seen.add(version("rules"))
    (tmp_path / "text" / "__pycache__").mkdir()
    (tmp_path / "text" / "__pycache__" / "words.pyc").write_bytes(b"compiled")
    (tmp_path / "graph.py").write_text("of another room", encoding="utf-8")
    assert version("rules") in seen


def test_all_that_the_engine_imports_counts() -> None:
    code = "import sys, kg.extract.engine, kg.extract.rules; print(*(m for m in sys.modules if m.startswith('kg.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in done.stdout.split()}
    assert "extract" in rooms
    assert rooms <= {room.removesuffix(".py") for room in basis.ROOMS} | {"errors"}


def test_an_extractor_of_another_package_counts_by_its_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, info = tmp_path / "theirs.py", tmp_path / "theirs-1.0.dist-info"
    module.write_text("class Theirs: ...\n", encoding="utf-8")
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[newskg.extractors]\ntheirs = theirs:Theirs\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = version("theirs")
    assert before == version("theirs")
    module.write_text("class Theirs: ...  # otherwise\n", encoding="utf-8")
    assert version("theirs") != before
