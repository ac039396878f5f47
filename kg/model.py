"""What passes between the rooms: frozen values, and how their ids are derived. Standard library only.

Every offset is in code points of the decoded source (`Article.text`), half-open: `text[start:end]`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - reads as the type that it is
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

MODALITIES = ("asserted", "claimed", "alleged", "planned", "predicted", "denied", "negated")
ANONYMOUS = "anonymous"


class Span(NamedTuple):
    """A stretch of an article's decoded source: code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch's own characters.

        >>> Span(0, 3).of("딥시크는")
        '딥시크'
        """
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """Tell whether this span lies inside another one (or equals it)."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One headline, standfirst or paragraph of an article's body."""

    span: Span
    kind: str = "body"  # "headline", "standfirst" or "body"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its decoded source, its metadata, and where in the source its body stands.

    Attributes:
        id: The source file's stem; for a line of a .jsonl file its `id`, or stem and line number;
            for a row of a table its own, or stem and a hash.
        text: The whole decoded source, exactly as decoded; all offsets count its code points.
        blocks: Headline, standfirst and paragraphs, in order, without page furniture.
        source: Where it was read from, for messages (a path or "-").
        published: Day of publication, if the source says it; relative dates are reckoned from it.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    source: str = ""
    headline: str = ""
    publisher: str = ""
    published: Date | None = None
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = "ko"

    @property
    def sha256(self) -> str:
        """Hash of the decoded source in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Morpheme(NamedTuple):
    """One morpheme as Kiwi gives it: form, Sejong tag, and place."""

    form: str
    tag: str
    start: int
    end: int
    eojeol: int  # index of its eojeol (space-delimited word) in the sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one block, with its morphemes in order.

    Attributes:
        heads: For each eojeol the index of the eojeol it depends on, -1 for the root; empty when not parsed.
    """

    span: Span
    kind: str
    morphemes: tuple[Morpheme, ...]
    heads: tuple[int, ...] = ()


class Mention(NamedTuple):
    """A typed span that names (or stands for) an entity.

    Attributes:
        cls: Most specific class of the vocabulary ("Company"), or "" while undecided.
        entity: Id of the entity it refers to ("" until linked).
        method: What found it: "lexicon", "alias", "pattern", "cue", "tagger", "category", "description", "partial" (a
            family name alone) or "coreference".
    """

    span: Span
    surface: str
    cls: str
    entity: str = ""
    method: str = "lexicon"
    confidence: float = 1.0

    @property
    def common(self) -> bool:
        """Whether it tells a kind of thing and is no name."""
        return self.method in ("category", "description")


class Name(NamedTuple):
    """A name of an entity in one language ("ko", "en", "zh")."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that articles speak of.

    Attributes:
        id: Local name of its IRI under `entity/`: a lexicon slug, or class and name for what no lexicon holds.
        cls: Most specific class of the vocabulary.
        names: Preferred labels, at most one a language.
        aliases: Other surfaces, as they stand in the texts or the lexicon.
        wikidata: Q-id, only where it is certain.
    """

    id: str
    cls: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...] = ()
    wikidata: str = ""


class Quantity(NamedTuple):
    """A number with its unit: a plain decimal and a unit's local name (USD, KRW, percent, person, NM ...)."""

    value: Decimal
    unit: str

    @property
    def id(self) -> str:
        """Local name of its IRI under `quantity/`.

        >>> Quantity(Decimal("5580000.0"), "USD").id
        '5580000-USD'
        """
        return f"{plain(self.value)}-{self.unit}"


class Qualifier(NamedTuple):
    """One qualifier of a statement.

    Attributes:
        name: Local name of the property ("date", "role", "product").
        value: Its value: an entity's id where `is_entity`, else text (an ISO 8601 date for "date").
    """

    name: str
    value: str
    is_entity: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: subject, relation or measure, object, qualifiers. Its id is a hash of these."""

    subject: str
    predicate: str
    object: str | Quantity
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that depend on the claim alone."""
        return _statement_id(self)


@lru_cache(maxsize=1024)  # the statements of one article: an id is asked for several times
def _statement_id(statement: Statement) -> str:
    target = statement.object
    obj = ("q", target.id) if isinstance(target, Quantity) else ("e", target)
    flat = [f for q in sorted(statement.qualifiers) for f in (q.name, "e" if q.is_entity else "t", q.value)]
    return digest("statement", statement.subject, statement.predicate, *obj, *flat)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place in one article that makes a claim.

    Attributes:
        span: The whole sentence. `exact` is its text, verbatim.
        subject, object, trigger: Where these stand; the subject may stand before the sentence.
        modality: One of MODALITIES.
        attributed_to: Entity id of who says it, ANONYMOUS, or "" for the article's own voice.
        via: Entity ids of further links of the chain of sources.
        time: ISO 8601 date, month or year that the evidence speaks of, or "".
        confidence: 0 to 1.
    """

    article: str
    span: Span
    exact: str
    subject: Span
    object: Span
    trigger: Span
    modality: str = "asserted"
    attributed_to: str = ""
    via: tuple[str, ...] = ()
    time: str = ""
    extractor: str = "rules"
    confidence: float = 1.0

    def id_for(self, statement: Statement) -> str:
        """Sixteen hexadecimal digits that depend on the claim and on the place that makes it."""
        spans = map(str, (*self.span, *self.subject, *self.object, *self.trigger))
        return digest("evidence", statement.id, self.article, *spans, self.modality, self.attributed_to, *self.via)


class Claim(NamedTuple):
    """A statement with one evidence of it: what an extractor yields."""

    statement: Statement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reject:
    """A claim that did not pass the gate, and why.

    Attributes:
        reason: The rule that it breaks.
        detail: Subject, relation, object and place.
        statement: Id that its statement would have.
        sentence: The sentence that it was read from.
    """

    article: str
    reason: str
    detail: str
    statement: str = ""
    sentence: str = ""


class Merge(NamedTuple):
    """A name that was taken for an entity which goes by another one, and why.

    Attributes:
        entity: Id of the entity.
        article, span: Where the name first stands so; an empty article where no single one shows it.
    """

    entity: str
    surface: str
    reason: str
    article: str = ""
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """All that one article says: a pure function of its text, its metadata and ontology/."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    rejects: tuple[Reject, ...] = ()
    publisher: str = ""  # entity id of the outlet, if known
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    merges: tuple[Merge, ...] = field(default=(), repr=False)


def digest(*fields: str) -> str:
    """Hash fields so that no two tuples share a hash by running together.

    Each field is NFC-normalised and preceded by its length in bytes.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    parts = [
        f"{len(text)}:{text}" if text.isascii() else f"{len((n := unicodedata.normalize('NFC', text)).encode())}:{n}"
        for text in fields
    ]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros.

    >>> plain(Decimal("1.2E+12")), plain(Decimal("-17.40"))
    ('1200000000000', '-17.4')
    """
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
