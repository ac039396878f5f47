"""The interactive page, of a corpus: hands over to `html`, which draws the graphs of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from kg.exporters import html
from kg.graph import Corpus
from kg.model import ArticleGraph
from kg.ontology import Ontology


def write(corpus: Corpus, path: Path, *, ontology: Ontology, embed_text: bool = False) -> None:
    """Write one HTML file that opens from disk without a network; with the articles' texts only where that is asked."""
    html.write(replace(corpus, graphs=_Named(corpus.graphs, ontology)), path, ontology=ontology, embed_text=embed_text)


class _Named(Sequence[ArticleGraph]):
    """Graphs, each as it is asked for; an outlet that no lexicon holds is left to the name that its article states."""

    def __init__(self, graphs: Sequence[ArticleGraph], ontology: Ontology) -> None:
        self._graphs, self._ontology = graphs, ontology

    def __len__(self) -> int:
        return len(self._graphs)

    @overload
    def __getitem__(self, index: int) -> ArticleGraph: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ArticleGraph]: ...
    def __getitem__(self, index: int | slice) -> ArticleGraph | Sequence[ArticleGraph]:
        if isinstance(index, slice):
            return tuple(map(self._named, self._graphs[index]))
        return self._named(self._graphs[index])

    def __iter__(self) -> Iterator[ArticleGraph]:
        return map(self._named, self._graphs)

    def _named(self, graph: ArticleGraph) -> ArticleGraph:
        known = self._ontology.find(graph.publisher) is not None or any(e.id == graph.publisher for e in graph.entities)
        return graph if known else replace(graph, publisher="")
