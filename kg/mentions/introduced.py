"""What the text itself introduces, and where it says a name again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from kg.mentions.cues import Cues
from kg.mentions.nouns import FOREIGN, korean_name
from kg.mentions.overlaps import best
from kg.model import Mention, Span
from kg.ontology import LexiconEntry
from kg.text.document import Document, Parsed
from kg.text.eojeols import Eojeol
from kg.text.words import read_words

_BRACKET = re.compile(r"[’'”\"]?\(([^()]{1,30})\)")
# Where a share is traded under which sign ("(NYSE:TSM)").
_TICKER = re.compile(
    r"\((?:NYSE|NASDAQ|Nasdaq|나스닥|뉴욕증권거래소|AMEX|OTC|KRX|KOSPI|KOSDAQ|코스피|코스닥|TSE|TYO|HKG|HKEX|SEHK|SHA|SHE|SSE|SZSE|TPE|LSE|EPA|ETR|ASX)"
    r"\s?[:：]\s?[A-Z0-9.\-]{1,12}\)"
)
_ACTING = frozenset(("은", "는", "이", "가", "의", "도", "에게", "측", "에", "와", "과", "을", "를", "로", "에서"))
_HANGUL = re.compile("[가-힣]+")
_HENCEFORTH = re.compile(r"[’”]?\s?\((?:[^()]{1,40}[,·;]\s?)?이하\s?[‘“]?([^()‘’“”,]{2,20}?)[’”]?\)")
_TOLD = re.compile(r"이하\s?[‘“]?\Z")
_LETTER = re.compile("[가-힣A-Za-z0-9]")
_SPOKEN_OF = re.compile("[은는](?![가-힣])")
_ALIAS = re.compile(r"(?:[A-Z][A-Za-z0-9&.\- ]{1,29}|[\u4e00-\u9fff]{2,10}|[가-힣]{2,10})\Z")

_TWO = re.compile(r"([가-힣]{2,10}|[A-Z][A-Za-z]{1,14})[·,/] ?([가-힣]{2,10}|[A-Z][A-Za-z]{1,14})")
_GAP = 2  # characters between the two names of a bracket
_LONG_ASIDE = 40  # code points back to the bracket of a share's sign


def introduced(
    document: Document, found: Sequence[Sequence[Mention]], body: Callable[[str], LexiconEntry | None]
) -> list[list[Mention]]:
    """Join a name and the alias that the text gives it in brackets: 딥시크(DeepSeek), 로봇산업협회(이하 협회).

    Where only the bracket is known, the words before it become its name; where only the name is, the bracket does.
    What is known as a body is no alias of a person but whose they are: 홍길동(두산 베어스).
    """
    text = document.text
    out: list[list[Mention]] = []
    for parsed, mentions in zip(document.sentences, found, strict=True):
        here = list(mentions)
        for m in mentions:
            match = _HENCEFORTH.match(text, m.span.end)
            told = match is not None
            match = match or _BRACKET.match(text, m.span.end)
            if match is None or match.end() > parsed.span.end or m.method == "category":
                continue
            span = Span(*match.span(1))
            both = [] if told else _two_names(text, span, mentions)
            if both and m.cls != "Person":
                here = [x for x in here if not x.span.overlaps(span)]
                here += [m._replace(span=s, surface=s.of(text), method="alias") for s in both]
                continue
            if not told and m.cls != "Person" and any(_is_another(x, span, m) for x in mentions):
                continue  # "폭스바겐(독일)"
            named = any(x.span == span and x.method == "lexicon" and x.cls == m.cls for x in mentions)
            if named and m.method == "cue" and not m.entity and any(c.isdigit() for c in match.group(1)):
                here.remove(m)  # "고대역폭메모리(HBM4)": its kind stands before a product
            elif told or _is_alias(match, parsed):
                here = [x for x in here if not x.span.overlaps(span)]
                own = body(match.group(1)) if m.cls == "Person" and not told else None
                alias = Mention(span, match.group(1), own.cls, own.id, "lexicon") if own is not None else None
                here.append(alias or m._replace(span=span, surface=match.group(1), method="alias"))
        out.append(sorted(here, key=lambda m: m.span))
    return out


def _is_another(x: Mention, span: Span, m: Mention) -> bool:
    """Whether a bracket holds what is known as a thing of another class, and is no abbreviation."""
    return x.span == span and x.method == "lexicon" and x.cls != m.cls and not x.surface.isascii()


def _two_names(text: str, span: Span, mentions: Sequence[Mention]) -> list[Span]:
    """The names in a bracket that gives two, one of them in letters that nobody else is known by ("(라이즈·RISE)")."""
    match = _TWO.fullmatch(text, *span)
    if match is None:
        return []
    parts = [Span(*match.span(i)) for i in (1, 2)]
    latin = [p for p in parts if p.of(text).isascii()]
    known = any(m.span == p and m.method == "lexicon" for m in mentions for p in latin)
    return parts if len(latin) == 1 and not known else []


def as_introduced(found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Let what an article introduces mean that wherever it says it, whoever else is known by it.

    "태평양도서국포럼(PIF)": PIF is no fund there.
    """
    aliases = [[m for m in ms if m.method == "alias" and m.entity] for ms in found]
    meant = {m.surface: m for ms in aliases for m in ms if len(m.surface) > 1 and m.surface.isupper()}
    for a, b in (pair for ms in aliases for pair in pairwise(ms)):
        if a.entity == b.entity and b.span.start - a.span.end <= _GAP:
            meant |= {a.surface: a, b.surface: b}
    if not meant:
        return [list(ms) for ms in found]
    return [
        [
            m._replace(cls=meant[m.surface].cls, entity=meant[m.surface].entity, method="alias")
            if m.surface in meant and m.method != "alias"
            else m
            for m in ms
        ]
        for ms in found
    ]


