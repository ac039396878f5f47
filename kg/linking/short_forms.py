"""Short forms: the head of a firm's name, a product's code, the beginning of a place's or an occasion's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kg.linking.known import Known
from kg.linking.spellings import longer, names_of
from kg.model import Mention
from kg.naming import fold

GUESSED = ("cue", "tagger", "pattern")
_SYLLABLES = 3  # of a land's name in short ("말레이")
_CLEAR = 3  # syllables of a firm's short form that need no word for a firm behind them in the full name
_CODE = re.compile(r"(?=[^0-9]*[0-9])[A-Z가-힣][A-Za-z0-9가-힣]{1,7}")  # a model by letters and a number


def by_short_form(linked: Sequence[Sequence[Mention]], known: Known) -> list[list[Mention]]:
    """Let a name that is the head of one firm's name mean that firm: 알라메다 where 알라메다리서치 is named.

    Args:
        linked: The mentions of each sentence, each with its entity.
        known: The lexicon (what it knows by itself is no short form), and what a firm's short form leaves away.

    Returns:
        The mentions, those that are short forms with the firm's entity.
    """
    unknown = {
        m.surface: m
        for ms in linked
        for m in ms
        if m.cls in ("Company", "Person") and m.method in GUESSED and not known.ontology.find(m.entity)
    }
    firms = [m for ms in linked for m in ms if m.cls == "Company"] if unknown else []
    full: dict[str, Mention] = {}
    for surface, m in unknown.items():
        heads = {f.entity: f for f in firms if f.entity != m.entity and _heads(m, f, known)}
        if len(heads) == 1:
            full[surface] = next(iter(heads.values()))
    return _meant(linked, full, lambda m: m.entity == unknown[m.surface].entity)


def by_code(linked: Sequence[Sequence[Mention]], known: Known) -> list[list[Mention]]:
    """Let a product's code mean the one product of the article whose name ends in it: S8 where 갤럭시 S8 is named.

    Args:
        linked: The mentions of each sentence, each with its entity.
        known: The lexicon and the classes.

    Returns:
        The mentions, those that are codes with the product's entity.
    """
    ontology = known.ontology
    made = [m for ms in linked for m in ms if ontology.branch(m.cls) == "Product" and not m.surface.isdigit()]
    codes = {m.surface for m in made if m.method in GUESSED and _CODE.fullmatch(m.surface)}
    full: dict[str, Mention] = {}
    for code in codes:
        ended = {m.entity: m for m in made if any(n.endswith(f" {code}") for n in names_of(m, ontology))}
        if len(ended) == 1:
            full[code] = next(iter(ended.values()))
    return _meant(linked, full, lambda m: m.method in GUESSED)


def by_beginning(linked: Sequence[Sequence[Mention]], known: Known) -> list[list[Mention]]:
    """Let a guessed name that a land's or site's known name begins with mean it: 말레이, 바라카 for 바라카 원전.

    So too an occasion's name without the number of its sitting ("제6차 한·중 장관회의", then "한·중 장관회의").

    Args:
        linked: The mentions of each sentence, each with its entity.
        known: The lexicon and the classes.

    Returns:
        The mentions, those that begin so with the full name's entity.
    """
    ontology, sitting = known.ontology, known.words.sitting
    guessed = {m.surface for ms in linked for m in ms if m.method in GUESSED and not ontology.find(m.entity)}
    fuller = [m for ms in linked for m in ms if ontology.branch(m.cls) == "Place" and ontology.find(m.entity)]
    events = [m for ms in linked for m in ms if m.cls == "Event" and not ontology.find(m.entity)]
    sittings = [m for ms in linked for m in ms if m.cls == "Event" and sitting.match(m.surface)]
    meant = {s: {m.entity: m for m in fuller if _is_begun_by(m.surface, s)} for s in guessed}
    meant |= {e.surface: {m.entity: m for m in sittings if sitting.sub("", m.surface) == e.surface} for e in events}
    full = {surface: next(iter(ms.values())) for surface, ms in meant.items() if len(ms) == 1}
    return _meant(linked, full, lambda m: m.cls == "Event" or m.method in GUESSED)


def _heads(m: Mention, firm: Mention, known: Known) -> bool:
    """Whether a firm's name begins with a mention and goes on with what a short form leaves away."""
    key = fold(m.surface)
    rests = [fold(n)[len(key) :] for n in names_of(firm, known.ontology) if longer(n, key)]
    clear = m.cls == "Company" and len(key) >= _CLEAR
    return any(rest in known.tails or clear for rest in rests)


def _is_begun_by(name: str, surface: str) -> bool:
    """Whether a place's name goes on from a word of its own, or from its first syllables."""
    whole = name.startswith(f"{surface} ")
    return whole or (name.startswith(surface) and len(surface) >= _SYLLABLES and len(name) > len(surface))


def _meant(
    linked: Sequence[Sequence[Mention]], full: Mapping[str, Mention], short: Callable[[Mention], bool]
) -> list[list[Mention]]:
    """The mentions of each sentence, those that are short for a fuller one with its entity and class.

    Args:
        linked: The mentions of each sentence.
        full: By surface the mention of the full name.
        short: Which of the mentions with such a surface are short for it.
    """
    return [
        [
            m._replace(entity=full[m.surface].entity, cls=full[m.surface].cls) if m.surface in full and short(m) else m
            for m in ms
        ]
        for ms in linked
    ]
