"""Lints lexicon files: what would make two readers of the same name disagree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.ontology.lexicon import COLUMNS, MARK, entry_of
from kg.ontology.lint.problem import Problem, text_of
from kg.ontology.terms import LexiconEntry

SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
KINDS = ("name", "category", "term")


class _Row(NamedTuple):
    file: Path
    line: int
    fields: list[str]
    entry: LexiconEntry


def lint_lexicon(files: list[Path], classes: Collection[str], others: tuple[LexiconEntry, ...] = ()) -> list[Problem]:
    """Check each row by itself, then all rows against each other.

    Args:
        files: TSV files with all nine columns.
        classes: Names of the classes that there are.
        others: Entries that these files add to: they may be named in posts, and their rows may be overridden.
    """
    problems: list[Problem] = []
    rows = [row for path in files for row in _rows(path, problems)]
    for row in rows:
        problems += (Problem(row.file, row.line, m) for m in _row_faults(row, classes))
    problems += _twice(rows)
    problems += _posts(rows, {e.id for e in others} | {r.entry.id for r in rows})
    return problems


def _rows(path: Path, problems: list[Problem]) -> Iterator[_Row]:
    text = text_of(path, problems)
    lines = text.split("\n")
    if text and lines[0].split("\t") != list(COLUMNS):
        problems.append(Problem(path, 1, f"the header is not {' '.join(COLUMNS)}, parted by tabs"))
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        if not line:
            if number < len(lines):
                problems.append(Problem(path, number, "an empty line"))
        elif len(fields) != len(COLUMNS):
            problems.append(Problem(path, number, f"{len(fields)} columns instead of {len(COLUMNS)}"))
        else:
            yield _Row(path, number, fields, entry_of(fields, f"{path}:{number}"))


def _row_faults(row: _Row, classes: Collection[str]) -> Iterator[str]:
    entry = row.entry
    if not SLUG.fullmatch(entry.id):
        yield f"id {entry.id!r} is not a lower-case slug"
    if entry.cls not in classes:
        yield f"unknown class {entry.cls!r}"
    if not entry.ko:
        yield "no Korean label"
    if entry.wikidata and not WIKIDATA.fullmatch(entry.wikidata):
        yield f"{entry.wikidata!r} is not a Q-id"
    if row.fields[8] not in KINDS:
        yield f"kind {row.fields[8]!r} is neither {' nor '.join(KINDS)}"
    if entry.posts and entry.cls != "Person":
        yield "only a Person has a post"
    for column, text in zip(COLUMNS, row.fields, strict=True):
        yield from _text_faults(column, text)


def _text_faults(column: str, text: str) -> Iterator[str]:
    if text != unicodedata.normalize("NFC", text):
        yield f"{column} is not NFC"
    parts = text.split({"aliases": "|", "post": ";"}.get(column, "\t")) if text else []
    if any(part != part.strip() or part.removeprefix(MARK) != part.removeprefix(MARK).strip() for part in parts):
        yield f"{column} has a blank at an edge"
    if any(not part.removeprefix(MARK) for part in parts):
        yield f"{column} has an empty part"


def _twice(rows: list[_Row]) -> Iterator[Problem]:
    """Find ids, Q-ids and unmarked surfaces that stand in two rows; the later one is reported."""
    ids: dict[str, _Row] = {}
    items: dict[str, _Row] = {}
    names: dict[str, _Row] = {}
    for row in rows:
        entry = row.entry
        if (first := ids.setdefault(entry.id, row)) is not row:
            yield Problem(row.file, row.line, f"id {entry.id!r} stands already at {_place(first)}")
            continue
        if entry.wikidata and (first := items.setdefault(entry.wikidata, row)) is not row:
            message = f"{entry.wikidata} belongs already to {first.entry.id} at {_place(first)}"
            yield Problem(row.file, row.line, message)
        for name in entry.surfaces:
            first = names.setdefault(name, row)
            if first is not row and not (name in entry.ambiguous and name in first.entry.ambiguous):
                message = f"surface {name!r} also names {first.entry.id} at {_place(first)}: mark both with {MARK}"
                yield Problem(row.file, row.line, message)


def _posts(rows: list[_Row], known: set[str]) -> Iterator[Problem]:
    for row in rows:
        for role, org in row.entry.posts:
            if not role or not org:
                yield Problem(row.file, row.line, "a post is not of the form role@id")
            elif org not in known:
                yield Problem(row.file, row.line, f"post names the unknown id {org!r}")


def _place(row: _Row) -> str:
    return f"{row.file.name}:{row.line}"