def called_short(
    document: Document, found: Sequence[Sequence[Mention]], cues: Cues, known: Callable[[str], bool]
) -> list[list[Mention]]:
    """Add what an article calls somebody in short: 샛별 for 샛별게임즈, the family name of a foreigner.

    A word counts that is nothing else: its particle makes somebody of it, and it is no word of its own.
    """
    shorts: dict[str, Mention] = {}
    for m in (m for ms in found for m in ms if not m.common):
        short = _short_of(m, cues)
        if short and not cues.class_of(short) and not cues.title(short) and (m.cls != "Person" or not known(short)):
            shorts.setdefault(short, m)
    named = {m.surface for ms in found for m in ms}
    shorts = {
        s: m for s, m in shorts.items() if s not in named and (m.cls == "Person" or _is_topic(document.text, s, m))
    }
    out = [list(ms) for ms in found]
    if not shorts:
        return out
    for parsed, here in zip(document.sentences, out, strict=True):
        for word in parsed.eojeols:
            meant = shorts.get(word.core.of(document.text)) if word.is_nominal else None
            if meant is None or word.core.start < meant.span.end or any(m.span.overlaps(word.core) for m in here):
                continue
            if word.particles and word.particles[0] in _ACTING and _no_word(word):
                here.append(meant._replace(span=word.core, surface=word.core.of(document.text), method="alias"))
        here.sort(key=lambda m: m.span)
    return out


def _is_topic(text: str, short: str, m: Mention) -> bool:
    """Whether somewhere behind a firm's name its short form is what is spoken of ("샛별은")."""
    at = text.find(short, m.span.end)
    while at >= 0:
        begins = at == m.span.end or _LETTER.match(text, at - 1) is None
        if begins and _SPOKEN_OF.match(text, at + len(short)):
            return True
        at = text.find(short, at + 1)
    return False


def _short_of(m: Mention, cues: Cues) -> str:
    """The short form that a name may have: a firm's without what tells that it is one, a foreigner's last word."""
    head, _, last = m.surface.rpartition(" ")
    if m.cls == "Person":
        return last if head and FOREIGN.match(last) else ""
    if m.cls != "Company" or head or not m.surface.endswith(cues.firm_tails) or not _HANGUL.fullmatch(m.surface):
        return ""
    stems = (m.surface.removesuffix(t) for t in cues.firm_tails)
    return min((s for s in stems if len(s) > 1 and s != m.surface), key=len, default="")


def _no_word(word: Eojeol) -> bool:
    """Whether a word is a name, as far as Kiwi and the clusters tell."""
    words = read_words()
    inside = [x for x in word.morphemes if word.core.start <= x.start and x.end <= word.core.end]
    own = [x.tag in ("NNP", "SL") or (x.tag == "NNG" and words.kin(x.form, x.tag) is None) for x in inside]
    broken = len(inside) > 1 and any(len(x.form) == 1 for x in inside)  # "루미+노+바": an unknown name in pieces
    return bool(own) and (all(own) or (own[0] and broken))


