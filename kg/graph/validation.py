"""SHACL over a graph: the only pyshacl import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.namespace import SH

from kg.errors import GraphError
from kg.graph.gate import Violation


def violations(
    triples: Iterable[ox.Triple], shapes: Path, terms: Iterable[Path] = (), more: str = ""
) -> list[Violation]:
    """Hold a graph against shapes.

    Args:
        triples: The graph.
        shapes: The file of the shapes, in Turtle.
        terms: Turtle files of terms that a user added to the ontology, mixed into the graph.
        more: Further shapes, as Turtle.

    Returns:
        What is wrong, sorted; nothing for a good graph.

    Raises:
        GraphError: The shapes cannot be used.
    """
    import pyshacl  # noqa: PLC0415 - takes a second to load, and one command alone needs it
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError  # noqa: PLC0415

    data = rdflib.Graph()
    data.parse(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    for path in terms:
        data.parse(path, format="turtle")
    try:
        rules = rdflib.Graph().parse(shapes, format="turtle").parse(data=more, format="turtle")
        _, report, text = pyshacl.validate(data, shacl_graph=rules, advanced=False)
    except (OSError, SyntaxError, ShapeLoadError, ReportableRuntimeError) as error:
        raise GraphError(f"shapes cannot be used: {error}", where=str(shapes)) from error
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"could not be validated: {text}", where=str(shapes))
    return sorted({_violation(report, result) for result in report.objects(None, SH.result)})


def _violation(report: rdflib.Graph, result: Any) -> Violation:
    def first(predicate: rdflib.URIRef) -> str:
        return min((str(v) for v in report.objects(result, predicate)), default="")

    path = report.value(result, SH.resultPath)
    name = str(path) if isinstance(path, rdflib.URIRef) else ""  # a blank node's name is new in every run
    value = report.value(result, SH.value)
    shown = "" if value is None or isinstance(value, rdflib.BNode) else str(value)
    return Violation(first(SH.resultMessage), first(SH.focusNode), name, shown)
