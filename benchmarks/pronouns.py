"""Whom pronouns and words for a kind are taken to mean: python benchmarks/pronouns.py.

The annotated stories (benchmarks/stories/) say facts, not antecedents. So what counts are the sentences in which one
word stands for a name and whose facts speak of a thing of its class that the sentence does not name: the word is right
where it means that thing. All stories are read, with the annotated names put in; nothing is trained on antecedents.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from stories import Story, read_stories
from train_classifier import Read, reading

from kg.extract.engine import Engine
from kg.ontology import load_ontology

KINDS = {"그": "그 (people)", "회사": "회사, 회사 측", "이": "이 회사, 이 칩 ..."}


def judged(story: Story, read: Read) -> Iterator[tuple[str, bool]]:
    """Yield the word that stands for a name in a sentence, and whether it means whom the facts speak of."""
    syntax, labels = read.reading.syntax, read.labels
    standing = [m for m in syntax.mentions if m.method == "coreference"]
    if len({m.entity for m in standing}) != 1 or len({m.surface for m in standing}) != len(standing):
        return
    named = {labels.get(m.entity) for m in syntax.mentions if m.method != "coreference"}
    for m in standing:
        told = {
            label
            for f in read.facts
            for label in (f.subject, f.object)
            if label in story.entities and story.entities[label].cls == m.cls and label not in named
        }
        if told:
            yield m.surface, labels.get(m.entity) in told


def main() -> None:
    """Print how many of each kind are right."""
    engine = Engine(load_ontology())
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for story in read_stories():
        for read in reading(story, engine):
            for surface, right in judged(story, read):
                first = surface.split()[0].removesuffix("측")
                counts[KINDS.get(first, "others (names of one syllable, 자사 ...)")][right] += 1
    for kind, found in sorted(counts.items()):
        sys.stdout.write(f"{found[True]:5d} right of {found.total():4d}  {found[True] / found.total():.2f}  {kind}\n")


if __name__ == "__main__":
    main()
