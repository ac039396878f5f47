"""Asks a store, within a time and a number of rows, once a query is seen to change and to fetch nothing."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from kg.errors import ExceededError, ForbiddenError, KgError
from kg.stores.base import Answer, Queryable, Stoppable
from kg.stores.words import place, words

TIMEOUT = 30.0  # seconds
LIMIT = 100_000  # rows
_UPDATES = frozenset(("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"))
_FORMS = frozenset(("select", "ask", "construct", "describe"))


def ask(
    store: Queryable,
    text: str,
    prefixes: Mapping[str, str],
    *,
    timeout: float = TIMEOUT,
    limit: int | None = None,
    service: bool = False,
) -> Answer:
    """Answer a read-only query.

    Args:
        store: What to ask.
        text: SPARQL 1.1; the prefixes need no declaration.
        prefixes: Their names and namespaces.
        timeout: Seconds after which it ends: a store in a process of its own stops, of another only the waiting ends.
        limit: Rows (or triples) after which the answer is cut.
        service: Whether SERVICE may reach into the network.

    Raises:
        QueryError: It is no query, would change or fetch something, fails, or takes too long.
        GraphError: The store cannot be opened.
    """
    guard(text, service=service)
    got: list[Answer | KgError] = []

    def run() -> None:
        try:
            got.append(store.query(text, prefixes, limit))
        except KgError as error:
            got.append(error)

    # A store in this process cannot be interrupted; a daemon thread at least does not keep the process from ending.
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(timeout)
    if not got:
        if isinstance(store, Stoppable):
            store.stop()
        raise ExceededError(f"takes longer than {timeout:g} s", where="query", remedy="add a LIMIT, or raise --timeout")
    if isinstance(got[0], KgError):
        raise got[0]
    return got[0]


def guard(text: str, *, service: bool = False) -> None:
    """Refuse what would change the graph or reach into the network.

    Args:
        text: What is to be asked.
        service: Whether SERVICE is allowed.

    Raises:
        QueryError: The text is an update, or calls a SERVICE.

    >>> guard('SELECT * { ?service kg:load "DROP ALL" } # INSERT')
    """
    found = list(words(text))
    head = next((w for w in found if w[0] in _UPDATES | _FORMS), None)
    if head is not None and head[0] in _UPDATES:
        where = place(text, head[1])
        raise ForbiddenError(
            f"{head[0].upper()} would change the graph", where=where, remedy="only queries are allowed"
        )
    for word, start in found:
        if word == "service" and not service:
            where = place(text, start)
            remedy = "ask the graph itself, or allow it with --allow-service"
            raise ForbiddenError("SERVICE would reach into the network", where=where, remedy=remedy)
