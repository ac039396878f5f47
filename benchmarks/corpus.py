"""A made-up corpus of any size, always the same: communities of companies, people and products, and rumours of them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from kg.model import Article, ArticleGraph, Block, Claim, Entity, Evidence, Name, Qualifier, Quantity, Span, Statement

FIRST = "가나다라마바사아자차카타파하고노도로모보소오조초호구누두루무부수우주추후"
LAST = ("전자", "산업", "반도체", "제약", "은행", "통신", "화학", "바이오", "물산", "건설")
KINDS = (("Company", ""), ("Person", "회장"), ("Product", "폰"), ("Organization", "협회"))
RELATIONS = ("supplies", "investsIn", "competesWith", "partnersWith", "developed", "accuses")
MODALITIES = ("asserted",) * 7 + ("claimed", "alleged", "planned", "denied")
OUTLETS = ("가온일보", "한빛경제", "새벽뉴스", "누리타임스")


def corpus(entities: int, seed: int = 0) -> list[ArticleGraph]:
    """Return graphs of articles about so many entities, with two statements for each of these.

    Args:
        entities: How many; an article is about eight of them.
        seed: Another gives another corpus.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    names = [_entity(k, chance) for k in range(entities)]
    size = max(8, entities // 60)
    return [_article(k, names, size, chance) for k in range(max(1, entities // 8))]


def _entity(number: int, chance: random.Random) -> Entity:
    cls, tail = KINDS[min(chance.randrange(6), 3)] if number % 7 else KINDS[0]
    stem = "".join(chance.choice(FIRST) for _ in range(3)) + (tail or chance.choice(LAST))
    return Entity(f"e{number}", cls, (Name(f"{stem}{number}", "ko"), Name(f"Name {number}", "en")))


def _article(number: int, names: list[Entity], size: int, chance: random.Random) -> ArticleGraph:
    """Make an article of one community, in which low numbers are spoken of most, and now and then of another."""
    begin = chance.randrange(max(1, len(names) // size)) * size
    told = [min(len(names) - 1, begin + int(size * chance.random() ** 2.5)) for _ in range(9)]
    told += [min(len(names) - 1, number * 8 + k) for k in range(8)]  # so that everything comes up
    if chance.random() < 0.4:
        told.append(int(len(names) * chance.random() ** 4))
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
    sentences, rows, at = [], [], 0
    for a, b in pairwise(told):
        if a == b:
            continue
        text, parts = _sentence(names[a].names[0].text, names[b].names[0].text)
        rows.append((a, b, Span(at, at + len(text)), text, [Span(at + s, at + e) for s, e in parts]))
        sentences.append(text)
        at += len(text) + 1
    whole, id_ = " ".join(sentences), f"made-{number:05}"
    article = Article(
        id_,
        whole,
        (Block(Span(0, len(whole))),),
        headline=f"{names[told[0]].names[0].text} 소식 {number}",
        publisher=chance.choice(OUTLETS),
        published=day,
    )
    claims = tuple(_claim(id_, row, names, day, chance) for row in rows)
    return ArticleGraph(article, tuple(names[k] for k in sorted(set(told))), claims)


def _sentence(one: str, other: str) -> tuple[str, list[tuple[int, int]]]:
    text = f"{one}이(가) 지난달 {other}와 함께 새 사업을 벌인다고 업계가 전했다."
    verb = text.index("벌인다")
    at = len(one) + len("이(가) 지난달 ")
    return text, [(0, len(one)), (at, at + len(other)), (verb, verb + 3)]


def _claim(
    id_: str,
    row: tuple[int, int, Span, str, list[Span]],
    names: list[Entity],
    day: date,
    chance: random.Random,
) -> Claim:
    a, b, span, text, (subject, target, trigger) = row
    modality = chance.choice(MODALITIES)
    time = (day - timedelta(days=chance.randrange(300))).isoformat() if chance.random() < 0.5 else ""
    evidence = Evidence(
        id_, span, text, subject, target, trigger, modality=modality, time=time,
        confidence=0.5 + chance.randrange(50) / 100,
        attributed_to=names[a].id if modality == "claimed" else "",
    )  # fmt: skip
    if chance.random() < 0.08:
        amount = Quantity(Decimal(chance.randrange(1, 900) * 10**8), "KRW")
        return Claim(Statement(names[a].id, "revenue", amount), evidence)
    more = (Qualifier("date", day.isoformat()),) if chance.random() < 0.1 else ()
    return Claim(Statement(names[a].id, chance.choice(RELATIONS), names[b].id, more), evidence)
