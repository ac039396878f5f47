"""Which entity a user means by a name or an id."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Protocol

from kg.errors import GraphError
from kg.graph.iris import BASE
from kg.graph.resolving import label
from kg.model import Entity
from kg.naming import fold

SHOWN = 8


class Named(Protocol):
    """What has entities by id: a corpus."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity by id."""
        ...

    @property
    def base(self) -> str:
        """What the IRIs of resources begin with."""
        ...


def find(corpus: Named, wanted: str) -> Entity:
    """Find an entity by its id, its IRI, or any of its names, however it is spaced or cased.

    Args:
        corpus: Where to look.
        wanted: What the user typed.

    Raises:
        GraphError: No entity, or more than one, goes by that.
    """
    found = called(corpus.entities, wanted, corpus.base)
    if found is None:
        raise GraphError(f"no entity is called {wanted!r}", remedy=suggestion(corpus.entities, wanted))
    return found


def called(entities: Mapping[str, Entity], wanted: str, base: str = BASE) -> Entity | None:
    """Return the entity that goes by an id, an IRI or a name, or None.

    Args:
        entities: By id.
        wanted: What the user typed.
        base: What the IRIs of resources begin with.

    Raises:
        GraphError: More than one goes by that.
    """
    id_ = wanted.removeprefix(base).removeprefix("kgr:").removeprefix("entity:").removeprefix("entity/")
    if id_ in entities:
        return entities[id_]
    key = fold(wanted)
    for names in (_preferred, _all_names):  # a label wins over what is only another one's alias
        found = [e for e in entities.values() if key and key in map(fold, names(e))]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"{e.id} ({label(e)}, {e.cls})" for e in found[:SHOWN])
            raise GraphError(f"{len(found)} entities are called {wanted!r}", remedy=f"give the id of one: {ids}")
    return None


def suggestion(entities: Mapping[str, Entity], wanted: str) -> str:
    """Say which names are near one that nobody goes by."""
    key = fold(wanted)
    names = {fold(n): n for e in entities.values() for n in _all_names(e)}
    within = sorted(name for folded, name in names.items() if key and key in folded)[:SHOWN]
    near = within or [names[f] for f in difflib.get_close_matches(key, names, n=SHOWN, cutoff=0.5)]
    return f"did you mean: {', '.join(near)}?" if near else "list them with: kg stats"


def _preferred(entity: Entity) -> list[str]:
    return [n.text for n in entity.names]


def _all_names(entity: Entity) -> list[str]:
    return [*_preferred(entity), *entity.aliases]
