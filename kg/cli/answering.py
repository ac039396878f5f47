"""What `kg query` does between its options and its output: where to ask, what exactly, and how it is shown."""

from __future__ import annotations

import difflib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import chosen_graph, counted, table

if TYPE_CHECKING:
    from kg.ontology.queries import NamedQuery
    from kg.query.source import Source
    from kg.stores.base import Answer, Term


def meant(name: str, known: Iterable[str]) -> str:
    """Return what to add to an error where a name is nearer to an option of the command than to what else is known."""
    context = click.get_current_context(silent=True)
    options = [o[2:] for p in context.command.params for o in p.opts if o[:2] == "--"] if context else []
    near = difflib.get_close_matches(name.replace("_", "-"), [*options, *known], n=1)
    return f" (did you mean --{near[0]}?)" if near and near[0] in options else ""


def parameters(_context: click.Context, _parameter: click.Parameter, words: Sequence[str]) -> dict[str, list[str]]:
    """Read `--name value` and `--name=value`, which may come again, as values by name."""
    out: dict[str, list[str]] = {}
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if not name.startswith("--") or len(name) < 3:
            raise click.UsageError(f"{word!r} is one argument too many. Is the query in quotation marks?")
        got = value if equals else next(waiting, None)
        if got is None:
            raise click.UsageError(f"{name} has no value, or is no option{meant(name[2:], ())}")
        out.setdefault(name[2:].replace("-", "_"), []).append(got)
    return out


@dataclass
class Asking:
    """One query, asked once.

    Attributes:
        query: What to ask.
        given: The values of its parameters.
        graph: The built graph.
        folders: Folders that add to the ontology.
        timeout: Seconds.
        limit: Rows.
        explain: Whether to tell what is asked instead of what is answered.
        allow_service: Whether SERVICE may reach into the network.
        endpoint: Address of an endpoint to ask instead.
        remarks: What is to be said beside the answer.
    """

    query: NamedQuery
    given: dict[str, list[str]]
    graph: Path
    folders: tuple[Path, ...]
    timeout: float
    limit: int
    explain: bool
    allow_service: bool
    endpoint: str | None
    remarks: list[str] = field(default_factory=list)

    def answered(self, form: str) -> str:
        """Return the answer, or its explanation, as text in a format."""
        from kg.query.binding import Binder, bound  # noqa: PLC0415 - these load the stores
        from kg.query.explaining import explanation  # noqa: PLC0415

        self._refuse_mistyped()
        started = time.perf_counter()
        source = self._source()
        try:
            terms = Binder(source.store, source.base, self.folders, source.index).terms(self.query, self.given)
            text, opened = bound(self.query, terms), time.perf_counter()
            answer = self._ask(source, text)
            seconds = {"opening the store": opened - started, "asking": time.perf_counter() - opened}
            self._remark(source, text, answer, form)
        finally:
            source.store.close()
        if self.explain:
            return explanation(source, text, terms, answer, seconds)
        return shown(answer, form, source.prefixes)

    def _refuse_mistyped(self) -> None:
        """Refuse what looks like a parameter and was meant for an option."""
        known = [p.name for p in self.query.parameters]
        for name in self.given:
            hint = "" if name in known else meant(name, known)
            if hint:
                raise click.UsageError(f"no option or parameter --{name.replace('_', '-')}{hint}")

    def _source(self) -> Source:
        from kg.query.source import endpoint, source  # noqa: PLC0415

        return endpoint(self.endpoint) if self.endpoint else source(self.graph, only_file=chosen_graph())

    def _ask(self, source: Source, text: str) -> Answer:
        from kg.errors import QueryError  # noqa: PLC0415
        from kg.query import ask  # noqa: PLC0415
        from kg.query.mistakes import explained, known_terms  # noqa: PLC0415

        try:
            service = self.allow_service
            return ask(source.store, text, source.prefixes, timeout=self.timeout, limit=self.limit, service=service)
        except QueryError as error:
            raise explained(error, text, source.prefixes, known_terms(self.folders)) from error

    def _remark(self, source: Source, text: str, answer: Answer, form: str) -> None:
        from kg.query.mistakes import known_terms, unknown_terms  # noqa: PLC0415

        if answer.cut:
            self.remarks.append(f"kg: cut after {self.limit}: there is more (see --limit)")
        unknown = unknown_terms(text, source.prefixes, known_terms(self.folders), source.store)
        self.remarks += (f"kg: {line}" for line in unknown)
        if form == "table" and answer.truth is None and answer.triples is None and not self.explain:
            self.remarks.append(counted(len(answer.rows), "row"))


def shown(answer: Answer, form: str, prefixes: dict[str, str]) -> str:
    """Return an answer as text: as a table (a graph as Turtle), or in a format of the W3C."""
    from kg.query.results import written  # noqa: PLC0415

    if form != "table":
        return written(answer, form, prefixes)
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    if answer.triples is not None:
        return written(answer, "turtle", prefixes)
    return table(answer.variables, _short(answer, prefixes))


def _short(answer: Answer, prefixes: dict[str, str]) -> Iterator[list[str]]:
    """Yield rows for people: no quotes, and IRIs with their prefixes."""
    longest = sorted(prefixes.items(), key=lambda item: -len(item[1]))
    for row in answer.rows:
        yield ["" if term is None else _word(term, longest) for term in row]


def _word(term: Term | Any, longest: Sequence[tuple[str, str]]) -> str:
    text = str(getattr(term, "value", term))
    if type(term).__name__ != "NamedNode":
        return text
    return next((f"{name}:{text[len(iri) :]}" for name, iri in longest if text.startswith(iri)), text)
