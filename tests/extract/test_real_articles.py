"""The measure that counts: real articles against hand-made gold, where both lie beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.pipeline import build

SHARED = Path(__file__).parents[2].parent / "shared"
SCORE, SEEDS, GOLD = SHARED / "score.py", SHARED / "seeds", SHARED / "gold"
LEAST = {"entities": 0.80, "statements": 0.50, "measures": 0.65, "modality": 0.80, "evidence": 1.0}

pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason=f"no real articles with gold in {SHARED}")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, float]:
    """What the scorer says of a fresh build of all real articles."""
    out = tmp_path_factory.mktemp("real")
    build(SEEDS, out)
    result = out / "score.json"
    command = [sys.executable, SCORE, out / "graph.ttl", GOLD, "--texts", SEEDS, "--json", result]
    subprocess.run([str(c) for c in command], check=True, capture_output=True, timeout=300)
    return flat(json.loads(result.read_text("utf-8")))


def flat(scores: Mapping[str, object]) -> dict[str, float]:
    """One number for each figure: its F1 or share where it has one."""
    out = {}
    for name, value in scores.items():
        number = value.get("f1", value.get("share")) if isinstance(value, Mapping) else value
        if isinstance(number, int | float):
            out[name] = float(number)
    return out


@pytest.mark.parametrize(("figure", "least"), list(LEAST.items()))
def test_a_figure_is_reached(figures: Mapping[str, float], figure: str, least: float) -> None:
    assert figures[figure] >= least, figures


def test_nothing_comes_from_furniture(figures: Mapping[str, float]) -> None:
    assert figures["furniture"] == 0, figures
