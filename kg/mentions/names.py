"""Names that no lexicon holds, found by the words beside them: titles, class nouns, endings, product patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.cues import Cues
from kg.mentions.organisations import (
    abbreviated,
    bodies,
    by_class_noun,
    by_suffix,
    facilities,
    incorporated,
    laws,
    units,
)
from kg.mentions.people import people
from kg.mentions.products import genitive_quotes, products, quoted, versions
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
    covered = {i for m in known if m.method != "category" for i in range(m.span.start, m.span.end)}
    taken = {i for m in known for i in range(m.span.start, m.span.end)}
    known = [m for m in known if m.method != "category"]
    words = parsed.eojeols

    def free(span: Span) -> bool:
        return span.start not in covered and span.end - 1 not in covered

    def unknown(span: Span) -> bool:
        return span.start not in taken and span.end - 1 not in taken

    found = [
        *people(text, words, known, cues, unknown),
        *bodies(text, words, known, cues),
        *by_class_noun(text, words, cues, free),
        *by_suffix(text, words, known, cues, unknown),
        *facilities(text, words, known, cues),
        *units(text, words, known, cues),
        *laws(text, words, cues, free),
        *incorporated(text, parsed, free),
        *abbreviated(text, parsed, cues, free),
        *versions(text, parsed, known),
        *genitive_quotes(text, parsed, known, free),
        *products(text, parsed, cues, free),
        *quoted(text, parsed, cues, free),
    ]
    yield from found
