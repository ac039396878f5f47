"""What the linter reports."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake and its place; a line of 0 means the file as a whole."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """Write it as compilers do, so that editors can jump to it."""
        return f"{self.file}:{self.line}: {self.message}"


def text_of(path: Path, problems: list[Problem]) -> str:
    """Read a UTF-8 file; where that fails, add a problem and return ""."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as err:
        problems.append(Problem(path, 0, f"cannot be read: {err.strerror}"))
    except UnicodeDecodeError as err:
        line = path.read_bytes()[: err.start].count(b"\n") + 1
        problems.append(Problem(path, line, "is not UTF-8"))
    return ""
