"""The page as text: it names nothing outside itself, holds every text harmlessly, and is the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import corpus
from kg.exporters._html import palette
from kg.exporters._html.figures import UNITS, readable
from kg.exporters.html import embedded, render, write
from kg.exporters.layout import layout
from kg.graph.iris import BASE
from kg.model import Article, ArticleGraph, Claim, Entity, Evidence, Name, Quantity, Span, Statement
from kg.ontology import Ontology, load_ontology
from tests.browser.sample import graphs

HOSTILE = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!--<script>", "href", "{{data}}",
    "\\1\\g<0>", "a' onclick='alert(1)", '"]}', "\u2028\u2029", "\u202egnp.exe", "&lt;b&gt;", "]]>",
    "${alert(1)}", "\x00", "\u200b\u200d\ufeff\u2066عربي\u2069", "{{constructor.constructor('alert(1)')()}}",
    '=HYPERLINK("x")', "](javascript:alert(1))", "\\u003cscript\\u003e", "a\nb\r\t|%00", "__proto__",
)  # fmt: skip
LOADING = {"src", "href", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href", "ping"}
VOID = {"meta", "input", "br"}


class Seen(HTMLParser):
    """Collects tags, attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in {"script", "style"}:
            self.raw.append((*self.open[-1], data))


class Corpus(NamedTuple):
    graphs: tuple[ArticleGraph, ...]
    base: str = BASE


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def parsed(page: str) -> Seen:
    seen = Seen()
    seen.feed(page)
    seen.close()
    return seen


def payload(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(text for _, attrs, text in parsed(page).raw if attrs.get("id") == "data"))
    return found


def named(text: str) -> list[ArticleGraph]:
    """Return a graph in which a text stands wherever an article's words can."""
    whole = f"{text}와 {text}가 만났다"
    article = Article(f"a{text}", whole, (), headline=text, publisher=text, authors=(text,), url=f"javascript:{text}")
    people = [Entity(f"{k}{text}", "Person", (Name(f"{text}{k}", "ko"),), (text,), text) for k in "12"]
    span = Span(0, len(whole))
    places = (Span(0, len(text)), Span(0, 1), Span(0, 2))
    evidence = Evidence(article.id, span, whole, *places, attributed_to=people[0].id)
    claim = Claim(Statement(people[0].id, "meets", people[1].id), evidence)
    money = Claim(Statement(people[0].id, "count", Quantity(Decimal(1), text)), evidence)
    return [ArticleGraph(article, tuple(people), (claim, money))]


def test_page_names_no_resource_outside_itself(ontology: Ontology) -> None:
    page = render(graphs(), ontology)
    seen = parsed(page)
    assert not [(tag, a) for tag, attrs in seen.tags for a in attrs if a in LOADING]
    assert {tag for tag, _ in seen.tags}.isdisjoint({"link", "iframe", "object", "embed", "base", "img"})
    assert "sourceMappingURL" not in page
    assert "@import" not in page
    assert "bootstrap" not in page.lower()
    assert "cdn" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL).lower()


