"""An exported graph comes back to the byte; any other Turtle is refused with file, line and remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import GraphError
from kg.exporters import exporter
from kg.graph import Corpus, Selection, select
from kg.importing import read
from kg.model import ArticleGraph, Claim
from kg.ontology import load_ontology
from tests.corpora import first, graphs, second
from tests.test_cli import Run, built, run

__all__ = ["built", "run"]  # fixtures

ONTOLOGY = load_ontology()
CORPUS = Corpus.of([first(), second()], ONTOLOGY)
OUTPUT = Path(__file__).parents[1] / "outputs" / "graph.ttl"


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "jsonld"])
def test_every_format_of_rdf_comes_back(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ {'turtle': 'ttl', 'ntriples': 'nt', 'nquads': 'nq'}.get(form, form) }"
    exporter(form)(CORPUS, path, ontology=ONTOLOGY)
    assert read(path, ONTOLOGY).turtle() == CORPUS.turtle()


def test_the_committed_graph_comes_back() -> None:
    assert read(OUTPUT, ONTOLOGY).turtle() == OUTPUT.read_text(encoding="utf-8")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(g=graphs())
def test_any_graph_that_may_be_written_comes_back(g: ArticleGraph, tmp_path: Path) -> None:
    corpus = Corpus.of([g], ONTOLOGY)
    path = tmp_path / "graph.ttl"
    path.write_text(corpus.turtle(), encoding="utf-8")
    try:
        found = read(path, ONTOLOGY)
    except GraphError as error:  # these graphs join classes at random
        assert "joins classes" in error.what or "may have" in error.what or "span" in error.what, error  # noqa: PT017
    else:
        assert found.turtle() == corpus.turtle()


def test_a_part_comes_back(tmp_path: Path) -> None:
    part = select(CORPUS, Selection(entities=("dara",)))
    (tmp_path / "a.ttl").write_text(part.turtle(), encoding="utf-8")
    assert read(tmp_path / "a.ttl", ONTOLOGY).turtle() == part.turtle()


def lines(*changes: tuple[str, str]) -> str:
    text = CORPUS.turtle()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


FOREIGN = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://example.org/me> a foaf:Person ; foaf:name "나" .
"""


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (FOREIGN, "holds no article", "@prefix foaf"),
        ("", "holds no article", ""),
        ("nonsense", "is not Turtle", "nonsense"),
        (lines() + FOREIGN, "does not write", "<http://example.org/me>"),
        (lines(("kg:modality kg:planned", "kg:modality kg:maybe")), "modality of the seven", "\tkg:modality kg:maybe"),
        (lines(("oa:start 0 ;", "oa:start 5 ;")), "does not write so", "evidence:"),
        (lines(("oa:start 0 ;", 'oa:start "zero" ;')), "one start", "\toa:start"),
        (lines(("kg:released entity:chip\\/g1 .", "kg:released entity:chip\\/g1 , entity:dara .")),
         "direct triple", "\tkg:released"),
        (lines(('"G1"@ko', '"G2"@ko, "x"@ko')), "preferred label", "\tskos:prefLabel"),
        (lines(('kg:date "2025-01-20"', 'kg:date "2025-01-21"')), "does not write", "statement:"),
        (lines((" ;\n\tkg:sha256", ' ;\n\tschema:name "x" ;\n\tkg:sha256')), "does not write", '\tschema:name "x"'),
        (lines(("a kg:Chip", "a kg:Event")), "joins classes", "statement:"),
        (lines(("skos:altLabel", "skos:hiddenLabel")), "does not write", "\tskos:hiddenLabel"),
        (lines(("001\\#char\\=0\\,4", "002\\#char\\=0\\,4")), "own article", "\tkg:subjectSpan"),
        (lines(("001\\#char\\=0\\,4", "001\\#char\\=\\,4")), "one fragment", "\tkg:subjectSpan"),
        ('VERSION "1.2"\n' + lines() + "entity:a kg:b <<( entity:a kg:b entity:c )>> .", "RDF 1.2", "entity:a kg:b"),
        (lines() + "[] kg:b [] .", "does not write", "[] kg:b"),
    ],
)  # fmt: skip
def test_what_newskg_did_not_write_is_refused_with_its_line(text: str, said: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        read(path, ONTOLOGY)
    error = caught.value
    assert said in error.what
    assert error.remedy
    name, _, number = error.where.rpartition(":")
    assert name == str(path)
    if not line.startswith("[]"):  # a blank node has no name in a file
        assert text.split("\n")[int(number) - 1].startswith(line)


def test_a_quotation_that_cannot_stand_where_it_says_is_refused(tmp_path: Path) -> None:
    st, ev = first().claims[0]
    bare = replace(first(), article=replace(first().article, text=""), claims=(Claim(st, replace(ev, exact="가나")),))
    path = tmp_path / "odd.ttl"
    path.write_text(Corpus.of([bare], ONTOLOGY).turtle(), encoding="utf-8")
    with pytest.raises(GraphError, match=r"odd.ttl:\d\d: quote is not as long"):
        read(path, ONTOLOGY)


def test_a_deep_or_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.ttl"
    path.write_text("<a> <b> " + "(" * 5000 + ")" * 5000 + " .", encoding="utf-8")
    with pytest.raises(GraphError):
        read(path, ONTOLOGY)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(GraphError, match=r"deep.ttl"):
        read(path, ONTOLOGY)


def test_import_of_what_was_exported_is_the_same_to_the_byte(built: Run) -> None:
    assert built("export", "--format", "turtle", "-o", "a.ttl").exit_code == 0
    result = built("import", "a.ttl", "--out", "again")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("2 articles, 5 statements with 6 evidences\n")
    assert sorted(p.name for p in Path("again").iterdir()) == ["graph.html", "graph.ttl", "report.json", "store"]
    assert built("export", "--format", "turtle", "--graph", "again/graph.ttl", "-o", "b.ttl").exit_code == 0
    assert Path("a.ttl").read_bytes() == Path("b.ttl").read_bytes() == Path("again/graph.ttl").read_bytes()


def test_import_of_something_else_is_one_line_and_leaves_all_as_it_was(built: Run) -> None:
    Path("foreign.ttl").write_text(FOREIGN, encoding="utf-8")
    before = Path("outputs/graph.ttl").read_bytes()
    for name, code in (("foreign.ttl", 1), ("none.ttl", 1)):
        result = built("import", name)
        assert result.exit_code == code
        assert len(result.stderr.splitlines()) == 1
        assert name in result.stderr
    assert Path("outputs/graph.ttl").read_bytes() == before
