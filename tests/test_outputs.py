"""The graph and the page that are committed are what a fresh build makes of seeds/, byte for byte."""

from __future__ import annotations

import difflib
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import pytest

from kg.pipeline import build

ROOT = Path(__file__).parents[1]
SHOWN = 20  # lines of a difference


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of seeds/."""
    out = tmp_path_factory.mktemp("outputs")
    corpus = build([ROOT / "seeds"], out)
    assert corpus.failures == ()
    return out


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html"])
def test_a_fresh_build_is_what_is_committed(fresh: Path, name: str) -> None:
    made, kept = (fresh / name).read_bytes(), (ROOT / "outputs" / name).read_bytes()
    if made == kept:
        return
    old, new = kept.decode().splitlines(), made.decode().splitlines()
    shown = "\n".join(line[:200] for line in islice(difflib.unified_diff(old, new, n=0), SHOWN))
    remedy = f"made by another Kiwi (here: {version('kiwipiepy_model')}), or stale: run `kg build` and look"
    pytest.fail(f"outputs/{name} is not what is built: {remedy}\n{shown}")
