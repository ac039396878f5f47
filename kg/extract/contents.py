"""What a verb of saying quotes: its clauses, and whom they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.syntax import Phrase, Syntax
from kg.model import Mention
from kg.text.eojeols import Eojeol

_DEPTH = 4
_TITLE = 9  # code points behind a name within which its title ends
JOINTS = ("와 ", "과 ", ", ", "·", " 및 ")  # what may stand between two names of a list


def quoted(syntax: Syntax, verb: int) -> list[int]:
    """The eojeols that end the clauses which a verb quotes, in order.

    "...했다고 비난했다", "“... 있다”고", "‘최악의 협정’이라고", "바꿀 것이라며". A direct quotation is the verb's
    own even where the tree hung it inside the next one ("“속이고 있다”며 [잘못된 사업이라고] 비판했다").
    """
    own = [k for k in syntax.quoting if k < verb and syntax.governor(k) == verb]
    if not own:
        return []
    lost = [k for k in syntax.quoting if k < own[-1] and syntax.words[k].closes]
    return sorted({*own, *(k for k in lost if below(syntax, k, own))})


def below(syntax: Syntax, at: int, tops: list[int]) -> bool:
    """Whether an eojeol hangs, over a few others, on one of some eojeols."""
    for _ in range(_DEPTH):
        at = syntax.governor(at)
        if at < 0 or at in tops:
            return at in tops
    return False


def bids(word: Eojeol) -> bool:
    """Whether a verb ends in what others are told to do: 중단하라고, 자제하라는, 쓰지 말라고."""
    return word.ending.startswith(("라", "으라"))


def told(syntax: Syntax, verb: int) -> list[int]:
    """The eojeols that end the clauses which a verb is about: quoted, asked or filling a noun.

    "쿠팡이 조작했다고 비판했다", "쿠팡이 조작했는지 조사했다", "쿠팡이 조작한 혐의를 수사했다", "조작한 것을 비판했다".
    """
    asked = [
        w.index
        for w in syntax.words[:verb]
        if w.stem and w.ending_tag == "EC" and w.ending.endswith("지") and len(w.ending) > 1
        if syntax.governor(w.index) == verb
    ]
    nouns = [p for p in syntax.arguments(verb) if p.slot in ("OBJ", "ABOUT", "INS") and not p.fillers]
    nouns += [p for p in syntax.phrases if p.noun == "데" and p.last < verb and _concerns(syntax, p.head, verb)]
    filling = [
        w.index
        for p in nouns
        if syntax.words[p.last].core_in(syntax.grammar.complements)
        for w in syntax.words[: p.last]
        if w.stem and w.ending_tag == "ETM" and p.first <= syntax.governor(w.index) <= p.last
    ]
    return sorted([*quoted(syntax, verb), *asked, *filling])


def _concerns(syntax: Syntax, at: int, verb: int) -> bool:
    """Whether an eojeol is the 대해 of "...한 데 대해" under a verb."""
    return at >= 0 and syntax.words[at].stem == "대하다" and syntax.governor(at) == verb


def about(syntax: Syntax, at: int) -> Iterator[Phrase]:
    """The subjects of a quoted clause and of the clauses that run on into it, the nearest first.

    What is called something is the object ("협정을 ‘재앙’이라고 비난했다").
    """
    if syntax.words[at].stem.endswith("이다"):
        yield from (p for p in syntax.arguments(at) if p.slot == "OBJ")
    for k in clauses(syntax, at):
        yield from (p for p in syntax.arguments(k) if p.slot in ("SBJ", "TOP") and p.last < at)
    own = syntax.phrase_at(at)
    if own is not None and own.slot in ("COP", "OTHER"):
        yield from _inside(syntax, at)
        for k in range(own.first, own.last + 1):  # "[미국의 행동은 전형적인] 괴롭힘이라고"
            told = (w.index for w in syntax.words[:k] if w.ending_tag == "ETM" and syntax.governor(w.index) == k)
            yield from (p for w in told for p in syntax.arguments(w) if p.slot in ("SBJ", "TOP"))
        if own.slot == "COP" and not own.fillers:
            yield own  # "[정부의 잘못이라고] 비판했다"


def _inside(syntax: Syntax, at: int) -> Iterator[Phrase]:
    """The subjects in the quotation that an eojeol ends, whatever they hang on ("“[미국의 조치는] 괴롭힘”이라고")."""
    words = syntax.words
    quote = next((q for q in syntax.parsed.quotes if q.start <= words[at].span.start < q.end), None)
    for p in syntax.phrases if quote is not None else ():
        if p.slot in ("SBJ", "TOP") and p.last < at and quote is not None and words[p.first].span.end > quote.start:
            yield p


def clauses(syntax: Syntax, at: int, depth: int = 0) -> Iterator[int]:
    """The eojeols of a quoted clause and of those that run on into it ("A하고 B하고 있다”고", "바꿀 것이라고")."""
    yield at
    if depth == _DEPTH:
        return
    heads = syntax.parsed.heads
    for word in [syntax.words[k] for k in range(at - 1, -1, -1) if heads[k] == at]:
        if not word.stem and word.core_in(syntax.grammar.complements):  # "A가 한 것은 B 때문이라고"
            yield from (k for k in clauses(syntax, word.index, depth + 1) if k != word.index)
        if not word.stem:
            continue
        filled = word.ending_tag == "ETM" and syntax.words[at].core_in(syntax.grammar.complements)
        joined = word.ending_tag == "EC" and word.index not in syntax.quoting
        if filled or joined:
            yield from clauses(syntax, word.index, depth + 1)


def undergoes(syntax: Syntax, at: int) -> bool:
    """Whether what a clause tells happens to its subject ("국민이 피해를 입었다고"): nobody is blamed for that."""
    return any(syntax.grammar.is_undergone(syntax.words[k].stem) for k in clauses(syntax, at) if syntax.words[k].stem)


def named(syntax: Syntax, phrase: Phrase) -> tuple[Mention, ...]:
    """Whom a phrase names: its head, or whose it is ("환경청의 규제가 지나치다고")."""
    if all(m.common for m in phrase.fillers):
        return owner(syntax.text, phrase) or phrase.fillers
    return phrase.fillers


def whole(mentions: Sequence[Mention], at: int = 0) -> tuple[Mention, ...]:
    """One of some mentions, by its place, with those that the same words mean: 두 회사 are two."""
    return tuple(m for m in mentions if m.span == mentions[at].span) if mentions else ()


def listed(syntax: Syntax, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first of some mentions with those that its phrase lists beside it ("A와 B, C가 베꼈다고")."""
    if not mentions:
        return ()
    phrase = syntax.phrase_at(syntax.parsed.eojeol_at(mentions[0].span.start))
    beside = phrase.fillers if phrase is not None and mentions[0] in phrase.fillers else ()
    return tuple(m for m in mentions if m.span == mentions[0].span or m in beside)


