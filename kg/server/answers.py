"""What the JSON API answers to each of its addresses."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Path, Query, Request

from kg.graph import Iris
from kg.graph.iris import OWL, WD, term
from kg.search import LONGEST, Index
from kg.server.catalogue import articles
from kg.server.facts import LONGEST as LONGEST_ID
from kg.server.facts import Facts, facts, normal
from kg.server.models import (
    Articles,
    Edge,
    EntityOut,
    Modality,
    Neighbourhood,
    Node,
    Paths,
    SearchResults,
    StatementOut,
    Step,
)
from kg.server.models import Path as Way
from kg.server.near import Between, edges, named, ways
from kg.server.problems import HttpError
from kg.server.service import Service
from kg.server.views import View, Words, entity_found, ref, sentence_found

Id = Annotated[str, Path(max_length=LONGEST_ID, description="Id, as search gives it.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many to return.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out before.")]
Edges = Annotated[int, Query(ge=1, le=1000, description="How many edges to return, those with most evidence first.")]


class Answers:
    """What answers.

    Args:
        service: The project.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._words = Words(service.folders)

    @property
    def relations(self) -> Collection[str]:
        """Local names of the relations of the ontology."""
        return self._words.vocabulary.relations

    async def search(
        self,
        request: Request,
        q: Annotated[str, Query(max_length=LONGEST, description="Words, or parts of words; all of them are wanted.")],
        kind: Annotated[Literal["entity", "sentence"], Query(description="What to search.")] = "entity",
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> SearchResults:
        """Find entities by any part of a name (or first consonants: ㄷㅅㅋ), or sentences that hold all words."""

        def found(index: Index, iris: Iris) -> SearchResults:
            if kind == "entity":
                some = [entity_found(h, iris) for h in index.entities(q, limit + 1, offset)]
                return SearchResults(kind=kind, entities=some[:limit], next=_next(request, limit, offset, some))
            said = [sentence_found(h, iris, index.entity(h.outlet)) for h in index.sentences(q, limit + 1, offset)]
            return SearchResults(kind=kind, sentences=said[:limit], next=_next(request, limit, offset, said))

        return await self._service.searcher.search(found)

    async def entity(self, request: Request, id: Id, limit: Limit = 50, offset: Offset = 0) -> EntityOut:  # noqa: A002
        """Tell an entity's names, and a page of what is said of it: relations and measures with their evidence."""
        known = await self._facts("entity", id, limit, offset)
        view = View(known, self._words)
        it = known.corpus.entities[known.id]
        mentioning, _ = await articles(self._service, limit, 0, it.id)
        more = offset + len(view.statements) < known.total
        return EntityOut(
            **ref(it, known.iris).model_dump(),
            aliases=list(it.aliases),
            wikidata=wikidata(known),
            relations=view.groups(measures=False),
            measures=view.groups(measures=True),
            articles=mentioning,
            total=known.total,
            next=_address(request, limit, offset) if more else None,
        )

    async def neighbourhood(
        self,
        id: Id,  # noqa: A002
        depth: Annotated[int, Query(ge=1, le=2, description="Steps from the entity.")] = 1,
        relation: Annotated[list[str] | None, Query(description="Local names; any where there are none.")] = None,
        modality: Annotated[list[Modality] | None, Query(description="An evidence has one of these.")] = None,
        limit: Edges = 100,
    ) -> Neighbourhood:
        """Return the entities near one and the statements that join them, ready to be drawn."""
        relations = relation or []
        self._known(relations)
        known = await named(self._service, [id])
        (start,) = known.values()
        if not start.names:
            raise _none("entity")
        distance, kept = {start.id: 0}, dict[str, Between]()
        cut = False
        for step in range(1, depth + 1):
            if cut:
                break
            rim = sorted(i for i, d in distance.items() if d == step - 1)
            for edge in await edges(self._service, rim, limit + 1, relations, modality or []) if rim else []:
                if edge.id not in kept and len(kept) == limit:
                    cut = True
                    break
                kept[edge.id] = edge
                for end in (edge.source, edge.target):
                    distance.setdefault(end, step)
        there = await named(self._service, distance)
        iris = Iris(self._service.generation().base)
        nodes = [Node(**ref(there[i], iris).model_dump(), distance=d) for i, d in distance.items()]
        drawn = [Edge(**vars(e), relation_labels=self._words.labels(e.relation)) for e in kept.values()]
        return Neighbourhood(nodes=nodes, edges=drawn, cut=cut)

    async def statement(self, id: Id) -> StatementOut:  # noqa: A002
        """Return a statement with every evidence: the sentence, who says so, how firmly, in which article."""
        known = await self._facts("statement", id, 1, 0)
        found = View(known, self._words).statements
        if not found:
            raise _none("statement")
        return found[0]

    async def articles(self, request: Request, limit: Limit = 50, offset: Offset = 0) -> Articles:
        """List the articles, the newest first."""
        found, total = await articles(self._service, limit, offset)
        more = offset + len(found) < total
        return Articles(articles=found, total=total, next=_address(request, limit, offset) if more else None)

    async def paths(
        self,
        start: Annotated[str, Query(alias="from", max_length=LONGEST_ID, description="Id of an entity.")],
        end: Annotated[str, Query(alias="to", max_length=LONGEST_ID, description="Id of another.")],
        most: Annotated[int, Query(alias="max", ge=1, le=6, description="Steps of a way.")] = 4,
    ) -> Paths:
        """Return the shortest ways from one entity to another over what is asserted, either way round."""
        known = await named(self._service, [start, end])
        if not all(e.names for e in known.values()):
            raise _none("entity")
        found = await ways(self._service, normal(start), normal(end), most, self.relations)
        there = await named(self._service, {i for nodes, _ in found.ways for i in nodes})
        iris = Iris(self._service.generation().base)
        shown = [Way(nodes=list(nodes), steps=[self._step(s) for s in steps]) for nodes, steps in found.ways]
        length = len(shown[0].steps) if shown else None
        return Paths(length=length, paths=shown, nodes=[ref(e, iris) for e in there.values()], cut=found.cut)

    def _step(self, step: Between) -> Step:
        labels = self._words.labels(step.relation)
        return Step(source=step.source, target=step.target, relation=step.relation, relation_labels=labels)

    async def _facts(self, kind: str, id_: str, limit: int, offset: int) -> Facts:
        found = await facts(self._service, kind, id_, limit, offset)
        if found is None:
            raise _none(kind)
        return found

    def _known(self, relations: Collection[str]) -> None:
        known = self.relations
        for name in relations:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
                raise HttpError(
                    422, "relation: " + (f"did you mean {' or '.join(near)}?" if near else "there is none such")
                )


def wikidata(known: Facts) -> str:
    """Return the Wikidata item of an entity, or ""."""
    same = (t.object for t in known.triples if t.subject == known.node and t.predicate == term(OWL, "sameAs"))
    return next((str(getattr(o, "value", "")).removeprefix(WD) for o in same), "")


def _none(kind: str) -> HttpError:
    return HttpError(404, f"no {kind} has this id; /api/search?q= finds entities by their names")


def _next(request: Request, limit: int, offset: int, found: Collection[object]) -> str | None:
    return _address(request, limit, offset) if len(found) > limit else None


def _address(request: Request, limit: int, offset: int) -> str:
    """Return the address of the next page, as a path."""
    rest = [(k, v) for k, v in request.query_params.multi_items() if k not in ("limit", "offset")]
    return f"{request.url.path}?{urlencode([*rest, ('limit', limit), ('offset', offset + limit)])}"
