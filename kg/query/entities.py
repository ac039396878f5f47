"""Which entity of a store a user means by a name."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.finding import SHOWN, Names, suggestion
from kg.graph.iris import KG, Iris, prefixes
from kg.model import Entity, Name
from kg.stores.base import Queryable

LANGUAGES = ("ko", "en", "zh", "ja")
_ROWS = "SELECT ?e ?class ?label ?alias { %s ?e a ?class FILTER(STRSTARTS(STR(?class), STR(kg:))) }"
_LABELS = "{ ?e skos:prefLabel ?label } UNION { ?e skos:altLabel ?alias }"


def entity(store: Queryable, base: str, wanted: str) -> ox.NamedNode:
    """Return the IRI of the entity that goes by an id, an IRI or a name, however it is spaced or cased.

    Args:
        store: What to ask.
        base: What the IRIs of resources begin with.
        wanted: What the user typed.

    Raises:
        GraphError: No entity, or more than one, goes by that; the message names them.
    """
    exact = _exact(store, base, wanted)
    if exact is not None:
        return exact
    names = Names(_entities(store, base, _LABELS), base)
    found = names.called(wanted)
    if found is None:
        raise GraphError(f"no entity is called {wanted!r}", remedy=suggestion(names.entities, wanted))
    return Iris(base).entity(found.id)


def _exact(store: Queryable, base: str, wanted: str) -> ox.NamedNode | None:
    """Return what has exactly this id or label, which an index tells; None where the names have to be read through."""
    id_ = wanted.removeprefix(base).removeprefix("kgr:").removeprefix("entity:").removeprefix("entity/")
    node = Iris(base).entity(id_)
    if store.query(f"ASK {{ {node} skos:prefLabel ?label }}", prefixes(base)).truth:
        return node
    labels = " ".join(str(ox.Literal(wanted, language=tag)) for tag in LANGUAGES)
    found = _entities(store, base, f"VALUES ?label {{ {labels} {ox.Literal(wanted)} }} ?e skos:prefLabel ?label .")
    if len(found) > 1:
        ids = ", ".join(f"{e.id} ({e.names[0].text}, {e.cls})" for e in list(found.values())[:SHOWN])
        raise GraphError(f"{len(found)} entities are called {wanted!r}", remedy=f"give the id of one: {ids}")
    return next((Iris(base).entity(e) for e in found), None)


def _entities(store: Queryable, base: str, pattern: str) -> dict[str, Entity]:
    """Return entities by id, sorted by it, with the names that the pattern finds."""
    names: defaultdict[tuple[str, str], tuple[list[Name], list[str]]] = defaultdict(lambda: ([], []))
    iris, head = Iris(base), f"{base}entity/"
    for e, cls, label, alias in store.query(_ROWS % pattern, prefixes(base)).rows:
        if not isinstance(e, ox.NamedNode) or not e.value.startswith(head):
            continue
        labels, aliases = names[iris.id_of(e, "entity"), cast("ox.NamedNode", cls).value.removeprefix(KG)]
        if isinstance(label, ox.Literal):
            labels.append(Name(label.value, label.language or ""))
        elif alias is not None:
            aliases.append(alias.value)
    return {id_: Entity(id_, cls, tuple(sorted(n)), tuple(sorted(a))) for (id_, cls), (n, a) in sorted(names.items())}
