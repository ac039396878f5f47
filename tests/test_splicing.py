"""Turtle made of older Turtle is, byte for byte, what is written of the same triples."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import prefixes, splice, splicing
from kg.graph.iris import XSD
from kg.graph.turtle import ntriples, turtle

BASE = "https://w3id.org/newskg/id/"
PREFIXES = prefixes(BASE)
LOCAL = st.lists(st.sampled_from([*"aZ9가.-/~,:@()!'é_", "%20"]), min_size=1, max_size=5).map("".join)
IRI = st.one_of(
    st.builds("{}{}/{}".format, st.just(BASE), st.sampled_from(["entity", "statement", "article"]), LOCAL),
    st.builds("https://example.org/{}".format, LOCAL),
).map(ox.NamedNode)
LITERAL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(ox.Literal),
    st.sampled_from(["\n\ta:b .\n\nkgr:x kgr:y kgr:z .\n", '"']).map(ox.Literal),
    st.sampled_from(["12", "012"]).map(partial(ox.Literal, datatype=ox.NamedNode(f"{XSD}integer"))),
)
PREDICATE = st.sampled_from(
    [ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), *map(ox.NamedNode, (f"{BASE}p", "urn:q"))]
)
TRIPLES = st.sets(st.builds(ox.Triple, IRI, PREDICATE, st.one_of(IRI, LITERAL)), min_size=1, max_size=25)


def spliced(folder: Path, old: bytes, lost: Iterable[ox.Triple], gained: Iterable[ox.Triple]) -> bytes | None:
    """The Turtle that is made of some Turtle, if any is."""
    before, after, less, more = (folder / name for name in ("before.ttl", "after.ttl", "lost.nt", "gained.nt"))
    before.write_bytes(old)
    less.write_bytes(ntriples(lost))
    more.write_bytes(ntriples(gained))
    with before.open("rb", buffering=0) as file:
        return after.read_bytes() if splice(file, less, more, after, PREFIXES) else None


@given(TRIPLES, TRIPLES, st.data(), st.sampled_from([8, 61, 4096]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_it_is_what_would_be_written(
    tmp_path: Path, one: set[ox.Triple], other: set[ox.Triple], data: st.DataObject, window: int
) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(one, key=str))))
    lost, new = one - kept, kept | other
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(splicing, "WINDOW", window)
        made = spliced(tmp_path, turtle(one, PREFIXES), lost - other, other)
    assert made == turtle(new, PREFIXES)


def test_what_has_not_changed_is_not_read(tmp_path: Path) -> None:
    node = [ox.NamedNode(f"{BASE}entity/{n}") for n in range(10, 100)]
    said = {ox.Triple(n, node[0], ox.Literal("가")) for n in node}
    old = turtle(said, PREFIXES).replace(b"entity:40 ", b"entity:40 #")  # no Turtle any more
    more = ox.Triple(node[70], node[0], ox.Literal("나"))
    made = spliced(tmp_path, old, (), {more})
    assert made is not None
    assert made.replace(b"entity:40 #", b"entity:40 ") == turtle({*said, more}, PREFIXES)


def test_turtle_with_other_prefixes_is_no_start(tmp_path: Path) -> None:
    node = ox.NamedNode(f"{BASE}entity/1")
    said = {ox.Triple(node, node, node)}
    assert spliced(tmp_path, turtle(said, prefixes("https://example.org/")), (), said) is None
    assert spliced(tmp_path, b"", (), said) is None


def test_all_may_go(tmp_path: Path) -> None:
    node = ox.NamedNode(f"{BASE}entity/1")
    said = {ox.Triple(node, node, node)}
    made = spliced(tmp_path, turtle(said, PREFIXES), said, ())
    assert made is not None
    assert made == turtle(said, PREFIXES).partition(b"\n\n")[0] + b"\n\n"
