"""Pages of things as HTML: escaped by the templates, without scripts, in the language of whoever reads."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.exporters._html.figures import SIGNED, korean, readable
from kg.graph import figure
from kg.graph.iris import encode
from kg.model import Quantity
from kg.server.models import Amount, ArticleOut, EvidenceOut, Ref, SentenceFound, StatementOut
from kg.server.negotiating import Offer, best
from kg.server.phrases import LANGUAGES, PHRASES
from kg.server.views import Words


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


def path_of(root: str, kind: str, id_: str, tail: str = "") -> str:
    """Return the address of a resource on this server, in ASCII, with an extension or a query behind it."""
    return quote(f"{root}/{kind}/", safe="/") + quote(encode(id_), safe="/%:@+,~") + tail


def rendered(request: Request, template: str, words: Words, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: What was asked.
        template: Its file in _entity/.
        words: For the terms of the ontology.
        status: The HTTP status.
        values: What the template shows.
    """
    lang, root = language(request), request.scope.get("root_path", "")
    tail = f"?lang={lang}" if "lang" in request.query_params else ""
    text = PHRASES[lang]
    given = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    html = (
        _environment(words, lang, root, tail)
        .get_template(template)
        .render(
            t=text,
            lang=lang,
            root=root,
            tail=tail,
            css=Markup(_style()),  # noqa: S704 - a file of ours
            other_language=urlencode([*given, ("lang", text["other"])]),
            **values,
        )
    )
    return HTMLResponse(html, status, {"Content-Security-Policy": _policy(), "Content-Language": lang})


@cache
def _environment(words: Words, lang: str, root: str, tail: str) -> Environment:
    loader = PackageLoader("kg.server", "_entity")
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    made.filters |= _filters(words, lang, root, tail)
    return made


@cache
def _style() -> str:
    return files("kg.server").joinpath("_entity/page.css").read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _policy() -> str:
    """Return what a page may load: its own style, and nothing else (CSP Level 3)."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


def _filters(words: Words, lang: str, root: str, tail: str) -> dict[str, Any]:
    def name(ref: Ref) -> str:
        return ref.labels.get(lang) or ref.label

    def word(term: str) -> str:
        return words.labels(term).get(lang, term)

    def figured(statement: StatementOut) -> str:
        given = statement.quantity
        return amount(given, lang, signed=statement.relation in SIGNED) if given else ""

    def counted(number: int, what: str) -> str:
        one = str(PHRASES[lang][what]) % number
        return one.removesuffix("s") if lang == "en" and number == 1 else one

    return {
        "counted": counted,
        "name": name,
        "word": word,
        "value": readable if lang == "ko" else str,
        "figure": figured,
        "marked": _marked,
        "found": _found,
        "page": lambda ref: path_of(root, "entity", ref.id, tail),
        "article_page": lambda article: path_of(root, "article", article.id, tail),
        "statement_page": lambda id_: path_of(root, "statement", id_, tail),
        "quantity_page": lambda given: path_of(root, "quantity", _quantity(given).id, tail),
    }


def amount(given: Amount, lang: str, *, signed: bool = False) -> str:
    """Write an amount for people."""
    quantity = _quantity(given)
    return korean(quantity, signed=signed) if lang == "ko" else figure(quantity)


def _quantity(given: Amount) -> Quantity:
    return Quantity(Decimal(given.value), given.unit)


def of_article(article: ArticleOut, lang: str) -> list[tuple[str, str, str]]:
    """Return what is known of an article: term, text, and an address or ""."""
    text = PHRASES[lang]
    rows = [
        (text["outlet"], article.outlet.labels.get(lang, article.outlet.label) if article.outlet else "", ""),
        (text["published"], article.published, ""),
        (text["authors"], ", ".join(article.authors), ""),
        (text["source"], article.url, article.url if article.url.startswith(("http://", "https://")) else ""),
    ]
    return [row for row in rows if row[1]]


def _marked(evidence: EvidenceOut) -> Markup:
    """Return a sentence with subject, object and trigger marked, where they stand in it."""
    start = evidence.place.start
    spans = ((evidence.subject, "subject"), (evidence.object, "object"), (evidence.trigger, "trigger"))
    return _with_marks(evidence.sentence, [(s.start - start, s.end - start, kind) for s, kind in spans])


def _found(hit: SentenceFound) -> Markup:
    return _with_marks(hit.sentence, [(m.start, m.end, "object") for m in hit.matches])


def _with_marks(text: str, spans: Iterable[tuple[int, int, str]]) -> Markup:
    out, at = Markup(), 0
    for start, end, kind in sorted(spans):
        if at <= start < end <= len(text):  # the first of two that overlap
            out += Markup.escape(text[at:start]) + Markup('<mark class="{}">{}</mark>').format(kind, text[start:end])
            at = end
    return out + Markup.escape(text[at:])
