"""Which files a command line means, and the id of each: the same whatever the order they are given in."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ReadError
from kg.readers.assemble import LIMIT

_NOT_ID = re.compile(r"[^A-Za-z0-9가-힣._-]+")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input that holds one article or more.

    Attributes:
        label: Its name for messages, as the user gave it, or "-".
        path: Where it lies; None for standard input.
        id: What its article is called.
        extension: Its format, with the dot (".txt"), in lower case; "" to look at its content.
        limit: Bytes of the largest article that is read.
    """

    label: str
    path: Path | None
    id: str
    extension: str
    limit: int = LIMIT


def slug(text: str) -> str:
    """Turn a name into an id that needs no escaping in an IRI.

    >>> slug("딥시크 R1 (종합).v2")
    '딥시크-R1-종합-.v2'
    """
    return _NOT_ID.sub("-", unicodedata.normalize("NFC", text)).strip(".-") or "article"


def discover(
    paths: Sequence[str | Path],
    extensions: Collection[str],
    *,
    limit: int = LIMIT,
    skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
) -> tuple[list[Source], list[ReadError]]:
    """List the files that are meant, each once, in the order of their absolute paths; standard input stands first.

    Args:
        paths: Files, folders (walked to the bottom), or "-".
        extensions: Extensions of known formats, with the dot.
        limit: Bytes of the largest article that is read.
        skipped: Told of every file in a folder that is passed over, and why.

    Returns:
        The sources with ids that no two share, and an error for each path that leads to none.
    """
    found: dict[Path, Source] = {}
    errors: list[ReadError] = []
    for given in paths:
        if str(given) == STDIN:
            continue
        try:
            for file in _files(Path(given), extensions, skipped):
                extension = file.suffix.lower()
                found.setdefault(Path(os.path.realpath(file)), Source(str(file), file, "", extension, limit))
        except ReadError as error:
            errors.append(error)
    ordered = [found[path] for path in sorted(found)]
    ids = _ids(sorted(found))
    files = [replace(source, id=ids[path]) for path, source in zip(sorted(found), ordered, strict=True)]
    stdin = [Source(STDIN, None, "stdin", "", limit)] if STDIN in map(str, paths) else []
    return stdin + files, errors


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
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            reason = _passed_over(path, extensions)
            if reason:
                skipped(path, reason)
            else:
                yield path


def _passed_over(path: Path, extensions: Collection[str]) -> str:
    if path.name.startswith("."):
        return "hidden"
    if path.stem.upper().startswith("README"):
        return "a README"
    if path.suffix.lower() not in extensions:
        return f"unknown format {path.suffix}" if path.suffix else "no extension"
    return "" if path.is_file() else "no regular file"


def _ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Name files by their stems; those that share one take as many folders, then the extension, as tell them apart."""
    level = dict.fromkeys(paths, 0)
    while True:
        names = {path: _name(path, n) for path, n in level.items()}
        count = Counter(names.values())
        clashes = [path for path in paths if count[names[path]] > 1]
        if not clashes:
            return names
        for path in clashes:
            level[path] += 1


def _name(path: Path, level: int) -> str:
    stem = unicodedata.normalize("NFC", path.stem)
    parents = [part for part in reversed(path.parent.parts) if part != path.anchor]
    if level <= len(parents) and level <= 3:
        return slug("-".join([*reversed(parents[:level]), stem]))
    if level <= 5:
        return slug("-".join([*reversed(parents[: max(0, level - 4)]), stem, path.suffix.lstrip(".")]))
    return slug(f"{stem}-{hashlib.sha256(os.fsencode(path)).hexdigest()[: 2 + level]}")
