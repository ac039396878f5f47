"""What the tests of reading share: one engine for the session, and short ways of asking what it made of a text."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from hypothesis import settings

from kg.extract.engine import Engine
from kg.model import Article, ArticleGraph, Block, Claim, Entity, Mention, Quantity, Span, plain
from kg.naming import fold
from kg.ontology import load_ontology
from kg.text.document import Document
from kg.text.numbers import Number, Numbers

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # begun in the background, they would be deaf to Ctrl-C

settings.register_profile("untimed", deadline=None)  # speed is for benchmarks: a busy machine fails no test
settings.load_profile("untimed")

PUBLISHED = date(2025, 3, 14)


def article(*paragraphs: str, published: date | None = PUBLISHED, headline: str = "", publisher: str = "") -> Article:
    """Make an article of these paragraphs, each a block of its own, the headline (if any) first."""
    text, blocks = "", []
    for kind, part in [*([("headline", headline)] if headline else []), *(("body", p) for p in paragraphs)]:
        blocks.append(Block(Span(len(text), len(text) + len(part)), kind))
        text += part + "\n\n"
    return Article("900", text, tuple(blocks), "900.txt", headline, publisher, published)


def called(entities: tuple[Entity, ...], name: str) -> Entity | None:
    """The entity that goes by a name: by a label first, else by an alias."""
    wanted = fold(name)
    labelled = [e for e in entities if wanted in {fold(n.text) for n in e.names}]
    other = [e for e in entities if wanted in {fold(a) for a in e.aliases}]
    return next(iter([*labelled, *other]), None)


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The quantities of a stretch of text, by the ontology that is shipped."""
    return _numbers().find(text, start, end)


@cache
def _numbers() -> Numbers:
    return Numbers(load_ontology().frames["numbers"])


@dataclass(frozen=True)
class Reading:
    """What the engine made of an article, asked by the names that the text uses."""

    graph: ArticleGraph

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.graph.claims

    def id(self, name: str) -> str:
        """Id of the entity that goes by a name, "" for none."""
        found = called(self.graph.entities, name)
        return found.id if found else ""

    def cls(self, name: str) -> str:
        """Class of the entity that goes by a name, "" for none."""
        found = called(self.graph.entities, name)
        return found.cls if found else ""

    def entities_of(self, surface: str) -> list[str]:
        """Entities that the mentions with exactly this surface refer to, in order of place."""
        return [m.entity for m in self.graph.mentions if m.surface == surface]

    def stated(self, subject: str, predicate: str, target: str) -> list[Claim]:
        """The claims that a relation holds between two names, in this order."""
        a, b = self.id(subject), self.id(target)
        found = [c for c in self.claims if c.statement.predicate == predicate]
        return [c for c in found if a and b and (c.statement.subject, c.statement.object) == (a, b)]

    def claim(self, subject: str, predicate: str, target: str) -> Claim:
        """The one claim (or the first) that a relation holds; a failure names what was found instead."""
        found = self.stated(subject, predicate, target)
        assert found, f"{subject} {predicate} {target} is not among {self.said}"
        return found[0]

    def measured(self, subject: str, measure: str) -> list[tuple[str, str]]:
        """Values (plain decimals) and units of a measure of a name."""
        found = [c.statement for c in self.claims if c.statement.predicate == measure]
        mine = [s for s in found if s.subject == self.id(subject)]
        return [(plain(s.object.value), s.object.unit) for s in mine if isinstance(s.object, Quantity)]

    @property
    def said(self) -> list[str]:
        """All claims in short, for messages."""
        out = []
        for statement, evidence in self.claims:
            target = statement.object.id if isinstance(statement.object, Quantity) else statement.object
            out.append(f"{statement.subject} {statement.predicate} {target} ({evidence.modality})")
        return out


Reader = Callable[..., Reading]


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine over the shipped ontology: some seconds to load, so once for all tests."""
    return Engine(load_ontology())


@pytest.fixture(scope="session")
def reads(engine: Engine) -> Reader:
    """Read paragraphs: `reads("문장.", headline="제목")`."""

    def read(*paragraphs: str, **fields: object) -> Reading:
        return Reading(engine(article(*paragraphs, **fields)))  # type: ignore[arg-type]

    return read


Documents = Callable[..., Document]


@pytest.fixture(scope="session")
def documents(engine: Engine) -> Documents:
    """Analyse paragraphs: sentences, eojeols, trees, numbers, dates."""

    def document(*paragraphs: str, **fields: object) -> Document:
        return engine.document(article(*paragraphs, **fields))  # type: ignore[arg-type]

    return document


Finds = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def finds(engine: Engine, documents: Documents) -> Finds:
    """Mentions of paragraphs, before they are given entities."""

    def find(*paragraphs: str, **fields: object) -> list[Mention]:
        return [m for ms in engine.finder.find(documents(*paragraphs, **fields)) for m in ms]

    return find
