"""Parts, report and manifest to object storage: the manifest last, as in the folder that they are copied from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.cluster.addresses import faults, filesystem, said
from kg.cluster.job import PARTS
from kg.cluster.manifest import MANIFEST, Part
from kg.cluster.workers import Workers
from kg.errors import GraphError
from kg.pipeline import REPORT

_FOLDER = re.compile(r"[0-9a-f]{16}")  # as folders of parts are named


def publish(workers: Workers, out: Path, parts: Iterable[Part], address: str) -> None:
    """Copy a build to an address, each part by a worker; what a build before left there goes when the manifest is new.

    Args:
        workers: Who copies parts.
        out: The folder of the build, absolute.
        parts: Its parts, with their places under `out`.
        address: Where they go.

    Raises:
        GraphError: It cannot be written; what stood there stands, and the build in `out` too.
    """
    calls = [(out, part.path, address) for part in parts]
    for _ in workers.run("publish", send, calls):
        pass
    send(out, REPORT, address)
    send(out, MANIFEST, address)
    _clear(address, {Path(path).parent.name for _, path, _ in calls})


def send(out: Path, path: str, address: str) -> None:
    """Copy one file.

    Args:
        out: The folder of the build.
        path: Where it is there, and under the address.
        address: Of the folder that it goes into.

    Raises:
        GraphError: It cannot be written.
    """
    fs, root = filesystem(address)
    place = f"{root.rstrip('/')}/{path}"
    try:
        if "file" in fs.protocol:  # buckets have no folders, and to make one could make a bucket
            fs.makedirs(fs._parent(place), exist_ok=True)  # noqa: SLF001 - has no other name
        fs.put_file(str(out / path), place)
    except faults() as error:
        remedy = f"the build stands in {out}: copy it, the manifest last"
        raise GraphError(f"cannot be written: {said(error)}", where=f"{address}/{path}", remedy=remedy) from error


def _clear(address: str, new: set[str]) -> None:
    fs, root = filesystem(f"{address.rstrip('/')}/{PARTS}")
    try:
        for name in fs.ls(root, detail=False, refresh=True):
            folder = name.rstrip("/").rpartition("/")[2]
            if _FOLDER.fullmatch(folder) and folder not in new:
                fs.rm(name, recursive=True)
    except faults() as error:
        remedy = "the new build is there, and complete; remove the folder that its manifest does not name"
        raise GraphError(f"an older build cannot be removed: {said(error)}", where=address, remedy=remedy) from error
