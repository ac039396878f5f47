"""The IRIs of the graph under the server: pages for people and data for programs, the same facts in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.graph import Corpus
from kg.graph.iris import BASE, encode
from kg.model import Entity, Name
from kg.ontology import load_ontology
from tests.corpora import RELEASE, first, graph, second
from tests.server.conftest import Served, build, serving

THINGS = ("/entity/gana", "/entity/chip/g1", "/article/001", "/quantity/5580000-USD")
MEDIA = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
EVIL = Entity(
    'company/<script>alert(1)</script>"', "Company", (Name('<script>alert("1")</script>', "ko"),), ("<b>&", "{{ 1 }}")
)
LOOKALIKE = Entity("work/page.html", "Work", (Name("page.html", "ko"),))


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project whose names would break a page that does not escape them."""
    one = first()
    project = build(
        tmp_path_factory.mktemp("strange"), graph(one.article, one.claims, *one.entities, EVIL, LOOKALIKE), second()
    )
    with serving(project) as found:
        yield found


def triples(answer: httpx.Response, form: ox.RdfFormat) -> set[str]:
    return {str(q.triple) for q in ox.parse(answer.content, format=form)}


@pytest.mark.parametrize("path", THINGS)
def test_every_format_says_the_same_to_every_parser(served: Served, path: str) -> None:
    answers = {form: served.get(f"{path}.{form}") for form in MEDIA}
    assert {f: a.headers["content-type"].partition(";")[0] for f, a in answers.items()} == MEDIA
    formats = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
    expected = triples(answers["nt"], formats["nt"])
    assert expected
    assert all(triples(answers[form], formats[form]) == expected for form in formats)
    names = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt"}
    graphs = [rdflib.Graph().parse(data=answers[form].text, format=names[form]) for form in names]
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])
    assert len(graphs[0]) == len(expected)


