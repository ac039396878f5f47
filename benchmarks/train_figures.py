"""Train the classifier of whose figures are: python benchmarks/train_figures.py [--write].

It learns from the figures of the stories, those that the rules read among them: of each, with each name that may have
it, which measure of that name it is said to be. Every fifth story is left out, to measure on (held_out.py). The same
texts and ontology give the same bytes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from stories import Story, apart, read_stories
from train_classifier import Item, fit, reading

from kg.evaluation.outcomes import same_object
from kg.extract.classifier import Figures
from kg.extract.classifier.model import NOTHING, WEIGHTS
from kg.extract.engine import Engine
from kg.model import Quantity
from kg.ontology import load_ontology


def items(story: Story, engine: Engine) -> Iterator[Item]:
    """Make the items of a story's figures: features and label."""
    figures = Figures()
    for read in reading(story, engine):
        facts = [(f, Quantity(Decimal(str(f.value[0])), f.value[1])) for f in read.facts if f.value is not None]
        for item in figures.of(read.reading.syntax, read.reading.claims, every=True):
            whose, figure = read.labels.get(item.mention.entity), item.number.quantity
            said = (f.relation for f, q in facts if f.subject == whose and same_object(figure, q))
            yield item.features, next(said, NOTHING)


def main() -> None:
    """Train, and with --write save."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--stories", type=Path, nargs="*", default=(), help="instead of all of stories/")
    options.add_argument("--write", action="store_true", help=f"save as {WEIGHTS.name}/")
    options.add_argument("--c1", type=float, default=0.5, help="weight of the L1 norm")
    options.add_argument("--c2", type=float, default=1.0, help="weight of the L2 norm")
    given = options.parse_args()
    engine = Engine(load_ontology())
    learnt, _ = apart(read_stories(given.stories))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.npz"
        fit([item for story in learnt for item in items(story, engine)], path, given.c1, given.c2)
        if given.write:
            WEIGHTS.mkdir(exist_ok=True)
            (WEIGHTS / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
