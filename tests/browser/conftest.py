"""The server of tests/server/ for the pages of the server."""

from tests.server.conftest import project, served

__all__ = ["project", "served"]
