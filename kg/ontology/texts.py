"""Text files that a user may have written."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError


def read_text(path: Path, error: type[KgError]) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Args:
        path: The file.
        error: What is raised.

    Raises:
        error: It cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as reason:
        raise error(f"cannot be read: {reason.strerror}", where=str(path)) from reason
    except UnicodeDecodeError as reason:
        raise error("is not UTF-8", where=str(path), remedy="save it as UTF-8") from reason
