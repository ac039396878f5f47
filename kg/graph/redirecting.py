"""Carries a plan out on one article's graph: splits, then joins, then new names. Nothing is guessed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.graph.deciding import Plan, Split
from kg.graph.resolving import language_of, resolved
from kg.model import ArticleGraph, Claim, Entity, Name, Quantity, Reject, Span
from kg.naming import fold
from kg.ontology import Ontology

REFUSED = "not allowed after a decision"


def redirected(graph: ArticleGraph, plan: Plan, ontology: Ontology) -> ArticleGraph:
    """Return an article's graph as a plan wants it; claims that make no sense any more become rejects.

    Args:
        graph: As an extractor yields it.
        plan: What to split, join and rename.
        ontology: Which relation may join which classes.
    """
    for split in plan.splits:
        graph = _split(graph, split)
    if plan.joins:
        graph = _joined(graph, plan)
    if plan.names:
        entities = (_renamed(e, plan.names[e.id]) if e.id in plan.names else e for e in graph.entities)
        graph = replace(graph, entities=tuple(entities))
    return _allowed(graph, ontology)


def redescribed(entity: Entity, plan: Plan) -> Entity:
    """Return an entity that no article mentions as a plan wants it."""
    if entity.id in plan.joins:
        entity = _into(entity, plan.joins[entity.id], plan)
    for split in plan.splits:
        entity = _without(entity, split.surface) if entity.id == split.entity else entity
    return _renamed(entity, plan.names[entity.id]) if entity.id in plan.names else entity


# ---------- splitting


def _split(graph: ArticleGraph, split: Split) -> ArticleGraph:
    """Let one name of an entity mean another one, wherever it stands in the article."""
    moved = {m.span for m in graph.mentions if m.entity == split.entity and fold(m.surface) == split.surface}
    stays = any(m.entity == split.entity and m.span not in moved and m.method != "coreference" for m in graph.mentions)
    if moved and not stays:  # the article never names the entity otherwise: all that it says is of the other
        moved |= {m.span for m in graph.mentions if m.entity == split.entity}
    other = split.other

    def of_span(id_: str, span: Span) -> str:
        return other.id if id_ == split.entity and span in moved else id_

    def of_article(id_: str) -> str:
        return other.id if id_ == split.entity and moved and not stays else id_

    mentions = tuple(
        m._replace(entity=other.id, cls=other.cls) if m.entity == split.entity and m.span in moved else m
        for m in graph.mentions
    )
    merges = tuple(
        m for m in graph.merges if m.entity != split.entity or (fold(m.surface) != split.surface and stays)
    ) if moved else graph.merges  # fmt: skip
    kept = (e for e in graph.entities if e.id != split.entity or stays or not moved)
    entities = [_without(e, split.surface) if e.id == split.entity else e for e in kept]
    entities += [other] if moved else []
    return replace(
        graph,
        mentions=mentions,
        merges=merges,
        entities=tuple(resolved(entities).values()),
        claims=tuple(_claim(c, of_span, of_article) for c in graph.claims),
        publisher=of_article(graph.publisher),
    )


def _without(entity: Entity, key: str) -> Entity:
    """Return an entity without a name; a last name stays, so that it has one."""
    names = tuple(n for n in entity.names if fold(n.text) != key) or entity.names
    return replace(entity, names=names, aliases=tuple(a for a in entity.aliases if fold(a) != key))


# ---------- joining and renaming


def _joined(graph: ArticleGraph, plan: Plan) -> ArticleGraph:
    """Replace the ids of entities that are others."""
    entities = [_into(e, plan.joins[e.id], plan) if e.id in plan.joins else e for e in graph.entities]
    return replace(
        graph,
        entities=tuple(resolved(entities).values()) if entities != list(graph.entities) else graph.entities,
        mentions=tuple(m._replace(entity=plan.final(m.entity)) for m in graph.mentions),
        merges=tuple(m._replace(entity=plan.final(m.entity)) for m in graph.merges),
        claims=tuple(_claim(c, lambda id_, _span: plan.final(id_), plan.final) for c in graph.claims),
        publisher=plan.final(graph.publisher),
    )


def _into(entity: Entity, kept: Entity, plan: Plan) -> Entity:
    """Describe a joined entity by the one that it is; its own names become aliases, or labels in further languages."""
    while kept.id in plan.joins:
        kept = plan.joins[kept.id]
    languages = {n.language for n in kept.names}
    more = tuple(n for n in entity.names if n.language not in languages)
    aliases = (*kept.aliases, *entity.aliases, *(n.text for n in entity.names))
    return replace(kept, names=(*kept.names, *more), aliases=aliases, wikidata=kept.wikidata or entity.wikidata)


def _renamed(entity: Entity, name: str) -> Entity:
    language = language_of(name)
    old = tuple(n.text for n in entity.names if n.language == language)
    names = (*(n for n in entity.names if n.language != language), Name(name, language))
    return replace(entity, names=names, aliases=(*entity.aliases, *old))


# ---------- claims


def _claim(claim: Claim, of_span: Callable[[str, Span], str], of_article: Callable[[str], str]) -> Claim:
    st, ev = claim
    target = st.object if isinstance(st.object, Quantity) else of_span(st.object, ev.object)
    qualifiers = tuple(q._replace(value=of_article(q.value)) if q.is_entity else q for q in st.qualifiers)
    st = replace(st, subject=of_span(st.subject, ev.subject), object=target, qualifiers=qualifiers)
    via = tuple(map(of_article, ev.via))
    return Claim(st, replace(ev, attributed_to=of_article(ev.attributed_to), via=via))


def _allowed(graph: ArticleGraph, ontology: Ontology) -> ArticleGraph:
    """Move claims to the rejects whose two ends became one, or whose classes the relation does not join."""
    classes = {e.id: e.cls for e in graph.entities}
    kept = [c for c in graph.claims if _fits(c, classes, ontology)]
    gone = [c for c in graph.claims if c not in kept] if len(kept) < len(graph.claims) else []
    return replace(graph, claims=tuple(kept), rejects=(*graph.rejects, *_rejects(graph, gone)))


def _fits(claim: Claim, classes: dict[str, str], ontology: Ontology) -> bool:
    st = claim.statement
    if isinstance(st.object, Quantity) or st.subject not in classes or st.object not in classes:
        return True
    known = st.predicate in ontology.relations
    return st.subject != st.object and (
        not known or ontology.allows(st.predicate, classes[st.subject], classes[st.object])
    )


def _rejects(graph: ArticleGraph, claims: Iterable[Claim]) -> list[Reject]:
    details = (f"{c.statement.subject} {c.statement.predicate} {c.statement.object}" for c in claims)
    return [Reject(graph.article.id, REFUSED, detail) for detail in details]
