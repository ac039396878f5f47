"""Content negotiation (RFC 9110, 12.5.1), and the formats that there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Offer(NamedTuple):
    """A media type and the format that is sent under it."""

    media: str
    form: str


TABLES = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
)
GRAPHS = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/rdf+xml", "rdfxml"),
    Offer("application/ld+json", "jsonld"),
    Offer("text/plain", "ntriples"),
)
_RANGE = re.compile(r"([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\Z", re.ASCII)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z", re.ASCII)


def best(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """Return the offer that a client likes best, the first of equals; None where it takes none of them.

    Args:
        accept: The Accept header; None or empty where there is none, which takes all.
        offers: What there is, best first.

    >>> best("text/*;q=0.3, text/csv;q=0.7, */*;q=0.1", TABLES).form
    'csv'
    >>> best("image/png", TABLES)
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = [r for part in accept.split(",") if (r := _range(part)) is not None]
    weighed = [(_weight(offer.media, ranges), offer) for offer in offers]
    most, found = max(weighed, key=lambda item: item[0])
    return found if most > 0 else None


def typed(offer: Offer) -> str:
    """Return an offer as a Content-Type: text tells its charset."""
    return f"{offer.media}; charset=utf-8" if offer.media.startswith("text/") else offer.media


def _range(part: str) -> tuple[str, str, float] | None:
    media, *parameters = (p.strip() for p in part.split(";"))
    found = _RANGE.match(media.lower())
    if found is None or (found[1] == "*" != found[2]):
        return None
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            if not _WEIGHT.match(value.strip()):
                return None
            weight = float(value)
    return found[1], found[2], weight


def _weight(media: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """Return the weight by the most specific range that a media type falls into."""
    kind, _, name = media.partition("/")
    fitting = [((a != "*") + (b != "*"), weight) for a, b, weight in ranges if a in ("*", kind) and b in ("*", name)]
    return max(fitting)[1] if fitting else 0.0
