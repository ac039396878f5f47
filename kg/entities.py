"""Mentions -> entities: one id for each thing, the names it goes by, and what pronouns and short forms refer to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.mentions.cues import Cues
from kg.mentions.partly import METHOD as PARTIAL
from kg.mentions.partly import stem
from kg.model import Entity, Mention, Merge, Name, Span
from kg.naming import (
    BRACKET,
    FAMILY,
    LAST,
    SHORT,
    Reasons,
    as_firms,
    bearers,
    by_address,
    by_affiliate,
    by_beginning,
    by_code,
    by_short_form,
    by_title,
    family_names,
    fold,
    long_forms,
)
from kg.nominals import Nominals
from kg.ontology import LexiconEntry, Ontology
from kg.salience import Salience
from kg.text.document import Document, Parsed
from kg.text.eojeols import Eojeol

__all__ = ["Resolution", "fold", "lexicon_names", "resolve"]
_ASIDE = 48  # code points between a name and the alias that a bracket behind it gives
_HANJA_NAMES = {
    "李": "이",
    "尹": "윤",
    "文": "문",
    "朴": "박",
    "金": "김",
    "韓": "한",
    "崔": "최",
    "鄭": "정",
    "趙": "조",
    "黃": "황",
}
_SHORT_FOR = re.compile(r"[^()]+\(([A-Z][A-Za-z0-9&\-]+)\)([^()]+)\Z")
_ORG_TAILS = (
    "그룹",
    "테크놀로지",
    "테크놀로지스",
    "코퍼레이션",
    "홀딩스",
    "인더스트리",
    "인더스트리즈",
    "일렉트로닉스",
    "주식회사",
    "통신",
)
_REFER = frozenset(("이", "해당", "동", "그", "同", "이들", "당"))
_SAME = {"동사": "Company", "당사": "Company", "자사": "Company", "동행": "Company", "자국": "Country"}
_PLURAL = {"양사": "Company", "양국": "Country", "양측": "Organization"}
_BOTH = {word: word for word in _PLURAL}  # whatever Kiwi cuts off ("양 사는")
_GROUPS = {
    "회사": "Company",
    "기업": "Company",
    "그룹": "Company",
    "업체": "Company",
    "나라": "Country",
    "국가": "Country",
    "은행": "Company",
    "정상": "Person",
    "사람": "Person",
    "기관": "Organization",
}
_ITS = "그"  # "그 자회사" is a subsidiary of whom was named
_PRONOUNS = frozenset(("그", "그녀", "본인"))
_FIRM = frozenset(("회사", "회사측"))
_PAIR = 2
_SIZES = {"두": 2, "양": 2, "세": 3, "네": 4}
_LATELY = 3  # sentences back within which a list is meant by 두 회사
_ASIDES = re.compile(r"\([^()]*\)")
_VAGUE = frozenset(("category", "description", PARTIAL))
_SELDOM_NAMED = (
    "Policy",
    "Technology",
)  # guessed names of which are right in one of four where nothing is said of them
_COMMON = frozenset((*_VAGUE, "coreference"))
_JOINT = re.compile(r"[’”'\"]?(?:\([^()]*\))?\s?(?:와|과|,|·|및)\s?(?:[가-힣]{2,5}(?:의)? )?[‘“'\"]?")
_THEY, _ACTORS, _LISTED = "이들", ("Person", "Organization", "Country"), 12
_HEADS = "정상"  # 두 정상: heads of state, whose names have such a title
_HEAD = re.compile(r"(?:\s[가-힣A-Z()]{1,12})?\s(?:대통령|총리|국가주석|주석|국무위원장|총통|국왕|왕세자|수상)")
_TITLED_JOINT = re.compile(r"(?: ?[가-힣A-Z]{2,9}){0,4}(?:\([^()]*\))?(?:와|과|,|·| 및)\s?(?:[가-힣]{2,5} )?")
_REFERRING = frozenset(
    (*_HANJA_NAMES, *_PRONOUNS, *_SAME, *_REFER, *_PLURAL, *_SIZES, *_FIRM, "이들")
)  # or a family name


@dataclass(frozen=True)
class Resolution:
    """Who is who in one article.

    Attributes:
        mentions: For each sentence its mentions, every one with an entity.
        entities: By id.
        weak: Ids of categories and descriptions, terms apart, and of guessed names of policies and technologies:
            entities only where a statement needs them.
        merges: Why names that are no labels were taken for their entities.
    """

    mentions: tuple[tuple[Mention, ...], ...]
    entities: Mapping[str, Entity]
    weak: frozenset[str]
    merges: tuple[Merge, ...] = ()


def resolve(
    document: Document,
    found: Sequence[Sequence[Mention]],
    ontology: Ontology,
    cues: Cues,
    names: Mapping[str, LexiconEntry],
) -> Resolution:
    """Give every mention its entity and add the mentions that pronouns and short forms are.

    Args:
        document: The article.
        found: The mentions of each sentence, without overlaps.
        ontology: The lexicon, whose ids win.
        cues: Cue words.
        names: What `lexicon_names` makes of the ontology.

    Returns:
        The article's entities and mentions. A name that no lexicon holds gets the id `class/folded name`.
    """
    keys = _keys(found, cues.firm_tails)
    linked = [[_link(m, names, keys, document, ontology) for m in ms] for ms in found]
    linked = by_code(by_short_form(linked, ontology, frozenset((*_ORG_TAILS, *cues.firm_tails))), ontology)
    linked = by_beginning(linked, ontology)
    linked = as_firms(document, by_title(document.text, linked, cues.title), cues)
    linked = by_address(document.text, linked, cues.unsaid)
    linked, changed = by_affiliate(document, linked, ontology)
    linked = _referring(document, linked, ontology, cues)
    entities: dict[str, Entity] = {}
    surfaces: dict[str, list[Mention]] = defaultdict(list)
    for ms in linked:
        for m in ms:
            surfaces[m.entity].append(m)
    longer = long_forms(document.text, linked, ontology.branch, cues.called_with)
    for id_, group in surfaces.items():
        entities[id_] = _entity(id_, group, longer.get(id_, ()), ontology)
    weak = frozenset(i for i, g in surfaces.items() if all(map(_is_weak, g)) and not _stands(ontology.find(i)))
    reasons = Reasons(document, ontology, entities, {short: reason for short, (_, reason) in keys.items()}, changed)
    return Resolution(tuple(tuple(ms) for ms in linked), entities, weak, tuple(reasons.merges(linked)))


def _is_weak(m: Mention) -> bool:
    """Whether a mention is a kind of thing, or taken for the name of what mostly has none."""
    return m.method in _VAGUE or (m.method == "pattern" and m.cls in _SELDOM_NAMED)


def _stands(entry: LexiconEntry | None) -> bool:
    """Whether a category or description stands without a claim: a term, or a name with an aside in it."""
    return entry is not None and entry.kind != "category"


def lexicon_names(ontology: Ontology) -> dict[str, LexiconEntry]:
    """Return the entry of every folded unambiguous surface."""
    out: dict[str, LexiconEntry] = {}
    for entry in ontology.lexicon:
        for surface in entry.surfaces:
            if surface not in entry.ambiguous:
                out.setdefault(fold(surface), entry)
    return out


def _keys(found: Sequence[Sequence[Mention]], tails: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Folded surface -> folded surface of the fuller name that it is short for, as the article shows, and why."""
    out: dict[str, tuple[str, str]] = {}
    people: list[str] = []
    persons = {m.surface for ms in found for m in ms if m.cls == "Person"}
    for ms in found:
        for i, m in enumerate(ms):
            before = next((b for b in reversed(ms[:i]) if b.cls == m.cls), None) if m.method == "alias" else None
            if before is not None and not before.entity and m.span.start - before.span.end <= _ASIDE:
                full = fold(before.surface)
                out[fold(m.surface)] = (out.get(full, (full, ""))[0], BRACKET)  # "독일 산업연맹(BDI)": not of the unit
        people.extend(m.surface for m in ms if m.cls == "Person" and not m.entity)
    for plant, owners in _plants(found).items():
        if len(owners) == 1:
            out[plant] = (fold(owners.pop()) + plant, SHORT)
    places = {m.surface for ms in found for m in ms if m.cls == "Place" and not m.entity}
    for full in sorted(places):
        words = full.split()
        short = f"{words[0]} {words[-1]}"  # "하늘 5호기" of "하늘 원전 5호기"
        if short != full and short in places:
            out.setdefault(fold(short), (fold(full), SHORT))
    for short in {p for p in people if len(p) <= _PAIR}:  # "라이 당선인" of 라이칭더
        called = {p for p in persons if len(p) > len(short) and short in family_names(p)}
        if len(called) == 1:
            out.setdefault(fold(short), (fold(called.pop()), FAMILY))
    for full in people:
        if " " in full:
            out.setdefault(fold(full.split()[-1]), (fold(full), LAST))
    companies = {fold(m.surface) for ms in found for m in ms if m.cls == "Company" and not m.entity}
    called = {fold(m.surface) for ms in found for m in ms if m.cls == "Company" and m.method == "alias"}
    for full in companies:
        for tail in (*_ORG_TAILS, *tails):
            short = full.removesuffix(tail)
            if short != full and short in (companies if tail in _ORG_TAILS else called):
                out.setdefault(short, (full, SHORT))
    return out


