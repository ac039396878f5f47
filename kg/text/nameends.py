"""Where unknown names end: a particle that Kiwi took for a name's last syllable, a syllable it took for a particle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.model import Morpheme, Sentence

# Particles of one syllable, whether they follow a final consonant, and their tags.
_PARTICLES = {
    "이": (True, "JKS"), "가": (False, "JKS"), "을": (True, "JKO"), "를": (False, "JKO"), "은": (True, "JX"),
    "는": (False, "JX"), "과": (True, "JC"), "와": (False, "JC"),
}  # fmt: skip
_OBJECT = ("을", "를")
_SUBJECT = ("이", "가")
_ENDS_IN = ("가", "이", "에", "로", "나", "라", "도", "고")  # what names end in and particles sound like
_NAMED = ("NNP", "SL")
_TAIL = ("MAG", "MM", "IC", "NNG", "NNB", "NP", "NR")
_SHORT = 2
_ACTS = ("VV", "NNG")


def with_name_ends(
    sentences: Sequence[Sentence], names: Collection[str], titles: Collection[str], surnames: Collection[str]
) -> list[Sentence]:
    """Give unknown names their own end: "리처드 텅이 임명됐다" holds a particle, "마누엘 토로 장관은" does not.

    Args:
        sentences: An article's sentences.
        names: Names that the analyser was told, which end as they do.
        titles: What people are called by their posts ("장관").
        surnames: Korean family names.
    """
    joined = [_joined(s.morphemes, names, titles, surnames) for s in sentences]
    forms = {m.form for here in joined for m in here if m.tag == "NNP"}
    out = []
    for s, here in zip(sentences, joined, strict=True):
        morphemes = _parted(here, names, forms, titles, body=s.kind == "body")
        out.append(s if morphemes is s.morphemes else Sentence(s.span, s.kind, tuple(morphemes), s.heads))
    return out


def agrees(stem: str, particle: str) -> bool:
    """Whether a particle has the form that a word's last sound asks for.

    >>> agrees("텅", "이"), agrees("텅", "가"), agrees("알마", "가")
    (True, False, True)
    """
    return "가" <= stem[-1:] <= "힣" and ((ord(stem[-1]) - ord("가")) % 28 > 0) == _PARTICLES[particle][0]


def _parted(
    morphemes: Sequence[Morpheme],
    names: Collection[str],
    forms: Collection[str],
    titles: Collection[str],
    *,
    body: bool,
) -> Sequence[Morpheme]:
    """The morphemes with particles cut off unknown names that swallowed them."""
    out: list[Morpheme] | None = None
    for i, m in enumerate(morphemes):
        if m.tag != "NNP" or m.form[-1] not in _PARTICLES or len(m.form) < _SHORT or m.form in names:
            if out is not None:
                out.append(m)
            continue
        last = i + 1 == len(morphemes) or morphemes[i + 1].eojeol != m.eojeol
        if last and m.end - m.start == len(m.form) and _swallowed(morphemes, i, forms, titles, body=body):
            out = list(morphemes[:i]) if out is None else out
            out.append(Morpheme(m.form[:-1], "NNP", m.start, m.end - 1, m.eojeol))
            out.append(Morpheme(m.form[-1], _PARTICLES[m.form[-1]][1], m.end - 1, m.end, m.eojeol))
        elif out is not None:
            out.append(m)
    return morphemes if out is None else out


def _swallowed(
    morphemes: Sequence[Morpheme], i: int, forms: Collection[str], titles: Collection[str], *, body: bool
) -> bool:
    """Whether the last syllable of a bare name is a particle: an object's always, a subject's before a predicate."""
    m = morphemes[i]
    stem, particle = m.form[:-1], m.form[-1]
    if not agrees(stem, particle):
        return False
    given = i > 0 and morphemes[i - 1].tag == "NNP" and morphemes[i - 1].eojeol == m.eojeol - 1
    if len(stem) < _SHORT and not given:
        return False
    if particle in _OBJECT or (stem in forms and (given or len(stem) > _SHORT)):
        return True
    return (
        body
        and particle in _SUBJECT
        and (given or len(stem) > _SHORT)
        and (_predicated(morphemes, i + 1) or _acts(morphemes, i, titles))
    )


def _acts(morphemes: Sequence[Morpheme], i: int, titles: Collection[str]) -> bool:
    """Whether an object and a verb follow a bare name in a clause that has no subject yet ("살라가 [골을 넣었다]")."""
    behind = morphemes[i + 1 : i + 4]
    if [m.tag for m in behind[:2]] != ["NNG", "JKO"] or behind[0].form in titles or behind[-1].tag not in _ACTS:
        return False
    for m in reversed(morphemes[:i]):
        if m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는")):
            return False
        if m.tag in ("EC", "EF"):
            break
    return True


def _predicated(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether the next eojeol is a predicate, which a bare name does not stand before ("텅이 [임명됐다]")."""
    here = [m for m in morphemes[i : i + 6] if m.eojeol == morphemes[i].eojeol] if i < len(morphemes) else []
    noun = [m.tag for m in here[:2]]
    return noun[:1] in (["VV"], ["VA"]) or noun in (["NNG", "XSV"], ["NNG", "XSA"])


def _joined(
    morphemes: Sequence[Morpheme], names: Collection[str], titles: Collection[str], surnames: Collection[str]
) -> Sequence[Morpheme]:
    """The morphemes with a name's last syllable put back that Kiwi took for a particle or another word."""
    out = list(morphemes)
    for at in reversed(list(_cut(morphemes, names, titles, surnames))):
        a, b = morphemes[at], morphemes[at + 1]
        out[at : at + 2] = [Morpheme(a.form + b.form, "NNP", a.start, b.end, a.eojeol)]
    return out if len(out) < len(morphemes) else morphemes


def _cut(
    morphemes: Sequence[Morpheme], names: Collection[str], titles: Collection[str], surnames: Collection[str]
) -> Iterator[int]:
    """Where a name of two morphemes stands before a title: "이진욱 대표", "마누엘 델 토로 미 해군장관은"."""
    for i, (a, b, c) in enumerate(zip(morphemes, morphemes[1:], morphemes[2:], strict=False)):
        if len(b.form) != 1 or b.eojeol != a.eojeol or c.eojeol == a.eojeol or a.end != b.start or a.form in names:
            continue
        first = i == 0 or morphemes[i - 1].eojeol < a.eojeol
        if not first or b.end - b.start != 1 or a.tag not in ("NNP", "NNG"):
            continue
        if b.tag in _TAIL and a.tag == "NNP":
            whole = len(a.form) == _SHORT and a.form[0] in surnames
            if whole and c.form in titles:
                yield i
        elif b.tag[0] == "J" and b.form in _ENDS_IN:
            before = morphemes[i - 1] if i else None
            given = before is not None and before.tag == "NNP" and before.eojeol == a.eojeol - 1
            if given and _titled(morphemes, i + 2, titles):
                yield i


def _titled(morphemes: Sequence[Morpheme], i: int, titles: Collection[str]) -> bool:
    """Whether bare nouns follow and then a title that is a topic ("미 해군장관은")."""
    eojeol = morphemes[i].eojeol
    for m in morphemes[i : i + 12]:
        if m.tag[0] == "J":
            k = morphemes.index(m)
            word = "".join(x.form for x in morphemes[:k] if x.eojeol == m.eojeol)
            return m.form in ("은", "는") and m.eojeol - eojeol <= 3 and any(word.endswith(t) for t in titles)
        if not m.tag.startswith(("NN", "SL", "XSN", "SSO", "SSC", "SN")):
            return False
    return False
