"""Named queries: SPARQL files whose first comments tell the question, the parameters and an example.

    # question: Who says what about whom?
    # 질문: 누가 누구에 대해 무엇을 말하는가?
    # parameter entity (entity): who says it, or whom it is about
    # example: kg query who-says-what --entity 딥시크

A parameter `entity` stands in the query as `VALUES ?entity { UNDEF }`, or with another default, so that the file is a
query as it is; a value takes the place of what is between the braces. With nothing there it has to be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.ontology.texts import read_text

KINDS = ("entity", "article", "relation", "modality", "date", "integer", "text")
_LINE = re.compile(r"#\s*(question|질문|example|parameter (\w+) \((\w+)\)):\s*(\S.*?)\s*\Z")
_MEANT = re.compile(r"#\s*parameter\b")
_BLOCK = r"VALUES\s+\?{name}\s*\{{([^{{}}]*)\}}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be told.

    Attributes:
        name: The variable's name, and the option's.
        kind: One of KINDS.
        says: What it means.
        default: What stands in the query, as SPARQL; "" where anything fits.
        required: Whether the query asks nothing without it.
    """

    name: str
    kind: str
    says: str
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what its first comments say.

    Attributes:
        path: Its file.
        text: All of it.
        question, korean: What it asks, in English and in Korean.
        parameters: What it can be told.
        examples: Command lines.
    """

    path: Path
    text: str
    question: str = ""
    korean: str = ""
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()


def read_query(path: Path) -> NamedQuery:
    """Read a named query.

    Raises:
        QueryError: It cannot be read or is not UTF-8.
    """
    text = read_text(path, QueryError)
    found = [m for m in map(_LINE.match, head(text)) if m]
    said = {m[1]: m[4] for m in reversed(found)}
    parameters = tuple(_parameter(text, m[2], m[3], m[4]) for m in found if m[2])
    examples = tuple(m[4] for m in found if m[1] == "example")
    return NamedQuery(path, text, said.get("question", ""), said.get("질문", ""), parameters, examples)


def head(text: str) -> list[str]:
    """Return the lines of comment that a text opens with."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def default(text: str, name: str) -> str | None:
    """Return what stands between the braces of a parameter, or None where the parameter has no place.

    >>> default("SELECT * { VALUES ?depth { 3 } }", "depth"), default("ASK { VALUES ?e { UNDEF } }", "e")
    ('3', 'UNDEF')
    """
    found = block(name).search(text)
    return None if found is None else found[1].strip()


def block(name: str) -> re.Pattern[str]:
    """Return the pattern of the place of a parameter."""
    return re.compile(_BLOCK.format(name=name))


def mistakes(text: str) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the parameters of a query, each with its line."""
    for number, line in enumerate(head(text), 1):
        found = _LINE.match(line)
        if found is None and _MEANT.match(line):
            yield number, "is not '# parameter NAME (KIND): what it means'"
        if found is None or not found[2]:
            continue
        if found[3] not in KINDS:
            yield number, f"unknown kind of parameter {found[3]!r}: one of {', '.join(KINDS)}"
        if default(text, found[2]) is None:
            yield number, f"the query has no VALUES ?{found[2]} {{ UNDEF }}"


def _parameter(text: str, name: str, kind: str, says: str) -> Parameter:
    stands = default(text, name)
    return Parameter(name, kind, says, "" if stands in (None, "", "UNDEF") else str(stands), required=not stands)
