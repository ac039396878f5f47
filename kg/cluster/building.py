"""A build on a cluster, from a command's arguments to what it did."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kg import graph
from kg.cluster import spool
from kg.cluster.addresses import filesystem, is_address, listed
from kg.cluster.committing import commit
from kg.cluster.job import MARK, PARTS, Job, version_here
from kg.cluster.manifest import Part
from kg.cluster.publishing import publish as send
from kg.cluster.stages import Stages
from kg.cluster.workers import workers
from kg.errors import GraphError, KgError
from kg.events import Event, Waiting, Watch
from kg.extraction import BuiltIn, Engine
from kg.graph import BASE, Iris
from kg.ontology import load_ontology
from kg.readers import Source, discover, formats
from kg.readers.fields import named
from kg.readers.notices import Notices
from kg.stores.folder import locked
from kg.stores.scratch import scratch


class Built(NamedTuple):
    """What a build did.

    Attributes:
        counts: Articles, entities, statements, evidences, disagreements.
        rejects: How many claims were rejected.
        failures: What could not be read or built.
        parts: What was written; nothing where no article could be read, and what stood there is left.
    """

    counts: Mapping[str, int]
    rejects: int
    failures: tuple[KgError, ...]
    parts: tuple[Part, ...]


def _unwatched(_event: Event) -> None:
    return


def build(
    paths: Sequence[str | Path],
    out: Path,
    *,
    address: str = "",
    jobs: int | None = None,
    partitions: int | None = None,
    parquet: bool = False,
    publish: str = "",
    ontology: Sequence[Path] = (),
    lexicons: Sequence[Path] = (),
    extractor: str = "rules",
    engine: Engine | None = None,
    stdin: bytes | None = None,
    columns: Mapping[str, str] | None = None,
    base: str = BASE,
    min_confidence: float = 0.0,
    decisions: Path | None = None,
    watch: Watch = _unwatched,
) -> Built:
    """Build the graph of articles on a cluster: the quads of `kg.pipeline.build`, in parts.

    Args:
        paths: Files, folders, addresses of these, or "-" for standard input; all workers see them under the same name.
        out: Folder for the parts, report.json and manifest.json; all workers see it under the same path.
        address: Of a Dask scheduler; "" to start one with workers on this machine.
        jobs: How many workers to start there; None for one a core.
        partitions: Into how many parts the articles go; None for one a thousand articles, and eight at least.
        parquet: Whether to write Parquet, too.
        publish: An address that what is in `out` is copied to; "" for none.
        ontology: Folders laid out like ontology/ that add to it.
        lexicons: Lexicon files, TSV or CSV.
        extractor: Name of the extractor.
        engine: What turns an article into its graph, instead of the built-in engine; pickle has to take it.
        stdin: What "-" stands for, instead of the process's own standard input.
        columns: Which column of a table holds which field of an article: {"title": "제목"}.
        base: What the IRIs of resources begin with.
        min_confidence: Claims below it, 0 to 1, are left out.
        decisions: A file of what the user has decided about entities.
        watch: Told of what happens, as `kg.events` has it.

    Raises:
        KgError: As `kg.pipeline.build` does; Dask is not installed, nobody answers at the address, or a worker cannot
            do what it is to do; a package for an address is missing.
    """
    started = time.monotonic()
    Iris(base)
    folders, files = tuple(p.absolute() for p in ontology), tuple(p.absolute() for p in lexicons)
    load_ontology(tuple(ontology), tuple(lexicons))  # names what is wrong as it was given
    decided = graph.read_decisions(decisions) if decisions is not None else ()
    work = engine or BuiltIn(folders, files, extractor)
    name = "" if engine else extractor
    version = version_here(name, folders, files) if name else ""
    chosen = named(columns or {})
    notices = Notices(compare=False)
    sources, errors = discover(paths, formats(), skipped=notices.skip, elsewhere=_elsewhere)
    if publish:
        filesystem(publish)  # says what is missing before the work begins
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(out / PARTS, partial(watch, Waiting(str(out)))))
            folder = stack.enter_context(scratch(out.absolute(), ".cluster-"))
            (folder / PARTS).mkdir()
            (folder / MARK).touch()
            job = Job(folder, work, name, version, folders, files, base, min_confidence, parquet)
            seen = [replace(_seen(source, folder, stdin), columns=chosen) for source in sources]
            hands = stack.enter_context(workers(address, jobs))
            stages = Stages(job, hands, watch, notices)
            stages.failed((0, error) for error in errors)
            if seen:
                stages.read(seen, partitions)
            outcome = stages.outcome
            if outcome.counts["articles"]:
                stages.join(decided)
                stages.check()
            if outcome.counts["articles"]:
                stages.compare()
                outcome.parts = commit(stages.job, outcome, out, time.monotonic() - started)
                if publish:
                    send(hands, out.absolute(), outcome.parts, publish)
        except OSError as error:
            raise GraphError(f"cannot be written: {error.strerror or error}", where=str(out)) from error
    for noticed in notices.said():
        watch(noticed)
    return Built(outcome.counts, outcome.reasons.total(), tuple(outcome.failures), tuple(outcome.parts))


def _elsewhere(given: str) -> list[Source] | None:
    return listed(given, formats()) if is_address(given) else None


def _seen(source: Source, folder: Path, stdin: bytes | None) -> Source:
    """Return a source as workers find it: its path is absolute, standard input a file, an address as it is."""
    if is_address(source.label):
        return source
    if source.path is not None:
        return replace(source, path=source.path.absolute())
    path = folder / "stdin"
    with spool.fresh(path) as file:
        shutil.copyfileobj(sys.stdin.buffer if stdin is None else BytesIO(stdin), file)
    return replace(source, path=path)
