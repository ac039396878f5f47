"""Names: how they are compared, and why one was taken for the name of an entity that goes by another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOLD = re.compile(r"[\s·‘’“”'\"「」『』<>《》().,\-‐–—_]")
_REMEMBERED = 1 << 14  # names that are folded once

# Why a name was taken for an entity that goes by another one.
LEXICON = "listed in the lexicon"
BRACKET = "given in brackets behind the name"
SHORT = "short form of the full name"
LAST = "last part of the full name"
FAMILY = "family name before a title"
REFERENCE = "refers back"
AFFILIATE = "the group's only affiliate named so far"
SPELLING = "spelled alike"
CONTEXT = "read so in its context"
ELSEWHERE = "given in brackets behind the name in another article"
DECIDED = "your decision"


@lru_cache(_REMEMBERED)
def fold(name: str) -> str:
    """A name with width, case, spacing, quotes and hyphens folded away.

    >>> fold("마이크론 테크놀로지"), fold("GPT-4o")
    ('마이크론테크놀로지', 'gpt4o')
    """
    return _FOLD.sub("", unicodedata.normalize("NFKC", name)).lower()
