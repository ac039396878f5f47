"""Who watches a build: nobody, a reader of lines, a terminal with a bar, a program that reads JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import nlargest
from pathlib import Path
from typing import Any

import click

from kg.cli.common import console, counted, visible
from kg.errors import KgError
from kg.events import Begun, Done, Event, Failed, Noticed, Waiting, Writing

LINES = 20  # of progress, about, where it is no terminal that reads them
MINUTE, HOUR = 60, 3600  # seconds
SLOWEST = 5  # articles that are named
SHOWN = 50  # failures that are told each
STOPPED = 130  # the exit code of what Ctrl-C ended, as shells have it


class Watcher:
    """Remembers what a summary needs and tells of errors alone; those that show more add to it.

    Args:
        out: The folder that is written.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.kept = self.done = self.total = self.known = 0
        self.slowest: list[tuple[float, str]] = []
        self.noticed: list[Noticed] = []
        self.started = time.monotonic()
        self._first = (self.started, 0)  # when the first article had been read, and how many have been since

    def __call__(self, event: Event) -> None:
        """Take note of an event."""
        if isinstance(event, Begun):
            self.total, self.known = event.articles, event.kept
        elif isinstance(event, Noticed):
            self.noticed.append(event)
        elif isinstance(event, Done):
            self.done += 1
            self.kept += event.kept
            if not event.kept:
                since, read = self._first
                self._first = (since, read + 1) if read else (time.monotonic(), 1)
                self.slowest = nlargest(SLOWEST, [*self.slowest, (event.seconds, event.article)])

    def finished(self, counts: Mapping[str, int], failures: Sequence[KgError]) -> None:
        """Say what was left out, or that nothing was built."""
        shown = failures[:SHOWN] if counts["articles"] else failures  # where nothing is built, no report has the others
        for error in shown:
            click.echo(f"kg: {'' if error.grave else 'warning: '}{visible(str(error))}", err=True)
        if more := len(failures) - len(shown):
            click.echo(f"kg: and {more:,} more like these: {self.out / 'report.json'} has all", err=True)
        if not counts["articles"]:
            click.echo(f"kg: nothing was built; {self.out} is as it was (see kg build --help)", err=True)

    def stopped(self) -> None:
        """Say that the user ended it, and how to go on."""
        done = f"{self.done:,} of {counted(self.total, 'article')} read" if self.total else "no article read yet"
        click.echo(f"kg: stopped: {done}; the same command goes on from here. What {self.out} holds is whole", err=True)

    def broken(self, error: KgError) -> None:
        """Say what ended it.

        Raises:
            KgError: As it is, for whoever prints it.
        """
        raise error

    @property
    def seconds(self) -> float:
        """How long it has been watching."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float | None:
        """How many articles are read in a second; not told by the first one, which waits for the engine to load."""
        since, read = self._first
        return (read - 1) / max(0.001, time.monotonic() - since) if read > 1 else None

    @property
    def left(self) -> float | None:
        """Seconds until all are read, by this rate."""
        to_read = self.total - self.known - (self.done - self.kept)
        return max(0, to_read) / self.rate if self.rate else None


class _Telling(Watcher):
    """Tells what is noticed, too, when all is done."""

    def finished(self, counts: Mapping[str, int], failures: Sequence[KgError]) -> None:
        """Say what was left out, and what holds of what was read."""
        super().finished(counts, failures)
        for _, articles, what, where, remedy in self.noticed if counts["articles"] else ():
            who = "1 article has" if articles == 1 else f"{counted(articles, 'article')} have"
            others = f" and {articles - len(where):,} more" if articles > len(where) else ""
            click.echo(f"note: {who} {what}: {visible('; '.join(where))}{others} ({remedy})", err=True)


class Lines(_Telling):
    """Prints a line now and then, to standard error."""

    def __call__(self, event: Event) -> None:
        """Print it, where it is one to be printed."""
        super().__call__(event)
        if isinstance(event, Waiting):
            click.echo(f"another build is at work in {visible(event.folder)}: waiting for it", err=True)
        elif isinstance(event, Begun) and event.kept:
            click.echo(f"{counted(event.articles, 'article')}, {event.kept:,} kept", err=True)
        elif isinstance(event, Done) and not event.kept:
            self._progress(self.done - self.kept, self.total - self.known)
        elif isinstance(event, Writing) and event.articles:
            click.echo(f"writing the graph of {counted(event.articles, 'article')}", err=True)

    def _progress(self, read: int, of: int) -> None:
        if read >= of or read % max(1, of // LINES) == 0:
            pace = f", {self.rate:.1f} a second" if self.rate else ""
            left = f", {_in_words(self.left)} left" if self.left else ""
            click.echo(f"{read:,} of {counted(max(read, of), 'article')}{pace}{left}", err=True)


def _in_words(seconds: float) -> str:
    """Say how long something takes, as exactly as anybody wants to know."""
    if seconds < MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < HOUR:
        return f"{round(seconds / MINUTE)} min"
    return f"{int(seconds // HOUR)} h {int(seconds % HOUR // MINUTE)} min"


class Bar(_Telling):
    """Shows a bar on a terminal: of what has to be read, the rate and the time that is left.

    Args:
        out: The folder that is written.
        bar: A rich.progress.Progress with a field `rate`.
    """

    def __init__(self, out: Path, bar: Any) -> None:
        super().__init__(out)
        self._bar = bar
        self._show("reading files", None)

    def __call__(self, event: Event) -> None:
        """Show it."""
        super().__call__(event)
        if isinstance(event, Waiting):
            self._show(f"waiting for another build in {visible(event.folder)}", None)
        elif isinstance(event, Begun):
            known = f"articles, {event.kept:,} kept" if event.kept else "articles"
            self._show(known, event.articles - event.kept)
        elif isinstance(event, Done) and not event.kept:
            rate = f"{self.rate:.1f}/s" if self.rate else ""
            self._bar.update(self._bar.task_ids[0], completed=self.done - self.kept, rate=rate)
        elif isinstance(event, Writing):
            self._show(f"writing the graph of {counted(event.articles, 'article')}", None)

    def _show(self, what: str, total: int | None) -> None:
        """Begin a new bar in the place of the one before."""
        for task in self._bar.task_ids:
            self._bar.remove_task(task)
        self._bar.add_task(what, total=total, rate="")


class JsonLog(Watcher):
    """Prints every event as a JSON object on a line of its own, to standard error: what, when (seconds), and more."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self._print("started", out=str(out))

    def __call__(self, event: Event) -> None:
        """Print it."""
        super().__call__(event)
        if isinstance(event, Failed):
            self._failed(event.error)
        elif isinstance(event, Noticed):
            self._print("noticed", **event._asdict())
        elif isinstance(event, Done):
            self._print("done", **event._asdict(), rate=self.rate, left=self.left)
        else:
            self._print(type(event).__name__.lower(), **event._asdict())

    def finished(self, counts: Mapping[str, int], failures: Sequence[KgError]) -> None:
        """Print counts and the slowest articles; the failures are told."""
        slowest = [{"article": id_, "seconds": round(seconds, 3)} for seconds, id_ in self.slowest]
        self._print("finished", **counts, kept=self.kept, failures=sum(e.grave for e in failures), slowest=slowest)

    def stopped(self) -> None:
        """Print how far it came."""
        self._print("stopped", done=self.done, total=self.total)

    def broken(self, error: KgError) -> None:
        """Print what ended it."""
        self._failed(error)

    def _failed(self, error: KgError) -> None:
        self._print("failed" if error.grave else "warned", where=error.where, what=error.what, remedy=error.remedy)

    def _print(self, event: str, **fields: object) -> None:
        short = {k: round(v, 3) if isinstance(v, float) else v for k, v in fields.items()}
        row = {"event": event, "at": round(self.seconds, 3)} | short
        click.echo(json.dumps(row, ensure_ascii=False), err=True)