def _plants(found: Sequence[Sequence[Mention]]) -> dict[str, set[str]]:
    """Folded surface of each plant that is called by its country alone -> the firms right before it."""
    out: dict[str, set[str]] = defaultdict(set)
    for ms in found:
        firms = {m.span.end: m.surface for m in ms if m.cls == "Company"}
        lands = {m.span.start for m in ms if m.cls == "Country"}
        for m in ms:
            firm = firms.get(m.span.start - 1) or firms.get(m.span.start - 2)
            if firm and m.cls == "Place" and not m.entity and m.span.start in lands:
                out[fold(m.surface)].add(firm)
    return out


def _link(
    m: Mention,
    names: Mapping[str, LexiconEntry],
    keys: Mapping[str, tuple[str, str]],
    document: Document,
    ontology: Ontology,
) -> Mention:
    if m.entity:
        return m
    if m.method == PARTIAL:  # 김씨 and A씨 are somebody in one article alone
        return m._replace(entity=f"person/{document.article.id}/{fold(stem(m.surface))}")
    key = fold(m.surface)
    full, reason = keys.get(key, (key, ""))
    key = full if m.cls == "Person" or reason not in (FAMILY, LAST) else key
    described = m.method == "description"
    if described:
        key = _in_short(m.surface) or key.replace("용반도체", "반도체").replace("용칩", "칩")
    entry = _listed(m.surface, key, names)
    if entry is not None and (ontology.branch(entry.cls) == ontology.branch(m.cls) or not m.cls):
        return m._replace(entity=entry.id, cls=entry.cls)
    if described and re.match(r"최신|신형|구형|자체|신작|새", m.surface):
        key = f"{document.article.id}/{key}"
    elif "㈜" in m.surface and not described:
        key = fold(m.surface.strip("㈜"))  # the lexicon tells ㈜한화 from 한화; of another firm it is one name
    return m._replace(entity=f"{m.cls.lower()}/{key}")


