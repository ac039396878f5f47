"""The last gate: what a build has made is held against every rule before it is written; what breaks one is taken out.

The shapes are asked as SPARQL (`shacl`), and so is what no shape asks well: direct triples stand exactly where an
asserted evidence does, spans are of the evidence's own article. Quotations and spans are held against the texts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import pyoxigraph as ox

from kg.errors import GraphError
from kg.extract.check import describe, misplaced
from kg.graph.corpus import Corpus, indexed
from kg.graph.indexing import Index
from kg.graph.iris import PREFIXES, RDFS, Iris, kg, term
from kg.graph.preparing import referred
from kg.graph.resolving import entity_triples
from kg.graph.shacl import Check, Rule, checks
from kg.graph.shaping import relation_shapes
from kg.graph.triples import article_triples
from kg.model import ArticleGraph, Claim, Quantity, Reject
from kg.ontology import Ontology
from kg.ontology.loading import SHAPES
from kg.ontology.vocabulary import ENTITY
from kg.processes import COPIES, mapped

BATCH = 50  # articles whose triples a process has in memory at one time
C = TypeVar("C", bound=Corpus)
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_OWN = (  # the first is in the shapes too, as a SELECT constraint
    Rule(
        "A direct triple between entities needs a statement with an asserted evidence.",
        "",
        """SELECT ?this ?path ?value WHERE {
            ?this ?path ?value .
            FILTER(isIRI(?value) && EXISTS { ?value skos:prefLabel ?a } && EXISTS { ?this skos:prefLabel ?b })
            MINUS {
                ?statement kg:evidence ?evidence . ?evidence kg:modality kg:asserted .
                ?statement rdf:subject ?this ; rdf:predicate ?path ; rdf:object ?value
            }
        }""",
    ),
    Rule(
        "A relation that an evidence asserts has its direct triple.",
        "",
        """SELECT DISTINCT ?this WHERE {
            ?this kg:evidence ?evidence . ?evidence kg:modality kg:asserted .
            ?this rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
            FILTER(EXISTS { ?object skos:prefLabel ?label } && NOT EXISTS { ?subject ?predicate ?object })
        }""",
    ),
    Rule(
        "A span is a fragment of the evidence's own article.",
        "",
        """SELECT DISTINCT ?this ?path ?value WHERE {
            ?this kg:article ?article ; ?path ?value .
            FILTER(?path IN (kg:subjectSpan, kg:objectSpan, kg:triggerSpan))
            FILTER(!STRSTARTS(STR(?value), CONCAT(STR(?article), "#char=")))
        }""",
    ),
)


class Violation(NamedTuple):
    """One rule that a graph breaks.

    Attributes:
        message: What the rule says.
        node: IRI of the resource that breaks it.
        path: IRI of the property concerned, or "".
        value: The value concerned, or "".
    """

    message: str
    node: str
    path: str = ""
    value: str = ""


def breaches(triples: Iterable[ox.Triple], ontology: Ontology) -> list[Violation]:
    """Hold a graph against every rule.

    Args:
        triples: The graph.
        ontology: Its shapes, and the terms that the shapes know no better.

    Returns:
        What is wrong, sorted; nothing for a good graph.
    """
    known, listed = _checks(ontology.root, relation_shapes(ontology))
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in chain(triples, _terms(ontology, listed)))
    found = {
        b for check in known if bool(store.query(check.query)) for rule in check.rules for b in _broken(store, rule)
    }
    found |= {b for rule in _OWN for b in _broken(store, rule)}
    return sorted(found)


def beyond_shapes(triples: Iterable[ox.Triple]) -> list[Violation]:
    """Hold a graph against those rules alone that no shape has."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return sorted({v for rule in _OWN[1:] for v in _broken(store, rule)})


class Memory(Protocol):
    """What has passed the gate before."""

    def key(self, *parts: object) -> int:
        """Return a hash of graphs, entities and texts."""

    def passed(self, key: int) -> bool:
        """Tell whether it has passed."""

    def add(self, keys: Iterable[int]) -> None:
        """Remember that these have passed."""


