"""Hand-made articles and graphs, and an engine that needs no morphemes: what the tests of the later rooms share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import (
    MODALITIES,
    Article,
    ArticleGraph,
    Block,
    Claim,
    Entity,
    Evidence,
    Mention,
    Name,
    Qualifier,
    Quantity,
    Reject,
    Span,
    Statement,
)

GANA = Entity("gana", "Company", (Name("가나전자", "ko"), Name("Gana Electronics", "en")), ("가나", "GANA"), "Q42")
DARA = Entity("dara", "Company", (Name("다라반도체", "ko"),))
CHIP = Entity("chip/g1", "Chip", (Name("G1", "ko"),))
DAILY = Entity("hanbit", "MediaOutlet", (Name("한빛일보", "ko"),))
ENTITIES = {e.id: e for e in (GANA, DARA, CHIP, DAILY)}


def article(id_: str, *sentences: str, **fields: Any) -> Article:
    """Make an article whose body is these sentences, parted by spaces."""
    text = " ".join(sentences)
    return Article(id_, text, (Block(Span(0, len(text))),), source=f"{id_}.txt", **fields)


def claim(
    source: Article,
    sentence: str,
    subject: tuple[str, str],
    predicate: str,
    target: tuple[str | Quantity, str],
    trigger: str,
    qualifiers: Sequence[Qualifier] = (),
    **evidence: Any,
) -> Claim:
    """Make a claim; subject and target are an id (or a quantity) with the words that stand for it in the sentence."""
    at = source.text.index(sentence)

    def span(words: str) -> Span:
        start = source.text.index(words, at)
        return Span(start, start + len(words))

    where = (span(sentence), sentence, span(subject[1]), span(target[1]), span(trigger))
    return Claim(
        Statement(subject[0], predicate, target[0], tuple(qualifiers)), Evidence(source.id, *where, **evidence)
    )


def graph(source: Article, claims: Sequence[Claim], *entities: Entity, **fields: Any) -> ArticleGraph:
    """Make an article's graph."""
    return ArticleGraph(source, entities or (GANA, DARA, CHIP), tuple(claims), **fields)


RELEASE = "가나전자는 20일 G1을 공개했다."
RIVALS = "다라반도체는 가나전자와 경쟁한다."
COST = "한빛일보는 개발비가 558만 달러라고 전했다."


def first() -> ArticleGraph:
    """An asserted relation, a symmetric one the wrong way round, and a claimed measure."""
    a = article(
        "001", RELEASE, RIVALS, COST, headline="가나, G1 공개", published=date(2025, 1, 31), publisher="한빛일보"
    )
    claims = [
        claim(
            a, RELEASE, ("gana", "가나전자"), "released", ("chip/g1", "G1"), "공개", [Qualifier("date", "2025-01-20")]
        ),
        claim(a, RIVALS, ("gana", "가나전자"), "competesWith", ("dara", "다라반도체"), "경쟁"),
        claim(
            a,
            COST,
            ("chip/g1", "개발비"),
            "developmentCost",
            (Quantity(Decimal("5580000.0"), "USD"), "558만 달러"),
            "전했다",
            modality="claimed",
            attributed_to="hanbit",
            via=("gana", "anonymous"),
            time="2025-01",
            confidence=0.9,
        ),
    ]
    return graph(a, claims, GANA, DARA, CHIP, DAILY, rejects=(Reject("001", "domain or range", "gana meets dara"),))


def second() -> ArticleGraph:
    """The same release, planned; the same rivalry the other way round; and another figure."""
    plan, rivals, cost = (
        "가나전자는 G1을 공개할 예정이다.",
        "가나전자는 다라반도체와 경쟁한다.",
        "개발비는 700만 달러다.",
    )
    a = article("002", plan, rivals, cost, published=date(2025, 2, 3))
    claims = [
        claim(a, plan, ("gana", "가나전자"), "released", ("chip/g1", "G1"), "공개", modality="planned"),
        claim(a, rivals, ("dara", "다라반도체"), "competesWith", ("gana", "가나전자"), "경쟁"),
        claim(
            a,
            cost,
            ("chip/g1", "개발비"),
            "developmentCost",
            (Quantity(Decimal(7000000), "USD"), "700만 달러"),
            "개발비",
        ),
    ]
    return graph(a, claims)


