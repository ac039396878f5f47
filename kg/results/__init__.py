"""Results of reading, kept in the folder of a project: what has not changed since is not read again."""

from kg.results.basis import reading, rules, version
from kg.results.form import packed, unpacked
from kg.results.kept import RESULTS, Kept, keeping, kept_in
from kg.results.marking import marks, unchanged
from kg.results.read import Read
from kg.results.shelf import Shelf
from kg.results.verdicts import Verdicts

__all__ = [
    "RESULTS",
    "Kept",
    "Read",
    "Shelf",
    "Verdicts",
    "keeping",
    "kept_in",
    "marks",
    "packed",
    "reading",
    "rules",
    "unchanged",
    "unpacked",
    "version",
]
