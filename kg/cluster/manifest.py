"""The manifest: which parts a build has written, and their hashes. It is written last; without it there is no build.

python -m kg.cluster.manifest DIR        holds the parts of a folder against it
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import GraphError

MANIFEST = "manifest.json"
FORMAT = 1
REMEDY = "build again, or copy the folder again where it was copied"


class Part(NamedTuple):
    """A file of a build.

    Attributes:
        path: Where it is under the folder of the manifest; in a task, its name alone.
        kind: Its format: "nquads", "ntriples", "parquet", "report".
        rows: Lines or rows that it has; 0 where it is no table.
        bytes: Its size.
        sha256: Of its bytes, in hexadecimal.
    """

    path: str
    kind: str
    rows: int
    bytes: int
    sha256: str


def measured(path: Path, kind: str, rows: int) -> Part:
    """Return what a manifest says of a file that is complete."""
    with path.open("rb") as file:
        return Part(path.name, kind, rows, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def read(folder: Path) -> dict[str, Any]:
    """Read the manifest of a folder.

    Raises:
        GraphError: There is none, or it is of a format that this version does not know.
    """
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes())
        if found["format"] != FORMAT:
            raise GraphError(f"is of format {found['format']!r}, not {FORMAT}", where=str(path), remedy="update newskg")
        found["parts"] = [Part(**part) for part in found["parts"]]
    except FileNotFoundError as error:
        what = "no manifest: a build is under way or did not end"
        raise GraphError(what, where=str(folder), remedy="kg build --engine dask") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphError(f"is no manifest: {error!r}", where=str(path), remedy=REMEDY) from error
    return dict(found)


def verify(folder: Path) -> list[Part]:
    """Hold every part against the manifest, byte by byte.

    Returns:
        The parts, all of them whole.

    Raises:
        GraphError: There is no manifest, or a part is missing or another.
    """
    parts: list[Part] = read(folder)["parts"]
    for part in parts:
        wrong = _wrong(folder, part)
        if wrong:
            raise GraphError(wrong, where=str(folder / part.path), remedy=REMEDY)
    return parts


def _wrong(folder: Path, part: Part) -> str:
    try:
        found = measured(folder / part.path, part.kind, part.rows)
    except OSError as error:
        return f"a part cannot be read: {error.strerror or error}"
    if found.bytes != part.bytes:
        return f"a part has {found.bytes} bytes, not {part.bytes}"
    return "" if found.sha256 == part.sha256 else "a part has another SHA-256 than the manifest says"


def _lines(folder: Path) -> Iterator[str]:
    parts = verify(folder)
    yield f"{len(parts)} parts, {sum(p.bytes for p in parts)} bytes: all as the manifest says"


if __name__ == "__main__":
    try:
        print("\n".join(_lines(Path(*sys.argv[1:2]))))  # noqa: T201 - a command prints
    except GraphError as error:
        raise SystemExit(f"kg: {error}") from error
