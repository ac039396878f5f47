"""`kg serve`: the built graph over HTTP, read-only unless a token allows more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.server.app import application
    from kg.server.service import Limits, Service

__all__ = ["Limits", "Service", "application"]


def __getattr__(name: str) -> Any:
    """Load the application only when it is asked for: a worker needs none of it, and starts in a third of the time."""
    if name not in __all__:
        raise AttributeError(name)
    from kg.server import app, service  # noqa: PLC0415 - lazy on purpose

    return getattr(app if name == "application" else service, name)
