"""Which entity a user means by a name or an id."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    found = Names(corpus.entities, corpus.base).called(wanted)
    if found is None:
        raise GraphError(f"no entity is called {wanted!r}", remedy=suggestion(corpus.entities, wanted))
    return found


class Names:
    """Entities by id and by folded name.

    Args:
        entities: By id.
        base: What the IRIs of resources begin with.
    """

    def __init__(self, entities: Mapping[str, Entity], base: str = BASE) -> None:
        self.entities = entities
        self.base = base
        self._tiers: list[defaultdict[str, list[Entity]]] = []  # a label wins over what is only another one's alias
        for names in (_preferred, _all_names):
            tier: defaultdict[str, list[Entity]] = defaultdict(list)
            for entity in entities.values():
                for key in dict.fromkeys(map(fold, names(entity))):
                    tier[key].append(entity)
            self._tiers.append(tier)

    def called(self, wanted: str, but: str = "") -> Entity | None:
        """Return the entity that goes by an id, an IRI or a name, or None.

        Args:
            wanted: What the user typed.
            but: Id of an entity that is not meant.

        Raises:
            GraphError: More than one goes by that.
        """
        id_ = wanted.removeprefix(self.base).removeprefix("kgr:").removeprefix("entity:").removeprefix("entity/")
        if id_ in self.entities and id_ != but:
            return self.entities[id_]
        key = fold(wanted)
        for tier in self._tiers if key else ():
            found = [e for e in tier.get(key, ()) if e.id != but]
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(f"{e.id} ({label(e)}, {e.cls})" for e in found[:SHOWN])
                raise GraphError(f"{len(found)} entities are called {wanted!r}", remedy=f"give the id of one: {ids}")
        return None


def suggestion(entities: Mapping[str, Entity], wanted: str) -> str:
    """Say which names are near one that nobody goes by."""
    near = nearest(entities.values(), wanted)
    return f"did you mean: {', '.join(near)}?" if near else "list them with: kg query names"


def nearest(entities: Iterable[Entity], wanted: str) -> list[str]:
    """Return the names that hold one that nobody goes by, else those that are like it, the nearest first."""
    key = fold(wanted)
    names = {fold(n): n for e in entities for n in _all_names(e)}
    within = sorted(name for folded, name in names.items() if key and key in folded)[:SHOWN]
    return within or [names[f] for f in difflib.get_close_matches(key, names, n=SHOWN, cutoff=0.5)]


def _preferred(entity: Entity) -> list[str]:
    return [n.text for n in entity.names]


def _all_names(entity: Entity) -> list[str]:
    return [*_preferred(entity), *entity.aliases]
