"""Parts, report and manifest take their places: the manifest last, so that whoever finds it finds all that it names."""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.cluster import spool
from kg.cluster.job import PARTS, Job
from kg.cluster.manifest import FORMAT, MANIFEST, Part, measured
from kg.cluster.stages import DETAILS, Outcome
from kg.model import Reject
from kg.pipeline import REPORT, failed
from kg.stores.durable import settle_names

_MERGES = '"merges": []'


def commit(job: Job, outcome: Outcome, out: Path, seconds: float) -> list[Part]:
    """Move what was written to its place and write the manifest; what a build before wrote goes after that.

    Args:
        job: The build.
        outcome: What it did.
        out: The folder of the project.
        seconds: How long it took so far.

    Returns:
        The parts, with their places under `out`.

    Raises:
        OSError: There is no room for them; a build before stands as it was.
    """
    name = hashlib.sha256(repr(outcome.parts).encode()).hexdigest()[:16]
    place = out / PARTS / name
    parts = [p._replace(path=f"{PARTS}/{name}/{p.path}") for p in outcome.parts]
    report = _write_report(job, outcome, seconds)
    with spool.fresh(job.work / MANIFEST) as file:
        file.write(_json(_manifest(job, outcome, [*parts, report])).encode())
    if place.exists():  # a build of the same input: the same bytes, unless somebody changed them
        place.rename(job.work / "before")
    job.parts.rename(place)
    settle_names(place.parent)
    os.replace(job.work / REPORT, out / REPORT)  # noqa: PTH105 - named for what it promises: atomic
    os.replace(job.work / MANIFEST, out / MANIFEST)  # noqa: PTH105
    settle_names(out)
    for other in place.parent.iterdir():
        if other.is_dir() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return parts


def _manifest(job: Job, outcome: Outcome, parts: list[Part]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "base": job.base,
        "made_by": job.version,
        "partitions": job.partitions,
        "groups": job.groups,
        **_counts(outcome),
        "failures": sum(error.grave for error in outcome.failures),
        "parts": [part._asdict() for part in parts],
    }


def _counts(outcome: Outcome) -> dict[str, int]:
    return {n: outcome.counts[n] for n in ("articles", "entities", "statements", "evidences", "disagreements")}


def _write_report(job: Job, outcome: Outcome, seconds: float) -> Part:
    """Write what a build of one machine writes; names taken for entities come from the groups as they are written."""
    reasons = dict(sorted(outcome.reasons.items(), key=lambda item: (-item[1], item[0])))
    text = _json(
        {
            **_counts(outcome),
            "rejects": {"total": outcome.reasons.total(), "reasons": reasons, "first": list(map(asdict, _first(job)))},
            "merges": [],
            **failed(outcome.failures),
            "seconds": round(seconds, 3),
        }
    )
    head, _, tail = text.partition(_MERGES)
    with spool.fresh(job.work / REPORT) as file:
        file.write(head.encode())
        file.writelines(_merges(job))
        file.write(tail.encode())
    return measured(job.work / REPORT, "report", 0)


def _merges(job: Job) -> Iterator[bytes]:
    files = [(row for rows in spool.each(job.file("merges", n)) for row in rows) for n in range(job.groups)]
    before = '"merges": ['
    for row in heapq.merge(*files, key=attrgetter("entity", "reason", "surface")):
        text = json.dumps(row._asdict() | {"span": list(row.span)}, ensure_ascii=False, indent=2)
        yield (before + "\n    " + text.replace("\n", "\n    ")).encode()
        before = ","
    yield b"\n  ]" if before == "," else _MERGES.encode()


def _first(job: Job) -> Iterator[Reject]:
    """Yield the rejects that are listed one by one: those of the first articles by id."""
    files = (spool.load(job.file("rejects", n)) for n in range(job.partitions))
    found: list[Reject] = []
    for more in files:
        found = list(islice(heapq.merge(found, more, key=attrgetter("article")), DETAILS))
    yield from found


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
