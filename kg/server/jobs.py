"""What a worker of the server is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError


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
class Change:
    """A write.

    Attributes:
        project: The folder of the project.
        folders: Folders that add to the ontology.
        generation: The folder of the build that is changed.
        base: What the IRIs of resources begin with.
        name: IRI of the graph; "" for the union of all.
        method: PUT, POST or DELETE.
        body: What was sent.
        media: Its media type.
    """

    project: Path
    folders: tuple[Path, ...]
    generation: Path
    base: str
    name: str
    method: str
    body: bytes = b""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write has done: whether the graph is new."""

    created: bool


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


class AbsentError(KgError):
    """There is no graph of this name."""


class RefusedError(KgError):
    """A change that would make a graph that newskg does not write."""


class MalformedError(KgError):
    """A body that is not what its Content-Type says."""
