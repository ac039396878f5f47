"""Who is put into which post, listed: "가나부 장관에 홍길동 다라대 교수, 마바처장에는 이영희 차관을 내정했다"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.scene import Link, Scene
from kg.extract.syntax import Syntax
from kg.extract.titles import Post, Titles
from kg.mentions.cues import Cues
from kg.model import Mention, Qualifier
from kg.text.eojeols import Eojeol

_INTO = ("에", "에는", "에ㄴ", "엔", "에도")


@dataclass(frozen=True)
class Appointments(Titles):
    """Reads posts with who is put into them right behind."""

    def find(self, scene: Scene) -> Iterator[Link]:
        """Yield holdsPosition of each post and the person whose name stands right behind it."""
        bodies = [m for m in scene.named if self.ontology.branch(m.cls) == "Organization"]
        for word, person in filled(scene.syntax, self.cues) if bodies else ():
            posts = (p for b in bodies for p in self._of(scene, word, b))
            post = max(posts, key=lambda p: (p.body.span.end, p.body.span.end - p.body.span.start), default=None)
            if post is not None:
                yield Link("holdsPosition", person, post.body, post.span, (Qualifier("role", post.role),))

    def _of(self, scene: Scene, word: Eojeol, body: Mention) -> Iterator[Post]:
        """The post of a body that ends in an eojeol."""
        role = self._title_from(scene, body.span.end) if body.span.start < word.core.end else None
        if role is not None and role[1].end == word.core.end:
            yield Post(body, *role)


def filled(syntax: Syntax, cues: Cues) -> list[tuple[Eojeol, Mention]]:
    """The eojeols of a sentence that name a post with 에, and the persons right behind them."""
    people = {m.span.start: m for m in syntax.mentions if m.cls == "Person"}
    words = syntax.words
    after = ((w, people.get(n.span.start)) for w, n in pairwise(words))
    return [(w, m) for w, m in after if m is not None and w.particle in _INTO and cues.title(w.core_form)]
