"""Three short articles about public facts, in our own words, with their graphs made by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kg.model import (
    ANONYMOUS,
    Article,
    ArticleGraph,
    Block,
    Claim,
    Entity,
    Evidence,
    Name,
    Qualifier,
    Quantity,
    Span,
    Statement,
)

ENTITIES = {
    "deepseek": ("Company", "딥시크", "DeepSeek", "深度求索"),
    "deepseek-r1": ("AIModel", "딥시크 R1", "DeepSeek-R1", ""),
    "deepseek-v3": ("AIModel", "딥시크 V3", "DeepSeek-V3", ""),
    "liang-wenfeng": ("Person", "량원펑", "Liang Wenfeng", "梁文锋"),
    "high-flyer": ("Company", "하이플라이어", "High-Flyer", "幻方量化"),
    "nvidia": ("Company", "엔비디아", "NVIDIA", ""),
    "jensen-huang": ("Person", "젠슨 황", "Jensen Huang", "黃仁勳"),
    "h800": ("Chip", "H800", "H800", ""),
    "h100": ("Chip", "H100", "H100", ""),
    "tsmc": ("Company", "TSMC", "TSMC", "台積電"),
    "asml": ("Company", "ASML", "ASML", ""),
    "sk-hynix": ("Company", "SK하이닉스", "SK hynix", ""),
    "samsung-electronics": ("Company", "삼성전자", "Samsung Electronics", "三星電子"),
    "hbm": ("Technology", "고대역폭메모리", "HBM", ""),
    "openai": ("Company", "오픈AI", "OpenAI", ""),
    "openai-o1": ("AIModel", "o1", "OpenAI o1", ""),
    "sam-altman": ("Person", "샘 올트먼", "Sam Altman", ""),
    "microsoft": ("Company", "마이크로소프트", "Microsoft", ""),
    "scale-ai": ("Company", "스케일AI", "Scale AI", ""),
    "alexandr-wang": ("Person", "알렉산더 왕", "Alexandr Wang", ""),
    "us": ("Country", "미국", "United States", "美國"),
    "china": ("Country", "중국", "China", "中國"),
    "hangzhou": ("Region", "항저우", "Hangzhou", "杭州"),
    "bis": ("GovernmentBody", "미국 상무부", "U.S. Department of Commerce", ""),
    "stargate": ("Policy", "스타게이트", "Stargate", ""),
    "softbank": ("Company", "소프트뱅크", "SoftBank", ""),
    "oracle": ("Company", "오라클", "Oracle", ""),
    "pipc": ("GovernmentBody", "개인정보보호위원회", "PIPC", ""),
    "bloomberg": ("MediaOutlet", "블룸버그", "Bloomberg", ""),
    "stanford": ("ResearchInstitute", "스탠퍼드대", "Stanford University", ""),
}
ALIASES = {"samsung-electronics": ("삼성",), "us": ("美",), "china": ("中",), "nvidia": ("NVDA",)}

# Each sentence with the claims that it makes: subject, predicate, object, the three surfaces, modality, who says it,
# further sources, qualifiers, confidence. An object given as (number, unit) is a quantity.
Made = tuple[str, str, "str | tuple[str, str]", str, str, str, str, str, tuple[str, ...], tuple[Qualifier, ...], float]


def c(
    s: str, p: str, o: str | tuple[str, str], sx: str, ox: str, tx: str, m: str = "asserted", by: str = "",
    via: tuple[str, ...] = (), q: tuple[Qualifier, ...] = (), sure: float = 0.92,
) -> Made:  # fmt: skip
    """Make one row of the tables below."""
    return (s, p, o, sx, ox, tx, m, by, via, q, sure)


FIRST: list[tuple[str, list[Made]]] = [
    (
        "중국 항저우의 인공지능 기업 딥시크가 2025년 1월 20일 추론 모델 R1을 공개했다.",
        [
            c("deepseek", "released", "deepseek-r1", "딥시크", "R1", "공개", q=(Qualifier("date", "2025-01-20"),)),
            c("deepseek", "basedIn", "hangzhou", "딥시크", "항저우", "의"),
        ],
    ),
    (
        "이 회사는 헤지펀드 하이플라이어를 세운 량원펑이 설립했다.",
        [
            c("liang-wenfeng", "founded", "deepseek", "량원펑", "이 회사", "설립"),
            c("liang-wenfeng", "founded", "high-flyer", "량원펑", "하이플라이어", "세운"),
            c("deepseek", "ownedBy", "high-flyer", "이 회사", "하이플라이어", "헤지펀드", sure=0.61),
        ],
    ),
    (
        "딥시크는 기술 보고서에서 V3를 훈련하는 데 H800을 썼고 비용은 558만 달러가 들었다고 밝혔다.",
        [
            c("deepseek-v3", "developmentCost", ("5580000", "USD"), "V3", "558만 달러", "비용", "claimed", "deepseek"),
            c("deepseek-v3", "uses", "h800", "V3", "H800", "썼고", "claimed", "deepseek"),
            c("deepseek", "developed", "deepseek-v3", "딥시크", "V3", "훈련"),
        ],
    ),
    (
        "알렉산더 왕 스케일AI 최고경영자는 딥시크가 H100을 5만 개가량 갖고 있다고 주장했다.",
        [
            c(
                "deepseek",
                "uses",
                "h100",
                "딥시크",
                "H100",
                "갖고 있다",
                "claimed",
                "alexandr-wang",
                q=(Qualifier("quantity", "50000-count"),),
            ),
            c(
                "alexandr-wang",
                "holdsPosition",
                "scale-ai",
                "알렉산더 왕",
                "스케일AI",
                "최고경영자",
                q=(Qualifier("role", "최고경영자"),),
            ),
        ],
    ),
    (
        "엔비디아는 그 칩이 수출 규정에 맞춘 H800이라며 H100이라는 말을 부인했다.",
        [
            c("deepseek", "uses", "h100", "그 칩", "H100", "부인", "denied", "nvidia", sure=0.55),
        ],
    ),
    (
        "엔비디아 주가는 1월 27일 하루에 17% 떨어졌고 시가총액은 5890억 달러 줄었다.",
        [
            c(
                "nvidia",
                "stockChange",
                ("-17", "percent"),
                "엔비디아",
                "17%",
                "떨어졌고",
                q=(Qualifier("date", "2025-01-27"),),
            ),
            c("nvidia", "marketCapChange", ("-589000000000", "USD"), "엔비디아", "5890억 달러", "줄었다"),
        ],
    ),
    (
        "R1은 여러 수학 문제에서 오픈AI의 o1과 맞먹는 점수를 냈다고 딥시크는 설명했다.",
        [
            c("deepseek-r1", "comparableTo", "openai-o1", "R1", "o1", "맞먹는", "claimed", "deepseek"),
            c("openai", "developed", "openai-o1", "오픈AI", "o1", "의", sure=0.7),
        ],
    ),
    (
        "오픈AI는 딥시크가 자사 모델의 답을 베껴 훈련에 쓴 정황이 있다고 밝혔다.",
        [
            c("openai", "accuses", "deepseek", "오픈AI", "딥시크", "정황이 있다", "alleged", "openai"),
        ],
    ),
]
SECOND: list[tuple[str, list[Made]]] = [
    (
        "미국 상무부는 2022년 10월 H100의 대중국 수출을 막았고 이듬해 H800도 통제 목록에 올렸다.",
        [
            c(
                "bis",
                "restricts",
                "h100",
                "미국 상무부",
                "H100",
                "막았고",
                q=(Qualifier("date", "2022-10"), Qualifier("target", "china", is_entity=True)),
            ),
            c(
                "bis",
                "restricts",
                "h800",
                "미국 상무부",
                "H800",
                "통제 목록",
                q=(Qualifier("target", "china", is_entity=True),),
            ),
            c("us", "restricts", "china", "미국", "중국", "막았고"),
            c("bis", "partOf", "us", "미국 상무부", "미국", "미국", sure=0.8),
        ],
    ),
    (
        "H100은 대만 TSMC가 4나노급 공정으로 만들고 엔비디아가 설계한다.",
        [
            c("tsmc", "manufactures", "h100", "TSMC", "H100", "만들고"),
            c("nvidia", "developed", "h100", "엔비디아", "H100", "설계"),
            c("h100", "processNode", ("4", "NM"), "H100", "4나노", "공정"),
        ],
    ),
    (
        "SK하이닉스는 엔비디아에 고대역폭메모리를 공급하고, 삼성전자도 납품을 추진하고 있다.",
        [
            c(
                "sk-hynix",
                "supplies",
                "nvidia",
                "SK하이닉스",
                "엔비디아",
                "공급",
                q=(Qualifier("product", "hbm", is_entity=True),),
            ),
            c("samsung-electronics", "supplies", "nvidia", "삼성전자", "엔비디아", "납품을 추진", "planned"),
            c("samsung-electronics", "competesWith", "sk-hynix", "삼성전자", "SK하이닉스", "도", sure=0.5),
            c("sk-hynix", "manufactures", "hbm", "SK하이닉스", "고대역폭메모리", "공급", sure=0.74),
            c("samsung-electronics", "manufactures", "hbm", "삼성전자", "고대역폭메모리", "납품", sure=0.7),
        ],
    ),
    (
        "블룸버그는 소식통을 인용해 미국이 H800보다 낮은 사양의 칩까지 막는 방안을 검토한다고 전했다.",
        [
            c("us", "restricts", "h800", "미국", "H800", "검토", "planned", "bloomberg", (ANONYMOUS,)),
        ],
    ),
    (
        "네덜란드 ASML은 TSMC와 삼성전자에 노광 장비를 판다.",
        [
            c("asml", "supplies", "tsmc", "ASML", "TSMC", "판다"),
            c("asml", "supplies", "samsung-electronics", "ASML", "삼성전자", "판다"),
        ],
    ),
    (
        "업계는 수출 통제가 이어지면 엔비디아의 중국 매출이 줄어들 것으로 내다봤다.",
        [
            c("us", "affects", "nvidia", "통제", "엔비디아", "줄어들 것", "predicted", ANONYMOUS),
        ],
    ),
    (
        "젠슨 황 엔비디아 최고경영자는 1993년 이 회사를 공동 창업했다.",
        [
            c(
                "jensen-huang",
                "holdsPosition",
                "nvidia",
                "젠슨 황",
                "엔비디아",
                "최고경영자",
                q=(Qualifier("role", "최고경영자"),),
            ),
            c("jensen-huang", "founded", "nvidia", "젠슨 황", "이 회사", "공동 창업", q=(Qualifier("date", "1993"),)),
        ],
    ),
]
THIRD: list[tuple[str, list[Made]]] = [
    ("오픈AI와 소프트뱅크, 오라클은 미국에 데이터센터를 짓는 스타게이트에 참여한다.", [
        c("openai", "participatesIn", "stargate", "오픈AI", "스타게이트", "참여"),
        c("softbank", "participatesIn", "stargate", "소프트뱅크", "스타게이트", "참여"),
        c("oracle", "participatesIn", "stargate", "오라클", "스타게이트", "참여"),
    ]),
    ("이들은 4년 동안 5000억 달러를 투자할 계획이라고 발표했다.", [
        c(
            "stargate", "investmentAmount", ("500000000000",
            "USD"), "이들", "5000억 달러", "투자할 계획", "planned", "openai",
        ),
        c("softbank", "investsIn", "stargate", "이들", "스타게이트", "투자할 계획", "planned", "softbank", sure=0.66),
    ]),
    ("샘 올트먼 오픈AI 최고경영자는 R1이 인상적이라고 평가했다.", [
        c(
            "sam-altman", "holdsPosition", "openai", "샘 올트먼",
            "오픈AI", "최고경영자", q=(Qualifier("role", "최고경영자"),),
        ),
    ]),
    ("마이크로소프트는 오픈AI에 130억 달러를 투자한 최대 후원사다.", [
        c(
            "microsoft", "investsIn", "openai", "마이크로소프트", "오픈AI",
            "투자", q=(Qualifier("amount", "13000000000-USD"),),
        ),
    ]),
    ("개인정보보호위원회는 2월 15일부터 국내 앱 장터에서 딥시크의 새 내려받기를 막았다.", [
        c(
            "pipc", "restricts", "deepseek", "개인정보보호위원회",
            "딥시크", "막았다", q=(Qualifier("date", "2025-02-15"),),
        ),
    ]),
    ("딥시크는 R1의 훈련에도 엔비디아의 H800을 썼다.", [
        c("deepseek-r1", "uses", "h800", "R1", "H800", "썼다"),
        c("nvidia", "developed", "h800", "엔비디아", "H800", "의", sure=0.68),
    ]),
]  # fmt: skip


def graphs() -> list[ArticleGraph]:
    """Return the three graphs."""
    return [
        graph(
            "ai-1", "딥시크 R1이 흔든 인공지능 시장", "가온일보", date(2025, 1, 31), FIRST, "https://news.example/ai-1"
        ),
        graph("chip-2", "수출 통제와 반도체 공급망", "한빛경제", date(2025, 2, 3), SECOND),
        graph("ai-3", "스타게이트와 규제 당국", "가온일보", date(2025, 2, 18), THIRD, "https://news.example/ai-3"),
    ]


def graph(
    id_: str, headline: str, outlet: str, day: date, made: list[tuple[str, list[Made]]], url: str = ""
) -> ArticleGraph:
    """Write the sentences one after the other and point every claim at its place."""
    text = " ".join(sentence for sentence, _ in made)
    article = Article(
        id_, text, (Block(Span(0, len(text))),), headline=headline, publisher=outlet, published=day, url=url
    )
    claims, at = [], 0
    for sentence, rows in made:
        claims += [_claim(id_, text, Span(at, at + len(sentence)), row) for row in rows]
        at += len(sentence) + 1
    used = {x for _, rows in made for r in rows for x in (r[0], r[2], r[7], *r[8]) if isinstance(x, str)}
    used |= {q.value for _, rows in made for r in rows for q in r[9] if q.is_entity}
    return ArticleGraph(article, tuple(_entity(k) for k in sorted(used) if k in ENTITIES), tuple(claims))


def _entity(id_: str) -> Entity:
    cls, *names = ENTITIES[id_]
    labels = tuple(Name(n, language) for n, language in zip(names, ("ko", "en", "zh"), strict=True) if n)
    return Entity(id_, cls, labels, ALIASES.get(id_, ()), "Q182477" if id_ == "nvidia" else "")


def _claim(article: str, text: str, span: Span, row: Made) -> Claim:
    subject, predicate, obj, sx, ox, tx, modality, by, via, qualifiers, sure = row
    value = Quantity(Decimal(obj[0]), obj[1]) if isinstance(obj, tuple) else obj
    s, o, t = (_place(text, span, surface) for surface in (sx, ox, tx))
    exact = span.of(text)
    return Claim(
        Statement(subject, predicate, value, qualifiers),
        Evidence(article, span, exact, s, o, t, modality=modality, attributed_to=by, via=via, confidence=sure),
    )


def _place(text: str, span: Span, surface: str) -> Span:
    """Find a surface in its sentence, or else where it was last written before it."""
    at = text.find(surface, span.start, span.end)
    if at < 0:
        at = text.rfind(surface, 0, span.start)
    return Span(at, at + len(surface)) if at >= 0 else Span(span.start, span.start)
