"""How a text is cut for the index, and how what a user types is held against it.

Korean joins particles to words and has names of two syllables, so that neither words nor trigrams find them: every run
of letters and digits is cut into pairs, and its last letter stands alone besides. A text that holds a term holds all of
the term's pairs; the few that hold the pairs and not the term are told apart by looking at the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

LONGEST = 200  # code points of a search
_RUN = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_SPACE = re.compile(r"\s+")
_SYLLABLES = (0xAC00, 0xD7A3)
_A_CONSONANT = 588  # syllables that begin with the same consonant
_CONSONANTS = re.compile("[\u1100-\u1112]")  # what NFKC makes of ㄱ to ㅎ


def folded(text: str) -> str:
    r"""Fold width, case and the kind of white space, and nothing more: sentences keep their words apart.

    >>> folded("ＤeepSeek\n R1")
    'deepseek r1'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).lower())


def terms(wanted: str) -> list[str]:
    """Return the words that a user asks for, all of them wanted; what stands in quotation marks is one.

    >>> terms('딥시크 "R1 공개" "')
    ['딥시크', 'R1 공개']
    """
    found = (quoted or word for quoted, word in _TERM.findall(wanted))
    return list(dict.fromkeys(f for f in found if _RUN.search(f)))


def initials(text: str) -> str:
    """Return a folded text with each syllable's first consonant in its place.

    >>> from kg.naming import fold
    >>> initials(fold("딥시크 R1")) == fold("ㄷㅅㅋr1")
    True
    """
    return "".join(map(_initial, text))


def pairs(text: str) -> str:
    """Return the index's words for a folded text, each once, parted by spaces.

    >>> pairs("딥시크가 r1")
    '딥시 시크 크가 가 r1 1'
    """
    found: dict[str, None] = {}
    for run in _RUN.findall(text):
        for one, other in pairwise(run):
            found[one + other] = None
        found[run[-1]] = None
    return " ".join(found)


def expression(wanted: Iterable[str]) -> str:
    """Return what FTS5 is asked for folded terms: letters and digits in quotation marks, never the user's own syntax.

    >>> expression(["딥시크", "中", '"*)'])
    '"딥시" AND "시크" AND "中"*'
    """
    return " AND ".join(dict.fromkeys(w for term in wanted for w in _words(term)))


def holds(name: str, term: str) -> bool:
    """Tell whether a folded name holds a folded term, whose lone consonants stand for syllables that begin so.

    >>> from kg.naming import fold
    >>> holds("딥시크", fold("ㄷㅅ")), holds("딥시크", fold("시ㅋ")), holds("딥시크", fold("ㅅㅅ"))
    (True, True, False)
    """
    if term in name:
        return True
    if not _CONSONANTS.search(term):
        return False
    first = initials(name)
    return any(
        all(c in (name[at + k], first[at + k]) for k, c in enumerate(term)) for at in range(len(name) - len(term) + 1)
    )


def places(text: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """Return where terms stand in a text as it is: code points, half-open, in order, none within another."""
    either = "|".join(re.escape(t) for t in sorted(wanted, key=len, reverse=True))
    return [m.span() for m in re.finditer(either, text, re.IGNORECASE)] if either else []


def _words(term: str) -> Iterator[str]:
    for run in _RUN.findall(term):
        covered: set[int] = set()
        for at, (one, other) in enumerate(pairwise(run)):
            if bool(_CONSONANTS.match(one)) == bool(_CONSONANTS.match(other)):  # one of each is in no text
                covered |= {at, at + 1}
                yield f'"{one}{other}"'
        yield from (f'"{char}"*' for at, char in enumerate(run) if at not in covered)


def _initial(char: str) -> str:
    first, last = _SYLLABLES
    return chr(0x1100 + (ord(char) - first) // _A_CONSONANT) if first <= ord(char) <= last else char
