"""What every page of people has: a language, its words, its address, and the templates."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from kg.server.negotiating import Offer, best
from kg.server.phrases import LANGUAGES, PHRASES


def language(request: Request) -> str:
    """Return `ko` or `en`: as ?lang= says, else as the reader likes best (RFC 9110, 12.5.4), else Korean."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    given = request.headers.get("accept-language", "")
    tags = [part.strip().partition(";") for part in given.split(",") if part.strip()]
    # A language range is weighed as a media range is: en-GB falls into en.
    ranges = ("*/*" if tag == "*" else f"{tag[:2].lower()}/x" for tag, _, _ in tags)
    accepted = ", ".join(f"{r};{weight}" for r, (_, _, weight) in zip(ranges, tags, strict=True))
    found = best(accepted, [Offer(f"{tag}/x", tag) for tag in LANGUAGES])
    return found.form if found else LANGUAGES[0]


def shared(request: Request) -> dict[str, Any]:
    """Return what every template is given.

    Returns:
        `t`, the words; `lang`; `root`, where the server is mounted; `tail`, what links carry so that a language that
        the address asks for stays.
    """
    lang = language(request)
    tail = f"?lang={lang}" if "lang" in request.query_params else ""
    return {"t": PHRASES[lang], "lang": lang, "root": request.scope.get("root_path", ""), "tail": tail}


def templates() -> Environment:
    """Return the templates of _page/, which escape what they show and stumble over what they are not given."""
    loader = PackageLoader("kg.server", "_page")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
