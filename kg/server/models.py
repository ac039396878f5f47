"""What the JSON API gives: one description for the answers, for the OpenAPI document, and for the pages."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Modality = Literal["asserted", "claimed", "alleged", "planned", "predicted", "denied", "negated"]
Labels = dict[str, str]


class Model(BaseModel):
    """What all have in common."""

    model_config = ConfigDict(frozen=True)


class Ref(Model):
    """A thing of the graph, named."""

    id: str = Field(description="Its id; `anonymous` for a source that is not named.", examples=["company/가나전자"])
    iri: str = Field(description="Its IRI in the graph.")
    label: str = Field(description="A name to show: Korean, else English, else Chinese, else any.")
    labels: Labels = Field({}, description="Preferred names by language.", examples=[{"ko": "가나전자", "en": "Gana"}])
    cls: str = Field("", alias="class", description="Most specific class of the ontology.", examples=["Company"])

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Amount(Model):
    """A number with its unit."""

    value: str = Field(description="A plain decimal, exact.", examples=["5580000"])
    unit: str = Field(description="Local name of the unit.", examples=["USD", "percent"])
    iri: str = Field(description="Its IRI in the graph.")


class Said(Model):
    """One qualifier of a statement."""

    name: str = Field(description="Local name of the property.", examples=["date", "product"])
    value: str = Field(description="A text, an ISO 8601 date, or the id of an entity.")
    entity: Ref | None = Field(None, description="The entity, where the value is one.")


class Place(Model):
    """A stretch of an article's source: code points, half-open."""

    start: int
    end: int


class ArticleOut(Model):
    """An article."""

    id: str = Field(description="Its id: the stem of the source file.")
    iri: str = Field(description="Its IRI in the graph.")
    headline: str = ""
    published: str = Field("", description="Day of publication (ISO 8601), where the source tells it.")
    outlet: Ref | None = Field(None, description="Who published it.")
    authors: list[str] = []
    url: str = ""


class EvidenceOut(Model):
    """One place in one article that makes a statement."""

    id: str
    iri: str
    sentence: str = Field(description="The whole sentence, verbatim.")
    place: Place = Field(description="Where the sentence stands in the article's source.")
    subject: Place = Field(description="Where the subject is named; before the sentence where that leaves it out.")
    object: Place = Field(description="Where the object is named.")
    trigger: Place = Field(description="The word that says it.")
    modality: Modality = Field(description="How firmly it is said.")
    attributed_to: Ref | None = Field(None, description="Who says so; null where the article does in its own voice.")
    via: list[Ref] = Field([], description="Through whom.")
    time: str = Field("", description="The time that it speaks of (ISO 8601).")
    confidence: float = Field(description="0 to 1.")
    extractor: str = ""
    article: ArticleOut


class StatementOut(Model):
    """One claim with its evidence."""

    id: str
    iri: str
    subject: Ref
    relation: str = Field(description="Local name of the relation or measure.", examples=["released", "price"])
    relation_labels: Labels = {}
    object: Ref | None = Field(None, description="The object, where it is an entity.")
    quantity: Amount | None = Field(None, description="The object, where it is a quantity.")
    qualifiers: list[Said] = []
    modalities: list[Modality] = Field(description="Of its evidence, each once, the firmest first.")
    evidence: list[EvidenceOut]
    disagrees_with: list[str] = Field([], description="Ids of statements that cannot hold beside it.")


class Group(Model):
    """Statements of one relation, seen from an entity."""

    relation: str
    relation_labels: Labels = {}
    direction: Literal["subject", "object"] = Field(description="What the entity is in them.")
    statements: list[StatementOut]


class EntityOut(Ref):
    """An entity, and what is said of it."""

    aliases: list[str] = Field([], description="Other names, as they stand in the texts or the lexicon.")
    wikidata: str = Field("", description="Q-id, only where it is certain.")
    relations: list[Group] = Field(description="What it did, and what was done to it.")
    measures: list[Group] = Field(description="Its figures.")
    articles: list[ArticleOut] = Field(
        description="Those that mention it, the newest first; at most as many as `limit`."
    )
    total: int = Field(description="Statements about it; `limit` and `offset` count these.")
    next: str | None = Field(None, description="Address of the next page.")


class Edge(Model):
    """A statement between two entities."""

    id: str = Field(description="Id of the statement.")
    source: str = Field(description="Id of the subject.")
    target: str = Field(description="Id of the object.")
    relation: str
    relation_labels: Labels = {}
    modalities: dict[Modality, int] = Field(description="How many evidences say it how firmly.")


class Node(Ref):
    """An entity of a neighbourhood."""

    distance: int = Field(description="Steps from the entity that was asked for.")


class Neighbourhood(Model):
    """The entities near one, and what joins them."""

    nodes: list[Node]
    edges: list[Edge]
    cut: bool = Field(description="Whether there is more than `limit` edges.")


class Step(Model):
    """One direct triple on a path."""

    source: str = Field(description="Id of its subject.")
    target: str = Field(description="Id of its object.")
    relation: str
    relation_labels: Labels = {}


class Path(Model):
    """A way from one entity to another."""

    nodes: list[str] = Field(description="Ids, in order.")
    steps: list[Step] = Field(description="The triples, each either way round.")


class Paths(Model):
    """The shortest ways between two entities over what is asserted."""

    length: int | None = Field(description="Steps of each; null where there is no way within `max`.")
    paths: list[Path]
    nodes: list[Ref] = Field(description="The entities on them.")
    cut: bool = Field(description="Whether the search was given up because it met too many entities.")


class EntityFound(Ref):
    """An entity that was found."""

    matched: str = Field(description="The name that was found.")
    aliases: list[str] = []
    wikidata: str = ""
    articles: int = Field(description="How many articles mention it.")


class SentenceFound(Model):
    """A sentence of evidence that was found."""

    sentence: str
    matches: list[Place] = Field(description="Where the words stand in the sentence: code points, half-open.")
    place: Place = Field(description="Where the sentence stands in the article's source.")
    article: ArticleOut
    statements: list[str] = Field(description="Ids of what it says.")


class SearchResults(Model):
    """What a search found."""

    kind: Literal["entity", "sentence"]
    entities: list[EntityFound] = []
    sentences: list[SentenceFound] = []
    next: str | None = Field(None, description="Address of the next page.")


class Articles(Model):
    """Articles, the newest first."""

    articles: list[ArticleOut]
    total: int
    next: str | None = Field(None, description="Address of the next page.")


class Problem(Model):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status code.")
    detail: str = Field("", description="What is wrong, and what helps.")
    shown: list[str] = []
