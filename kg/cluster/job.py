"""What every task of a build is told, and how its files are called."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.cluster import spool
from kg.errors import GraphError
from kg.extraction import Engine
from kg.graph import Iris
from kg.ontology import Ontology, load_ontology
from kg.results import version

MARK = "job"  # a file in the folder of the work: a worker that sees it sees the folder
PARTS = "parts"
PLAN = "plan"


@dataclass(frozen=True)
class Job:
    """One build.

    Attributes:
        work: The folder for what stages hand to each other, seen by all workers under this path.
        engine: Turns an article into its graph.
        extractor: Name of the extractor of the built-in engine; "" where another engine is given.
        version: What the results of the built-in engine depend on.
        folders: Folders that add to ontology/, absolute.
        lexicons: A user's lexicon files, absolute.
        base: What the IRIs of resources begin with.
        min_confidence: Claims below it are left out.
        parquet: Whether parts are written as Parquet, too.
        partitions: Into how many parts articles go.
        groups: Into how many parts all that is joined by a key goes.
    """

    work: Path
    engine: Engine
    extractor: str
    version: str
    folders: tuple[Path, ...]
    lexicons: tuple[Path, ...]
    base: str
    min_confidence: float
    parquet: bool
    partitions: int = 1
    groups: int = 1

    @property
    def ontology(self) -> Ontology:
        """Vocabulary, lexicon and frames: read once in a process."""
        return load_ontology(self.folders, self.lexicons)

    @property
    def iris(self) -> Iris:
        """The IRIs of resources."""
        return Iris(self.base)

    @property
    def parts(self) -> Path:
        """The folder of what the build writes."""
        return self.work / PARTS

    def file(self, kind: str, *numbers: int) -> Path:
        """Return the path of a file that stages hand to each other."""
        return self.work / "-".join([kind, *map(str, numbers)])

    def group(self, key: str) -> int:
        """Return the group that a key belongs to: always the same one, in every process."""
        return zlib.crc32(key.encode("utf-8", "surrogatepass")) % self.groups

    def segments(self, kind: str, step: int, files: int, number: int) -> Iterator[Any]:
        """Yield one object of each file of a kind, in the order of the files."""
        for n in range(files):
            yield spool.load(self.file(kind, step, n), number)

    def drop(self, kinds: Iterable[str]) -> None:
        """Remove files that no later stage reads; patterns of names."""
        for kind in kinds:
            for path in self.work.glob(kind):
                path.unlink(missing_ok=True)

    def check(self, *given: Path) -> None:
        """Make sure that this worker can do a task of the build.

        Args:
            given: Files that it has to read.

        Raises:
            GraphError: It does not see one, or another newskg, Python or Kiwi is installed here.
        """
        unseen = next((path for path in (self.file(MARK), *given) if not path.exists()), None)
        if unseen is not None:
            where = str(self.work.parent if unseen.name == MARK else unseen)
            remedy = "put the input and --out on storage that all workers see under the same path"
            raise GraphError("a worker does not see it", where=where, remedy=remedy)
        if self.extractor and version_here(self.extractor, self.folders, self.lexicons) != self.version:
            what = "a worker has another version of newskg, Python, Kiwi or their data than this process"
            raise GraphError(what, remedy="install the same on all machines: other versions may give another graph")


def key_of(id_: str) -> str:
    """Return what an entity is grouped by: the name in its id, by which articles' brackets join, else the id.

    >>> key_of("company/가나전자"), key_of("tsmc")
    ('가나전자', 'tsmc')
    """
    return id_.partition("/")[2] or id_


@lru_cache(maxsize=4)
def version_here(extractor: str, folders: tuple[Path, ...], lexicons: tuple[Path, ...]) -> str:
    """Return what results depend on, as it is installed in this process."""
    return version(extractor, folders, lexicons)
