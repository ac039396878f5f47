"""The ontology as data, its loader, its shapes, its queries and its linter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.errors import OntologyError
from kg.model import MODALITIES
from kg.ontology import LexiconEntry, Ontology, data_root, load_ontology
from kg.ontology.lexicon import COLUMNS, merge, read_lexicon
from kg.ontology.lint import lint
from kg.text.numbers import MONEY


def _words(text: str) -> list[str]:
    return text.split()


def _triples(text: str) -> list[str]:
    return [" ".join(triple.split()) for line in text.splitlines() for triple in line.split("|")]


CLASSES = _words(
    """Person Organization Company GovernmentBody ResearchInstitute MediaOutlet InternationalOrganization
PoliticalParty Place Country Region Product AIModel Chip Device Software Equipment Technology Policy Event Work"""
)
RELATIONS = _words(
    """developed released manufactures supplies orders uses basedIn locatedIn founded holdsPosition ownedBy
investsIn acquires partnersWith competesWith outperforms comparableTo restricts permits investigates accuses sues
criticizes supports participatesIn meets succeeds variantOf partOf patents affects exportsTo authored lists
employs"""
)
MEASURES = _words(
    """developmentCost price revenue profit investmentAmount marketCap marketCapChange stockChange marketShare
shipments unitsUsed userCount headcount benchmarkScore costRatio processNode performanceRatio rank growth count"""
)
QUALIFIERS = _words("""date role product amount quantity share metric target effect comparedTo benchmark scope of""")
PARENTS = {"Company": "Organization", "PoliticalParty": "Organization", "Region": "Place", "Chip": "Product"}
HEADER = "\t".join(COLUMNS) + "\n"


@pytest.fixture(scope="module")
def onto() -> Ontology:
    return load_ontology()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the terms, shapes and queries with a lexicon of its own, so that a test can spoil it."""
    out = tmp_path / "ontology"
    for part in ("queries", "lexicon", "frames"):
        (out / part).mkdir(parents=True)
    for file in [*data_root().glob("*.ttl"), *data_root().glob("queries/*.rq")]:
        shutil.copy(file, out / file.relative_to(data_root()))
    lexicon(out, "nvidia\tCompany\t엔비디아\tNvidia\t\tNVDA\tQ182477\t\tname", "us\tCountry\t미국\t\t\t美\tQ30\t\tname")
    return out


