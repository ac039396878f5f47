"""Branches and divisions of courts and prosecutors: 서울고법 형사9부, 광주지검 순천지청, 대구고법 제1형사부."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.nouns import by_cue
from kg.model import Mention, Span
from kg.text.document import Parsed

_BRANCH = "지청"  # which is nothing else


def divisions(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """Yield the divisions that stand right behind a court's or prosecutors' name, with that name.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        known: Mentions already found in it.
        cues: What courts' names end in, and what their divisions are called.
    """
    for court in known:
        if court.cls != "GovernmentBody" or not court.surface.endswith(cues.courts):
            continue
        start, end = court.span
        branch = cues.branches.match(text, end, parsed.span.end)
        named = branch is not None and parsed.eojeols[parsed.eojeol_at(end + 1)].first_tag == "NNP"
        if branch is not None and (named or branch[0].endswith(_BRANCH)):
            end = branch.end()  # "법원 예산지원" is none
        bench = cues.benches.match(text, end, parsed.span.end)
        if bench is not None and _ends_at(text, parsed, bench.end()):
            end = bench.end()
        if end > court.span.end and _ends_at(text, parsed, end):
            yield by_cue(text, Span(start, end), "GovernmentBody", 0.85)


def _ends_at(text: str, parsed: Parsed, end: int) -> bool:
    """Whether a noun ends at an offset, with nothing but a particle or a bracket behind it."""
    return text[end : end + 1] == "(" or parsed.eojeols[parsed.eojeol_at(end - 1)].core.end == end
