"""A part of the graph in the rows of the explorer page, which asks for it where it does not hold the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from kg.exporters._html.named import referred
from kg.exporters._html.payload import Payload
from kg.model import ArticleGraph, Entity
from kg.ontology import Ontology, load_ontology
from kg.server.facts import LONGEST, around, normal
from kg.server.models import Model
from kg.server.problems import HttpError
from kg.server.service import Service

MOST = 120  # entities of one question
Ids = Annotated[list[str], Query(description="Ids of entities, as search gives them.", min_length=1, max_length=MOST)]


class Drawn(Model):
    """What is said of some entities, for the explorer page."""

    total: int = Field(description="Statements about them; `limit` and `offset` count these.")
    rows: dict[str, Any] = Field(
        description="Entities, statements with their evidence, articles and sentences, each by its place in its list; "
        "the page's own format, which may change with it."
    )


class Drawings:
    """What answers.

    Args:
        service: The project.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @cached_property
    def _ontology(self) -> Ontology:
        return load_ontology(self._service.folders[1:])

    async def drawing(
        self,
        entity: Ids,
        between: Annotated[bool, Query(description="Whether both ends of a statement are to be of these.")] = False,  # noqa: FBT002 - a parameter of an address
        limit: Annotated[int, Query(ge=1, le=1000, description="How many statements to return.")] = 200,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out before.")] = 0,
    ) -> Drawn:
        """Tell what is said of some entities in the rows that the explorer page draws."""
        if any(len(i) > LONGEST for i in entity):
            raise HttpError(422, f"entity: has more than {LONGEST} characters")
        corpus, total = await around(self._service, entity, limit, offset, between=between)
        graphs = [_named(graph, corpus.entities) for graph in corpus.graphs]
        asked = [corpus.entities[i] for i in sorted(set(map(normal, entity)) & corpus.entities.keys())]
        return Drawn(total=total, rows=Payload(graphs, self._ontology, asked).rows())


def _named(graph: ArticleGraph, entities: Mapping[str, Entity]) -> ArticleGraph:
    """Give an article the entities that its claims name: which it mentions beside these is not asked for."""
    ids = sorted(set(referred(graph)) & entities.keys())
    return replace(graph, entities=tuple(entities[i] for i in ids))
