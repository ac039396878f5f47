"""The reference of the vocabulary: every term, its ends and units, and an example that the graph bears out."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.exporters.reference import Reference, Term, reference
from kg.exporters.reference_pages import html, markdown
from kg.graph import Corpus
from kg.ontology import load_ontology
from kg.pipeline import load
from tests.corpora import COST, first, second
from tests.test_cli import Run, built, run

__all__ = ["built", "run"]  # fixtures

ONTOLOGY = load_ontology()
OUTPUT = load(Path(__file__).parents[1] / "outputs" / "graph.ttl")
FOUND = reference(ONTOLOGY, Corpus.of([first(), second()], ONTOLOGY))


def term(name: str, found: Reference = FOUND) -> Term:
    return next(t for *_, terms in found.parts for t in terms if t.name == name)


def test_every_term_has_labels_and_comments_in_both_languages() -> None:
    named = [t for *_, terms in FOUND.parts for t in terms]
    assert {t.name for t in named} == {*ONTOLOGY.classes, *ONTOLOGY.relations, *ONTOLOGY.measures}
    assert [t.name for t in named if not all(t.labels) or len(t.comments) != 2] == []


def test_ends_and_units_are_told() -> None:
    facts = dict(term("competesWith").facts)
    assert facts["from"] == "Organization, Person, Place, Product, Technology"
    assert facts["joins"] == "things of one kind"
    assert "Organization → Country" in facts["pairs allowed besides"]
    assert "symmetric" in facts
    assert dict(term("price").facts)["units"] == "money"
    assert dict(term("count").facts)["units"] == "any"
    assert dict(term("ownedBy").facts)["inverse"].startswith("owns ")
    assert (term("Chip").facts, term("Chip").depth) == ((("under", "Product"),), 1)


def test_an_example_is_the_firmest_with_its_sentence_and_source() -> None:
    cost = term("developmentCost").example
    assert cost is not None
    assert (cost.claim, cost.modality) == (("G1", "developmentCost", "7,000,000 USD"), "asserted")
    alone = reference(ONTOLOGY, Corpus.of([first()], ONTOLOGY))
    claimed = term("developmentCost", alone).example
    assert claimed is not None
    assert (claimed.sentence, claimed.modality, claimed.source) == (
        COST,
        "claimed",
        "한빛일보, 2025-01-31, 가나, G1 공개",
    )
    released = term("released").example
    assert released is not None
    assert released.qualifiers == ("date: 2025-01-20",)
    assert term("sues").example is None


def test_examples_of_the_digests_are_in_the_graph() -> None:
    found = reference(ONTOLOGY, OUTPUT)
    sentences = {" ".join(c.evidence.exact.split()) for c in OUTPUT.claims}
    used = {s.predicate for s in OUTPUT.statements}
    for *_, terms in found.parts[1:]:
        for t in terms:
            assert (t.example is not None) == (t.name in used)
            assert t.example is None or t.example.sentence in sentences


class Outline(HTMLParser):
    """The ids, links and texts of a page, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loads: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids |= {known["id"] or ""} if "id" in known else set()
        self.links |= {known["href"] or ""} if "href" in known else set()
        self.loads += [tag for name in ("src", "srcset") if name in known]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_loads_nothing() -> None:
    page = Outline(html(FOUND))
    assert page.open == page.loads == []
    assert page.links == {f"#{name}" for name in page.ids}
    assert page.ids == {*ONTOLOGY.classes, *ONTOLOGY.relations, *ONTOLOGY.measures}
    assert COST not in page.text  # the surer statement is shown
    assert "개발비는 700만 달러다." in page.text


def test_no_text_of_an_article_becomes_markup() -> None:
    g = first()
    bad = replace(g, article=replace(g.article, headline="<script>*x*</script> [a](b) | `c`"))
    found = reference(ONTOLOGY, Corpus.of([bad], ONTOLOGY))
    assert "<script>" not in html(found)
    text = markdown(found)
    assert re.search(r"(?<!\\)<script", text) is None
    assert r"\[a\](b) \| \`c\`" in text


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_the_command_writes_both(built: Run, suffix: str) -> None:
    result = built("ontology", "docs", "--out", "new/reference")
    assert result.exit_code == 0
    text = Path(f"new/reference/REFERENCE.{suffix}").read_text(encoding="utf-8")
    assert "competesWith" in text
    assert "다라반도체" in text
    assert result.stdout.splitlines() == ["new/reference/REFERENCE.md", "new/reference/REFERENCE.html"]


def test_a_folder_that_cannot_be_is_one_line(built: Run) -> None:
    Path("taken").write_text("x", encoding="utf-8")
    result = built("ontology", "docs", "--out", "taken/in")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
