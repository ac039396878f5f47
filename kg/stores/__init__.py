"""Stores: where quads live and SPARQL runs. Found by name in a registry of lazy "module:object" strings."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from kg.errors import GraphError
from kg.stores.base import Answer, Factory, Store, Term

STORES: dict[str, str] = {
    "memory": "kg.stores.memory:MemoryStore",
    "oxigraph": "kg.stores.oxigraph:OxigraphStore",
    "remote": "kg.stores.remote:RemoteStore",
}
GROUP = "newskg.stores"

__all__ = ["STORES", "Answer", "Store", "Term", "open_store"]


def open_store(name: str = "oxigraph", path: Path | str | None = None) -> Store:
    """Open a store.

    Args:
        name: A name of STORES or of an installed entry point.
        path: The folder that it keeps its data in, or the address of a remote one; None for one that lives in memory.

    Raises:
        GraphError: No store has that name, or it cannot be opened there.
    """
    target = STORES.get(name) or _installed().get(name, "")
    if not target:
        known = ", ".join(sorted({*STORES, *_installed()}))
        raise GraphError(f"no store is called {name!r}", remedy=f"choose one of: {known}")
    module, _, attribute = target.partition(":")
    factory = cast("Factory", getattr(import_module(module), attribute))
    return factory(path)


def _installed() -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - a tenth of the start of `kg query`

    return {p.name: p.value for p in entry_points(group=GROUP)}
