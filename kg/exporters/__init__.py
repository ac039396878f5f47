"""Exporters: Corpus -> file. Found by name in a registry of lazy "module:object" strings; one module each."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from kg.errors import GraphError
from kg.graph import Corpus
from kg.ontology import Ontology

EXPORTERS: dict[str, str] = {
    "turtle": "kg.exporters.turtle:write",
    "nquads": "kg.exporters.nquads:write",
    "jsonld": "kg.exporters.jsonld:write",
    "graphml": "kg.exporters.graphml:write",
    "csv": "kg.exporters.table:write",
    "html": "kg.exporters.page:write",
}
SUFFIXES = {
    "turtle": ".ttl",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "csv": ".csv",
    "html": ".html",
}
GROUP = "newskg.exporters"

__all__ = ["EXPORTERS", "SUFFIXES", "Exporter", "exporter", "formats", "write_files"]


class Exporter(Protocol):
    """Writes a corpus into a file."""

    def __call__(self, corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
        """Write the file; the same corpus gives the same bytes."""


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


def write_files(write: Exporter, corpus: Corpus, path: Path, *, ontology: Ontology) -> None:
    """Write a file, and what goes with it, so that neither is ever half there.

    Args:
        write: The exporter.
        corpus: What to write.
        path: The file; its folder is made where there is none.
        ontology: Labels.

    Raises:
        GraphError: The folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as name:
            folder = Path(name)
            write(corpus, folder / path.name, ontology=ontology)
            for made in sorted(folder.iterdir()):
                os.replace(made, path.parent / made.name)  # noqa: PTH105 - named for what it promises: atomic
    except OSError as error:
        raise GraphError(f"cannot be written: {error.strerror or error}", where=str(path)) from error