class _Batch(NamedTuple):
    """Articles that are checked together: which of a corpus, or their graphs where these are at hand."""

    places: tuple[int, ...]
    graphs: tuple[ArticleGraph, ...] = ()


class _Checked(NamedTuple):
    """What was found in a batch: the rules that it breaks, claims that its texts do not bear out, and why.

    Attributes:
        good: Of its articles, counted in it, those that no breach names.
    """

    breached: list[Violation]
    amiss: list[tuple[Claim, str]]
    good: Sequence[int]


def gated(corpus: C, ontology: Ontology, memory: Memory | None = None, jobs: int = 1) -> C:
    """Return a corpus without what breaks a rule; each claim that goes becomes a reject of its article.

    An article whose own description breaks one becomes a failure. A good corpus is returned as it is.

    Args:
        corpus: What a build has made.
        ontology: What it was built with.
        memory: What has passed is put there; what is there is not checked again.
        jobs: Processes that check.

    Raises:
        GraphError: A rule is broken by what no claim, entity or article answers for.
        KgError: A process was killed.
    """
    jobs = jobs if COPIES else 1  # a corpus is too large to be sent
    while True:
        found: list[Violation] = []
        wrong: list[tuple[Claim, str]] = []
        keys: deque[list[Sequence[int]]] = deque()  # of each article of the batches that are being checked
        batches = _batches(corpus, memory, keys, apart=jobs > 1)
        work = partial(_checked, corpus, ontology)
        with closing(mapped(work, batches, jobs, chunk=1, doing="checked articles")) as checked:
            for got in checked:
                passed = keys.popleft()
                found += got.breached
                wrong += got.amiss
                if memory is not None:
                    memory.add(key for n in got.good for key in passed[n])
        if not found and not wrong:
            return corpus
        corpus = _without(corpus, found, wrong)


def _batches(
    corpus: Corpus, memory: Memory | None, keys: deque[list[Sequence[int]]], *, apart: bool
) -> Iterator[_Batch]:
    """Yield what has to be checked; keys of what is known to be good once an article is go into a queue."""
    doubtful = _doubtful(corpus, memory) if memory is not None else ((n, g, ()) for n, g in enumerate(corpus.graphs))
    while some := tuple(islice(doubtful, BATCH)):
        keys.append([found for *_, found in some])
        yield _Batch(tuple(n for n, *_ in some), () if apart else tuple(graph for _, graph, _ in some))


def _checked(corpus: Corpus, ontology: Ontology, batch: _Batch) -> _Checked:
    """Hold some articles against the rules and their texts."""
    graphs = batch.graphs or [corpus.graphs[n] for n in batch.places]
    amiss = [(c, r) for g in graphs for c in g.claims if (r := misplaced(c, g.article.text))]
    breached = breaches(_triples(corpus, graphs), ontology)
    return _Checked(breached, amiss, _good(graphs, breached, amiss, corpus.base))


def _good(
    graphs: Sequence[ArticleGraph], breached: Sequence[Violation], amiss: Sequence[tuple[Claim, str]], base: str
) -> Sequence[int]:
    """Return which articles no breach names, so that they need not be checked again; none where one names none."""
    if not breached and not amiss:
        return range(len(graphs))
    nodes, wrong, iris = blamed(breached, base).keys(), {claim for claim, _ in amiss}, Iris(base)
    named = [nodes & set(_nodes(graph, iris)) for graph in graphs]
    if nodes - set().union(*named):
        return ()
    return [n for n, graph in enumerate(graphs) if not named[n] and wrong.isdisjoint(graph.claims)]


