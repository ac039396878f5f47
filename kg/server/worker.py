"""The process that a server's query runs in, from its text to the bytes of its answer: `python -m kg.server.worker`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import guard
from kg.query.mistakes import explained, known_terms
from kg.query.results import written
from kg.server.formats import FORMS, compact_json, kind_of
from kg.server.jobs import Content, Question, Reopen, Reply, Written
from kg.stores.base import Answer
from kg.stores.folder import open_generation
from kg.stores.oxigraph import OxigraphStore
from kg.stores.worker import serve

SPENT = 2**20  # KiB that a worker may have taken at any time before another takes its place
Job: TypeAlias = Question | Content | Reopen


class Desk:
    """Answers jobs, from one build until a job names another."""

    def __init__(self) -> None:
        self._store: OxigraphStore | None = None
        self._path = Path()

    def __call__(self, job: Job | None) -> Reply:
        """Answer a job; None asks for nothing but an answer.

        Raises:
            KgError: The query fails, or the build cannot be opened.
        """
        if job is None:
            return Reply(None)
        store = self._opened(job.generation)
        if isinstance(job, Reopen):
            return Reply(None, _spent())
        got = _answered(store, job) if isinstance(job, Question) else _content(store, job)
        return Reply(got, _spent())

    def _opened(self, path: Path) -> OxigraphStore:
        if self._store is None or self._path != path:
            self._store = None  # its files go first
            self._store, self._path = open_generation(path), path
        return self._store


def _answered(store: OxigraphStore, job: Question) -> Answer | Written:
    try:
        guard(job.text)
        answer = store.query(job.text, job.prefixes, job.limit, default=job.default, named=job.named)
    except QueryError as error:
        raise explained(error, job.text, job.prefixes, _known(job.folders)) from error
    if job.forms is None:
        return answer
    form = job.forms.get(kind_of(answer), "")
    if not form:
        return Written(kind_of(answer).encode(), "")
    return Written(_bytes(answer, form, job), form, answer.cut)


def _bytes(answer: Answer, form: str, job: Question | Content) -> bytes:
    if form == "json":
        return compact_json(answer)
    native = FORMS.get(form)
    if native is None:
        return written(answer, form, job.prefixes).encode()
    return native(answer.triples or ())


def _content(store: OxigraphStore, job: Content) -> Written | None:
    name = ox.NamedNode(job.name) if job.name else ox.DefaultGraph()
    triples = tuple(store.graph(name))
    if not triples and job.name:
        return None
    return Written(_bytes(Answer(triples=triples), job.form, job), job.form)


@cache
def _known(folders: tuple[Path, ...]) -> list[str]:
    return known_terms(folders)


def _spent() -> bool:
    """Whether this process has taken much at any time. What getrusage tells begins with what its parent had taken."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.partition("VmHWM:")[2].split()[0]) > SPENT
    except (OSError, IndexError, ValueError):
        return _spent_of_usage()


def _spent_of_usage() -> bool:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1024 if sys.platform == "darwin" else 1) > SPENT


if __name__ == "__main__":
    serve(Desk(), sys.stdin.buffer, sys.stdout.buffer)
