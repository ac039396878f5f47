"""SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), section 2, written from the specification."""

from __future__ import annotations

import httpx
import pytest

from tests.server.conftest import Served

JSON = "application/sparql-results+json"
ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ARTICLE = "https://w3id.org/newskg/id/article/00"
ENTITIES = "https://w3id.org/newskg/id/graph/entities"


def problem(response: httpx.Response, status: int) -> str:
    """The one line of an error."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert "\n" not in told["detail"]
    return str(told["detail"])


def send(served: Served, body: bytes | str, kind: str | None, path: str = "/sparql") -> httpx.Response:
    headers = {} if kind is None else {"Content-Type": kind}
    return served.client.post(path, content=body, headers=headers)


# ---------- 2.1 the query operation


def test_a_query_via_get(served: Served) -> None:
    response = served.get("/sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.json()["boolean"]) == (200, True)
    assert response.headers["content-type"] == JSON


def test_a_query_via_post_of_a_form(served: Served) -> None:
    response = served.client.post("/sparql", data={"query": "ASK {}"})
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_a_query_via_post_directly(served: Served) -> None:
    response = send(served, "ASK { entity:gana skos:prefLabel '가나전자'@ko }", "application/sparql-query")
    assert (response.status_code, response.json()["boolean"]) == (200, True)
    assert send(served, "ASK {}", "application/sparql-query; charset=UTF-8").status_code == 200
    assert send(served, "ASK {}", "Application/SPARQL-Query").status_code == 200


def test_head_is_get_without_the_body(served: Served) -> None:
    got, head = (served.client.request(m, "/sparql", params={"query": "ASK {}"}) for m in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize("names", [(), ("query", "query")])
def test_a_form_has_one_query(served: Served, names: tuple[str, ...]) -> None:
    form = "&".join(f"{name}=ASK%20%7B%7D" for name in names)
    assert "exactly one" in problem(send(served, form, "application/x-www-form-urlencoded"), 400)
    if names:
        assert "exactly one" in problem(served.get(f"/sparql?{form}"), 400)


def test_a_query_comes_in_one_way_only(served: Served) -> None:
    query = "query=ASK%20%7B%7D"
    assert "exactly one" in problem(send(served, "ASK {}", "application/sparql-query", f"/sparql?{query}"), 400)
    twice = send(served, query, "application/x-www-form-urlencoded", f"/sparql?{query}")
    assert "exactly one" in problem(twice, 400)


def test_a_dataset_alone_is_no_query(served: Served) -> None:
    assert "exactly one" in problem(served.get("/sparql", params={"default-graph-uri": ENTITIES}), 400)


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/json", "multipart/form-data; boundary=x", "nonsense"]
)
def test_another_kind_of_body_is_not_understood(served: Served, kind: str | None) -> None:
    response = send(served, "ASK {}", kind)
    assert "application/sparql-query" in problem(response, 415)
    assert "application/sparql-query" in response.headers["accept-post"]


def test_a_body_in_another_charset_or_compressed_is_not_understood(served: Served) -> None:
    assert "UTF-8" in problem(send(served, "ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16"), 415)
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert "Content-Encoding" in problem(served.client.post("/sparql", content=b"x", headers=headers), 415)


def test_what_is_no_utf_8_is_refused(served: Served) -> None:
    assert "UTF-8" in problem(send(served, b"ASK { ?s ?p '\xff\xfe' }", "application/sparql-query"), 400)
    assert "UTF-8" in problem(send(served, b"query=ASK+%FF", "application/x-www-form-urlencoded"), 400)
    assert "UTF-8" in problem(served.get("/sparql?query=ASK+%FF"), 400)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(served: Served, method: str) -> None:
    response = served.client.request(method, "/sparql")
    problem(response, 405)
    assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


def test_options_tells_the_methods(served: Served) -> None:
    response = served.client.options("/sparql")
    assert response.status_code == 204
    assert {"GET", "HEAD", "POST", "OPTIONS"} == set(response.headers["allow"].split(", "))


def test_parameters_of_others_do_not_matter(served: Served) -> None:
    assert served.get("/sparql", params={"query": "ASK {}", "timeout": "5", "format": "x"}).status_code == 200


# ---------- 2.1.4 the dataset


def count(served: Served, **parameters: object) -> int:
    response = served.get("/sparql", params={"query": ALL, **parameters}).raise_for_status()
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def of(*graphs: str) -> str:
    """Count the merge of graphs by the query's own means."""
    parts = " UNION ".join(f"{{ GRAPH <{g}> {{ ?s ?p ?o }} }}" for g in graphs)
    return f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ {parts} }} }}"


