"""What is said of a claim: its modality, its source and the chain behind the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import ANONYMOUS

_FIRMNESS = ("denied", "negated", "alleged", "planned", "predicted", "claimed", "asserted")
_RANKS = {modality: rank for rank, modality in enumerate(_FIRMNESS)}


@dataclass(frozen=True, slots=True)
class Voice:
    """Modality of a claim, its source ("" for the article's own voice) and the further links of the chain.

    Attributes:
        aside: Whether the claim only describes something within what is said ("A가 이끄는 B가 ...라고 밝혔다").
    """

    modality: str = "asserted"
    source: str = ""
    via: tuple[str, ...] = ()
    aside: bool = field(default=False, compare=False)

    def within(self, outer: Voice, *, presupposed: bool = False) -> Voice:
        """Return this voice as an outer one reports it.

        Args:
            outer: The voice of the clause above.
            presupposed: Whether the outer voice only takes the claim for granted (an adnominal clause inside what it
                says): then it makes it a claim, and no plan, forecast or denial.

        Returns:
            The less firm modality; the source nearest to the reader that has a name, the others behind it.
        """
        modality = weaker(self.modality, outer.modality)
        if presupposed:
            modality = weaker(self.modality, "claimed") if outer.source else self.modality
        named = [s for s in (outer.source, *outer.via, self.source, *self.via) if s not in ("", ANONYMOUS)]
        chain = tuple(dict.fromkeys(named))
        source = chain[0] if chain else outer.source or self.source
        return Voice(modality, source, chain[1:], self.aside)


def weaker(a: str, b: str) -> str:
    """The less firm of two modalities.

    >>> weaker("claimed", "planned")
    'planned'
    """
    return a if _RANKS[a] <= _RANKS[b] else b