def _listed(surface: str, key: str, names: Mapping[str, LexiconEntry]) -> LexiconEntry | None:
    """The lexicon's entry of a folded name, else of its surface without its aside."""
    entry = names.get(key)
    return names.get(fold(_ASIDES.sub("", surface))) if entry is None and "(" in surface else entry


def _in_short(surface: str) -> str:
    """A description by the abbreviation in it: "리튬인산철(LFP) 양극재" is the LFP 양극재."""
    short = _SHORT_FOR.match(surface)
    return fold(short[1] + short[2]) if short else ""


def _entity(id_: str, group: Sequence[Mention], longer: Collection[str], ontology: Ontology) -> Entity:
    """The entity of all mentions with one id: the lexicon's names, or the fullest and commonest surface."""
    seen = [m.surface for m in group if m.method != "coreference"]
    entry = ontology.find(id_)
    if entry is not None:
        labels = tuple(Name(t, lang) for t, lang in ((entry.ko, "ko"), (entry.en, "en"), (entry.zh, "zh")) if t)
        known = {n.text for n in labels}
        cls = group[0].cls if group[0].cls == "Company" else entry.cls  # a service that acts as its firm
        return Entity(id_, cls, labels, tuple(sorted({*seen, *entry.aliases, *longer} - known)), entry.wikidata)
    counts = Counter(seen)
    person = group[0].cls == "Person"
    label = min(counts, key=lambda s: (not re.search("[가-힣]", s), -len(s) if person else 0, -counts[s], -len(s), s))
    cls = Counter(m.cls for m in group).most_common(1)[0][0]
    return Entity(id_, cls, (Name(label, "ko"),), tuple(sorted({*seen, *longer} - {label})))