@pytest.mark.parametrize("graphs", [[f"{ARTICLE}1"], [f"{ARTICLE}1", f"{ARTICLE}2"], [f"{ARTICLE}1"] * 2])
def test_the_default_graph_is_the_merge_of_those_named(served: Served, graphs: list[str]) -> None:
    found = count(served, **{"default-graph-uri": graphs})
    assert [[str(found)]] == served.rows(of(*graphs))
    assert 0 < found < count(served)


def test_the_merge_holds_a_triple_of_two_graphs_once(served: Served) -> None:
    one, two = (count(served, **{"default-graph-uri": f"{ARTICLE}{n}"}) for n in (1, 2))
    both = count(served, **{"default-graph-uri": [f"{ARTICLE}1", f"{ARTICLE}2"]})
    assert both < one + two


def test_from_twice_is_the_merge_too(served: Served) -> None:
    both = count(served, **{"default-graph-uri": [f"{ARTICLE}1", f"{ARTICLE}2"]})
    for graphs in (f"FROM <{ARTICLE}1> FROM <{ARTICLE}2>", "from article:001 from article:002"):
        assert served.rows(ALL.replace("{", f"{graphs} {{")) == [[str(both)]]
    wrong = served.ask("SELECT * FROM none:a FROM FROM NAMED { ?s ?p ?o }")
    assert "is not SPARQL" in problem(wrong, 400)


def test_named_graphs_are_those_that_graph_sees_and_the_default_is_empty(served: Served) -> None:
    seen = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": [f"{ARTICLE}2", ENTITIES]}
    found = served.get("/sparql", params=seen).json()["results"]["bindings"]
    assert {row["g"]["value"] for row in found} == {f"{ARTICLE}2", ENTITIES}
    assert count(served, **{"named-graph-uri": ENTITIES}) == 0


def test_without_named_graphs_there_are_none(served: Served) -> None:
    for given in ([ENTITIES], [ENTITIES, f"{ARTICLE}1"]):
        parameters = {"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "default-graph-uri": given}
        assert served.get("/sparql", params=parameters).json()["boolean"] is False


def test_merged_default_graphs_go_with_named_ones(served: Served) -> None:
    query = "ASK { ?s kg:article ?a . GRAPH ?g { ?e skos:prefLabel ?l } FILTER NOT EXISTS { ?x skos:prefLabel ?y } }"
    dataset = {"default-graph-uri": [f"{ARTICLE}1", f"{ARTICLE}2"], "named-graph-uri": ENTITIES}
    assert served.get("/sparql", params={"query": query, **dataset}).json()["boolean"] is True


def test_the_dataset_of_the_request_goes_before_that_of_the_query(served: Served) -> None:
    text = ALL.replace("{", f"FROM <{ENTITIES}> {{")
    own = count(served, **{"default-graph-uri": ENTITIES})
    assert served.rows(text) == [[str(own)]]
    other = count(served, **{"default-graph-uri": f"{ARTICLE}1"})
    response = send(served, text, "application/sparql-query", f"/sparql?default-graph-uri={ARTICLE}1")
    assert response.json()["results"]["bindings"][0]["n"]["value"] == str(other) != str(own)
    form = served.client.post("/sparql", data={"query": text, "default-graph-uri": f"{ARTICLE}1"})
    assert form.json() == response.json()


def test_a_graph_that_is_not_there_is_empty_and_what_is_no_iri_is_refused(served: Served) -> None:
    assert count(served, **{"default-graph-uri": "http://example.org/none"}) == 0
    for name in ("default-graph-uri", "named-graph-uri"):
        for value in ("", "relative", "http://a b", "<x>"):
            assert name in problem(served.get("/sparql", params={"query": ALL, name: value}), 400)


# ---------- 2.1.5, 2.1.6 formats


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("text/csv; header=present; q=0.4, image/png", "text/csv; charset=utf-8"),
    ],
)
def test_a_table_comes_as_accept_wants_it(served: Served, accept: str | None, kind: str) -> None:
    headers = {"Accept": accept} if accept else {}
    request = served.client.build_request("GET", "/sparql", params={"query": "SELECT * { ?s a ?c }"}, headers=headers)
    if accept is None:
        del request.headers["accept"]
    response = served.client.send(request)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/sparql-results+json, text/turtle;q=0.5", "text/turtle; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }", "DESCRIBE entity:gana"])
