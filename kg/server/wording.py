"""The start page and the query page: their words, and the headers that they travel with."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.server.rendering import shared, templates

# Scripts, styles and connections of this server alone; nothing inline but styles, which the editor sets on elements.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
WORDS: dict[str, dict[str, str]] = {
    "ko": {
        "languages": "언어",
        "start_head": "무엇을 알아볼까요?",
        "start_lead": "누가 무엇을 했는지, 누가 그렇게 말하는지, 얼마나 확실한지를 기사에서 읽어 낸 그래프입니다.",
        "start_find": "이름이나 말로 찾기 (초성도 됩니다)",
        "go": "찾기",
        "explore_says": "개체와 관계를 그림으로 보고, 근거가 된 문장까지 따라갑니다.",
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
        "languages": "Language",
        "start_head": "What would you like to know?",
        "start_lead": "A graph read from news articles: who did what, who says so, and how firmly.",
        "start_find": "Find a name or words",
        "go": "Find",
        "explore_says": "Entities and relations as a picture, down to the sentence that each rests on.",
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


def page(request: Request, name: str, *, status: int = 200) -> HTMLResponse:
    """Return a page of _page/ in the language of whoever asks.

    Args:
        request: What was asked.
        name: The file's name without `.html`.
        status: The HTTP status.
    """
    common = shared(request)
    lang = common["lang"]
    html = _templates().get_template(f"{name}.html").render(common | {"t": common["t"] | WORDS[lang]})
    head = {"Content-Security-Policy": POLICY, "Content-Language": lang, "Vary": "Accept-Language"}
    return HTMLResponse(html, status, head | {"Cache-Control": "no-cache"})


_templates = cache(templates)
