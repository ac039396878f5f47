"""The stages of a build, one after the other: each maps a function over batches, partitions or groups.

What the driver gets of a stage are counts, names of files and what is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from kg.cluster import checking, groups, names, partition, planning, reading, spool
from kg.cluster.job import PLAN, Job
from kg.cluster.manifest import Part
from kg.cluster.reading import Slice
from kg.cluster.workers import Workers
from kg.errors import GraphError, KgError
from kg.events import Begun, Done, Failed, Watch, Writing
from kg.graph import Violation
from kg.graph.deciding import Decision
from kg.graph.gate import blamed
from kg.readers import Source
from kg.readers.notices import Notices

DETAILS = 1000  # rejects that the report lists one by one; all are counted
ARTICLES = 1000  # in a partition, where nobody says how many partitions there are to be
FEWEST = 8  # partitions of an input that is smaller than these would hold
GROUPS = 256  # at most: each reads a piece of every partition's file


@dataclass
class Outcome:
    """What a build did.

    Attributes:
        counts: Articles, entities, statements, evidences, disagreements.
        reasons: Why claims were rejected, and how many.
        failures: What could not be read or built, in the order of a build of one machine.
        parts: What was written.
    """

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failures: list[KgError] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


class Stages:
    """A build under way.

    Args:
        job: What every task is told; partitions and groups are decided when all is read.
        workers: Who does it.
        watch: Told of every article and failure.
        notices: Takes what the user ought to know of the articles.
    """

    def __init__(self, job: Job, workers: Workers, watch: Watch, notices: Notices) -> None:
        self.job = job
        self.outcome = Outcome()
        self._workers = workers
        self._watch = watch
        self._notices = notices
        self._step = 0
        self._brackets = False

    def failed(self, failures: Iterable[tuple[Any, KgError]]) -> None:
        """Take note of what failed, in the order of ids."""
        for _, error in sorted(failures, key=itemgetter(0)):
            self.outcome.failures.append(error)
            self._watch(Failed(error))

    def read(self, sources: Sequence[Source], partitions: int | None) -> None:
        """Read files and then their articles, in partitions.

        Args:
            sources: The files, in order.
            partitions: How many; None for one a thousand articles, but some in any case.
        """
        batches = reading.batches(sources)
        self.job = replace(self.job, groups=max(1, min(GROUPS, len(batches))))
        found = dict(self._map("read files", reading.read, [(self.job, batch) for batch in batches]))
        ordered: list[reading.Read] = [found[n] for n in range(len(batches))]
        early = [failure for batch in ordered for failure in batch.failures]
        self.failed(early)
        total = sum(sum(batch.chunks) for batch in ordered)
        self._watch(Begun(total, 0))
        if not total:
            return
        new = self._new_names(sources, len(batches)) if any(batch.named for batch in ordered) else {}
        count = min(total, partitions or max(FEWEST, -(-total // ARTICLES)))
        self.job = replace(self.job, partitions=count, groups=min(count, GROUPS))
        self._extract(reading.sliced([batch.chunks for batch in ordered], count), new, total, early)
        self.job.drop(("read-*", "named-*", names.SOURCES))

    def _new_names(self, sources: Sequence[Source], batches: int) -> Mapping[tuple[int, int], str]:
        names.save_sources(self.job, sources)

        def asked(wanted: Collection[str] | None) -> Iterator[reading.Held]:
            calls = [(self.job, group, batches, wanted) for group in range(self.job.groups)]
            for _, found in self._map("compare ids", names.wanted_twice, calls):
                yield from found

        return names.renamed(sources, asked)

    def _extract(
        self,
        slices: Sequence[Sequence[Slice]],
        new: Mapping[tuple[int, int], str],
        total: int,
        early: Sequence[tuple[reading.Order, KgError]] = (),
    ) -> None:
        lost: list[tuple[reading.Order, KgError]] = []
        unread: list[partition.Failure] = []
        refused: list[partition.Failure] = []
        noticed: dict[int, Notices] = {}
        done = 0
        calls = [(self.job, n, cut, _within(new, cut), self._step) for n, cut in enumerate(slices)]
        got: partition.Extracted
        for part, got in self._map("read articles", partition.extract, calls):
            for id_, seconds in got.seconds:
                done += 1
                self._watch(Done(id_, done, total, seconds, kept=False))
            lost += got.lost
            unread += got.unread
            refused += got.refused
            self._brackets |= got.brackets
            noticed[part] = got.notices
            self.outcome.counts["articles"] += got.graphs
        for part in sorted(noticed):
            self._notices.add(noticed[part])
        self.failed(lost)
        if lost:  # they stand among those that were told when files were cut
            both = sorted((*early, *lost), key=itemgetter(0))
            self.outcome.failures[-len(both) :] = [error for _, error in both]
        self.failed(unread)
        self.failed(refused)

    def join(self, decisions: Sequence[Decision]) -> None:
        """Join entities of different articles: by decisions, by names in brackets, by their ids.

        Args:
            decisions: The user's.

        Raises:
            GraphError: Two decisions cannot both hold.
        """
        self._watch(Writing(self.outcome.counts["articles"]))

        def look(query: planning.Query) -> Iterator[planning.Found]:
            for _, found in self._grouped("find entities", planning.look_up, self._step, query):
                yield found

        made = planning.planned(decisions, self.job.ontology, look, brackets=self._brackets)
        if made:
            spool.save(self.job.file(PLAN), [made])
            self._next("join entities", partition.redirect)
        self.failed((0, error) for error in made.failures)
        self._resolve(None)

    def check(self) -> None:
        """Hold all partitions against the rules and take out what breaks one, until none does.

        Raises:
            GraphError: A rule is broken by what no claim, entity or article answers for.
        """
        while True:
            found, wrong = self._checked()
            if not found and not wrong:
                return
            failures: list[partition.Failure] = []
            changed = False
            left: partition.Left
            for _, left in self._next("take out", partition.take_out, blamed(found, self.job.base)):
                failures += left.failures
                changed |= left.changed
            if not changed:
                what = f"the graph breaks a rule that nothing in it answers for: {min(found).message}"
                raise GraphError(what, where=min(found).node)
            self.outcome.counts["articles"] -= len(failures)
            self.failed(failures)
            self._resolve(self._step - 1)

    def _checked(self) -> tuple[list[Violation], bool]:
        found: list[Violation] = []
        wrong = False
        outcome = Outcome()
        calls = [(self.job, n, self._step, DETAILS) for n in range(self.job.partitions)]
        got: checking.Checked
        for _, got in self._map("check", checking.check, calls):
            found += got.violations
            wrong |= got.wrong
            outcome.counts["evidences"] += got.evidences
            outcome.reasons.update(dict(got.reasons))
            outcome.parts += got.parts
        self.outcome.counts["evidences"] = outcome.counts["evidences"]
        self.outcome.reasons, self.outcome.parts = outcome.reasons, outcome.parts
        return found, wrong

    def compare(self) -> None:
        """Find disagreements and write what is known of entities."""
        self.outcome.counts["statements"] = sum(n for _, n in self._grouped("compare", groups.compare, self._step))
        written: groups.Written
        for _, written in self._grouped("write entities", groups.conclude, self._step):
            self.outcome.parts += written.parts
            self.outcome.counts["disagreements"] += written.disagreements
        self.outcome.parts.sort()

    def _resolve(self, before: int | None) -> None:
        found = self._grouped("resolve entities", groups.resolve, self._step, before)
        self.outcome.counts["entities"] = sum(n for _, n in found)

    def _next(self, what: str, function: Callable[..., Any], *more: Any) -> list[tuple[int, Any]]:
        """Make new graphs of those that there are, which then go."""
        self._step += 1
        out = list(self._map(what, function, [(self.job, n, self._step, *more) for n in range(self.job.partitions)]))
        self.job.drop((f"graphs-{self._step - 1}-*", f"asked-{self._step - 1}-*", f"compared-{self._step - 1}-*"))
        return out

    def _grouped(self, what: str, function: Callable[..., Any], *more: Any) -> Iterator[tuple[int, Any]]:
        return self._map(what, function, [(self.job, n, *more) for n in range(self.job.groups)])

    def _map(self, what: str, function: Callable[..., Any], calls: list[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        return self._workers.run(what, function, calls)


def _within(new: Mapping[tuple[int, int], str], cut: Sequence[Slice]) -> dict[tuple[int, int], str]:
    """Return the new ids of a partition's articles alone."""
    if not new:
        return {}
    return {(s.batch, n): new[s.batch, n] for s in cut for n in range(s.start, s.stop) if (s.batch, n) in new}
