"""All that stands for a name, sentence by sentence: each is heard after what the sentences before it were about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.anaphora import Anaphora
from kg.linking.known import Known
from kg.linking.nominals import Nominals
from kg.linking.salience import Salience
from kg.mentions.partly import METHOD as PARTIAL
from kg.model import Mention
from kg.text.document import Document

_LATELY = 3  # sentences back within which a list is meant by 두 회사


def refer(document: Document, linked: Sequence[Sequence[Mention]], known: Known) -> list[list[Mention]]:
    """Add 이 회사, 동사, 그는, 회사 측, 황 CEO: mentions whose entity is the nearest fitting one before.

    Args:
        document: The article.
        linked: The mentions of each sentence, each with its entity.
        known: The words that refer.

    Returns:
        The mentions of each sentence, in order.
    """
    history: list[Mention] = []
    salience = Salience(document.text, known.cues.title)
    anaphora = Anaphora(document.text, known, salience)
    nominals = Nominals(document.text, known)
    out: list[list[Mention]] = []
    starts = [p.span.start for p in document.sentences]
    for i, (parsed, ms) in enumerate(zip(document.sentences, linked, strict=True)):
        here = list(ms)
        for m in anaphora.find(parsed, ms, history, starts[max(0, i - _LATELY)]):
            here = [x for x in here if x.method != PARTIAL or not x.span.overlaps(m.span)]
            if not any(m.span.overlaps(x.span) and (x.span != m.span or x.entity == m.entity) for x in here):
                here.append(m)
        here.extend(nominals.find(parsed, history, here, salience))
        here.sort(key=lambda m: m.span)
        out.append(here)
        history.extend(ms)
        called = [m for m in here if m not in ms and m.cls == "Person" and m.surface not in known.words.pronouns]
        salience.hear(ms, headline=parsed.sentence.kind != "body", called=called)
    return out
