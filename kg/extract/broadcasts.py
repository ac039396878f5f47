"""Whose a work in marks is: KBS 주말드라마 ‘A’, tvN ‘B’, ‘C’ 이하늘 감독."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.extract.scene import Link, Scene
from kg.mentions.cues import Cues
from kg.mentions.programmes import shown

_SHUT = re.compile(r"(?:\([^()]*\))?[’」』](?:의)? ")


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
        works = {m.span: m for m in scene.proper if m.cls == "Work"}
        for programme in shown(scene.text, scene.proper, self.cues) if works else ():
            work = works.get(programme.span)
            if work is not None:
                yield Link("released", programme.outlet, work, programme.outlet.span)

    def _authors(self, scene: Scene) -> Iterator[Link]:
        """‘WORK’ PERSON 감독: who made it."""
        for work, person in pairwise(scene.proper):
            if work.cls != "Work" or person.cls != "Person":
                continue
            if _SHUT.fullmatch(scene.text, work.span.end, person.span.start):
                title = scene.text[person.span.end :].lstrip(" ")
                if title.startswith(tuple(self.raw["authors"])):
                    yield Link("authored", person, work, work.span)
