"""Measure on what nothing was trained on, every fifth story and sentence: python benchmarks/held_out.py [DATA].

Prints the figures of `kg eval` over all stories, and over either half: stories of rare ways of saying things (their
ids begin with h) and of ordinary ones (r). Where DATA holds the sentences of konec, what is said in sentences of
real news too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.evaluation import evaluate, figures, read_gold
from kg.extract.engine import Engine
from kg.graph import Corpus
from kg.ontology import load_ontology

sys.path.insert(0, str(Path(__file__).parent))
from konec import read_konec
from stories import Story, apart, read_stories

SORTS = {"h": "rare ways", "r": "ordinary"}

KINDS = ("entities", "statements", "pairs", "measures")


def measured(stories: Sequence[Story], engine: Engine, names: Sequence[str] = KINDS) -> str:
    """Return the figures over some stories in a line."""
    graphs = [engine(s.article()[0]) for s in stories]
    with tempfile.TemporaryDirectory() as folder:
        for story in stories:
            (Path(folder) / f"{story.id}.json").write_text(json.dumps(story.gold(), ensure_ascii=False), "utf-8")
        gold = read_gold([Path(folder)])
    found = figures(evaluate(Corpus.of(graphs, engine.ontology), gold, engine.ontology))
    parts = []
    for name in names:
        f = found[name]
        parts.append(f"{name} {f['f1']:.3f} (P {f['precision']:.3f} R {f['recall']:.3f})")
    return ", ".join([*parts, *(f"{name} {found[name]['share']:.3f}" for name in ("types", "modality", "source"))])


def main() -> None:
    """Read the held-out stories and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("data", type=Path, nargs="?", help="the sentences of konec; without it stories alone")
    options.add_argument("--stories", type=Path, nargs="*", default=(), help="instead of all of stories/")
    given = options.parse_args()
    engine = Engine(load_ontology())
    _, held = apart(read_stories(given.stories))
    print(f"all {len(held)}: {measured(held, engine)}")
    for sign, title in SORTS.items():
        some = [s for s in held if s.id.startswith(sign)]
        if some:
            print(f"{title} {len(some)}: {measured(some, engine)}")
    if given.data:
        _, held = apart(read_konec(given.data))
        print(f"sentences of real news {len(held)}: {measured(held, engine, KINDS[1:])}")


if __name__ == "__main__":
    main()
