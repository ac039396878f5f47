"""IRIs of resources and the namespaces of terms. Ids are percent-encoded so that no name can break an IRI or Turtle."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import GraphError
from kg.model import Quantity, Span

BASE = "https://w3id.org/newskg/id/"
KG = "https://w3id.org/newskg/ontology#"
UNIT = "https://w3id.org/newskg/unit#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
QUDT = "http://qudt.org/schema/qudt/"
WD = "http://www.wikidata.org/entity/"

PREFIXES: dict[str, str] = {
    "kg": KG,
    "kgu": UNIT,
    "schema": SCHEMA,
    "skos": SKOS,
    "oa": OA,
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": QUDT,
    "unit": "http://qudt.org/vocab/unit/",
    "cur": "http://qudt.org/vocab/currency/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "wd": WD,
}
KINDS = ("article", "entity", "statement", "evidence", "quantity")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+,:@")
_ENCODED = 2**16  # ids whose encoding is remembered; a corpus has more of them than memory
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#]*[/:]\Z")  # no #: a span is a fragment already


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return the prefixes of Turtle and of queries, those of resources included."""
    return PREFIXES | {"kgr": base} | {kind: f"{base}{kind}/" for kind in KINDS}


@cache
def kg(name: str) -> ox.NamedNode:
    """Return the term of the ontology with this local name."""
    return ox.NamedNode(KG + encode(name))


@cache
def term(namespace: str, name: str) -> ox.NamedNode:
    """Return a term of another namespace."""
    return ox.NamedNode(namespace + name)


@lru_cache(maxsize=_ENCODED)
def encode(text: str) -> str:
    """Turn an id into what may stand in an IRI: letters and digits of any script stay, the rest is percent-encoded.

    No two ids (in NFC) have the same encoding.

    >>> encode("company/딥시크"), encode('a "b" <c>#%')
    ('company/딥시크', 'a%20%22b%22%20%3Cc%3E%23%25')
    >>> encode("a/../b")
    'a/%2E%2E/b'
    """
    whole = "".join(map(_encoded, unicodedata.normalize("NFC", text)))
    return "/".join(part.replace(".", "%2E") if part in (".", "..") else part for part in whole.split("/"))


def decode(text: str) -> str:
    """Undo `encode`."""
    return unquote(text, errors="surrogatepass")


def _encoded(char: str) -> str:
    if char in _PLAIN or (char > "\x7f" and ord(char) < 0xE0000 and unicodedata.category(char)[0] in "LNM"):
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode(errors="surrogatepass"))


@dataclass(frozen=True)
class Iris:
    """The IRIs of resources under one base.

    Raises:
        GraphError: The base is no absolute IRI that ends in `/` or `:`.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        """Refuse a base that is none."""
        try:
            good = _ABSOLUTE.match(self.base) is not None and bool(ox.NamedNode(self.base))
        except ValueError:
            good = False
        if not good:
            raise GraphError(f"{self.base!r} is no base for IRIs", remedy="give one like https://example.org/id/")

    def article(self, id_: str) -> ox.NamedNode:
        """Return the IRI of an article."""
        return self._of("article", id_)

    def entity(self, id_: str) -> ox.NamedNode:
        """Return the IRI of an entity."""
        return self._of("entity", id_)

    def statement(self, id_: str) -> ox.NamedNode:
        """Return the IRI of a statement."""
        return self._of("statement", id_)

    def evidence(self, id_: str) -> ox.NamedNode:
        """Return the IRI of an evidence."""
        return self._of("evidence", id_)

    def quantity(self, quantity: Quantity) -> ox.NamedNode:
        """Return the IRI of a quantity."""
        return self._of("quantity", quantity.id)

    def span(self, article: str, span: Span) -> ox.NamedNode:
        """Return the RFC 5147 fragment of an article that a span is, in code points, half-open."""
        return ox.NamedNode(f"{self.base}article/{encode(article)}#char={span.start},{span.end}")

    @property
    def entities(self) -> ox.NamedNode:
        """Name of the graph that holds what is known of entities apart from any one article."""
        return ox.NamedNode(f"{self.base}graph/entities")

    def id_of(self, node: ox.NamedNode, kind: str) -> str:
        """Return the id within an IRI of a kind ("article", "entity" ...).

        Raises:
            GraphError: The IRI is of another kind or under another base.
        """
        head = f"{self.base}{kind}/"
        if not node.value.startswith(head):
            raise GraphError(f"{node.value} is no {kind} under {self.base}", remedy="build the graph again")
        return decode(node.value.removeprefix(head))

    def resource(self, kind: str, id_: str) -> ox.NamedNode:
        """Return the IRI of what has this id among the KINDS of resources."""
        return self._of(kind, id_)

    def _of(self, kind: str, id_: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.base}{kind}/{encode(id_)}")
