"""Writing by the Graph Store Protocol: with the token alone, as whole new builds, and only what newskg writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.importing import read
from kg.ontology import load_ontology
from kg.stores.folder import fill, newest, open_newest, publish
from tests.corpora import first, second
from tests.server.conftest import TOKEN, Served, build, serving
from tests.server.test_graph_store import ARTICLE, ENTITIES, stored

HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
ARTICLES = "SELECT ?a { ?a a schema:NewsArticle } ORDER BY ?a"


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Served]:
    with serving(build(tmp_path, first(), second()), token=TOKEN) as found:
        yield found


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Another one, for what is refused."""
    with serving(build(tmp_path_factory.mktemp("untouched"), first(), second()), token=TOKEN) as found:
        yield found


def send(served: Served, method: str, graph: str = "", body: bytes = b"", **headers: str) -> httpx.Response:
    parameters = {"graph": graph} if graph else {"default": ""}
    return served.client.request(method, "/graphs", params=parameters, content=body, headers=HEADERS | headers)


def graph(served: Served, name: str = "") -> bytes:
    return served.get("/graphs", params={"graph": name} if name else {"default": ""}).raise_for_status().content


def parsed(data: bytes) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(data, format=ox.RdfFormat.TURTLE)}


def test_delete_takes_an_article_away_and_a_reader_keeps_the_build_before(writable: Served) -> None:
    before = writable.service.generation()
    response = send(writable, "DELETE", f"{ARTICLE[:-1]}2")
    assert (response.status_code, response.content) == (204, b"")
    assert writable.rows(ARTICLES) == [[ARTICLE]]
    assert writable.service.generation() != before
    assert writable.get("/graphs", params={"graph": f"{ARTICLE[:-1]}2"}).status_code == 404
    assert send(writable, "DELETE", f"{ARTICLE[:-1]}2").status_code == 404


def test_after_a_write_all_files_of_the_project_say_the_same(writable: Served, tmp_path: Path) -> None:
    assert send(writable, "DELETE", f"{ARTICLE[:-1]}2").status_code == 204
    found = newest(tmp_path / "store")
    assert found is not None
    assert found.matches(tmp_path / "graph.ttl")
    corpus = read(tmp_path / "graph.ttl", load_ontology())
    assert [g.article.id for g in corpus.graphs] == ["001"]
    assert stored(tmp_path, "") == corpus.triples()


def test_what_is_put_back_is_what_was_there(writable: Served, tmp_path: Path) -> None:
    everything, article = stored(tmp_path, ""), graph(writable, ARTICLE)
    assert send(writable, "PUT", ARTICLE, article).status_code == 204
    assert stored(tmp_path, "") == everything
    assert send(writable, "POST", ARTICLE, article).status_code == 204
    assert stored(tmp_path, "") == everything
    assert send(writable, "PUT", "", graph(writable)).status_code == 204
    assert stored(tmp_path, "") == everything
    assert parsed(graph(writable, ARTICLE)) == parsed(article)


def test_an_article_of_another_project_comes_by_post_to_the_default_graph(tmp_path: Path) -> None:
    build(tmp_path / "one", first())
    build(tmp_path / "both", first(), second())
    with serving(tmp_path / "one", token=TOKEN) as served:
        more = (tmp_path / "both" / "graph.ttl").read_bytes()
        assert send(served, "POST", "", more).status_code == 204
        assert stored(tmp_path / "one", "") == stored(tmp_path / "both", "")


