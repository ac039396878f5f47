"""The pages of people over HTTP: their language, their policy, the explorer, and what the query page asks."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.ontology import data_root
from kg.query import named_queries
from kg.server.wording import WORDS
from tests.corpora import first
from tests.server.conftest import Served, build, serving


@pytest.mark.parametrize("path", ["/", "/query"])
def test_a_page_allows_scripts_of_this_server_alone(served: Served, path: str) -> None:
    answer = served.get(path)
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert all("http" not in sources and "*" not in sources and "eval" not in sources for sources in policy.values())
    assert [name for name, sources in policy.items() if "unsafe-inline" in sources] == ["style-src"]
    assert re.findall(r"<script(?![^>]*\ssrc=)", answer.text) == []
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', answer.text)
    assert {urlsplit(url).scheme or urlsplit(url).netloc or url[0] for url in addresses}.isdisjoint(
        {"http", "https", "/"}
    )


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-US,en;q=0.9,ko;q=0.5", "en"),
        ("fr, en;q=0.2", "en"),
        ("de", "ko"),
        (";;;q=x, \u00e9", "ko"),
    ],
)
def test_a_page_speaks_the_language_of_the_browser(served: Served, header: str, lang: str) -> None:
    answer = served.get("/", headers={"Accept-Language": header.encode()})
    assert answer.headers["content-language"] == lang
    assert WORDS[lang]["start_lead"] in answer.text
    assert "Accept-Language" in answer.headers["vary"]


def test_the_address_may_ask_for_a_language(served: Served) -> None:
    assert '<html lang="en">' in served.get("/query?lang=en", headers={"Accept-Language": "ko"}).text


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["ko"].keys() == WORDS["en"].keys()


def test_the_explorer_is_the_page_of_the_build(served: Served) -> None:
    answer = served.get("/explore")
    assert answer.content == (served.project / "graph.html").read_bytes()
    again = served.get("/explore", headers={"If-None-Match": f'"other", {answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")


def test_without_an_explorer_the_page_says_what_to_do(tmp_path: Path) -> None:
    (build(tmp_path, first()) / "graph.html").unlink()
    with serving(tmp_path) as other:
        answer = other.get("/explore?lang=en")
    assert answer.status_code == 404
    assert "kg build" in answer.text


def test_all_named_queries_are_told_with_their_parameters(served: Served) -> None:
    told = {q["name"]: q for q in served.get("/query/named").json()["queries"]}
    assert told.keys() == named_queries([data_root()]).keys()
    assert all(q["question"] and q["korean"] for q in told.values())
    depth = next(p for p in told["supply-chain"]["parameters"] if p["name"] == "depth")
    assert (depth["kind"], depth["default"], depth["required"]) == ("integer", "3", False)


def test_a_value_becomes_a_term_and_the_query_runs(served: Served) -> None:
    query = served.get("/query/named/facts", params={"entity": "가나"}).json()["query"]
    assert "VALUES ?entity { <https://w3id.org/newskg/id/entity/gana> }" in query
    assert "가나전자" in {row[0] for row in served.rows(query)}


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("facts?entity=가나전", 400, "가나전자"),
        ("facts?entty=가나", 400, "entity"),
        ("facts?predicate=kg:knows", 400, "kg:knows"),
        ("since?since=yesterday", 400, "2025-01-31"),
        ("supply-chain", 400, "the query needs entity"),
        ("facts?entity=" + "x" * 501, 400, "at most"),
        ("facts?" + "&".join(["entity=gana"] * 21), 400, "at most"),
        ("no-such", 404, "/query/named"),
        ("..%2f..%2fetc%2fpasswd", 404, "nothing"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_one_line(served: Served, path: str, status: int, says: str) -> None:
    answer = served.get(f"/query/named/{path}")
    assert answer.status_code == status
    assert says in answer.json()["detail"]
    assert "--" not in answer.json()["detail"]
    assert str(served.project) not in answer.text


@pytest.mark.parametrize("value", ['"} DROP ALL #', "> } ASK {", "a\\u003e", "\x00", "}"])
def test_a_value_is_never_read_as_sparql(served: Served, value: str) -> None:
    answer = served.get("/query/named/since", params={"since": value, "entity": value})
    assert answer.status_code == 400
    article = served.get("/query/named/sentences", params={"article": value})
    assert article.status_code == 200
    assert served.rows(article.json()["query"]) == []


def test_terms_have_kinds_and_labels(served: Served) -> None:
    told = served.get("/query/terms").json()
    terms = {t["name"]: t for t in told["terms"]}
    assert told["prefixes"]["entity"] == f"{told['base']}entity/"
    assert (terms["kg:competesWith"]["kind"], terms["kg:Company"]["kind"]) == ("relation", "class")
    assert terms["kg:Company"]["ko"] == "기업"
    assert {"skos:prefLabel", "rdf:subject", "kg:evidence"} <= terms.keys()


def test_the_bundle_is_whole_and_names_what_is_inside(served: Served) -> None:
    folder = Path(str(files("kg.server"))) / "static"
    for name in ("query.js", "query.css", "house.css"):
        answer = served.get(f"/static/{name}")
        assert answer.content == (folder / name).read_bytes()
        assert "sourceMappingURL" not in answer.text
    assert "url(http" not in (folder / "query.css").read_text(encoding="utf-8")
    notices = (folder / "THIRD_PARTY.txt").read_text(encoding="utf-8")
    assert notices.count("Permission is hereby granted") > 10
    assert all(f"\n{name} (" in notices for name in ("@zazuko/yasgui", "codemirror", "jquery", "dompurify"))
