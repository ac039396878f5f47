"""Which verb a phrase hangs on, where the tree has it otherwise than Korean wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.grammar import Grammar
from kg.extract.phrase import Phrase
from kg.text.document import Parsed
from kg.text.eojeols import Eojeol

_ASKED = ("는지", "ㄴ지", "은지", "을지", "ㄹ지")
_SAID = ("다고", "라고", "다며", "라며")
_STANCE = "적이다"  # "B에 대해 긍정적이라고": to whom one is so
_TOLD = (*_ASKED, "다며", "라며", "다면서", "라면서", "다고", "라고", "자며", "냐며")
_ARGUMENTS = frozenset(("SBJ", "TOP", "OBJ", "DAT", "LOC", "SRC", "INS", "COM", "CMP"))
_DENYING = ("않다", "못하다")
_FILLED = ("되다", "아니다")  # verbs with a complement that looks like a subject
_BARE_AND = ("와", "과")
_BEFORE_VERB = _ARGUMENTS - {"TOP", "CMP"}
_GIVEN_BY = ("SRC", "DAT", "INS", "LOC")  # what else a clause may have behind its object
_SOON = 3  # phrases behind "A에 이어" among which its like stands
_RANK = re.compile(r"\d위|번째|가장|최[다대고초]")


def hung(
    text: str,
    phrases: list[Phrase],
    parsed: Parsed,
    grammar: Grammar,
    parallel: Mapping[int, int],
    called: Mapping[int, int],
) -> list[Phrase]:
    """Hang each phrase of a sentence where Korean wants it.

    Args:
        text: The article's decoded source.
        phrases: As the tree has them.
        parsed: The sentence with its tree.
        grammar: Particles, postpositions, light verbs.
        parallel: Eojeols that end a described name, and where the next described one ends.
        called: Eojeols that end a name said to be something, and where the next such name of the list begins.

    Returns:
        The phrases, in order.
    """
    cut = _listed(phrases, text)
    clear = _unquoted([_judged(_raised(_verbal(p, parsed, grammar), parsed), parsed) for p in cut], parsed)
    clear = _ongoing(clear, parsed, grammar)
    own = _owned(_one_object_each(_one_subject_each(clear, parsed), parsed), parsed)
    said = _speakers(_speakers(own, parsed), parsed)  # "A는 B가 [C가 쓰는지] 조사한다고 했다"
    paired = _enumerated(_paired(said, parsed, grammar, parallel), called, grammar)
    sentence = parsed.span.of(text)
    added = any(w in sentence for w in ("에 이어 ", *grammar.besides))
    return _followed(text, paired, parsed, grammar) if added else paired


def _followed(text: str, phrases: list[Phrase], parsed: Parsed, grammar: Grammar) -> list[Phrase]:
    """Add who or what came before to what follows it: "A에 이어, A는 물론 B도 샀다"; a rank tells who is ahead."""
    words, out = parsed.eojeols, list(phrases)
    for i, p in enumerate(out[:-1]):
        at = p.last + 1
        names = p.fillers or p.inner[-1:]
        if not names or at >= len(words):
            continue
        first = p.slot == "DAT" and bool(p.fillers) and words[at].span.of(text) == "이어"
        if not first and not text[names[-1].span.end :].lstrip(" ").startswith(grammar.besides):
            continue
        last = names[-1]
        for k in range(i + 1, min(i + 1 + _SOON, len(out))):
            q = out[k]
            like = q.fillers or q.inner[:1]
            if not like or any(w.stem for w in words[at + 1 : q.first]):
                continue
            alike = grammar.branch(like[0].cls) == grammar.branch(last.cls)
            both = alike and (like[0].cls == "Country") == (last.cls == "Country")
            ranked = first and any(_RANK.search(w.core_form) for w in words[q.last + 1 :])
            if both and not ranked and q.slot in _ARGUMENTS:
                out[i] = p._replace(slot="OTHER", fillers=())
                out[k] = q._replace(fillers=(*names, *q.fillers) if q.fillers else (), inner=(*p.inner, *q.inner))
            break
    return out


def _ongoing(phrases: list[Phrase], parsed: Parsed, grammar: Grammar) -> list[Phrase]:
    """Hang what stands before an event noun with 중이다 there ("[A에 B를] 추진 중인 C는")."""
    words, out = parsed.eojeols, list(phrases)
    for i, p in enumerate(out):
        event, at = p.last + 1, p.last + 2
        if p.slot not in ("OBJ", "SBJ") or at >= len(words):
            continue
        if p.slot == "OBJ" and _bids(words[event]) and p.head == parsed.heads[event]:
            out[i] = p._replace(head=event)  # "[B의 수입을 막아달라고] 요청했다"
            continue
        own = at if grammar.event_noun(words[p.last]) else event  # of "[B를] 개발 중인" it may be the noun's
        if p.head in (own, at) or words[at].noun not in grammar.going or not words[at].stem:
            continue
        if words[event].particles or words[event].comma or not grammar.event_noun(words[event]):
            continue
        k = i
        while k >= 0 and out[k].head == p.head and out[k].slot in _BEFORE_VERB:
            out[k] = out[k]._replace(head=at)
            k -= 1
            if out[k].last + 1 != out[k + 1].first:
                break
    return out


def _enumerated(phrases: list[Phrase], called: Mapping[int, int], grammar: Grammar) -> list[Phrase]:
    """Join names that a list says to be what they are: "[칩 업체인] A, [B의 자회사인] C 등을 인수했다"."""
    out = list(phrases)
    for i, p in enumerate(out):
        begins = called.get(p.last, -1)
        k = next((k for k in range(i + 1, len(out)) if out[k].first == begins), -1)
        if k < 0 or not p.fillers or not out[k].inner:
            continue
        q = out[k]
        if grammar.branch(q.inner[0].cls) == grammar.branch(p.fillers[-1].cls):
            joined = (*p.fillers, *q.fillers) if q.fillers and q.fillers[0] is q.inner[0] else q.fillers
            out[i] = p._replace(slot="OTHER")
            out[k] = q._replace(fillers=joined, inner=(*p.fillers, *q.inner))
    return out


def _bids(word: Eojeol) -> bool:
    """Whether a verb without marks of quotation is what somebody is asked to do ("막아달라고")."""
    return bool(word.stem) and not word.opens and not word.closes and word.ending.endswith("라고") and not _calls(word)


def _paired(phrases: list[Phrase], parsed: Parsed, grammar: Grammar, parallel: Mapping[int, int]) -> list[Phrase]:
    """Join two names that have a clause each before them: "[X를 만든] A와 [Y를 만든] B는"."""
    words, heads = parsed.eojeols, parsed.heads
    described = {h for w, h in zip(words, heads, strict=True) if w.stem and w.ending_tag == "ETM" and h == w.index + 1}
    out = list(phrases)
    for i, p in enumerate(out):
        like = parallel.get(p.last)
        k = next((k for k in range(i + 1, len(out)) if out[k].last == like), 0) if like is not None else 0
        if k and p.fillers and out[k].fillers:
            out[i] = p._replace(slot="BARE")
            out[k] = out[k]._replace(fillers=(*p.fillers, *out[k].fillers), inner=(*p.inner, *out[k].inner))
            continue
        if p.slot != "COM" or not p.fillers or p.first not in described or words[p.last].particle not in _BARE_AND:
            continue
        for k in range(i + 1, len(out)):
            q = out[k]
            if q.fillers and q.first in described and p.head in (q.first - 1, q.head):
                own = any(r.head == q.first - 1 and r.slot in _ARGUMENTS for r in out[i + 1 : k])
                if own and grammar.branch(q.fillers[0].cls) == grammar.branch(p.fillers[-1].cls):
                    out[i] = p._replace(slot="BARE")
                    out[k] = q._replace(fillers=(*p.fillers, *q.fillers), inner=(*p.inner, *q.inner))
                break
    return out


def _one_object_each(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang the first of two objects of a verb on the clause that describes the second ("[A를 사는] 계약을 맺었다")."""
    words, heads, out = parsed.eojeols, parsed.heads, list(phrases)
    for i, p in enumerate(out):
        behind = [q for q in out[i + 1 :] if q.slot == "OBJ" and q.head == p.head] if p.slot == "OBJ" else []
        if not behind:
            continue
        clauses = [
            v for v in range(p.last + 1, behind[0].first)
            if words[v].stem and words[v].ending_tag == "ETM" and behind[0].first <= heads[v] <= behind[0].last
        ]  # fmt: skip
        if len(clauses) != 1 or any(q.slot == "OBJ" and q.head == clauses[0] for q in out):
            continue
        for k in range(i, len(out)):
            if out[k].head == p.head and out[k].last < clauses[0] and (k == i or out[k].slot in _GIVEN_BY):
                out[k] = out[k]._replace(head=clauses[0])
    return out


