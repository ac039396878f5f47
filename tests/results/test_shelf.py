"""What is put on a shelf comes back as it was, in the order that is asked for, and leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import lean
from kg.model import ArticleGraph
from kg.processes import COPIES, mapped
from kg.results import Shelf
from tests.corpora import first, graphs, second


@given(st.lists(graphs(), max_size=4))
@settings(max_examples=40)
def test_what_is_put_there_comes_back(some: list[ArticleGraph]) -> None:
    shelf = Shelf(iter(some))
    assert shelf == some
    assert [repr(g) for g in shelf] == [repr(g) for g in some]  # 1 and 1.0 are equal, and written otherwise
    assert [shelf[n] for n in range(len(some))] == some
    assert Shelf(g.article for g in some) == [g.article for g in some]


def test_it_is_read_in_another_order() -> None:
    shelf = Shelf([first(), second(), first()])
    turned = shelf.in_order([1, 0])
    assert list(turned) == [second(), first()]
    assert turned[1:] == (first(),)
    assert len(shelf) == 3
    assert shelf != turned


def test_a_shelf_that_is_read_twice_at_once_gives_the_same_to_both() -> None:
    shelf = Shelf([first(), second()])
    assert [(a, b) for a in shelf for b in shelf] == [(a, b) for a in (first(), second()) for b in (first(), second())]


def test_it_has_no_name_and_is_empty_where_nothing_is_put(tmp_path: Path) -> None:
    shelf = Shelf([first()], tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert shelf[0] == first()
    assert Shelf([], tmp_path / "none") == ()


def test_a_headline_that_is_no_unicode_stays_what_it_is() -> None:
    odd = replace(first().article, headline="\ud800")
    assert Shelf([odd])[0] == odd


def test_where_there_is_no_room_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be written: No such file") as error:
        Shelf([first()], tmp_path / "none")
    assert error.value.where == str(tmp_path / "none")


@pytest.mark.skipif(not COPIES, reason="only on Linux are processes copies")
def test_processes_that_share_a_shelf_do_not_disturb_each_other() -> None:
    some = [replace(g, publisher=str(n)) for n in range(40) for g in (first(), second())]
    shelf = Shelf(some)
    read = mapped(lambda _: list(shelf) == some, range(12), 3, chunk=1, doing="read")
    assert all(read)


def test_what_is_told_of_graphs_can_be_read_without_what_they_say() -> None:
    some = [first(), second()]
    bare = [ArticleGraph(g.article, g.entities, (), publisher=g.publisher) for g in some]
    assert list(Shelf(some).lean()) == list(lean(Shelf(some))) == bare
    assert lean(some) is some


def test_a_hash_is_of_all_but_where_the_article_lies() -> None:
    one = first()
    moved = replace(one, article=replace(one.article, source="elsewhere"))
    others = [replace(one, publisher="x"), replace(one, article=replace(one.article, headline="x")), second()]
    shelf = Shelf([one, moved, *others])
    hashes = [shelf.hash(n) for n in range(len(shelf))]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == len(others) + 1
    turned = shelf.in_order([2, 0])
    assert [turned.hash(0), turned.hash(1)] == [hashes[2], hashes[0]]
