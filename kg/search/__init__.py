"""Full-text search over the names and the sentences of a build: an index of its own, beside each generation's store."""

from kg.search.hits import EntityHit, SentenceHit
from kg.search.index import Index, open_index
from kg.search.text import LONGEST
from kg.search.writing import NAME, Said, write, written

__all__ = ["LONGEST", "NAME", "EntityHit", "Index", "Said", "SentenceHit", "open_index", "write", "written"]
