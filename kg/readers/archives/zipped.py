"""ZIP: its members are read as the files of a folder are. Nothing is written, so no name can lead out of a folder."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import ReadError
from kg.readers.archives.limits import Meter, Unpacked, refuse_crowd, within
from kg.readers.formats import PACKED, SINGLE, formats, nested
from kg.readers.formats import read as read_any
from kg.readers.sources import apart, ids_of, passed_over
from kg.readers.streams import seekable
from kg.readers.unread import Unread

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_UTF8 = 0x800  # APPNOTE 4.4.4, bit 11: the name is in UTF-8
_ENCRYPTED = 0x1
_BUFFER = 1 << 16
_ARCHIVES = PACKED | {".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".egg", ".alz"}
_REMEDY = "pack its files into a new .zip, or unpack it and build the folder"


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of an archive, in the order of its members' names; a bad member does not stop the others.

    Raises:
        ReadError: It is no ZIP, is damaged, unpacks to too much, or holds nothing that is read.
    """
    stream = seekable(stream)
    if not stream.read(1):
        raise ReadError("the file is empty", where=source.label, remedy="get it anew, or leave it out")
    stream.seek(0)
    refuse_crowd(stream, source.label)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("damaged, or no ZIP archive", where=source.label, remedy="get the file anew") from error
    with archive:
        within(archive.infolist(), archive.start_dir, source.label)
        members = {path: info for info in archive.infolist() if (path := _path(info)) and not info.is_dir()}
        errors, chosen = _chosen(members, source)
        if not errors and not chosen:
            known = " ".join(sorted(formats()))
            raise ReadError("the archive holds no article", where=source.label, remedy=f"formats read: {known}")
        yield from errors
        ids = ids_of(chosen)
        sources = {
            replace(
                source, label=f"{source.label}/{path}", id=ids[path], extension=path.suffix.lower(), packed=True
            ): path
            for path in chosen
        }
        meter = Meter(source.label, archive.start_dir)
        yield from apart(list(sources), lambda member: _member(archive, members[sources[member]], member, meter))


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    r"""Return a member's path; Korean Windows writes names in CP949, and \ for /.

    >>> _path(zipfile.ZipInfo("기사/가.txt".encode("cp949").decode("cp437")))
    PurePosixPath('기사/가.txt')
    """
    name = info.orig_filename.split("\0", 1)[0]
    if not info.flag_bits & _UTF8:
        for encoding in ("utf-8", "cp949"):
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return PurePosixPath(name.replace("\\", "/"))


def _chosen(
    members: dict[PurePosixPath, zipfile.ZipInfo], source: Source
) -> tuple[list[ReadError], list[PurePosixPath]]:
    errors: list[ReadError] = []
    chosen: list[PurePosixPath] = []
    for path, info in sorted(members.items()):
        if any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        if path.suffix.lower() in _ARCHIVES:
            errors.append(nested(f"{source.label}/{path}"))
        elif not passed_over(path, formats()):
            fault = _fault(path, info)
            where = f"{source.label}/{path}"
            errors += [ReadError(fault, where=where, remedy=_REMEDY)] if fault else []
            chosen += [] if fault else [path]
    return errors, chosen


def _fault(path: PurePosixPath, info: zipfile.ZipInfo) -> str:
    """Say why a member is not read, or return ""."""
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "a name that leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link and no file"
    return "locked with a password" if info.flag_bits & _ENCRYPTED else ""


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, meter: Meter) -> Iterator[Found]:
    """Read the articles of a member; what is wrong with it ends it alone."""
    try:
        with archive.open(info) as packed:
            unpacked = io.BufferedReader(Unpacked(cast("BinaryIO", packed), meter, source.label), _BUFFER)
            if source.extension in SINGLE:
                yield Unread(source.id, _article, (unpacked.read(source.limit + 1), source))
            else:
                yield from read_any(unpacked, source)
    except ReadError as error:
        yield error
    except NotImplementedError:
        yield ReadError("packed in a way that is not known here", where=source.label, remedy=_REMEDY)
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError):
        yield ReadError("damaged in the archive", where=source.label, remedy="get the archive anew")


def _article(data: bytes, source: Source) -> Article:
    return cast("Article", next(read_any(io.BytesIO(data), source)))
