"""What a worker of the server is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """A query.

    Attributes:
        generation: The folder of the build that is asked.
        text: SPARQL.
        prefixes: Those that it need not declare.
        limit: Rows or triples after which the answer is cut.
        forms: Which format to write a `table`, a `truth` or a `graph` in; None for the Answer as it is.
        default: Graphs whose merge the default graph is, None for the union of all.
        named: Graphs that GRAPH may name, None for all.
        folders: Folders of the ontology, whose terms an error may suggest.
    """

    generation: Path
    text: str
    prefixes: Mapping[str, str]
    limit: int
    forms: Mapping[str, str] | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A whole graph.

    Attributes:
        generation: The folder of the build that is asked.
        name: Its IRI; "" for the union of all.
        form: The format that it is to be written in.
        prefixes: Those that Turtle may use.
    """

    generation: Path
    name: str
    form: str
    prefixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reopen:
    """Let go of a build for a newer one."""

    generation: Path


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in a format.

    Attributes:
        body: It; which kind of answer it is where none of the formats can hold it.
        form: The format; "" where there is none.
        cut: Whether there was more.
    """

    body: bytes
    form: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers.

    Attributes:
        got: An Answer, a Written, or None where there is no such graph.
        spent: Whether the worker has grown so big that another should take its place.
    """

    got: object
    spent: bool = False
