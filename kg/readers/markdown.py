"""Markdown with optional YAML front matter.

Offsets count the file's own characters: what Markdown puts before a line (#, >, -) stands outside a block, emphasis
and links inside a paragraph stay in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

import yaml

from kg.errors import ReadError
from kg.readers.assemble import article, whole
from kg.readers.charset import decode
from kg.readers.fields import stated, undated

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_REMEDY = 'write "key: value" lines between two lines of ---, values that hold a colon in quotes'
_SYNTAX = (
    re.compile(r"^[ \t]*(?:#{1,6}(?=[ \t])|>+|[-*+](?=[ \t])|\d{1,2}[.)](?=[ \t]))[ \t]*", re.MULTILINE),
    re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE),
    re.compile(
        r"^[ \t]*(?:!?\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]+\]:[ \t]+\S+.*|[-*_=][-*_= \t]{2,}|\|.*\|)[ \t]*$",
        re.MULTILINE,
    ),
    re.compile(r"^```.*?^```[ \t]*$", re.MULTILINE | re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
)


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the one article of a Markdown file.

    Raises:
        ReadError: The file is too large, is no text, has malformed front matter, or holds no article.
    """
    text = decode(whole(stream, source), source.label)
    start, fields = front_matter(text, source.label)
    yield from undated(fields, source.label)
    shown = _hide_syntax(" " * start + text[start:])
    built = article(shown, source, stated(fields), titled=_starts_with_title(text[start:]))
    yield replace(built, text=text)


def front_matter(text: str, where: str) -> tuple[int, Mapping[str, Any]]:
    """Read the YAML between two lines of --- at a file's top.

    Returns:
        The code points that it takes, and its fields; (0, {}) where there is none.

    Raises:
        ReadError: It is not closed, is no YAML, or is no mapping.
    """
    fence = _FENCE.match(text)
    if not fence:
        return 0, {}
    end = _END.search(text, fence.end())
    if not end:
        raise ReadError("front matter is not closed", where=f"{where}:1", remedy="add a line of --- below its last key")
    try:
        # BaseLoader builds plain strings only: a title "2025" stays text, and a bad date is ours to judge.
        fields = yaml.load(text[fence.end() : end.start()], Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ReadError(_problem(error), where=f"{where}:{_line(error)}", remedy=_REMEDY) from error
    except RecursionError as error:
        raise ReadError("front matter is nested too deeply", where=f"{where}:1", remedy=_REMEDY) from error
    if fields and not isinstance(fields, dict):
        raise ReadError("front matter is no list of keys and values", where=f"{where}:2", remedy=_REMEDY)
    return end.end(), fields or {}


def _problem(error: yaml.YAMLError) -> str:
    return f"malformed front matter: {getattr(error, 'problem', None) or 'no YAML'}"


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return (mark.line if mark else 0) + 2  # marks count from 0, and the line of --- stands before


def _starts_with_title(body: str) -> bool:
    return bool(re.match(r"\s*#[ \t]+\S", body))


def _hide_syntax(text: str) -> str:
    """Blank out what is Markdown's own, keeping every offset."""
    for pattern in _SYNTAX:
        text = pattern.sub(lambda hit: re.sub(r"[^\r\n]", " ", hit.group()), text)
    return text
