"""Which query a user means: a name, the beginning of one, a file, or SPARQL itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import QueryError
from kg.ontology.queries import NamedQuery, read_query


def named_queries(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the files of the named queries by name; a later folder's override an earlier one's.

    Args:
        folders: Folders laid out like ontology/, whose queries/ may be missing.
    """
    return {path.stem: path for folder in folders for path in sorted((folder / "queries").glob("*.rq"))}


def question(path: Path) -> str:
    """Return the question that a named query answers, in English."""
    return read_query(path).question


def chosen(given: str, queries: Mapping[str, Path]) -> NamedQuery:
    """Return the query that a name, a file or a text stands for; a text has no parameters.

    Args:
        given: The name of a named query (or a beginning that only one has), a file that exists, or SPARQL itself.
        queries: Named queries.

    Raises:
        QueryError: One word that names nothing, or a file that cannot be read.
    """
    if given in queries:
        return read_query(queries[given])
    if re.search(r"[\s{]", given.strip()) and not _is_file(given):
        return NamedQuery(Path(), given)
    if _is_file(given):
        return read_query(Path(given))
    begin = [name for name in queries if given and name.startswith(given)]
    if len(begin) == 1:
        return read_query(queries[begin[0]])
    if re.search(r"\.(?:rq|sparql)\Z|[/\\]", given):
        raise QueryError("no such file", where=given, remedy="check the path; named queries: kg query --list")
    near = begin or difflib.get_close_matches(given, queries, n=1)
    remedy = f"did you mean {' or '.join(near)}?" if near else f"named queries: {', '.join(sorted(queries))}"
    raise QueryError("neither a query's name, nor a file, nor SPARQL", where=given, remedy=remedy)


def query_text(given: str, queries: Mapping[str, Path]) -> str:
    """Return the SPARQL that a name, a file or a text stands for.

    Raises:
        QueryError: As `chosen` does.
    """
    return chosen(given, queries).text


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # SPARQL is often too long for a path
        return False
