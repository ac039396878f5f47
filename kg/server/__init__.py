"""`kg serve`: the built graph over HTTP, read-only unless a token allows more."""

from kg.server.app import application
from kg.server.service import Limits, Service

__all__ = ["Limits", "Service", "application"]
