"""A build that is spread over the workers of a Dask cluster: partitions in, parts of one graph out, a manifest last."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.cluster.building import Built, build
    from kg.cluster.manifest import MANIFEST, Part, verify

_HOMES = {"building": ("Built", "build"), "manifest": ("MANIFEST", "Part", "verify")}
__all__ = ["MANIFEST", "Built", "Part", "build", "verify"]

if not TYPE_CHECKING:  # a manifest can be verified without loading readers and stores

    def __getattr__(name: str) -> Any:
        """Load what is asked for alone."""
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"kg.cluster.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
