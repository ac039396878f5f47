"""Which attributes of two eojeols are looked at together: `earlier|later|context`, one template a line.

An attribute is one of `features.ATOMS`, with a trailing + or - for the eojeol after or before; at most three a side.
A lone - stands for "nothing". Contexts are explained in `pairs.context`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.text.parse.features import ATOMS

CONTEXTS = ("-", "dist", "near", "verbs", "commas", "topics", "subjs", "same", "quotes", "end", "marks")
WIDTH = len(ATOMS)

# An eojeol and a candidate for its head.
ARCS = """
ttag|ttag|dist
ttag|pred|dist
fine|coarse|dist
fine|fine|dist
fine punct|coarse punct|dist
fine|coarse|near
fine|fine|near
fine|fine|-
fine|lex|-
fine|lemma|-
fine|bound|-
fine punct|fine punct|-
tail|lemma|-
tail|pred|verbs
tail|coarse|verbs
tail|coarse|commas
tail|coarse|topics
tail|coarse|subjs
tail|coarse|same
tail|fine|same
fine punct|coarse|commas
fine punct|coarse punct|quotes
punct|punct|quotes
coarse|coarse|quotes
lex|lex|-
lex|lemma|-
lex tail|lex|-
lex tail|lemma|-
lex|fine|-
lex|coarse|near
lex tail|coarse|-
lemma|fine|near
lemma tail|lemma|-
lemma tail|coarse|dist
bound tail|bound|-
bound tail|bound|near
bound tail|coarse|dist
tails|fine|near
tails|coarse|dist
first|lex|-
ltag|ftag|near
fine|first|near
fine fine+|coarse|near
fine fine+|fine|near
fine coarse+|coarse|dist
fine lex+|fine|near
fine fine-|coarse|near
fine|fine coarse+|near
fine|fine fine+|-
fine|coarse coarse+|dist
fine|fine coarse-|near
fine|lemma fine-|-
coarse|coarse coarse-|dist
coarse coarse+|coarse coarse-|near
fine fine+|fine fine-|-
bound bound+|bound bound-|near
fine|bound|dist
fine|-|end
fine|coarse|end
coarse|fine punct|end
fine punct|coarse|end
lex|-|end
lex tail|-|dist
-|fine|dist
-|lemma|dist
-|lex|near
tail|coarse tail|marks
fine|fine|marks
fine|coarse|marks
use|sense|-
use|sense|near
use|sense|dist
use|use|-
use|use|near
use|use|dist
use|fine|near
fine|use|near
use|coarse|verbs
use|sense|verbs
use|sense|quotes
use|sense|end
use sense+|use|near
use|use sense+|near
use|use sense-|near
use sense-|sense|near
use|lemma|-
use|lex|-
lex|sense|-
tail|use sense+|-
tail|use sense+|subjs
tail|use sense+|topics
use|use sense+|-
tail|tail|subjs
tail|tail|topics
use|tail|marks
"""
# An eojeol and the nearest later eojeol that would share its head.
SIBLINGS = """
ttag|ttag|dist
fine|coarse|dist
fine|fine|-
fine|fine|dist
fine punct|fine punct|-
tail|tail|-
tail|tail|near
coarse|tail punct|dist
fine|lex|-
fine|lemma|-
lex|fine|-
lex tail|lex tail|-
lemma|fine|-
bound tail|bound tail|-
fine|bound tail|-
fine fine+|fine|-
fine|fine fine+|-
use|use|-
use|sense|near
tails|tails|-
fine|coarse|same
fine|coarse|commas
-|fine|-
fine|-|-
"""
# An eojeol and its head, once known (the root and itself).
LABELS = """
fine|-|-
tails|-|-
fine|-|dist
fine punct|-|-
lex|-|-
lex tail|-|-
ltag tail|-|-
first tail|-|-
lemma tail|-|-
use|-|-
use punct|-|-
bound tail|-|-
fine fine+|-|-
use use+|-|-
fine fine-|-|-
use|pred|-
use|pred|near
fine|coarse|near
fine|fine|-
fine|fine|dist
fine|lemma|-
fine|sense|near
use|sense|near
use|use|dist
bound tail|bound tail|-
lex tail|lemma|-
lex|coarse|near
lex|fine|-
tail|lex|-
tail|lemma|near
fine|coarse|end
fine|coarse|same
fine|-|same
fine|coarse|subjs
lemma tail|lemma|-
lemma tail|coarse|-
"""


class Templates:
    """Templates compiled to columns of `pairs.windows` and of `pairs.context`.

    Attributes:
        earlier, later: Three rows of column numbers, one column a template.
        context: Column number of each template's context.
        salt: A number a template, so that two templates do not share their slots.
    """

    def __init__(self, lines: str, salt: int) -> None:
        parts = [line.split("|") for line in lines.strip().split("\n")]
        self.earlier = np.array([_columns(part[0]) for part in parts], np.int64).T
        self.later = np.array([_columns(part[1]) for part in parts], np.int64).T
        self.context = np.array([CONTEXTS.index(part[2]) for part in parts], np.int64)
        numbers = np.arange(salt, salt + len(parts), dtype=np.uint32)
        self.salt: NDArray[np.uint32] = numbers * np.uint32(0x9E3779B1)


def _columns(side: str) -> tuple[int, ...]:
    """Number the columns that one side of a template reads: the eojeol before, itself, the one after, a constant."""
    names = [name for name in side.split() if name != "-"]
    columns = [{"-": 0, "+": 2}.get(name[-1], 1) * WIDTH + ATOMS.index(name.rstrip("+-")) for name in names]
    return (*columns, *[3 * WIDTH] * (3 - len(columns)))