def lexicon(root: Path, *rows: str, name: str = "names.tsv") -> Path:
    file = root / "lexicon" / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def spoil(file: Path, old: str, new: str) -> int:
    """Replace a piece of a file; return the line that it stood on."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


# ---------------------------------------------------------------- the vocabulary


def test_every_term_of_the_vocabulary_is_there(onto: Ontology) -> None:
    assert set(CLASSES) == set(onto.classes)
    assert set(RELATIONS) == set(onto.relations)
    assert set(MEASURES) == set(onto.measures)
    assert onto.modalities == MODALITIES
    assert set(QUALIFIERS) <= onto.qualifiers


def test_every_term_has_both_labels(onto: Ontology) -> None:
    for kind in (onto.classes, onto.relations, onto.measures):
        assert all(term.label_ko and term.label_en for term in kind.values())


def test_the_classes_form_the_vocabularys_tree(onto: Ontology) -> None:
    assert {c: onto.classes[c].parent for c in PARENTS} == PARENTS
    assert onto.is_a("Company", "Organization")
    assert onto.is_a("Company", "Company")
    assert not onto.is_a("Organization", "Company")
    assert not onto.is_a("Nonsense", "Nonsense")
    assert onto.ancestors("AIModel") == ("Product",)
    assert onto.ancestors("Person") == ()
    assert onto.branch("Country") == "Place"


def test_the_symmetric_relations_are_the_vocabularys(onto: Ontology) -> None:
    symmetric = {r.name for r in onto.relations.values() if r.symmetric}
    assert symmetric == {"partnersWith", "competesWith", "comparableTo", "meets"}


def test_an_inverse_is_declared_for_every_other_relation_and_is_no_relation(onto: Ontology) -> None:
    inverses = {r.name: r.inverse for r in onto.relations.values() if not r.symmetric}
    assert inverses["developed"] == "developedBy"
    assert all(inverses.values())
    assert not set(inverses.values()) & set(onto.relations)


def test_every_unit_that_numbers_are_read_in_is_defined(onto: Ontology) -> None:
    raw = onto.frames["numbers"]
    read = {*raw["units"], *(u for group in (raw["rates"], raw["lands"]) for by in group.values() for u in by.values())}
    assert read <= set(onto.units)
    assert {u for u in read if "/currency/" in onto.units[u]} == MONEY
    assert onto.units["USD"] == "http://qudt.org/vocab/currency/USD"
    assert onto.units["NM"] == onto.units["NanoM"] == "http://qudt.org/vocab/unit/NanoM"


def test_what_is_written_behind_a_number_is_one_unit(onto: Ontology) -> None:
    written = [form for forms in onto.frames["numbers"]["units"].values() for form in forms]
    assert sorted(written) == sorted(set(written))
    assert set(onto.frames["numbers"]["multiples"]) <= set(written)


@pytest.mark.parametrize(
    ("measure", "cls", "unit", "right"),
    [
        ("developmentCost", "AIModel", "USD", True),
        ("developmentCost", "AIModel", "percent", False),
        ("developmentCost", "Person", "USD", False),
        ("benchmarkScore", "AIModel", "point", True),
        ("stockChange", "Company", "percent", True),
        ("processNode", "Country", "NM", True),
        ("count", "Event", "GW", True),
        ("height", "Person", "M", False),
    ],
)
def test_a_measure_knows_its_subjects_and_units(
    onto: Ontology, measure: str, cls: str, unit: str, *, right: bool
) -> None:
    assert onto.measures_of(measure, cls, unit) is right


# ---------------------------------------------------------------- the gate


@pytest.mark.parametrize(
    "triple",
    _triples(
        """Company developed AIModel|Person developed Software|Country developed Technology|Company released Work
    Country manufactures Chip|Company supplies Company|Country orders Chip|Device uses Chip|Software basedIn Country
    Company basedIn Region|Event locatedIn Region|Person founded Company|Person holdsPosition Country
    Software ownedBy Company|Country investsIn Technology|Company acquires Company|Country partnersWith Company
    Company partnersWith Country|Country competesWith Country|Chip competesWith AIModel|Company outperforms Country
    Company competesWith MediaOutlet|AIModel outperforms Software|Product comparableTo Technology
    Company comparableTo Event|Event comparableTo Company|Policy restricts Chip|GovernmentBody restricts Person
    Country permits Chip|GovernmentBody investigates Company|Country investigates Event|Company accuses Person
    Person sues Company|MediaOutlet criticizes Policy|Country supports Technology|Person participatesIn Event
    Country participatesIn Policy|Person meets Person|Person meets Company|GovernmentBody meets Person
    Chip succeeds Chip|Person succeeds Person|AIModel variantOf AIModel|GovernmentBody partOf Country
    ResearchInstitute partOf ResearchInstitute|Technology partOf Software|Person partOf PoliticalParty
    Company patents Equipment|Technology affects Country|Event affects Region|Country exportsTo Country
    Company authored Work|Company lists Place|Company employs Person|Region locatedIn Country"""
    ),
)
def test_the_gate_lets_pass(onto: Ontology, triple: str) -> None:
    subject, relation, obj = triple.split()
    assert onto.allows(relation, subject, obj)


@pytest.mark.parametrize(
    "triple",
    _triples(
        """Chip developed Company|Company released Person|Person manufactures Country|Product supplies Company
    Person basedIn Country|Company holdsPosition Person|Person competesWith Company|Chip competesWith Company
    Person outperforms Country|Event competesWith Event|Person restricts Chip|Chip permits Country|Company meets Company
    Chip succeeds Person|Company variantOf Company|Country partOf Company|Person partOf Person|Work affects Country
    Company exportsTo Company|Company authored Chip|Person lists Place|Company employs Company|Policy uses Chip
    Company Nonsense Chip|Company nonsense Chip|Nonsense developed Chip|Company developed Nonsense"""
    ),
)
def test_the_gate_stops(onto: Ontology, triple: str) -> None:
    subject, relation, obj = triple.split()
    assert not onto.allows(relation, subject, obj)


def test_a_symmetric_relation_passes_either_way_round(onto: Ontology) -> None:
    for name in ("partnersWith", "competesWith", "comparableTo", "meets"):
        for a in CLASSES:
            assert all(onto.allows(name, a, b) == onto.allows(name, b, a) for b in CLASSES)


# ---------------------------------------------------------------- the lexicon


def test_a_row_becomes_an_entry(root: Path, onto: Ontology) -> None:
    file = lexicon(
        root, "trump\tPerson\t도널드 트럼프\tDonald Trump\t\t트럼프|?도널드\tQ22686\t대통령@us;창업자@x\tname"
    )
    (entry,) = read_lexicon(file, onto.classes)
    assert entry.surfaces == ("도널드 트럼프", "Donald Trump", "트럼프", "도널드")
    assert entry.ambiguous == {"도널드"}
    assert entry.posts == (("대통령", "us"), ("창업자", "x"))
    assert (entry.cls, entry.wikidata, entry.kind, entry.where) == ("Person", "Q22686", "name", f"{file}:2")


def test_a_users_rows_override_and_extend(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("us\tCountry\t미합중국\nacme-kr\tCompany\t에이크미\n", encoding="utf-8")
    onto = load_ontology(extra_lexicons=[mine])
    assert onto.entry("us").ko == "미합중국"
    assert onto.entry("acme-kr") == LexiconEntry("acme-kr", "Company", "에이크미", where=f"{mine}:2")


def test_merging_keeps_old_names_and_may_clear_a_mark() -> None:
    old = LexiconEntry(
        "target", "Company", "타깃", aliases=("타겟",), ambiguous=frozenset(("타깃", "타겟")), wikidata="Q1"
    )
    (entry,) = merge([old, LexiconEntry("target", "Company", "타깃", "Target")])
    assert entry.surfaces == ("타깃", "Target", "타겟")
    assert (set(entry.ambiguous), entry.wikidata) == ({"타겟"}, "Q1")


def test_a_csv_needs_only_its_header(tmp_path: Path, onto: Ontology) -> None:
    file = tmp_path / "mine.csv"
    file.write_text('\ufeffko,id,class,aliases\r\n"에이크미",acme-kr,Company,"ACME|?에이"\r\n', encoding="utf-8")
    (entry,) = read_lexicon(file, onto.classes)
    assert (entry.id, entry.surfaces, set(entry.ambiguous)) == ("acme-kr", ("에이크미", "ACME", "에이"), {"에이"})


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.tsv", "x\tCompany\t엑스\ny\tFirm\t와이\n", "a.tsv:2: unknown class 'Firm'"),
        ("a.tsv", "x\tCompany\n", "a.tsv:1: a row needs"),
        ("a.csv", "id,class\nx,Company\n", "a.csv:1: no column ko"),
        ("a.csv", "id,class,ko\nx,Firm,엑스\n", "a.csv:2: unknown class"),
    ],
)
def test_a_users_mistake_is_named_with_its_line(tmp_path: Path, name: str, text: str, place: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=place):
        load_ontology(extra_lexicons=[tmp_path / name])


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.tsv: cannot be read"):
        load_ontology(extra_lexicons=[tmp_path / "none.tsv"])
    (tmp_path / "cp949.tsv").write_bytes("x\tCompany\t엑스\n".encode("cp949"))
    with pytest.raises(OntologyError, match="is not UTF-8"):
        load_ontology(extra_lexicons=[tmp_path / "cp949.tsv"])
    with pytest.raises(OntologyError, match="is not a folder"):
        load_ontology(extra_dirs=[tmp_path / "none"])


def test_an_unknown_id_is_an_error(onto: Ontology) -> None:
    with pytest.raises(OntologyError, match="no-such-thing"):
        onto.entry("no-such-thing")


# ---------------------------------------------------------------- loading


def test_an_extra_folder_adds_terms_names_frames_and_queries(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "frames").mkdir()
    (tmp_path / "queries").mkdir()
    (tmp_path / "more.ttl").write_text(
        """@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        kg:Drug rdfs:subClassOf kg:Product ; rdfs:label "의약품"@ko, "Drug"@en .
        kg:treats rdfs:subPropertyOf kg:relation ; rdfs:domain kg:Drug ; rdfs:range kg:Person .""",
        encoding="utf-8",
    )
    lexicon(tmp_path, "aspirin-kr\tDrug\t아스피린\t\t\t\t\t\tcategory")
    (tmp_path / "frames" / "extra.yaml").write_text("a: {b: [1]}\n", encoding="utf-8")
    (tmp_path / "queries" / "extra.rq").write_text("ASK {}", encoding="utf-8")
    onto = load_ontology(extra_dirs=[tmp_path])
    assert onto.allows("treats", "Drug", "Person")
    assert onto.allows("developed", "Company", "Drug")
    assert onto.entry("aspirin-kr").kind == "category"
    assert onto.frames["extra"] == {"a": {"b": [1]}}
    assert {"extra", "facts"} <= set(onto.queries)


def test_frames_of_the_same_name_are_merged(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, text in zip(folders, ("a: {b: [1], c: 1}\n", "a: {b: [2], c: 2}\nd: 3\n"), strict=True):
        (folder / "frames").mkdir(parents=True)
        (folder / "frames" / "zz.yaml").write_text(text, encoding="utf-8")
    assert load_ontology(extra_dirs=folders).frames["zz"] == {"a": {"b": [1, 2], "c": 2}, "d": 3}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [("frames/x.yaml", "a: [\n", r"x\.yaml:\d: is not YAML"), ("x.ttl", "\n<a> <b>\n", r"x\.ttl:\d: is not Turtle")],
)
def test_an_extra_folders_syntax_error_is_named(tmp_path: Path, file: str, text: str, message: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_ontology(extra_dirs=[tmp_path])


def test_the_same_arguments_give_the_same_object() -> None:
    assert load_ontology() is load_ontology((), [])


def test_a_large_lexicon_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "many.tsv"
    rows = (f"many-{n}\tCompany\t회사{n}\tFirm {n}\t\t별칭{n}|?다른{n}\t\t\tname" for n in range(3000))
    file.write_text("\n".join(rows), encoding="utf-8")
    assert len(load_ontology(extra_lexicons=[file]).lexicon) >= 3000


# ---------------------------------------------------------------- the linter


def test_the_shipped_ontology_is_clean() -> None:
    assert [str(p) for p in lint(data_root())] == []


def test_a_clean_copy_has_no_problems(root: Path) -> None:
    assert lint(root) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("amd\tCompany\tAMD", "3 columns instead of 9"),
        ("amd\tFirm\tAMD\t\t\t\t\t\tname", "unknown class 'Firm'"),
        ("AMD\tCompany\tAMD\t\t\t\t\t\tname", "id 'AMD' is not a lower-case slug"),
        ("us\tCountry\t미합중국\t\t\t\t\t\tname", "id 'us' stands already at names.tsv:2"),
        ("amd\tCompany\tAMD\t\t\t미국\t\t\tname", "surface '미국' also names us at names.tsv:2"),
        ("amd\tCompany\tAMD\t\t\t?미국\t\t\tname", "surface '미국' also names us at names.tsv:2"),
        ("amd\tCompany\tAMD\t\t\t\tQ30\t\tname", "Q30 belongs already to us at names.tsv:2"),
        ("amd\tCompany\tAMD\t\t\t\t128896\t\tname", "'128896' is not a Q-id"),
        ("amd\tCompany\tAMD \t\t\t\t\t\tname", "ko has a blank at an edge"),
        ("amd\tCompany\tAMD\t\t\t에이엠디| 암드\t\t\tname", "aliases has a blank at an edge"),
        ("amd\tCompany\tAMD\t\t\t에이엠디||암드\t\t\tname", "aliases has an empty part"),
        ("amd\tCompany\t\u110b\u1166\t\t\t\t\t\tname", "ko is not NFC"),
        ("amd\tCompany\t\tAMD\t\t\t\t\tname", "no Korean label"),
        ("amd\tCompany\tAMD\t\t\t\t\t\tfirm", "kind 'firm' is neither"),
        ("su\tPerson\t리사 수\t\t\t\t\t최고경영자@amd\tname", "post names the unknown id 'amd'"),
        ("su\tPerson\t리사 수\t\t\t\t\t최고경영자\tname", "a post is not of the form role@id"),
        ("amd\tCompany\tAMD\t\t\t\t\t대통령@us\tname", "only a Person has a post"),
    ],
)
def test_a_mistake_in_a_row_is_found_with_file_and_line(root: Path, row: str, message: str) -> None:
    file = lexicon(root, "us\tCountry\t미국\t\t\t\tQ30\t\tname", row)
    problems = lint(root)
    assert [(p.file, p.line) for p in problems] == [(file, 3)] * len(problems)
    assert any(message in p.message for p in problems)


def test_a_surface_may_stand_twice_where_both_are_marked(root: Path) -> None:
    rows = [f"{name}\tCompany\t{name}\t\t\t?수호\t\t\tname" for name in ("one", "two")]
    lexicon(root, *rows)
    assert lint(root) == []


def test_mistakes_across_files_are_found(root: Path) -> None:
    file = lexicon(root, "usa\tCountry\t미국\t\t\t\t\t\tname", name="more.tsv")
    assert [p.line for p in lint(root)] == [3]
    file.write_bytes(HEADER.encode() + b"\xff\n")
    assert [(p.file, p.line, p.message) for p in lint(root)] == [(file, 2, "is not UTF-8")]
    file.write_text("id\tclass\n\nx\tCompany\t엑스\t\t\t\t\t\tname\n", encoding="utf-8")
    assert [(p.line, p.message[:10]) for p in lint(root)] == [(1, "the header"), (2, "an empty l")]


@pytest.mark.parametrize(
    ("old", "new", "term", "message"),
    [
        ('rdfs:label "개발했다"@ko, ', "rdfs:label ", "developed", "no rdfs:label in ko"),
        ('rdfs:label "개발했다"@ko, "developed"@en', 'rdfs:label "개발했다"@ko', "developed", "no rdfs:label in en"),
        ('rdfs:comment "A business."@en, ', "rdfs:comment ", "Company", "no rdfs:comment in en"),
        ('"A business."@en, "영리 기업."@ko', '"A business."@en', "Company", "no rdfs:comment in ko"),
        ("rdfs:subClassOf kg:Organization", "rdfs:subClassOf kg:Firm", "Company", "unknown class Firm"),
        ("rdfs:range kg:Work", "rdfs:range kg:Book", "authored", "range names the unknown class Book"),
        ("kg:Organization ) ] ;\n    rdfs:range kg:Work", "kg:Org ) ] ;\n    rdfs:range kg:Work", "authored",
         "domain names the unknown class Org"),
        ("    rdfs:range kg:Work ", "    rdfs:seeAlso kg:Work ", "authored", "a relation needs a range"),
        ("( kg:Person kg:Person )", "( kg:Person kg:Human )", "meets", "kg:pair names the unknown class Human"),
        ("owl:inverseOf kg:sues", "owl:inverseOf kg:suez", "suedBy", "inverse of the unknown relation suez"),
        ("kg:hasUnit unit:NanoM", "kg:hasUnit unit:PicoM", "processNode", "unknown unit PicoM"),
        ("kg:authored a owl:ObjectProperty ", "kg:authored a owl:ObjectProperty, owl:SymmetricProperty ", "authored",
         "domain and its range differ"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_term_is_found_with_file_and_line(
    root: Path, old: str, new: str, term: str, message: str
) -> None:
    file = root / "newskg.ttl"
    spoil(file, old, new)
    lines = file.read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if text.startswith(f"kg:{term} "))
    found = [p for p in lint(root) if message in p.message and p.message.startswith(f"{term}: ")]
    assert [(p.file, p.line) for p in found] == [(file, line)]


def test_turtle_that_does_not_parse_is_a_problem_not_a_crash(root: Path) -> None:
    file = root / "newskg.ttl"
    line = spoil(file, "kg:Company a owl:Class ;", "kg:Company a owl:Class")
    (problem,) = lint(root)
    assert problem.file == file
    assert line <= problem.line <= line + 1


def test_shapes_must_list_every_term(root: Path) -> None:
    file = root / "shapes.ttl"
    spoil(file, "kg:sues ", "")
    assert [(p.file, p.message) for p in lint(root)] == [(file, "no shape lists sues")]
    spoil(file, "kg:ArticleShape a", "kg:ArticleShape [")
    assert "is not Turtle" in lint(root)[0].message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- relation: developed\n- relation: invented\n", 2, "unknown relation 'invented'"),
        ("x:\n  measure: weight\n", 2, "unknown measure 'weight'"),
        ("relations:\n  developed: {}\n  invented: {}\n", 3, "unknown relation 'invented'"),
        ("a:\n  qualifiers: {date: x, weight: y}\n", 2, "unknown qualifier 'weight'"),
        ("a:\n- only_object: [Chip, Thing]\n", 2, "unknown class 'Thing'"),
        ("stands_for:\n  Company: [동사]\n  Thing: [그것]\n", 3, "unknown class 'Thing'"),
        ("units:\n  USD: [달러]\n  Stone: [돌]\n", 3, "unknown unit 'Stone'"),
        ("a: 1\na: 2\n", 2, "the key 'a' stands twice"),
        ("a: [\n", 2, "is not YAML"),
    ],
)
def test_a_mistake_in_a_frame_is_found_with_file_and_line(root: Path, text: str, line: int, message: str) -> None:
    file = root / "frames" / "x.yaml"
    file.write_text(text, encoding="utf-8")
    (problem,) = lint(root)
    assert (problem.file, problem.line) == (file, line)
    assert message in problem.message


def test_the_top_keys_of_the_relations_file_are_relations(root: Path) -> None:
    file = root / "frames" / "relations.yaml"
    file.write_text("developed: []\ninvented: []\n", encoding="utf-8")
    assert [(p.line, p.message) for p in lint(root)] == [(2, "unknown relation 'invented'")]


def test_a_mistake_in_a_query_is_found_with_file_and_line(root: Path) -> None:
    file = root / "queries" / "x.rq"
    file.write_text("# question: What?\n# 질문: 무엇?\nSELECT ?x WHERE {\n ?x ?y ;; }\n", encoding="utf-8")
    (problem,) = lint(root)
    assert (problem.file, problem.line) == (file, 4)
    file.write_text("SELECT ?x WHERE { ?x ?y ?z }\n", encoding="utf-8")
    (problem,) = lint(root)
    assert (problem.file, problem.line) == (file, 1)
    assert "# 질문" in str(problem)


def test_a_mistake_in_a_parameter_is_found(root: Path) -> None:
    file = root / "queries" / "x.rq"
    head = "# question: What?\n# 질문: 무엇?\n# parameter x (entity): what\n"
    file.write_text(f"{head}SELECT ?x {{ VALUES ?x {{ UNDEF }} ?x ?y ?z }}\n", encoding="utf-8")
    assert lint(root) == []
    file.write_text(f"{head}# parameter y (thing): what\n# parameter z: what\nASK {{}}\n", encoding="utf-8")
    said = [(p.line, p.message) for p in lint(root)]
    assert [line for line, _ in said] == [3, 4, 4, 5]
    assert said[0][1] == "the query has no VALUES ?x { UNDEF }"


def test_a_folder_that_adds_is_checked_against_the_installed_ontology(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    file = lexicon(tmp_path, "x\tCompany\t엑스\t\t\t\t\t\tname", "y\tFirm\t와이\t\t\t\t\t\tname")
    assert [(p.file, p.line) for p in lint(tmp_path)] == [(file, 3)]


# ---------------------------------------------------------------- shapes and queries, on a graph by hand

PREFIXES = """
@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix e: <https://w3id.org/newskg/id/entity/> .
@prefix : <https://w3id.org/newskg/id/> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix qudt: <http://qudt.org/schema/qudt/> . @prefix cur: <http://qudt.org/vocab/currency/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ENTITIES = (
    """
<https://w3id.org/newskg/id/article/1> a schema:NewsArticle ; schema:identifier "1" ; schema:headline "제목"@ko ;
    schema:datePublished "2025-01-31"^^xsd:date ; kg:sha256 "%s" .
e:deepseek a kg:Company ; skos:prefLabel "딥시크"@ko, "DeepSeek"@en ; kg:mentionedIn :article/1 .
e:r1 a kg:AIModel ; skos:prefLabel "R1"@ko ; kg:mentionedIn :article/1 .
e:huawei a kg:Company ; skos:prefLabel "화웨이"@ko ; kg:mentionedIn :article/1 .
e:deepseek kg:released e:r1 .
kg:anonymous rdfs:label "익명"@ko, "anonymous"@en .
:quantity/5580000-USD a qudt:QuantityValue ; qudt:numericValue 5580000.0 ; qudt:unit cur:USD .
""".replace(":article/1", "<https://w3id.org/newskg/id/article/1>").replace(
        ":quantity/5580000-USD", "<https://w3id.org/newskg/id/quantity/1>"
    )
    % ("0" * 64)
)
EVIDENCE = """
<#{name}> a kg:Statement ; rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ; kg:evidence <#ev-{name}> {more} .
<#ev-{name}> a kg:Evidence ; kg:article <https://w3id.org/newskg/id/article/1> ; oa:exact "딥시크는 R1을 공개했다."@ko ;
    oa:start 10 ; oa:end 24 ; kg:subjectSpan <a#char=10,13> ; kg:objectSpan <a#char=15,17> ;
    kg:triggerSpan <a#char=19,23> ; kg:modality kg:{m} ; kg:extractor "rules" ; kg:confidence 0.9 {source} .
"""


