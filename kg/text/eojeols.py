"""Eojeols: the space-delimited words of a sentence, with their nominal core, particle, stem and ending."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from kg.model import Morpheme, Sentence, Span

NOUN_TAGS = frozenset(("NNG", "NNP", "NNB", "NR", "NP", "SL", "SH", "SN", "XSN", "XPN", "XR"))
NAME_TAGS = frozenset(("NNP", "SL", "SH"))
_VERB = frozenset(("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"))
_ENDINGS = frozenset(("EF", "EC", "ETM", "ETN"))
_COMMAS = frozenset(",、，·ㆍ・/∙‧")
_LIMIT = 1 << 15  # eojeols that are remembered
_REASONS, _FOR = frozenset(("면서", "으면서", "아서", "어서", "여서")), "위하"
_INWARD = "들이"  # one verb with the one before it: 거두어들이다
_LIGHT = frozenset(("되", "하", "받", "당하", "시키", "입"))
_made = tuple.__new__


@dataclass(slots=True, unsafe_hash=True)
class Eojeol:
    """One eojeol, what stands in parentheses left out.

    Never changed once made; not frozen, because a frozen one takes three times as long to make.

    Attributes:
        index: Its place in the sentence.
        span: Its characters, punctuation included.
        morphemes: What Kiwi makes of it.
        core: The nominal part, which a particle follows (an empty span where there is none).
        predicate: Span of the predicate, from noun or stem to the last ending.
        nouns: Forms of the nouns of its core, in order.
        particles: Forms of the particles at its end, in order.
        particle_tags: Their tags.
        stem: Dictionary form of its predicate ("개발하다", "만들다"), or "".
        noun: The noun that the predicate is made from ("개발" of "개발하다"), or "".
        ending: Form of the last verbal ending ("다고", "ㄴ", "고"), or "".
        ending_tag: EF, EC, ETM, ETN, or "".
        prefinals: Pre-final endings run together ("었", "겠").
        comma: Whether a comma or middle dot ends it.
        opens, closes: Whether a quotation mark opens before its core or closes behind it.
        final_stop: Whether a full stop ends it.
        particle: Its particles run together ("에서는").
        core_form: The nouns of its core run together.
        last_noun: The last noun of its core, or "".
        first_tag: Tag of its first morpheme that is no punctuation, or "".
        is_nominal: Whether it is a noun with or without particle, and no predicate.
        forms: Forms and tags of its morphemes.
    """

    index: int
    span: Span
    morphemes: tuple[Morpheme, ...]
    core: Span
    predicate: Span
    nouns: tuple[str, ...]
    particles: tuple[str, ...]
    particle_tags: tuple[str, ...]
    stem: str
    noun: str
    ending: str
    ending_tag: str
    prefinals: str
    comma: bool
    opens: bool
    closes: bool
    final_stop: bool
    particle: str
    core_form: str
    last_noun: str
    first_tag: str
    is_nominal: bool
    forms: tuple[tuple[str, str], ...]

    def core_in(self, nouns: Container[str]) -> bool:
        """Whether its last noun (or its whole core) is one of some nouns."""
        return self.last_noun in nouns or self.core_form in nouns


def eojeols(sentence: Sentence) -> list[Eojeol]:
    """Group a sentence's morphemes into eojeols.

    What stands in round brackets is an aside ("(현지 시간)", "(SCMP)"): it belongs to no eojeol, and the particle
    behind it goes with what stands before it ("위원회(위원장 김모)는").

    Args:
        sentence: A sentence with morphemes in order.

    Returns:
        Its eojeols in order, counted anew without the asides.
    """
    groups: list[list[Morpheme]] = []
    last, depth, outer, closed = -1, 0, -1, -1
    for m in sentence.morphemes:
        form, tag, start, end, eojeol = m
        if tag == "SSO" and form in "([（":
            outer = eojeol if not depth else outer
            depth += 1
        elif tag == "SSC" and form in ")]）":
            depth = max(0, depth - 1)
            closed = end if not depth else -1
        elif not depth:
            if start == closed and (outer == last or tag[0] == "J"):
                last = eojeol
            if eojeol != last or not groups:
                groups.append([])
            last = eojeol
            groups[-1].append(m)
    return [_eojeol(i, tuple(g)) for i, g in enumerate(groups)]


class _Read(NamedTuple):
    """What an eojeol's forms and tags say, whatever the text around.

    Places are indices of morphemes, or -1; `said` are the fields of an Eojeol from `nouns` on.
    """

    core: int
    core_last: int
    predicate: int
    predicate_last: int
    said: tuple[Any, ...]


def _eojeol(index: int, morphemes: tuple[Morpheme, ...]) -> Eojeol:
    core, core_last, predicate, predicate_last, said = _read(tuple([m[:2] for m in morphemes]))
    start = morphemes[0].start
    at = morphemes[predicate].start if predicate >= 0 else start
    # past the named tuple's own constructor, which takes twice as long
    return Eojeol(
        index,
        _made(Span, (start, max([m.end for m in morphemes]))),
        morphemes,
        _made(Span, (morphemes[core].start, morphemes[core_last].end) if core >= 0 else (start, start)),
        _made(Span, (at, max(at, morphemes[predicate_last].end) if predicate_last >= 0 else at)),
        *said,
    )


@lru_cache(_LIMIT)
def _read(morphemes: tuple[tuple[str, str], ...]) -> _Read:
    """Read one eojeol's forms and tags from left to right; eojeols recur, so what they say is remembered."""
    particles: list[tuple[str, str]] = []
    core = core_last = verb_at = predicate_last = -1
    ending = ending_tag = prefinals = ""
    opens = closes = stop = broken = False
    for i, (form, tag) in enumerate(morphemes):
        if tag in NOUN_TAGS:
            if verb_at >= 0 and not ending_tag:  # Kiwi's own slip: what a noun follows at once is no stem but its part
                core = verb_at if core < 0 or broken else core
                verb_at = predicate_last = -1
            if core < 0 or verb_at >= 0 or broken:
                core = i
                verb_at, ending, ending_tag, prefinals = -1, "", "", ""
            core_last, particles, broken = i, [], False
        elif tag[0] == "J":
            particles.append((form, tag))
        elif tag == "VCP" and ending in _REASONS and morphemes[verb_at][0] != _FOR:
            predicate_last = i  # "수출을 막으면서다": what was done, told as the reason
        elif tag in _VERB:
            if verb_at < 0 or tag != "VX":
                verb_at, prefinals = i, ""
            ending = ending_tag = ""
            particles, predicate_last = [], i
        elif tag in _ENDINGS:
            ending, ending_tag, particles, predicate_last = form, tag, [], i
        elif tag == "EP":
            prefinals += form
        elif tag in ("SS", "SSO", "SSC", "SW", "SO"):
            opens, closes = opens or core_last < 0, closes or core_last >= 0 or tag == "SSC"
        elif tag in ("SF", "SE"):
            stop, broken = stop or tag == "SF", core >= 0
    nouns = tuple([form for form, tag in morphemes[core : core_last + 1] if tag in NOUN_TAGS]) if core >= 0 else ()
    stem, noun, predicate = _stem(morphemes, verb_at)
    first = next((tag for _, tag in morphemes if tag[0] != "S" or tag in ("SL", "SH", "SN")), "")
    form, tag = morphemes[-1]
    forms = tuple([form for form, _ in particles])
    said = (
        nouns, forms, tuple([tag for _, tag in particles]), stem, noun, ending, ending_tag, prefinals,
        tag in ("SP", "SO", "SW") and form in _COMMAS, opens, closes, stop,
        "".join(forms), "".join(nouns), nouns[-1] if nouns else "", first,
        core >= 0 and (not stem or ending_tag == "ETN"), morphemes,
    )  # fmt: skip
    return _Read(core, core_last, predicate, predicate_last, said)


def _stem(morphemes: Sequence[tuple[str, str]], at: int) -> tuple[str, str, int]:
    """Dictionary form of the predicate at a morpheme, the noun it is made from, and where it starts."""
    if at < 0:
        return "", "", -1
    verb, tag = morphemes[at]
    if at > 0 and (tag in ("XSV", "XSA", "VCP", "VCN") or (tag == "VV" and verb in _LIGHT)):
        root, root_tag = morphemes[at - 1]
        first = at - 1
        made = root_tag == "XSN" and tag[0] != "V" and first > 0  # 국산+화+하다, 저울+질+하다
        if made and morphemes[first - 1][1] in NOUN_TAGS:
            first -= 1
            root = f"{morphemes[first][0]}{root}"
        if root_tag in NOUN_TAGS or root_tag == "MAG":
            return f"{root}{verb}다", root, first
    if verb == _INWARD and at > 1 and morphemes[at - 1][1] == "EC" and morphemes[at - 2][1] == "VV":
        return f"{morphemes[at - 2][0]}{morphemes[at - 1][0]}{verb}다", "", at - 2
    return f"{verb}다", "", at