@contextmanager
def watching(out: Path, *, quiet: bool, json_log: bool) -> Iterator[Watcher]:
    """Give who watches a build; he tells what ends it, too.

    Args:
        out: The folder that is written.
        quiet: Whether errors alone are told.
        json_log: Whether they are told as JSON.

    Raises:
        KgError: What went wrong, where it is not told yet.
        SystemExit: It was stopped, or what went wrong is told.
    """
    watch = Watcher(out)
    try:
        with _watcher(out, quiet=quiet, json_log=json_log) as watch:
            yield watch
    except KeyboardInterrupt:
        watch.stopped()
        raise SystemExit(STOPPED) from None
    except KgError as error:
        watch.broken(error)
        raise SystemExit(1) from error


@contextmanager
def _watcher(out: Path, *, quiet: bool, json_log: bool) -> Iterator[Watcher]:
    """Give a bar on a terminal, plain lines in a pipe, JSON where it is asked for, nothing where it is to be quiet."""
    if json_log:
        yield JsonLog(out)
    elif quiet:
        yield Watcher(out)
    elif sys.stderr.isatty():
        with _bar(console(stderr=True)) as bar:
            yield Bar(out, bar)
    else:
        yield Lines(out)


def _bar(terminal: Any) -> Any:
    from rich import progress  # noqa: PLC0415 - loaded only where it is seen

    columns = (
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}", markup=False),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(*columns, console=terminal, transient=True)
