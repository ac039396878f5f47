"""Engines that Dask passes on to its workers: some of them die there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from kg.model import Article, ArticleGraph
from tests.corpora import FakeEngine


class Dies(FakeEngine):
    """Ends its own process at one article, by SIGKILL: the first time, or every time.

    Args:
        mark: A file that is made before the first time.
        at: Id of the article.
        always: Whether it happens again.
    """

    def __init__(self, mark: Path, at: str, *, always: bool = False) -> None:
        self._mark, self._at, self._always = mark, at, always

    def __call__(self, source: Article) -> ArticleGraph:
        if source.id == self._at and (self._always or not self._mark.exists()):
            self._mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(source)
