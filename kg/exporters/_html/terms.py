"""The words of the ontology that the page shows: relations, measures and qualifiers, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.exporters._html.figures import SIGNED
from kg.ontology import Measure, Ontology, Relation

QUALIFIERS = {
    "amount": ("금액", "amount"),
    "approximate": ("어림", "approximate"),
    "aspect": ("측면", "aspect"),
    "benchmark": ("벤치마크", "benchmark"),
    "comparedTo": ("비교 대상", "compared to"),
    "condition": ("조건", "condition"),
    "date": ("날짜", "date"),
    "effect": ("영향", "effect"),
    "field": ("분야", "field"),
    "metric": ("기준", "metric"),
    "of": ("대상", "of"),
    "policy": ("정책", "policy"),
    "product": ("제품", "product"),
    "purpose": ("목적", "purpose"),
    "quantity": ("수량", "quantity"),
    "region": ("지역", "region"),
    "role": ("직책", "role"),
    "scope": ("범위", "scope"),
    "share": ("지분", "share"),
    "target": ("대상", "target"),
}


def relations(used: set[str], ontology: Ontology) -> list[dict[str, Any]]:
    """Describe relations in the order of the ontology: labels, and whether either end may come first."""
    known = ontology.relations
    return [_labels(known.get(n), n) | {"sym": n in known and known[n].symmetric} for n in _in_order(used, known)]


def measures(used: set[str], ontology: Ontology) -> list[dict[str, Any]]:
    """Describe measures in the order of the ontology: labels, and whether a gain has a plus sign."""
    known = ontology.measures
    return [_labels(known.get(n), n) | {"signed": n in SIGNED} for n in _in_order(used, known)]


def _in_order(used: set[str], order: Iterable[str]) -> list[str]:
    places = {name: k for k, name in enumerate(order)}
    return sorted(used, key=lambda name: (places.get(name, len(places)), name))


def _labels(found: Relation | Measure | None, name: str) -> dict[str, Any]:
    return {"id": name, "ko": (found and found.label_ko) or name, "en": (found and found.label_en) or name}
