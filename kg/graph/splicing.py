"""Turtle made of older Turtle: what is said of a resource of which nothing has changed is copied as it stands.

In Turtle that `turtle` has written resources come in the order of their IRIs, each with all that is said of it, and a
line that does not begin one begins with a tab. So the place of a resource is found without reading what is before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import IO, NamedTuple

import pyoxigraph as ox

from kg.graph.sorting import in_runs
from kg.graph.turtle import ordered, prefixed

WINDOW = 4096  # bytes that are looked through for the beginning of a resource
COPIED = 1 << 20  # bytes that are copied at a time
_LOST, _GAINED = b"-", b"+"
_ESCAPED = re.compile(rb"\\(.)")
_BEGIN = re.compile(rb"\n(?!\t)")


class Change(NamedTuple):
    """What is said of a resource no more, and what is said anew, as lines of N-Triples without their ends."""

    subject: bytes
    lost: frozenset[bytes]
    gained: frozenset[bytes]


def splice(old: IO[bytes], lost: Path, gained: Path, new: Path, prefixes: Mapping[str, str]) -> bool:
    """Write the Turtle of older Turtle's triples without some and with others; tell whether that can be done.

    Args:
        old: A file, open without a buffer: what `turtle` has written with the same prefixes, of one triple at least.
        lost: N-Triples of it that are to go.
        gained: N-Triples that are to come; some may be there.
        new: The file to write.
        prefixes: Of the Turtle.

    Raises:
        OSError: A file cannot be read or written.
    """
    head = _head(prefixes)
    if _at(old, 0, len(head)) != head:
        return False
    at = len(head)
    blocks = _Blocks(old, at, prefixes)
    with new.open("wb") as sink:
        sink.write(head)
        for change in _changes(lost, gained, new.parent):
            start, end = blocks.find(change.subject, at)
            _copy(old, at, start, sink)
            lines = _ntriples(head, _at(old, start, end - start)) - change.lost | change.gained
            sink.write(_turtle(lines, prefixes))
            at = end
        _copy(old, at, blocks.size, sink)
    return True


class _Blocks:
    """The resources of a file of Turtle, by their places in it: bytes from its start, half-open."""

    def __init__(self, file: IO[bytes], start: int, prefixes: Mapping[str, str]) -> None:
        self._file, self._start, self.size = file, start, file.seek(0, 2)
        self._prefixes = {name.encode(): iri.encode() for name, iri in prefixes.items()}

    def find(self, subject: bytes, low: int) -> tuple[int, int]:
        """Return where a resource stands, or twice where it would.

        Args:
            subject: Its IRI in angle brackets.
            low: A place before which it does not stand.
        """
        step, high = WINDOW, low
        while high < self.size and self._subject(self._begin(high)) < subject:
            low, high = high + 1, min(self.size, high + step)
            step *= 2
        while low < high:
            middle = (low + high) // 2
            begin = self._begin(middle)
            if begin < self.size and self._subject(begin) < subject:
                low = begin + 1
            else:
                high = middle
        start = self._begin(low)
        there = start < self.size and self._subject(start) == subject
        return start, self._begin(start + 1) if there else start

    def _begin(self, at: int) -> int:
        """Return where the first resource begins that does not begin before a place; the file's end if none does."""
        if at <= self._start:
            return self._start
        at -= 1  # the line feed before it
        while window := _at(self._file, at, WINDOW):
            found = _BEGIN.search(window)
            if found is not None and (found.end() < len(window) or at + len(window) >= self.size):
                return at + found.end()
            at += max(1, len(window) - 1)
        return self.size

    def _subject(self, begin: int) -> bytes:
        if begin >= self.size:
            return b"\xff"
        size = WINDOW
        while b" " not in (line := _at(self._file, begin, size)) and len(line) == size:
            size *= 2
        token = line.partition(b" ")[0]
        if token.startswith(b"<"):
            return token
        name, _, local = token.partition(b":")
        return b"<" + self._prefixes[name] + _ESCAPED.sub(rb"\1", local) + b">"


def _changes(lost: Path, gained: Path, scratch: Path) -> Iterator[Change]:
    """Yield what has changed, sorted by resource."""
    with lost.open("rb") as less, gained.open("rb") as more:
        both = in_runs(chain(_marked(less, _LOST), _marked(more, _GAINED)), scratch)
        for subject, lines in groupby(both, key=_subject_of):
            parts: dict[bytes, set[bytes]] = {_LOST: set(), _GAINED: set()}
            for line in lines:
                parts[line[-1:]].add(line[:-1])
            yield Change(subject, frozenset(parts[_LOST]), frozenset(parts[_GAINED]))


def _marked(lines: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    return (line[:-1] + mark for line in lines)


def _subject_of(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _ntriples(head: bytes, block: bytes) -> set[bytes]:
    triples = (quad.triple for quad in ox.parse(head + block, format=ox.RdfFormat.TURTLE))
    return set((ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines())


def _turtle(lines: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    """Return the Turtle of lines of N-Triples without its head."""
    made = prefixed(ordered(lines), ox.RdfFormat.TURTLE, prefixes)
    return made.partition(b"\n\n")[2]


def _head(prefixes: Mapping[str, str]) -> bytes:
    node = ox.NamedNode("urn:x")
    return b"".join(prefixed([ox.Triple(node, node, node)], ox.RdfFormat.TURTLE, prefixes).partition(b"\n\n")[:2])


def _copy(source: IO[bytes], start: int, end: int, sink: IO[bytes]) -> None:
    while start < end:
        data = _at(source, start, min(COPIED, end - start))
        if not data:
            raise OSError(f"{source.name} has become shorter")
        sink.write(data)
        start += len(data)


def _at(file: IO[bytes], place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)
