"""Values for the parameters of a query: checked, made terms, and put where the query has a place for them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.iris import KG, XSD, Iris
from kg.ontology.loading import data_root, turtle_files
from kg.ontology.queries import NamedQuery, Parameter, block
from kg.ontology.vocabulary import Vocabulary, read_vocabulary
from kg.query.entities import entity
from kg.search import Index
from kg.stores.base import Queryable
from kg.stores.words import TOKENS

_NARROWING = r"\{\s*SELECT\s+DISTINCT\s+\?\w+\s*\{\s*"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)


@dataclass(frozen=True)
class Binder:
    """Makes terms of what a user types.

    Attributes:
        store: Tells which entities there are.
        base: What the IRIs of resources begin with.
        folders: Folders that add to the ontology.
        index: The index of the same build, where there is one.
    """

    store: Queryable
    base: str
    folders: Sequence[Path] = ()
    index: Index | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of the ontology."""
        return read_vocabulary(turtle_files([data_root(), *self.folders]))

    def terms(
        self, query: NamedQuery, given: Mapping[str, Sequence[str]]
    ) -> dict[str, list[ox.NamedNode | ox.Literal]]:
        """Make terms of the values of a query's parameters.

        Raises:
            QueryError: The query has no such parameter, or a value is not of its kind.
            GraphError: No entity, or more than one, goes by a name.
        """
        known = {p.name: p for p in query.parameters}
        for name in given:
            if name not in known:
                raise _unknown(name, known)
        for name in [p.name for p in query.parameters if p.required and p.name not in given]:
            raise QueryError(f"the query needs --{name}", where=query.path.stem, remedy=f"it is: {known[name].says}")
        return {name: [self.term(known[name], value) for value in values] for name, values in given.items()}

    def term(self, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
        """Make a term of one value.

        Raises:
            QueryError: The value is not of the parameter's kind.
            GraphError: No entity, or more than one, goes by it.
        """
        where = f"--{parameter.name}"
        match parameter.kind:
            case "entity":
                return entity(self.store, self.base, value, self.index)
            case "article":
                return _article(value, self.base)
            case "relation":
                return _term(value, [*self.vocabulary.relations, *self.vocabulary.measures], where)
            case "modality":
                return _term(value, self.vocabulary.modalities, where)
            case "date":
                return ox.Literal(_date(value, where))
            case "integer":
                return ox.Literal(_integer(value, where), datatype=ox.NamedNode(f"{XSD}integer"))
        return ox.Literal(value)


def bound(query: NamedQuery, terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    """Return the query with terms in the places of its parameters; a place without one, or a default, goes.

    With it goes the subselect that begins with it, and that would narrow the query to a value.

    Args:
        query: A named query.
        terms: By the name of a parameter; several stand for any of them.
    """
    text = query.text
    for parameter in query.parameters:
        given = terms.get(parameter.name, ())
        if given:
            values = f"VALUES ?{parameter.name} {{ {' '.join(map(str, given))} }}"
            text = values.join(block(parameter.name).split(text)[::2])  # the odd parts are the defaults
        elif not parameter.default:
            text = block(parameter.name).sub("", _unnarrowed(text, parameter.name))
    return text


def _unnarrowed(text: str, name: str) -> str:
    """Leave out each `{ SELECT DISTINCT ?x { VALUES ?name { UNDEF } ... } }`: with no value it would list all ?x."""
    opening = re.compile(_NARROWING + block(name).pattern)
    while found := opening.search(text):
        depth = 0
        for token in TOKENS.finditer(text, found.start()):
            depth += {"{": 1, "}": -1}.get(token[0], 0)
            if not depth:
                break
        text = text[: found.start()] + text[token.end() :]
    return text


def _unknown(name: str, known: Collection[str]) -> QueryError:
    near = difflib.get_close_matches(name, known, n=1)
    have = f"did you mean --{near[0]}?" if near else f"it has: {', '.join(f'--{k}' for k in known) or 'none'}"
    return QueryError("the query has no such parameter", where=f"--{name}", remedy=have)


def _article(value: str, base: str) -> ox.NamedNode:
    return Iris(base).article(value.removeprefix(f"{base}article/").removeprefix("article:"))


def _term(value: str, known: Collection[str], where: str) -> ox.NamedNode:
    name = value.removeprefix(KG).removeprefix("kg:")
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        remedy = f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(known)}"
        raise QueryError(f"{value!r} is none that the ontology knows", where=where, remedy=remedy)
    return ox.NamedNode(KG + name)


def _date(value: str, where: str) -> str:
    found = _DATE.match(value)
    try:
        if found is not None:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return value
    except ValueError:
        pass
    raise QueryError(f"{value!r} is no date", where=where, remedy="write 2025, 2025-01 or 2025-01-31")


def _integer(value: str, where: str) -> str:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise QueryError(f"{value!r} is no number", where=where, remedy="write 1, 2, 3 ...")
    return str(int(value))
