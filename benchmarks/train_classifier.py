"""Train the classifier of pairs of names: python benchmarks/train_classifier.py [DATA] [--write].

It learns from the stories and, where DATA holds the sentences of konec (JSON lines: id, text), from what konec/ says of
them. Every sentence is read as the extractor reads it; names that the finder misses are put in from the
annotation, so that what is learnt does not depend on it. Every fifth is left out, to measure on (held_out.py). The same
texts and ontology give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from kg.extract.classifier import Model, Pairs, Reading
from kg.extract.classifier.model import NOTHING, WEIGHTS
from kg.extract.engine import Engine
from kg.extract.rules import RulesExtractor
from kg.linking import resolve
from kg.model import Mention
from kg.naming import fold
from kg.ontology import load_ontology
from kg.text.document import Document

sys.path.insert(0, str(Path(__file__).parent))
from konec import read_konec
from stories import Fact, Story, apart, read_stories

Item = tuple[tuple[str, ...], str]


class Read(NamedTuple):
    """A sentence with its annotation.

    Attributes:
        labels: For an entity's id the label of the annotated entity that it is.
    """

    reading: Reading
    facts: Sequence[Fact]
    labels: dict[str, str]


def rules(engine: Engine) -> RulesExtractor:
    """Return an engine's extractor, which must be the default one."""
    if not isinstance(engine.extractor, RulesExtractor):
        raise TypeError("the classifier learns beside the default extractor")
    return engine.extractor


def reading(story: Story, engine: Engine) -> Iterator[Read]:
    """Read a story's sentences."""
    article, spans = story.article()
    document = engine.document(article)
    found = [list(ms) for ms in engine.finder.find(document)]
    _put_in(story, document, found)
    resolution = resolve(document, found, engine.known)
    named = {fold(s): label for label, e in story.entities.items() for s in (*e.surfaces, label)}
    labels: dict[str, str] = {}
    for id_, entity in resolution.entities.items():
        told = Counter(named[fold(s)] for s in (*(n.text for n in entity.names), *entity.aliases) if fold(s) in named)
        if told:
            labels[id_] = told.most_common(1)[0][0]
    lines = story.sentences()
    for one in rules(engine).read(document, resolution):
        here = [i for i, span in enumerate(spans) if span.overlaps(one.syntax.parsed.span)]
        yield Read(one, [f for i in here for f in lines[i].facts], labels)


def _put_in(story: Story, document: Document, found: list[list[Mention]]) -> None:
    """Add the annotated names that the finder missed."""
    for parsed, mentions in zip(document.sentences, found, strict=True):
        for span, cls in story.places(document.text, *parsed.span):
            if not any(m.span.overlaps(span) for m in mentions):
                mentions.append(Mention(span, span.of(document.text), cls, "", "tagger", 0.8))
        mentions.sort(key=lambda m: m.span)


def pairs(read: Read, describe: Pairs, engine: Engine) -> Iterator[Item]:
    """Make the items of a sentence's pairs: features and label; a pair of two relations gives two."""
    want: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in read.facts:
        if fact.value is None:
            want[fact.subject, fact.object].add(fact.relation)
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in read.reading.claims:
        if isinstance(c.statement.object, str):
            said[c.statement.subject, c.statement.object].add(c.statement.predicate)
    relations, judge = engine.ontology.relations, rules(engine).judge
    one = read.reading
    for pair in describe.of(one.syntax, one.roles, said, judge.relations):
        a, b = read.labels.get(pair.first.entity), read.labels.get(pair.second.entity)
        found = set()
        if a and b and a != b:
            found |= {("=" if relations[r].symmetric else ">") + r for r in want.get((a, b), ())}
            found |= {("=" if relations[r].symmetric else "<") + r for r in want.get((b, a), ())}
        for label in sorted(found) or [NOTHING]:
            yield pair.features, label


def fit(items: Sequence[Item], path: Path, c1: float, c2: float) -> None:
    """Train a model with crfsuite's L-BFGS, which is deterministic, and save its weights."""
    start = time.perf_counter()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, label in items:
        trainer.append([list(features)], [label])
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 120, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        Model.of(tagger.info().state_features).save(path)
        tagger.close()
    data = path.read_bytes()
    mark = hashlib.sha256(data).hexdigest()[:16]
    print(f"{path.name}: {len(items):,} items, {time.perf_counter() - start:.0f} s, {len(data):,} bytes, {mark}")


def main() -> None:
    """Train, and with --write save."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("data", type=Path, nargs="?", help="the sentences of konec; without it stories alone")
    options.add_argument("--stories", type=Path, nargs="*", default=(), help="instead of all of stories/")
    options.add_argument("--write", action="store_true", help=f"save as {WEIGHTS.name}/")
    options.add_argument("--c1", type=float, default=1.0, help="weight of the L1 norm")
    options.add_argument("--c2", type=float, default=0.5, help="weight of the L2 norm")
    given = options.parse_args()
    engine = Engine(load_ontology())
    extractor = rules(engine)
    learnt, _ = apart([*read_stories(given.stories), *(read_konec(given.data) if given.data else ())])
    describe = Pairs(extractor.frames, extractor.cues, engine.ontology.frames["hints"])
    items = [item for story in learnt for read in reading(story, engine) for item in pairs(read, describe, engine)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.npz"
        fit(items, path, given.c1, given.c2)
        if given.write:
            WEIGHTS.mkdir(exist_ok=True)
            (WEIGHTS / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
