"""Results of reading, kept in the folder of a project: what has not changed since is not read again."""

from kg.results.basis import rules, version
from kg.results.form import packed, unpacked
from kg.results.kept import RESULTS, Kept, keeping
from kg.results.shelf import Shelf
from kg.results.verdicts import Verdicts

__all__ = ["RESULTS", "Kept", "Shelf", "Verdicts", "keeping", "packed", "rules", "unpacked", "version"]
