"""`kg build --engine dask`: the options that are for a cluster, and what the command then does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.common import Decorated, visible
from kg.cli.watching import STOPPED, Watcher, watching

if TYPE_CHECKING:
    from kg.cluster import Built

PROCESSES, DASK = "processes", "dask"
_ALONE = ("address", "partitions", "parquet", "publish")  # options that say nothing without --engine dask
_ELSEWHERE = {"infer": "--infer", "embed_text": "--embed-text"}


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    context.meta.setdefault(__name__, {})[parameter.name] = value


def cluster_options(command: Decorated) -> Decorated:
    """Give a command the options of a cluster, which `on_cluster` then finds."""
    for option in (
        click.option(
            "--publish",
            metavar="ADDRESS",
            expose_value=False,
            callback=_keep,
            help="With --engine dask: copy what is built to s3://BUCKET/FOLDER or another address, too.",
        ),
        click.option(
            "--parquet",
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="With --engine dask: write the parts as Parquet, too.",
        ),
        click.option(
            "--partitions",
            type=click.IntRange(1),
            expose_value=False,
            callback=_keep,
            help="With --engine dask: into how many parts articles go.  [default: one a thousand, eight at least]",
        ),
        click.option(
            "--address",
            metavar="tcp://HOST:PORT",
            expose_value=False,
            callback=_keep,
            help="With --engine dask: the scheduler of a cluster. Without it, workers are started on this machine.",
        ),
        click.option(
            "--engine",
            type=click.Choice((PROCESSES, DASK)),
            default=PROCESSES,
            show_default=True,
            expose_value=False,
            callback=_keep,
            help="What reads and joins: this machine, or a Dask cluster, which writes parts (docs/CLUSTER.md).",
        ),
    ):
        command = option(command)
    return command


def wants_cluster(context: click.Context) -> bool:
    """Tell whether a cluster is to build.

    Raises:
        click.UsageError: Options do not go together.
    """
    chosen = context.meta[__name__]
    out = str(context.params["out"])
    if re.match(r"[a-z][a-z0-9+.-]+:/", out):  # what a path makes of an address
        raise click.UsageError("--out is a folder. For an address build with --engine dask and add --publish ADDRESS")
    if chosen["engine"] != DASK:
        idle = next((name for name in _ALONE if chosen[name]), None)
        if idle is not None:
            raise click.UsageError(f"--{idle} is for a cluster. Add --engine dask, or leave it out")
        return False
    if chosen["address"] and context.get_parameter_source("jobs") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--jobs starts workers on this machine, and --address has its own. Leave one out")
    if chosen["publish"] and "://" not in chosen["publish"]:
        raise click.UsageError("--publish takes an address, as in s3://bucket/graph. A folder is given with --out")
    other = next((option for name, option in _ELSEWHERE.items() if context.params[name]), None)
    if other is not None:
        raise click.UsageError(f"{other} is not for --engine dask, which writes parts of the graph alone. Leave it out")
    return True


def on_cluster(context: click.Context, paths: Sequence[str], decisions: Path | None) -> None:
    """Build on a cluster.

    Args:
        context: Of the command; it holds all options.
        paths: What to read.
        decisions: The user's, if any.

    Raises:
        SystemExit: With 1, where something could not be read or nothing was built.
    """
    from kg.cluster import build  # noqa: PLC0415 - loads readers
    from kg.graph import BASE  # noqa: PLC0415

    given, chosen = context.params, context.meta[__name__]
    quiet, out = given["quiet"], given["out"]
    local = context.get_parameter_source("jobs") is ParameterSource.COMMANDLINE
    with watching(out, quiet=quiet, json_log=given["json_log"]) as watch:
        try:
            built = build(
                paths,
                out,
                address=chosen["address"] or "",
                jobs=given["jobs"] if local else None,
                partitions=chosen["partitions"],
                parquet=chosen["parquet"],
                publish=chosen["publish"] or "",
                ontology=given["folders"],
                lexicons=given["lexicons"],
                extractor=given["extractor"],
                columns=given["columns"],
                base=given["base"] or BASE,
                min_confidence=given["min_confidence"],
                decisions=decisions,
                watch=watch,
            )
        except KeyboardInterrupt:
            click.echo(f"kg: stopped: {visible(str(out))} is as it was; a build on a cluster begins anew", err=True)
            raise SystemExit(STOPPED) from None
    watch.finished(built.counts, built.failures)
    if built.parts and not quiet:
        _report(built, out, chosen["publish"] or "", watch)
    if any(error.grave for error in built.failures) or not built.parts:
        raise SystemExit(1)


def _report(built: Built, out: Path, published: str, watch: Watcher) -> None:
    """Print the summary."""
    n, size = built.counts, sum(part.bytes for part in built.parts)
    click.echo(
        f"{n['articles']} articles, {n['entities']} entities named, {n['statements']} statements with ", nl=False
    )
    click.echo(f"{n['evidences']} evidences, {built.rejects} rejects, {watch.seconds:.1f} s")
    folder = (out / built.parts[0].path).parent
    click.echo(f"parts    {folder} ({len(built.parts)} files, {size / 1e6:.1f} MB)")
    click.echo(f"manifest {out / 'manifest.json'}\nreport   {out / 'report.json'}")
    if published:
        click.echo(f"copy     {visible(published)}")