def test_a_graph_comes_as_accept_wants_it(served: Served, accept: str, kind: str, query: str) -> None:
    response = served.ask(query, accept)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "nonsense", "*/csv", ";;,", "text/csv;q=7"])
def test_what_cannot_be_given_is_not_acceptable(served: Served, accept: str) -> None:
    assert "text/csv" in problem(served.ask("ASK {}", accept), 406)


def test_a_format_for_another_kind_of_answer_is_not_acceptable(served: Served) -> None:
    assert "table" in problem(served.ask("SELECT * { ?s ?p ?o }", "text/turtle"), 406)
    assert "graph" in problem(served.ask("DESCRIBE entity:gana", "text/csv"), 406)


# ---------- 2.1.7, 2.2 errors and updates


def test_a_mistake_is_shown_with_its_line_a_caret_and_what_was_meant(served: Served) -> None:
    response = served.ask("SELECT * {\n  ?s kgg:released ?o\n}")
    assert (
        problem(response, 400)
        == "line 2, column 6: is not SPARQL: no prefix is called kgg: (did you mean kg:released?)"
    )
    assert response.json()["shown"] == ["    ?s kgg:released ?o", "       ^"]


def test_an_empty_query_is_none(served: Served) -> None:
    assert "there is no query" in problem(served.get("/sparql?query="), 400)
    assert "there is no query" in problem(send(served, "", "application/sparql-query"), 400)


@pytest.mark.parametrize("text", ["DROP ALL", "INSERT DATA { kg:a kg:b kg:c }", "LOAD <http://127.0.0.1:9/>"])
def test_updates_are_refused_however_they_come(served: Served, text: str) -> None:
    before = count(served)
    assert "/graphs" in problem(send(served, text, "application/sparql-update"), 403)
    assert "updates" in problem(served.client.post("/sparql", data={"update": text}), 403)
    assert "updates" in problem(served.get("/sparql", params={"update": text}), 403)
    assert "would change" in problem(served.ask(text), 403)
    assert "updates" in problem(served.client.post("/sparql", data={"update": text, "query": "ASK {}"}), 400)
    assert count(served) == before


# ---------- CORS (Fetch Standard) and the marks of an answer


def test_scripts_of_other_pages_may_ask(served: Served) -> None:
    origin = {"Origin": "https://example.org"}
    asked = served.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "X-Newskg-Cut" in asked.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in asked.headers
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = served.client.options("/sparql", headers=origin | wanted)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    put = served.client.options("/sparql", headers=origin | {"Access-Control-Request-Method": "PUT"})
    assert put.status_code == 400
    refused = served.get("/sparql?query=SELECT", headers=origin)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (400, "*")


def test_every_answer_forbids_guessing_its_kind_and_tells_nothing_of_the_server(served: Served) -> None:
    for response in (served.ask("ASK {}"), served.ask("nonsense"), served.get("/none"), served.client.put("/sparql")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "server" not in response.headers
