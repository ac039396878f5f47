"""The search of a build's index, beside the server's other work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kg.errors import GraphError
from kg.graph import Iris
from kg.search import Index, open_index
from kg.server.pool import BusyError
from kg.server.problems import HttpError
from kg.stores.folder import Generation

T = TypeVar("T")


class Searcher:
    """Searches an index in threads of its own; a service has one, so that its limits are those of all routes together.

    Args:
        newest: Gives the newest complete build.
        size: Searches that run at the same time.
        waiting: Searches that may wait for their turn.
    """

    def __init__(self, newest: Callable[[], Generation], size: int, waiting: int) -> None:
        self._newest = newest
        self._threads = ThreadPoolExecutor(size, "search")
        self._most = size + waiting
        self._now = 0

    async def search(self, work: Callable[[Index, Iris], T]) -> T:
        """Do something with the index.

        Raises:
            HttpError: The build has no index.
            BusyError: Too many search at the same time.
            ExceededError: As the search says.
        """
        if self._now >= self._most:
            raise BusyError("too many search at the same time", where="search", remedy="try again in a moment")
        self._now += 1
        try:
            made = self._newest()

            def searched() -> T:
                with open_index(made) as index:
                    return work(index, Iris(made.base))

            return await asyncio.get_running_loop().run_in_executor(self._threads, searched)
        except GraphError as error:
            raise HttpError(503, f"{error.what}: {error.remedy}") from error
        finally:
            self._now -= 1

    def close(self) -> None:
        """Start no further search; what runs ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
