"""What the cue rules share: bare nouns, name-like words, and the mention that a cue makes."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.mentions.cues import FULL_NAME, Cues
from kg.model import Mention, Span
from kg.text.eojeols import NAME_TAGS, Eojeol

Free = Callable[[Span], bool]  # whether nothing is known at a span yet

FOREIGN = re.compile(r"[가-힣]+\Z|[A-Z][A-Za-z.]*\Z")
NO_NAME = frozenset(
    (
        "이",
        "그",
        "저",
        "두",
        "세",
        "이번",
        "해당",
        "양",
        "각",
        "전",
        "현",
        "당시",
        "같은",
        "모든",
        "주요",
        "국내",
        "글로벌",
        "미국",
        "한국",
        "자사",
        "자국",
        "당사",
        "자체",
        "양산",
    )
)


def bare(word: Eojeol) -> bool:
    """Tell whether an eojeol is a noun with nothing behind it."""
    return word.is_nominal and not word.particles and not word.comma


def run_before(at: int, most: int, joins: Callable[[int], bool]) -> int:
    """Return where the run of eojeols begins that one ends.

    Args:
        at: The eojeol that ends it.
        most: How many eojeols may stand before that.
        joins: Whether an eojeol joins the one behind it.
    """
    first = at
    while first and at - first < most and joins(first - 1):
        first -= 1
    return first


def core_of(word: Eojeol, text: str) -> str:
    """Return an eojeol's nominal part."""
    start, end = word.core
    return text[start:end]


def name_like(word: Eojeol, text: str, cues: Cues) -> bool:
    """Whether an eojeol's core can be (part of) a proper name rather than a common noun."""
    core = core_of(word, text).removesuffix("들")
    if core in NO_NAME or core in cues.titles or core in cues.class_nouns:
        return False
    inside = [m for m in word.morphemes if word.core.start <= m.start < word.core.end]
    return bool(inside) and any(m.tag in NAME_TAGS for m in inside) and all(m.tag != "NNB" for m in inside)


def korean_name(core: str, cues: Cues) -> bool:
    """Tell whether a word can be a Korean person's name: a family name and one to three syllables."""
    return 2 <= len(core) <= 4 and core[0] in cues.surnames and all("가" <= c <= "힣" for c in core)


def full_korean_name(core: str, cues: Cues) -> bool:
    """Tell whether a word can be a Korean's name and has as many syllables as most have."""
    return len(core) == FULL_NAME and korean_name(core, cues)


def whole_korean_name(core: str, cues: Cues) -> bool:
    """Tell whether a word is a family name and a given name of Koreans, and no foreigner's given name."""
    if not full_korean_name(core, cues) or core in cues.given_names or cues.title(core):
        return False
    first, last = cues.korean_given
    return core[1] in first and core[2] in last


def by_cue(text: str, span: Span, cls: str, confidence: float) -> Mention:
    """Make a mention that a cue gives."""
    return Mention(span, span.of(text), cls, "", "cue", confidence)