def _referring(
    document: Document, linked: Sequence[Sequence[Mention]], ontology: Ontology, cues: Cues
) -> list[list[Mention]]:
    """Add 이 회사, 동사, 그는, 회사 측, 황 CEO: mentions whose entity is the nearest fitting one before."""
    history: list[Mention] = []
    salience = Salience(document.text, cues.title)
    nominals = Nominals(document.text, ontology, cues)
    out: list[list[Mention]] = []
    starts = [p.span.start for p in document.sentences]
    for i, (parsed, ms) in enumerate(zip(document.sentences, linked, strict=True)):
        here = list(ms)
        since = starts[max(0, i - _LATELY)]
        for m in _anaphors(document.text, parsed, ms, (history, salience), since, ontology, cues):
            here = [x for x in here if x.method != PARTIAL or not x.span.overlaps(m.span)]
            if not any(m.span.overlaps(x.span) and (x.span != m.span or x.entity == m.entity) for x in here):
                here.append(m)
        here.extend(nominals.find(parsed, history, here, salience))
        here.sort(key=lambda m: m.span)
        out.append(here)
        history.extend(ms)
        called = [m for m in here if m not in ms and m.cls == "Person" and m.surface not in _PRONOUNS]
        salience.hear(ms, headline=parsed.sentence.kind != "body", called=called)
    return out


