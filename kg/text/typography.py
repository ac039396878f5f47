"""How a text is set: what outlets write in different characters, as one of them, so that rules need to know but one.

Every character is replaced by one character, so that offsets stay those of the source.
"""

from __future__ import annotations

import re

_OTHER = re.compile(r"['\"<〈▲△▶▷■□●○◆◇◈▪\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
MARKS = "‘’“”'\""  # of quotation
DOTS = ("·", "ㆍ", "・")  # that join names
LISTED = (*DOTS, ",", ", ")  # what stands between the names of a list
ASIDE = re.compile(r"\([^)]*\)")
CLOSING = (")", ",", "·", "ㆍ")  # what ends a name in an aside
IN_ASIDE = re.compile(r"\s([가-힣]{2,6})\)")  # the last word of an aside, behind a name
_BULLET = re.compile(r"(?P<gap>[ ,]*)[▲△▶▷■□●○◆◇◈▪](?=[^\d\s])")
_BEFORE = r"(?<![\w.,!?%’”])"
_SINGLE = re.compile(_BEFORE + r"'(?=\S)([^'\n‘’]{0,60}\S)'(?![A-Za-z])")
_DOUBLE = re.compile(_BEFORE + r"\"(?=\S)([^\"\n“”]{0,600}\S)\"")
_ANGLES = re.compile(r"[<〈](?=\S)([^<>〈〉=\n]{0,40}\S)[>〉]")


def plain(text: str) -> str:
    """Set a text plainly: spaces as spaces, straight quotation marks as ‘’ and “”, <> as ‘’, bullets as commas.

    Args:
        text: A decoded source.

    Returns:
        A text of the same length.

    >>> plain("'가나폰'을 낸 <다라폰>")
    '‘가나폰’을 낸 ‘다라폰’'
    >>> plain("▲가나전자 ▲다라전자 등")
    ' 가나전자, 다라전자 등'
    """
    if not _OTHER.search(text):
        return text
    text = _SPACES.sub(" ", text)
    text = _DOUBLE.sub(r"“\1”", text)
    text = _SINGLE.sub(r"‘\1’", text)
    text = _ANGLES.sub(r"‘\1’", text)
    return _BULLET.sub(_listed, text)


def without_asides(text: str) -> str:
    """Leave out what stands in brackets.

    >>> without_asides("가나전자(대표 홍길동)의 칩")
    '가나전자의 칩'
    """
    return ASIDE.sub("", text)


def _listed(bullet: re.Match[str]) -> str:
    """A bullet that follows another thing on its line joins it as a comma does."""
    gap, first = bullet["gap"], bullet.start() == 0 or bullet.string[bullet.start() - 1] == "\n"
    return (gap if first or not gap or "," in gap else "," + gap[1:]) + " "
