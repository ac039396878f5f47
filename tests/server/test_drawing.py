"""What the explorer page asks for: a part of the graph in the page's own rows."""

from __future__ import annotations

import pytest

from tests.server.conftest import Served


def test_all_that_is_said_of_an_entity_with_its_evidence(served: Served) -> None:
    (start,) = served.get("/api/search?q=가나전자").json()["entities"][:1]
    answer = served.get("/api/drawing", params={"entity": start["id"]}).raise_for_status().json()
    rows = answer["rows"]
    number = {e["id"]: k for k, e in enumerate(rows["entities"])}
    assert answer["total"] == len(rows["statements"]) > 0
    assert all(number[start["id"]] in (s["s"], s.get("o")) for s in rows["statements"])
    names = {e["id"]: e["n"][0][0] for e in rows["entities"]}
    assert names[start["id"]] == "가나전자"
    for statement in rows["statements"]:
        told = served.get(f"/api/statements/{statement['id']}").json()
        assert {rows["sentences"][e["x"]] for e in statement["e"]} == {e["sentence"] for e in told["evidence"]}


def test_pages_and_what_lies_between(served: Served) -> None:
    found = [e["id"] for e in served.get("/api/search?q=나").json()["entities"]][:20]
    whole = served.get("/api/drawing", params={"entity": found}).json()
    pages = [served.get("/api/drawing", params={"entity": found, "limit": 1, "offset": k}).json() for k in range(3)]
    assert {p["rows"]["statements"][0]["id"] for p in pages if p["rows"]["statements"]} <= {
        s["id"] for s in whole["rows"]["statements"]
    }
    between = served.get("/api/drawing", params={"entity": found, "between": "true"}).json()
    assert between["total"] <= whole["total"]
    for statement in between["rows"]["statements"]:
        ends = {between["rows"]["entities"][k]["id"] for k in (statement["s"], statement["o"])}
        assert ends <= set(found)


@pytest.mark.parametrize("query", ["", "entity=", "entity=no/such", "entity=%3E%20%7D%20DROP%20ALL"])
def test_what_is_not_there_is_an_empty_drawing_or_refused(served: Served, query: str) -> None:
    answer = served.get(f"/api/drawing?{query}")
    if answer.status_code == 200:
        assert answer.json()["total"] == 0
        assert answer.json()["rows"]["statements"] == []
    else:
        assert answer.status_code == 422


def test_too_many_or_too_long_is_refused(served: Served) -> None:
    assert served.get("/api/drawing", params={"entity": ["a"] * 121}).status_code == 422
    assert served.get("/api/drawing", params={"entity": "a" * 2001}).status_code == 422
    assert served.get("/api/drawing?entity=a&limit=100000").status_code == 422
