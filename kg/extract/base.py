"""The seam: what an extractor is, and how one is found by name."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol

from kg.errors import KgError
from kg.linking import Resolution
from kg.model import Claim
from kg.ontology import Ontology
from kg.text.document import Document

# name -> "module:class"; third parties add theirs under the entry point group of the same name
EXTRACTORS = {"rules": "kg.extract.rules:RulesExtractor"}
GROUP = "newskg.extractors"


class Extractor(Protocol):
    """Reads claims out of one article."""

    def __init__(self, ontology: Ontology) -> None: ...

    def extract(self, document: Document, resolution: Resolution) -> Iterable[Claim]:
        """Yield the claims of a document, each with its evidence; they pass the gate afterwards."""
        ...


def extractor(name: str, ontology: Ontology) -> Extractor:
    """Make the extractor of a name.

    Args:
        name: A name of EXTRACTORS or of an installed entry point.
        ontology: What it extracts by.

    Raises:
        KgError: No extractor has that name.
    """
    target = EXTRACTORS.get(name) or next((e.value for e in entry_points(group=GROUP) if e.name == name), "")
    if not target:
        known = ", ".join(sorted({*EXTRACTORS, *(e.name for e in entry_points(group=GROUP))}))
        raise KgError(f"no extractor is called {name!r}", remedy=f"choose one of: {known}")
    module, _, attribute = target.partition(":")
    made: Extractor = getattr(import_module(module), attribute)(ontology)
    return made