def statement(name: str, triple: str, m: str, source: str = "", more: str = "") -> str:
    s, p, o = triple.split()
    return EVIDENCE.format(name=name, s=s, p=p, o=o, m=m, source=source, more=more)


GRAPH = (
    PREFIXES
    + ENTITIES
    + statement("s1", "e:deepseek kg:released e:r1", "asserted", more='; kg:date "2025-01-20"^^xsd:date')
    + statement("s2", "e:deepseek kg:supplies e:huawei", "claimed", "; kg:attributedTo kg:anonymous ; kg:via e:huawei")
    + statement(
        "s3",
        "e:r1 kg:developmentCost <https://w3id.org/newskg/id/quantity/1>",
        "claimed",
        '; kg:attributedTo e:deepseek ; kg:time "2025-01"^^xsd:gYearMonth',
    )
    + statement("s4", "e:huawei kg:competesWith e:deepseek", "denied", more="; kg:disagreesWith <#s2>")
    + statement("s5", "e:huawei kg:restricts e:r1", "planned", more="; kg:target e:deepseek")
)


def conforms(text: str, *, ontology: bool = False) -> tuple[bool, str]:
    graph = rdflib.Graph().parse(data=text, format="turtle", publicID="https://w3id.org/newskg/id/")
    extra = rdflib.Graph().parse(data_root() / "newskg.ttl") if ontology else None
    shapes = rdflib.Graph().parse(data_root() / "shapes.ttl")
    right, _, report = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=extra, advanced=True)
    return right, report


