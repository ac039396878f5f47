"""Whose a work in marks is: KBS 주말드라마 ‘A’, tvN ‘B’, ‘C’ 이하늘 감독."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.mentions.programmes import shown
from kg.model import Span

_SHUT = re.compile(r"(?:\([^()]*\))?[’」』](?:의)? ")
_OF = re.compile(r"(?:의)? [‘「『]")


@dataclass(frozen=True)
class Broadcasts:
    """Reads whose a work is: the broadcaster's before its name, or the author's behind it.

    Args:
        raw: frames/links.yaml.
        cues: Broadcasters, and what kinds of programme are called.
    """

    raw: Mapping[str, Any]
    cues: Cues

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield released, of a broadcaster and the programme in marks behind it, and authored."""
        yield from self._authors(scene)
        yield from self._papers(scene)
        yield from self._originals(scene)
        works = {m.span: m for m in scene.proper if m.cls == "Work"}
        for programme in shown(scene.text, scene.proper, self.cues) if works else ():
            work = works.get(programme.span)
            if work is not None:
                yield Link("released", programme.outlet, work, programme.outlet.span)

    def _originals(self, scene: Scene) -> Iterator[Link]:
        """FIRM 오리지널 (시리즈) ‘WORK’, FIRM 드라마 ‘WORK’: what a platform shows."""
        for firm, work in pairwise(scene.proper):
            if work.cls != "Work" or firm.cls not in ("Company", "MediaOutlet"):
                continue
            words = scene.gap(firm, work).removeprefix("의").strip(" ‘「『").split()
            if words and all(w in self.raw["originals"] or w in self.cues.programmes for w in words):
                yield Link("released", firm, work, firm.span)

    @cached_property
    def _paper(self) -> re.Pattern[str]:
        """What stands behind the name of a paper: the noun for it, and whether something is told by it."""
        told = "|".join(self.raw["paper_tells"])
        return re.compile(
            rf"[’」』](?:이?란|이?라는)? (?P<noun>[가-힣]+?)(?P<told>에서|[을를] (?:{told}))?"
            r"(?:[을를이가은는의]|에 |[^가-힣]|\Z)"
        )

    def _papers(self, scene: Scene) -> Iterator[Link]:
        """BODY(의) ‘WORK’ 보고서, and BODY는 ‘WORK’ 보고서에서: what bodies study they write."""
        for i, work in enumerate(scene.proper):
            behind = self._paper.match(scene.text, work.span.end) if work.cls == "Work" else None
            if behind is None or not behind["noun"].endswith(tuple(self.raw["papers"])):
                continue
            before = scene.proper[i - 1 : i]
            own = tuple(m for m in before if _OF.fullmatch(scene.text, m.span.end, work.span.start))
            at = scene.syntax.parsed.eojeol_at(work.span.start)
            for m in own or (scene.subject_before(at) if behind["told"] else ()):
                if m.cls in self.raw["studying"]:
                    yield Link("authored", m, work, Span(*behind.span("noun")))

    def _authors(self, scene: Scene) -> Iterator[Link]:
        """‘WORK’ PERSON 감독: who made it."""
        for work, person in pairwise(scene.proper):
            if work.cls != "Work" or person.cls != "Person":
                continue
            if _SHUT.fullmatch(scene.text, work.span.end, person.span.start):
                title = scene.text[person.span.end :].lstrip(" ")
                if title.startswith(tuple(self.raw["authors"])):
                    yield Link("authored", person, work, work.span)
