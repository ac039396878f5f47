"""Train the tagger of names and measure it: python benchmarks/train_tagger.py DATA [--write] [--articles FOLDER].

DATA is a file of sentences with spans in konec's classes (JSON lines: id, text, spans [start, end, label]).
To these come sentences made of the frames in tagger_frames/, whose names exist nowhere, DATA's own news sentences with
their names exchanged for made-up ones, and the stories of stories/ but every fifth. The same DATA and cue words give
the same bytes. With --articles
the tagger is measured on annotated articles, no lexicon at hand; `--articles FOLDER` alone measures what is shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pycrfsuite

from kg.mentions._crf import Weights
from kg.mentions._features import Features, units
from kg.mentions.cues import read_cues
from kg.mentions.tagger import KINDS, WEIGHTS, Tagger, features_of, tagger_of
from kg.model import Article, Block, Morpheme, Sentence, Span
from kg.ontology import load_ontology
from kg.readers import read_articles
from kg.text.document import analyse
from kg.text.morphology import Analyser
from kg.text.numbers import Numbers
from kg.text.parse import Parser

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from stories import Story, apart, read_stories  # noqa: E402
from tagger_frames.generate import Example, Writer, final, particle  # noqa: E402
from tagger_frames.konec import mapped  # noqa: E402

HELD_OUT = 20  # every n-th sentence of DATA is measured on, not trained on
Tagged = tuple[str, tuple[Morpheme, ...], tuple[tuple[int, int, str], ...]]


def analysed(examples: Sequence[Example], analyser: Analyser) -> Iterator[Tagged]:
    """Split examples into morphemes; a sentence that Kiwi would split stays one."""
    for start in range(0, len(examples), 500):
        part = examples[start : start + 500]
        text = "\n".join(e.text for e in part)
        blocks, at = [], 0
        for e in part:
            blocks.append(Block(Span(at, at + len(e.text))))
            at += len(e.text) + 1
        by_block: list[list[Sentence]] = [[] for _ in part]
        k = 0
        for sentence in analyser.sentences(Article("x", text, tuple(blocks))):
            while not sentence.span.start < blocks[k].span.end:
                k += 1
            by_block[k].append(sentence)
        for e, block, sentences in zip(part, blocks, by_block, strict=True):
            base = block.span.start
            for s in sentences:
                morphemes = tuple(m._replace(start=m.start - base, end=m.end - base) for m in s.morphemes)
                first, last = s.span.start - base, s.span.end - base
                yield e.text, morphemes, tuple(x for x in e.spans if first <= x[0] and x[1] <= last)


def exchanged(examples: Iterable[Example], writer: Writer, share: float) -> Iterator[Example]:
    """Put made-up names in the place of real ones, with particles that fit."""
    for e in examples:
        if not e.spans:
            continue
        text, spans, at = "", [], 0
        for start, end, cls in sorted(e.spans):
            text += e.text[at:start]
            name = e.text[start:end]
            if writer.chance.random() < share and cls not in ("Country", "Event", "Work"):
                name = writer.names.make(cls)
            spans.append((len(text), len(text) + len(name), cls))
            text, at = text + name, end
            at = _fit(e.text, at, name)
            if at > end:
                text += particle({"는": "은", "가": "이", "를": "을", "와": "과"}.get(e.text[end], e.text[end]), name)
        yield Example(text + e.text[at:], tuple(spans))


def _fit(text: str, end: int, name: str) -> int:
    """Where the text goes on behind a particle that must agree with a new name."""
    stop = end + 1 >= len(text) or not "가" <= text[end + 1] <= "힣"
    return end + 1 if end < len(text) and text[end] in "은는이가을를과와" and stop and final(name) is not None else end


def labelled(item: Tagged, features: Features) -> tuple[list[list[str]], list[str], list[tuple[list[str], str]]]:
    """Return the features and labels of a sentence, and the features and class of each of its names."""
    text, morphemes, spans = item
    found = units(text, morphemes)
    labels: list[str] = []
    names = []
    where = [(k, i) for k, u in enumerate(found) for i in range(u.first, u.last)]
    begun: set[int] = set()
    places: dict[int, list[int]] = {}
    for k, i in where:
        m = morphemes[i]
        shared = (min(m.end, b) - max(m.start, a) for a, b, _ in spans)
        hit = next((n for n, size in enumerate(shared) if size > 0 and size >= (m.end - m.start) / 2), None)
        if hit is None:
            labels.append("O")
            continue
        labels.append(("I-" if hit in begun else "B-") + KINDS[spans[hit][2]])
        begun.add(hit)
        places.setdefault(hit, []).append(k)
    for n, ks in places.items():
        start, end, cls = spans[n]
        names.append((features.span(found, ks[0], ks[-1], text[start:end]), cls))
    return features.sequence(morphemes, found), labels, names


class Settings(NamedTuple):
    """How a model is trained: the rarest feature's count, rounds of L-BFGS, weights of the L1 and L2 norms."""

    rare: int
    rounds: int
    c1: float
    c2: float


