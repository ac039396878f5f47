"""The gate: domain, range, units, spans and quotes; what fails is counted with its reason, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import MODALITIES, Article, Claim, Entity, Quantity, Reject, Span
from kg.ontology import Ontology


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
            rejects.append(Reject(article.id, reason, _describe(claim)))
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
    if evidence.span.of(article.text) != evidence.exact:
        return "quote is not the source's text"
    limits = Span(0, len(article.text))
    for span in (evidence.subject, evidence.object, evidence.trigger):
        if span.end <= span.start or not span.within(limits):
            return "span outside the text"
    if not evidence.trigger.within(evidence.span):
        return "span outside its sentence"
    return ""


def _describe(claim: Claim) -> str:
    target = claim.statement.object.id if isinstance(claim.statement.object, Quantity) else claim.statement.object
    return f"{claim.statement.subject} {claim.statement.predicate} {target} at {claim.evidence.span.start}"
