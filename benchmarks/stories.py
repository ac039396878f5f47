"""Stories with their annotation in compact form (stories/*.txt): read, checked, and turned into articles and gold.

A story is a run of lines: `@ id | date | field`, `T` headline, `S` sentence, `P` paragraph break, `E` label | class |
surfaces; indented under a sentence what it says: `subject > relation > object | modality: source | key=value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import MODALITIES, Article, Block, Span

STORIES = Path(__file__).parent / "stories"
_HEAD = re.compile(r"(\w+) \| (\d{4}-\d\d-\d\d) \| (.+)")
_VALUE = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Za-z][A-Za-z0-9_-]*)")


class Fact(NamedTuple):
    """What a sentence says: labels of subject and object; of a measure the figure and its unit."""

    subject: str
    relation: str
    object: str
    modality: str = "asserted"
    source: str = ""
    qualifiers: tuple[tuple[str, str], ...] = ()
    value: tuple[float, str] | None = None


class Line(NamedTuple):
    """A sentence and what it says."""

    kind: str
    text: str
    facts: list[Fact]


class Named(NamedTuple):
    """An entity of a story."""

    cls: str
    surfaces: tuple[str, ...]


@dataclass
class Story:
    """One story."""

    id: str
    published: date
    field: str
    lines: list[Line] = field(default_factory=list)
    entities: dict[str, Named] = field(default_factory=dict)

    def article(self) -> tuple[Article, list[Span]]:
        """Return it as a reader would give it, and the span of each sentence."""
        text, blocks, spans = "", [], list[Span]()
        start, kind = 0, "headline"
        for line in [*self.lines, Line("end", "", [])]:
            new = "headline" if line.kind == "T" else "body"
            if text and (line.kind in ("P", "end") or new != kind) and len(text) > start:
                blocks.append(Block(Span(start, len(text)), kind))
                text += "\n"
                start = len(text)
            kind = new
            if line.kind in ("S", "T"):
                text += " " if len(text) > start else ""
                spans.append(Span(len(text), len(text) + len(line.text)))
                text += line.text
        return Article(self.id, text, tuple(blocks), published=self.published), spans

    def sentences(self) -> list[Line]:
        """Return the lines with text, in the order of `article`'s spans."""
        return [line for line in self.lines if line.kind in ("S", "T")]

    def places(self, text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """Yield where its names stand in a stretch of text, each with its class, the longest names first."""
        surfaces = sorted(((s, e.cls) for e in self.entities.values() for s in e.surfaces), key=lambda x: -len(x[0]))
        for surface, cls in surfaces:
            at = text.find(surface, start, end)
            while at >= 0:
                yield Span(at, at + len(surface)), cls
                at = text.find(surface, at + len(surface), end)

    def gold(self) -> dict[str, Any]:
        """Return its annotation in the form that `kg eval` reads."""
        slugs = {label: f"e{i}" for i, label in enumerate(self.entities)}
        statements: list[dict[str, Any]] = []
        measures: list[dict[str, Any]] = []
        for line in self.sentences():
            for fact in line.facts:
                source = slugs.get(fact.source, fact.source) or None
                common = {
                    "s": slugs[fact.subject], "p": fact.relation, "qualifiers": dict(fact.qualifiers),
                    "modality": fact.modality, "source": source, "date": None, "anchor": line.text[:20],
                    "weight": "core",
                }  # fmt: skip
                if fact.value is None:
                    statements.append({"id": f"s{len(statements)}", **common, "o": slugs[fact.object]})
                else:
                    value, unit = fact.value
                    measures.append({"id": f"m{len(measures)}", **common, "value": value, "unit": unit})
        entities = [
            {"id": slugs[label], "label": label, "type": e.cls, "surfaces": list(e.surfaces), "weight": "core"}
            for label, e in self.entities.items()
        ]
        article = {"id": self.id, "publisher": None, "date": self.published.isoformat(), "language": "ko", "url": None}
        return {
            "article": article, "entities": entities, "statements": statements, "measures": measures, "absent": [],
        }  # fmt: skip


def read_stories(paths: Iterable[Path] = ()) -> list[Story]:
    """Read stories.

    Args:
        paths: Files; without any, all of stories/.

    Raises:
        ValueError: A line is malformed; the message names file and line.
    """
    files = list(paths) or sorted(STORIES.glob("*.txt"))
    return [s for path in files for s in parsed(path.read_text("utf-8").splitlines(), path)]


def parsed(lines: Iterable[str], path: Path) -> Iterator[Story]:
    """Yield the stories of some lines.

    Args:
        lines: In the compact form.
        path: Where they come from, for messages.

    Raises:
        ValueError: A line is malformed; the message names file and line.
    """
    story: Story | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip()
        if line.startswith("@ "):
            if story is not None:
                yield _whole(story, path)
            head = _HEAD.fullmatch(line[2:])
            if head is None:
                raise ValueError(f"{path}:{number}: want '@ id | date | field'")
            story = Story(head[1], date.fromisoformat(head[2]), head[3])
        elif story is None or not line:
            continue
        elif line[:2] in ("S ", "T "):
            story.lines.append(Line(line[0], line[2:].strip(), []))
        elif line == "P":
            story.lines.append(Line("P", "", []))
        elif line.startswith("E "):
            label, cls, *rest = (part.strip() for part in line[2:].split("|"))
            surfaces = tuple(s.strip() for s in rest[0].split(",") if s.strip()) if rest else ()
            story.entities[label] = Named(cls, surfaces or (label,))
        elif line.startswith("  ") and story.sentences():
            story.sentences()[-1].facts.append(_fact(line.strip(), f"{path}:{number}"))
        else:
            raise ValueError(f"{path}:{number}: neither @, T, S, P, E nor a fact")
    if story is not None:
        yield _whole(story, path)


def _fact(line: str, where: str) -> Fact:
    head, *rest = (part.strip() for part in line.split(" | "))
    parts = [part.strip() for part in head.split(" > ")]
    if len(parts) != 3:
        raise ValueError(f"{where}: want 'subject > relation > object'")
    modality, source, qualifiers = "asserted", "", list[tuple[str, str]]()
    for part in rest:
        word, _, tail = part.partition(":")
        if word.strip() in MODALITIES:
            modality, source = word.strip(), tail.strip()
        elif "=" in part:
            key, _, value = part.partition("=")
            qualifiers.append((key.strip(), value.strip()))
        else:
            raise ValueError(f"{where}: {part!r} is neither a modality nor key=value")
    figure = _VALUE.fullmatch(parts[2])
    value = (float(figure[1]), figure[2]) if figure else None
    return Fact(parts[0], parts[1], parts[2], modality, source, tuple(qualifiers), value)


def _whole(story: Story, path: Path) -> Story:
    known = story.entities
    for line in story.lines:
        line.facts[:] = [f._replace(value=None) if f.object in known else f for f in line.facts]  # "737 NG"
        for fact in line.facts:
            for label in (fact.subject, *([fact.object] if fact.value is None else [])):
                if label not in known:
                    raise ValueError(f"{path}: {story.id}: {label!r} has no E line")
    return story


def apart(stories: Iterable[Story]) -> tuple[list[Story], list[Story]]:
    """Split stories: those to learn from, and every fifth (by the number in its id), to measure on."""
    learnt: list[Story] = []
    held: list[Story] = []
    for story in stories:
        (held if int(re.sub(r"\D", "", story.id)) % 5 == 0 else learnt).append(story)
    return learnt, held