def fit(data: Iterable[tuple[list[list[str]], list[str]]], path: Path, how: Settings) -> None:
    """Train a model with crfsuite's L-BFGS, which is deterministic, and save its weights."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for xs, ys in data:
        trainer.append(xs, ys)
    trainer.set_params(
        {
            "c1": how.c1,
            "c2": how.c2,
            "max_iterations": how.rounds,
            "feature.minfreq": how.rare,
            "feature.possible_transitions": True,
        }
    )
    model = path.with_suffix(".crfsuite")
    trainer.train(str(model))
    weights_of(model).save(path)
    model.unlink()


def weights_of(path: Path) -> Weights:
    """Read the weights of a model file of crfsuite bit by bit; what pycrfsuite tells of them is rounded."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    told = model.info()
    model.close()
    data = path.read_bytes()
    start = int(np.frombuffer(data, "<u4", 1, 28)[0])  # the header says where the weights are
    count = int(np.frombuffer(data, "<u4", 1, start + 8)[0])  # behind their own mark and size
    learnt = np.frombuffer(
        data, [("moves", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")], count, start + 12
    )
    features, labels = (sorted(x, key=lambda name: int(x[name])) for x in (told.attributes, told.labels))
    state, moves = learnt[learnt["moves"] == 0], learnt[learnt["moves"] == 1]
    state = state[np.lexsort((state["label"], state["source"]))]
    transitions = np.zeros((len(labels), len(labels)))
    transitions[moves["source"], moves["label"]] = moves["weight"]
    counts = np.bincount(state["source"], minlength=len(features)).astype(np.uint8)
    weights = state["weight"].astype(np.float64)
    return Weights(tuple(features), tuple(labels), counts, state["label"].astype(np.uint8), weights, transitions)


def read_data(path: Path) -> tuple[list[Example], list[Example]]:
    """Read konec's sentences: for training, and held out."""
    kept: list[Example] = []
    held: list[Example] = []
    for k, line in enumerate(path.read_text("utf-8").splitlines()):
        raw = json.loads(line)
        news = raw["id"].endswith("wikitree")
        if not news and k % 4:
            continue  # film reviews teach little of news
        spans = [(a, b, cls) for a, b, label in raw["spans"] for a, b, cls in mapped(raw["text"], a, b, label)]
        (held if news and k % HELD_OUT == 0 else kept).append(Example(raw["text"], tuple(sorted(spans))))
    return kept, held


def of_stories(stories: Iterable[Story]) -> list[Example]:
    """Make an example of every sentence of some stories, with all that is named in it."""
    out = []
    for story in stories:
        for line in story.sentences():
            spans: list[tuple[int, int, str]] = []
            for (start, end), cls in story.places(line.text, 0, len(line.text)):
                if _whole(line.text, start, end) and not any(a < end and start < b for a, b, _ in spans):
                    spans.append((start, end, cls))
            out.append(Example(line.text, tuple(sorted(spans))))
    return out


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch may be a name: a single syllable or Latin letters stand alone."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii() and text[start].isalnum() and before.isascii() and before.isalnum():
        return False
    if text[end - 1].isascii() and text[end - 1].isalnum() and after.isascii() and after.isalnum():
        return False
    return end - start > 1 or not ("가" <= before <= "힣")


def cue_words(path: Path, *, anew: bool = False) -> None:
    """Keep the cue words that the model is trained with beside it: those shipped, or anew from the ontology."""
    shipped = WEIGHTS / "cues.json"
    if shipped.exists() and not anew:
        path.write_bytes(shipped.read_bytes())
        return
    cues = read_cues(load_ontology())
    words: dict[str, str] = {s: "^" + cls for s, cls in cues.suffixes.items() if len(s) > 1}
    words |= cues.class_nouns
    words |= dict.fromkeys([*cues.titles, *cues.person_prefixes], "title")
    words |= dict.fromkeys(cues.former, "former")
    body = {"cues": dict(sorted(words.items())), "surnames": "".join(sorted(cues.surnames))}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=0) + "\n", "utf-8")


