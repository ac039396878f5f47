"""What a result depends on besides its article, as one hash: code, weights, vocabulary, lexicon, Kiwi."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, entry_points
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path

from kg.errors import OntologyError
from kg.extract.base import EXTRACTORS, GROUP
from kg.ontology.loading import data_root

PACKAGE = Path(__file__).parent.parent
ROOMS = (
    "model.py",
    "naming.py",
    "ontology",
    "text",
    "mentions",
    "linking",
    "extract",
    "results",
)
READING = ("model.py", "readers", "results")  # what an article as it is read depends on
PARSERS = (
    *("charset-normalizer", "courlan", "htmldate", "justext", "lxml", "lxml-html-clean", "openpyxl", "pyarrow"),
    "trafilatura",
)
DATA = ("*.ttl", "lexicon/*", "frames/*")  # what is read of a folder that is laid out like ontology/, and a little more
LIBRARIES = ("kiwipiepy", "kiwipiepy_model", "numpy", "pyahocorasick")


def version(extractor: str, folders: Sequence[Path] = (), lexicons: Sequence[Path] = ()) -> str:
    """Return a hash that changes with all that a result depends on: 32 hexadecimal digits.

    Args:
        extractor: Name of the extractor; of one of another package, that package's version and the module count.
        folders: Folders that add to ontology/.
        lexicons: A user's lexicon files.

    Raises:
        OntologyError: A file cannot be read.
    """
    return _hash(_fields(extractor, (data_root(), *folders), lexicons))


def rules(base: str, folders: Sequence[Path] = ()) -> str:
    """Return a hash that changes with all that the gate's verdict of a graph depends on: 32 hexadecimal digits.

    Args:
        base: What the IRIs of resources begin with.
        folders: Folders that add to ontology/.

    Raises:
        OntologyError: A file cannot be read.
    """
    return _hash(_checking(base, (data_root(), *folders)))


def reading() -> str:
    """Return a hash that changes with all that reading a file depends on but the file: 32 hexadecimal digits."""
    return _hash(_reading())


def _hash(fields: Iterable[bytes]) -> str:
    out = hashlib.blake2b(digest_size=16)
    for field in fields:
        out.update(b"%d:" % len(field))
        out.update(field)
    return out.hexdigest()


def _reading() -> Iterator[bytes]:
    yield from (name.encode() for name in (platform.python_version(), *map(_installed, PARSERS)))
    for room in READING:
        yield from _contents(PACKAGE, _files(PACKAGE / room))


def _checking(base: str, folders: Sequence[Path]) -> Iterator[bytes]:
    yield from (name.encode() for name in (base, platform.python_version(), _installed("pyoxigraph")))
    for room in (*ROOMS, "graph"):
        yield from _contents(PACKAGE, _files(PACKAGE / room))
    for folder in folders:
        yield b"folder"
        yield from _contents(folder, sorted(folder.glob("*.ttl")))


def _fields(extractor: str, folders: Sequence[Path], lexicons: Sequence[Path]) -> Iterator[bytes]:
    names = (platform.python_version(), platform.machine(), *map(_installed, LIBRARIES), *_extractor(extractor))
    yield from (name.encode() for name in names)
    for room in ROOMS:
        yield from _contents(PACKAGE, _files(PACKAGE / room))
    for folder in folders:
        yield b"folder"
        yield from _contents(folder, sorted(p for pattern in DATA for p in folder.glob(pattern)))
    for path in lexicons:
        yield path.suffix.encode()
        yield from _contents(path.parent, [path])


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.parent.name != "__pycache__")


def _contents(folder: Path, files: Iterable[Path]) -> Iterator[bytes]:
    for path in files:
        try:
            if path.is_dir():
                continue
            yield path.relative_to(folder).as_posix().encode()
            yield path.read_bytes()
        except OSError as error:
            raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _installed(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return ""


def _extractor(name: str) -> Iterator[str]:
    """Yield the name and, where another package has it, what tells its versions apart."""
    yield name
    if name in EXTRACTORS:
        return
    for point in entry_points(group=GROUP, name=name):
        yield point.value
        yield point.dist.version if point.dist is not None else ""
        found = find_spec(point.module)
        source = Path(found.origin) if found is not None and found.origin else None
        if source is not None and source.is_file():
            yield hashlib.sha256(source.read_bytes()).hexdigest()
