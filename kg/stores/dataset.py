"""The dataset that a query asks for by FROM and FROM NAMED (SPARQL 1.1 Query Language, 13.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.stores.words import TOKENS

_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


def merge_wanted(text: str, prefixes: Mapping[str, str]) -> tuple[list[str], list[str]] | None:
    """Return the IRIs of FROM and of FROM NAMED where there are several FROM, whose merge is to be asked; else None.

    Args:
        text: A query.
        prefixes: Those that it need not declare.

    >>> merge_wanted("ASK FROM <http://e/a> FROM x:b FROM NAMED <http://e/c> {}", {"x": "http://e/"})
    (['http://e/a', 'http://e/b'], ['http://e/c'])
    >>> merge_wanted("ASK FROM <http://e/a> { ?from ?p 'FROM' }", {})
    """
    if len(re.findall("from", text, re.IGNORECASE)) < 2:
        return None
    known = {**prefixes, **dict(_DECLARED.findall(text))}
    found: tuple[list[str], list[str]] = ([], [])
    tokens = (t for t in TOKENS.finditer(text) if not t[0].isspace() and not t[0].startswith("#"))
    for token in tokens:
        if (token["word"] or "").lower() == "from":
            name = next(tokens, token)[0]
            named = name.lower() == "named"
            found[named].append(_iri(next(tokens, token)[0] if named else name, known))
    good = all(":" in iri for graphs in found for iri in graphs)  # else it is the parser that says what is wrong
    return found if good and len(set(found[0])) > 1 else None


def _iri(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    if name.startswith("<"):
        return name[1:-1]
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local) if colon else ""
