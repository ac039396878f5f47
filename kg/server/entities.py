"""The IRIs of the graph, dereferenced: a page, Turtle, JSON-LD or N-Triples, by Accept or by extension."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.exporters.jsonld import document
from kg.graph import Iris, Triples
from kg.graph.iris import KINDS, prefixes
from kg.graph.turtle import ntriples, turtle
from kg.search import LONGEST, Index
from kg.server.catalogue import LISTED
from kg.server.describing import DESCRIBED, sections
from kg.server.facts import PAGE, Facts, facts
from kg.server.models import EntityFound, SentenceFound
from kg.server.negotiating import Offer, best, typed
from kg.server.pages import path_of, rendered
from kg.server.phrases import PHRASES
from kg.server.problems import PROBLEM, HttpError
from kg.server.rendering import language
from kg.server.service import Service
from kg.server.views import View, Words, entity_found, sentence_found

OFFERS = (
    Offer("text/html", "html"),
    Offer("text/turtle", "ttl"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/n-triples", "nt"),
)
FORMS = {offer.form: offer for offer in OFFERS}
MOST_SKIPPED = 1_000_000
Answering = Callable[[Request], Awaitable[Response]]


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes: by kind, also below the path of the graph's base, so that a proxy may hand it on as it is."""
    things = Things(service)
    base = unquote(urlsplit(service.generation().base).path).rstrip("/")
    found: list[BaseRoute] = [Route("/entity", things.search), Route("/entity/", things.search)]
    for root in dict.fromkeys(("", base)):
        found += [Route(f"{root}/{kind}/{{id:path}}", things.shown(kind)) for kind in KINDS if "{" not in root]
    return found


