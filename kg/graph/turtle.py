"""Triples -> bytes that depend on the triples alone: sorted as N-Triples, then written again with prefixes.

Nothing of it needs the whole graph in memory: lines are sorted in runs, which are merged as they are written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.graph.sorting import in_runs

BATCH = 10_000  # triples that are parsed or serialised at a time
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FIRST = b"!"  # stands for rdf:type in the order, so that the type of each resource comes first
_END = b" ."
Items = Iterable[ox.Triple] | Iterable[ox.Quad]


def sorted_lines(items: Items, form: ox.RdfFormat, scratch: Path | None = None) -> Iterator[bytes]:
    """Yield N-Triples or N-Quads, each line once, sorted by its bytes.

    Args:
        items: Triples or quads.
        form: Which of the two.
        scratch: A folder for runs that do not fit into memory; the system's own for such files where there is none.
    """
    for line in in_runs(_lines(items, form), scratch):
        yield line + b"\n"


def in_order(triples: Iterable[ox.Triple], scratch: Path | None = None) -> Iterator[ox.Triple]:
    """Yield triples, each once, in the order of their N-Triples, the type of each resource first."""
    keys = map(_key, _lines(triples, ox.RdfFormat.N_TRIPLES))
    for quad in _parsed(map(_line, in_runs(keys, scratch)), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def ordered(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Yield the triples of lines of N-Triples without their ends, which fit into memory, in the order of `in_order`."""
    keys = sorted(set(map(_key, lines)))
    for quad in _parsed(map(_line, keys), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def quads_in_order(quads: Iterable[ox.Quad], scratch: Path | None = None) -> Iterator[ox.Quad]:
    """Yield quads, each once, graph by graph in the order of their names, and each graph in the order of `in_order`."""
    keys = in_runs(_quad_keys(quads), scratch)
    return _parsed(map(_quad_line, keys), ox.RdfFormat.N_QUADS)


def ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Return N-Triples (W3C, RDF 1.1 N-Triples): the same bytes for the same triples, each line once."""
    return b"".join(sorted_lines(triples, ox.RdfFormat.N_TRIPLES))


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return Turtle: the same bytes for the same triples, with the prefixes in alphabetical order."""
    return prefixed(in_order(triples), ox.RdfFormat.TURTLE, prefixes)


def prefixed(items: Items, form: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Return Turtle or TriG in the order given, with the prefixes in alphabetical order."""
    out = io.BytesIO()
    write_prefixed(items, form, prefixes, out)
    return out.getvalue()


def write_prefixed(items: Items, form: ox.RdfFormat, prefixes: Mapping[str, str], sink: IO[bytes]) -> None:
    """Write Turtle or TriG in the order given, with the prefixes in alphabetical order."""
    headed = _Headed(sink)
    ox.serialize(items, output=cast("IO[bytes]", headed), format=form, prefixes=dict(prefixes))
    headed.end()


class _Headed(io.RawIOBase):
    """Passes on what is written to it, the lines of prefixes before all else sorted and with a blank line below."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self._head is None:
            self._sink.write(data)
        else:
            self._head += bytes(data)
            last = self._head.rpartition(b"\n")[0].rpartition(b"\n")[2]
            if last and not last.startswith(b"@prefix "):
                self.end()
        return len(data)

    def end(self) -> None:
        """Write the lines of prefixes and what has come after them so far."""
        if self._head is not None:
            lines, self._head = self._head.split(b"\n"), None
            size = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
            self._sink.write(b"\n".join([*sorted(lines[:size]), b"", *lines[size:]]))


def _key(line: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    return b" ".join((subject, _FIRST, rest)) if predicate == _TYPE else line


def _line(key: bytes) -> bytes:
    subject, predicate, rest = key.split(b" ", 2)
    return b" ".join((subject, _TYPE, rest)) if predicate == _FIRST else key


def _quad_keys(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    waiting = iter(quads)
    while batch := list(islice(waiting, BATCH)):
        lines = _lines((quad.triple for quad in batch), ox.RdfFormat.N_TRIPLES)
        for quad, line in zip(batch, lines, strict=True):
            yield str(quad.graph_name).encode() + b" " + _key(line)


def _quad_line(key: bytes) -> bytes:
    name, _, triple = key.partition(b" ")
    line = _line(triple)
    return line if name == b"DEFAULT" else line.removesuffix(_END) + b" " + name + _END


def _lines(items: Items, form: ox.RdfFormat) -> Iterator[bytes]:
    waiting = cast("Iterator[ox.Quad]", iter(items))
    while data := ox.serialize(islice(waiting, BATCH), format=form):
        yield from data.splitlines()


def _parsed(lines: Iterable[bytes], form: ox.RdfFormat) -> Iterator[ox.Quad]:
    waiting = iter(lines)
    while batch := b"\n".join(islice(waiting, BATCH)):
        yield from ox.parse(batch, format=form)
