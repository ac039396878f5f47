"""Parquet: the columns that matter, some hundred rows at a time. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import ReadError
from kg.readers.rows import Taken
from kg.readers.streams import seekable
from kg.readers.tables.cells import text_of
from kg.readers.tables.columns import Row, articles, is_header, no_header, understood

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

REMEDY = "install it with: pip install 'newskg[parquet]'"
_ROWS = 256  # that are held at a time
_BUFFER = 1 << 20  # bytes that are read ahead of a column


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a Parquet file.

    Raises:
        ReadError: pyarrow is not installed, the file is damaged, or no column is known to hold the articles' text.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        what = "Parquet needs pyarrow, which is not installed"
        raise ReadError(what, where=source.label, remedy=REMEDY) from error
    empty = True
    try:
        with parquet.ParquetFile(seekable(stream), buffer_size=_BUFFER) as file:
            names = [str(name) for name in file.schema_arrow.names]
            columns = understood(names, source.columns)
            if not is_header(columns, source.columns):
                raise no_header([columns], source)
            wanted = sorted({place for places in columns.places.values() for place in places})
            chosen = [names[place] for place in wanted]
            for got in articles(_rows(file, chosen, pa), source, Taken()):
                empty = False
                yield got
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise ReadError("damaged, or no Parquet", where=source.label, remedy="write the file anew") from error
    if empty:
        raise ReadError("the table holds no article", where=source.label, remedy="put a row in it, or leave it out")


def _rows(file: Any, names: Sequence[str], pa: Any) -> Iterator[Row]:
    """Yield the names, as a header, and the rows, of which the first is number 1."""
    yield 0, names
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=names):
        for cells in _cells(_plain(batch, pa)):
            number += 1
            yield number, cells


def _plain(batch: Any, pa: Any) -> Any:
    """Bring moments to microseconds: of nanoseconds Python knows nothing."""
    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _cells(batch: Any) -> Iterator[Sequence[str] | ReadError]:
    try:
        yield from [list(map(text_of, row)) for row in zip(*(c.to_pylist() for c in batch.columns), strict=True)]
    except UnicodeDecodeError:
        for place in range(batch.num_rows):
            try:
                yield [text_of(column[place].as_py()) for column in batch.columns]
            except UnicodeDecodeError:
                yield ReadError("damaged text", remedy="write the row anew in UTF-8")
