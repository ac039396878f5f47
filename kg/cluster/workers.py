"""Dask, and nothing else knows it: a cluster to work on, and one function mapped over many arguments.

A task whose worker dies is done again by another one. What it had written had no name yet, or is written again with the
same bytes.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from kg.errors import KgError

INSTALL = "install it with: pip install 'newskg[cluster]'"
CONNECT = 20  # seconds for a scheduler to answer
WAIT = 60  # seconds for a worker to come, where there is none


class Workers:
    """Does tasks on the workers of a cluster.

    Args:
        client: A distributed.Client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(
        self, what: str, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Any]]:
        """Call a function for each tuple of arguments, and yield which it was and what it returns, as that comes.

        Args:
            what: What is done, for messages.
            function: It may be called twice with the same arguments.
            calls: The arguments.

        Raises:
            KgError: What the function raises; its workers died too often; no worker is left.
        """
        from distributed import as_completed  # noqa: PLC0415 - an extra

        token = secrets.token_hex(4)  # the same call in another build is another task
        futures = {
            self._client.submit(function, *call, key=f"{what}-{token}-{n}", pure=False): n
            for n, call in enumerate(calls)
        }
        ended = threading.Event()
        guard = threading.Thread(target=self._guard, args=(list(futures), ended), daemon=True)
        guard.start()
        try:
            for future in as_completed(futures, loop=self._client.loop):
                yield futures[future], _result(what, future)
                future.release()
        finally:
            ended.set()
            guard.join(CONNECT)
            self._client.cancel(list(futures))

    def _guard(self, futures: list[Any], ended: threading.Event) -> None:
        """Give up what nobody does: Dask itself would wait for ever for another worker."""
        seen = time.monotonic()
        while not ended.wait(min(5, WAIT)):
            with suppress(OSError):  # the scheduler does not answer: it knows of no worker, either
                seen = time.monotonic() if self._client.nthreads() else seen
            if time.monotonic() - seen > WAIT:
                self._client.cancel(futures, force=True)
                return


def _result(what: str, future: Any) -> Any:
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

    try:
        return future.result()
    except KilledWorker as error:
        remedy = "if memory ran out, give workers more of it, or make more --partitions"
        raise KgError(f"{what}: the workers that tried died, one after the other", remedy=remedy) from error
    except CancelledError as error:
        what = f"{what}: no worker is left, or the scheduler is lost"
        raise KgError(what, remedy="see what ended them, and build again") from error


@contextmanager
def workers(address: str, jobs: int | None) -> Iterator[Workers]:
    """Connect to a cluster, or start one of processes of this machine and end it with the block.

    Args:
        address: Where its scheduler listens, as in "tcp://10.0.0.1:8786"; "" to start one.
        jobs: How many processes to start; None for as many as there are cores.

    Raises:
        KgError: Dask is not installed, nobody answers at the address, or no worker comes.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise KgError("a cluster needs Dask, which is not installed", remedy=INSTALL) from error
    with ExitStack() as stack:
        client = (
            _client(address)
            if address
            else stack.enter_context(Client(stack.enter_context(_local(jobs)), set_as_default=False))
        )
        stack.callback(client.close)
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            what = f"the scheduler has no worker, and none came in {WAIT} s"
            raise KgError(what, where=address, remedy=f"start some: dask worker {address}") from error
        yield Workers(client)


def _client(address: str) -> Any:
    from distributed import Client  # noqa: PLC0415 - an extra

    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "start one with: dask scheduler; or leave --address out, and one is started on this machine"
        raise KgError("no Dask scheduler answers", where=address, remedy=remedy) from error


@contextmanager
def _local(jobs: int | None) -> Iterator[Any]:
    """Start a scheduler and workers that only this machine can reach, each with one thread."""
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    with LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.ERROR,
    ) as cluster:
        yield cluster
