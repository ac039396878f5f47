"""Direct quotations: who says what stands between the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.syntax import Phrase
from kg.extract.voice.said import Voice
from kg.extract.voice.signs import key_of, stem_of
from kg.extract.voice.speakers import Speakers
from kg.model import ANONYMOUS, Span
from kg.text.eojeols import Eojeol

_HEADLINE_SPEAKER = re.compile(
    r"\s*(?:측|대통령|회장|대표|CEO|장관|총리|위원장|의장|총재|시장|의원|사장)?\s*[,:]?\s*\Z"
)
_REPORTING = re.compile(r"\s?(?:이?라?고|이?라?며|이?라?면서|이?라는|이?란|는)(?![가-힣]*(?:을|를)\b)")
_LONG = 14  # code points: shorter ones without a verb are names and scare quotes


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that somebody says.

    Attributes:
        span: Where it stands, marks included.
        voice: Who says it, and how.
        verb: Eojeol of the verb that reports it, -1 for none.
    """

    span: Span
    voice: Voice
    verb: int = -1


def quotations(speakers: Speakers) -> list[Quotation]:
    """Find the quotations of a sentence that somebody says, scare quotes left out."""
    found = (_quotation(speakers, q) for q in _spans(speakers))
    return [q for q in found if q is not None]


def _spans(speakers: Speakers) -> list[Span]:
    """Quotations within the sentence, and the part of one that runs over its ends."""
    text, sentence = speakers.text, speakers.syntax.parsed.span
    out = list(speakers.syntax.parsed.quotes)
    opening = text.rfind("“", sentence.start, sentence.end)
    if opening > text.rfind("”", sentence.start, sentence.end):
        out.append(Span(opening, sentence.end))
    closing = text.find("”", sentence.start, sentence.end)
    first = text.find("“", sentence.start, sentence.end)
    start = max(text.rfind("\n", 0, sentence.start), 0)
    before_open = text.rfind("“", start, sentence.start) > text.rfind("”", start, sentence.start)
    if before_open and (closing >= 0 or first < 0) and (first < 0 or closing < first):
        out.insert(0, Span(sentence.start, closing + 1 if closing >= 0 else sentence.end))
    return out


def _quotation(speakers: Speakers, quote: Span) -> Quotation | None:
    words, text = speakers.syntax.words, speakers.text
    inside = [w for w in words if w.span.start >= quote.start and w.span.end <= quote.end + 4]
    if not any(w.stem and w.predicate.end <= quote.end for w in inside) and quote.end - quote.start <= _LONG:
        return None
    verb = _verb_after(speakers, quote)
    reported = _REPORTING.match(text, quote.end) is not None
    if verb >= 0 and (reported or speakers.signs.reports(words[verb])):
        return Quotation(quote, _told(speakers, quote, verb), verb)
    named = _named_before(speakers, quote)
    if named:
        speakers.current = named if named != ANONYMOUS else speakers.current
        return Quotation(quote, Voice("claimed", named))
    sentence = speakers.syntax.parsed.span
    last = speakers.before()
    if last and quote.start - sentence.start <= 1:
        speakers.current = last
        return Quotation(quote, Voice("claimed", last))
    alone = quote.start - sentence.start <= 1 and quote.end >= sentence.end - 1
    return Quotation(quote, Voice("claimed", ANONYMOUS)) if alone else None


def _outside(speakers: Speakers, word: Eojeol) -> bool:
    return not any(q.start < word.predicate.start < q.end for q in speakers.syntax.parsed.quotes)


def _verb_after(speakers: Speakers, quote: Span) -> int:
    """The first verb behind a quotation that reports it, else the sentence's last one; -1 for none."""
    after = [
        w
        for w in speakers.syntax.words
        if w.stem and w.predicate.start >= quote.end - 1 and w.span.end > quote.end + 1 and _outside(speakers, w)
    ]
    bare = ("하다", "나오다", "제기되다", "있다")
    found = [w for w in after if speakers.signs.reports(w) or stem_of(w) in speakers.signs.factive or w.stem in bare]
    return (found or after[-1:])[0].index if after else -1


def _told(speakers: Speakers, quote: Span, verb: int) -> Voice:
    word = speakers.syntax.words[verb]
    modality = speakers.signs.report.get(key_of(word)) or speakers.signs.heard(word) or "claimed"
    if modality in ("planned", "denied"):
        modality = "claimed"  # the quotation's own words say whether it is a plan or a denial
    before = _subject_before(speakers, quote)
    source = speakers.of_verb(verb, known=True) or before or speakers.of_verb(verb) or ANONYMOUS
    if source == ANONYMOUS and before:
        source = before
    if source != ANONYMOUS:
        speakers.current = source
    return Voice(modality, source, speakers.via(verb, source))


def _subject_before(speakers: Speakers, quote: Span) -> str:
    """The topic or subject that stands before a quotation."""
    words = speakers.syntax.words
    before = [
        p
        for p in speakers.syntax.phrases
        if words[p.last].span.end <= quote.start and p.slot in ("TOP", "SBJ") and not speakers.quoted(p)
    ]
    return next((s for p in sorted(before, key=_topic_first) if (s := speakers.who(p))), "")


def _topic_first(phrase: Phrase) -> tuple[bool, int]:
    return phrase.slot != "TOP", -phrase.first


def _named_before(speakers: Speakers, quote: Span) -> str:
    """Who stands right before a quotation without a verb: 트럼프 “...” in headlines, clipped sentences (그는 “...”)."""
    text, syntax = speakers.text, speakers.syntax
    before = [m for m in syntax.mentions if m.span.end <= quote.start and speakers.speaks(m)]
    if before and _HEADLINE_SPEAKER.match(text[before[-1].span.end : quote.start]):
        return before[-1].entity
    phrase = next((p for p in reversed(syntax.phrases) if syntax.words[p.last].span.end <= quote.start), None)
    if phrase is None or text[syntax.words[phrase.last].span.end : quote.start].strip():
        return ""
    ends = quote.end >= syntax.parsed.span.end - 2 or syntax.parsed.sentence.kind == "headline"
    return speakers.who(phrase) if ends and phrase.slot in ("TOP", "SBJ", "BARE") else ""
