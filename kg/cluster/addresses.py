"""Object storage and other file systems by their addresses (s3://, gs://, file://); fsspec is known here alone."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from kg.cluster.workers import INSTALL
from kg.errors import GraphError, ReadError
from kg.readers.sources import WRITTEN, Source, passed_over

_HELD = 1 << 26  # bytes of a file that are kept in memory before they go to disk
_FAULTS = (  # what packages raise that is no OSError: they are loaded, or it was not raised
    ("aiohttp", "ClientError"),
    ("azure.core.exceptions", "AzureError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("gcsfs.retry", "HttpError"),
    ("google.auth.exceptions", "GoogleAuthError"),
)


def is_address(given: str) -> bool:
    """Tell an address from a path.

    >>> is_address("s3://bucket/2025"), is_address("archive/2025")
    (True, False)
    """
    return "://" in given


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and what the address is called there.

    Raises:
        GraphError: No such file system is known, or a package is missing that it needs.
        ReadError: fsspec takes it for several addresses.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - comes with an extra
    except ImportError as error:
        raise GraphError("an address needs fsspec, which is not installed", where=address, remedy=INSTALL) from error
    if "::" in address:
        raise ReadError("an address inside an address", where=address, remedy="give that of the archive itself")
    try:
        fs, path = url_to_fs(address)
    except ImportError as error:
        missing = getattr(error.__cause__, "name", None) or getattr(error, "name", None)
        if not missing:
            raise
        what = f"{address.partition('://')[0]}:// needs the package {missing}, which is not installed"
        remedy = f"on this machine and on every worker: pip install {missing}"
        raise GraphError(what, where=address, remedy=remedy) from error
    except ValueError as error:
        raise GraphError(f"no address that is known: {error}", where=address, remedy="check it") from error
    return fs, str(path)


def listed(
    address: str, extensions: Collection[str], *, skipped: Callable[[Path, str], None] = lambda _path, _reason: None
) -> list[Source]:
    """List the files at an address: a file, a folder to its bottom, or a pattern of these ("s3://bucket/2025-*/*.csv").

    Args:
        address: Where they are.
        extensions: Extensions of known formats, with the dot.
        skipped: Told of every file that is passed over, and why.

    Raises:
        ReadError: There is nothing that is read, or it may not be looked at.
        GraphError: As `filesystem` does.
    """
    fs, path = filesystem(address)
    pattern = any(sign in path for sign in "*?[")
    found: dict[str, int] = {}
    try:
        fs.invalidate_cache()  # lists are kept in a process
        hits: dict[str, Any] = fs.glob(path, detail=True) if pattern else {path: fs.info(path)}
        for name, info in hits.items():
            if info["type"] == "directory":
                found |= _walked(fs.find(name, detail=True), name, extensions, skipped)
            elif not pattern:
                _refuse_unknown(address, extensions)
                found[name] = info["size"] or 0
            else:
                found |= _walked({name: info}, str(PurePosixPath(name).parent), extensions, skipped)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError("no such bucket, file or folder", where=address, remedy="check the address") from error
    except faults() as error:
        remedy = "check that this machine can reach it, and has keys that may list it"
        raise ReadError(f"cannot be listed: {said(error)}", where=address, remedy=remedy) from error
    if not found:
        known = " ".join(sorted(extensions))
        what = "nothing of this pattern is an article" if pattern else "the folder holds no article"
        raise ReadError(what, where=address, remedy=f"formats read: {known}")
    alone = not pattern and path in found
    return [_source(fs.unstrip_protocol(name), size, found=not alone) for name, size in found.items()]


def _source(address: str, size: int, *, found: bool) -> Source:
    return Source(address, None, "", PurePosixPath(address).suffix.lower(), found=found, size=size)


def _refuse_unknown(address: str, extensions: Collection[str]) -> None:
    suffix = PurePosixPath(address).suffix
    if suffix and suffix.lower() not in extensions:
        known = " ".join(sorted(extensions))
        raise ReadError(f"unknown format {suffix}", where=address, remedy=f"formats read: {known}")


def _walked(
    files: Mapping[str, Any], folder: str, extensions: Collection[str], skipped: Callable[[Path, str], None]
) -> dict[str, int]:
    """Choose the files that a folder on a disk would give, and return their sizes."""
    paths = {PurePosixPath(name): (name, info["size"] or 0) for name, info in files.items()}
    built = {path.parent for path in paths if all(path.parent / name in paths for name in WRITTEN)}
    chosen = {}
    for path, (name, size) in sorted(paths.items()):
        above = path.relative_to(folder).parts[:-1]
        reason = "what a build wrote" if built & {*path.parents} else passed_over(path, extensions)
        if reason:
            skipped(Path(name), reason)
        elif not any(part.startswith(".") for part in above):
            chosen[name] = size
    return chosen


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a source; of what lies at an address a copy, so that a lost connection is not taken for a damaged file.

    Raises:
        OSError: It cannot be read.
        GraphError: As `filesystem` does.
    """
    if source.path is not None:
        with source.path.open("rb") as stream:
            yield stream
        return
    with cast("BinaryIO", tempfile.SpooledTemporaryFile(_HELD)) as copy:
        fs, path = filesystem(source.label)
        try:
            with fs.open(path, "rb") as remote:
                shutil.copyfileobj(remote, copy, 1 << 20)
        except faults() as error:
            raise OSError(said(error)) from error
        copy.seek(0)
        yield copy


def faults() -> tuple[type[Exception], ...]:
    """Return what file systems raise where something is missing, forbidden or out of reach."""
    return (
        OSError,
        ValueError,
        *(getattr(sys.modules[module], name) for module, name in _FAULTS if module in sys.modules),
    )


def said(error: Exception) -> str:
    """Return what an error says, in one line."""
    return " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
