"""Train the dependency parser and measure it: python benchmarks/train_parser.py DATA [--folds 5] [--write].

DATA is a file in the format of KLUE-DP (tab-separated INDEX, WORD_FORM, LEMMA, POS, HEAD, DEPREL; a blank line between
sentences). Only its words and its trees are used: morphemes are Kiwi's, as they are when an article is read.
Both models are log-linear with a Gaussian prior: one chooses among the candidates for a head, one among labels.
"""

from __future__ import annotations

import argparse
import io
import json
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from kiwipiepy import Kiwi
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.text.parse.features import Forms
from kg.text.parse.parser import ARC_BITS, LABEL_BITS, WEIGHTS, Pairs, Parser, candidates, label_slots, read

Floats = NDArray[np.float64]
PRIOR = 0.6  # half the inverse variance of a weight
ARC_STEP, LABEL_STEP = 1 / 32, 1 / 24  # what one unit of a stored weight stands for
RARE = 5  # a label that is rarer is not learnt


class Tree(NamedTuple):
    """One annotated sentence, with Kiwi's morphemes."""

    eojeols: list[Forms]
    heads: list[int]
    labels: list[str]
    source: str


def trees(path: Path) -> list[Tree]:
    """Read a treebank and analyse its sentences with Kiwi, aligned to its eojeols by offset."""
    kiwi, out = Kiwi(num_workers=1), []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("##")]
        if not rows:
            continue
        name = next(line for line in reversed(lines) if line.startswith("##")).split("\t")[0]
        eojeols: list[list[tuple[str, str]]] = [[] for _ in rows]
        place = [k for k, row in enumerate(rows) for _ in range(len(row[1]) + 1)]
        for token in kiwi.tokenize(" ".join(row[1] for row in rows)):
            eojeols[place[token.start]].append((token.form, token.tag))
        out.append(
            Tree(
                list(map(tuple, eojeols)),
                [int(row[4]) - 1 for row in rows],
                [row[5] for row in rows],
                name.split("_")[-1],
            )
        )
    return out


def fit(loss: Any, size: int, rounds: int) -> Floats:
    """Minimise a convex loss from zero."""
    options = {"maxiter": rounds, "maxcor": 6}
    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=options).x)


def choices(data: list[Tree]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """List the features of every candidate for every eojeol's head, where each eojeol's begin, and the right ones."""
    features: list[NDArray[np.int64]] = []
    starts: list[int] = []
    right: list[int] = []
    for tree in data:
        found = list(candidates(read([tree.eojeols])))
        if not found:
            continue
        pairs = Pairs(*(np.concatenate(part) for part in zip(*found, strict=True)))
        at = {pair: k for k, pair in enumerate(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True))}
        none = np.full(pairs.siblings.shape[1], 1 << ARC_BITS)
        for i in range(len(tree.heads) - 1):
            previous, head, start = -1, i + 1, len(features)
            while head >= 0:
                if (i, head) in at:
                    sibling = pairs.siblings[at[i, previous]] if (i, previous) in at else none
                    if head == tree.heads[i]:
                        right.append(len(features))
                    features.append(np.concatenate([pairs.arcs[at[i, head]], sibling]))
                previous, head = head, tree.heads[head]
            if len(right) > len(starts):
                starts.append(start)
            else:
                del features[start:]
    return np.array(features, np.int64), np.array(starts), np.array(right)


def learn_heads(data: list[Tree]) -> Floats:
    """Learn to choose among the candidates for a head."""
    features, starts, right = choices(data)
    size, width = (1 << ARC_BITS) + 1, features.shape[1]
    of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(features)]))

    def loss(weights: Floats) -> tuple[float, Floats]:
        weights[-1] = 0  # the slot of "no sibling"
        scores = weights[features].sum(1)
        scores -= np.maximum.reduceat(scores, starts)[of]
        odds = np.exp(scores)
        share = odds / np.add.reduceat(odds, starts)[of]
        value = -np.log(share[right]).sum() + PRIOR * float(np.sum(weights * weights))
        share[right] -= 1
        gradient = np.bincount(features.ravel(), np.repeat(share, width), size) + 2 * PRIOR * weights
        gradient[-1] = 0
        return value, gradient

    return fit(loss, size, 60)[:-1]


