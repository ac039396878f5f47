"""Results of reading, kept in the folder of a project: what has not changed since is not read again."""

from kg.results.basis import version
from kg.results.form import packed, unpacked
from kg.results.kept import RESULTS, Kept, keeping
from kg.results.shelf import Shelf

__all__ = ["RESULTS", "Kept", "Shelf", "keeping", "packed", "unpacked", "version"]
