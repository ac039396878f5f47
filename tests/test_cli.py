"""The commands, by click's runner and once as real processes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import pipeline
from kg.cli import COMMANDS, cli
from kg.exporters import BINARY, EXPORTERS
from kg.stores import open_store
from tests.corpora import RELEASE, RIVALS, FakeEngine, first, second
from tests.servers import oxigraph
from tests.test_pipeline import LONG, articles, state

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder, with the engine that needs no language model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "build", partial(pipeline.build, engine=FakeEngine()))

    def call(*args: str, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(cli, list(args), input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def built(run: Run) -> Run:
    """The same, with a graph of two articles in outputs/."""
    from kg.ontology import load_ontology  # noqa: PLC0415

    terms = load_ontology()
    pipeline.write(pipeline.Corpus.of([first(), second()], terms), Path("outputs"), terms)
    return run


# ---------- help


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def test_help_lists_every_command_as_the_command_describes_itself(run: Run) -> None:
    text = run("--help").output
    for name, command in commands().items():
        assert command.get_short_help_str(limit=200) == COMMANDS[name][1]
        assert COMMANDS[name][1] in text


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_help_holds_an_example(name: str, run: Run) -> None:
    text = run(name, "--help").output
    assert "Example" in text
    assert f"kg {name}" in text.split("Example", 1)[1]


def loaded(code: str) -> set[str]:
    """The modules that a Python has loaded after some code."""
    told = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=root())
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_nothing_heavy() -> None:
    found = {m.partition(".")[0] for m in loaded("from kg.cli import cli; cli(['--help'], standalone_mode=False)")}
    heavy = {"rdflib", "pyoxigraph", "networkx", "kiwipiepy", "pyvis", "pyshacl", "rich", "numpy", "yaml"}
    assert "click" in found
    assert not found & heavy


def test_a_query_loads_no_builder_and_no_network() -> None:
    found = loaded("import kg.cli.query, kg.query.source, kg.query.binding, kg.query.mistakes, kg.query.results")
    assert "kg.stores.apart" in found
    assert not found & {"kg.graph.corpus", "kg.graph.gate", "kg.ontology.lint", "rdflib", "yaml", "ssl", "http.client"}


def root() -> Path:
    return Path(__file__).parent.parent


# ---------- build


def test_build_prints_a_summary_and_plain_lines(run: Run, tmp_path: Path) -> None:
    result = run("build", str(articles(tmp_path / "in")))
    assert result.exit_code == 0
    told = [line.partition(",")[0] for line in result.stderr.splitlines()]
    assert told[:3] == ["1 of 2 articles", "2 of 2 articles", "writing the graph of 2 articles"]
    assert told[3:] == ["note: 2 articles have no date"]
    assert result.stdout.startswith("2 articles, 3 entities named, 1 statement with 1 evidence, 2 rejects, ")
    assert "outputs/graph.html" in result.stdout


def test_build_is_silent_under_quiet(run: Run, tmp_path: Path) -> None:
    result = run("build", str(articles(tmp_path / "in")), "--quiet", "--out", "elsewhere")
    assert (result.exit_code, result.output) == (0, "")
    assert Path("elsewhere/graph.ttl").is_file()


def test_build_puts_texts_into_the_page_where_that_is_asked(run: Run, tmp_path: Path) -> None:
    folder = str(articles(tmp_path / "in"))
    for more in ((), ("--embed-text",)):
        assert run("build", folder, "-q", *more).exit_code == 0
        assert (LONG.strip() in Path("outputs/graph.html").read_text(encoding="utf-8")) is bool(more)


def test_build_says_that_a_large_page_has_no_texts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exporters.html.LARGE", 1)
    folder = str(articles(tmp_path / "in"))
    assert run("build", folder, "-q").stderr == ""
    assert "no texts in outputs/graph.html" in run("build", folder, "-q", "--embed-text").stderr


def test_build_takes_seeds_or_says_what_to_do(run: Run) -> None:
    result = run("build")
    assert result.exit_code == 2
    assert "kg build ARTICLES/" in result.stderr
    articles(Path("seeds"))
    assert run("build").exit_code == 0


def test_build_names_what_is_bad_and_builds_the_rest(run: Run) -> None:
    folder = articles(Path("in"))
    (folder / "empty.txt").write_bytes(b"")
    result = run("build", "in", "--quiet")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "empty.txt" in result.stderr
    assert "(" in result.stderr
    assert "article:a " in Path("outputs/graph.ttl").read_text(encoding="utf-8")


def test_build_of_nothing_loses_nothing(built: Run) -> None:
    before = state(Path("outputs"))
    result = built("build", "none")
    assert result.exit_code == 1
    assert "as it was" in result.stderr
    assert state(Path("outputs")) == before


def test_build_reads_standard_input(run: Run) -> None:
    assert run("build", "-", "--quiet", stdin=RELEASE + LONG).exit_code == 0
    assert "kg:released" in Path("outputs/graph.ttl").read_text(encoding="utf-8")


def test_build_takes_columns_as_the_user_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"이름,글\n기사,{RELEASE + LONG}\n나쁜 행,\n", encoding="utf-8")
    result = run("build", "t.csv")
    assert result.exit_code == 1
    assert "say which: --columns body=NAME,title=NAME; what is there: '이름', '글'" in result.stderr
    result = run("build", "t.csv", "--columns", "title=이름, body=글")
    assert result.exit_code == 1
    assert "kg: t.csv, row 3: no text (give it a body, or leave it out)" in result.stderr
    assert result.stdout.startswith("1 article")
    for wrong, what in (
        ("title", "'title' has no column"),
        ("title=", "'title' has no column"),
        ("=글", "has no column"),
    ):
        assert what in run("build", "t.csv", "--columns", wrong).stderr
    assert "no field is called 'stars'" in run("build", "t.csv", "--columns", "stars=글").stderr


def test_build_takes_a_base_and_a_least_confidence(run: Run) -> None:
    articles(Path("in"))
    assert run("build", "in", "--base", "https://example.org/", "--min-confidence", "1").exit_code == 0
    assert "<https://example.org/entity/>" in Path("outputs/graph.ttl").read_text(encoding="utf-8")
    assert run("build", "in", "--base", "nonsense").exit_code == 1
    assert run("build", "in", "--min-confidence", "2").exit_code == 2
    assert "kg:" in run("query", "SELECT ?p { entity:gana ?p ?o }").output


# ---------- the built graph


@pytest.mark.parametrize(
    "args", [("query", "ASK {}"), ("show", "gana"), ("stats",), ("export", "--format", "csv"), ("validate",)]
)
def test_without_a_graph_every_command_says_what_to_do_in_one_line(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "kg build" in result.stderr


def test_query_as_table_csv_and_json(built: Run) -> None:
    text = "SELECT ?name ?a { entity:chip\\/g1 skos:prefLabel ?name ; kg:mentionedIn ?a } ORDER BY ?a"
    table = built("query", text)
    assert [line.split() for line in table.stdout.splitlines()[2:]] == [["G1", "article:001"], ["G1", "article:002"]]
    rows = list(csv.reader(io.StringIO(built("query", text, "--format", "csv").stdout)))
    assert rows[0] == ["name", "a"]
    assert rows[1] == ["G1", "https://w3id.org/newskg/id/article/001"]
    found = json.loads(built("query", text, "--format", "json").stdout)
    assert found["head"] == {"vars": ["name", "a"]}
    assert found["results"]["bindings"][0]["name"] == {"type": "literal", "value": "G1", "xml:lang": "ko"}


def test_query_by_name_file_and_standard_input(built: Run) -> None:
    Path("mine.rq").write_text("ASK { ?s kg:released ?o }", encoding="utf-8")
    assert built("query", "mine.rq").stdout == "yes\n"
    assert built("query", "-", stdin="ASK { ?s kg:sues ?o }").stdout == "no\n"
    assert "가나전자" in built("query", "facts").stdout
    assert "rumours" in built("query", "--list").stdout
    assert json.loads(built("query", "ASK {}", "--format", "json").stdout)["boolean"] is True
    made = built("query", "CONSTRUCT { ?s kg:uses ?o } WHERE { ?s kg:released ?o }").stdout
    assert "entity:gana kg:uses" in made
    assert "entity:gana a kg:Company ;" in built("query", "DESCRIBE entity:gana").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "only queries"),
        ("SELECT * { SERVICE <http://x> { } }", "network"),
        ("rumors", "did you mean rumours"),
    ],
)
def test_a_bad_query_is_one_line(built: Run, text: str, said: str) -> None:
    result = built("query", text)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


def test_query_without_a_query_is_a_usage_error(built: Run) -> None:
    assert built("query").exit_code == 2


def test_a_mistake_is_shown_with_its_line_and_a_caret(built: Run) -> None:
    result = built("query", "SELECT * {\n  ?s rdfs:label '가나' ; kgg:released ?o\n}")
    assert result.exit_code == 1
    said, line, caret = result.stderr.splitlines()
    assert said.startswith("kg: line 2, column 24: is not SPARQL: no prefix is called kgg:")
    assert "did you mean kg:released?" in said
    assert line == "    ?s rdfs:label '가나' ; kgg:released ?o"
    assert caret == " " * 27 + "^"  # a Korean letter takes two columns


def test_an_unknown_term_is_told_beside_the_answer(built: Run) -> None:
    result = built("query", "ASK { ?s kg:release ?o ; kg:mentionedIn ?a }")
    assert (result.exit_code, result.stdout) == (0, "no\n")
    assert result.stderr == "kg: neither the ontology nor the graph knows kg:release: did you mean kg:released?\n"


@pytest.mark.parametrize("name", ["가나전자", "gana electronics", "entity:gana", "가나"])
def test_a_parameter_is_bound_to_what_goes_by_a_name(built: Run, name: str) -> None:
    rows = list(csv.reader(io.StringIO(built("query", "facts", "--entity", name, "--format", "csv").stdout)))
    assert [row[:3] for row in rows[1:]] == [["가나전자", "released", "G1"], ["다라반도체", "competesWith", "가나전자"]]
    assert "released" not in built("query", "facts", "--entity=dara").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("facts", "--entity", "나라전자"), 1, "가나전자"),
        (("facts", "--entty", "gana"), 1, "did you mean --entity?"),
        (("facts", "--fromat", "csv"), 2, "no option or parameter --fromat (did you mean --format?)"),
        (("ASK {}", "--tiemout", "3"), 2, "did you mean --timeout?"),
        (("facts", "--explian"), 2, "--explian has no value, or is no option (did you mean --explain?)"),
        (("facts", "--entity"), 2, "--entity has no value"),
        (("facts", "gana"), 2, "one argument too many"),
        (("ASK {}", "--entity", "gana"), 1, "it has: none"),
        (("ASK {}", "--format", "turtle"), 1, "CONSTRUCT"),
    ],
)
def test_a_wrong_parameter_is_one_line(built: Run, words: tuple[str, ...], code: int, said: str) -> None:
    result = built("query", *words)
    assert result.exit_code == code
    assert said in result.stderr.splitlines()[-1]


def test_a_value_is_no_piece_of_a_query(built: Run) -> None:
    for value in ('x" } DROP ALL #', "entity:a> ?p ?o } #", "} UNION { ?s ?p ?o"):
        result = built("query", "facts", "--entity", value)
        assert result.exit_code == 1
        assert "no entity is called" in result.stderr


def test_an_answer_is_cut_and_says_so(built: Run) -> None:
    result = built("query", "SELECT * { ?s ?p ?o }", "--limit", "3")
    assert len(result.stdout.splitlines()) == 5
    assert result.stderr == "kg: cut after 3: there is more (see --limit)\n3 rows\n"
    made = built("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--limit", "3", "--format", "ntriples")
    assert len(made.stdout.splitlines()) == 3


def test_what_runs_away_is_stopped(built: Run) -> None:
    result = built("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "1")
    assert result.exit_code == 1
    assert "takes longer than 1 s" in result.stderr


def test_explain_gives_a_query_that_can_be_asked_as_it_is(built: Run) -> None:
    result = built("query", "facts", "--entity", "가나전자", "--explain")
    assert "# parameter entity: <https://w3id.org/newskg/id/entity/gana>" in result.stdout
    assert "outputs/store/g-" in result.stdout
    assert "# asking: " in result.stdout
    Path("again.rq").write_text(result.stdout, encoding="utf-8")
    assert built("query", "again.rq").stdout == built("query", "facts", "--entity", "가나전자").stdout


def test_query_reads_the_store_only_where_it_is_of_the_same_build(built: Run) -> None:
    asked = ("query", "ASK { entity:gana kg:sues ?x }")

    def where(*options: str) -> str:
        return built(*asked, "--explain", *options).stdout.splitlines()[0]

    assert "on disk" in where()
    assert "on disk" in where("--project", "outputs")
    assert "read into memory" in where("--graph", "outputs/graph.ttl")
    for file in Path("outputs/store").glob("g-*/CURRENT"):
        content = file.read_bytes()
        file.write_bytes(b"nonsense")
        assert "read into memory (the store beside it cannot be opened" in where()
        file.write_bytes(content)
    path = Path("outputs/graph.ttl")
    text = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")  # another time, but the same bytes
    assert "on disk" in where()
    path.write_text(f"{text}entity:gana kg:sues entity:dara .\n", encoding="utf-8")
    assert where().endswith("(the store beside it is of another build)")
    assert built(*asked).stdout == "yes\n"


def test_a_store_of_another_layout_is_refused_with_what_to_do(built: Run) -> None:
    pointer = Path("outputs/store/current.json")
    found = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps(found | {"layout": 99}), encoding="utf-8")
    result = built("query", "ASK {}")
    assert result.exit_code == 1
    assert "newer newskg" in result.stderr
    assert "kg build" in result.stderr
    assert built("query", "ASK {}", "--graph", "outputs/graph.ttl").stdout == "yes\n"


def test_query_asks_an_endpoint(built: Run) -> None:
    with oxigraph() as address:
        store = open_store("remote", address)
        store.load(Path("outputs/graph.ttl"))
        asked = ("query", "facts", "--entity", "가나전자", "--format", "csv")
        assert built(*asked, "--endpoint", address).stdout == built(*asked).stdout
        wrong = built("query", "SELECT * {\n ?s nope:x ?o }", "--endpoint", address)
        assert wrong.stderr.splitlines()[1:] == ["   ?s nope:x ?o }", "      ^"]
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        assert "longer than 1 s" in built("query", slow, "--endpoint", address, "--timeout", "1").stderr
    gone = built("query", "ASK {}", "--endpoint", address)
    assert gone.exit_code == 1
    assert f"{address}/query: cannot be reached" in gone.stderr


def test_commands_take_a_project(built: Run) -> None:
    Path("outputs").rename("elsewhere")
    for args in (("query", "ASK {}"), ("show", "gana"), ("stats",), ("validate",)):
        assert built(*args).exit_code == 1
        assert built(*args, "--project", "elsewhere").exit_code == 0


def test_service_is_off_unless_it_is_allowed(built: Run) -> None:
    text = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    assert "--allow-service" in built("query", text).stderr
    assert "network" not in built("query", text, "--allow-service").stderr


@pytest.mark.parametrize(("form", "reads"), [("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")])
def test_results_are_the_w3c_s(built: Run, form: str, reads: str) -> None:
    text = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?s ?o"
    found = ox.parse_query_results(
        built("query", text, "--format", form).stdout_bytes, format=getattr(ox.QueryResultsFormat, reads)
    )
    assert isinstance(found, ox.QuerySolutions)
    assert [v.value for v in found.variables] == ["s", "o", "none"]
    store = ox.Store()
    store.load(path="outputs/graph.ttl")
    wanted = store.query(text)
    assert isinstance(wanted, ox.QuerySolutions)
    assert list(map(tuple, found)) == list(map(tuple, wanted))


def test_an_unfinished_name_of_a_query_is_enough_where_only_one_begins_so(built: Run) -> None:
    assert built("query", "who-says").exit_code == 0
    assert "did you mean" in built("query", "r").stderr


@pytest.mark.parametrize("name", ["가나전자", "gana electronics", "entity:gana"])
def test_show_prints_who_says_what_and_how_firmly(built: Run, name: str) -> None:
    out = built("show", name).stdout
    assert out.startswith("가나전자 · Gana Electronics  (Company, entity:gana)")
    assert "  G1  [planned]\n" in out
    assert "  G1 (date: 2025-01-20)  [asserted]\n" in out
    assert f"“{RELEASE}”\n      한빛일보, 2025-01-31, 001 · asserted\n" in out
    assert "← competesWith\n  다라반도체 → 가나전자  [asserted]\n" in out


def test_show_prints_figures_with_their_voice(built: Run) -> None:
    out = built("show", "G1").stdout
    assert "→ developmentCost\n  5,580,000 USD  [claimed]\n" in out
    assert "claimed by 한빛일보 via an unnamed source, 가나전자 · of 2025-01" in out
    unknown = built("show", "없는회사")
    assert unknown.exit_code == 1
    assert "(list them with: kg query names)" in unknown.stderr
    assert "가나전자" in built("query", "names").stdout


def test_stats_count(built: Run) -> None:
    out = built("stats").stdout
    found = {tuple(line.split()) for line in out.splitlines()}
    assert {("articles", "2"), ("statements", "5"), ("evidences", "6"), ("disagreements", "1")} <= found
    assert {("competesWith", "1"), ("asserted", "4"), ("planned", "1"), ("Company", "2")} <= found


@pytest.mark.parametrize("form", sorted({*EXPORTERS} - BINARY))
def test_export_into_a_file_and_into_a_pipe(built: Run, form: str) -> None:
    assert built("export", "--format", form, "-o", "new/file.x").exit_code == 0
    assert built("export", "--format", form).stdout_bytes == Path("new/file.x").read_bytes()
    assert sorted(p.name for p in Path("new").iterdir()) == (
        ["file-nodes.x", "file.x"] if form in ("csv", "neo4j") else ["file.x"]
    )


def test_export_of_rdf12_and_of_what_is_no_text(built: Run) -> None:
    assert " ~ statement:" in built("export", "--format", "turtle", "--rdf12").stdout
    assert "turtle" in built("export", "--format", "csv", "--rdf12").stderr
    result = built("export", "--format", "parquet")
    assert result.exit_code == 2
    assert "-o FILE" in result.stderr


def test_an_unknown_format_is_one_line(built: Run) -> None:
    result = built("export", "--format", "nonsense")
    assert result.exit_code == 1
    assert "turtle" in result.stderr


def test_validate(built: Run) -> None:
    assert built("validate").exit_code == 0
    path = Path("outputs/graph.ttl")
    path.write_text(path.read_text(encoding="utf-8").replace("kg:modality kg:planned", "kg:modality kg:maybe"), "utf-8")
    result = built("validate")
    assert result.exit_code == 1
    assert "modality of the seven. (1)\n" in result.stdout
    assert "kg:maybe" in result.stdout or "ontology#maybe" in result.stdout


def test_a_graph_that_is_no_graph_is_one_line(built: Run) -> None:
    Path("outputs/graph.ttl").write_text("nonsense", encoding="utf-8")
    for args in (("stats",), ("query", "ASK {}"), ("validate",)):
        result = built(*args)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1


def test_ontology_check_prints_file_and_line(run: Run) -> None:
    (Path("mine") / "queries").mkdir(parents=True)
    Path("mine/queries/bad.rq").write_text("# question: x?\n# 질문: x?\nSELECT nonsense", encoding="utf-8")
    result = run("ontology", "check", "mine")
    assert result.exit_code == 1
    assert "mine/queries/bad.rq:3: " in result.stdout
    Path("mine/queries/bad.rq").unlink()
    assert run("ontology", "check", "mine").exit_code == 0
    assert run("ontology", "check", "none").exit_code == 2


def test_a_hostile_name_steers_no_terminal(built: Run) -> None:
    path = Path("outputs/graph.ttl")
    text = path.read_text(encoding="utf-8").replace('"GANA"@en', '"\\u001B[31mGANA\\u202E"@en')
    path.write_text(text, encoding="utf-8")
    for out in (built("show", "gana").stdout, built("query", "SELECT ?n { entity:gana skos:altLabel ?n }").stdout):
        assert "GANA" in out
        assert not {"\x1b", "\u202e"} & set(out)


# ---------- real processes


def process(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
        | {"PYTHONPATH": str(root())}
        | env,
    )


@pytest.mark.parametrize(
    "env", [{}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp949"}]
)
def test_output_is_utf8_on_odd_locales(built: Run, env: dict[str, str]) -> None:
    del built
    done = process("show", "gana", **env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("가나전자 · Gana Electronics")
    failed = process("show", "없는이름", **env)
    assert failed.returncode == 1
    assert "없는이름" in failed.stderr.decode()


def test_the_real_engine_in_a_real_process(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("엔비디아는 H100을 공개했다. " + RIVALS + LONG, encoding="utf-8")
    done = process("build", str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.startswith(b"1 of 1 article\nwriting the graph of 1 article\nnote: 1 article has no date, ")
    assert done.stderr.count(b"\n") == 3
    assert b"\x1b" not in done.stdout
    again = process("build", str(tmp_path / "in"), "--out", str(tmp_path / "again"), PYTHONHASHSEED="7")
    assert again.returncode == 0
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    shown = process("show", "엔비디아", "--graph", str(tmp_path / "out" / "graph.ttl"))
    assert "released" in shown.stdout.decode()


def test_the_real_engine_builds_what_is_good_among_what_is_bad(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "good.txt").write_text("엔비디아는 H100을 공개했다." + LONG, encoding="utf-8")
    before = process("build", str(folder), "--out", str(out))
    assert before.returncode == 0, before.stderr.decode()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "long.txt").write_bytes("딥시크는 새 모델을 공개했다. ".encode() * (50 * 2**20 // 41))
    (folder / "front.md").write_text("---\ntitle: [열린 괄호\n---\n\n딥시크는 R1을 공개했다." + LONG, encoding="utf-8")
    head = "<html><head><meta charset=euc-kr></head>"
    page = f"{head}<body><p>화웨이는 똠방각하 앞에서 H20을 공개했다.{LONG}</p></body></html>"
    (folder / "page.html").write_bytes(page.encode("cp949"))
    done = process("build", str(folder), "--out", str(out))
    assert done.returncode == 1
    told = [line for line in done.stderr.decode().splitlines() if line.startswith("kg: ")]
    assert len(told) == 4
    for name, remedy in (("empty", "leave it out"), ("image", "UTF-8"), ("long", "split it"), ("front", "---")):
        [line] = [line for line in told if f"{name}." in line.split(": ")[1]]
        assert remedy in line.rpartition("(")[2]
    graph = pipeline.load(out / "graph.ttl")
    assert sorted(graph.articles) == ["good", "page"]
    assert any("똠방각하" in claim.evidence.exact for claim in graph.claims)  # letters that EUC-KR lacks
    stood = state(out)
    (folder / "good.txt").unlink()
    (folder / "page.html").unlink()
    assert process("build", str(folder), "--out", str(out)).returncode == 1
    assert state(out) == stood


def test_a_date_that_is_none_is_a_warning_and_the_row_is_built(run: Run) -> None:
    Path("in.csv").write_text(f"날짜,본문\n어제,{RELEASE}{LONG}\n2025-01-31,{RIVALS}{LONG}\n", encoding="utf-8")
    result = run("build", "in.csv", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("kg: warning: in.csv, row 2: no calendar date in '어제'")
    report = json.loads(Path("outputs/report.json").read_text("utf-8"))
    assert (report["articles"], report["failures"]) == (2, [])
    assert [warning["where"] for warning in report["warnings"]] == ["in.csv, row 2"]