def owner(text: str, phrase: Phrase) -> tuple[Mention, ...]:
    """The genitive that a phrase begins with ("한국의 관세 정책", "파월 의장의 금리 정책"), () for none."""
    starts = [m for m in phrase.inner if m.span.start == phrase.inner[0].span.start]
    for m in sorted(starts, key=lambda m: m.span.end)[-1:]:  # "미국 상무부의": not 미국
        listed, end = [m], m.span.end
        for n in (x for x in phrase.inner if x.span.start > m.span.end):  # "러시아와 북한, 이란의 군사 협력"
            if n.cls != m.cls or text[end : n.span.start] not in JOINTS:
                break
            listed, end = [*listed, n], n.span.end
        if listed[2:] and text[end : end + 2] == "의 ":
            return tuple(listed)
        joined = text[m.span.end : m.span.end + 2].strip() in ("과", "와", "·")
        after = [x for x in phrase.inner if x.span.start > m.span.end][:1] if joined else []
        if after and text[after[0].span.end : after[0].span.end + 2] == "의 " and after[0].cls == m.cls:
            return (m, *after)  # "북한과 러시아의 군사 협력"
        behind, genitive, _ = text[m.span.end : m.span.end + _TITLE].partition("의 ")
        titled = m.cls == "Person" and behind.startswith(" ") and len(behind.split()) == 1
        if genitive and (not behind or titled):
            return whole(starts, starts.index(m))
    return ()