def learn_labels(data: list[Tree], names: list[str]) -> Floats:
    """Learn to label an eojeol whose head is known."""
    heads = [[h if h >= 0 else i for i, h in enumerate(tree.heads)] for tree in data]  # the root is its own
    slots = [label_slots(read([tree.eojeols]), own) for tree, own in zip(data, heads, strict=True)]
    features = np.concatenate(slots).astype(np.int64)
    right = np.array([names.index(label) if label in names else 0 for tree in data for label in tree.labels])
    (count, width), size = features.shape, 1 << LABEL_BITS
    ones = csr_matrix((np.ones(count * width), features.ravel(), np.arange(0, count * width + 1, width)), (count, size))
    back, every = ones.T.tocsr(), np.arange(count)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(size, len(names))
        scores = ones @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        share = odds / odds.sum(axis=1, keepdims=True)
        value = -np.log(share[every, right]).sum() + PRIOR * float(np.sum(flat * flat))
        share[every, right] -= 1
        return value, (back @ share + 2 * PRIOR * weights).ravel()

    return fit(loss, size * len(names), 80).reshape(size, len(names))


def whole(weights: Floats, step: float) -> NDArray[np.int8]:
    """Round weights to whole steps of one byte."""
    return np.clip(np.rint(weights / step), -127, 127).astype(np.int8)


def train(data: list[Tree]) -> dict[str, NDArray[Any]]:
    """Learn both models."""
    counts = Counter(label for tree in data for label in tree.labels)
    names = sorted(label for label, count in counts.items() if count >= RARE)
    return {
        "arcs": whole(learn_heads(data), ARC_STEP),
        "labels": whole(learn_labels(data, names), LABEL_STEP),
        "names": np.array(json.dumps(names)),
    }


def made(arrays: dict[str, NDArray[Any]]) -> Parser:
    """Build a parser from what was learnt."""
    return Parser(arrays["arcs"], arrays["labels"], json.loads(str(arrays["names"])))


def write(arrays: dict[str, NDArray[Any]], path: Path) -> None:
    """Save arrays as .npz without the time of day, so that the same training gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), data.getvalue(), zipfile.ZIP_DEFLATED
            )


def cross_validate(data: list[Tree], folds: int) -> None:
    """Print attachment scores (the root counts as an eojeol), and how fast parsing is."""
    right: Counter[str] = Counter()
    seconds = 0.0
    for fold in range(folds):
        parser = made(train([tree for k, tree in enumerate(data) if k % folds != fold]))
        for tree in data[fold::folds]:
            start = time.perf_counter()
            heads, labels = parser.parse(tree.eojeols)
            seconds += time.perf_counter() - start
            for got, head, label, want in zip(heads, tree.heads, labels, tree.labels, strict=True):
                for part in ("all", tree.source):
                    right.update({f"{part} count": 1, f"{part} UAS": got == head, f"{part} label": label == want})
                    right.update({f"{part} LAS": got == head and label == want})
    for part in ["all", *sorted({tree.source for tree in data})]:
        count = right[f"{part} count"]
        figures = ", ".join(f"{name} {right[f'{part} {name}'] / count:.4f}" for name in ("UAS", "LAS", "label"))
        print(f"{part}: {count} eojeols, {figures}")
    print(f"parse alone: {right['all count'] / seconds:,.0f} eojeols/s")


def main() -> None:
    """Cross-validate, and with --write train on everything and save."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("data", type=Path, help="treebank in KLUE-DP's format")
    options.add_argument("--folds", type=int, default=5, help="0: do not cross-validate")
    options.add_argument("--write", action="store_true", help=f"save weights as {WEIGHTS.name}")
    given = options.parse_args()
    data = trees(given.data)
    if given.folds:
        cross_validate(data, given.folds)
    if given.write:
        write(train(data), WEIGHTS)
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
