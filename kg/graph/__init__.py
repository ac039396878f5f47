"""Graphs of articles as RDF: the one modelling decision, the corpus that joins them, and the way back from triples."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.corpus import Corpus
    from kg.graph.deciding import Decision, read_decisions
    from kg.graph.disagreeing import Disagreement
    from kg.graph.finding import find
    from kg.graph.gate import Violation, beyond_shapes, breaches, gated
    from kg.graph.given import Rdf, Triples, Written
    from kg.graph.inferring import Inference, inferences, inferred_quads
    from kg.graph.iris import BASE, PREFIXES, Iris, prefixes
    from kg.graph.joining import lean
    from kg.graph.merging import Joined
    from kg.graph.network import figure, firmest
    from kg.graph.reading import base_of, recall
    from kg.graph.resolving import label
    from kg.graph.selecting import Selection, select
    from kg.graph.splicing import splice
    from kg.graph.triples import article_triples
    from kg.graph.turtle import in_order, prefixed, quads_in_order, sorted_lines, write_prefixed

_HOMES = {
    "corpus": ("Corpus",),
    "deciding": ("Decision", "read_decisions"),
    "disagreeing": ("Disagreement",),
    "finding": ("find",),
    "gate": ("Violation", "beyond_shapes", "breaches", "gated"),
    "given": ("Rdf", "Triples", "Written"),
    "inferring": ("Inference", "inferences", "inferred_quads"),
    "iris": ("BASE", "PREFIXES", "Iris", "prefixes"),
    "joining": ("lean",),
    "merging": ("Joined",),
    "network": ("figure", "firmest"),
    "reading": ("base_of", "recall"),
    "resolving": ("label",),
    "selecting": ("Selection", "select"),
    "splicing": ("splice",),
    "triples": ("article_triples",),
    "turtle": ("in_order", "prefixed", "quads_in_order", "sorted_lines", "write_prefixed"),
}
__all__ = [
    "BASE",
    "PREFIXES",
    "Corpus",
    "Decision",
    "Disagreement",
    "Inference",
    "Iris",
    "Joined",
    "Rdf",
    "Selection",
    "Triples",
    "Violation",
    "Written",
    "article_triples",
    "base_of",
    "beyond_shapes",
    "breaches",
    "figure",
    "find",
    "firmest",
    "gated",
    "in_order",
    "inferences",
    "inferred_quads",
    "label",
    "lean",
    "prefixed",
    "prefixes",
    "quads_in_order",
    "read_decisions",
    "recall",
    "select",
    "sorted_lines",
    "splice",
    "write_prefixed",
]

if not TYPE_CHECKING:  # whose tools would take any name for one of the room

    def __getattr__(name: str) -> Any:
        """Load what is asked for alone: most of it costs a start of `kg query` more than all else together."""
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"kg.graph.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
