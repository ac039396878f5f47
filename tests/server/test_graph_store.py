"""SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendation, 21 March 2013), written from the specification."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.stores.folder import open_newest
from tests.corpora import first, second
from tests.server.conftest import Served, build, serving

ARTICLE = "https://w3id.org/newskg/id/article/001"
ENTITIES = "https://w3id.org/newskg/id/graph/entities"
KINDS = {
    "text/turtle; charset=utf-8": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def stored(project: Path, name: str) -> set[ox.Triple]:
    """The triples of a graph, read from the files; "" is the union of all."""
    found = open_newest(project / "store")
    assert found is not None
    return {q.triple for q in found[0].quads() if name in ("", getattr(q.graph_name, "value", ""))}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [ARTICLE, ENTITIES, ""])
def test_get_returns_the_graph_that_is_named_or_the_union(served: Served, name: str, kind: str) -> None:
    parameters = {"graph": name} if name else {"default": ""}
    response = served.get("/graphs", params=parameters, headers={"Accept": kind})
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    found = {q.triple for q in ox.parse(response.content, format=KINDS[kind])}
    assert found == stored(served.project, name)


def test_a_bare_default_is_the_union(served: Served) -> None:
    assert served.get("/graphs?default").content == served.get("/graphs?default=").content


def test_head_is_get_without_the_body(served: Served) -> None:
    got, head = (served.client.request(m, "/graphs", params={"graph": ARTICLE}) for m in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))
    assert head.headers["etag"] == got.headers["etag"]


def test_a_graph_that_is_not_there_is_not_found(served: Served) -> None:
    for method in ("GET", "HEAD"):
        assert served.client.request(method, "/graphs", params={"graph": f"{ARTICLE}9"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("", "?graph", "?graph=", "?graph=relative", "?graph=http://a%20b", "?graph=%FF", "?other=x"),
        *("?default&graph=http://e/x", "?default=x", "?graph=http://e/a&graph=http://e/b"),
    ],
)
def test_a_request_names_one_graph_by_an_absolute_iri(served: Served, query: str) -> None:
    response = served.get(f"/graphs{query}")
    assert response.status_code == 400
    assert "graph" in response.json()["detail"]


def test_what_cannot_be_given_is_not_acceptable(served: Served) -> None:
    assert served.get("/graphs?default", headers={"Accept": "text/csv"}).status_code == 406


def test_the_entity_tag_saves_the_body_until_the_next_build(tmp_path: Path) -> None:
    with serving(build(tmp_path, first())) as own:
        got = own.get("/graphs", params={"graph": ARTICLE})
        tag = got.headers["etag"]
        for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = own.get("/graphs", params={"graph": ARTICLE}, headers={"If-None-Match": given})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        other = own.get(
            "/graphs", params={"graph": ARTICLE}, headers={"If-None-Match": tag, "Accept": "application/n-triples"}
        )
        assert other.status_code == 200
        missing = own.get("/graphs", params={"graph": f"{ARTICLE}9"}, headers={"If-None-Match": "*"})
        assert missing.status_code == 404
        build(tmp_path, first(), second())
        after = own.get("/graphs", params={"graph": ARTICLE}, headers={"If-None-Match": tag})
        assert after.status_code == 200
        assert after.headers["etag"] != tag


def test_without_a_token_nothing_can_be_written(served: Served) -> None:
    before = served.get("/graphs?default").content
    for method in ("PUT", "POST", "DELETE"):
        for headers in ({}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer x"}):
            response = served.client.request(method, "/graphs?default", content=b"", headers=headers)
            assert response.status_code == 403
            assert "token" in response.json()["detail"]
    assert served.client.request("PATCH", "/graphs?default").status_code == 405
    assert served.get("/graphs?default").content == before


def test_options_tells_the_methods(served: Served) -> None:
    response = served.client.options("/graphs")
    assert response.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} == set(response.headers["allow"].split(", "))
