"""Which entry an ambiguous name means: the one that the article, the sentence or the words beside it speak for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.gazetteer import Hit, as_mention
from kg.mentions.lookups import LookUps
from kg.mentions.nouns import korean_name
from kg.model import Mention
from kg.ontology import LexiconEntry
from kg.text.document import Document, Parsed

_ACTS = re.compile(r"[가는와의도에]| 차원")
_WITH_ITS = re.compile(r" [가-힣]{2,8}(?:과|와|·|,) ?")  # "중국 [공산당과 ]정부"
_STATE = 12  # code points before a party's name within which a state's begins
_OF_STATE = re.compile(r"(?<![가-힣])([가-힣]{2,})주 \Z")  # "일리노이주 [민주당]"
_JOINTS = (",", "·", "、", "와", "과")
_SHARES = re.compile(r" [\d.]+%(?:로|에서|\([^()]{1,12}\))?, ")  # a table in a sentence ("가나 18.6%, 다라 15.6%")
_RANKED = re.compile(r"\([^()]{1,20}\)|\d+위 ")  # "2위 인도(19만명)와 3위 미국"


class Sure(set[str]):
    """The entries that an article names beyond doubt.

    Args:
        hits: Where it names them.

    Attributes:
        labelled: Those that it calls by their whole names.
    """

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self.labelled: set[str] = set()
        for hit in hits:
            self._starts[hit.entries[0].id].append(hit.span.start)
            if hit.surface == hit.entries[0].ko:
                self.labelled.add(hit.entries[0].id)
        super().__init__(self._starts)

    def last(self, entry: str, at: int) -> int:
        """Where an entry was named last before an offset, -1 where it was not."""
        return max((start for start in self._starts.get(entry, ()) if start < at), default=-1)


@dataclass(frozen=True)
class Choosing(LookUps):
    """Chooses among the entries that bear a name."""

    def supported(self, document: Document, hits: Sequence[Sequence[Hit]], sure: Sure) -> set[str]:
        """Entries of ambiguous surfaces that one place of the article speaks for: the other places mean them too."""
        out: set[str] = set()
        for parsed, here in zip(document.sentences, hits, strict=True):
            plain = [as_mention(h, h.entries[0], document.text) for h in here if not h.ambiguous]
            for hit in here:
                if hit.ambiguous and hit.span.end - hit.span.start > 1:
                    entry = self._choose(document.text, parsed, hit, plain, sure)
                    if entry is not None:
                        plain.append(as_mention(hit, entry, document.text))
                        out.add(entry.id)
        return out

    def linked(self, text: str, parsed: Parsed, hits: Sequence[Hit], sure: Sure) -> list[Mention]:
        """Lexicon hits with one entry each; ambiguous ones only where the article supports them."""
        plain = [as_mention(h, self._abroad(text, h, sure), text) for h in hits if not h.ambiguous]
        out = list(plain)
        for hit in hits:
            if hit.ambiguous and hit.span.end - hit.span.start > 1:  # one letter needs more: see `letters`
                entry = self._choose(text, parsed, hit, out, sure)  # one in a list speaks for the next
                if entry is not None:
                    out.append(as_mention(hit, entry, text))
        return out

    def _choose(self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention], sure: Sure) -> LexiconEntry | None:
        """The entry that the article's other names, a list's neighbour or a class noun speak for."""
        if hit.surface == self.cues.government and (ruling := self._government(text, hit, plain)) is not None:
            return ruling
        told = [e for e in hit.entries if e.id in sure]
        if told:
            return max(told, key=lambda e: sure.last(e.id, hit.span.start))  # "미국 상무부 ... 상무부"
        if hit.entries[0].cls == "PoliticalParty" and len(hit.entries) > 1:
            return self._party(text, parsed, hit, plain, sure)
        namesakes = self._namesakes(hit)
        for entry in hit.entries:
            branch = self.ontology.branch(entry.cls)
            for m in plain:
                between = text[min(m.span.end, hit.span.end) : max(m.span.start, hit.span.start)]
                bare_gap = _RANKED.sub("", between)
                near_by = (len(bare_gap) <= 2 and bare_gap.strip() in _JOINTS) or _SHARES.fullmatch(between)
                if near_by and self.ontology.branch(m.cls) == branch:
                    return self._of_one_state(m, namesakes) or self._home(hit) or entry
            at = parsed.eojeol_at(hit.span.start)
            words = parsed.eojeols
            near = [
                words[k].core.of(text)
                for k in (at - 1, at + 1)
                if 0 <= k < len(words) and (k < at or not words[at].particles)
            ]
            near += self._summed_up(parsed, at)
            if any(self.cues.class_of(n) == entry.cls for n in near if n):
                return (self._home(hit) if namesakes else None) or entry
            if entry.cls == "Person" and self._in_post(entry, near[-1:], hit, {*sure, *(m.entity for m in plain)}):
                return entry
            if entry.cls == "Region" and self._in_place(text, parsed, hit, plain):
                return entry
            if entry.cls == "Company" and any(n in self.cues.firm_titles for n in self._right(text, parsed, hit)):
                return entry
        return self._home(hit)

    def _abroad(self, text: str, hit: Hit, sure: Sure) -> LexiconEntry:
        """The party of another country that has a home party's short name, in an article on that country's politics."""
        told = self.cues.namesake_parties.get(hit.entries[0].id) if hit.surface != hit.entries[0].ko else None
        if told is None or hit.entries[0].id in sure.labelled or not sure.isdisjoint(told["unless"]):
            return hit.entries[0]
        state = _OF_STATE.search(text, max(0, hit.span.start - _STATE), hit.span.start)
        there = state is not None and any(e.cls == "Region" for e in self.gazetteer.entries(state[1]))
        other = self.ontology.find(told["means"]) if there or not sure.isdisjoint(told["beside"]) else None
        return other or hit.entries[0]

    def _namesakes(self, hit: Hit) -> dict[str, LexiconEntry]:
        """Which body of one name is which country's, where several have it (국방부)."""
        if len(hit.entries) < 2 or any(e.cls != "GovernmentBody" for e in hit.entries):
            return {}
        return {state: e for e in hit.entries for state in self._states_in(e)}

    def _of_one_state(self, m: Mention, namesakes: Mapping[str, LexiconEntry]) -> LexiconEntry | None:
        """The body of the country that a body listed beside it is of ("중국 외교부와 [국방부]")."""
        beside = next((e for e in self.gazetteer.entries(m.surface) if e.id == m.entity), None)
        states = self._states_in(beside) if beside is not None and namesakes else set()
        return next((namesakes[s] for s in sorted(states & set(namesakes))), None)

    def _government(self, text: str, hit: Hit, plain: Sequence[Mention]) -> LexiconEntry | None:
        """Of a bare 정부, that of the country that its sentence is about or has just named with a body of it.

        "중국은 정부 지원이 많다" names none.
        """
        if not _ACTS.match(text, hit.span.end):
            return None
        before = [m for m in plain if m.cls == "Country" and m.span.end <= hit.span.start]
        topics = [m for m in before if text[m.span.end : m.span.end + 1] in ("은", "는")]
        near = [m for m in before if _WITH_ITS.fullmatch(text, m.span.end, hit.span.start)]
        for country in (*near[-1:], *topics[-1:]):
            own = [e for e in self.gazetteer.entries(f"{country.surface} {hit.surface}") if e not in hit.entries]
            if len(own) == 1:
                return own[0]
        return None

    def _in_post(self, entry: LexiconEntry, near: Sequence[str], hit: Hit, told: set[str]) -> bool:
        """Whether a title beside a name speaks for a person: where many bear a Korean name, one of his posts does."""
        titles = [t for n in near if (t := self.cues.title(n))]
        if not titles or not korean_name(hit.surface, self.cues) or hit.surface != entry.ko:
            return bool(titles)
        return any(body in told or role.endswith(t) for role, body in entry.posts for t in titles)

    def _party(self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention], sure: Sure) -> LexiconEntry | None:
        """Of parties that bear one name, that of the country named last before it, else of the article's only one."""
        letter = re.search(r"(?<![가-힣])(\S) \Z", text[parsed.span.start : hit.span.start])
        near = [m.entity for m in plain if m.cls == "Country" and m.span.end <= hit.span.start]
        state = self.cues.country_letters.get(letter.group(1), "") if letter else ""
        states = {e.id: self._states_in(e) for e in hit.entries}
        for country in (state, *reversed(near)):
            own = [e for e in hit.entries if country in states[e.id]]
            if own:
                return own[0]
        own = [e for e in hit.entries if states[e.id] & sure]
        return own[0] if len(own) == 1 else None

    def _states_in(self, entry: LexiconEntry) -> set[str]:
        """The countries that stand at the head of an entry's names ("영국 노동당")."""
        heads = {s.split()[0] for s in entry.surfaces if " " in s}
        return {e.id for h in heads for e in self.gazetteer.entries(h) if e.cls == "Country"}

    def _in_place(self, text: str, parsed: Parsed, hit: Hit, plain: Sequence[Mention]) -> bool:
        """Whether a region stands beside the region that it is in or that is in it ("경기 평택", "광둥성 선전")."""
        named = any(m.start == hit.span.start and m.tag == "NNP" for m in parsed.sentence.morphemes)
        return any(
            (m.cls == "Region" and text[hit.span.end : m.span.start] == " ")
            or (
                (m.cls == "Region" or (named and m.cls == "Country"))
                and text[m.span.end : hit.span.start] in (" ", "의 ")
            )
            for m in plain
        )

    def _right(self, text: str, parsed: Parsed, hit: Hit) -> list[str]:
        """The noun behind a name that no particle ends."""
        at = parsed.eojeol_at(hit.span.start)
        word, nxt = parsed.eojeols[at], at + 1
        bare = word.span.end == hit.span.end and nxt < len(parsed.eojeols)
        return [parsed.eojeols[nxt].core.of(text)] if bare else []

    def _home(self, hit: Hit) -> LexiconEntry | None:
        """The public body that a bare 외교부 or 상무부 names: the one so labelled, the paper's own country's first."""
        labelled = [e for e in hit.entries if e.cls == "GovernmentBody" and e.ko == hit.surface]
        own = [e for e in labelled if self.cues.home in e.id.split("-")]
        chosen = own if len(labelled) > 1 else labelled
        return chosen[0] if len(chosen) == 1 else None

    def _summed_up(self, parsed: Parsed, at: int) -> list[str]:
        """Nouns behind 등 or 같은 that sum up a list in which an eojeol stands ("양쯔 등 중국 반도체 업체들")."""
        words = parsed.eojeols
        for k in range(at + 1, min(at + 6, len(words))):
            if words[k].core_form == "등" or words[k].stem == "같다":
                return [w.core_form.removesuffix("들") for w in words[k + 1 : k + 6] if w.core.end > w.core.start]
            if words[k].particles and not words[k].comma:
                break
        return []
