"""What the user ought to know of articles before he relies on their graph: a line a kind, not one an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.events import Noticed
from kg.model import Article

_LONG = 100_000  # code points: no newspaper prints so much in one piece
_HANGUL = 0.1  # of a text's letters: English words and hanja stand in Korean articles, too
_SYLLABLES = re.compile("[가-힣]+")
_JUDGED = 40  # letters that a text must have before its language is told
_SHOWN = 3  # sources that are named
_KINDS = {
    "undated": (
        "no date, so that words like 지난달 in the text have none",
        'give it in a column or key "date", in front matter, or in a line like "입력 2025-01-31" above the text',
    ),
    "future": ("a date in the future", "check the date"),
    "foreign": ("little or no Korean, which is all that is read", "leave them out"),
    "repeated": ("the same text as another, so that what they say counts twice", "leave them out"),
    "long": ("more than 100,000 characters", "if they hold several articles, give each a file, or a line of a .jsonl"),
}
_PASSED = "passed over"
_UNKNOWN = "unknown format"  # how `passed_over` begins to say that a file's ending is none that is read
# What people keep texts in; pictures and programs that lie beside articles were never meant to be read.
_DOCUMENTS = frozenset(
    {".pdf", ".hwp", ".hwpx", ".doc", ".docx", ".rtf", ".odt", ".ods", ".ppt", ".pptx", ".epub", ".eml", ".json"}
    | {".mht", ".mhtml", ".webarchive", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".alz", ".egg"}
)


class Notices:
    """Looks at articles as they pass by.

    Args:
        today: The day after which a date is in the future.
        compare: Whether texts are held against each other, for which 16 bytes of each are kept.
    """

    def __init__(self, today: date | None = None, *, compare: bool = True) -> None:
        self._compare = compare
        self._tomorrow = (today or date.today()) + timedelta(days=1)  # noqa: DTZ011 - whatever the time zone
        self._found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        self._counts = dict.fromkeys(_KINDS, 0)
        self._texts: set[bytes] = set()
        self._passed = 0
        self._others: list[str] = []

    def skip(self, path: Path, reason: str) -> None:
        """Take note of a file in a folder that was passed over."""
        if reason.startswith(_UNKNOWN) and path.suffix.lower() in _DOCUMENTS:
            self._passed += 1
            if len(self._others) < _SHOWN:
                self._others.append(str(path))

    def take(self, article: Article) -> None:
        """Look at an article."""
        body = "\n".join(block.span.of(article.text) for block in article.blocks)
        tests = {
            "undated": article.published is None,
            "future": article.published is not None and article.published > self._tomorrow,
            "foreign": _foreign(body),
            "repeated": self._compare and self._seen(body),
            "long": len(body) > _LONG,
        }
        for kind in (kind for kind, holds in tests.items() if holds):
            self._counts[kind] += 1
            if len(self._found[kind]) < _SHOWN:
                self._found[kind].append(article.source or article.id)

    def _seen(self, body: str) -> bool:
        digest = hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=16).digest()
        known = digest in self._texts
        self._texts.add(digest)
        return known

    def add(self, later: Notices) -> None:
        """Take over what was seen of articles that come after these."""
        for kind, number in later._counts.items():
            self._counts[kind] += number
            self._found[kind] = (self._found[kind] + later._found[kind])[:_SHOWN]

    def said(self) -> Iterator[Noticed]:
        """Yield what there is to say."""
        for kind, (what, remedy) in _KINDS.items():
            if number := self._counts[kind]:
                who = "1 article has" if number == 1 else f"{number:,} articles have"
                yield Noticed(kind, number, f"{who} {what}", tuple(self._found[kind]), remedy)
        if number := self._passed:
            what = f"{number:,} file{'s' * (number > 1)} passed over, of formats that are not read"
            remedy = "save as .txt, .html or a table; all formats: docs/INPUTS.md"
            yield Noticed(_PASSED, number, what, tuple(self._others), remedy)


def _foreign(text: str) -> bool:
    letters = sum(map(str.isalpha, text[:_LONG]))
    return letters >= _JUDGED and sum(map(len, _SYLLABLES.findall(text, 0, _LONG))) < _HANGUL * letters
