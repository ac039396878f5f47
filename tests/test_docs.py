"""The documentation says what is there: commands, terms, formats and queries; what it shows is what is printed."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

from kg.cli import COMMANDS, cli
from kg.exporters import EXPORTERS
from kg.extract.base import EXTRACTORS
from kg.model import MODALITIES
from kg.ontology import load_ontology
from kg.ontology.lint import lint
from kg.pipeline import build
from kg.readers import READERS
from kg.stores import STORES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    p
    for p in ROOT.rglob("*.md")
    if not any(part.startswith((".", "node_modules")) for part in p.relative_to(ROOT).parts)
)
DOCUMENTATION = {p: p.read_text(encoding="utf-8") for p in PAGES if p.parent in (ROOT, ROOT / "docs")}
ALL = "\n".join(DOCUMENTATION.values())
VOCABULARY = (ROOT / "docs" / "ONTOLOGY.md").read_text(encoding="utf-8")
TERMS = load_ontology()
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@cache
def refresh() -> ModuleType:
    """docs/refresh.py, which is a script."""
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fenced(kind: str, text: str = README) -> list[str]:
    """Blocks of code of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"kg {name}" not in README] == []


def test_every_option_that_the_documentation_shows_exists() -> None:
    context = click.Context(cli)
    scripts = "".join(
        p.read_text(encoding="utf-8") for room in ("benchmarks", "docs") for p in (ROOT / room).glob("*.py")
    )
    neo4j = {"--array-delimiter", "--multiline-fields", "--nodes", "--relationships"}
    curl = {"--data-binary", "--data-urlencode", "--fail"}
    dask = {"--nworkers", "--nthreads", "--memory-limit"}
    stores = {"--location", "--file", "--union-default-graph", "--id", "--force", "--exclude", "--include"}
    known = {"--help", "--version"} | neo4j | curl | dask | stores | set(re.findall(r'"(--[a-z][a-z-]+)"', scripts))
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        known |= {o for p in command.params for o in p.opts if o.startswith("--")}
    heads = [ALL, *(path.read_text(encoding="utf-8") for path in TERMS.queries.values())]
    known |= {f"--{name}" for head in heads for name in re.findall(r"^# parameter (\w+)", head, re.MULTILINE)}
    shown = set(re.findall(r"(?<=[ `(])--[a-z][a-z0-9-]+", ALL.replace("mypy --strict", "")))
    assert shown - known == set()


@pytest.mark.parametrize(
    "names",
    [TERMS.classes, TERMS.relations, TERMS.measures, TERMS.qualifiers, MODALITIES, TERMS.queries],
    ids=["classes", "relations", "measures", "qualifiers", "modalities", "queries"],
)
def test_every_term_is_in_the_vocabulary(names: tuple[str, ...]) -> None:
    assert [name for name in names if f"`{name}`" not in VOCABULARY] == []


@pytest.mark.parametrize("names", [EXPORTERS, EXTRACTORS, STORES, READERS], ids=["out", "extract", "store", "in"])
def test_every_plug_in_is_documented(names: dict[str, str]) -> None:
    short = {".text", ".markdown", ".htm", ".xhtml", ".ndjson"}  # other endings of a format that is named
    assert [name for name in names if name not in ALL and name not in short] == []


def test_every_dependency_is_explained() -> None:
    text = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert len(lists) == 2
    names = [name.lower() for block in lists for name in re.findall(r'^  "([A-Za-z0-9-]+)', block, re.MULTILINE)]
    assert "kiwipiepy" in names
    assert [name for name in names if name not in text] == []


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [p for p in (ROOT / "kg").iterdir() if p.name[0] not in "_." and (p.suffix == ".py" or p.is_dir())]
    assert [p.name for p in rooms if f"`kg/{p.name}{'/' if p.is_dir() else ''}`" not in text] == []


@pytest.mark.parametrize("name", ["README.md", "docs/ONTOLOGY.md", "docs/QUERIES.md"])
def test_what_the_documentation_prints_is_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert refresh().refreshed(text) == text, "run: python docs/refresh.py"


