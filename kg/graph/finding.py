"""Which entity a user means by a name or an id."""

from __future__ import annotations

import difflib
import re
import unicodedata

from kg.errors import GraphError
from kg.graph.corpus import Corpus
from kg.graph.resolving import label
from kg.model import Entity

_FOLDED = re.compile(r"[\s\-‐–—_·.,'\"‘’“”「」『』<>《》()]+")
SHOWN = 8


def find(corpus: Corpus, wanted: str) -> Entity:
    """Find an entity by its id, its IRI, or any of its names, however it is spaced or cased.

    Args:
        corpus: Where to look.
        wanted: What the user typed.

    Raises:
        GraphError: No entity, or more than one, goes by that.
    """
    id_ = wanted.removeprefix(corpus.base).removeprefix("kgr:").removeprefix("entity:").removeprefix("entity/")
    if id_ in corpus.entities:
        return corpus.entities[id_]
    key = fold(wanted)
    for names in (_preferred, _all_names):  # a label wins over what is only another one's alias
        found = [e for e in corpus.entities.values() if key and key in map(fold, names(e))]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"{e.id} ({label(e)}, {e.cls})" for e in found[:SHOWN])
            raise GraphError(f"{len(found)} entities are called {wanted!r}", remedy=f"give the id of one: {ids}")
    raise GraphError(f"no entity is called {wanted!r}", remedy=_suggestion(corpus, key))


def fold(name: str) -> str:
    """Fold width, case, spacing, quotes and hyphens away.

    >>> fold("GPT-4o"), fold("딥시크 Ｒ1")
    ('gpt4o', '딥시크r1')
    """
    return _FOLDED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _preferred(entity: Entity) -> list[str]:
    return [n.text for n in entity.names]


def _all_names(entity: Entity) -> list[str]:
    return [*_preferred(entity), *entity.aliases]


def _suggestion(corpus: Corpus, key: str) -> str:
    names = {fold(n): n for e in corpus.entities.values() for n in _all_names(e)}
    within = sorted(name for folded, name in names.items() if key and key in folded)[:SHOWN]
    near = within or [names[f] for f in difflib.get_close_matches(key, names, n=SHOWN, cutoff=0.5)]
    return f"did you mean: {', '.join(near)}?" if near else "list them with: kg stats"
