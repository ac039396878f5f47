"""A store in a process of its own, whose query can be stopped: Oxigraph itself has no time limit."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from kg.errors import KgError, QueryError
from kg.stores.base import Answer

PACKAGE = Path(__file__).resolve().parents[2]


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
        self._process: subprocess.Popen[bytes] | None = self._started()

    def query(self, text: str, prefixes: Mapping[str, str], limit: int | None = None) -> Answer:
        """Answer a SPARQL query, one after the other.

        Raises:
            QueryError: It is no query, fails, was stopped, or brought its process down.
            GraphError: The store cannot be opened.
        """
        with self._busy:
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()
            got = _exchanged(self._process, (text, dict(prefixes), limit))
        if isinstance(got, KgError):
            raise got
        return got

    def stop(self) -> None:
        """Stop the query that runs, by ending its process; the next one gets another."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        known = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
        return subprocess.Popen(  # noqa: S603 - this very Python, with a module of its own
            [sys.executable, "-m", "kg.stores.worker", self.kind, str(self.path.absolute())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(known)},
        )


def _exchanged(process: subprocess.Popen[bytes], request: object) -> Answer | KgError:
    if process.stdin is None or process.stdout is None:
        raise QueryError("has no process to run in", where="query")
    try:
        pickle.dump(request, process.stdin)
        process.stdin.flush()
        return cast("Answer | KgError", pickle.load(process.stdout))  # noqa: S301 - from the process started here
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        what = f"ended its process with {process.wait()}"
        remedy = "it is nested too deeply, or needs too much memory: make it narrower"
        raise QueryError(what, where="query", remedy=remedy) from error
