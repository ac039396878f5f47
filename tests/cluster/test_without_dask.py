"""Where Dask is not installed, a cluster says what to install, and nothing else needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cluster import build
from kg.errors import KgError
from tests.corpora import FakeEngine
from tests.test_pipeline import articles


def test_without_dask_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(KgError) as caught:
        build([articles(tmp_path / "in")], tmp_path / "out", engine=FakeEngine())
    assert str(caught.value) == (
        "a cluster needs Dask, which is not installed (install it with: pip install 'newskg[cluster]')"
    )