def _owned(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang a subject on the verb above where its clause calls a thing somebody's ("A가 B의 자회사인 C를 샀다")."""
    words, heads = parsed.eojeols, parsed.heads
    called = {p.last for p in phrases if p.slot == "COP" and p.inner and words[p.last].ending_tag == "ETM"}
    if not called:
        return phrases
    out = []
    for p in phrases:
        if p.slot == "SBJ" and p.head in called and not any(w.comma for w in words[p.last : p.head]):
            above = parsed.verb_from(heads[p.head])
            out.append(p._replace(head=above) if above >= 0 else p)
        else:
            out.append(p)
    return out


def _unquoted(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang phrases that the tree gave to a verb inside a quotation behind them on the verb that quotes.

    "쿠팡에 대해 “안내하지 않았다”고 꾸짖었다": what stands outside the marks is no part of what is said, but for a
    second subject or an object that something is said of ("A는 B가 “위험하다”고, C를 “재앙”이라고 했다").
    """
    words, out, spoken = parsed.eojeols, list[Phrase](), False
    for p in phrases if parsed.quotes else []:
        at, subject = p.head, p.slot in ("SBJ", "TOP")
        start = words[p.first].span.start
        behind = [q for q in parsed.quotes if q.start > start]
        called = p.slot == "OBJ" and bool(behind) and _calls(words[parsed.eojeol_at(behind[0].end - 1)])
        free = p.slot not in ("OBJ", "BARE", "GEN") and at >= 0 and words[at].stem != ""
        if at >= 0 and (called or free) and not (subject and spoken):
            while at >= 0 and (not words[at].stem or any(q.start <= words[at].predicate.start < q.end for q in behind)):
                at = parsed.heads[at]
        spoken = spoken or subject
        out.append(p._replace(head=at) if 0 <= at != p.head else p)
    return out or phrases


def _judged(p: Phrase, parsed: Parsed) -> Phrase:
    """Hang what somebody speaks of on the verb of saying: "A는 [B에 대해] 졸속이라고 비판했다"."""
    if p.slot != "ABOUT" or p.head < 0:
        return p
    word = parsed.eojeols[p.head]
    called = _calls(word) or any(tag == "XSA" for _, tag in word.forms)
    if not word.ending.endswith(_SAID) or not called:
        return p
    above = parsed.heads[p.head]
    told = above == p.head + 1 and parsed.eojeols[above].noun != ""  # of "사실무근이라고 밝혔다" it is denied
    return p._replace(head=above) if told and not word.stem.endswith(_STANCE) else p


def _calls(word: Eojeol) -> bool:
    """Whether a quotation ends in a noun or an adjective: by it something is called that ("A를 “너무 늦다”고")."""
    return not word.stem or word.stem.endswith("이다") or any(tag.startswith("VA") for _, tag in word.forms)


def _speakers(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Hang who stands before a quoted clause with its own subject on the verb above: "A는 B가 베꼈다며 제소했다"."""
    words = parsed.eojeols
    last = {p.head: p.first for p in phrases if p.slot == "SBJ"}
    named = {p.head: p.first for p in phrases if p.slot == "SBJ" and p.fillers}
    out = []
    for p in phrases:
        later = last if p.slot == "TOP" else named if p.slot == "SBJ" and p.fillers else {}
        if later.get(p.head, -1) <= p.last:
            out.append(p)
            continue
        end = p.head
        while 0 <= end < len(words) - 1 and words[end + 1].first_tag == "VX":
            end += 1  # "A는 B가 검토하고 있다고 전했다"
        quoted = end >= 0 and words[end].ending.endswith(_TOLD)
        above = parsed.heads[end] if quoted else -1
        out.append(p._replace(head=above) if above >= 0 and words[above].stem else p)
    return out


def _listed(phrases: list[Phrase], text: str) -> list[Phrase]:
    """Where a category sums up a list with 등의, the list is meant ("구글, 메타 등의 AI 모델")."""
    out = []
    for p in phrases:
        head = p.fillers[-1] if p.fillers else None
        if head is not None and head.method == "category" and len(p.inner) > 1:
            named = [m for m in p.inner if m.span.end <= head.span.start and not m.common]
            gap = text[named[-1].span.end : head.span.start] if named else ""
            if gap.strip().startswith(("등의", "등 ")):
                out.append(p._replace(fillers=tuple(m for m in named if m.cls == named[-1].cls)))
                continue
        out.append(p)
    return out


def _one_subject_each(phrases: list[Phrase], parsed: Parsed) -> list[Phrase]:
    """Of two subjects of one adnominal clause the first belongs to the clause above ("A가 B가 만든 C를 샀다")."""
    words, heads = parsed.eojeols, parsed.heads
    last: dict[int, int] = {}
    for i, p in enumerate(phrases):
        if p.slot == "SBJ":
            last[p.head] = i
    out = []
    for i, p in enumerate(phrases):
        at = p.head
        above = -1
        if p.slot == "SBJ" and last[at] != i and at >= 0 and words[at].ending_tag == "ETM":
            filled = words[at].stem in _FILLED  # "A가 B가 된 것": the second is what it became
            behind = phrases[i + 1 : i + 2]
            filled = filled or any(q.slot == "OBJ" and q.head == at and words[q.last].comma for q in behind)
            above = parsed.verb_from(heads[at]) if not filled else -1
        out.append(p._replace(head=above) if above >= 0 else p)
    return out


def _verbal(phrase: Phrase, parsed: Parsed, grammar: Grammar) -> Phrase:
    """Hang an argument that the tree gave to a plain noun on the verb above it; an event noun keeps its own."""
    at = phrase.head
    while at >= 0 and (parsed.eojeols[at].stem, parsed.eojeols[at].ending) == ("지나다", "ㄴ"):
        at = parsed.heads[at]  # "총리와 지난 11일 통화에서": a date's own word takes no arguments
    while at > phrase.last + 1 and parsed.eojeols[at - 1].stem and parsed.eojeols[at].first_tag == "VX":
        at -= 1  # "자회사로 두고 있다": arguments are the main verb's, not the auxiliary's
    phrase = phrase._replace(head=at) if at != phrase.head else phrase
    if phrase.slot not in _ARGUMENTS or at < 0 or parsed.eojeols[at].stem:
        return phrase
    while at >= 0 and not (parsed.eojeols[at].stem or _ends_quote(parsed.eojeols[at])):
        if grammar.event_noun(parsed.eojeols[at]):
            break
        at = parsed.heads[at]
    return phrase._replace(head=at) if at >= 0 else phrase


def _ends_quote(word: Eojeol) -> bool:
    """Whether a noun ends a quoted clause whose copula the particle holds ("“X는 온상”이라고")."""
    return word.closes and word.particle.endswith("라고")


def _raised(phrase: Phrase, parsed: Parsed) -> Phrase:
    """Hang a topic that the tree gave to an adnominal clause on the clause above: Korean keeps topics out of it."""
    words, heads, at = parsed.eojeols, parsed.heads, phrase.head
    if phrase.slot != "TOP" or at < 0 or not words[at].stem or words[phrase.last].particle not in ("은", "는"):
        return phrase
    if words[at].ending == "지" and at + 1 < len(words) and words[at + 1].stem in _DENYING:
        at += 1  # "A는 [B에 뒤지지 않는] C를 내놨다"
        if words[at].ending_tag != "ETM":
            return phrase
    for _ in range(6):
        if words[at].ending_tag != "ETM":
            break
        above = parsed.verb_from(heads[at])
        if above < 0:
            break
        at = above
    return phrase._replace(head=at) if at != phrase.head else phrase