def _doubtful(corpus: Corpus, memory: Memory) -> Iterator[tuple[int, ArticleGraph, Sequence[int]]]:
    """Yield places and graphs that have to be checked, with keys of what is known to be good once they are.

    No rule looks at two articles. Of an entity that a graph speaks of, its rules look at the class and whether there is
    a label. All else that describes an entity is checked with one article that mentions it: where several do, with
    the first of these, so that a further name of an entity does not put all of its articles in doubt.
    """
    settled: set[str] = set()
    for place, graph in enumerate(corpus.graphs):
        own = {e.id for e in graph.entities}
        about = [corpus.entities[i] for i in sorted({*referred(graph), *own}) if i in corpus.entities]
        shared = [e for e in about if corpus.mentioned.get(e.id, 0) > 1]
        alone = [e for e in about if corpus.mentioned.get(e.id, 0) <= 1]
        keys = [memory.key(graph, alone, [(e.id, e.cls) for e in shared])]
        for entity in shared:
            if entity.id not in settled:
                key = memory.key(entity)
                if memory.passed(key):
                    settled.add(entity.id)
                elif entity.id in own:
                    settled.add(entity.id)
                    keys.append(key)
        if not memory.passed(keys[0]) or keys[1:]:
            yield place, graph, keys


@lru_cache(maxsize=8)
def _checks(root: Path, relations: str) -> tuple[tuple[Check, ...], frozenset[str]]:
    """Return the checks of the shapes, and the IRIs of all that they list."""
    form = ox.RdfFormat.TURTLE
    base = [q.triple for q in ox.parse(path=str(root / SHAPES), format=form)]
    own = [q.triple for q in ox.parse(relations, format=form)]
    listed = frozenset(t.object.value for t in base if isinstance(t.object, ox.NamedNode))
    return (*checks(base), *checks(own)), listed


def _terms(ontology: Ontology, known: Collection[str]) -> Iterator[ox.Triple]:
    """Yield what a user's own terms are, those that the shapes do not list: by this the shapes allow them."""
    kinds = (("subClassOf", ENTITY, ontology.classes), *(("subPropertyOf", k, n) for k, n in _kinds(ontology)))
    for predicate, kind, names in kinds:
        new = (kg(name) for name in names)
        yield from (ox.Triple(node, term(RDFS, predicate), kg(kind)) for node in new if node.value not in known)


def _kinds(ontology: Ontology) -> tuple[tuple[str, Iterable[str]], ...]:
    return ("relation", ontology.relations), ("measure", ontology.measures)


def _broken(store: ox.Store, rule: Rule) -> Iterator[Violation]:
    found = store.query(_HEAD + rule.query)
    if not isinstance(found, ox.QuerySolutions):
        raise GraphError(f"a rule is no SELECT: {rule.message}")
    names = {v.value for v in found.variables}
    for row in found:
        node, path, value = (getattr(row[n], "value", "") if n in names else "" for n in ("this", "path", "value"))
        yield Violation(rule.message, node, path or rule.path, value)


def _triples(corpus: Corpus, graphs: Sequence[ArticleGraph]) -> Iterator[ox.Triple]:
    """Yield what these articles say and what is known of the entities that they speak of."""
    iris = Iris(corpus.base)
    for graph in graphs:
        yield from article_triples(graph, iris, corpus.units)
    for id_ in {i for g in graphs for i in (*referred(g), *(e.id for e in g.entities))}:
        if id_ in corpus.entities:
            yield from entity_triples(corpus.entities[id_], iris)


# ---------- taking out


@dataclass(frozen=True)
class _Blame:
    """Whom the breaches are put down to: the rule that each claim, entity or article breaks."""

    nodes: dict[str, str]
    claims: dict[Claim, str]
    iris: Iris

    def of_article(self, graph: ArticleGraph) -> str:
        return self.nodes.get(self.iris.article(graph.article.id).value, "")

    def of_entity(self, id_: str) -> str:
        return self.nodes.get(self.iris.entity(id_).value, "")

    def of_claim(self, claim: Claim) -> str:
        nodes = _claimed(claim, self.iris)
        return self.claims.get(claim) or next((self.nodes[n] for n in nodes if n in self.nodes), "")