def _is_alias(match: re.Match[str], parsed: Parsed) -> bool:
    """Whether a bracket holds a name rather than a remark: Korean common nouns are none ("대우건설(시공)")."""
    if not _ALIAS.match(match.group(1)):
        return False
    span = Span(*match.span(1))
    inside = [m.tag for m in parsed.sentence.morphemes if span.start <= m.start and m.end <= span.end]
    return any(t in ("NNP", "SL", "SH", "SN") for t in inside)


def in_ticker(text: str, span: Span) -> bool:
    """Whether a span stands in the sign of a share."""
    at = text.rfind("(", max(0, span.start - _LONG_ASIDE), span.start)
    sign = _TICKER.match(text, at) if at >= 0 else None
    return sign is not None and span.end < sign.end()


def _code_goes_on(text: str, at: int) -> bool:
    """Whether a code goes on behind a place in it: "어센드920" is no part of "어센드920C"."""
    before, behind = text[at - 1], text[at : at + 1]
    return before.isascii() and before.isalnum() and behind.isascii() and behind.isalnum()


def _weight(text: str, m: Mention) -> int:
    """How much a place of a name counts; most where the text says what it calls so ("(이하 샛별)")."""
    if m.method == "alias" and _TOLD.search(text, max(0, m.span.start - 5), m.span.start):
        return 10_000
    return 300 if m.method == "cue" else 100


def _names_in_full(m: Mention, cues: Cues) -> bool:
    """Whether a mention is a foreigner's name of more than one word, by which he may be called in short."""
    first, _, last = m.surface.partition(" ")
    read = m.method == "tagger" and " " not in last and not korean_name(first, cues)
    return m.cls == "Person" and last != "" and (read or m.method in ("cue", "lexicon"))


def _with_firm(surface: str, cls: str, chosen: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a foreigner's name goes on with the firm that he stands before ("존 스미스 [샛별]" where 샛별 is one)."""
    first, _, last = surface.rpartition(" ")
    return cls == "Person" and " " in first and chosen.get(last, ("", ""))[0] == "Company"


def _without_firm(m: Mention, chosen: Mapping[str, tuple[str, str]]) -> Mention:
    if m.method == "lexicon" or not _with_firm(m.surface, m.cls, chosen):
        return m
    name = m.surface.rpartition(" ")[0]
    return m._replace(span=Span(m.span.start, m.span.start + len(name)), surface=name)


def propagated(document: Document, found: Sequence[Sequence[Mention]], cues: Cues) -> list[list[Mention]]:
    """Find every further occurrence of the names that cues or brackets gave, and agree on one class for each."""
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for ms in found:
        for m in ms:
            if m.method in ("cue", "tagger", "alias", "pattern") and len(m.surface) > 1:
                votes[m.surface][m.cls, m.entity] += round(m.confidence * _weight(document.text, m))
    chosen = {s: min(v, key=lambda k: (-v[k], k)) for s, v in votes.items()}
    if not chosen:
        return [list(ms) for ms in found]
    for surface, (cls, entity) in list(chosen.items()):
        short = surface.split()[-1]
        if cls == "Person" and " " in surface and len(short) > 1 and not cues.title(short):
            chosen.setdefault(short, (cls, entity))
    for m in (m for ms in found for m in ms if _names_in_full(m, cues)):
        short = m.surface.split()[-1]
        if chosen.get(short, ("Person", ""))[0] != "Person":
            chosen[short] = ("Person", m.entity)  # whatever the tagger took the bare name for
    chosen = {s: v for s, v in chosen.items() if not _with_firm(s, v[0], chosen)}
    found = [[_without_firm(m, chosen) for m in ms] for ms in found]
    pattern = re.compile("|".join(sorted(map(re.escape, chosen), key=lambda s: (-len(s), s))))
    out = []
    for parsed, ms in zip(document.sentences, found, strict=True):
        more = [
            m._replace(cls=chosen[m.surface][0], entity=m.entity or chosen[m.surface][1])
            if m.surface in chosen and m.method != "lexicon"
            else m
            for m in ms
        ]
        matches = list(pattern.finditer(document.text, *parsed.span))
        starts = {m.start for m in parsed.sentence.morphemes} if matches else set()
        ends = {m.end for m in parsed.sentence.morphemes} if matches else set()
        for match in matches:
            if match.start() in starts and match.end() in ends and not _code_goes_on(document.text, match.end()):
                cls, entity = chosen[match.group()]
                more.append(Mention(Span(*match.span()), match.group(), cls, entity, "pattern", 0.8))
        out.append(best(more))
    return out
