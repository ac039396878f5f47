"""How long reading takes, held against Kiwi's bare `tokenize`: python benchmarks/extract.py [FOLDER] [--rounds 7].

FOLDER (seeds/ by default) is read as `kg build` reads it. Then, in one process and in CPU seconds, every round lets a
bare Kiwi, without user words, tokenize the articles' blocks, and the engine read the same articles. The ratio is the
median of the rounds' ratios. The first round is printed apart: neither side has seen the text before, as it is when
every article is new.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch

from kiwipiepy import Kiwi

from kg.extract import engine as module
from kg.extract.engine import Engine
from kg.mentions.finder import Finder
from kg.mentions.tagger import Tagger
from kg.model import Article
from kg.ontology import load_ontology
from kg.processes import spare_collector
from kg.readers import read_articles
from kg.text.morphology import Analyser
from kg.text.parse import Parser

WARM = "준비가 끝났다."
TARGET = 3.0
# stage -> what runs in it, and the stages that run within it and are taken off
STAGES: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "kiwi": (Analyser, "sentences", ()),
    "parse": (Parser, "parse_all", ()),
    "text": (module, "read_document", ("parse",)),
    "tagger": (Tagger, "tag_all", ()),
    "mentions": (Finder, "find", ("tagger",)),
    "entities": (module, "resolve", ()),
    "extraction": (module, "check", ()),  # the extractor is a generator, which `check` runs
}
SAYS = {
    "kiwi": "morphemes and sentences, the lexicon's names as user words",
    "parse": "dependency trees",
    "text": "eojeols, numbers, dates, quotations",
    "tagger": "names that no lexicon holds",
    "mentions": "lexicon, cues, patterns, aliases",
    "entities": "who is who",
    "extraction": "frames, links, measures, voices, and the gate",
    "rest": "what is left of the engine",
}


class Round(NamedTuple):
    """CPU seconds of one round: bare Kiwi, the engine, and the engine's stages."""

    bare: float
    whole: float
    stages: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times Kiwi's bare time the engine takes."""
        return self.whole / self.bare


class Watch:
    """Adds up the CPU seconds that functions take."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function or method so that what it takes is added to a stage."""

        def call(*args: Any, **fields: Any) -> Any:
            started = time.process_time()
            try:
                return function(*args, **fields)
            finally:
                self.seconds[stage] += time.process_time() - started

        return call


def one_round(articles: Sequence[Article], kiwi: Kiwi, engine: Engine) -> Round:
    """Measure bare Kiwi and then the engine on the same blocks."""
    started = time.process_time()
    for article in articles:
        for _ in kiwi.tokenize([b.span.of(article.text) for b in article.blocks]):
            pass
    bare = time.process_time() - started
    watch = Watch()
    with ExitStack() as stack:
        for stage, (owner, name, _inner) in STAGES.items():
            stack.enter_context(patch.object(owner, name, watch.timed(stage, getattr(owner, name))))
        started = time.process_time()
        for article in articles:
            engine(article)
        whole = time.process_time() - started
    stages = {s: watch.seconds[s] - sum(watch.seconds[i] for i in inner) for s, (_, _, inner) in STAGES.items()}
    return Round(bare, whole, stages | {"rest": whole - sum(stages.values())})


def measured(articles: Sequence[Article], rounds: int) -> list[Round]:
    """Load what both sides need, warm both Kiwis, and measure.

    Args:
        articles: What to read, at least one.
        rounds: How many times, at least one.
    """
    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize(WARM)
    engine = Engine(load_ontology())
    engine.analyser.kiwi.tokenize(WARM)  # the first analysis prepares the model
    spare_collector()  # as a build does
    return [one_round(articles, kiwi, engine) for _ in range(rounds)]


def table(articles: Sequence[Article], rounds: Sequence[Round]) -> str:
    """Write the figures: one line a stage, in milliseconds and in times Kiwi's bare time, medians of the rounds."""
    size = sum(len(b.span.of(a.text)) for a in articles for b in a.blocks)
    bare, whole, ratio = (median(getattr(r, f) for r in rounds) for f in ("bare", "whole", "ratio"))
    lines = [
        f"{len(articles)} articles, {size} characters, {len(rounds)} rounds, CPU time of one process, medians",
        f"bare Kiwi   {1000 * bare:8.1f} ms",
        f"whole       {1000 * whole:8.1f} ms  {ratio:5.2f} times bare Kiwi (wanted: at most {TARGET:g})",
        f"first round {1000 * rounds[0].whole:8.1f} ms  {rounds[0].ratio:5.2f} times bare Kiwi (all text is new)",
    ]
    for stage, says in SAYS.items():
        took = median(r.stages[stage] for r in rounds)
        share = median(r.stages[stage] / r.bare for r in rounds)
        lines.append(f"  {stage:10s}{1000 * took:8.1f} ms  {share:5.2f}  {says}")
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "seeds")
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    articles = [a for a in read_articles([given.folder]) if isinstance(a, Article)]
    if not articles or given.rounds < 1:
        sys.exit(f"{given.folder}: holds no article that can be read, or there is no round to run")
    print(table(articles, measured(articles, given.rounds)))


if __name__ == "__main__":
    main()
