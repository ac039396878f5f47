"""A store made of the one before: it shares that one's files, and only what has changed is put in and taken out.

RocksDB never changes a file of data once it is written, so two stores may hold the same one. What each named graph
says is known by a hash, which stands beside the store (`graphs.json`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

GRAPHS = "graphs.json"  # of a generation: what its named graphs say, by hash
SHARE = 0.2  # of all triples: where more are of graphs that have changed, the bulk loader is quicker
BATCH = 10_000  # quads that are put in at a time
_DATA = ".sst"
_DEFAULT = ox.DefaultGraph()


class Part(NamedTuple):
    """One named graph in a file of N-Quads.

    Attributes:
        start, end: Its lines, which stand together: bytes from the start of the file, half-open.
        hash: Of what it says.
    """

    start: int
    end: int
    hash: str


def parts(path: Path) -> dict[str, Part]:
    """Return the named graphs of a file of N-Quads whose lines stand together, each graph's; and of no others.

    Raises:
        OSError: It cannot be read.
    """
    out: dict[str, Part] = {}
    at = 0
    with path.open("rb") as file:
        for name, lines in groupby(file, key=_graph):
            start, total = at, 0
            for line in lines:  # a sum forgets the order, which is another one in every process
                at += len(line)
                total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
            out[name] = Part(start, at, f"{total % 2**128:032x}")
    return out


def save(found: Mapping[str, Part], generation: Path) -> None:
    """Write beside a store what its graphs say."""
    rows = {name: part.hash for name, part in found.items()}
    (generation / GRAPHS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8", newline="\n")


def renewed(path: Path, old: Path, quads: Path, found: Mapping[str, Part], apart: Iterable[ox.Quad]) -> bool:
    """Make a store of an older one, where that is worth while; tell whether it was.

    Args:
        path: Folder of the new one, made here.
        old: Folder of the old one, which nobody removes meanwhile.
        quads: All that the new one is to hold, as N-Quads; its default graph holds it once more.
        found: The named graphs of that file.
        apart: Quads of other named graphs, which the default graph does not hold.

    Raises:
        OSError: The folder cannot be written, or the old one not be read.
    """
    known = _known(old)
    changed = {name: part for name, part in found.items() if known.get(name) != part.hash}
    size = sum(part.end - part.start for part in found.values())
    if not known or sum(part.end - part.start for part in changed.values()) > SHARE * size:
        return False
    store = _copied(old, path)
    there = {graph.value for graph in store.named_graphs()} if store is not None else set()
    if store is None or not known.keys() <= there:
        del store
        shutil.rmtree(path, ignore_errors=True)
        return False
    for name in there - known.keys():  # what stood apart
        store.remove_graph(ox.NamedNode(name))
    lost: list[ox.Triple] = []
    for name in sorted(known.keys() - found.keys()):
        lost += (quad.triple for quad in _of(store, name))
        store.remove_graph(ox.NamedNode(name))
    for name, part in changed.items():
        lost += _changed(store, name, quads, part)
    for triple in lost:
        others = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if all(quad.graph_name == _DEFAULT for quad in others):
            store.remove(ox.Quad(*triple))
    _extend(store, apart)
    store.flush()
    return True


def _changed(store: ox.Store, name: str, quads: Path, part: Part) -> list[ox.Triple]:
    """Bring a graph to what a part of a file says; return what it says no more."""
    old, new = _hashes(_lines(_of(store, name))), _hashes(_read(quads, part))
    less, more = set(np.setdiff1d(old, new).tolist()), set(np.setdiff1d(new, old).tolist())
    gone = _parsed(line for line in _lines(_of(store, name)) if hash(line) in less)
    come = _parsed(line for line in _read(quads, part) if hash(line) in more)
    for quad in gone:
        store.remove(quad)
    _extend(store, come)
    _extend(store, (ox.Quad(*quad.triple) for quad in come))
    return [quad.triple for quad in gone]


def _hashes(lines: Iterable[bytes]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, lines), np.int64)


def _parsed(lines: Iterable[bytes]) -> list[ox.Quad]:
    return list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))


def _read(quads: Path, part: Part) -> Iterator[bytes]:
    with quads.open("rb") as file:
        file.seek(part.start)
        while file.tell() < part.end:
            yield file.readline()


def _lines(quads: Iterator[ox.Quad]) -> Iterator[bytes]:
    while data := ox.serialize(islice(quads, BATCH), format=ox.RdfFormat.N_QUADS):
        yield from data.splitlines(keepends=True)


def _extend(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    coming = iter(quads)
    while batch := list(islice(coming, BATCH)):
        store.extend(batch)


def _of(store: ox.Store, name: str) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, ox.NamedNode(name))


def _known(old: Path) -> dict[str, str]:
    try:
        found = json.loads((old / GRAPHS).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _copied(old: Path, path: Path) -> ox.Store | None:
    """Open a copy of a store, whose files of data are the same ones; None where that cannot be."""
    try:
        path.mkdir(parents=True)
        for file in old.iterdir():
            if file.suffix == _DATA:
                os.link(file, path / file.name)
            elif _is_rocksdb(file.name):
                shutil.copyfile(file, path / file.name)
        return ox.Store(str(path))
    except (OSError, RuntimeError):  # a file is missing or spoilt, or the file system knows no second names
        return None


def _is_rocksdb(name: str) -> bool:
    return name in ("CURRENT", "IDENTITY") or name.startswith(("MANIFEST-", "OPTIONS-")) or name.endswith(".log")


def _graph(line: bytes) -> str:
    return line.rsplit(b" ", 2)[1][1:-1].decode()
