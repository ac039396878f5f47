"""SPARQL over a store: named queries, files and ad-hoc ones, all of them read-only, within a time."""

from __future__ import annotations

import difflib
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import QueryError
from kg.stores import Answer, Store
from kg.stores.words import words

TIMEOUT = 60.0  # seconds
_UPDATES = frozenset(("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"))
_FORMS = frozenset(("select", "ask", "construct", "describe"))


def ask(store: Store, text: str, prefixes: Mapping[str, str], *, timeout: float = TIMEOUT) -> Answer:
    """Answer a read-only query.

    Args:
        store: What to ask.
        text: SPARQL 1.1; the prefixes need no declaration.
        prefixes: Their names and namespaces.
        timeout: Seconds after which waiting for the answer ends.

    Raises:
        QueryError: It is no query, would change or fetch something, fails, or takes too long.
    """
    guard(text)
    got: list[Answer | QueryError] = []

    def run() -> None:
        try:
            got.append(store.query(text, prefixes))
        except QueryError as error:
            got.append(error)

    # Neither store can be interrupted; a daemon thread at least does not keep the process from ending.
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(timeout)
    if not got:
        raise QueryError(f"takes longer than {timeout:g} s", where="query", remedy="add a LIMIT, or raise --timeout")
    if isinstance(got[0], QueryError):
        raise got[0]
    return got[0]


def guard(text: str) -> None:
    """Refuse what would change the graph or reach into the network.

    Raises:
        QueryError: The text is an update, or calls a SERVICE.

    >>> guard('SELECT * { ?service kg:load "DROP ALL" } # INSERT')
    """
    found = list(words(text))
    head = next((w for w in found if w[0] in _UPDATES | _FORMS), None)
    if head is not None and head[0] in _UPDATES:
        where = _place(text, head[1])
        raise QueryError(f"{head[0].upper()} would change the graph", where=where, remedy="only queries are allowed")
    for word, start in found:
        if word == "service":
            where = _place(text, start)
            raise QueryError("SERVICE would reach into the network", where=where, remedy="ask the graph itself")


def named_queries(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the files of the named queries by name; a later folder's override an earlier one's.

    Args:
        folders: Folders laid out like ontology/, whose queries/ may be missing.
    """
    return {path.stem: path for folder in folders for path in sorted((folder / "queries").glob("*.rq"))}


def question(path: Path) -> str:
    """Return the question that a named query answers, from its first line."""
    head = path.read_text(encoding="utf-8").split("\n", 1)[0]
    return head.removeprefix("# question:").strip()


def query_text(given: str, queries: Mapping[str, Path]) -> str:
    """Return the SPARQL that a name, a file or a text stands for.

    Args:
        given: The name of a named query, a file that exists, or SPARQL itself.
        queries: Named queries.

    Raises:
        QueryError: One word that names nothing, or a file that cannot be read.
    """
    if given in queries:
        return _read(queries[given])
    if re.search(r"[\s{]", given.strip()) and not _is_file(given):
        return given
    if _is_file(given):
        return _read(Path(given))
    near = difflib.get_close_matches(given, queries, n=1)
    remedy = f"did you mean {near[0]}?" if near else f"named queries: {', '.join(sorted(queries))}"
    raise QueryError("neither a query's name, nor a file, nor SPARQL", where=given, remedy=remedy)


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # SPARQL is often too long for a path
        return False


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise QueryError("is not UTF-8", where=str(path), remedy="save it as UTF-8") from error


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset)
    return f"line {line + 1}, column {offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"
