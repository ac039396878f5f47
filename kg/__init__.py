"""newskg: a knowledge graph that can be trusted, from Korean news.

>>> from kg import build
>>> graph = build(["seeds"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.pipeline import Corpus, build

__all__ = ["Corpus", "build"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the pipeline only when it is asked for, so that `kg --help` stays quick."""
    if name in __all__:
        from kg import pipeline  # noqa: PLC0415 - lazy on purpose

        return getattr(pipeline, name)
    raise AttributeError(name)
