"""A corpus as a networkx graph. networkx is imported late, so that a build does not wait for it; see `communities`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph.resolving import label
from kg.model import MODALITIES, Entity, Evidence, Quantity, Statement, plain

QUANTITY = "Quantity"


def firmest(evidences: tuple[Evidence, ...]) -> str:
    """Return the firmest modality of a statement's evidences, "asserted" being firmer than all others."""
    return min((e.modality for e in evidences), key=MODALITIES.index)


def figure(quantity: Quantity) -> str:
    """Write a quantity for people, thousands apart.

    >>> from decimal import Decimal
    >>> figure(Quantity(Decimal("5580000"), "USD")), figure(Quantity(Decimal("-17.5"), "percent"))
    ('5,580,000 USD', '-17.5 percent')
    """
    whole, dot, rest = plain(quantity.value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{dot}{rest} {quantity.unit}"


def network(
    entities: Mapping[str, Entity],
    mentions: Mapping[str, tuple[str, ...]],
    statements: Mapping[Statement, tuple[Evidence, ...]],
) -> Any:
    """Return a networkx.MultiDiGraph of a corpus: see `Corpus.to_networkx`."""
    from networkx import MultiDiGraph  # noqa: PLC0415 - takes a fifth of a second to load

    out = MultiDiGraph()
    for id_, entity in entities.items():
        names = tuple(n.text for n in entity.names) + entity.aliases
        out.add_node(id_, label=label(entity), cls=entity.cls, names=names, articles=mentions.get(id_, ()))
    for statement, evidences in statements.items():
        target = statement.object
        if isinstance(target, Quantity):
            text = figure(target)
            target = f"quantity/{target.id}"
            out.add_node(target, label=text, cls=QUANTITY, names=(text,), articles=())
        out.add_edge(
            statement.subject,
            target,
            key=statement.id,
            relation=statement.predicate,
            modality=firmest(evidences),
            qualifiers={q.name: q.value for q in statement.qualifiers},
            evidences=evidences,
        )
    return out
