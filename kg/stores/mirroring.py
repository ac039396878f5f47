"""N-Quads, said once more for the default graph: as text, for no quad need become an object of Python to be loaded.

The union is loaded by itself: the loader writes sorted files of what it is given at a time, and a query over the
default graph looks through all that hold some of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

CHUNK = 1 << 20  # bytes
_IRI = rb'<[^<>"{}|^`\\\x00-\x20]*>'
_NAME = rb"(?:" + _IRI + rb'|_:[^\s"<>]+)'
_BLANK = re.compile(rb"(?:^|\s)_:", re.MULTILINE)
_QUAD = re.compile(rb'^(\S+ \S+ (?:%s|".*"\S*)) %s \.$' % (_NAME, _NAME), re.MULTILINE)


def mirror(path: Path, folder: Path) -> list[Path]:
    """Return files of N-Quads, in order of loading, that say a file's quads and, for the default graph, their triples.

    Args:
        path: RDF 1.1 or 1.2 N-Quads. A line that is wrong is left to the loader, which names it.
        folder: Where others are made.

    Raises:
        OSError: It cannot be read, or the folder not be written.
    """
    union = folder / "union.nq"
    with path.open("rb") as source, union.open("wb") as sink:
        for lines in _chunks(source):
            sink.write(triples_of(lines if lines.endswith(b"\n") else lines + b"\n"))
    if not has_blank(path):
        return [union, path]
    both = folder / "both.nq"  # a loader takes a blank node of two files for two
    with path.open("rb") as source, union.open("rb") as more, both.open("wb") as sink:
        shutil.copyfileobj(source, sink)
        sink.write(b"\n")
        shutil.copyfileobj(more, sink)
    union.unlink()
    return [both]


def has_blank(path: Path) -> bool:
    """Tell whether a file of N-Quads may name a blank node.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as source:
        return any(b"_:" in lines and _BLANK.search(lines) is not None for lines in _chunks(source))


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in whole lines, a megabyte or more at a time."""
    while chunk := source.read(CHUNK):
        yield chunk + source.readline()


def triples_of(lines: bytes) -> bytes:
    r"""Return the triples of whole lines of N-Quads as N-Triples.

    >>> triples_of(b'<a:s> <a:p> "<a:g>"@ko <a:g> .\n')
    b'<a:s> <a:p> "<a:g>"@ko .\n'
    """
    found, number = _QUAD.subn(rb"\1 .", lines)
    if number == lines.count(b"\n"):
        return found
    try:  # triples of the default graph, comments, other blanks
        triples = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)]
    except SyntaxError:
        return b""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
