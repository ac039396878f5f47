"""A store made of the one before holds what one made from nothing holds, and leaves that one as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.pipeline import build
from kg.stores import folder, renewing
from kg.stores.folder import fill, open_newest
from tests.resuming import KeptEngine, articles, digest

APART = ox.NamedNode("https://example.org/graph/inferred")
NAMES = [ox.NamedNode(f"https://example.org/article/{n}") for n in ("가", "b", "c d".replace(" ", "%20"))]
TERMS = [ox.NamedNode(f"https://example.org/{n}") for n in "xyz"]
TRIPLE = st.builds(
    ox.Triple,
    st.sampled_from(TERMS),
    st.sampled_from(TERMS[:1]),
    st.sampled_from([*TERMS, ox.Literal("가 <나> .\n", language="ko")]),
)
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.sets(TRIPLE, min_size=1, max_size=4))
STATE = st.tuples(GRAPHS, st.sets(TRIPLE, max_size=2))
State = tuple[dict[ox.NamedNode, set[ox.Triple]], set[ox.Triple]]


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "SHARE", 1.0)


def quads(triples: Iterable[ox.Triple], name: ox.NamedNode) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]


def make(path: Path, state: State, old: Path | None = None) -> Path:
    """A store of graphs and of what stands apart."""
    graphs, apart = state
    file = path.with_suffix(".nq")
    ox.serialize((q for n, ts in graphs.items() for q in quads(ts, n)), output=str(file), format=ox.RdfFormat.N_QUADS)
    fill(path, file, quads(apart, APART), old=old)
    return path


def held(path: Path) -> dict[str, set[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for quad in ox.Store.read_only(str(path)):
        out[str(quad.graph_name)].add(str(quad.triple))
    return dict(out)


@given(st.lists(STATE, min_size=2, max_size=5))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_after_another_holds_what_each_holds_alone(
    tmp_path_factory: pytest.TempPathFactory, states: Sequence[State]
) -> None:
    here, old = tmp_path_factory.mktemp("stores"), None
    for n, state in enumerate(states):
        before: dict[str, set[str]] = held(old) if old else {}
        made = make(here / f"renewed-{n}", state, old)
        expected: defaultdict[str, set[str]] = defaultdict(set)
        for name, triples in state[0].items():
            expected[str(name)] |= set(map(str, triples))
            expected["DEFAULT"] |= set(map(str, triples))
        if state[1]:
            expected[str(APART)] = set(map(str, state[1]))
        assert held(made) == expected
        if old:
            assert held(old) == before
        old = made


ONE: State = ({NAMES[0]: {ox.Triple(TERMS[0], TERMS[0], TERMS[1])}}, set())
TWO: State = ({**ONE[0], NAMES[1]: {ox.Triple(TERMS[0], TERMS[0], TERMS[2])}}, set())


def shared(one: Path, other: Path) -> int:
    return len({f.stat().st_ino for f in one.glob("*.sst")} & {f.stat().st_ino for f in other.glob("*.sst")})


def test_it_shares_the_files_of_the_one_before(tmp_path: Path) -> None:
    old = make(tmp_path / "old", ONE)
    assert shared(make(tmp_path / "new", TWO, old), old) > 0
    assert shared(make(tmp_path / "bulk", TWO), old) == 0


def test_where_much_has_changed_it_is_made_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = make(tmp_path / "old", ONE)
    monkeypatch.setattr(renewing, "SHARE", 0.4)
    made = make(tmp_path / "new", TWO, old)
    assert shared(made, old) == 0
    assert len(held(made)) == 3


@pytest.mark.parametrize("spoil", ["hashes", "other hashes", "no hashes", "a file", "the files' list"])
def test_what_is_spoilt_is_no_start(tmp_path: Path, spoil: str) -> None:
    old = make(tmp_path / "old", ONE)
    if spoil == "hashes":
        (old / renewing.GRAPHS).write_bytes(b"[1]")
    elif spoil == "other hashes":
        (old / renewing.GRAPHS).write_text('{"https://example.org/none": "1"}', encoding="utf-8")
    elif spoil == "no hashes":
        (old / renewing.GRAPHS).unlink()
    elif spoil == "a file":
        next(old.glob("*.sst")).unlink()
    else:
        next(old.glob("MANIFEST-*")).write_bytes(b"x")
    made = make(tmp_path / "new", TWO, old)
    assert len(held(made)) == 3
    assert shared(made, old) == 0


def test_an_update_of_a_project_renews_its_store(tmp_path: Path) -> None:
    given_, out = articles(tmp_path / "in"), tmp_path / "out"
    build([given_], out, engine=KeptEngine())
    found = open_newest(out / "store")
    assert found is not None
    (given_ / "3.txt").unlink()
    (given_ / "5.txt").write_text((given_ / "5.txt").read_text(encoding="utf-8") + " 끝.", encoding="utf-8")
    build([given_], out, engine=KeptEngine(), infer=True)
    later = open_newest(out / "store")
    assert later is not None
    assert shared(found[1].path, later[1].path) > 0
    build([given_], tmp_path / "new", engine=KeptEngine(), infer=True)
    assert digest(out) == digest(tmp_path / "new")
    whole = open_newest(tmp_path / "new" / "store")
    assert whole is not None
    assert held(later[1].path) == held(whole[1].path)
    build([given_], out, engine=KeptEngine(), fresh=True)
    fresh = open_newest(out / "store")
    assert fresh is not None
    assert shared(later[1].path, fresh[1].path) == 0


def test_a_pointer_that_is_damaged_does_not_stop_a_build(tmp_path: Path) -> None:
    given_, out = articles(tmp_path / "in"), tmp_path / "out"
    build([given_], out, engine=KeptEngine())
    (out / "store" / folder.POINTER).write_text("{}", encoding="utf-8")
    build([given_], out, engine=KeptEngine())
    assert open_newest(out / "store") is not None
