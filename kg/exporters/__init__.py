"""Exporters: Corpus -> file. Found by name in a registry of lazy "module:object" strings; one module each."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from kg.errors import GraphError
from kg.graph import Corpus, Triples
from kg.ontology import Ontology
from kg.stores.durable import settle
from kg.stores.scratch import scratch

EXPORTERS: dict[str, str] = {
    "turtle": "kg.exporters.turtle:write",
    "turtle12": "kg.exporters.turtle12:write",
    "ntriples": "kg.exporters.ntriples:write",
    "nquads": "kg.exporters.nquads:write",
    "trig": "kg.exporters.trig:write",
    "jsonld": "kg.exporters.jsonld:write",
    "graphml": "kg.exporters.graphml:write",
    "gexf": "kg.exporters.gexf:write",
    "csv": "kg.exporters.table:write",
    "neo4j": "kg.exporters.neo4j:write",
    "parquet": "kg.exporters.parquet:write",
    "html": "kg.exporters.page:write",
    "inferred": "kg.exporters.inferred:write",
}
SUFFIXES = {
    "turtle": ".ttl",
    "turtle12": ".ttl",
    "ntriples": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".csv",
    "neo4j": ".csv",
    "parquet": ".parquet",
    "html": ".html",
    "inferred": ".trig",
}
RDF = frozenset(("turtle", "turtle12", "ntriples", "nquads", "trig", "jsonld"))  # what a CONSTRUCT can be written as
BINARY = frozenset(("parquet",))
GROUP = "newskg.exporters"

__all__ = ["BINARY", "EXPORTERS", "RDF", "SUFFIXES", "Exporter", "exporter", "formats", "write_files"]


class Exporter(Protocol):
    """Writes a corpus into a file."""

    def __call__(self, corpus: Corpus, path: Path, *, ontology: Ontology, **more: bool) -> None:
        """Write the file; the same corpus gives the same bytes. What is more is asked only of who knows it."""


def formats() -> list[str]:
    """Return the names of all formats, third parties' entry points included."""
    return sorted({*EXPORTERS, *(p.name for p in entry_points(group=GROUP))})


def exporter(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises:
        GraphError: No exporter has that name.
    """
    target = EXPORTERS.get(name) or next((p.value for p in entry_points(group=GROUP) if p.name == name), "")
    if not target:
        raise GraphError(f"no exporter is called {name!r}", remedy=f"choose one of: {', '.join(formats())}")
    module, _, attribute = target.partition(":")
    return cast("Exporter", getattr(import_module(module), attribute))


def write_files(write: Callable[..., None], corpus: Corpus | Triples, path: Path, *, ontology: Ontology) -> None:
    """Write a file, and what goes with it, so that neither is ever half there.

    Args:
        write: The exporter.
        corpus: What to write; triples by themselves for a format of RDF alone.
        path: The file; its folder is made where there is none.
        ontology: Labels.

    Raises:
        GraphError: The folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch(path.parent, ".export-") as whole:
            folder = whole / "made"
            folder.mkdir()
            write(corpus, folder / path.name, ontology=ontology)
            settle(folder)
            for made in sorted(folder.iterdir()):
                os.replace(made, path.parent / made.name)  # noqa: PTH105 - named for what it promises: atomic
    except OSError as error:
        raise GraphError(f"cannot be written: {error.strerror or error}", where=str(path)) from error
