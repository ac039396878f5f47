"""Equal values as one object: a graph that was read from bytes has a copy of every name and span wherever it stands."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from kg.model import ArticleGraph, Claim, Entity, Mention, Merge, Qualifier, Quantity, Span

T = TypeVar("T", bound=Hashable)


class Sharing:
    """What articles have in common, held once: a third of the memory of a corpus that holds it again and again."""

    def __init__(self) -> None:
        self._common: dict[Hashable, Hashable] = {}  # names, ids and entities, which many articles have
        self._own: dict[Hashable, Hashable] = {}  # spans and sentences, which one article has

    def graph(self, graph: ArticleGraph) -> ArticleGraph:
        """Return an equal graph that shares what it can with itself and with all before."""
        self._own = {}
        return replace(
            graph,
            entities=tuple(map(self._entity, graph.entities)),
            claims=tuple(self._claim(c, graph.article.id) for c in graph.claims),
            publisher=self._one(graph.publisher),
            mentions=tuple(map(self._mention, graph.mentions)),
            merges=tuple(self._merge(m, graph.article.id) for m in graph.merges),
        )

    def _one(self, value: T) -> T:
        return self._common.setdefault(value, value)  # type: ignore[return-value]

    def _local(self, value: T) -> T:
        return self._own.setdefault(value, value)  # type: ignore[return-value]

    def _entity(self, entity: Entity) -> Entity:
        found = self._common.get(entity)
        if isinstance(found, Entity):
            return found
        return self._one(
            replace(
                entity,
                id=self._one(entity.id),
                cls=self._one(entity.cls),
                names=tuple(n._replace(text=self._one(n.text), language=self._one(n.language)) for n in entity.names),
                aliases=tuple(map(self._one, entity.aliases)),
            )
        )

    def _claim(self, claim: Claim, article: str) -> Claim:
        st, ev = claim
        target = st.object if isinstance(st.object, Quantity) else self._one(st.object)
        st = replace(
            st,
            subject=self._one(st.subject),
            predicate=self._one(st.predicate),
            object=target,
            qualifiers=tuple(map(self._qualifier, st.qualifiers)),
        )
        ev = replace(
            ev,
            article=article if ev.article == article else ev.article,
            span=self._span(ev.span),
            exact=self._local(ev.exact),
            subject=self._span(ev.subject),
            object=self._span(ev.object),
            trigger=self._span(ev.trigger),
            modality=self._one(ev.modality),
            attributed_to=self._one(ev.attributed_to),
            via=tuple(map(self._one, ev.via)),
            time=self._one(ev.time),
            extractor=self._one(ev.extractor),
            confidence=self._one(ev.confidence),
        )
        return Claim(st, ev)

    def _qualifier(self, qualifier: Qualifier) -> Qualifier:
        return self._one(qualifier._replace(name=self._one(qualifier.name), value=self._one(qualifier.value)))

    def _mention(self, mention: Mention) -> Mention:
        return mention._replace(
            span=self._span(mention.span),
            surface=self._one(mention.surface),
            cls=self._one(mention.cls),
            entity=self._one(mention.entity),
            method=self._one(mention.method),
            confidence=self._one(mention.confidence),
        )

    def _merge(self, merge: Merge, article: str) -> Merge:
        return merge._replace(
            entity=self._one(merge.entity),
            surface=self._one(merge.surface),
            reason=self._one(merge.reason),
            article=article if merge.article == article else merge.article,
            span=self._span(merge.span),
        )

    def _span(self, span: Span) -> Span:
        return self._local(span)