def test_a_new_graph_is_created(writable: Served, tmp_path: Path) -> None:
    name = f"{ARTICLE[:-1]}2"
    everything, article = stored(tmp_path, ""), graph(writable, name)
    assert send(writable, "DELETE", name).status_code == 204
    assert send(writable, "PUT", name, article).status_code == 201
    assert stored(tmp_path, "") == everything
    assert send(writable, "PUT", name, b"").status_code == 204  # empty, and so not there any more
    assert writable.get("/graphs", params={"graph": name}).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"<a", 400, "is not text/turtle"),
        (b"\xff\xfe", 400, "is not text/turtle"),
        (b"<http://e/a> <http://e/b> <http://e/c> .", 422, ""),
        (b"<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> .", 422, ""),
        (("<http://e/a> <http://e/b> " + "(" * 9000 + ")" * 9000 + " .").encode(), 4, ""),
    ],
)
def test_what_newskg_does_not_write_is_refused_and_all_stays(
    untouched: Served, body: bytes, status: int, said: str
) -> None:
    before = (graph(untouched), untouched.service.generation())
    for name in (ARTICLE, ""):
        response = send(untouched, "PUT", name, body)
        assert response.status_code == status or response.status_code // 100 == status
        assert said in response.json()["detail"]
        assert str(untouched.project) not in response.text
        assert "/tmp" not in response.text  # noqa: S108
    assert (graph(untouched), untouched.service.generation()) == before


def test_a_triple_in_the_graph_of_another_is_refused(untouched: Served) -> None:
    body = '<http://www.w3.org/2004/02/skos/core#prefLabel> "Gana Electronics"@en .'
    response = send(untouched, "POST", ARTICLE, f"<https://w3id.org/newskg/id/entity/gana> {body}".encode())
    assert response.status_code == 422
    assert "prefLabel" in response.json()["detail"]


def test_who_has_not_the_token_writes_nothing(untouched: Served) -> None:
    before = graph(untouched)
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
    ):
        for method in ("PUT", "POST", "DELETE"):
            response = untouched.client.request(method, f"/graphs?graph={ARTICLE}", headers=headers, content=b"")
            assert response.status_code == 401
            assert response.headers["www-authenticate"].startswith("Bearer")
            assert TOKEN not in response.text
    assert graph(untouched) == before


def test_some_things_are_not_done_by_whoever(writable: Served) -> None:
    assert send(writable, "DELETE").status_code == 403
    assert send(writable, "DELETE", ENTITIES).status_code == 422
    assert send(writable, "PUT", ARTICLE, b"", **{"Content-Type": "text/csv"}).status_code == 415
    assert send(writable, "PATCH", ARTICLE).status_code == 405
    assert send(writable, "DELETE", f"{ARTICLE[:-1]}2").status_code == 204
    assert send(writable, "DELETE", ARTICLE).status_code == 422  # the last one
    assert "PUT" in writable.client.options("/graphs").headers["allow"]


def test_if_match_guards_against_another_build(writable: Served) -> None:
    tag = writable.get("/graphs", params={"graph": ARTICLE}).headers["etag"]
    article = graph(writable, ARTICLE)
    assert send(writable, "PUT", ARTICLE, article, **{"If-Match": '"other"'}).status_code == 412
    assert send(writable, "PUT", ARTICLE, article, **{"If-Match": tag}).status_code == 204
    assert send(writable, "PUT", ARTICLE, article, **{"If-Match": tag}).status_code == 412


def test_what_followed_from_the_graph_before_goes_with_a_write(writable: Served, tmp_path: Path) -> None:
    inferred = ox.NamedNode("https://w3id.org/newskg/id/graph/inferred")
    opened = open_newest(tmp_path / "store")
    assert opened is not None
    quads = list(opened[0].quads())
    fill(tmp_path / ".more", [*quads, ox.Quad(inferred, inferred, inferred, inferred)])
    publish(tmp_path / ".more", tmp_path / "store", tmp_path / "graph.ttl", opened[1].base)
    assert graph(writable, inferred.value)
    assert send(writable, "DELETE", f"{ARTICLE[:-1]}2").status_code == 204
    assert writable.get("/graphs", params={"graph": inferred.value}).status_code == 404


def test_readers_are_not_disturbed_by_a_write(writable: Served) -> None:
    counts = set()
    writing = threading.Thread(target=send, args=(writable, "DELETE", f"{ARTICLE[:-1]}2"))
    writing.start()
    while writing.is_alive():
        counts.add(len(writable.rows(ARTICLES)))
    writing.join()
    assert counts <= {1, 2}
    assert len(writable.rows(ARTICLES)) == 1
