"""Eojeols: the space-delimited words of a sentence, with their nominal core, particle, stem and ending."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from kg.model import Morpheme, Sentence, Span

NOUN_TAGS = frozenset(("NNG", "NNP", "NNB", "NR", "NP", "SL", "SH", "SN", "XSN", "XPN", "XR"))
NAME_TAGS = frozenset(("NNP", "SL", "SH"))
_VERB = frozenset(("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"))
_ENDINGS = frozenset(("EF", "EC", "ETM", "ETN"))
_COMMAS = frozenset(",、，·ㆍ・/∙‧")
_LIGHT = frozenset(("되", "하", "받", "당하", "시키", "입"))


@dataclass(slots=True, unsafe_hash=True)
class Eojeol:
    """One eojeol, what stands in parentheses left out.

    Never changed once made; not frozen, because a frozen one takes three times as long to make.

    Attributes:
        index: Its place in the sentence.
        span: Its characters, punctuation included.
        morphemes: What Kiwi makes of it.
        core: The nominal part, which a particle follows (an empty span where there is none).
        nouns: Forms of the nouns of its core, in order.
        particles: Forms of the particles at its end, in order.
        particle_tags: Their tags.
        stem: Dictionary form of its predicate ("개발하다", "만들다"), or "".
        noun: The noun that the predicate is made from ("개발" of "개발하다"), or "".
        predicate: Span of the predicate, from noun or stem to the last ending.
        ending: Form of the last verbal ending ("다고", "ㄴ", "고"), or "".
        ending_tag: EF, EC, ETM, ETN, or "".
        prefinals: Pre-final endings run together ("었", "겠").
        comma: Whether a comma or middle dot ends it.
        opens, closes: Whether a quotation mark opens before its core or closes behind it.
    """

    index: int
    span: Span
    morphemes: tuple[Morpheme, ...]
    core: Span
    nouns: tuple[str, ...]
    particles: tuple[str, ...]
    particle_tags: tuple[str, ...]
    stem: str
    noun: str
    predicate: Span
    ending: str
    ending_tag: str
    prefinals: str
    comma: bool
    opens: bool
    closes: bool
    final_stop: bool

    @property
    def particle(self) -> str:
        """The particles run together ("에서는")."""
        return "".join(self.particles)

    @property
    def is_nominal(self) -> bool:
        """Whether it is a noun with or without particle, and no predicate."""
        return self.core.end > self.core.start and (not self.stem or self.ending_tag == "ETN")

    def core_in(self, nouns: Container[str]) -> bool:
        """Whether its last noun (or its whole core) is one of some nouns."""
        return self.last_noun in nouns or self.core_form in nouns

    @property
    def core_form(self) -> str:
        """The nouns of its core run together."""
        return "".join(self.nouns)

    @property
    def last_noun(self) -> str:
        """The last noun of its core, or ""."""
        return self.nouns[-1] if self.nouns else ""

    @property
    def first_tag(self) -> str:
        """Tag of its first morpheme that is no punctuation."""
        return next((m.tag for m in self.morphemes if m.tag[0] != "S" or m.tag in ("SL", "SH", "SN")), "")


def eojeols(sentence: Sentence) -> list[Eojeol]:
    """Group a sentence's morphemes into eojeols.

    What stands in round brackets is an aside ("(현지 시간)", "(SCMP)"): it belongs to no eojeol.

    Args:
        sentence: A sentence with morphemes in order.

    Returns:
        Its eojeols in order, counted anew without the asides.
    """
    groups: list[list[Morpheme]] = []
    last, depth = -1, 0
    for m in sentence.morphemes:
        if m.tag == "SSO" and m.form in "([（":
            depth += 1
        elif m.tag == "SSC" and m.form in ")]）":
            depth = max(0, depth - 1)
        elif not depth:
            if m.eojeol != last:
                groups.append([])
                last = m.eojeol
            groups[-1].append(m)
    return [_eojeol(i, tuple(g)) for i, g in enumerate(groups)]


def _eojeol(index: int, morphemes: Sequence[Morpheme]) -> Eojeol:
    """Read one eojeol's morphemes from left to right."""
    particles: list[Morpheme] = []
    core_start = core_end = verb_at = -1
    ending = ending_tag = prefinals = ""
    predicate_end = 0
    opens = closes = stop = broken = False
    for i, m in enumerate(morphemes):
        tag = m.tag
        if tag in NOUN_TAGS:
            if verb_at >= 0 and not ending_tag:
                continue  # Kiwi's own slip: a noun cannot follow a bare stem
            if core_start < 0 or verb_at >= 0 or broken:
                core_start = m.start
                verb_at, ending, ending_tag, prefinals = -1, "", "", ""
            core_end, particles, broken = m.end, [], False
        elif tag[0] == "J":
            particles.append(m)
        elif tag in _VERB:
            if verb_at < 0 or tag != "VX":
                verb_at, prefinals = i, ""
            ending = ending_tag = ""
            particles, predicate_end = [], m.end
        elif tag in _ENDINGS:
            ending, ending_tag, particles, predicate_end = m.form, tag, [], m.end
        elif tag == "EP":
            prefinals += m.form
        elif tag in ("SS", "SSO", "SSC", "SW", "SO"):
            opens, closes = opens or core_end < 0, closes or core_end >= 0 or tag == "SSC"
        elif tag in ("SF", "SE"):
            stop, broken = stop or tag == "SF", core_start >= 0
    if core_end < 0:
        core_start = core_end = morphemes[0].start
    nouns = [m.form for m in morphemes if m.tag in NOUN_TAGS and core_start <= m.start and m.end <= core_end]
    stem, noun, at = _stem(morphemes, verb_at)
    last = morphemes[-1]
    return Eojeol(
        index, Span(morphemes[0].start, max([m.end for m in morphemes])), tuple(morphemes), Span(core_start, core_end),
        tuple(nouns),
        tuple([m.form for m in particles]), tuple([m.tag for m in particles]), stem, noun,
        Span(at, max(at, predicate_end)), ending, ending_tag, prefinals,
        last.tag in ("SP", "SO", "SW") and last.form in _COMMAS, opens, closes, stop,
    )  # fmt: skip


def _stem(morphemes: Sequence[Morpheme], at: int) -> tuple[str, str, int]:
    """Dictionary form of the predicate at a morpheme, the noun it is made from, and where it starts."""
    if at < 0:
        return "", "", morphemes[0].start
    verb = morphemes[at]
    derived = verb.tag in ("XSV", "XSA", "VCP", "VCN") or (verb.tag == "VV" and verb.form in _LIGHT)
    if derived and at > 0:
        root = morphemes[at - 1]
        if root.tag in NOUN_TAGS or root.tag == "MAG":
            return f"{root.form}{verb.form}다", root.form, root.start
    return f"{verb.form}다", "", verb.start