def told(path: Path, start: float) -> None:
    """Print what was written: its size, and a hash to compare two trainings by."""
    data = path.read_bytes()
    seconds, mark = time.perf_counter() - start, hashlib.sha256(data).hexdigest()[:16]
    print(f"{path.name}: {seconds:.0f} s, {len(data):,} bytes, {mark}")


def train(
    data: Path, folder: Path, stories: Sequence[Story], rounds: int = 120, made: int = 24
) -> tuple[list[Example], list[Example]]:
    """Train both models into a folder and return what was held out: of DATA, and of the frames."""
    start = time.perf_counter()
    features = features_of(folder / "cues.json")
    kept, held = read_data(data)
    news = [e for e in kept if e.spans]
    writer = Writer(20250131)
    written = [*writer.write(made), *exchanged(news, writer, 0.8)]
    random.Random(1).shuffle(written)  # noqa: S311 - nothing secret is drawn
    plain, known = Analyser(()), Analyser(_names_of([*kept, *written]))
    told_ = of_stories(stories)
    lexicon = Analyser({x for e in load_ontology().lexicon for x in e.surfaces if x not in e.ambiguous})
    items = [*analysed(kept, plain), *analysed(written, plain), *analysed(kept[::3], known)]
    renamed = list(exchanged(told_, writer, 0.6))
    items += [*analysed(told_, plain), *analysed(told_, lexicon), *analysed(renamed, plain)]
    rows = [labelled(item, features) for item in items]
    sizes = [f"{n:,}" for n in (len(rows), sum(len(r[1]) for r in rows), sum(len(r[2]) for r in rows))]
    print(f"{sizes[0]} sentences, {sizes[1]} core morphemes, {sizes[2]} names; {time.perf_counter() - start:.0f} s")
    fit(((xs, ys) for xs, ys, _ in rows), folder / "spans.npz", Settings(3, rounds, 0.25, 0.05))
    told(folder / "spans.npz", start)
    fit((([x], [y]) for _, _, names in rows for x, y in names), folder / "classes.npz", Settings(3, 150, 0.3, 0.1))
    told(folder / "classes.npz", start)
    seen = {e.text[a:b] for e in written for a, b, _ in e.spans}
    real = ("Country", "Region")
    fresh = [
        e for e in Writer(7, "test").write(12) if not any(e.text[a:b] in seen for a, b, c in e.spans if c not in real)
    ]
    return held, fresh


def _names_of(examples: Iterable[Example]) -> list[str]:
    """A part of the names, as a user would have them in a lexicon."""
    names = sorted({e.text[a:b] for e in examples for a, b, _ in e.spans if b - a > 2})
    return [n for k, n in enumerate(names) if k % 4 == 0]