def test_data_are_triples_of_the_graph(served: Served) -> None:
    whole = {str(t) for t in Corpus.of([first(), second()], load_ontology()).triples()}
    found = triples(served.get("/entity/gana.nt"), ox.RdfFormat.N_TRIPLES)
    assert found <= whole
    assert f'<{BASE}entity/gana> <http://www.w3.org/2004/02/skos/core#prefLabel> "가나전자"@ko' in found
    assert RELEASE in "".join(found)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json, text/html;q=0.5", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("text/turtle;q=0.1, application/*", "application/ld+json"),
    ],
)
def test_accept_chooses(served: Served, accept: str, media: str) -> None:
    answer = served.get("/entity/gana", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"].split(", ")
    here = served.get(answer.headers["content-location"], headers={"Accept": "text/html"})
    assert here.content == answer.content
    assert {m[1] for m in re.finditer(r'rel="alternate"; type="([^"]+)"', answer.headers["link"])} == {
        "text/html",
        *MEDIA.values(),
    } - {media}


def test_what_there_is_not_is_said(served: Served) -> None:
    answer = served.get("/entity/gana", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    for path in ("/entity/none", "/entity/none.ttl", "/statement/0", "/evidence/0", "/article/none", "/quantity/1-X"):
        answer = served.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    for query in ("limit=x", "offset=-1", "limit=1000", "offset=%F0%9D%9F%99"):
        assert served.get(f"/entity/gana?{query}").status_code == 400


def test_who_reads_pages_is_shown_what_goes_by_such_a_name(served: Served) -> None:
    nothing = "No name and no sentence is like that."
    for path, found in (
        (f"/entity/{quote('가나')}", "/entity/gana"),
        ("/entity/company/none", nothing),
        ("/statement/000", nothing),
        ("/entity/%3Cscript%3Ealert(1)%3C%2Fscript%3E.ttl", nothing),
    ):
        answer = served.get(path, headers={"Accept": BROWSER, "Accept-Language": "en"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "Accept" in answer.headers["vary"].split(", ")
        shown = Links(answer.text)
        assert found in shown.found or found in shown.text
        assert "script" not in shown.tags


class Links(HTMLParser):
    """The addresses that a page links to, its tags, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(served: Served, path: str, language: str = "ko") -> Links:
    answer = served.get(path, headers={"Accept": BROWSER, "Accept-Language": language})
    assert answer.status_code == 200, answer.text
    assert f'<html lang="{language}">' in answer.text
    return Links(answer.text)


def test_a_page_tells_who_says_what_and_how_firmly(served: Served) -> None:
    shown = page(served, "/entity/gana")
    for text in (
        "가나전자",
        "Gana Electronics",
        "기업",
        "한 일",
        RELEASE,
        "2025-01-31",
        "한빛일보",
        "기사가 사실로 서술",
    ):
        assert text in re.sub(r"\s+", " ", shown.text)
    assert "https://www.wikidata.org/wiki/Q42" in shown.found
    figures = page(served, "/entity/chip/g1")
    for text in ("558만 달러", "한빛일보", "주장·전언", load_ontology().measures["developmentCost"].label_ko):
        assert text in figures.text
    english = page(served, "/entity/chip/g1", "en")
    assert "5,580,000 USD" in english.text
    assert "claims so" in english.text


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("ko-KR", "ko"),
        ("de, en;q=0.2", "en"),
        ("*", "ko"),
        ("", "ko"),
        ("fr", "ko"),
        (";;", "ko"),
    ],
)
def test_accept_language_chooses(served: Served, asked: str, language: str) -> None:
    answer = served.get("/entity/gana", headers={"Accept": "text/html", "Accept-Language": asked})
    assert (answer.headers["content-language"], f'<html lang="{language}">' in answer.text) == (language, True)
    assert "Accept-Language" in answer.headers["vary"]
    assert served.get("/entity/gana?lang=en", headers={"Accept-Language": asked}).headers["content-language"] == "en"


def test_every_link_of_the_things_leads_somewhere(served: Served) -> None:
    seen, waiting = set[str](), ["/entity/gana", "/entity"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in page(served, path).found:
            kind = urlsplit(link).path.split("/")[1:2]
            if kind and kind[0] in ("entity", "statement", "article", "evidence", "quantity") and "." not in link:
                waiting.append(link)
            elif kind == ["api"]:
                assert served.get(link).status_code == 200
    assert {p.split("/")[1] for p in seen} == {"entity", "statement", "article", "quantity"}
    assert {"/entity/dara", "/entity/chip/g1", "/entity/hanbit", "/article/002"} <= seen


@pytest.mark.parametrize("kind", ["entity", "article", "statement", "evidence", "quantity"])
def test_every_iri_of_the_graph_is_served(served: Served, kind: str) -> None:
    nodes = {t.subject.value for t in Corpus.of([first(), second()], load_ontology()).triples()}  # type: ignore[union-attr]
    some = sorted(n for n in nodes if n.startswith(f"{BASE}{kind}/"))
    assert some
    for iri in some:
        path = quote(iri.removeprefix(BASE), safe="/%")
        for prefix in ("/", urlsplit(BASE).path):  # as it is, and as a proxy hands it on
            page(served, prefix + path)
        found = triples(served.get(f"/{path}.nt"), ox.RdfFormat.N_TRIPLES)
        assert any(line.startswith(f"<{iri}>") for line in found)


def test_names_cannot_break_a_page(strange: Served) -> None:
    path = f"/entity/{quote(encode(EVIL.id), safe='/%')}"
    answer = strange.get(path, headers={"Accept": "text/html"})
    shown = Links(answer.text)
    assert (answer.status_code, "script" in shown.tags) == (200, False)
    assert '<script>alert("1")</script>' in shown.text
    assert "{{ 1 }}" in shown.text
    assert page(strange, "/entity?q=script").text.count('<script>alert("1")</script>') == 1
    assert "script" not in page(strange, f"/entity?q={quote('<script>')}").tags
    assert triples(strange.get(f"{path}.ttl"), ox.RdfFormat.TURTLE)


def test_a_name_may_end_as_a_format_does(strange: Served) -> None:
    assert "page.html" in page(strange, "/entity/work/page.html").text
    answer = strange.get("/entity/work/page.html.ttl")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


def test_a_page_loads_nothing(served: Served) -> None:
    answer = served.get("/entity/gana", headers={"Accept": "text/html"})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    shown = Links(answer.text)
    assert not shown.tags & {"script", "img", "iframe", "object", "embed"}
    assert not re.search(r"url\(|@import", answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/entity/..%2F..%2Fetc%2Fpasswd",
        "/entity/%2e%2e/%2e%2e/etc/passwd",
        "/article/..%2f..%2fgraph.ttl",
        "/entity/gana%0d%0aSet-Cookie:%20a=b",
        "/entity/gana%00.ttl",
        "/entity/%ff%fe",
        "/entity/gana%3E%20%3Fp%20%3Fo%20%7D%20%23",
        "/entity/" + "x" * 5000,
        "/entity//",
    ],
)
def test_hostile_ids_are_ids_of_nothing(served: Served, path: str) -> None:
    answer = served.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "set-cookie" not in answer.headers
    assert not re.search(r"root:|Traceback", answer.text)


def test_what_a_header_repeats_of_a_path_is_encoded(strange: Served) -> None:
    answer = strange.get(f"/entity/{quote(EVIL.id, safe='')}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    told = answer.headers["content-location"] + answer.headers["link"]
    assert told.isascii()
    assert "<script" not in told


def test_statements_come_in_pages(served: Served) -> None:
    whole = triples(served.get("/entity/gana.nt"), ox.RdfFormat.N_TRIPLES)
    seen, address = set[str](), "/entity/gana.nt?limit=1"
    for _ in range(9):
        answer = served.get(address)
        seen |= triples(answer, ox.RdfFormat.N_TRIPLES)
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        if following is None:
            break
        address = following[1]
    assert seen == whole
    assert "다음 쪽" in page(served, "/entity/gana?limit=1").text
    assert "앞쪽" in page(served, "/entity/gana?limit=1&offset=1").text


def test_search_shows_names_and_sentences(served: Served) -> None:
    assert "/entity/gana" in page(served, "/entity?q=ㄱㄴㅈㅈ").found
    assert RELEASE in page(served, "/entity?q=공개했다").text
    assert "그런 이름이나 문장은 없습니다" in page(served, "/entity?q=%00*").text
    assert served.get(f"/entity?q={'가' * 1000}").status_code == 422


def test_a_base_of_its_own_dereferences_as_it_is(tmp_path: Path) -> None:
    from kg.pipeline import Corpus as Built  # noqa: PLC0415
    from kg.pipeline import write  # noqa: PLC0415

    terms = load_ontology()
    write(Built.of([first()], terms, base="http://localhost/kg/news/"), tmp_path, terms)
    with serving(tmp_path) as found:
        assert "http://localhost/kg/news/entity/gana" in page(found, "/kg/news/entity/gana").text
        assert "<http://localhost/kg/news/entity/gana>" in found.get("/entity/gana.nt").text
