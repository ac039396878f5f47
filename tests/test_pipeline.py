"""Files in, files out: all that is good is built, nothing that stood is lost, the order of the input is forgotten."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import updating
from kg.errors import GraphError, KgError, OntologyError, QueryError
from kg.events import Begun, Done, Event
from kg.exporters import EXPORTERS
from kg.graph import prefixes
from kg.ontology import load_ontology
from kg.pipeline import Corpus, build, load, write
from kg.stores import filling
from kg.stores.folder import open_newest
from tests.corpora import RELEASE, RIVALS, FakeEngine

LONG = " 회사는 이 제품을 올해 하반기부터 국내외 고객사에 공급할 계획이라고 설명했다."
NAMES = ("graph.html", "graph.ttl", "report.json", "store")


def articles(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(RELEASE + LONG, encoding="utf-8")
    (folder / "b.txt").write_text(RIVALS + LONG, encoding="utf-8")
    return folder


def made(*paths: Path | str, out: Path | None = None, **options: Any) -> Corpus:
    return build(paths, out, engine=FakeEngine(), **options)


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_library_gives_the_same_in_a_few_lines() -> None:
    assert kg.build is build
    assert kg.Corpus is Corpus


def test_a_build_writes_its_files_its_store_and_nothing_else(tmp_path: Path) -> None:
    corpus = made(articles(tmp_path / "in"), out=tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(NAMES)
    assert (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8") == corpus.turtle()
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {k: report[k] for k in ("articles", "entities", "statements", "evidences", "failures")} == {
        **corpus.counts(),
        "failures": [],
    }
    assert report["rejects"] == {
        "total": 2,
        "reasons": {"too short": 2},
        "first": [
            {"article": i, "reason": "too short", "detail": "x", "statement": "", "sentence": ""} for i in ("a", "b")
        ],
    }
    assert report["seconds"] >= 0


def test_an_unknown_extractor_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"no extractor is called 'rulez' \(choose one of: .*\brules\b"):
        build([articles(tmp_path / "in")], tmp_path / "out", extractor="rulez")
    assert not (tmp_path / "out").exists()


def test_the_same_bytes_twice_in_any_order_and_with_several_processes(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    a, b = folder / "a.txt", folder / "b.txt"
    builds = [made(folder), made(b, a), made(a, b), made(folder, jobs=2), made(str(a), folder, b)]
    assert len({c.turtle() for c in builds}) == 1
    outs = []
    for n, paths in enumerate(((a, b), (b, a))):
        made(*paths, out=tmp_path / f"out{n}")
        outs.append({k: v for k, v in state(tmp_path / f"out{n}").items() if k in ("graph.ttl", "graph.html")})
    assert outs[0] == outs[1]


def test_the_path_may_be_one_string(tmp_path: Path) -> None:
    corpus = build(str(articles(tmp_path / "in")), engine=FakeEngine())
    assert len(corpus.graphs) == 2


def test_what_is_bad_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "korean.txt").write_bytes((RELEASE + LONG).encode("cp949"))
    (folder / "broken.txt").write_text("기계가 고장이 났다고 가나전자는 밝혔다." + LONG, encoding="utf-8")
    corpus = made(folder, tmp_path / "none", out=tmp_path / "out")
    assert [g.article.id for g in corpus.graphs] == ["a", "b", "korean"]
    named = {Path(error.where).name for error in corpus.failures}
    assert named == {"empty.txt", "image.txt", "broken.txt", "none"}
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert len(report["failures"]) == 4


def test_where_nothing_can_be_read_what_stood_there_stays(tmp_path: Path) -> None:
    made(articles(tmp_path / "in"), out=tmp_path / "out")
    before = state(tmp_path / "out")
    corpus = made(tmp_path / "none", out=tmp_path / "out")
    assert corpus.graphs == ()
    assert len(corpus.failures) == 1
    assert state(tmp_path / "out") == before


def test_a_build_that_breaks_while_writing_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = articles(tmp_path / "in")
    made(folder, out=tmp_path / "out")
    before = state(tmp_path / "out")
    monkeypatch.setitem(EXPORTERS, "html", f"{__name__}:disk_full")
    with pytest.raises(GraphError, match="No space left"):
        made(folder / "a.txt", out=tmp_path / "out")
    assert state(tmp_path / "out") == before


def test_a_build_whose_store_breaks_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = articles(tmp_path / "in")
    made(folder, out=tmp_path / "out")
    before = state(tmp_path / "out")

    def half(path: Path, *_: object, **__: object) -> None:
        path.mkdir()
        (path / "000001.sst").write_bytes(b"half")
        raise GraphError("cannot be written: No space left on device")

    monkeypatch.setattr(updating, "being_filled", half)
    with pytest.raises(GraphError, match="No space left"):
        made(folder / "a.txt", out=tmp_path / "out")
    assert state(tmp_path / "out") == before


def test_a_build_that_fills_its_store_beside_says_the_same_and_takes_it_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(tmp_path / "in"), tmp_path / "out"
    monkeypatch.setattr(filling, "LARGE", 0)
    corpus = made(folder, out=out, jobs=2)
    found = open_newest(out / "store")
    assert found is not None
    assert set(found[0].quads()) == set(corpus.quads())
    del found
    before = state(out)
    monkeypatch.setitem(EXPORTERS, "html", f"{__name__}:disk_full")
    with pytest.raises(GraphError, match="No space left"):
        made(folder / "a.txt", out=out, jobs=2)
    assert state(out) == before
    monkeypatch.setitem(EXPORTERS, "html", f"{__name__}:killed")
    with pytest.raises(KgError, match="the process that wrote the page was killed"):
        made(folder / "a.txt", out=out, jobs=2)
    assert state(out) == before


def test_the_store_holds_the_quads_of_the_last_build_and_no_other(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    for paths in ((folder,), (folder / "a.txt",)):
        corpus = made(*paths, out=tmp_path / "out")
        found = open_newest(tmp_path / "out" / "store")
        assert found is not None
        assert set(found[0].quads()) == set(corpus.quads())
        assert found[1].matches(tmp_path / "out" / "graph.ttl")
        del found
    assert len(list((tmp_path / "out" / "store").glob("g-*"))) == 1


def test_what_follows_stands_apart_and_goes_with_the_next_build(tmp_path: Path) -> None:
    folder, out = articles(tmp_path / "in"), tmp_path / "out"
    made(folder, out=out)
    graph = (out / "graph.ttl").read_bytes()
    count, named = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", r"ASK { GRAPH kgr:graph\/inferred { ?i a kg:Inference } }"
    found = []
    for infer in (False, True, False):
        made(folder, out=out, infer=infer)
        assert (out / "graph.ttl").read_bytes() == graph
        assert sorted(p.name for p in out.iterdir()) == sorted([*NAMES, *(["inferred.trig"] if infer else [])])
        opened = open_newest(out / "store")
        assert opened is not None
        answers = (opened[0].query(text, prefixes()) for text in (count, named, "ASK { ?i a kg:Inference }"))
        found.append([(a.rows, a.truth) for a in answers])
        del opened, answers
    plain, inferred, again = found
    assert plain == again
    assert inferred[0] == plain[0]
    assert [truth for _, truth in plain[1:]] == [False, False]
    assert [truth for _, truth in inferred[1:]] == [True, False]


def test_a_build_may_write_files_alone(tmp_path: Path) -> None:
    folder, out = articles(tmp_path / "in"), tmp_path / "out"
    made(folder, out=out)
    made(folder, out=out, store=False)
    assert open_newest(out / "store") is None
    assert [p.name for p in (out / "store").iterdir()] == [".lock"]
    assert (out / "graph.ttl").is_file()
    made(folder, out=tmp_path / "fresh", store=False)
    assert not (tmp_path / "fresh" / "store").exists()


def disk_full(corpus: Corpus, path: Path, *, ontology: object) -> None:
    del corpus, ontology
    path.write_text("half", encoding="utf-8")
    raise OSError(28, "No space left on device")


def killed(corpus: Corpus, path: Path, *, ontology: object) -> None:
    del corpus, ontology
    path.write_text("half", encoding="utf-8")
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be written"):
        made(articles(tmp_path / "in"), out=tmp_path / "out")


def test_a_wrong_ontology_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(OntologyError):
        made(articles(tmp_path / "in"), ontology=[tmp_path / "none"])
    with pytest.raises(OntologyError):
        made(articles(tmp_path / "in"), lexicons=[tmp_path / "none.tsv"])
    with pytest.raises(GraphError, match="base"):
        made(articles(tmp_path / "in"), base="nonsense")


def test_standard_input_is_an_article_too() -> None:
    corpus = made("-", stdin=(RELEASE + LONG).encode())
    assert len(corpus.graphs) == 1
    assert len(corpus.statements) == 1


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[Event] = []
    folder = articles(tmp_path / "in")
    (folder / "broken.txt").write_text("기계가 고장이 났다고 가나전자는 밝혔다." + LONG, encoding="utf-8")
    made(folder, watch=told.append)
    assert [type(event).__name__ for event in told] == ["Begun", "Done", "Done", "Failed", "Done", "Writing", "Noticed"]
    assert told[0] == Begun(3, 0)
    assert [event[:3] for event in told if isinstance(event, Done)] == [("a", 1, 3), ("b", 2, 3), ("broken", 3, 3)]
    assert all(event.seconds > 0 and not event.kept for event in told if isinstance(event, Done))


def test_a_build_can_be_read_back_and_asked(tmp_path: Path) -> None:
    corpus = made(articles(tmp_path / "in"), out=tmp_path / "out")
    back = load(tmp_path / "out" / "graph.ttl")
    assert back.turtle() == corpus.turtle()
    for c in (corpus, back):
        assert [
            r[0].value for r in c.query("SELECT ?n { entity:gana kg:released/skos:prefLabel ?n }").rows if r[0]
        ] == ["G1"]
        with pytest.raises(QueryError):
            c.query("DROP ALL")
    write(back, tmp_path / "again", load_ontology())
    assert (tmp_path / "again" / "graph.ttl").read_bytes() == (tmp_path / "out" / "graph.ttl").read_bytes()


def test_a_graph_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        load(tmp_path / "graph.ttl")


def test_a_page_holds_the_texts_only_where_that_is_asked(tmp_path: Path) -> None:
    folder, unsaid = articles(tmp_path / "in"), LONG.strip()
    for asked in (False, True):
        made(folder, out=tmp_path / "out", embed_text=asked)
        page = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
        assert (unsaid in page) is asked
        assert ('"texts":' in page) is asked