class FakeEngine:
    """Finds the entities of ENTITIES by name; what holds the word "고장" breaks it."""

    def __call__(self, source: Article) -> ArticleGraph:
        if "고장" in source.text:
            raise GraphError("the engine broke", where=source.source)
        mentions = []
        for entity in ENTITIES.values():
            at = source.text.find(entity.names[0].text)
            if at >= 0:
                span = Span(at, at + len(entity.names[0].text))
                mentions.append(Mention(span, span.of(source.text), entity.cls, entity.id))
        found = tuple(ENTITIES[m.entity] for m in mentions)
        claims: tuple[Claim, ...] = ()
        if {"gana", "chip/g1"} <= {m.entity for m in mentions} and RELEASE in source.text:
            claims = (claim(source, RELEASE, ("gana", "가나전자"), "released", ("chip/g1", "G1"), "공개"),)
        return ArticleGraph(source, found, claims, (Reject(source.id, "too short", "x"),), mentions=tuple(mentions))


hostile = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    [
        '"',
        "\\",
        "<script>",
        "a b",
        "{x}",
        "'''",
        "\n.\n",
        "%41",
        "..",
        "a/../b",
        "#",
        "?",
        "한글",
        "é",
        "é",
        "@ko",
        "^^",
    ]
)


@st.composite
def graphs(draw: st.DrawFn, names: st.SearchStrategy[str] = hostile) -> ArticleGraph:
    """Draw an article's graph with any names and any claims that the vocabulary's form allows."""
    text = draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=4, max_size=40))
    source = replace(article(draw(st.sampled_from(["001", "002", "가 나", "a/b"])), text), headline=draw(names))
    ids = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    classes = st.sampled_from(["Company", "Person", "Chip"])
    labels = st.lists(st.builds(Name, names, st.sampled_from(["ko", "en", "zh"])), max_size=3)
    entities = tuple(
        Entity(i, draw(classes), tuple(draw(labels)), tuple(draw(st.lists(names, max_size=2)))) for i in ids
    )
    return ArticleGraph(source, entities, tuple(draw(st.lists(_claims(source, ids), max_size=5))))


def _claims(source: Article, ids: Sequence[str]) -> st.SearchStrategy[Claim]:
    some = st.sampled_from(list(ids))
    numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
    quantities = st.builds(Quantity, numbers, st.sampled_from(["USD", "percent", "NM"]))
    yes_no = [st.just(value=value) for value in (False, True)]
    qualifiers = st.lists(
        st.builds(Qualifier, st.just("date"), st.sampled_from(["2025", "2025-01", "2025-01-20"]), yes_no[0])
        | st.builds(Qualifier, st.just("role"), hostile, yes_no[0])
        | st.builds(Qualifier, st.just("product"), some, yes_no[1]),
        max_size=2,
        unique_by=lambda q: q.name,
    ).map(tuple)
    relation = st.builds(Statement, some, st.sampled_from(["uses", "competesWith"]), some, qualifiers)
    measure = st.builds(Statement, some, st.just("price"), quantities, qualifiers)
    whole = Span(0, len(source.text))
    evidence = st.builds(
        Evidence,
        st.just(source.id),
        st.just(whole),
        st.just(source.text),
        st.just(Span(0, 1)),
        st.sampled_from([Span(1, 2), Span(0, 2)]),
        st.just(Span(2, 3)),
        st.sampled_from(MODALITIES),
        st.sampled_from(["", "anonymous", *ids]),
        st.lists(some, max_size=2, unique=True).map(tuple),
        st.sampled_from(["", "2025", "2025-01", "2025-01-20"]),
        st.sampled_from(["rules", "other"]),
        st.floats(0, 1).map(lambda x: round(x, 4)),
    )
    return st.builds(Claim, relation | measure, evidence)


def shuffled(items: Sequence[Any], seed: int) -> list[Any]:
    """Return the items in another order."""
    out = list(items)
    random.Random(seed).shuffle(out)  # noqa: S311 - an order, no secret
    return out
