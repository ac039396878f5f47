"""Cluster the words of Kiwi's language model: python benchmarks/train_words.py [--write].

Kiwi tells of two morphemes how similar their vectors are, not the vectors. From the similarities to some landmarks the
vectors follow up to a rotation (Nyström's method; exact, as there are more landmarks than dimensions). They are
centred, freed of the axes that all words share, and clustered: k-means for the fine clusters, Ward's method for those
above.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from pathlib import Path

import numpy as np
from kiwipiepy import Kiwi
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans

from kg.text.words import kind

HERE = Path(__file__).parents[1] / "kg" / "text" / "_words"
TAGS = frozenset(["NNG", "NNP", "NNB", "NR", "NP", "XR", "XSN", "XPN", "VV", "VA", "VX", "MAG", "MAJ", "MM"])
LANDMARKS, FREQUENT = 420, 6000  # as many, drawn from so many of the most frequent
RANK = 256  # of the model's vectors
USUAL = 24_000  # the most frequent words, of which clusters are made; the others go to the nearest
SHARED = 3  # main axes that tell little but how frequent a word is (Mu and Viswanath, 2018)
FINE, MIDDLE, COARSE = 1500, 400, 100
ALL = 1 << 20

Floats = NDArray[np.float32]
Word = tuple[str, str]


def vectors() -> tuple[list[Word], Floats]:
    """Return the model's words, form and kind, and their vectors of length 1."""
    kiwi = Kiwi(num_workers=1)
    every = {m.id: (m.form, m.tag.split("-")[0]) for m in kiwi.most_similar_morphemes(("것", "NNB"), top_n=ALL)}
    order = sorted(i for i, (form, tag) in every.items() if tag in TAGS and form.strip())  # by frequency
    landmarks = random.Random(1).sample(order[:FREQUENT], LANDMARKS)  # noqa: S311 - nothing secret is drawn
    near = np.ones((max(every) + 1, LANDMARKS), np.float32)
    for j, landmark in enumerate(landmarks):
        for m in kiwi.most_similar_morphemes(landmark, top_n=ALL):
            near[m.id, j] = m.score
        near[landmark, j] = 1.0
    among = near[landmarks].astype(np.float64)
    values, axes = np.linalg.eigh((among + among.T) / 2)
    words: dict[Word, int] = {}
    for i in order:
        words.setdefault((every[i][0], kind(every[i][1])), i)
    found = near[list(words.values())] @ (axes[:, -RANK:] / np.sqrt(values[-RANK:])).astype(np.float32)
    return list(words), _unit(found)


def _unit(rows: Floats) -> Floats:
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return np.asarray(rows / length, np.float32)


def clusters(found: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return each word's fine cluster, and each fine cluster's coarse and middle one."""
    centred = found - found[:USUAL].mean(0)
    _, axes = np.linalg.eigh((centred[:USUAL].T @ centred[:USUAL]).astype(np.float64))
    points = _unit((centred @ axes[:, ::-1][:, SHARED:]).astype(np.float32))
    fine = KMeans(FINE, init="random", random_state=0, n_init=1, max_iter=25).fit(points[:USUAL])
    upper = [AgglomerativeClustering(n, linkage="ward").fit(fine.cluster_centers_).labels_ for n in (COARSE, MIDDLE)]
    return fine.predict(points), upper[0], upper[1]


def main() -> None:
    """Cluster, show what came of it, and with --write save."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--write", action="store_true", help=f"save in {HERE.name}/")
    given = options.parse_args()
    start = time.perf_counter()
    words, found = vectors()
    print(f"{len(words):,} words; {time.perf_counter() - start:.0f} s")
    fine, coarse, middle = clusters(found)
    print(f"{FINE} clusters; {time.perf_counter() - start:.0f} s")
    at = {w: i for i, w in enumerate(words)}
    for word in (("출시", "N"), ("비난", "N"), ("사들이", "V"), ("장관", "N"), ("삼성전자", "P"), ("부산", "P")):
        print(word[0], *[w for w, c in zip(words, fine, strict=True) if c == fine[at[word]]][:16])
    if given.write:
        HERE.mkdir(exist_ok=True)
        np.savez_compressed(
            HERE / "words.npz",
            forms=np.frombuffer("\n".join(w for w, _ in words).encode(), np.uint8),
            kinds=np.frombuffer("".join(k for _, k in words).encode(), np.uint8),
            fine=fine.astype(np.uint16),
            coarse=coarse.astype(np.uint16),
            middle=middle.astype(np.uint16),
        )
        data = (HERE / "words.npz").read_bytes()
        print(f"words.npz: {len(data):,} bytes, {hashlib.sha256(data).hexdigest()[:16]}")


if __name__ == "__main__":
    main()
