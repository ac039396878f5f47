"""The bare words of a SPARQL text: keywords, not what stands in strings, IRIs, names, variables or comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKENS = re.compile(
    r"""(?P<skip>"{3}(?:\\.|(?!"{3}).)*"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*|[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|[\w.-]*:[\w.:%\\-]*)|(?P<word>\w+)|.""",
    re.DOTALL,
)


def words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each bare word in lower case with its offset in code points.

    >>> list(words("ASK { ?from a kg:From . # FROM"))
    [('ask', 0), ('a', 12)]
    """
    for token in TOKENS.finditer(text):
        if token["word"]:
            yield token["word"].lower(), token.start()


def place(text: str, offset: int) -> str:
    r"""Name an offset as line and column, both from 1.

    >>> place("ASK {\n ?s", 7)
    'line 2, column 2'
    """
    line = text.count("\n", 0, offset)
    return f"line {line + 1}, column {offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"
