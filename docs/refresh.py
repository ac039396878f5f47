# ruff: noqa: INP001 - a script, no package
"""Brings the generated parts of the documentation up to date: python docs/refresh.py [--check].

Two kinds of parts are generated. A fenced block of the kind `console` that begins with `$ kg …` gets what that command
prints on outputs/graph.ttl. What stands between `<!-- generated: NAME -->` and `<!-- end -->` gets the table of that
name, made from ontology/. ontology/context.jsonld, ontology/shapes-relations.ttl and docs/REFERENCE.md are made whole.
Run it after a change to either; --check changes nothing and fails where something is stale.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from kg.cli import cli
from kg.exporters.context import context
from kg.exporters.reference import reference
from kg.exporters.reference_pages import markdown
from kg.graph.shaping import relation_shapes
from kg.ontology import load_ontology
from kg.ontology.queries import NamedQuery, read_query
from kg.ontology.terms import ClassInfo, Relation
from kg.pipeline import load
from kg.query import question

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "docs/ONTOLOGY.md", "docs/QUERIES.md")
CONTEXT = "ontology/context.jsonld"
SHAPES = "ontology/shapes-relations.ttl"
REFERENCE = "docs/REFERENCE.md"
KG = "https://w3id.org/newskg/ontology#"
CURRENCY = "http://qudt.org/vocab/currency/"
COMMENT = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_CONSOLE = re.compile(r"(?<=^```console\n)\$ .*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """Return a document with its generated parts made anew.

    Raises:
        RuntimeError: A command fails.
    """
    text = _TABLE.sub(lambda m: f"{m[1]}\n{TABLES[m[2]]()}\n\n{m[3]}", text)
    return _CONSOLE.sub(lambda m: _session(m[0]), text)


def commands(text: str) -> list[list[str]]:
    """Return the commands of a document's console blocks, each as its words."""
    return [shlex.split(_command(block)[2:]) for block in _CONSOLE.findall(text)]


def _command(block: str) -> str:
    """Return the prompt and the command that a block begins with, which may run over several lines."""
    lines = block.splitlines()
    for n in range(1, len(lines) + 1):
        command = "\n".join(lines[:n])
        with contextlib.suppress(ValueError):  # a quotation that is still open
            shlex.split(command)
            return command
    raise RuntimeError(f"{lines[0]}: a quotation does not end")


def _session(block: str) -> str:
    command = _command(block)
    program, *words = shlex.split(command[2:])
    if program != "kg":
        raise RuntimeError(f"{program}: only kg is run")
    with contextlib.chdir(ROOT):
        result = CliRunner().invoke(cli, words)
    if result.exit_code:
        raise RuntimeError(f"{command}: {result.output or result.exception}")
    return "\n".join([command, *(line.rstrip() for line in result.output.splitlines())]) + "\n"


# ---------- tables made from ontology/


def _rows(header: str, rows: Iterator[str]) -> str:
    return "\n".join([header, "|---" * (header.count("|") - 1) + "|", *rows])


@cache
def _comments() -> dict[str, str]:
    """Return the English comment of each term by its local name, from the Turtle itself."""
    store = ox.Store()
    store.load(path=str(ROOT / "ontology" / "newskg.ttl"), format=ox.RdfFormat.TURTLE)
    found = store.quads_for_pattern(None, COMMENT, None)
    return {
        q.subject.value.removeprefix(KG): q.object.value
        for q in found
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal) and q.object.language == "en"
    }


def _said(name: str) -> str:
    return _comments().get(name, "")


def _classes() -> str:
    terms = load_ontology()

    def tree(parent: str, depth: int) -> Iterator[str]:
        for info in terms.classes.values():
            if info.parent == parent:
                yield _class(info, depth)
                yield from tree(info.name, depth + 1)

    return _rows("| class | Korean | says |", tree("", 0))


def _class(info: ClassInfo, depth: int) -> str:
    return f"| {'· ' * depth}`{info.name}` | {info.label_ko} | {_said(info.name)} |"


def _relations() -> str:
    def row(found: Relation) -> str:
        mark = r" \*" if found.symmetric else ""
        ends = f"{_list(found.domain)} | {_list(found.range)}"
        return f"| `{found.name}`{mark} | {found.label_ko} | {ends} | {_said(found.name)} |"

    return _rows("| relation | Korean | from | to | says |", map(row, load_ontology().relations.values()))


def _measures() -> str:
    terms = load_ontology()
    header = "| measure | Korean | units | says |"
    rows = (f"| `{m.name}` | {m.label_ko} | {_units(m.units)} | {_said(m.name)} |" for m in terms.measures.values())
    return _rows(header, rows)


def _units(units: frozenset[str]) -> str:
    if not units:
        return "any"
    money = {name for name, iri in load_ontology().units.items() if iri.startswith(CURRENCY)}
    return _list((units - money) | {"money"} if units >= money else units)


def _qualifiers() -> str:
    return _rows("| qualifier | says |", (f"| `{q}` | {_said(q)} |" for q in sorted(load_ontology().qualifiers)))


def _queries() -> str:
    queries = sorted(load_ontology().queries.items())
    rows = (f"| `{name}` | {question(path)} |" for name, path in queries)
    return _rows("| name | question |", rows)


def _named() -> str:
    return "\n\n".join(_section(name, read_query(path)) for name, path in sorted(load_ontology().queries.items()))


def _section(name: str, query: NamedQuery) -> str:
    """Describe a named query: its questions, its parameters, and how it is called."""
    lines = [f"### {name}", "", f"{query.question}\\", query.korean, ""]
    for p in query.parameters:
        stands = (
            f"; without it: `{p.default.strip(chr(34))}`" if p.default else "; has to be given" if p.required else ""
        )
        lines.append(f"- `--{p.name}` ({p.kind}): {p.says}{stands}")
    shown = [*query.examples] or [f"kg query {name}"]
    return "\n".join([*lines, *([""] if query.parameters else []), "```sh", *shown, "```"])


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


TABLES: dict[str, Callable[[], str]] = {
    "classes": _classes,
    "relations": _relations,
    "measures": _measures,
    "qualifiers": _qualifiers,
    "queries": _queries,
    "named": _named,
}


def _context(_old: str) -> str:
    """Return the published JSON-LD context."""
    return json.dumps({"@context": context(load_ontology())}, ensure_ascii=False, indent=1) + "\n"


def _shapes(_old: str) -> str:
    """Return the shapes of relations and measures."""
    return relation_shapes(load_ontology())


def _reference(_old: str) -> str:
    """Return the reference of all terms, with examples from the graph that is committed."""
    return markdown(reference(load_ontology(), load(ROOT / "outputs" / "graph.ttl")))


MADE = {CONTEXT: _context, SHAPES: _shapes, REFERENCE: _reference}
FILES: dict[str, Callable[[str], str]] = {**MADE, **dict.fromkeys(DOCUMENTS, refreshed)}


def main() -> None:
    """Rewrite the documents, or with --check only compare them."""
    parser = argparse.ArgumentParser(description="Bring the generated parts of the documentation up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where something is stale")
    check = parser.parse_args().check
    stale = []
    for name, make in FILES.items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = make(old)
        if new != old:
            stale.append(name)
            if not check:
                path.write_text(new, encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{'stale' if check else 'refreshed'}: {name}\n" for name in stale))
    if stale and check:
        sys.exit(1)


if __name__ == "__main__":
    main()