def test_policy_allows_exactly_the_scripts_and_style_that_are_there(ontology: Ontology) -> None:
    seen = parsed(render(graphs(), ontology))
    policy = next(a["content"] or "" for tag, a in seen.tags if tag == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    inline = [text for _, attrs, text in seen.raw if attrs.get("type") != "application/json"]
    assert len(inline) == 3
    for text in inline:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_shipped_files_never_make_html_from_text(ontology: Ontology) -> None:
    ours = parsed(render(graphs(), ontology)).raw[-1][2]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert word not in ours


def test_licence_of_the_library_is_named(ontology: Ontology) -> None:
    page = render(graphs(), ontology)
    assert "vis-network 9.1.2" in page.split("<style>")[0]
    assert "Apache License 2.0" in page.split("<style>")[0]


def test_same_bytes_whatever_the_order_of_the_articles(ontology: Ontology, tmp_path: Path) -> None:
    write(Corpus(tuple(graphs())), tmp_path / "a.html", ontology=ontology)
    write(Corpus(tuple(reversed(graphs()))), tmp_path / "b.html", ontology=ontology)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert b"\r\n" not in (tmp_path / "a.html").read_bytes()


def test_data_holds_the_graph(ontology: Ontology) -> None:
    data = payload(render(graphs(), ontology))
    entities, statements = data["entities"], data["statements"]
    found = next(s for s in statements if s["p"] == "restricts" and s["e"][0].get("via"))
    assert entities[found["s"]]["n"][0] == ["미국", "ko"]
    assert found["e"][0]["m"] == "planned"
    assert entities[found["e"][0]["by"]]["n"][0][0] == "블룸버그"
    assert found["e"][0]["via"] == [-2]
    sentence = data["sentences"][found["e"][0]["x"]]
    assert sentence[slice(*found["e"][0]["o"])] == "H800"
    figures = [data["figures"][s["v"]] for s in statements if "v" in s]
    assert {ko for ko, _ in figures} >= {"558만 달러", "−17%", "5000억 달러", "4나노"}
    assert {en for _, en in figures} >= {"5.58 million USD", "−17%", "500 billion USD", "4 nm"}
    assert {c["id"] for c in data["classes"]} == {e["c"] for e in entities}
    assert data["relations"][0] == {"id": "developed", "ko": "개발했다", "en": "developed", "sym": False}
    assert data["articles"][0]["url"] == "https://news.example/ai-1"


def test_drawing_follows_degree_and_class(ontology: Ontology) -> None:
    data = payload(render(graphs(), ontology))
    number = {e["id"]: k for k, e in enumerate(data["entities"])}
    nodes = {n["id"]: n for n in data["nodes"]}
    assert nodes[number["deepseek"]]["size"] > nodes[number["oracle"]]["size"]
    assert number["bloomberg"] not in nodes  # a source without relations of its own is found by search alone
    for edge, line in zip(data["edges"], data["lines"], strict=True):
        assert (line["from"], line["to"]) == (edge["a"], edge["b"])
    shapes = {c["id"]: c["shape"] for c in data["classes"]}
    assert shapes["Company"] != shapes["Country"] != shapes["AIModel"]
    assert data["options"]["physics"]["enabled"] is False


def test_a_graph_of_nothing_is_a_page(ontology: Ontology) -> None:
    data = payload(render([], ontology))
    assert data["nodes"] == data["first"] == data["entities"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_comes_back_whole(text: str, ontology: Ontology) -> None:
    page = render(named(text), ontology, title=text)
    page.encode()
    plain = [tag for tag, _ in parsed(render(named("가"), ontology)).tags]
    assert [tag for tag, _ in parsed(page).tags] == plain
    data = payload(page)
    assert data["articles"][0]["title"] == text
    assert data["articles"][0]["url"] == ""
    assert [text, "ko"] in [[n[0][:-1], n[1]] for e in data["entities"] for n in e["n"]]
    assert not any(set(n) & {"title", "href", "image"} for n in data["nodes"])


@given(st.recursive(st.text() | st.integers() | st.none(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_json_comes_back_and_holds_no_mark_of_html(value: object) -> None:
    text = embedded(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40))
def test_any_name_leaves_the_page_as_it_is(name: str) -> None:
    page = render(named(name), load_ontology(), title=name)
    assert payload(page)["articles"][0]["title"] == name
    assert page.count("<script") == render(named("가"), load_ontology()).count("<script")


@given(st.integers(2, 40), st.data())
def test_layout_parts_the_labels_of_a_small_graph(count: int, data: st.DataObject) -> None:
    ends = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=60))
    boxes = [(90.0, 44.0)] * count
    spots = layout(boxes, pairs)
    assert spots == layout(boxes, [(b, a) for a, b in reversed(pairs)])
    met = [
        (a, b)
        for a in range(count)
        for b in range(a)
        if abs(spots[a][0] - spots[b][0]) < 80 and abs(spots[a][1] - spots[b][1]) < 36
    ]
    assert not met


def test_layout_is_the_same_on_every_machine() -> None:
    spots = layout([(80.0, 40.0)] * 6, [(0, 1), (0, 2), (0, 3), (3, 4)])
    assert spots == layout([(80.0, 40.0)] * 6, [(0, 1), (0, 2), (0, 3), (3, 4)])
    assert hashlib.sha256(repr(spots).encode()).hexdigest()[:12] == "8b8f3da9c036"


def test_of_many_entities_the_first_view_is_drawn(ontology: Ontology) -> None:
    people = [Entity(f"p{k}", "Company", (Name(f"기업 {k}", "ko"),)) for k in range(20_000)]
    text = "가와 나가 협력한다"
    evidence = Evidence("big", Span(0, 10), text, Span(0, 1), Span(3, 4), Span(6, 8))
    pairs = [(k, (k * 7919) % (k + 1) // 3) for k in range(1, 20_000)]
    claims = tuple(Claim(Statement(f"p{a}", "supplies", f"p{b}"), evidence) for a, b in pairs)
    page = render([ArticleGraph(Article("big", text, ()), tuple(people), claims)], ontology)
    data = payload(page)
    assert len(data["nodes"]) > 15_000
    assert 0 < len(data["first"]) <= 60


def test_every_unit_of_the_vocabulary_is_written_as_newspapers_write_it() -> None:
    assert set(load_ontology().units) <= set(UNITS)
    assert readable("17-GigaW-HR") == "17GWh"
    assert readable("-2.5-TeraBYTE-PER-SEC") == "−2.5TB/s"
    assert readable("2025-01-31") == "2025-01-31"
    assert readable("558000000 USD") == "5억 5800만 달러"  # as a qualifier has it
    assert readable("5 M4") == "5 M4"  # words, and no unit


def test_communities_stand_apart_and_are_the_same_whatever_the_order(ontology: Ontology) -> None:
    made = corpus(400)
    page = render(made, ontology)
    assert page == render(list(reversed(made)), ontology)
    data = payload(page)
    opening = [g for g, group in enumerate(data["groups"]) if group["first"]]
    assert 2 <= len(opening) <= 12
    assert [g["rest"] for g in data["groups"]] == [False] * (len(data["groups"]) - 1) + [True]
    group = {n["id"]: n["g"] for n in data["nodes"]}
    assert {group[k] for k, _, _ in data["first"]} == set(opening)
    for where in ([(n["id"], n["x"], n["y"]) for n in data["nodes"]], data["first"]):
        boxes = []
        for g in opening:
            spots = [(x, y) for k, x, y in where if group[k] == g]
            boxes.append((min(spots)[0], max(spots)[0], min(y for _, y in spots), max(y for _, y in spots)))
        assert not [
            (a, b) for k, a in enumerate(boxes) for b in boxes[:k]
            if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        ]  # fmt: skip


def test_every_shape_can_be_told_from_both_papers(ontology: Ontology) -> None:
    for look in palette.classes(ontology, {*ontology.classes, "unheard-of"}):
        assert palette.contrast(look["rim"], palette.PAPER) >= 3, look["id"]
        assert palette.contrast(look["rim_dark"], palette.DARK_PAPER) >= 3, look["id"]
