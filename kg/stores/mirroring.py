"""N-Quads, said once more for the default graph: as text, for no quad need become an object of Python to be loaded.

The bulk loader reads on while it writes what it has read. One file that says both is loaded in little more time than
one that says the quads alone, where a second core is free.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

CHUNK = 1 << 20  # bytes
_IRI = rb'<[^<>"{}|^`\\\x00-\x20]*>'
_NAME = rb"(?:" + _IRI + rb'|_:[^\s"<>]+)'
_QUAD = re.compile(rb'^(\S+ \S+ (?:%s|".*"\S*)) %s \.$' % (_NAME, _NAME), re.MULTILINE)


def mirror(path: Path) -> None:
    """Append to a file of N-Quads the triple of each quad, as one of the default graph.

    Args:
        path: RDF 1.1 or 1.2 N-Quads. A line that is wrong is left to the loader, which names it.

    Raises:
        OSError: It cannot be read or written.
    """
    with path.open("rb") as source, path.open("ab") as sink:
        if sink.tell() and not _ends_a_line(path):
            sink.write(b"\n")
            sink.flush()
        size = sink.tell()
        while source.tell() < size:
            chunk = source.read(min(CHUNK, size - source.tell()))
            sink.write(triples_of(chunk + (source.readline() if source.tell() < size else b"")))


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


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read() == b"\n"
