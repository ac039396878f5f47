"""How sure a claim is, and how often such claims are right: python benchmarks/calibrate.py [--write].

Reads the articles of benchmarks/dev/open, holds every claim against gold, and prints

1. precision by confidence as it is now (a reliability table),
2. precision by what found the claim, and for the commonest relations,
3. the table of base confidences that follows from it (with --write into ontology/frames/confidence.yaml), and its
   own reliability, each article's confidences being reckoned from the other folds' articles only,
4. precision and recall at each least confidence, by (1) and by (3).

A base confidence is the share of right claims, drawn towards its kind's share by as many imagined claims as SHRINK,
and reckoned up to what it would be if all mentions were certain.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from kg.evaluation import evaluate, figures, judges, read_gold
from kg.extract.classifier import Judge
from kg.extract.confidence import KINDS, SOFTENED, Confidence
from kg.extract.constructions import Constructions
from kg.extract.engine import Engine
from kg.extract.matching import Matching
from kg.extract.rules import RulesExtractor
from kg.graph import Corpus
from kg.model import Article, ArticleGraph, Claim
from kg.ontology import Ontology, load_ontology
from kg.readers import read_articles

ROOT = Path(__file__).parents[1]
OPEN = ROOT / "benchmarks" / "dev" / "open"
TABLE = ROOT / "ontology" / "frames" / "confidence.yaml"
SHRINK = 4  # claims
FEWEST = 8  # claims that a relation needs for a line of its own
FOLDS = 5
LIMIT = 0.97  # no rule is surer, however few errors it made here
LEAST = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
HEAD = """\
# How sure a claim is, by what found it and by its relation or measure: the share of right claims among those that
# benchmarks/calibrate.py counted on benchmarks/dev/open, drawn towards the kind's own share where there are few.
# Written by: python benchmarks/calibrate.py --write
"""


class Seen(NamedTuple):
    """A claim with what found it, how sure its mentions are, and whether gold makes it too."""

    article: str
    kind: str
    predicate: str
    factor: float
    confidence: float
    right: bool


def read(ontology: Ontology) -> tuple[list[ArticleGraph], dict[str, str]]:
    """Read the open articles; return their graphs and, by evidence id, what found each claim."""
    kinds: dict[str, str] = {}
    engine = Engine(ontology)
    sources: dict[str, tuple[Any, str, Callable[[Sequence[Any]], str]]] = {
        "framed": (Matching, "_claims", lambda args: "noun" if args[3].noun_at >= 0 else "verb"),
        "construction": (Constructions, "find", lambda _: "construction"),
        "link": (RulesExtractor, "_linked", lambda _: "link"),
        "number": (RulesExtractor, "_measured", lambda _: "number"),
        "learnt": (Judge, "_added", lambda _: "learnt"),
    }
    with ExitStack() as stack:
        for owner, name, kind in sources.values():
            stack.enter_context(patch.object(owner, name, _noting(getattr(owner, name), kind, kinds)))
        graphs = [engine(a) for a in read_articles([OPEN]) if isinstance(a, Article)]
    return graphs, kinds


def _noting(function: Callable[..., Any], kind: Callable[[Sequence[Any]], str], kinds: dict[str, str]) -> Any:
    def run(*args: Any) -> Iterator[Claim]:
        for claim in function(*args):
            kinds.setdefault(claim.evidence.id_for(claim.statement), kind(args))
            yield claim

    return run


def judged(graphs: Sequence[ArticleGraph], kinds: dict[str, str], ontology: Ontology) -> list[Seen]:
    """Hold every claim against gold."""
    out: list[Seen] = []
    raw = {g.article.id: g for g in graphs}
    for judge in judges(Corpus.of(graphs, ontology), read_gold([OPEN]), ontology):
        graph = raw[judge.graph.article.id] if judge.graph else None
        for claim in graph.claims if graph else ():
            right = judge.right(claim)
            if graph is not None and right is not None:
                st, ev = claim
                kind = kinds.get(ev.id_for(st), "construction")
                out.append(Seen(ev.article, kind, st.predicate, factor(graph, claim), ev.confidence, right))
    return out


def factor(graph: ArticleGraph, claim: Claim) -> float:
    """Return how sure the less sure of a claim's mentions is."""
    spans = (claim.evidence.subject, claim.evidence.object)
    return min((m.confidence for m in graph.mentions if m.span in spans), default=1.0)


def fitted(seen: Iterable[Seen]) -> Confidence:
    """Reckon base confidences: right claims over the confidence that their mentions had, drawn together."""
    right: Counter[tuple[str, str]] = Counter()
    weight: defaultdict[tuple[str, str], float] = defaultdict(float)
    count: Counter[tuple[str, str]] = Counter()
    for s in seen:
        for key in ((s.kind, ""), (s.kind, s.predicate)):
            right[key] += s.right
            weight[key] += s.factor**SOFTENED
            count[key] += 1
    kinds = {k: min(LIMIT, (right[k, ""] + 1) / (weight[k, ""] + 2)) for k in KINDS if count[k, ""]}
    named: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (kind, predicate), number in sorted(count.items()):
        if predicate and number >= FEWEST:
            drawn = (right[kind, predicate] + SHRINK * kinds[kind]) / (weight[kind, predicate] + SHRINK)
            named[predicate][kind] = round(min(LIMIT, drawn), 2)
    return Confidence({k: round(v, 2) for k, v in kinds.items()}, dict(named))


