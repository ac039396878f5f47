"""Reads a file of triples or quads for any store, with errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError


def quads_of(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file, whose format its extension tells (Turtle where it tells none).

    Raises:
        GraphError: There is no such file, or it is no RDF.
    """
    with read_errors(path) as form:
        yield from ox.parse(path=str(path), format=form)


@contextmanager
def read_errors(path: Path) -> Iterator[ox.RdfFormat]:
    """Give the format of a file that is read within; what goes wrong there becomes a GraphError."""
    form = ox.RdfFormat.from_extension(path.suffix.lstrip(".")) or ox.RdfFormat.TURTLE
    try:
        yield form
    except FileNotFoundError:
        raise GraphError("there is no such graph", where=str(path), remedy="build it first with: kg build") from None
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"is not {form.name}: {error.msg}", where=place, remedy="build it again") from error
