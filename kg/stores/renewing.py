"""A store made of the one before: it shares that one's files, and only what has changed is put in and taken out.

RocksDB never changes a file of data once it is written, so two stores may hold the same one. What each named graph
says is known by a hash, which stands beside the store (`graphs.json`), with a mark of what it was made of: a graph of
which that is the same need not be made to know that it says the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import IO, NamedTuple

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


class Said(NamedTuple):
    """What a generation tells of one of its named graphs.

    Attributes:
        hash: Of what it says.
        size: Of that as N-Quads, in bytes.
        mark: Of what it was made of, "" where that is not known.
    """

    hash: str
    size: int
    mark: str = ""


class Changes(NamedTuple):
    """What the default graph says no more, and what it says anew, as files of N-Triples.

    A line may come twice; some of what is gained may have been said before.
    """

    lost: Path
    gained: Path


def told(generation: Path) -> dict[str, Said]:
    """Return what a generation tells of its named graphs; where that is spoilt, or of another version, nothing."""
    try:
        found = json.loads((generation / GRAPHS).read_bytes())
        rows = found["graphs"]
        if found["hash"] != _hash(rows):
            return {}
        return {name: Said(str(hash_), int(size), str(mark)) for name, (hash_, size, mark) in rows.items()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return {}


def save(found: Mapping[str, Said], generation: Path) -> None:
    """Write beside a store what its graphs say."""
    text = json.dumps({"hash": _hash(found), "graphs": found}, ensure_ascii=False)
    (generation / GRAPHS).write_text(text, encoding="utf-8", newline="\n")


def _hash(found: object) -> str:
    return hashlib.blake2b(json.dumps(found).encode(), digest_size=16).hexdigest()


def renewed(
    path: Path, old: Path, quads: Path, found: Mapping[str, Part], same: Mapping[str, Said], apart: Iterable[ox.Quad]
) -> Changes | None:
    """Make a store of an older one, where that is worth while.

    Args:
        path: Folder of the new one, made here; what has changed is written beside it.
        old: Folder of the old one, which nobody removes meanwhile.
        quads: All that the new one is to hold, as N-Quads; its default graph holds it once more.
        found: The named graphs of that file.
        same: Further named graphs: what the old one tells of those that say what they said.
        apart: Quads of other named graphs, which the default graph does not hold.

    Returns:
        What has changed; None where the store is to be made from nothing.

    Raises:
        OSError: The folder cannot be written, or the old one not be read.
    """
    known = told(old)
    changed = {name: part for name, part in found.items() if name not in known or known[name].hash != part.hash}
    size = sum(part.end - part.start for part in found.values()) + sum(said.size for said in same.values())
    if not known or sum(part.end - part.start for part in changed.values()) > SHARE * size:
        return None
    store = _copied(old, path)
    there = {graph.value for graph in store.named_graphs()} if store is not None else set()
    if store is None or not known.keys() <= there:
        del store
        shutil.rmtree(path, ignore_errors=True)
        return None
    for name in there - known.keys():  # what stood apart
        store.remove_graph(ox.NamedNode(name))
    changes = Changes(path.with_name("lost.nt"), path.with_name("gained.nt"))
    doubtful = path.with_name("doubtful.nt")  # what one graph says no more
    with doubtful.open("wb") as gone, changes.gained.open("wb") as come:
        for name in sorted(known.keys() - found.keys() - same.keys()):
            _write((quad.triple for quad in _of(store, name)), gone)
            store.remove_graph(ox.NamedNode(name))
        for name, part in changed.items():
            _change(store, name, quads, part, gone, come)
    with changes.lost.open("wb") as lost:
        _write(_removed(store, doubtful), lost)
    doubtful.unlink()
    _extend(store, apart)
    store.flush()
    return changes


def _change(store: ox.Store, name: str, quads: Path, part: Part, gone: IO[bytes], come: IO[bytes]) -> None:
    """Bring a graph to what a part of a file says; write down what it says no more, and what it says anew."""
    old, new = _hashes(_lines(_of(store, name))), _hashes(_read(quads, part))
    less, more = set(np.setdiff1d(old, new).tolist()), set(np.setdiff1d(new, old).tolist())
    lost = _parsed(line for line in _lines(_of(store, name)) if hash(line) in less)
    gained = _parsed(line for line in _read(quads, part) if hash(line) in more)
    for quad in lost:
        store.remove(quad)
    _extend(store, gained)
    _extend(store, (ox.Quad(*quad.triple) for quad in gained))
    _write((quad.triple for quad in lost), gone)
    _write((quad.triple for quad in gained), come)


def _removed(store: ox.Store, doubtful: Path) -> Iterator[ox.Triple]:
    """Take out of the default graph what no named graph says any more, and yield it."""
    for quad in ox.parse(path=str(doubtful), format=ox.RdfFormat.N_TRIPLES):
        others = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(other.graph_name == _DEFAULT for other in others):
            store.remove(ox.Quad(*quad.triple))
            yield quad.triple


def _write(triples: Iterable[ox.Triple], sink: IO[bytes]) -> None:
    coming = iter(triples)
    while batch := list(islice(coming, BATCH)):
        sink.write(ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES) or b"")


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
