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

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.exporters._html.figures import SIGNED, korean, readable
from kg.graph import figure
from kg.graph.iris import encode
from kg.model import Quantity
from kg.server.models import Amount, ArticleOut, EvidenceOut, Ref, SentenceFound, StatementOut
from kg.server.phrases import PHRASES
from kg.server.rendering import shared, templates
from kg.server.views import Words


def path_of(root: str, kind: str, id_: str, tail: str = "") -> str:
    """Return the address of a resource on this server, in ASCII, with an extension or a query behind it."""
    return quote(f"{root}/{kind}/", safe="/") + quote(encode(id_), safe="/%:@+,~") + tail


def rendered(request: Request, template: str, words: Words, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: What was asked.
        template: Its file in _page/.
        words: For the terms of the ontology.
        status: The HTTP status.
        values: What the template shows.
    """
    given = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    common = shared(request)
    lang, root, tail = common["lang"], common["root"], common["tail"]
    own = {"css": Markup(_style()), "other_language": urlencode([*given, ("lang", common["t"]["other"])])}  # noqa: S704 - a file of ours
    html = _environment(words, lang, root, tail).get_template(template).render(common | own | values)
    return HTMLResponse(html, status, {"Content-Security-Policy": _policy(), "Content-Language": lang})


@cache
def _environment(words: Words, lang: str, root: str, tail: str) -> Environment:
    made = templates()
    made.filters |= _filters(words, lang, root, tail)
    return made


@cache
def _style() -> str:
    return files("kg.server").joinpath("_page/thing.css").read_text(encoding="utf-8").replace("\r\n", "\n")


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