@dataclass(frozen=True)
class Things:
    """What answers.

    Attributes:
        service: The project.
    """

    service: Service

    @cached_property
    def _words(self) -> Words:
        return Words(self.service.folders)

    def shown(self, kind: str) -> Answering:
        """Return what answers for one kind of resources."""

        async def show(request: Request) -> Response:
            return await self._show(request, kind)

        return show

    async def search(self, request: Request) -> Response:
        """Show what goes by a name, or what is most often in the news."""
        wanted, offset = request.query_params.get("q", "").strip(), _whole(request, "offset", 0, MOST_SKIPPED)
        if len(wanted) > LONGEST:
            raise HttpError(422, f"q: has more than {LONGEST} characters")
        return await self._listed(request, wanted, offset)

    async def _listed(self, request: Request, wanted: str, offset: int = 0, status: int = 200) -> Response:
        """Return a page of what goes by a name and of sentences that hold it."""

        def found(index: Index, iris: Iris) -> tuple[list[EntityFound], list[SentenceFound]]:
            if not wanted:
                return [entity_found(h, iris) for h in index.often(LISTED + 1, offset)], []
            names = [entity_found(h, iris) for h in index.entities(wanted, LISTED + 1, offset)]
            said = index.sentences(wanted, LISTED + 1, offset)
            return names, [sentence_found(h, iris, index.entity(h.outlet)) for h in said]

        names, said = await self.service.searcher.search(found)
        text, more = PHRASES[language(request)], status == 200 and max(len(names), len(said)) > LISTED
        answer = rendered(
            request,
            "list.html",
            self._words,
            status,
            title=text["results"] % wanted if wanted else text["most"],
            q=wanted,
            found=names[:LISTED],
            sentences=said[:LISTED],
            formats=(),
            next=_page(request, LISTED, offset + LISTED) if more else None,
        )
        answer.headers["Vary"] = "Accept-Language"
        return answer

    async def _show(self, request: Request, kind: str) -> Response:
        limit, offset = _whole(request, "limit", PAGE, 200) or 1, _whole(request, "offset", 0, MOST_SKIPPED)
        id_, form = request.path_params["id"], ""
        stem, _, extension = id_.rpartition(".")
        known = None
        if stem and extension in FORMS:
            known, form = await facts(self.service, kind, stem, limit, offset), extension
        if known is None:  # a name may end so
            known, form = await facts(self.service, kind, id_, limit, offset), ""
        if known is None:
            return await self._absent(request, kind, id_)
        offer = FORMS.get(form) or best(", ".join(request.headers.getlist("accept")), OFFERS)
        if offer is None:
            raise HttpError(406, f"Accept names no format that there is: {', '.join(FORMS[f].media for f in FORMS)}")
        root = request.scope.get("root_path", "")
        addresses = [(o.media, path_of(root, kind, known.id, f".{o.form}")) for o in OFFERS]
        answer = (
            await self._page(request, known, addresses, limit, offset)
            if offer.form == "html"
            else _data(known, self._words, offer)
        )
        here = dict(addresses)[offer.media]
        links = [f'<{a}>; rel="alternate"; type="{m}"' for m, a in addresses if m != offer.media]
        if offset + limit < known.total:
            links.append(f'<{here}?{urlencode({"limit": limit, "offset": offset + limit})}>; rel="next"')
        answer.headers["Link"] = ", ".join(links)
        answer.headers["Content-Location"] = here
        answer.headers["Vary"] = "Accept, Accept-Language" if offer.form == "html" else "Accept"
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    async def _absent(self, request: Request, kind: str, id_: str) -> Response:
        """Say that there is no such thing: to who wants pages most with what goes by such a name, else as a problem."""
        offer = best(", ".join(request.headers.getlist("accept")), (Offer(PROBLEM, "problem"), FORMS["html"]))
        if offer is None or offer.form != "html":
            raise HttpError(404, f"the graph holds no {kind} of this name", {"Vary": "Accept"})
        answer = await self._listed(request, id_.rpartition("/")[2][:LONGEST].strip(), status=404)
        answer.headers["Vary"] = "Accept, Accept-Language"
        return answer

    async def _page(
        self, request: Request, known: Facts, addresses: list[tuple[str, str]], limit: int, offset: int
    ) -> Response:
        view, lang = View(known, self._words), language(request)
        values: dict[str, Any] = {"cls": "", "names": (), "aliases": (), "about": (), "mentions": 0, "articles": ()}
        values |= {"entities": (), "api": "", "title": known.id}
        await DESCRIBED[known.kind](self.service, view, lang, values)
        own = [s for s in view.statements if s.quantity is not None]
        values["measures"] = [s for s in own if s.subject.id == known.id] if known.kind == "entity" else []
        values["sections"] = sections(view, PHRASES[lang])
        return rendered(
            request,
            "resource.html",
            self._words,
            kind=known.kind,
            id=known.id,
            iri=known.node.value,
            total=known.total if known.kind in ("entity", "article", "quantity") else 0,
            formats=addresses,
            q="",
            previous=_page(request, limit, max(0, offset - limit)) if offset else None,
            next=_page(request, limit, offset + limit) if offset + limit < known.total else None,
            **values,
        )


def _data(known: Facts, words: Words, offer: Offer) -> Response:
    """Return what is known as data, the same bytes for the same triples."""
    rdf = Triples(known.triples, known.iris.base)
    if offer.form == "ttl":
        body = turtle(known.triples, prefixes(known.iris.base))
    elif offer.form == "jsonld":
        body = document(rdf, words.vocabulary).encode()
    else:
        body = ntriples(known.triples)
    return Response(body, headers={"Content-Type": typed(offer)})


def _whole(request: Request, name: str, default: int, most: int) -> int:
    """Return a parameter that is a whole number.

    Raises:
        HttpError: It is none, or too big.
    """
    given = request.query_params.get(name, str(default))
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and int(given) <= most):
        raise HttpError(400, f"{name}: is no whole number up to {most}")
    return int(given)


def _page(request: Request, limit: int, offset: int) -> str:
    """Return the address of another page, relative to this one."""
    rest = [(k, v) for k, v in request.query_params.multi_items() if k not in ("limit", "offset")]
    return f"?{urlencode([*rest, ('limit', limit), ('offset', offset)])}"
