"""A store in a process of its own, whose query can be stopped: Oxigraph itself has no time limit."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kg.errors import ExceededError, KgError
from kg.stores.base import Answer

PACKAGE = Path(__file__).resolve().parents[2]


class Helper:
    """Another Python process that answers requests, one after the other, until it is stopped.

    Args:
        module: What it runs; `kg.stores.worker.serve` is its loop.
        arguments: Its arguments.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        known = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - this very Python, with a module of its own
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(known)},
            start_new_session=True,  # Ctrl-C is for the one who started it; it ends with its standard input
        )

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._process.pid

    def exchange(self, request: object) -> Any:
        """Send a request and wait for its answer.

        Raises:
            ExceededError: It was stopped, or the request brought it down.
            KgError: What it answers.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise ExceededError("has no process to run in", where="query")
        try:
            pickle.dump(request, self._process.stdin)
            self._process.stdin.flush()
            got = pickle.load(self._process.stdout)  # noqa: S301 - from the process started here
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            what = f"ended its process with {self._process.wait()}"
            remedy = "it is nested too deeply, or needs too much memory: make it narrower"
            raise ExceededError(what, where="query", remedy=remedy) from error
        if isinstance(got, KgError):
            raise got
        return got

    def stop(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """End it, and wait until it has."""
        self._process.kill()
        self._process.communicate()


class ApartStore:
    """Asks a store that is opened, to read, in another process; that is started at once, so that it starts meanwhile.

    Args:
        path: The store of a project, whose newest generation it is, or a file of triples or quads.
        kind: `store` or `file`.
    """

    def __init__(self, path: Path, kind: str = "store") -> None:
        self.path = path
        self.kind = kind
        self._busy = threading.Lock()
        self._helper: Helper | None = self._started()

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query, one after the other.

        Raises:
            QueryError: It is no query, fails, was stopped, or brought its process down.
            GraphError: The store cannot be opened.
        """
        with self._busy:
            if self._helper is None or not self._helper.alive:
                self._helper = self._started()
            return cast("Answer", self._helper.exchange((text, dict(prefixes), limit)))

    def stop(self) -> None:
        """Stop the query that runs, by ending its process; the next one gets another."""
        if self._helper is not None:
            self._helper.stop()

    def close(self) -> None:
        """End the process."""
        if self._helper is not None:
            self._helper.close()
            self._helper = None

    def _started(self) -> Helper:
        return Helper("kg.stores.worker", self.kind, str(self.path.absolute()))
