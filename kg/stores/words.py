"""The bare words of a SPARQL text: keywords, not what stands in strings, IRIs, names, variables or comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKENS = re.compile(
    r"""(?P<skip>"{3}(?:\\.|(?!"{3}).)*"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*|[?$]\w+|@[A-Za-z]+|[\w.-]*:[\w.:%\\-]*)|(?P<word>\w+)|.""",
    re.DOTALL,
)


def words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each bare word in lower case with its offset in code points.

    >>> list(words("ASK { ?from a kg:From . # FROM"))
    [('ask', 0), ('a', 12)]
    """
    for token in _TOKENS.finditer(text):
        if token["word"]:
            yield token["word"].lower(), token.start()