@pytest.mark.parametrize("name", refresh().MADE)
def test_what_is_made_whole_is_in_step(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert refresh().FILES[name](text) == text, "run: python docs/refresh.py"


def test_the_readme_asks_five_questions_that_have_answers() -> None:
    asked = [words for words in refresh().commands(README) if words[1] == "query"]
    assert len(asked) == 5
    answers = [block.splitlines()[-1] for block in fenced("console") if block.startswith("$ kg query")]
    assert [a for a in answers if not re.fullmatch(r"[1-9]\d* rows?", a)] == []


def test_stale_output_is_renewed_and_a_failing_command_is_no_output() -> None:
    fresh = refresh().refreshed("```console\n$ kg query 'ASK {\n  ?s ?p ?o }'\nold\n```\n")
    assert fresh == "```console\n$ kg query 'ASK {\n  ?s ?p ?o }'\nyes\n```\n"
    assert "| `rumours` |" in refresh().refreshed("<!-- generated: queries -->\nold\n<!-- end -->")
    with pytest.raises(RuntimeError, match="nonsense"):
        refresh().refreshed("```console\n$ kg query nonsense\n```\n")
    with pytest.raises(RuntimeError, match="only kg"):
        refresh().refreshed("```console\n$ rm -r outputs\n```\n")


def test_the_query_that_the_documentation_adds_is_one(tmp_path: Path) -> None:
    (text,) = fenced("sparql", DOCUMENTATION[ROOT / "docs" / "QUERIES.md"])
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "users.rq").write_text(text, encoding="utf-8")
    assert lint(tmp_path) == []
    command = [sys.executable, "-m", "kg", "query", "users", "--maker", "엔비디아", "--ontology", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    assert "entity:deepseek" in done.stdout


def test_the_mistake_that_the_documentation_shows_is_what_is_shown() -> None:
    (block,) = [b for b in fenced("text", DOCUMENTATION[ROOT / "docs" / "QUERIES.md"]) if b.startswith("$")]
    command, *shown = block.splitlines()
    words = [sys.executable, "-m", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, text=True, env=ENVIRONMENT)
    assert done.stderr.splitlines() == shown


def test_the_library_example_runs() -> None:
    (example,) = fenced("python")
    command = [sys.executable, "-c", example]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    assert " asserted " in done.stdout


def test_the_speed_benchmark_still_knows_the_stages() -> None:
    command = [sys.executable, "benchmarks/extract.py", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    stages = dict(re.findall(r"^  (\w+) +(-?[\d.]+) ms", done.stdout, re.MULTILINE))
    assert len(stages) == 8
    assert [name for name, took in stages.items() if float(took) <= 0] == [], "a stage is no longer where it was"


def test_the_relation_that_the_readme_adds_is_found(tmp_path: Path) -> None:
    (turtle,), (frames,) = fenced("turtle"), fenced("yaml")
    lexicon = next(block for block in fenced("text") if block.startswith("id\t"))
    (tmp_path / "mine" / "frames").mkdir(parents=True)
    (tmp_path / "mine" / "hosts.ttl").write_text(turtle, encoding="utf-8")
    (tmp_path / "mine" / "frames" / "relations-mine.yaml").write_text(frames, encoding="utf-8")
    (tmp_path / "mine.tsv").write_text(lexicon, encoding="utf-8")
    assert lint(tmp_path / "mine") == []
    sentence, subject, target = re.findall(r'"(.*) => (.*) \| (.*)"', frames)[0]
    text = f"{sentence} 회사는 이 자리에서 새 제품을 여럿 공개했고, 내년에도 행사를 이어 가겠다고 밝혔다."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = build([tmp_path / "a.txt"], ontology=[tmp_path / "mine"], lexicons=[tmp_path / "mine.tsv"])
    names = {n.text: e.id for e in corpus.entities.values() for n in e.names}
    found = {(s.subject, s.predicate, s.object) for s in corpus.statements}
    assert (names[subject], "hosts", names[target]) in found


def test_ci_runs_the_readme_s_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    (command,) = [block.strip() for block in fenced("sh") if "pytest" in block]
    assert command in script
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_links_lead_somewhere() -> None:
    dead = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path, _, anchor = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            file = (page.parent / path).resolve() if path else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                dead.append(f"{page.relative_to(ROOT)}: {target}")
    assert dead == []


def test_files_that_the_documentation_names_exist() -> None:
    """A path from the top of the repository, or a module of any room by its bare name."""
    files = {p.name for folder in ("kg", "benchmarks", "docs", "ontology") for p in (ROOT / folder).rglob("*.*")}
    named = re.findall(r"`([\w./-]+\.(?:py|ttl|yaml|npz)|(?:kg|benchmarks|docs|seeds)/[\w./-]*)`", ALL)
    own = {"graph.ttl", "mine/hosts.ttl", "mine/frames/relations-mine.yaml"}  # what a user has or makes
    gone = [n for n in named if n not in own and not (ROOT / n).exists() and ("kg/" in n or Path(n).name not in files)]
    assert gone == []


def anchors(page: Path) -> set[str]:
    """What a heading's link is called where Markdown is shown."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# ---------- what no file of the repository holds

HOSTS = re.compile(
    r"(?i)https?://[^\s/\"')]*\b(?:pypi|pythonhosted|npm|registry|mirror|artifactory|nexus|proxy)\b[^\s/]*"
)
FOLDERS = re.compile(r"(?<![\w.~/>*\])}-])/(?:home|root|Users|tmp|work|workspace|mnt|srv)/[\w.-]+")


def tracked() -> list[Path]:
    """Files under version control, or all but hidden ones where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True)
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [
        p
        for p in ROOT.rglob("*")
        if p.is_file() and not any(part.startswith((".", "node_modules")) for part in p.parts)
    ]


def test_no_file_names_a_machine() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__).resolve() or b"\0" in (data := path.read_bytes())[:8000]:
            continue
        text = data.decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for pattern in (HOSTS, FOLDERS) for m in pattern.finditer(text)]
    assert found == []


def test_folders_of_weights_say_whose_they_are() -> None:
    folders = sorted((ROOT / "kg").glob("**/_weights"))
    assert len(folders) == 3
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for folder in folders:
        assert "CC BY-SA 4.0" in (folder / "LICENSE").read_text(encoding="utf-8")
        assert "CC BY-SA 4.0" in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
        assert f"{folder.relative_to(ROOT).as_posix()}/" in notice
        assert f"`{folder.relative_to(ROOT).as_posix()}/`" in README
