"""Excel's workbooks (ECMA-376), among them what BIGKinds exports: every sheet with a header, row by row."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import openpyxl

from kg.errors import ReadError
from kg.readers.archives.limits import refuse_crowd, within
from kg.readers.rows import Taken
from kg.readers.streams import seekable
from kg.readers.tables.cells import text_of
from kg.readers.tables.columns import ForeignError, Row, articles

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_ROWS = 1_048_576  # of a sheet: what Excel itself can hold
_STRINGS = 1 << 29  # bytes of the table of all texts, which is held in memory
_HEAD = 4096  # bytes of a part that a DOCTYPE would stand in
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, 22.9.2.19 ST_Xstring
_AS_XLSX = "open it in Excel and save it as .xlsx"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    NotImplementedError,
    RecursionError,
)  # fmt: skip - what openpyxl lets through where a file is damaged
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")  # of styles, which are not read


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a workbook; sheets in which nothing is called as an article's parts are passed over.

    Raises:
        ReadError: It is no workbook, has a password, is too large, or no sheet has a header that names the text.
    """
    book = _open(seekable(stream), source)
    taken = Taken()
    errors: list[ReadError] = []
    found = False
    try:
        for sheet in book.worksheets:
            name = sheet.title if len(book.worksheets) > 1 else ""
            try:
                for got in articles(_rows(sheet, source), source, taken, sheet=name):
                    found = True
                    yield got
            except ReadError as error:
                errors.append(error)
    finally:
        book.close()
    yield from (error for error in errors if not found or not isinstance(error, ForeignError))
    if not found and not errors:
        raise ReadError("the workbook holds no article", where=source.label, remedy="put a row below its header")


def _open(stream: BinaryIO, source: Source) -> Any:
    head = stream.read(4)
    stream.seek(0)
    if not head:
        raise ReadError("the file is empty", where=source.label, remedy="get it anew, or leave it out")
    if head == _OLD:
        locked = _ENCRYPTED in stream.read(source.limit)
        what = "a workbook with a password" if locked else "an old Excel file, not .xlsx"
        raise ReadError(what, where=source.label, remedy=f"{_AS_XLSX}, without a password" if locked else _AS_XLSX)
    if not head.startswith(b"PK"):
        raise ReadError("no Excel workbook", where=source.label, remedy=f"{_AS_XLSX}; call a table of text .csv")
    try:
        refuse_crowd(stream, source.label)
        with zipfile.ZipFile(stream) as parts:
            within(parts.infolist(), parts.start_dir, source.label)
            _plain(parts, source)
        stream.seek(0)
        return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except _FAULTS as error:
        raise ReadError("damaged, or no Excel workbook", where=source.label, remedy=_AS_XLSX) from error


def _plain(parts: zipfile.ZipFile, source: Source) -> None:
    """Refuse a workbook that would fill the memory: by its table of texts, or by entities, which Excel never writes."""
    for part in parts.infolist():
        if part.filename.endswith("sharedStrings.xml") and part.file_size > _STRINGS:
            raise ReadError("more text than one workbook may hold", where=source.label, remedy="save it as .csv")
        if part.filename.endswith(".xml"):
            with parts.open(part) as xml:
                if b"<!DOCTYPE" in xml.read(_HEAD):
                    raise ReadError("a workbook that Excel did not write", where=source.label, remedy=_AS_XLSX)


def _rows(sheet: Any, source: Source) -> Iterator[Row]:
    sheet.reset_dimensions()  # BIGKinds writes A1 for the extent of all that it exports
    number = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS, values_only=True), 1):
            yield number, [_unescaped(text_of(cell)) for cell in cells]
    except _FAULTS as error:
        where = f"{source.label}, sheet {sheet.title}"
        raise ReadError(f"damaged after row {number}", where=where, remedy=_AS_XLSX) from error


def _unescaped(text: str) -> str:
    """Read what stands for a character that XML cannot hold: _x000D_ for a carriage return."""
    return _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text) if "_x" in text else text
