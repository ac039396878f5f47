"""SHACL over a graph: the only pyshacl import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg.errors import GraphError


class Violation(NamedTuple):
    """One thing that a graph has and should not, or should have and has not.

    Attributes:
        message: Which rule it breaks.
        node: IRI of the resource that breaks it.
        path: IRI of the property concerned, or "".
        value: The value concerned, or "".
    """

    message: str
    node: str
    path: str
    value: str


def violations(triples: Iterable[ox.Triple], shapes: Path, terms: Iterable[Path] = ()) -> list[Violation]:
    """Hold a graph against shapes.

    Args:
        triples: The graph.
        shapes: The file of the shapes, in Turtle.
        terms: Turtle files of terms that a user added to the ontology, mixed into the graph.

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
        rules = rdflib.Graph().parse(shapes, format="turtle")
        _, report, text = pyshacl.validate(data, shacl_graph=rules, advanced=False)
    except (OSError, SyntaxError, ShapeLoadError, ReportableRuntimeError) as error:
        raise GraphError(f"shapes cannot be used: {error}", where=str(shapes)) from error
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"could not be validated: {text}", where=str(shapes))
    return sorted({_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _violation(report: rdflib.Graph, result: Any) -> Violation:
    def first(predicate: rdflib.URIRef) -> str:
        return min((str(v) for v in report.objects(result, predicate)), default="")

    path = report.value(result, SH.resultPath)
    name = str(path) if isinstance(path, rdflib.URIRef) else ""  # a blank node's name is new in every run
    value = report.value(result, SH.value)
    shown = "" if value is None or isinstance(value, rdflib.BNode) else str(value)
    return Violation(first(SH.resultMessage), first(SH.focusNode), name, shown)