def test_a_right_graph_conforms_with_and_without_the_ontology() -> None:
    assert conforms(GRAPH) == (True, "Validation Report\nConforms: True\n")
    assert conforms(GRAPH, ontology=True)[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("e:deepseek kg:released e:r1 .\n", "e:deepseek kg:released e:r1, e:huawei .\n", "A direct triple"),
        ("a kg:Company ; skos:prefLabel", "a kg:Firm ; skos:prefLabel", "a class"),
        ('"DeepSeek"@en', '"심도구색"@ko', "at most one a language"),
        ("rdf:predicate kg:supplies", "rdf:predicate kg:invented", "joins two entities"),
        ("rdf:predicate kg:developmentCost", "rdf:predicate kg:uses", "joins two entities"),
        ("rdf:predicate kg:supplies", "rdf:predicate kg:price", "joins two entities"),
        ("oa:start 10", "oa:start 30", "before its end"),
        ("kg:modality kg:claimed", "kg:modality kg:guessed", "exactly one modality"),
        ("kg:confidence 0.9", "kg:confidence 1.1", "from 0 to 1"),
        ("<a#char=10,13>", "<a#10>", "kg:subjectSpan"),
        ("kg:evidence <#ev-s1>", "kg:evidence <#ev-s1>, <#ev-s2>", "exactly one statement"),
        ("kg:evidence <#ev-s1>", "kg:evidence <#none>", "at least one evidence"),
        ('"2025-01-20"^^xsd:date', '"2025-01-20"', "kg:date is one"),
        ("qudt:numericValue 5580000.0", 'qudt:numericValue "558만"', "plain number"),
        ("; qudt:unit cur:USD", "", "exactly one unit"),
        ("0" * 64, "0" * 63, "SHA-256"),
        ("kg:modality kg:asserted", "kg:modality kg:claimed", "A direct triple"),
    ],
)  # fmt: skip
def test_a_wrong_graph_does_not_conform(old: str, new: str, message: str) -> None:
    assert old in GRAPH
    right, report = conforms(GRAPH.replace(old, new, 1))
    assert not right
    assert message in report


