"""Hand-written pages in the layouts that Korean news comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.readers import read_articles

ONE = (
    "삼성전자가 올해 하반기에 2나노미터 공정으로 모바일용 반도체를 양산하겠다고 밝혔다. "
    "회사는 평택과 미국 텍사스에 생산 시설을 두고 있다."
)
TWO = (
    "SK하이닉스는 6세대 고대역폭메모리(HBM)를 엔비디아에 공급하고 있다. "
    "업계에서는 두 회사의 경쟁이 더 치열해질 것으로 본다."
)
TITLE = "삼성전자, 2나노 양산 서두른다"
PAGE = f"{TITLE}\n입력 2025-03-12 09:30\n\n{ONE}\n\n{TWO}\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str | bytes], Article]:
    """Write one file and read it, failing on an error."""

    def one(name: str, content: str | bytes) -> Article:
        got = _only(tmp_path, name, content)
        assert isinstance(got, Article), got
        return got

    return one


@pytest.fixture
def fail(tmp_path: Path) -> Callable[[str, str | bytes], ReadError]:
    """Write one file and read it, failing unless it is an error."""

    def one(name: str, content: str | bytes) -> ReadError:
        got = _only(tmp_path, name, content)
        assert isinstance(got, ReadError), got
        return got

    return one


def _only(folder: Path, name: str, content: str | bytes) -> Article | ReadError:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (got,) = read_articles([path])
    return got


def bodies(article: Article, kind: str = "body") -> list[str]:
    """Return the texts of an article's blocks of one kind."""
    return [block.span.of(article.text) for block in article.blocks if block.kind == kind]