def measure(tagger: Tagger, examples: Sequence[Example], title: str) -> None:
    """Print precision, recall and F1 by coarse type (spans and type exact) and how often the class is right."""
    right: Counter[str] = Counter()
    for text, morphemes, spans in analysed(examples, Analyser(())):
        got = {tuple(f.span): max(f.odds, key=f.odds.__getitem__) for f in tagger.find(text, morphemes)}
        want = {(a, b): c for a, b, c in spans}
        for where, cls in want.items():
            right[KINDS[cls] + " want"] += 1
            if where in got:
                right["place"] += 1
                right["class"] += got[where] == cls
                right[KINDS[cls] + " hit"] += KINDS[got[where]] == KINDS[cls]
        for cls in got.values():
            right[KINDS[cls] + " got"] += 1
    print(title)
    for kind in ("PER", "ORG", "LOC", "PRD", "ETC"):
        hit, want, all_ = (right[f"{kind} {x}"] for x in ("hit", "want", "got"))
        shares = hit / max(all_, 1), hit / max(want, 1), 2 * hit / max(1, want + all_)
        print(f"  {kind}: P {shares[0]:.3f} R {shares[1]:.3f} F1 {shares[2]:.3f} ({want})")
    print(f"  class right where the span is: {right['class'] / max(1, right['place']):.3f}")


def measure_articles(tagger: Tagger, folder: Path) -> None:
    """Print how many of the entities of annotated articles are found by a surface, and how many surfaces are right.

    Nothing but the tagger is at work: no lexicon, neither in Kiwi nor behind it, and no cue rules.
    """
    right: Counter[str] = Counter()
    reads = Analyser(()), Parser.load(), Numbers(load_ontology().frames["numbers"])
    for article in read_articles([folder]):
        if not isinstance(article, Article):
            continue
        gold = json.loads((folder / f"{article.id}.json").read_text("utf-8"))
        surfaces = {s: KINDS[e["type"]] for e in gold["entities"] for s in e["surfaces"]}
        found = {(m.surface, KINDS[m.cls]) for ms in tagger.tag_all(analyse(article, *reads)) for m in ms}
        names = {s for s, _ in found}
        for e in gold["entities"]:
            kind = KINDS[e["type"]]
            right[kind + " entities"] += 1
            right[kind + " found"] += any(s in names for s in e["surfaces"])
            right[kind + " typed"] += any((s, kind) in found for s in e["surfaces"])
        for surface, kind in found:
            right[kind + " tagged"] += 1
            right[kind + " real"] += surface in surfaces
            right[kind + " true"] += surfaces.get(surface) == kind
    print(f"{folder.name}: the tagger alone, by entity (recall) and by surface (precision)")
    for kind in ("PER", "ORG", "PRD", "LOC", "ETC"):
        n, tagged = max(1, right[kind + " entities"]), max(1, right[kind + " tagged"])
        found_share, typed = right[kind + " found"] / n, right[kind + " typed"] / n
        real, true = right[kind + " real"] / tagged, right[kind + " true"] / tagged
        print(f"  {kind}: {n} entities: found {found_share:.3f}, with their type {typed:.3f};", end=" ")
        print(f"{tagged} surfaces: in the gold {real:.3f}, with their type {true:.3f}")


def main() -> None:
    """Train, measure, and with --write save."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument(
        "data", type=Path, nargs="?", help="sentences in konec's classes; without it nothing is trained"
    )
    options.add_argument("--write", action="store_true", help=f"save as {WEIGHTS.name}/")
    options.add_argument("--articles", type=Path, help="folder of articles with gold beside them (.json)")
    options.add_argument("--rounds", type=int, default=110, help="of L-BFGS")
    options.add_argument("--made", type=int, default=16, help="how often each frame is filled")
    options.add_argument("--stories", type=Path, nargs="*", default=(), help="instead of all of stories/")
    options.add_argument("--cues", action="store_true", help="take the cue words from the ontology anew")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) if given.data else WEIGHTS
        if given.data:
            cue_words(folder / "cues.json", anew=given.cues)
            learnt, _ = apart(read_stories(given.stories))
            held, fresh = train(given.data, folder, learnt, given.rounds, given.made)
        tagger = tagger_of(folder)
        if given.data:
            measure(tagger, held, "held-out sentences of DATA")
            measure(tagger, fresh, "held-out frames with names never seen")
            if given.write:
                for path in sorted(folder.iterdir()):
                    (WEIGHTS / path.name).write_bytes(path.read_bytes())
        if given.articles:
            measure_articles(tagger, given.articles)


if __name__ == "__main__":
    main()
