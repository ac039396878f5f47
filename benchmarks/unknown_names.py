"""How many names are found when no lexicon holds them: the gold's names are taken out, and the articles read again.

usage: python benchmarks/unknown_names.py [ARTICLES_AND_GOLD]   (default: benchmarks/dev/open)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kg.extract.engine import Engine
from kg.model import Article
from kg.naming import fold
from kg.ontology import load_ontology
from kg.readers import read_articles

KINDS = {
    "Person": "people", "Company": "organisations", "Organization": "organisations", "GovernmentBody": "organisations",
    "ResearchInstitute": "organisations", "MediaOutlet": "organisations", "PoliticalParty": "organisations",
    "InternationalOrganization": "organisations", "Product": "products", "AIModel": "products", "Chip": "products",
    "Device": "products", "Software": "products", "Equipment": "products",
}  # fmt: skip


def main(folder: Path) -> None:
    """Print recall and typed recall by kind of name."""
    gold = {g["article"]["id"]: g for g in (json.loads(f.read_text("utf-8")) for f in sorted(folder.glob("*.json")))}
    names = {fold(n) for g in gold.values() for e in g["entities"] for n in (e["label"], *e["surfaces"])}
    ontology = load_ontology()
    kept = tuple(
        e
        for e in ontology.lexicon
        if e.cls not in KINDS or e.kind == "category" or names.isdisjoint(map(fold, e.surfaces))
    )
    engine = Engine(replace(ontology, lexicon=kept))
    found, typed, all_of = Counter[str](), Counter[str](), Counter[str]()
    for article in read_articles([folder]):
        if not isinstance(article, Article) or article.id not in gold:
            continue
        read = {fold(n): e.cls for e in engine(article).entities for n in (*(x.text for x in e.names), *e.aliases)}
        for entity in gold[article.id]["entities"]:
            kind = KINDS.get(entity["type"])
            if kind is None:
                continue
            hits = [read[fold(n)] for n in (entity["label"], *entity["surfaces"]) if fold(n) in read]
            all_of[kind] += 1
            found[kind] += bool(hits)
            typed[kind] += any(KINDS.get(c) == kind for c in hits)
    print(
        f"lexicon without the gold's names: {len(ontology.lexicon) - len(kept)} of {len(ontology.lexicon)} entries out"
    )
    for kind in sorted(all_of):
        n = all_of[kind]
        print(f"{kind:14} recall {found[kind] / n:.3f}   of the right kind {typed[kind] / n:.3f}   of {n}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "dev" / "open")
