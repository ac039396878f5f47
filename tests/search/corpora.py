"""Made-up names and sentences, written into an index as a build does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kg.model import Article, Entity, Name
from kg.search import Index, Said, written

NAMES = (
    Entity("dasom", "Company", (Name("다솜", "ko"), Name("Dasom", "en")), ("多率",), "Q1"),
    Entity("dasom-robotics", "Company", (Name("다솜 로보틱스", "ko"), Name("Dasom Robotics", "en")), ("다솜로봇",)),
    Entity("person/이온", "Person", (Name("이온", "ko"),), ("온",)),
    Entity("chip/다온gx7", "Chip", (Name("다온 GX-7", "ko"),), ("GX7",)),
    Entity("policy/중미", "Policy", (Name("中美 협정", "ko"),)),
)
COUNTS = {"dasom-robotics": 3, "dasom": 2, "person/이온": 2}
ARTICLES = (
    Article("a", "", (), headline="다솜 소식", published=date(2025, 3, 1)),
    Article("b", "", (), headline="뒷소식", published=date(2025, 4, 1)),
    Article("c", "", ()),
)
SAID = (
    Said("a", 0, 30, "다솜은 다온 GX-7을  공개했다.", ("s1", "s2")),
    Said("a", 31, 60, "이온 대표는 中과 협의했다고 말했다.", ("s3",)),
    Said("b", 5, 40, "Dasom Robotics는 100% 성장했다.", ("s4",)),
    Said("c", 0, 20, "다솜로봇은 다음 달 상장한다.", ()),
)


def index(
    folder: Path, names: Sequence[Entity] = NAMES, said: Sequence[Said] = SAID, file: str = "search.sqlite"
) -> Index:
    """An index of these, opened."""
    path = folder / file
    written(path, names, COUNTS, ARTICLES, {"a": "dasom"}, said)
    return Index(path)
