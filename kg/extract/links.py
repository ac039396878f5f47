"""Relations that noun phrases say by themselves: 중국 스타트업 딥시크, 엔비디아의 H20, 자체 언어모델 ‘엑사원’."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from kg.extract.appointments import Appointments
from kg.extract.bearers import Bearers
from kg.extract.broadcasts import Broadcasts
from kg.extract.causes import Causes
from kg.extract.comparisons import Comparisons
from kg.extract.contests import Contests
from kg.extract.kin import Kin
from kg.extract.listings import Listings
from kg.extract.matches import Matches
from kg.extract.neighbours import Neighbours
from kg.extract.posts import Posts
from kg.extract.predicated import Predicated
from kg.extract.rankings import Rankings
from kg.extract.sanctions import Sanctions
from kg.extract.scene import Link, Scene
from kg.extract.sites import Sites
from kg.extract.stakes import Stakes
from kg.extract.successions import Successions
from kg.extract.versions import Versions
from kg.extract.whereabouts import Whereabouts
from kg.mentions.cues import Cues
from kg.model import Span
from kg.ontology import Ontology

__all__ = ["Link", "Links"]

_BOUND = ("향 ", "向 ")  # behind a firm for which something is meant
_TWO = ("와 ", "과 ", "·", "-")  # between two that something is between
_BETWEEN = re.compile(r" ?(?:간|사이)(?:의|에)? (?=\S)")
_SOON = 6  # eojeols behind it within which that is named
_OWN = re.compile(r"(?<![가-힣])자체 ")
_LISTED = re.compile(r"[’”]?(?:(?:,|와|과|·) ?[^\s,]{0,8})? ?")  # one name of a list may be unknown
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|도|와|과|에게|의)(?![가-힣])")


class Links:
    """The patterns of frames/links.yaml, ready to match.

    Args:
        raw: frames/links.yaml.
        cues: Cue words.
        ontology: Which classes stand under which, and what each relation joins.
    """

    def __init__(self, raw: Mapping[str, Any], cues: Cues, ontology: Ontology) -> None:
        self.raw, self.cues, self.ontology = raw, cues, ontology
        self.kin = Kin(raw, cues, ontology)
        self.posts = Posts(raw, cues, ontology)
        self.appointments = Appointments(raw, cues, ontology)
        self.causes = Causes(raw, ontology)
        self.comparisons = Comparisons(raw, ontology)
        self.sites = Sites(raw, ontology)
        self.stakes = Stakes(raw, ontology)
        self.successions = Successions(raw)
        self.bearers = Bearers(raw, cues)
        self.listings = Listings(raw)
        self.broadcasts = Broadcasts(raw, cues)
        self.contests = Contests(raw)
        self.matches = Matches(raw)
        self.rankings = Rankings(raw)
        self.sanctions = Sanctions(raw)
        self.neighbours = Neighbours(raw, cues, ontology)
        self.whereabouts = Whereabouts(raw)
        self.versions = Versions(raw, cues)
        self.predicated = Predicated(raw, cues, ontology)

    def find(self, scene: Scene, known: set[str]) -> Iterator[Link]:
        """Yield the relations that a sentence's noun phrases say.

        Args:
            scene: The sentence, and what stood before it.
            known: People whose post the article has told already; added to.

        Yields:
            Links; the same pair may come twice.
        """
        runs = self.raw["runs"]
        for link in self._every(scene, known):
            kept = link.relation != "developed" or link.object.cls not in runs["classes"]
            run = not kept and link.subject.surface.endswith(tuple(runs["owners"]))
            yield link._replace(relation="uses") if run else link

    def _every(self, scene: Scene, known: set[str]) -> Iterator[Link]:
        yield from self.posts.find(scene, known)
        yield from self.appointments.find(scene)
        syntax = scene.syntax.without_asides()
        scene = scene if syntax is scene.syntax else replace(scene, syntax=syntax)
        yield from self.neighbours.adjacent(scene)
        yield from self.bearers.find(scene)
        yield from self._range(scene)
        for link in self.kin.find(scene):
            if link.relation == "holdsPosition":
                known.add(link.subject.entity)
            yield link
        yield from self.causes.find(scene)
        yield from self.comparisons.find(scene)
        yield from self.sites.find(scene)
        yield from self.stakes.find(scene)
        yield from self.whereabouts.find(scene)
        yield from self.successions.find(scene)
        yield from self.listings.find(scene)
        yield from self.broadcasts.find(scene)
        yield from self.contests.find(scene)
        yield from self.matches.find(scene)
        yield from self.rankings.find(scene)
        yield from self.sanctions.find(scene)
        yield from self.versions.find(scene)
        yield from self.neighbours.far_behind(scene)
        yield from self._staff(scene)
        yield from self._together(scene)
        yield from self._between(scene)
        yield from self._own_products(scene)
        yield from self._bound_for(scene)
        yield from self.neighbours.based_on(scene)
        yield from self.predicated.find(scene)

    def _staff(self, scene: Scene) -> Iterator[Link]:
        """BODY의 PERSON without a title: one of its own ("샛별전자의 김하늘은")."""
        for a, b in pairwise(scene.named):
            named = b.cls == "Person" and b.method != "coreference" and a.cls in self.raw["employers"]
            if named and scene.gap(a, b) == "의 " and _PARTICLE.match(scene.text, b.span.end):
                yield Link("employs", a, b, Span(a.span.end, b.span.start))

    def _range(self, scene: Scene) -> Iterator[Link]:
        """PRODUCT, PRODUCT 등 MAKER(의) 서비스: the maker's, all that the list holds."""
        if scene.text.find("등", *scene.syntax.parsed.span) < 0:
            return
        makers, makes = self.raw["maker"]["subjects"], self.raw["maker"]["objects"]
        words, names = scene.syntax.words, scene.proper
        for word in words:
            if word.span.of(scene.text) != "등":
                continue
            maker = next((m for m in names if m.span.start == word.span.end + 1 and m.cls in makers), None)
            at = scene.syntax.parsed.eojeol_at(maker.span.end - 1) if maker is not None else len(words)
            kinds = [self.cues.class_of(w.core_form) for w in words[at + 1 : at + 4]]
            if maker is None or maker.cls == "Country" or words[at].particle not in ("", "의"):
                continue
            if any(self.ontology.branch(cls) == "Product" for cls in kinds if cls):
                end = word.span.start
                for product in reversed([m for m in names if m.span.end < word.span.end]):
                    if product.cls not in makes or not _LISTED.fullmatch(scene.text, product.span.end, end):
                        break
                    yield Link("developed", maker, product, word.span)
                    end = product.span.start

    def _between(self, scene: Scene) -> Iterator[Link]:
        """A와 B 간 업무협약이 체결됐다: what is said to be between two of a kind joins them."""
        words = scene.syntax.words
        for a, b in pairwise(scene.proper):
            here = _BETWEEN.match(scene.text, b.span.end) if scene.gap(a, b) in _TWO else None
            if here is None or a.cls not in self.raw["partners"] or b.cls not in self.raw["partners"]:
                continue
            first = scene.syntax.parsed.eojeol_at(here.end())
            for word in words[first : first + _SOON]:
                found = next((r for r, nouns in self.raw["ties"].items() if word.core_form.endswith(tuple(nouns))), "")
                if found:
                    yield Link(found, a, b, word.core, (), scene.syntax.verb_over(word.index))
                if found or word.stem or word.comma or word.particles not in ((), ("의",)):
                    break

    def _own_products(self, scene: Scene) -> Iterator[Link]:
        """LG AI연구원은 자체 언어모델 ‘엑사원’을: what is the subject's own, it made."""
        syntax, maker = scene.syntax, self.raw["maker"]
        for phrase in syntax.phrases:
            for product in phrase.inner:
                if product.cls not in maker["objects"] or product.common:
                    continue
                called = syntax.phrase_at(phrase.first - 1) if phrase.first else None
                first = called.first if called is not None and called.slot == "COP" else phrase.first
                head = scene.text[syntax.words[first].span.start : product.span.end]  # "자체 AP인 엑시노스의"
                before = [m for m in phrase.inner if m.span.end <= product.span.start and m in scene.proper]
                if before or not _OWN.search(head):
                    continue
                owners = scene.subject_before(first) or scene.topic
                owner = next((m for m in owners if m.cls in maker["subjects"] and m.cls != "Country"), None)
                if owner is not None:
                    yield Link("developed", owner, product, syntax.words[first].span)

    def _bound_for(self, scene: Scene) -> Iterator[Link]:
        """A의 B향 매출, A는 B향 부품을 만든다: A delivers to the firm B."""
        for m in scene.proper:
            if m.cls != "Company" or not scene.text.startswith(_BOUND, m.span.end):
                continue
            at = scene.syntax.parsed.eojeol_at(m.span.end)
            owner = next((o for o in scene.proper if scene.gap(o, m) == "의 "), None)
            subjects = (owner,) if owner is not None else scene.subject_before(at) or scene.topic
            if len(subjects) == 1 and subjects[0].cls == "Company":
                phrase = scene.syntax.phrase_at(at)
                verb = phrase.head if phrase is not None and phrase.head >= 0 else at
                yield Link("supplies", subjects[0], m, scene.syntax.words[at].span, (), verb)

    def _together(self, scene: Scene) -> Iterator[Link]:
        """A는 B와 함께(공동으로, 손잡고) ...: partners."""
        syntax = scene.syntax
        for phrase in syntax.phrases:
            nxt = phrase.last + 1
            if nxt >= len(syntax.words) or not phrase.fillers:
                continue
            word = syntax.words[nxt].span
            if word.of(scene.text).rstrip(",") not in self.raw["together"]:
                continue
            if phrase.slot == "COM":
                subjects = (p for p in syntax.phrases if p.slot in ("TOP", "SBJ") and p.last < phrase.first)
                others = [m for p in subjects for m in p.fillers]
            elif phrase.slot in ("SBJ", "TOP") and len(phrase.fillers) > 1:
                others = [*phrase.fillers[:-1]]
            else:
                continue
            for a in others if phrase.slot != "COM" else others[-2:]:
                partners = (b for b in phrase.fillers if a.entity != b.entity and a.cls in self.raw["partners"])
                if phrase.slot != "COM":
                    partners = (b for b in partners if b.span.start > a.span.start)  # each pair once
                yield from (Link("partnersWith", a, b, word) for b in partners)
