"""Which entity of a store a user means by a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import cast

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.finding import SHOWN, Names, suggestion
from kg.graph.iris import KG, Iris, decode, encode, prefixes
from kg.graph.literals import clean
from kg.model import Entity, Name
from kg.search import Index
from kg.stores.base import Queryable

LANGUAGES = ("ko", "en", "zh", "ja")
_ROWS = "SELECT ?e ?class ?label ?alias { %s ?e a ?class FILTER(STRSTARTS(STR(?class), STR(kg:))) }"
_LABELS = "{ ?e skos:prefLabel ?label } UNION { ?e skos:altLabel ?alias }"


def entity(store: Queryable, base: str, wanted: str, index: Index | None = None) -> ox.NamedNode:
    """Return the IRI of the entity that goes by an id, an IRI or a name, however it is spaced or cased.

    Args:
        store: What to ask.
        base: What the IRIs of resources begin with.
        wanted: What the user typed.
        index: The index of the same build, which tells the same without reading all names.

    Raises:
        GraphError: No entity, or more than one, goes by that; the message names them.
    """
    id_ = wanted.removeprefix(base).removeprefix("kgr:").removeprefix("entity:").removeprefix("entity/")
    node = Iris(base).entity(id_)
    known = index or _Asked(store, base)
    if known.has(decode(encode(id_))):
        return node
    found = known.labelled(clean(wanted), (*LANGUAGES, ""))
    if len(found) > 1:
        ids = ", ".join(f"{e.id} ({e.names[0].text}, {e.cls})" for e in list(found.values())[:SHOWN])
        raise GraphError(f"{len(found)} entities are called {wanted!r}", remedy=f"give the id of one: {ids}")
    meant = next(iter(found.values()), None) or Names(known.called(wanted), base).called(wanted)
    if meant is None:
        raise GraphError(f"no entity is called {wanted!r}", remedy=suggestion(known.all_entities(), wanted))
    return Iris(base).entity(meant.id)


class _Asked:
    """Tells of entities what an index does, by SPARQL: for files and endpoints."""

    def __init__(self, store: Queryable, base: str) -> None:
        self._store = store
        self._base = base

    def has(self, id_: str) -> bool:
        return bool(
            self._store.query(
                f"ASK {{ {Iris(self._base).entity(id_)} skos:prefLabel ?label }}", prefixes(self._base)
            ).truth
        )

    def labelled(self, label: str, languages: Sequence[str]) -> dict[str, Entity]:
        labels = " ".join(str(ox.Literal(label, language=tag) if tag else ox.Literal(label)) for tag in languages)
        return _entities(self._store, self._base, f"VALUES ?label {{ {labels} }} ?e skos:prefLabel ?label .")

    def called(self, _name: str) -> dict[str, Entity]:
        """Return all: SPARQL cannot fold a name."""
        return self.all_entities()

    def all_entities(self) -> dict[str, Entity]:
        return self._all

    @cached_property
    def _all(self) -> dict[str, Entity]:
        return _entities(self._store, self._base, _LABELS)


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
