"""What joining needs to know of all articles at once, gathered while their graphs pass by one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from sys import intern

from kg.graph.preparing import referred
from kg.graph.resolving import weighed
from kg.model import ArticleGraph, Entity
from kg.naming import BRACKET


class Index:
    """The entities of many articles: all of them that has to be in memory at one time.

    Attributes:
        articles: How many articles mention an entity, by its id; those that none mentions are left out.
        brackets: Names that articles give in brackets, and the id of the entity to which.
    """

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.brackets: set[tuple[str, str]] = set()
        self._said: Counter[Entity] = Counter()
        self._others: Counter[Entity] = Counter()
        self._referred: set[str] = set()

    def take(self, graph: ArticleGraph, others: Iterable[Entity] = ()) -> None:
        """Add an article's graph.

        Args:
            graph: As `prepared` leaves it.
            others: Entities that it refers to and does not mention.
        """
        for entity in graph.entities:
            self._said[entity if entity in self._said else _lean(entity)] += 1
        self._others.update(others)
        own = {e.id for e in graph.entities}
        self.articles.update(own)
        self._referred |= referred(graph) - own
        self.brackets.update((m.surface, m.entity) for m in graph.merges if m.reason == BRACKET)

    def anew(self, changed: Callable[[Entity], Entity]) -> Index:
        """Return an index of no article, which knows the other entities as they have changed."""
        made = Index()
        for entity, times in self._others.items():
            made._others[changed(entity)] += times
        return made

    def known(self) -> dict[str, Entity]:
        """Join all that is said of each entity, by id."""
        return weighed(chain(self._said.items(), self._others.items()))

    def unmentioned(self) -> set[str]:
        """Return the ids of the entities that articles refer to and none mentions."""
        return self._referred - self.articles.keys()

    def others(self) -> tuple[Entity, ...]:
        """Return the entities that articles refer to and none mentions, sorted by id."""
        needed = self.unmentioned()
        return tuple(weighed(item for item in self._others.items() if item[0].id in needed).values())

    def entities(self, others: Iterable[Entity]) -> dict[str, Entity]:
        """Join what articles say of each entity that they mention, and add others."""
        return weighed(chain(self._said.items(), ((e, 1) for e in others)))


def _lean(entity: Entity) -> Entity:
    """Return an equal entity that shares what many have: a graph that was read has a copy of each word."""
    names = tuple(name._replace(language=intern(name.language)) for name in entity.names)
    return replace(entity, cls=intern(entity.cls), names=names)
