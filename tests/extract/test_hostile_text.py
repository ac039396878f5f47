"""Whatever stands in an article, it is read: cut sentences, stray brackets and marks, symbols within words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.extract.engine import Engine
from kg.model import Article, Block, Span

SEEDS = Path(__file__).parents[2] / "seeds"
ODD = [
    *"()[]{}<>‘’“”'\"「」『』《》〈〉·ㆍ…,.!?%~-–—=/▲△※①②㈜&+*#@:;|\\\u00a0\u200b\u3000ㄱㅋ漢字é😀\n",
    "(한강=가나뉴스)", "[단독]", "1조2000억원", "3%", "(대표 ", " 등 ", "㈜",
]  # fmt: skip


def _spoilt(lines: list[str], luck: random.Random) -> str:
    """One or two lines, perhaps cut, with odd things put in."""
    text = " ".join(luck.sample(lines, luck.choice((1, 1, 2))))
    if luck.random() < 0.5:
        start, end = sorted(luck.sample(range(len(text) + 1), 2))
        text = text[start:end]
    for _ in range(luck.randrange(6)):
        at = luck.randrange(len(text) + 1)
        text = text[:at] + luck.choice(ODD) + text[at:]
    return text


@pytest.mark.parametrize("seed", range(8))
def test_spoilt_text_is_read_and_quoted_as_it_stands(engine: Engine, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - the same texts in every run
    lines = [x.strip() for path in sorted(SEEDS.glob("*.md")) for x in path.read_text("utf-8").splitlines()]
    lines = [x for x in lines if len(x) > 20]
    for _ in range(40):
        text = _spoilt(lines, luck)
        if not text.strip():
            continue
        kind = luck.choice(("body", "headline"))
        graph = engine(Article("spoilt", text, (Block(Span(0, len(text)), kind),)))
        for claim in graph.claims:
            assert claim.evidence.span.of(text) == claim.evidence.exact


def test_what_has_no_spaces_is_no_language(engine: Engine) -> None:
    text = f"네이버가 카카오를 인수했다.\n\n{'가' * 2_000_000}\n"
    blocks = (Block(Span(0, 15), "body"), Block(Span(17, len(text) - 1), "body"))
    read = engine(Article("endless", text, blocks))
    assert [c.statement.predicate for c in read.claims] == ["acquires"]
