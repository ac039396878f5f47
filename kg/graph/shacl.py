"""SHACL -> SPARQL: each rule of a shapes file as one query that finds what breaks it.

What is translated is the part of SHACL Core that the shapes use; anything else is refused when they are read, so that
no rule is silently left out, but for SELECT constraints: `gate` asks these of the whole graph. The verdicts are those
of pyshacl: the tests hold the two together. A comparison that SPARQL cannot make counts as broken, as it does in SHACL.

Within an EXISTS stands one pattern at a time: that is looked up by an index, where two would be joined in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.iris import RDF, XSD

SH = "http://www.w3.org/ns/shacl#"
Node = ox.NamedNode | ox.BlankNode | ox.Literal
_KINDS = {
    "IRI": "isIRI({v})",
    "Literal": "isLiteral({v})",
    "BlankNode": "isBlank({v})",
    "BlankNodeOrIRI": "!isLiteral({v})",
    "BlankNodeOrLiteral": "!isIRI({v})",
    "IRIOrLiteral": "!isBlank({v})",
}
_COMPARED = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}
_ALL = 4_000_000_000  # a limit keeps a filter from being moved inwards, where it would be asked of each row again
_PATHS = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SILENT = {"path", "message", "name", "description", "severity", "flags", "ignoredProperties", "sparql"}
_CHECKED = frozenset(
    f"{XSD}{name}" for name in ("date", "gYear", "gYearMonth", "decimal", "integer", "double", "boolean")
)


class Rule(NamedTuple):
    """One rule as a query.

    Attributes:
        message: What it says, as the shape words it.
        path: IRI of the property concerned, or "".
        query: A SELECT of ?this, and ?value and ?path where the rule is about them: a row for each breach.
    """

    message: str
    path: str
    query: str


class Check(NamedTuple):
    """A shape as a query, and what to ask where it finds anything.

    Attributes:
        query: An ASK that is true where any rule is broken.
        rules: The rules one by one.
    """

    query: str
    rules: tuple[Rule, ...]


def checks(triples: Iterable[ox.Triple]) -> list[Check]:
    """Translate shapes, one check for each of them and of its targets.

    Args:
        triples: The shapes. A class is meant without those below it: no graph of ours says what is below what.

    Raises:
        GraphError: A shape says something that is not translated.
    """
    return list(_Shapes(triples).checks())


class _Shapes:
    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            if isinstance(subject, Node) and isinstance(value, Node):
                self._by[subject][predicate.value].append(value)
        self._new = (f"?v{n}" for n in count())

    # ---------- rules

    def checks(self) -> Iterator[Check]:
        """Yield a check for every shape that has a target, and for every target."""
        for shape in sorted(self._by, key=str):
            for name in _TARGETS:
                for node in self._all(shape, name):
                    target = self._target(name, node)
                    query = f"ASK {{ {target} FILTER(!({self._conforms(shape, '?this')})) }}"
                    yield Check(query, tuple(self._of_target(shape, target)))

    def _of_target(self, shape: Node, target: str) -> Iterator[Rule]:
        message = self._message(shape)
        for good in self._constraints(shape, "?this", without=frozenset(("property",))):
            yield Rule(message, "", f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({good})) }}")
        for inner in self._all(shape, "property"):
            yield from self._of_property(inner, target, message)

    def _of_property(self, shape: Node, target: str, outer: str) -> Iterator[Rule]:
        found = self._one(shape, "path")
        steps, name = self._steps(found), found.value if isinstance(found, ox.NamedNode) else ""
        message = self._message(shape) or outer
        for good in self._counts(shape, "?this", steps):
            yield Rule(message, name, f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({good})) }}")
        for good in self._constraints(shape, "?value"):
            where = f"{target} ?this {'/'.join(steps)} ?value FILTER(!({good}))"
            yield Rule(message, name, f"SELECT DISTINCT ?this ?value WHERE {{ {where} }}")

    def _target(self, name: str, node: Node) -> str:
        if name == "targetClass":
            return f"?this a {node} ."
        if name == "targetNode":
            return f"VALUES ?this {{ {node} }}"
        found = f"?this {node} ?any" if name == "targetSubjectsOf" else f"?any {node} ?this"
        return f"{{ SELECT DISTINCT ?this WHERE {{ {found} }} LIMIT {_ALL} }}"

    # ---------- what a node must be, as an expression that is true where it is

    def _conforms(self, shape: Node, v: str) -> str:
        parts = list(self._constraints(shape, v))
        if self._all(shape, "path"):  # a property shape by itself
            parts = [self._property(shape, v)]
        return " && ".join(f"({part})" for part in parts) or "true"

    def _property(self, shape: Node, v: str) -> str:
        steps, inner = self._steps(self._one(shape, "path")), next(self._new)
        parts = list(self._counts(shape, v, steps))
        values = list(self._constraints(shape, inner))
        if values:
            good = " && ".join(f"({part})" for part in values)
            parts.append(f"!{self._some(v, steps, inner, f'!({good})')}")
        return " && ".join(f"({part})" for part in parts) or "true"

    def _some(self, v: str, steps: list[str], last: str, test: str = "") -> str:
        """Write that a path of steps leads from `v` to something (`last`, a variable or a term) that passes a test."""
        here = last if len(steps) == 1 else next(self._new)
        inner = test if len(steps) == 1 else self._some(here, steps[1:], last, test)
        return f"EXISTS {{ {v} {steps[0]} {here}{f' FILTER({inner})' if inner else ''} }}"

    def _counts(self, shape: Node, v: str, steps: list[str]) -> Iterator[str]:
        """Yield what is said of the values of a property taken together."""
        path = "/".join(steps)
        for least in self._all(shape, "minCount"):
            if int(least.value) == 1:
                yield self._some(v, steps, next(self._new))
            elif int(least.value):
                yield f"EXISTS {{ {self._different(v, path, int(least.value))} }}"
        for most in self._all(shape, "maxCount"):
            yield f"NOT EXISTS {{ {self._different(v, path, int(most.value) + 1)} }}"
        for value in self._all(shape, "hasValue"):
            yield self._some(v, steps, str(value))
        if self._true(shape, "uniqueLang"):
            a, b = next(self._new), next(self._new)
            same = f'!sameTerm({a}, {b}) && LANG({a}) != "" && LCASE(LANG({a})) = LCASE(LANG({b}))'
            yield f"NOT EXISTS {{ {v} {path} {a} . {v} {path} {b} FILTER({same}) }}"
        for other in self._all(shape, "lessThan"):
            a, b = next(self._new), next(self._new)
            yield f"NOT EXISTS {{ {v} {path} {a} . {v} {other} {b} FILTER(!COALESCE({a} < {b}, false)) }}"

    def _different(self, v: str, path: str, number: int) -> str:
        """Write a pattern that so many different values match."""
        names = [next(self._new) for _ in range(number)]
        unlike = [f"!sameTerm({a}, {b})" for n, a in enumerate(names) for b in names[:n]]
        tail = f" FILTER({' && '.join(unlike)})" if unlike else ""
        return " . ".join(f"{v} {path} {name}" for name in names) + tail

    def _constraints(self, shape: Node, v: str, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """Yield what is said of one node or value."""
        counted = {"minCount", "maxCount", "uniqueLang", "lessThan"}
        if self._all(shape, "path"):
            counted.add("hasValue")
        for predicate in sorted(self._by[shape]):
            name = predicate.removeprefix(SH)
            if name == predicate or name in _SILENT or name in _TARGETS or name in counted or name in without:
                continue
            for value in self._by[shape][predicate]:
                yield self._constraint(shape, name, value, v)

    def _constraint(self, shape: Node, name: str, value: Node, v: str) -> str:
        if name in _COMPARED:
            return f"COALESCE({v} {_COMPARED[name]} {value}, false)"
        if name == "nodeKind":
            return _KINDS[value.value.removeprefix(SH)].format(v=v)
        if name == "datatype":
            return self._datatype(value, v)
        if name == "class":
            return f"EXISTS {{ {v} a {value} }}"
        if name == "in":
            return self._in(self._items(value), v)
        if name == "hasValue":
            return f"sameTerm({v}, {value})"
        if name in ("minLength", "maxLength"):
            sign = ">=" if name == "minLength" else "<="
            return f"COALESCE(STRLEN(STR({v})) {sign} {value}, false)"
        if name == "pattern":
            flags = "".join(f.value for f in self._all(shape, "flags"))
            return f"COALESCE(REGEX(STR({v}), {value}, {ox.Literal(flags)}), false)"
        if name == "property":
            return self._property(value, v)
        if name == "node":
            return self._conforms(value, v)
        if name == "not":
            return f"!({self._conforms(value, v)})"
        if name in ("or", "and", "xone"):
            return self._joined(name, [f"({self._conforms(item, v)})" for item in self._items(value)])
        if name == "closed":
            return self._closed(shape, v) if value.value == "true" else "true"
        raise GraphError(f"the shapes use sh:{name}, which is not translated", remedy="say it by another constraint")

    def _joined(self, name: str, parts: list[str]) -> str:
        if name == "xone":
            return " + ".join(f"IF({part}, 1, 0)" for part in parts) + " = 1"
        return (" || " if name == "or" else " && ").join(parts)

    def _closed(self, shape: Node, v: str) -> str:
        paths = [self._one(inner, "path") for inner in self._all(shape, "property")]
        known = [p for p in paths if isinstance(p, ox.NamedNode)]
        for head in self._all(shape, "ignoredProperties"):
            known += [item for item in self._items(head) if isinstance(item, ox.NamedNode)]
        p, o = next(self._new), next(self._new)
        return f"NOT EXISTS {{ {v} {p} {o} FILTER(!({self._in(known, p)})) }}"

    def _datatype(self, value: Node, v: str) -> str:
        same = f"COALESCE(DATATYPE({v}) = {value}, false)"
        well_formed = f" && COALESCE(isLiteral({value}(STR({v}))), false)" if value.value in _CHECKED else ""
        return same + well_formed

    def _in(self, items: Iterable[Node], v: str) -> str:
        given = list(items)
        if all(isinstance(item, ox.NamedNode) for item in given):
            return f"{v} IN ({', '.join(map(str, given))})"
        return " || ".join(f"sameTerm({v}, {item})" for item in given) or "false"

    def _steps(self, node: Node) -> list[str]:
        """Return the steps of a path, one for each member of a sequence."""
        if not isinstance(node, ox.NamedNode) and self._by[node][f"{RDF}first"]:
            return [self._path(item) for item in self._items(node)]
        return [self._path(node)]

    def _path(self, node: Node) -> str:
        if isinstance(node, ox.NamedNode):
            return str(node)
        for inner in self._all(node, "inversePath"):
            return f"(^{self._path(inner)})"
        for inner in self._all(node, "alternativePath"):
            return "(" + "|".join(self._path(item) for item in self._items(inner)) + ")"
        for name, sign in _PATHS.items():
            for inner in self._all(node, name):
                return f"({self._path(inner)}{sign})"
        raise GraphError("the shapes use a path that is not translated")

    # ---------- reading

    def _all(self, node: Node, name: str) -> list[Node]:
        return self._by[node][SH + name] if node in self._by else []

    def _one(self, node: Node, name: str) -> Node:
        found = self._all(node, name)
        if len(found) != 1:
            raise GraphError(f"a shape has {len(found)} sh:{name}", where=str(node))
        return found[0]

    def _true(self, node: Node, name: str) -> bool:
        return any(value.value == "true" for value in self._all(node, name))

    def _message(self, node: Node) -> str:
        return min((m.value for m in self._all(node, "message")), default="")

    def _items(self, head: Node) -> Iterator[Node]:
        while head.value != f"{RDF}nil":
            yield self._by[head][f"{RDF}first"][0]
            head = self._by[head][f"{RDF}rest"][0]