def _claimed(claim: Claim, iris: Iris) -> list[str]:
    """Return the IRIs of all that a claim answers for."""
    st, ev = claim
    named = [st.subject, ev.attributed_to, *ev.via, *(q.value for q in st.qualifiers if q.is_entity)]
    nodes = [iris.statement(st.id), iris.evidence(ev.id_for(st)), *map(iris.entity, named)]
    nodes.append(iris.quantity(st.object) if isinstance(st.object, Quantity) else iris.entity(st.object))
    return [node.value for node in nodes]


def _nodes(graph: ArticleGraph, iris: Iris) -> Iterator[str]:
    """Yield the IRIs of all that an article answers for."""
    yield iris.article(graph.article.id).value
    for id_ in (graph.publisher, *(e.id for e in graph.entities)):
        yield iris.entity(id_).value
    for claim in graph.claims:
        yield from _claimed(claim, iris)


def _without(corpus: C, found: Iterable[Violation], wrong: Iterable[tuple[Claim, str]]) -> C:
    """Take out all that a breach names; where that is nothing, say so."""
    blame = _Blame(blamed(found, corpus.base), dict(wrong), Iris(corpus.base))
    left = _Left(corpus.graphs, blame)
    graphs = corpus.keep(left.graphs())
    others = tuple(corpus.entities[i] for i in sorted(left.index.unmentioned()) if i in corpus.entities)
    if not left.gone:
        first = next(iter(found))
        raise GraphError(f"the graph breaks a rule that nothing in it answers for: {first.message}", where=first.node)
    made = replace(corpus, graphs=graphs, others=others, failures=(*corpus.failures, *left.failures))
    return indexed(made, left.index)


class _Left:
    """What is left of graphs, one after the other, and what that says of entities."""

    def __init__(self, graphs: Iterable[ArticleGraph], blame: _Blame) -> None:
        self._graphs, self._blame = graphs, blame
        self.index = Index()
        self.failures: list[GraphError] = []
        self.gone = False  # whether anything is

    def graphs(self) -> Iterator[ArticleGraph]:
        for graph in self._graphs:
            rule = self._blame.of_article(graph)
            left = graph if rule else _kept(graph, self._blame)
            self.gone |= bool(rule) or left != graph
            if rule:
                self.failures.append(GraphError(rule, where=graph.article.id))
            else:
                self.index.take(left)
                yield left


def _kept(graph: ArticleGraph, blame: _Blame) -> ArticleGraph:
    bad = [(claim, rule) for claim in graph.claims if (rule := blame.of_claim(claim))]
    gone = {claim for claim, _ in bad}
    rejects = (Reject(graph.article.id, r, describe(c), c.statement.id, c.evidence.exact) for c, r in bad)
    return replace(
        graph,
        claims=tuple(c for c in graph.claims if c not in gone),
        entities=tuple(e for e in graph.entities if not blame.of_entity(e.id)),
        publisher="" if blame.of_entity(graph.publisher) else graph.publisher,
        rejects=(*graph.rejects, *rejects),
    )


# ---------- one article of a corpus that no process holds as a whole


def blamed(found: Iterable[Violation], base: str) -> dict[str, str]:
    """Return the resources that breaches are put down to, and the rule that each breaks."""
    return {v.node if v.node.startswith(base) else v.value: v.message for v in sorted(found)}


def taken_out(
    graph: ArticleGraph, nodes: dict[str, str], wrong: dict[Claim, str], base: str
) -> ArticleGraph | GraphError:
    """Return an article's graph without what breaks a rule, or why it cannot stay at all.

    Args:
        graph: The article's graph.
        nodes: What `blamed` says of the breaches of all articles.
        wrong: Claims of the article that its text does not bear out, and why.
        base: What the IRIs of resources begin with.
    """
    blame = _Blame(nodes, wrong, Iris(base))
    rule = blame.of_article(graph)
    return GraphError(rule, where=graph.article.id) if rule else _kept(graph, blame)