def _anaphors(
    text: str,
    parsed: Parsed,
    ms: Sequence[Mention],
    told: tuple[Sequence[Mention], Salience],
    since: int,
    ontology: Ontology,
    cues: Cues,
) -> list[Mention]:
    out: list[Mention] = []
    words = parsed.eojeols
    history, salience = told

    def own(word: Eojeol) -> list[Mention]:
        return [m for m in ms if m.span.end <= word.core.start]

    def before(word: Eojeol) -> list[Mention]:
        return [*history, *own(word)]

    def meant(cls: str, here: Sequence[Mention], near: Sequence[Mention] = ()) -> Mention | None:
        return salience.foremost(lambda m: _fits(m, cls, ontology), here, near)

    cores = [*[_BOTH.get(text[max(0, w.core.end - 2) : w.core.end], w.core.of(text)) for w in words], ""]
    families = {f for m in before(words[-1]) if m.cls == "Person" for f in family_names(m.surface)}
    for i, word in enumerate(words):
        core = cores[i] or text[word.span.start : word.span.end]
        if core not in _REFERRING and core not in cues.surnames and core not in families:
            continue
        following = cores[i + 1]
        if (
            (core in families or (len(core) == 1 and (core in cues.surnames or core in _HANJA_NAMES)))
            and not (len(core) > 1 and any(m.span.overlaps(word.span) for m in ms))
            and following
            and cues.title(following) == following
            and not word.particles
        ):
            earlier = before(word)
            named = next(reversed(bearers(text, _HANJA_NAMES.get(core, core), following, earlier)), None)
            officer = _officer(core, following, earlier, cues) if named is None else None
            span = word.core if word.core.start < word.core.end else word.span  # "쉬": whatever Kiwi takes it for
            if officer is not None:
                out.append(Mention(span, span.of(text), "Person", officer, "coreference", 0.6))
            _add(out, text, span, named)
        elif (
            core in _PRONOUNS
            and word.particles
            and word.particles[0] in ("는", "가", "도", "의", "를", "에게")
            and word.first_tag == "NP"
        ):
            _add(
                out,
                text,
                word.core,
                _goes_on(word, own(word), salience) or meant("Person", own(word), salience.subject),
            )
        elif core in _SAME:
            if core in ("자사", "자국"):
                _add(
                    out,
                    text,
                    word.core,
                    _subject_like(text, ms, word.core.start, _SAME[core], ontology) or meant(_SAME[core], own(word)),
                )
            else:
                _add(out, text, word.core, meant(_SAME[core], own(word)))
        elif core == _ITS and not word.particles and following in cues.related:
            nearest = (m for m in reversed(own(word)) if m.cls == "Company")
            _add(out, text, word.span, next(nearest, None) or meant("Company", ()))
        elif core in _REFER and not word.particles and following:
            cls = cues.things.get(following) or cues.class_of(following)
            if cls == "Company" or (cls and ontology.branch(cls) in ("Organization", "Product")):
                span = Span(word.span.start, words[i + 1].core.end)
                _add(out, text, span, meant(cls, _not_subjects(text, own(word)), salience.subject))
        elif core in _PLURAL or (core in _SIZES and following in _GROUPS):
            cls = _PLURAL.get(core) or _GROUPS[following]
            start = word.core.end - len(core) if core in _PLURAL else word.span.start
            span = Span(start, (word if core in _PLURAL else words[i + 1]).core.end)
            recent = [m for m in history if m.span.start >= since]
            heads = {m.entity for m in before(word) if _HEAD.match(text, m.span.end)} if following == _HEADS else None
            for antecedent in _members(
                text,
                (recent, salience),
                own(word),
                partial(_named_as, cls=cls, ontology=ontology, among=heads),
                _SIZES.get(core, _PAIR),
            ):
                _add(out, text, span, antecedent)
        elif core == _THEY and word.particles and word.particles[0] in ("은", "는", "이", "가", "의"):
            for antecedent in _together(text, history, salience.subject, ontology):
                _add(out, text, word.core, antecedent)
        elif core in _FIRM and word.particles and (word.particles[-1] in ("는", "가", "측") or core == "회사측"):
            _add(out, text, word.core, meant("Company", own(word)))
        elif core in _FIRM and word.particle == "에" and words[min(i + 1, len(words) - 1)].stem == "따르다":
            _add(out, text, word.core, meant("Company", ()))
        elif core == "회사" and following == "측":
            _add(
                out,
                text,
                Span(word.core.start, words[i + 1].core.end),
                meant("Company", own(word)),
            )
    return out


def _goes_on(word: Eojeol, own: Sequence[Mention], salience: Salience) -> Mention | None:
    """Who was the subject of the last sentence, where a topic opens the next one ("그는 이어 말했다")."""
    opens = not own and word.particles[0] == "는"
    return next((m for m in salience.subject if opens and m.cls == "Person"), None)


def _not_subjects(text: str, own: Sequence[Mention]) -> list[Mention]:
    """What 이 회사 may refer to in its own sentence: not its subject, nor what is listed with it."""
    out, listed = [], False
    for m in reversed(own):
        after = text[m.span.end : m.span.end + 2].lstrip("’”")
        listed = after[:1] in "은는이가" or (listed and after[:1] in (",", "와", "과", "·"))
        if not listed:
            out.append(m)
    return out[::-1]


