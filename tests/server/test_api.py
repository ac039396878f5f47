"""The JSON API on a real server: what the graph says, for whoever asks by id; what is wrong is told as a problem."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kg.graph import Corpus
from kg.ontology import load_ontology
from kg.search import NAME, Index, open_index
from kg.server import Limits, searching
from kg.stores.folder import STORE, Generation, newest
from tests.corpora import COST, RELEASE, first, second
from tests.server.conftest import Served, serving


def got(served: Served, path: str, **parameters: Any) -> Any:
    answer = served.get(f"/api{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def refused(served: Served, address: str, status: int) -> str:
    answer = served.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["status"] == status
    assert "Traceback" not in answer.text
    assert str(served.project) not in answer.text
    return str(told.get("detail", ""))


@pytest.mark.parametrize("wanted", ["가나", "ㄱㄴㅈㅈ", "gana", "전자", "GANA elec"])
def test_search_finds_entities(served: Served, wanted: str) -> None:
    found = got(served, "/search", q=wanted)["entities"]
    assert found[0]["id"] == "gana"
    assert found[0]["labels"] == {"ko": "가나전자", "en": "Gana Electronics"}
    assert (found[0]["class"], found[0]["wikidata"], found[0]["articles"]) == ("Company", "Q42", 2)


def test_search_finds_sentences(served: Served) -> None:
    (hit,) = got(served, "/search", q="558만 개발비", kind="sentence")["sentences"]
    assert hit["sentence"] == COST
    assert sorted(COST[m["start"] : m["end"]] for m in hit["matches"]) == ["558만", "개발비"]
    assert (hit["article"]["id"], hit["article"]["published"]) == ("001", "2025-01-31")
    assert got(served, f"/statements/{hit['statements'][0]}")["relation"] == "developmentCost"


def test_search_has_pages(served: Served) -> None:
    whole = got(served, "/search", q="다.", kind="sentence")["sentences"]
    page = got(served, "/search", q="다.", kind="sentence", limit=2)
    seen = page["sentences"]
    while page["next"]:
        page = served.get(page["next"]).json()
        seen += page["sentences"]
    assert seen == whole
    assert len(whole) == 6


def test_an_entity_with_what_is_said_of_it(served: Served) -> None:
    found = got(served, "/entities/gana")
    assert (found["iri"], found["wikidata"]) == ("https://w3id.org/newskg/id/entity/gana", "Q42")
    assert set(found["aliases"]) == {"가나", "GANA"}
    groups = {(g["relation"], g["direction"]): g["statements"] for g in found["relations"]}
    (release,) = [s for s in groups["released", "subject"] if s["qualifiers"]]
    assert (release["object"]["id"], release["qualifiers"][0]["value"]) == ("chip/g1", "2025-01-20")
    (evidence,) = release["evidence"]
    at = evidence["place"]["start"]
    cut = [RELEASE[evidence[k]["start"] - at : evidence[k]["end"] - at] for k in ("subject", "object", "trigger")]
    assert (evidence["sentence"], cut) == (RELEASE, ["가나전자", "G1", "공개"])
    assert [a["id"] for a in found["articles"]] == ["002", "001"]
    assert found["total"] == sum(map(len, groups.values()))


def test_ids_with_slashes_and_letters_of_any_script(served: Served) -> None:
    for id_ in ("chip/g1", quote("chip/g1", safe="")):
        found = got(served, f"/entities/{id_}")
        assert found["id"] == "chip/g1"
        assert {g["relation"] for g in found["measures"]} == {"developmentCost"}
        assert got(served, f"/entities/{id_}/neighbourhood")["nodes"][0]["id"] == "chip/g1"


def test_a_statement_tells_who_says_it_and_what_disagrees(served: Served) -> None:
    groups = got(served, "/entities/chip/g1")["measures"]
    both = {s["quantity"]["value"]: s for g in groups for s in g["statements"]}
    said = got(served, f"/statements/{both['5580000']['id']}")
    assert (said["quantity"]["unit"], said["modalities"]) == ("USD", ["claimed"])
    (evidence,) = said["evidence"]
    assert evidence["attributed_to"]["labels"] == {"ko": "한빛일보"}
    assert sorted(v["id"] for v in evidence["via"]) == ["anonymous", "gana"]
    assert (evidence["time"], evidence["confidence"], evidence["article"]["id"]) == ("2025-01", 0.9, "001")
    assert said["disagrees_with"] == [both["7000000"]["id"]]


def test_a_neighbourhood_by_depth_relation_and_modality(served: Served) -> None:
    near = got(served, "/entities/dara/neighbourhood")
    assert {n["id"]: n["distance"] for n in near["nodes"]} == {"dara": 0, "gana": 1}
    far = got(served, "/entities/dara/neighbourhood", depth=2)
    assert {n["id"]: n["distance"] for n in far["nodes"]} == {"dara": 0, "gana": 1, "chip/g1": 2}
    assert {(e["source"], e["relation"], e["target"]) for e in far["edges"]} >= {("gana", "released", "chip/g1")}
    only = got(served, "/entities/gana/neighbourhood", relation="released", modality="planned")
    assert [e["modalities"] for e in only["edges"]] == [{"planned": 1}]
    one = got(served, "/entities/dara/neighbourhood", depth=2, limit=1)
    assert (len(one["edges"]), one["cut"], near["cut"]) == (1, True, False)
    assert {e for edge in one["edges"] for e in (edge["source"], edge["target"])} <= {n["id"] for n in one["nodes"]}


def test_articles_are_listed_newest_first(served: Served) -> None:
    found = got(served, "/articles")
    assert [(a["id"], a["published"]) for a in found["articles"]] == [("002", "2025-02-03"), ("001", "2025-01-31")]
    assert found["articles"][1]["headline"] == "가나, G1 공개"
    page = got(served, "/articles", limit=1)
    assert (page["total"], page["articles"]) == (2, found["articles"][:1])
    assert served.get(page["next"]).json()["articles"] == found["articles"][1:]


def test_paths_go_over_what_is_asserted(served: Served) -> None:
    found = got(served, "/paths", **{"from": "dara", "to": "chip/g1"})
    assert found["length"] == 2
    (way,) = found["paths"]
    assert way["nodes"] == ["dara", "gana", "chip/g1"]
    assert [(s["relation"], s["source"]) for s in way["steps"]][1] == ("released", "gana")
    assert {n["id"] for n in found["nodes"]} == set(way["nodes"])
    assert got(served, "/paths", **{"from": "dara", "to": "chip/g1", "max": 1})["length"] is None
    assert got(served, "/paths", **{"from": "dara", "to": "hanbit"})["paths"] == []
    assert got(served, "/paths", **{"from": "gana", "to": "gana"})["length"] == 0


HOSTILE = [
    *("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd", "%2e%2e/%2e%2e/etc/passwd", "a%00b", "%0d%0aSet-Cookie:%20a=b"),
    *("%3E%20.%20%3Fs%20%3Fp%20%3Fo%20%7D%20%23", "%22%7D", "%ff%fe", "x" * 3000, "%F0%9F%A6%8A", "//", "%252e"),
]


@pytest.mark.parametrize("kind", ["entities", "statements"])
@pytest.mark.parametrize("id_", HOSTILE)
def test_hostile_ids_are_ids_of_nothing(served: Served, kind: str, id_: str) -> None:
    answer = served.get(f"/api/{kind}/{id_}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "wanted", ['"', "*", "NEAR(가나 다라)", "가나 OR 다라", "\x00", "'; DROP TABLE name", "}", "\\"]
)
def test_nothing_searched_is_syntax(served: Served, wanted: str) -> None:
    for kind in ("entity", "sentence"):
        got(served, "/search", q=wanted, kind=kind)
    assert got(served, "/search", q="가나")["entities"]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/search", 422, "q: "),
        (f"/api/search?q={'가' * 500}", 422, "q: "),
        (f"/api/search?q={'a' * 10_000}", 422, "q: "),
        ("/api/search?q=a&kind=all", 422, "kind: "),
        ("/api/search?q=a&limit=0", 422, "limit: "),
        ("/api/entities/none", 404, "/api/search"),
        ("/api/entities/none/neighbourhood", 404, "/api/search"),
        ("/api/entities/gana/neighbourhood?depth=3", 422, "depth: "),
        ("/api/entities/gana/neighbourhood?relation=relased", 422, "released"),
        ("/api/entities/gana/neighbourhood?modality=sure", 422, "modality"),
        ("/api/statements/none", 404, "statement"),
        ("/api/paths?from=gana&to=none", 404, "entity"),
        ("/api/nothing", 404, ""),
    ],
)
def test_what_is_wrong_is_said(served: Served, address: str, status: int, says: str) -> None:
    assert says in refused(served, address, status)


def test_only_get_is_allowed(served: Served) -> None:
    head = served.client.head("/api/articles")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(served.get("/api/articles").content))
    answer = served.client.post("/api/search?q=a")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_document_stands_alone(served: Served) -> None:
    document = got(served, "/openapi.json")
    assert all("description" in p for path in document["paths"].values() for p in path["get"]["parameters"])
    relation = next(
        p for p in document["paths"]["/entities/{id}/neighbourhood"]["get"]["parameters"] if p["name"] == "relation"
    )
    assert set(relation["schema"]["items"]["enum"]) == set(load_ontology().relations)
    for page in ("/api/docs", "/api/redoc"):  # they would load scripts from elsewhere
        refused(served, page, 404)


def test_an_older_build_has_no_index_and_the_rest_is_served(project: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(project, older)
    made = newest(older / STORE)
    assert made is not None
    (made.path / NAME).unlink()
    with serving(older) as found:
        assert "kg build" in refused(found, "/api/search?q=a", 503)
        assert got(found, "/entities/gana")["id"] == "gana"


def test_limits_hold(project: Path) -> None:
    with serving(project, Limits(rows=20)) as found:
        assert "limit" in refused(found, "/api/entities/gana", 422)
    with serving(project, Limits(timeout=0.0001)) as found:
        assert "takes longer" in refused(found, "/api/entities/gana", 422)


def test_searches_of_all_routes_count_together(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = threading.Event(), threading.Event()

    def slow(made: Generation) -> Index:
        begun.set()
        assert over.wait(30)
        return open_index(made)

    monkeypatch.setattr(searching, "open_index", slow)
    with serving(project, Limits(concurrent=1, waiting=0)) as found, ThreadPoolExecutor(1) as other:
        held = other.submit(found.get, "/api/search?q=gana")
        try:
            assert begun.wait(30)
            assert "too many search" in refused(found, "/entity?q=gana", 503)
        finally:
            over.set()
        assert held.result().status_code == 200
        assert found.get("/entity?q=gana").status_code == 200


def test_the_api_says_what_the_corpus_says(served: Served) -> None:
    for statement, evidence in Corpus.of([first(), second()], load_ontology()).claims:
        found = got(served, f"/statements/{statement.id}")
        assert (found["subject"]["id"], found["relation"]) == (statement.subject, statement.predicate)
        assert evidence.exact in {e["sentence"] for e in found["evidence"]}
