"""The gate: domain, range, units, spans and quotes; what fails is counted with its reason, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kg.model import ANONYMOUS, MODALITIES, Article, Claim, Entity, Quantity, Reject, Span
from kg.ontology import Ontology

_DATES = frozenset((len("2025"), len("2025-01"), len("2025-01-31")))


def check(
    claims: Iterable[Claim], article: Article, entities: Mapping[str, Entity], ontology: Ontology
) -> tuple[list[Claim], list[Reject]]:
    """Keep the claims that the vocabulary allows and the text bears out.

    Args:
        claims: What an extractor yields.
        article: The article that they come from.
        entities: Its entities by id.
        ontology: Domains, ranges and units.

    Returns:
        The claims that pass, each once, and the rejects.
    """
    kept: dict[tuple[object, ...], Claim] = {}
    rejects: list[Reject] = []
    for claim in claims:
        reason = _fault(claim, article, entities, ontology)
        if reason:
            rejects.append(Reject(article.id, reason, describe(claim), claim.statement.id, claim.evidence.exact))
        else:
            statement, evidence = claim  # one sentence makes a claim once, whatever found it
            said = (statement.subject, statement.predicate, statement.object, tuple(sorted(statement.qualifiers)))
            place = (said, evidence.span, evidence.modality, evidence.attributed_to)
            if place not in kept or evidence.confidence > kept[place].evidence.confidence:
                kept[place] = claim
    return list(kept.values()), rejects


def _fault(claim: Claim, article: Article, entities: Mapping[str, Entity], ontology: Ontology) -> str:
    """Why a claim may not stand, or ""."""
    statement, evidence = claim
    subject = entities.get(statement.subject)
    if subject is None:
        return "unknown subject"
    if isinstance(statement.object, Quantity):
        if not ontology.measures_of(statement.predicate, subject.cls, statement.object.unit):
            return "measure or unit not allowed"
    else:
        target = entities.get(statement.object)
        if target is None:
            return "unknown object"
        if statement.object == statement.subject:
            return "subject is object"
        if not ontology.allows(statement.predicate, subject.cls, target.cls):
            return "domain or range"
    if evidence.modality not in MODALITIES:
        return "unknown modality"
    if not 0 <= evidence.confidence <= 1 or not evidence.extractor:
        return "no confidence or no extractor"
    days = (evidence.time, *(q.value for q in statement.qualifiers if q.name == "date"))
    if not all(map(_is_date, filter(None, days))):
        return "date is none"
    spoken = {*evidence.via, evidence.attributed_to, *(q.value for q in statement.qualifiers if q.is_entity)}
    if any(i not in entities and ontology.find(i) is None for i in spoken - {"", ANONYMOUS}):
        return "unknown speaker or qualifier"
    return misplaced(claim, article.text)


def misplaced(claim: Claim, text: str) -> str:
    """Why a claim's quotation or spans are not where they should be, or "".

    A subject or an object may stand before the sentence, where the sentence leaves it out, but not both.

    Args:
        claim: The claim.
        text: The decoded source; "" where it is not known, as after a graph was read back.
    """
    evidence = claim.evidence
    if text and evidence.span.of(text) != evidence.exact:
        return "quote is not the source's text"
    limits = Span(0, len(text) if text else max(evidence.span.end, evidence.subject.end, evidence.object.end))
    for span in (evidence.span, evidence.subject, evidence.object, evidence.trigger):
        if span.end <= span.start or not span.within(limits):
            return "span outside the text"
    ends = (evidence.subject, evidence.object)
    if not evidence.trigger.within(evidence.span) or not any(span.within(evidence.span) for span in ends):
        return "span outside its sentence"
    if len(evidence.exact) != evidence.span.end - evidence.span.start:
        return "quote is not as long as its sentence"
    return ""


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year of the calendar."""
    try:
        date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return len(text) in _DATES and text.replace("-", "").isdecimal()


def describe(claim: Claim) -> str:
    """Name a claim and its place."""
    target = claim.statement.object.id if isinstance(claim.statement.object, Quantity) else claim.statement.object
    return f"{claim.statement.subject} {claim.statement.predicate} {target} at {claim.evidence.span.start}"
