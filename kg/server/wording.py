"""The pages of people: which language they are in, their words, and the headers that they travel with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse

LANGUAGES = ("ko", "en")
# Scripts, styles and connections of this server alone; nothing inline but styles, which the editor sets on elements.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
WORDS: dict[str, dict[str, str]] = {
    "ko": {
        "title": "뉴스 지식 그래프",
        "languages": "언어",
        "places": "둘러볼 곳",
        "start_head": "무엇을 알아볼까요?",
        "start_lead": "누가 무엇을 했는지, 누가 그렇게 말하는지, 얼마나 확실한지를 기사에서 읽어 낸 그래프입니다.",
        "explore": "둘러보기",
        "explore_says": "개체와 관계를 그림으로 보고, 근거가 된 문장까지 따라갑니다.",
        "query": "질의",
        "query_says": "준비된 질문을 고르거나 SPARQL을 직접 써서 묻습니다.",
        "api": "JSON API",
        "api_says": "검색과 이웃을 프로그램에서 불러 쓰는 방법입니다.",
        "sparql": "SPARQL 엔드포인트",
        "sparql_says": "다른 도구에서 이 그래프에 묻는 주소입니다.",
        "health": "상태",
        "health_says": "서버가 답하는지, 어느 빌드를 보여 주는지 알려 줍니다.",
        "skip": "편집기로 건너뛰기",
        "named": "준비된 질문",
        "named_find": "질문 찾기",
        "named_none": "그런 질문은 없습니다.",
        "editor": "질의와 결과",
        "noscript": "이 페이지는 자바스크립트가 있어야 움직입니다. 명령줄에서는 kg query로 물을 수 있습니다.",
        "missing_head": "둘러볼 그림이 아직 없습니다",
        "missing_says": "kg build로 만들면 이 자리에 나타납니다.",
        "back": "처음으로",
    },
    "en": {
        "title": "News knowledge graph",
        "languages": "Language",
        "places": "Places",
        "start_head": "What would you like to know?",
        "start_lead": "A graph read from news articles: who did what, who says so, and how firmly.",
        "explore": "Explore",
        "explore_says": "Entities and relations as a picture, down to the sentence that each rests on.",
        "query": "Query",
        "query_says": "Pick a ready-made question, or write SPARQL yourself.",
        "api": "JSON API",
        "api_says": "How programs search the graph and walk through it.",
        "sparql": "SPARQL endpoint",
        "sparql_says": "The address at which other tools ask this graph.",
        "health": "Health",
        "health_says": "Whether the server answers, and which build it shows.",
        "skip": "Skip to the editor",
        "named": "Ready-made questions",
        "named_find": "Find a question",
        "named_none": "There is no such question.",
        "editor": "Query and results",
        "noscript": "This page needs JavaScript. On the command line, kg query asks the same.",
        "missing_head": "There is no picture to explore yet",
        "missing_says": "Make it with kg build; it will appear here.",
        "back": "Back to the start",
    },
}
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_RANGE = re.compile(r"\s*([A-Za-z*]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?)\s*)?\Z")


def language(request: Request) -> str:
    """Return "ko" or "en": what the address says (?lang=), else what the browser likes better, else "ko".

    The header is read as RFC 9110 section 12.5.4 has it, by the primary tags alone.
    """
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    liked = [m for part in request.headers.get("accept-language", "")[:500].split(",") if (m := _RANGE.match(part))]
    weights = {m[1].lower(): float(m[2] or 1) for m in reversed(liked)}
    return max(LANGUAGES, key=lambda tag: weights.get(tag, 0.0))  # the first of equals


def page(request: Request, name: str, *, status: int = 200) -> HTMLResponse:
    """Return a page of _page/ in the language of whoever asks.

    Args:
        request: What was asked.
        name: The file's name without `.html`.
        status: The HTTP status.
    """
    lang = language(request)
    marks = {tag: ' aria-current="true"' if tag == lang else "" for tag in LANGUAGES}
    html = _filled(_template(name), {k: escape(v) for k, v in WORDS[lang].items()} | marks | {"lang": lang})
    head = {"Content-Security-Policy": POLICY, "Content-Language": lang, "Vary": "Accept-Language"}
    return HTMLResponse(html, status, head | {"Cache-Control": "no-cache"})


@cache
def _template(name: str) -> str:
    return files("kg.server._page").joinpath(f"{name}.html").read_text(encoding="utf-8").replace("\r\n", "\n")


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda m: values[m[1]], template)
