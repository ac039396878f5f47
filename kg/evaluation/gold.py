"""Reads gold annotations: one JSON file an article, with what a reader expects of its graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Quantity

TOPICS = "topics.tsv"  # beside gold files: an article's id and its topic in each row
# What annotators are asked for. Other relations and measures are judged only where the gold given uses them.
RELATIONS = frozenset(
    (
        *("accuses", "acquires", "affects", "authored", "basedIn", "comparableTo", "competesWith", "criticizes"),
        *("developed", "employs", "exportsTo", "founded", "holdsPosition", "investigates", "investsIn", "lists"),
        *("locatedIn", "manufactures", "meets", "orders", "outperforms", "ownedBy", "partOf", "participatesIn"),
        *("partnersWith", "patents", "permits", "released", "restricts", "succeeds", "sues", "supplies"),
        *("supports", "uses", "variantOf"),
    )
)
MEASURES = frozenset(
    (
        *("benchmarkScore", "costRatio", "count", "developmentCost", "growth", "headcount", "investmentAmount"),
        *("marketCap", "marketCapChange", "marketShare", "performanceRatio", "price", "processNode", "profit"),
        *("rank", "revenue", "shipments", "stockChange", "unitsUsed", "userCount"),
    )
)


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that an article speaks of; a minor one costs nothing where it is not found."""

    id: str
    cls: str
    label: str
    surfaces: tuple[str, ...]
    core: bool


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A statement (its object is an entity's id) or a measure (a quantity).

    Attributes:
        source: Id of the entity that says it, "anonymous", or "" for the article's own voice.
        anchor: How the sentence that says it begins.
    """

    subject: str
    predicate: str
    object: str | Quantity
    modality: str
    source: str
    core: bool
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """What a reader would put into the graph of one article.

    Attributes:
        absent: Names that stand only outside the body and must not become entities.
    """

    article: str
    topic: str
    entities: tuple[GoldEntity, ...]
    statements: tuple[GoldClaim, ...]
    measures: tuple[GoldClaim, ...]
    absent: tuple[str, ...] = ()


def read_gold(paths: Iterable[Path]) -> list[Gold]:
    """Read gold files.

    Args:
        paths: JSON files, or folders of them. A row of `topics.tsv` in a folder (id, topic) gives an article's topic
            where its gold does not.

    Raises:
        KgError: A file cannot be read, is not gold, or there is none.
    """
    out: list[Gold] = []
    for path in paths:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        topics = _topics((path if path.is_dir() else path.parent) / TOPICS)
        out += [_gold(file, topics) for file in files]
        if not files:
            raise KgError("holds no gold file", where=str(path), remedy="give a folder of .json files, or such a file")
    return out


def _topics(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file, delimiter="\t") if len(row) > 1}


def _gold(path: Path, topics: Mapping[str, str]) -> Gold:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        article = raw["article"]
        return Gold(
            article=article["id"],
            topic=article.get("topic") or topics.get(article["id"], ""),
            entities=tuple(map(_entity, raw["entities"])),
            statements=tuple(_claim(row, row["o"]) for row in raw["statements"]),
            measures=tuple(_claim(row, Quantity(Decimal(str(row["value"])), row["unit"])) for row in raw["measures"]),
            absent=tuple(raw.get("absent", ())),
        )
    except OSError as error:
        raise KgError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except json.JSONDecodeError as error:
        raise KgError(f"is not JSON: {error.msg}", where=f"{path}:{error.lineno}") from error
    except (KeyError, TypeError, AttributeError, InvalidOperation, UnicodeDecodeError) as error:
        remedy = "see docs/EVALUATION.md for the form"
        raise KgError(f"is no gold annotation ({error!r})", where=str(path), remedy=remedy) from error


def _entity(row: Mapping[str, Any]) -> GoldEntity:
    return GoldEntity(row["id"], row["type"], row["label"], tuple(row.get("surfaces", ())), _core(row))


def _claim(row: Mapping[str, Any], target: str | Quantity) -> GoldClaim:
    source, anchor = row.get("source") or "", row.get("anchor") or ""
    return GoldClaim(row["s"], row["p"], target, row["modality"], source, _core(row), anchor)


def _core(row: Mapping[str, Any]) -> bool:
    return bool(row.get("weight", "core") == "core")