@pytest.fixture(scope="module")
def store() -> ox.Store:
    out = ox.Store()
    out.load(GRAPH, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/newskg/id/")
    return out


def ask(store: ox.Store, onto: Ontology, name: str) -> list[dict[str, str]]:
    found = store.query(onto.queries[name].read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    return [{n: str(row[n].value) for n in names if row[n] is not None} for row in found]


def test_there_are_queries_and_each_answers(store: ox.Store, onto: Ontology) -> None:
    assert len(onto.queries) >= 8
    for name in onto.queries:
        assert ask(store, onto, name) or name in OTHERS, name


# What takes several articles, a value, or a relation that is not there; tests/test_named_queries.py has them all.
OTHERS = {"between", "co-mentions", "confirmed", "conflicts", "corroborated", "investments", "measures-compared"} | {
    *("people", "since", "supply-chain")
}


def test_facts_hold_no_rumour(store: ox.Store, onto: Ontology) -> None:
    assert ask(store, onto, "facts") == [{"subject": "딥시크", "relation": "released", "object": "R1", "articles": "1"}]
    assert {r["modality"] for r in ask(store, onto, "rumours")} == {"claimed", "denied", "planned"}


def test_queries_show_labels_figures_sources_and_dates(store: ox.Store, onto: Ontology) -> None:
    said = ask(store, onto, "who-says-what")
    assert ("딥시크", "5580000 USD") in {(r["speaker"], r["object"].replace(".0", "")) for r in said}
    assert "익명" in {r["speaker"] for r in said}
    assert [r["when"] for r in ask(store, onto, "timeline")] == ["2025-01", "2025-01-20"]
    assert ask(store, onto, "restrictions")[0]["against"] == "딥시크"
    assert ask(store, onto, "measures")[0]["speaker"] == "딥시크"
    assert {r["speaker"] for r in ask(store, onto, "sources")} == {"익명", "딥시크", "화웨이"}
    assert ask(store, onto, "disagreements")[0]["other"] in {"딥시크", "화웨이"}


def test_an_installed_package_finds_its_own_data(tmp_path: Path) -> None:
    package = tmp_path / "kg"
    source = data_root().parent / "kg"
    shutil.copytree(source / "ontology", package / "ontology", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(data_root(), package / "_ontology")
    for name in ("__init__.py", "errors.py"):
        shutil.copy(source / name, package / name)
    code = "from kg.ontology import load_ontology; print(load_ontology().root)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == (package / "_ontology").resolve()
