"""What sentences of real news say (konec/*.txt): relations and figures in sentences of konec, whose texts are not here.

A file holds `@ number` of a sentence, indented what it says, and `E` lines, as stories do (`stories.py`); a number with
nothing below it is of a sentence that was read and says nothing. The texts come from a file of the sentences (JSON
lines: id, text) that is given.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from stories import Story, parsed  # noqa: E402

FOLDER = HERE / "konec"
_DAY = "2015-01-01"  # no sentence has a date of its own


def read_konec(data: Path) -> list[Story]:
    """Read the annotated sentences, each as a story of one sentence.

    Args:
        data: The sentences.

    Raises:
        ValueError: A line is malformed; the message names file and line.
    """
    texts = dict(_texts(data))
    return [s for path in sorted(FOLDER.glob("*.txt")) for s in parsed(_lines(path, texts), path)]


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield number and text of each sentence."""
    with data.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            number = next(part for part in raw["id"].split("_") if part.isdecimal())
            yield number, raw["text"]


def _lines(path: Path, texts: dict[str, str]) -> Iterator[str]:
    """Yield a file's lines with the sentences put in."""
    for line in path.read_text("utf-8").splitlines():
        number = line.removeprefix("@ ")
        if number == line:
            yield line
        else:
            yield from (f"@ k{number} | {_DAY} | news", f"S {texts[number]}")
