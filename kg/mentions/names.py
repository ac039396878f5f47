"""Names that no lexicon holds, found by the words beside them: titles, class nouns, endings, product patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.divisions import divisions
from kg.mentions.marked import marked
from kg.mentions.organisations import (
    abbreviated,
    bodies,
    by_class_noun,
    by_suffix,
    facilities,
    incorporated,
    laws,
    reactors,
    units,
)
from kg.mentions.people import people
from kg.mentions.products import genitive_quotes, processes, products, quoted, versions
from kg.mentions.sharing import listed_firms
from kg.mentions.squads import squads
from kg.model import Mention, Span
from kg.text.document import Parsed


def names(text: str, parsed: Parsed, known: Sequence[Mention], cues: Cues) -> Iterator[Mention]:
    """Yield names that cue words give away in one sentence.

    Args:
        text: The article's decoded source.
        parsed: The sentence.
        known: Mentions already found in it.
        cues: The cue words.

    Yields:
        Mentions with a class and without an entity.
    """
    taken = [m.span for m in known]
    known = [m for m in known if m.method != "category"]
    covered = [m.span for m in known]
    words = parsed.eojeols

    def free(span: Span) -> bool:
        return not _ends_in(span, covered)

    def unknown(span: Span) -> bool:
        return not _ends_in(span, taken)

    ended = list(by_suffix(text, words, known, cues, unknown))
    yield from (
        *people(text, words, known, cues, unknown),
        *bodies(text, words, known, cues),
        *by_class_noun(text, words, cues, free),
        *ended,
        *listed_firms(text, parsed, known, cues, unknown),
        *facilities(text, words, (*known, *ended), cues),
        *reactors(text, parsed, cues),
        *units(text, words, known, cues),
        *divisions(text, parsed, known, cues),
        *squads(text, parsed, known, cues),
        *laws(text, words, cues, free),
        *incorporated(text, parsed, free),
        *abbreviated(text, parsed, cues, free),
        *versions(text, parsed, known, cues),
        *genitive_quotes(text, parsed, known, cues, free),
        *processes(text, parsed, free),
        *products(text, parsed, cues, free),
        *quoted(text, parsed, cues, free),
        *marked(text, parsed, known, cues),
    )


def _ends_in(span: Span, others: Sequence[Span]) -> bool:
    """Whether the first or the last character of a span stands in another one."""
    first, last = span.start, span.end - 1
    return any(start <= first < end or start <= last < end for start, end in others)
