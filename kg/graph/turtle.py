"""Triples -> bytes that depend on the triples alone: sorted as N-Triples, then written again with prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

_TYPE = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "


def sorted_lines(items: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    """Write N-Triples or N-Quads, each line once, sorted by its bytes."""
    lines = set(_serialized(items, form).split(b"\n")) - {b""}
    return b"".join(line + b"\n" for line in sorted(lines))


def in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return triples, each once, in the order of their N-Triples, the type of each resource first."""
    lines = set(_serialized(triples, ox.RdfFormat.N_TRIPLES).split(b"\n"))
    ordered = sorted(lines, key=_type_first)
    data = b"\n".join(ordered)
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Write Turtle: the same bytes for the same triples, with the prefixes in alphabetical order."""
    return prefixed(in_order(triples), ox.RdfFormat.TURTLE, prefixes)


def prefixed(items: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Write Turtle or TriG in the order given, with the prefixes in alphabetical order."""
    data = _serialized(items, form, prefixes)
    lines = data.split(b"\n")
    head = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join([*sorted(lines[:head]), b"", *lines[head:]])


def _type_first(line: bytes) -> bytes:
    return line.replace(_TYPE, b" ! ", 1)


def _serialized(
    items: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str] | None = None
) -> bytes:
    return ox.serialize(items, format=form, prefixes=dict(prefixes or {})) or b""