def _add(out: list[Mention], text: str, span: Span, antecedent: Mention | None) -> None:
    if antecedent is not None:
        out.append(Mention(span, span.of(text), antecedent.cls, antecedent.entity, "coreference", 0.7))


def _officer(core: str, title: str, before: Sequence[Mention], cues: Cues) -> str | None:
    """Who of a family name is known to hold a post in a body that the article names ("엔비디아 ... 황 CEO")."""
    bodies = {m.entity for m in before}
    spelt = cues.spelt_out.get(title, title)
    held = {
        entry.id
        for entry in cues.officers.get(_HANJA_NAMES.get(core, core), ())
        for role, body in entry.posts
        if body in bodies and role.endswith((title, spelt)) and not cues.is_past(role)
    }
    return held.pop() if len(held) == 1 else None


def _fits(m: Mention, cls: str, ontology: Ontology) -> bool:
    """Whether a word for a class may mean a name: its class is that, or narrower or (of things, not firms) broader."""
    return ontology.is_a(m.cls, cls) or (cls != "Company" and ontology.is_a(cls, m.cls))


def _members(
    text: str,
    told: tuple[Sequence[Mention], Salience],
    own: Sequence[Mention],
    fits: Callable[[Mention], bool],
    size: int,
) -> list[Mention]:
    """Whom 두 회사, 세 나라 and 양국 mean: the last so many that are listed together, else the foremost."""
    lately, salience = told
    acting = {m.entity for m in own if text[m.span.end : m.span.end + 2].lstrip("’”")[:1] in ("은", "는", "이", "가")}
    foremost: list[Mention] = []
    for _ in range(size):
        taken = {*acting, *(m.entity for m in foremost)}
        found = salience.foremost(partial(_fits_but, fits=fits, taken=taken))
        if found is not None:
            foremost.append(found)
    known = {m.entity for m in foremost}
    for listed in _lists(text, [m for m in (*lately, *own) if m.method not in _COMMON and fits(m)]):
        entities = {m.entity for m in listed}
        if len(listed) == len(entities) == size and entities & known and not entities & acting:
            return listed
    return foremost if len(foremost) == size else []


def _together(
    text: str, history: Sequence[Mention], subject: Sequence[Mention], ontology: Ontology
) -> Sequence[Mention]:
    """Whom 이들 means: those who are listed as the last sentence's subject."""
    names = [m for m in history if m.method not in _COMMON and (m.cls in _ACTORS or ontology.branch(m.cls) in _ACTORS)]
    names = [m for m in names[-_LISTED:] if not any(m.span.within(x.span) and m.span != x.span for x in names)]
    lists = _lists(text, names)
    return next((x for x in lists if len(x) > 1 and any(m.span == x[-1].span for m in subject)), ())


def _lists(text: str, names: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The lists in which names stand, the last first: A와 B; A 미국 대통령과 B 일본 총리."""
    run = list(names[-1:])
    for m in reversed(names[:-1]):
        joint = _TITLED_JOINT if m.cls == "Person" else _JOINT
        if joint.fullmatch(text, m.span.end, run[0].span.start):
            run.insert(0, m)
            continue
        yield run
        run = [m]
    yield run


def _fits_but(m: Mention, fits: Callable[[Mention], bool], taken: Collection[str]) -> bool:
    return fits(m) and m.entity not in taken


def _named_as(m: Mention, cls: str, ontology: Ontology, among: Collection[str] | None) -> bool:
    return ontology.is_a(m.cls, cls) and (not among or m.entity in among)


def _subject_like(text: str, ms: Sequence[Mention], at: int, cls: str, ontology: Ontology) -> Mention | None:
    """Whom 자사 and 자국 refer back to: the first topic, of lands the last ("미국이 막자 중국이 [자국] 기업을")."""
    for m in reversed(ms) if cls == "Country" else ms:
        after = text[m.span.end : m.span.end + 2]
        if m.span.end <= at and after[:1] in ("은", "는", "이", "가") and ontology.is_a(m.cls, cls):
            return m
    return None
