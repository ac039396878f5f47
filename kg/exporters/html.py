"""The page: one HTML file that opens from disk, needs no network, and shows who says what of whom, and how firmly.

pyvis builds the drawing and brings vis-network along, which draws it. pyvis' own template is not used: it loads style
sheets from elsewhere and turns titles into HTML. Here every text of an article travels as JSON and becomes a text node.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any, Protocol

import pyvis
from pyvis.network import Network

from kg.exporters._html.core import core
from kg.exporters._html.named import known, one_line, shown
from kg.exporters._html.outline import Outline, more_than
from kg.exporters._html.payload import Payload
from kg.exporters._html.texts import texts
from kg.exporters._html.views import Views, views
from kg.exporters.packing import Box
from kg.graph.iris import BASE
from kg.model import ArticleGraph
from kg.ontology import Ontology

TITLE = "뉴스 지식 그래프"
SCRIPTS = (
    *(
        "words",
        "data",
        "find",
        "state",
        "counting",
        "dates",
        "sparql",
        "canvas",
        "labels",
        "groups",
        "arranging",
        "moving",
        "parts",
        "sides",
    ),
    *("figures", "timeline", "articles", "panel", "path", "picture", "takeaway", "filters", "main"),
)
LARGE = 30_000  # entities above which the page has the first view alone, and asks `kg serve` for the rest
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "tooltipDelay": 0, "selectConnectedEdges": False},
}
_LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class HasGraphs(Protocol):
    """A corpus, of which the page needs no more than this."""

    @property
    def graphs(self) -> Sequence[ArticleGraph]:
        """The graphs of its articles."""

    @property
    def base(self) -> str:
        """What the IRIs of its resources begin with."""


def render(
    graphs: Sequence[ArticleGraph],
    ontology: Ontology,
    *,
    title: str = TITLE,
    base: str = BASE,
    embed_text: bool = False,
    entities: int = 0,
) -> str:
    """Make the whole page as text.

    Args:
        graphs: Graphs of articles; their order does not matter.
        ontology: Gives the Korean labels and the tree of classes.
        title: Heading of the page and of its window.
        base: What the IRIs of resources begin with.
        embed_text: Whether the articles' texts are put in; where not, the page has no more of them than evidence.
        entities: How many the graphs mention, where that is known: so they need not be counted.

    Returns:
        HTML that names no resource outside itself; the same arguments always give the same text. Of more than LARGE
        entities it holds the first view; served by `kg serve`, it asks that for the rest.
    """
    large = entities > LARGE or more_than(LARGE, graphs)
    rows = _core(graphs, ontology) if large else _whole(graphs, ontology, embed_text=embed_text)
    rows |= {"title": title, "base": base}
    style = _shipped("page.css")
    library = re.sub(r"\s*//# sourceMappingURL=\S+\s*$", "\n", _LIBRARY.read_text(encoding="utf-8"))
    parts = (*SCRIPTS[:-1], "live" if large else "whole", SCRIPTS[-1])
    script = "(() => {\n'use strict';\n" + "".join(_shipped(f"{name}.js") for name in parts) + "})();\n"
    return _filled(
        _shipped("page.html"),
        {
            "title": escape(title),
            "policy": _policy([library, script], style, asks=large),
            "style": style,
            "library": library,
            "data": embedded(rows),
            "script": script,
        },
    )


def write(corpus: HasGraphs, path: Path, *, ontology: Ontology, embed_text: bool = False) -> None:
    """Write the page as UTF-8 with plain line feeds, whatever the platform prefers.

    Args:
        corpus: Graphs of articles; their order does not matter.
        path: File to write; one that is there is replaced.
        ontology: Gives the Korean labels and the tree of classes.
        embed_text: Whether the articles' texts are put in.

    Raises:
        OSError: The file cannot be written.
    """
    mentioned = len(getattr(corpus, "mentioned", ()))
    made = render(corpus.graphs, ontology, base=corpus.base, embed_text=embed_text, entities=mentioned)
    path.write_bytes(made.encode())


def embedded(value: object) -> str:
    r"""Write a value as JSON that no HTML parser can leave before its end.

    >>> embedded("</script><b>&")
    '"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text.translate(_UNSAFE))


def _whole(graphs: Sequence[ArticleGraph], ontology: Ontology, *, embed_text: bool) -> dict[str, Any]:
    """Return all data of a page that holds everything."""
    payload = Payload(graphs, ontology)

    def boxes(wanted: Iterable[int]) -> dict[int, Box]:
        return {k: _box(shown(payload.entities[k]), payload.degree[k]) for k in wanted}

    view = views(payload.degree, [(e["a"], e["b"]) for e in payload.edges], boxes)
    drawn = [k for k, degree in enumerate(payload.degree) if degree]
    rows = payload.rows() | _drawing(drawn, payload.degree, payload.edges, view) | view.rows()
    return rows | ({"texts": texts(payload)} if embed_text else {})


def _core(graphs: Sequence[ArticleGraph], ontology: Ontology) -> dict[str, Any]:
    """Return the data of a page that holds no more than it opens with; see `core`."""
    outline = Outline(graphs, ontology)

    def boxes(wanted: Iterable[int]) -> dict[int, Box]:
        return {k: _box(name, outline.degree[k]) for k, name in outline.names(wanted).items()}

    view = views(outline.degree, outline.pairs, boxes, whole=False)
    kept = {*view.first, *(k for group in view.rows()["groups"] for k in group["lead"])}
    part = Payload(list(outline.cut(kept)), ontology, [known(outline.ids[k], ontology) for k in kept])
    drawing = _drawing(sorted(kept), outline.degree, part.edges, view) | view.rows()
    return core(outline, part, drawing, view.groups)


def _drawing(
    drawn: Sequence[int], degree: Sequence[int], bundles: Iterable[Mapping[str, Any]], view: Views
) -> dict[str, Any]:
    """Build the pyvis network: nodes with their places in the whole, and the arrows between them.

    The lists of the network are filled directly; `add_node` looks through all earlier nodes every time. What
    follows from the class of an entity or from who says a thing how is not repeated here.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    group = view.group(drawn)
    for k in drawn:
        x, y = view.places.get(k, (0, 0))
        network.nodes.append({"id": k, "size": _radius(degree[k]), "x": x, "y": y, "g": group.get(k, 0)})
    for number, edge in enumerate(bundles):
        network.edges.append({"id": number, "from": edge["a"], "to": edge["b"]})
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "lines": edges, "options": json.loads(options)}


def _radius(degree: int) -> float:
    return round(min(34.0, 7.0 + 4.0 * sqrt(degree)), 1)


def _box(name: str, degree: int) -> Box:
    """Estimate what a node takes up with the label below it; a Hangul syllable is as wide as it is high."""
    text = sum(14.0 if ord(c) > 0x2E7F else 7.6 for c in one_line(name))
    return max(2 * _radius(degree), text), 2 * _radius(degree) + 22.0


def _policy(scripts: Sequence[str], style: str, *, asks: bool) -> str:
    allowed = " ".join(f"'{_hash(s)}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(style)}'; img-src data:; "
        + ("connect-src 'self'; " if asks else "")
        + "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shipped(name: str) -> str:
    return files("kg.exporters._html").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Put each value where the template names it; what a value holds is never read as a name."""
    return _SLOT.sub(lambda m: values[m[1]], template)
