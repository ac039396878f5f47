"""A graph comes back from its bytes as it was; other bytes are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import ArticleGraph, Reject
from kg.results import packed, unpacked
from tests.corpora import first, graphs, second


@given(graphs())
@settings(max_examples=40)
def test_a_graph_comes_back_as_it_was(graph: ArticleGraph) -> None:
    back = unpacked(packed(graph), graph.article)
    assert back == graph
    assert repr(back) == repr(graph)  # 1 and 1.0 are equal, and written otherwise


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert packed(first()) == packed(first())
    assert packed(first()) != packed(second())


@given(st.binary(max_size=40) | st.integers(0, 200).map(lambda size: packed(first())[:size]))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(data, first().article)


def test_what_is_no_unicode_is_the_extractor_s_fault() -> None:
    graph = replace(first(), rejects=(Reject("001", "\ud800", ""),))
    with pytest.raises(GraphError, match="not Unicode"):
        packed(graph)