def crossed(seen: Sequence[Seen]) -> dict[str, Confidence]:
    """Return for each article the table that the other folds' articles give."""
    articles = sorted({s.article for s in seen})
    out = {}
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        table = fitted(s for s in seen if s.article not in held)
        out |= dict.fromkeys(held, table)
    return out


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """Write a reliability table of (confidence, right) pairs, and the mean distance between the two."""
    lines = ["| confidence | claims | mean confidence | right |", "|---|---|---|---|"]
    distance = 0.0
    for low, high in pairwise(EDGES):
        here = [(c, r) for c, r in pairs if low <= c < high]
        if here:
            mean, share = sum(c for c, _ in here) / len(here), sum(r for _, r in here) / len(here)
            distance += abs(mean - share) * len(here)
            lines.append(f"| {low:.1f} to {min(high, 1.0):.1f} | {len(here)} | {mean:.2f} | {share:.2f} |")
    return [*lines, "", f"Mean distance between confidence and share of right claims: {distance / len(pairs):.3f}"]


def by_kind(seen: Sequence[Seen]) -> list[str]:
    """Write precision by what found a claim, and by the commonest relations and measures of each."""
    lines = ["| found by | relation or measure | claims | right |", "|---|---|---|---|"]
    for kind in KINDS:
        counts = Counter(s.predicate for s in seen if s.kind == kind)
        common = (p for p, n in counts.most_common() if n >= FEWEST)
        for predicate in ("", *common):
            here = [s.right for s in seen if s.kind == kind and predicate in ("", s.predicate)]
            if here:
                lines.append(f"| {kind} | {predicate or 'all'} | {len(here)} | {sum(here) / len(here):.2f} |")
    return lines


def trade(graphs: Sequence[ArticleGraph], ontology: Ontology) -> list[str]:
    """Write precision and recall of statements and measures at each least confidence."""
    lines = ["| --min-confidence | statements P | R | F1 | measures P | R | F1 |", "|---|---|---|---|---|---|---|"]
    gold = read_gold([OPEN])
    for least in LEAST:
        got = figures(evaluate(Corpus.of(graphs, ontology, min_confidence=least), gold, ontology))
        parts = (got[k][f] for k in ("statements", "measures") for f in ("precision", "recall", "f1"))
        lines.append(f"| {least:g} | {' | '.join(format(p, '.3f') for p in parts)} |")
    return lines


def reweighted(
    graphs: Sequence[ArticleGraph], kinds: dict[str, str], tables: dict[str, Confidence]
) -> list[ArticleGraph]:
    """Return the graphs with the confidences that each article's table gives."""
    out = []
    for graph in graphs:
        table = tables.get(graph.article.id, Confidence())
        claims = []
        for st, ev in graph.claims:
            kind = kinds.get(ev.id_for(st), "construction")
            sure = table.claim(kind, st.predicate, factor(graph, Claim(st, ev)))
            claims.append(Claim(st, replace(ev, confidence=sure)))
        out.append(replace(graph, claims=tuple(claims)))
    return out


def written(table: Confidence, ontology: Ontology) -> str:
    """Write a table as YAML."""
    lines = [HEAD, "kinds:", *(f"  {k}: {v:.2f}" for k, v in table.kinds.items())]
    for title, terms in (("relations", ontology.relations), ("measures", ontology.measures)):
        lines.append(f"{title}:")
        for name in sorted(n for n in table.named if n in terms):
            values = ", ".join(f"{k}: {v:.2f}" for k, v in sorted(table.named[name].items()))
            lines.append(f"  {name}: {{{values}}}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the tables, and write the new confidences where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    given = parser.parse_args()
    ontology = load_ontology()
    graphs, kinds = read(ontology)
    seen = judged(graphs, kinds, ontology)
    tables = crossed(seen)
    new = [(tables[s.article].claim(s.kind, s.predicate, s.factor), s.right) for s in seen]
    parts = {
        "Confidence as it is": reliability([(s.confidence, s.right) for s in seen]),
        "By what found it": by_kind(seen),
        "Confidence by the table (cross-fitted)": reliability(new),
        "Least confidence, as it is": trade(graphs, ontology),
        "Least confidence, by the table (cross-fitted)": trade(reweighted(graphs, kinds, tables), ontology),
    }
    for title, lines in parts.items():
        print(f"### {title}\n", *lines, "", sep="\n")
    text = written(fitted(seen), ontology)
    if given.write:
        TABLE.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
