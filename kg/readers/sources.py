"""Which files a command line means, and the id of each: the same whatever the order they are given in."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePath
from typing import TypeVar

from kg.errors import ReadError
from kg.model import Article
from kg.readers.assemble import LIMIT
from kg.readers.unread import Found, Unread

_NOT_ID = re.compile(r"[^A-Za-z0-9가-힣._-]+")
STDIN = "-"
WRITTEN = frozenset(("graph.ttl", "report.json"))  # the folder of a build, whose page is no article
_PAGES = frozenset((".html", ".htm", ".xhtml"))
_PARTS = ("_files", ".files")  # how browsers call the folder of scripts and adverts beside a page; of one length
_P = TypeVar("_P", bound=PurePath)


@dataclass(frozen=True, slots=True)
class Source:
    """One input that holds one article or more.

    Attributes:
        label: Its name for messages, as the user gave it, or "-".
        path: Where it lies; None for standard input, and for what lies at an address.
        id: What its article is called.
        extension: Its format, with the dot (".txt"), in lower case; "" to look at its content.
        limit: Bytes of the largest article that is read.
        columns: What the user says of columns: pairs of a field and the column's name.
        packed: It lies in an archive.
        found: Nobody named it: it lies in a folder that was given.
        size: Bytes, where a list of what lies at an address says so.
    """

    label: str
    path: Path | None
    id: str
    extension: str
    limit: int = LIMIT
    columns: tuple[tuple[str, str], ...] = ()
    packed: bool = False
    found: bool = False
    size: int = 0

    def at(self, place: str) -> Source:
        """Return the same source with a label that names a place in it."""
        return replace(self, label=f"{self.label}, {place}")


def slug(text: str) -> str:
    """Turn a name into an id that needs no escaping in an IRI.

    >>> slug("딥시크 R1 (종합).v2")
    '딥시크-R1-종합-.v2'
    """
    return _NOT_ID.sub("-", unicodedata.normalize("NFC", text)).strip(".-") or "article"


def apart(sources: Sequence[Source], read: Callable[[Source], Iterator[Found]]) -> Iterator[Found]:
    """Read sources one after the other; an article whose id is taken already gets its source's name before it.

    Args:
        sources: Sources with ids that no two share.
        read: Yields articles of one source, which do not share an id, and errors.
    """
    taken = {source.id for source in sources}
    for source in sources:
        for got in read(source):
            yield got if isinstance(got, ReadError) else _renamed(got, source, taken)


def _renamed(article: Article | Unread, source: Source, taken: set[str]) -> Article | Unread:
    if article.id == source.id:
        return article
    tries = (f"{source.id}-{article.id}{'-' * n}" for n in count())
    free = article.id if article.id not in taken else next(name for name in tries if name not in taken)
    taken.add(free)
    return replace(article, id=free)


def discover(
    paths: Sequence[str | Path],
    extensions: Collection[str],
    *,
    limit: int = LIMIT,
    skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
    elsewhere: Callable[[str], Sequence[Source] | None] = lambda _given: None,
) -> tuple[list[Source], list[ReadError]]:
    """List the files that are meant, each once, in the order of their absolute paths; standard input stands first.

    Args:
        paths: Files, folders (walked to the bottom), or "-".
        extensions: Extensions of known formats, with the dot.
        limit: Bytes of the largest article that is read.
        skipped: Told of every file in a folder that is passed over, and why.
        elsewhere: Lists what lies at an address; returns None for what is none.

    Returns:
        The sources with ids that no two share, and an error for each path that leads to none.
    """
    found: dict[PurePath, Source] = {}
    errors: list[ReadError] = []
    for given in paths:
        if str(given) == STDIN:
            continue
        try:
            there = elsewhere(str(given))
            for source in () if there is None else there:
                found.setdefault(PurePath(source.label), replace(source, limit=limit))
            for file in _files(_path(given), extensions, skipped) if there is None else ():
                extension = file.suffix.lower()
                source = Source(str(file), file, "", extension, limit, found=Path(given).is_dir())
                found.setdefault(Path(os.path.realpath(file)), source)
        except ReadError as error:
            errors.append(error)
    ordered = [found[path] for path in sorted(found)]
    ids = ids_of(sorted(found))
    files = [replace(source, id=ids[path]) for path, source in zip(sorted(found), ordered, strict=True)]
    stdin = [Source(STDIN, None, "stdin", "", limit)] if STDIN in map(str, paths) else []
    return stdin + files, errors


def _path(given: str | Path) -> Path:
    if "://" in str(given):
        web = str(given).startswith(("http://", "https://"))
        remedy = "save the page, or: curl -s ADDRESS | kg build -" if web else "kg build --engine dask reads addresses"
        raise ReadError("an address, not a path", where=str(given), remedy=remedy)
    return Path(given)


def _files(path: Path, extensions: Collection[str], skipped: Callable[[Path, str], None]) -> Iterator[Path]:
    known = " ".join(sorted(extensions))
    if path.is_dir():
        files = list(_walk(path, extensions, skipped))
        if not files:
            raise ReadError("the folder holds no article", where=str(path), remedy=f"formats read: {known}")
        yield from files
    elif not path.exists():
        raise ReadError("no such file or folder", where=str(path), remedy="check the path")
    elif not path.is_file():
        raise ReadError("neither a file nor a folder", where=str(path), remedy='give "-" to read standard input')
    elif path.suffix and path.suffix.lower() not in extensions:
        raise ReadError(f"unknown format {path.suffix}", where=str(path), remedy=f"formats read: {known}")
    else:
        yield path


def _walk(folder: Path, extensions: Collection[str], skipped: Callable[[Path, str], None]) -> Iterator[Path]:
    locked: list[Path] = []  # folders that may not be listed: to be read like files, they are named like those
    for here, folders, names in os.walk(folder, onerror=lambda err: locked.append(Path(err.filename))):
        if set(names) >= WRITTEN:
            folders.clear()
            skipped(Path(here), "what a build wrote")
            continue
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        parts = {name for name in folders if name.endswith(_PARTS) and name[: -len(_PARTS[0])] in pages}
        for name in sorted(parts):
            skipped(Path(here, name), "parts of a saved page")
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(names):
            path = Path(here, name)
            reason = passed_over(path, extensions) or ("" if path.is_file() else "no regular file")
            if reason:
                skipped(path, reason)
            else:
                yield path
    yield from locked


def passed_over(path: PurePath, extensions: Collection[str]) -> str:
    """Say why a file in a folder is not taken for an article by its name, or return ""."""
    if path.name.startswith("."):
        return "hidden"
    if path.stem.upper().startswith("README"):
        return "a README"
    if path.suffix.lower() not in extensions:
        return f"unknown format {path.suffix}" if path.suffix else "no extension"
    return ""


def ids_of(paths: Sequence[_P]) -> dict[_P, str]:
    """Name files by their stems; those that share one take as many folders, then the extension, as tell them apart."""
    level = dict.fromkeys(paths, 0)
    while True:
        names = {path: _name(path, n) for path, n in level.items()}
        shared = Counter(names.values())
        clashes = [path for path in paths if shared[names[path]] > 1]
        if not clashes:
            return names
        for path in clashes:
            level[path] += 1


def _name(path: PurePath, level: int) -> str:
    bare = PurePath(path.stem) if path.suffix.lower() == ".gz" else path  # news.csv.gz is called as news.csv is
    stem = unicodedata.normalize("NFC", bare.stem if bare.suffix[1:].isalpha() else path.stem)
    parents = [part for part in reversed(path.parent.parts) if part != path.anchor]
    if level <= len(parents) and level <= 3:
        return slug("-".join([*reversed(parents[:level]), stem]))
    if level <= 5:
        return slug("-".join([*reversed(parents[: max(0, level - 4)]), stem, path.suffix.lstrip(".")]))
    return slug(f"{stem}-{hashlib.sha256(os.fsencode(path)).hexdigest()[: 2 + level]}")
