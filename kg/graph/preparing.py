"""What every article's graph goes through before it becomes RDF: checks, canonical order, no doubles."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from kg.errors import GraphError
from kg.graph.literals import clean, dated
from kg.model import ANONYMOUS, MODALITIES, ArticleGraph, Claim, Entity, Evidence, Name, Quantity, Statement
from kg.ontology import Ontology


def prepared(
    graph: ArticleGraph,
    ontology: Ontology,
    min_confidence: float = 0.0,
    described: Mapping[str, Entity] = MappingProxyType({}),
) -> tuple[ArticleGraph, list[Entity]]:
    """Check an article's graph and bring it into canonical form.

    Args:
        graph: As an extractor yields it.
        ontology: Tells which relations are symmetric, and the names of outlets and speakers that the text only implies.
        min_confidence: Claims below it are left out.
        described: Further entities by id that the graph may refer to.

    Returns:
        The graph with its claims sorted, each once, and the entities that it refers to without mentioning them.

    Raises:
        GraphError: A quote is not the source's text, or a claim refers to what nobody describes.
    """
    claims = _claims(graph, {r.name for r in ontology.relations.values() if r.symmetric}, min_confidence)
    for claim in claims:
        _check(graph, claim)
    named = _referred(claims)
    publisher, outlet = _publisher(graph, ontology)
    heard = named | {m.entity for m in graph.mentions}
    entities = (e if clean(e.id) == e.id else replace(e, id=clean(e.id)) for e in graph.entities)
    kept = tuple(e for e in entities if e.id != publisher or e.id in heard)
    for entity in kept:
        if not entity.cls or not entity.id:
            raise GraphError(f"entity {entity.id!r} has no class", where=graph.article.id)
    known = {e.id for e in kept}
    others = [outlet] if outlet is not None and publisher not in known else []
    implied = sorted(named - known - {publisher, ANONYMOUS})
    others += [described[i] if i in described else _from_lexicon(i, graph, ontology) for i in implied]
    return replace(graph, claims=claims, entities=kept, publisher=publisher), others


def _claims(graph: ArticleGraph, symmetric: Collection[str], min_confidence: float) -> tuple[Claim, ...]:
    best: dict[tuple[str, str], Claim] = {}
    for claim in graph.claims:
        new = _canonical(claim, symmetric)
        if new.evidence.confidence < min_confidence:
            continue
        key = (new.statement.id, new.evidence.id_for(new.statement))
        best[key] = max(best.get(key, new), new, key=_rank)
    return tuple(best[key] for key in sorted(best))


def _rank(claim: Claim) -> tuple[float, str, str]:
    """Which of two finds of one evidence is kept: the surest, then any one, but always the same."""
    return (claim.evidence.confidence, claim.evidence.time, claim.evidence.extractor)


def _canonical(claim: Claim, symmetric: Collection[str]) -> Claim:
    """Sort what has no order, and the ends of a symmetric relation by id, so that one claim has one statement."""
    st, ev = _cleaned(*claim)
    if st.predicate in symmetric and isinstance(st.object, str) and st.object < st.subject:
        st = replace(st, subject=st.object, object=st.subject)
        ev = replace(ev, subject=ev.object, object=ev.subject)
    return Claim(st, ev)


def _cleaned(st: Statement, ev: Evidence) -> Claim:
    """Bring all that an id is a hash of into the form that the graph will hold, so that the id can be derived again.

    What has that form already stays the object that it is: a corpus holds few others.
    """
    value = st.object
    if isinstance(value, Quantity):
        value = Quantity(value.value or Decimal(0), clean(value.unit))  # no negative zero
    subject, target = clean(st.subject), clean(value) if isinstance(value, str) else value
    qualifiers = tuple(sorted({q._replace(value=clean(q.value)) for q in st.qualifiers}))
    changed = target is not st.object and repr(target) != repr(st.object)  # 1.0 equals 1, and is written otherwise
    if changed or subject != st.subject or qualifiers != st.qualifiers:
        st = replace(st, subject=subject, object=target, qualifiers=qualifiers)
    said, via, sure = clean(ev.attributed_to), tuple(sorted({clean(link) for link in ev.via})), round(ev.confidence, 4)
    if (said, via, sure) != (ev.attributed_to, ev.via, ev.confidence):
        ev = replace(ev, attributed_to=said, via=via, confidence=sure)
    return Claim(st, ev)


def _check(graph: ArticleGraph, claim: Claim) -> None:
    """Hold one claim against the source; an article read back from a graph has no text to hold it against."""
    st, ev = claim
    text, where = graph.article.text, graph.article.id
    if ev.article != graph.article.id:
        raise GraphError(f"an evidence names another article, {ev.article!r}", where=where)
    if ev.modality not in MODALITIES:
        raise GraphError(f"unknown modality {ev.modality!r}", where=where, remedy=", ".join(MODALITIES))
    for value in (ev.time, *(q.value for q in st.qualifiers if q.name == "date")):
        if value:
            dated(value)
    if text and ev.span.of(text) != ev.exact:
        raise GraphError(f"a quote is not the source's text at {ev.span.start},{ev.span.end}", where=where)
    if not all(0 <= s.start <= s.end for s in (ev.span, ev.subject, ev.object, ev.trigger)):
        raise GraphError("a span ends before it starts", where=where)
    if text and any(s.end > len(text) for s in (ev.subject, ev.object, ev.trigger)):
        raise GraphError("a span ends after the source does", where=where)


def referred(graph: ArticleGraph) -> set[str]:
    """Return the ids of all that a prepared graph refers to: in its claims, and as its publisher."""
    return (_referred(graph.claims) | {graph.publisher}) - {"", ANONYMOUS}


def _referred(claims: Iterable[Claim]) -> set[str]:
    out: set[str] = set()
    for st, ev in claims:
        out |= {st.subject, ev.attributed_to, *ev.via, *(q.value for q in st.qualifiers if q.is_entity)}
        if not isinstance(st.object, Quantity):
            out.add(st.object)
    return out - {""}


def _from_lexicon(id_: str, graph: ArticleGraph, ontology: Ontology) -> Entity:
    entry = ontology.find(id_)
    if entry is None:
        raise GraphError(f"a claim refers to {id_!r}, which nothing describes", where=graph.article.id)
    names = tuple(Name(t, lang) for t, lang in ((entry.ko, "ko"), (entry.en, "en"), (entry.zh, "zh")) if t)
    return Entity(entry.id, entry.cls, names, entry.aliases, entry.wikidata)


def _publisher(graph: ArticleGraph, ontology: Ontology) -> tuple[str, Entity | None]:
    """Return the outlet's id and its description: the extractor's, the lexicon's, or one made of its name."""
    name = graph.article.publisher
    if not graph.publisher and not name:
        return "", None
    folded = "".join(unicodedata.normalize("NFKC", name).split()).lower()
    spoken_of = (e.id for e in graph.entities if e.cls == "MediaOutlet" and name in (n.text for n in e.names))
    id_ = graph.publisher or next(spoken_of, f"mediaoutlet/{folded}")
    given = next((e for e in graph.entities if e.id == id_), None)
    if given is None and ontology.find(id_) is not None:
        given = _from_lexicon(id_, graph, ontology)
    return id_, given or Entity(id_, "MediaOutlet", (Name(name or id_, graph.article.language),))
