"""Mentions that are no names: made of a stretch of text and the name that it stands for."""

from __future__ import annotations

from kg.model import Mention, Span

METHOD = "coreference"
SURE = 0.7


def reference(text: str, span: Span, name: Mention, confidence: float = SURE) -> Mention:
    """Return the mention that a stretch of text is where it stands for a name.

    Args:
        text: The article's text, set plainly.
        span: The stretch.
        name: What is meant.
        confidence: How sure that is.
    """
    return Mention(span, span.of(text), name.cls, name.entity, METHOD, confidence)
