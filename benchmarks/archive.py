"""Makes an archive of synthetic articles, and measures what joining and writing so many takes: time and memory.

    python benchmarks/archive.py                              # 1,000 and 10,000 articles
    python benchmarks/archive.py --articles 100000 --stages join,gate
    python benchmarks/archive.py --write FOLDER --articles 1000   # the articles themselves, as .jsonl

Articles are made of sentence frames, the same each time; so are their graphs, directly, since reading 100,000 articles
would take hours and is not what is measured here. An article has some 830 letters, 26 claims in 13 sentences, 36
entities and 39 mentions; those of benchmarks/dev/open have 1,360, 27, 27 and 56. A sixth of its entities no other
article names, the others are drawn by Zipf's law. Every size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from kg import graph as room
from kg import search
from kg.exporters import exporter
from kg.model import (
    Article,
    ArticleGraph,
    Block,
    Claim,
    Entity,
    Evidence,
    Mention,
    Name,
    Qualifier,
    Quantity,
    Span,
    Statement,
)
from kg.ontology import load_ontology
from kg.pipeline import Corpus, report
from kg.results import Shelf
from kg.stores.folder import fill

SEED = 20
KNOWN = 5_000  # names of each class that many articles share
NEW = 0.16  # of the names of an article, those that no other has
SENTENCES = 13
WRONG = 0.02  # of figures: those that differ from what others give; pairs of them grow as their square
STAGES = ("join", "gate", "turtle", "html", "report", "store", "search")
_A = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
_B = "온길빛솔별한샘들봄결닻봉정담곳명원섬"
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_KINDS = ("전자", "반도체", "바이오", "에너지", "모터스", "테크", "화학", "건설", "금융", "물산")
Frame: TypeAlias = tuple[str, tuple[tuple[str, str, str, str], ...], dict[str, str]]
FRAMES: tuple[Frame, ...] = (  # text; what it says: subject, relation, object and the word that says so
    (
        "{C}{C는} 지난 {day}일 서울에서 열린 설명회에서 {P}{P를} 공개하고 {E}{E와} 경쟁한다고 밝혔다.",
        (("C", "released", "P", "공개"), ("C", "competesWith", "E", "경쟁")),
        {},
    ),
    (
        "{C}{C는} 올해 하반기부터 {E}에 부품을 공급하고, 새 공장을 함께 짓는 {D}{D와} 협력한다.",
        (("C", "supplies", "E", "공급"), ("C", "partnersWith", "D", "협력")),
        {},
    ),
    (
        "{H} 대표는 이날 기자들과 만나 {C}{C가} {E}{E를} 인수하고 {D}에 투자할 계획이라고 말했다.",
        (("C", "acquires", "E", "인수"), ("C", "investsIn", "D", "투자")),
        {"modality": "planned", "speaker": "H"},
    ),
    (
        "업계에 따르면 {C}의 지난해 매출은 {money}억 원으로 집계됐고, {E}{E와} 거래를 이어 가며 협력하고 있다.",
        (("C", "revenue", "money", "매출"), ("C", "partnersWith", "E", "협력")),
        {"modality": "claimed"},
    ),
    (
        "반면 {D}{D는} {P}{P를} 개발했다는 보도를 부인하면서도 {E}에 투자한 사실은 인정했다.",
        (("D", "developed", "P", "개발"), ("D", "investsIn", "E", "투자")),
        {"modality": "denied"},
    ),
)


def josa(word: str, pair: str) -> str:
    """Return the particle that goes with a word, of a pair such as 은는."""
    last = ord(word[-1]) - 0xAC00
    closed = bool(last % 28) if 0 <= last < 11172 else word[-1] in "136780LMNR"
    return pair[0] if closed else pair[1]


class Archive:
    """Articles by number, and their graphs.

    Args:
        seed: Another one gives other articles.
    """

    def __init__(self, seed: int = SEED) -> None:
        self.seed = seed

    def graph(self, number: int) -> ArticleGraph:
        """Make the graph of an article."""
        dice = random.Random(f"{self.seed}-{number}")  # noqa: S311 - an archive, no secret
        id_ = f"a{number:07}"
        named: dict[str, Entity] = {}
        mentions: list[Mention] = []
        claims: list[Claim] = []
        blocks: list[Block] = []
        text = ""
        for _ in range(SENTENCES):
            frame, says, how = dice.choice(FRAMES)
            slots = {key: self._entity(key, dice, number) for key in "CDEPH"}
            words = {key: entity.names[0].text for key, entity in slots.items()}
            wrong = dice.random() < WRONG
            money = random.Random(slots["C"].id).randrange(10, 90_000) * (1 + wrong)  # noqa: S311
            sentence, places = _filled(frame, words | {"day": str(dice.randrange(1, 29)), "money": str(money)})
            at = len(text)
            text += sentence
            whole = Span(at, len(text))
            spans = {key: Span(at + a, at + b) for key, (a, b) in places.items()}
            for key, entity in slots.items():
                if key in spans:
                    named[entity.id] = entity
                    mentions.append(Mention(spans[key], words[key], entity.cls, entity.id, "tagger", 0.9))
            for subject, relation, target, word in says:
                value = Quantity(Decimal(money) * 100_000_000, "KRW") if target == "money" else slots[target].id
                word_at = text.index(word, at)
                qualifiers = (Qualifier("date", "2024"),) if target == "money" else ()
                evidence = Evidence(
                    id_,
                    whole,
                    sentence,
                    spans[subject],
                    spans[target],
                    Span(word_at, word_at + len(word)),
                    how.get("modality", "asserted"),
                    slots[how["speaker"]].id if "speaker" in how else "",
                )
                claims.append(Claim(Statement(slots[subject].id, relation, value, qualifiers), evidence))
            blocks.append(Block(whole))
            text += "\n\n"
        day = date(2020, 1, 1) + timedelta(days=number % 1500)
        article = Article(id_, text, tuple(blocks), f"{id_}.txt", published=day, publisher="한빛일보")
        entities = tuple(named[i] for i in sorted(named))
        return ArticleGraph(article, entities, tuple(claims), mentions=tuple(mentions))

    def text(self, number: int, *, changed: bool = False) -> str:
        """Make the text of an article; a changed one has a sentence more."""
        text = self.graph(number).article.text
        return text + "회사는 이 계획을 다음 달 주주총회에서 다시 설명할 예정이다.\n" if changed else text

    def _entity(self, key: str, dice: random.Random, number: int) -> Entity:
        new = dice.random() < NEW
        rank = KNOWN + number * 100 + dice.randrange(100) if new else int(KNOWN ** dice.random()) - 1
        kind = {"H": "Person", "P": "Product"}.get(key, "Company")
        name = _name(kind, rank)
        aliases = (name.lower(), f"{name} 측") if rank < KNOWN else ()
        return Entity(f"{kind.lower()}/{name}", kind, (Name(name, "ko"),), aliases)


def _name(kind: str, rank: int) -> str:
    dice = random.Random(f"{kind}-{rank}")  # noqa: S311
    if kind == "Person":
        return dice.choice(_SURNAMES) + dice.choice(_A) + dice.choice(_B) + (dice.choice(_A) if rank >= KNOWN else "")
    if kind == "Product":
        return "".join(dice.choices("ABCDEFGHKLMNPQRSTVXZ", k=3)) + str(rank)
    return "".join(dice.choices(_A, k=3)) + dice.choice(_B) + dice.choice(_KINDS)


def _filled(frame: str, words: dict[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Fill a frame; return the sentence and where each word stands in it."""
    pairs = {"는": "은는", "를": "을를", "와": "과와", "가": "이가"}
    out, places = "", {}
    for part in frame.replace("}", "{").split("{"):
        if part in words:
            places[part] = (len(out), len(out) + len(words[part]))
            out += words[part]
        elif part[:-1] in words:
            out += josa(words[part[:-1]], pairs[part[-1]])
        else:
            out += part
    return out, places


# ---------- measuring


def memory() -> dict[str, int]:
    """Return what the process holds now and has held at most, in MB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {"now": int(status["VmRSS"].split()[0]) // 1024, "peak": int(status["VmHWM"].split()[0]) // 1024}


def stored(count: int) -> Iterator[ArticleGraph]:
    """Yield graphs as they come out of the results that a project keeps."""
    archive = Archive()
    yield from Shelf(archive.graph(n) for n in range(count))


def measured(count: int, stages: list[str]) -> dict[str, Any]:
    """Join and write so many articles, stage by stage."""
    terms = load_ontology()
    out: dict[str, Any] = {"articles": count, "before": memory()["now"]}
    graphs: Iterable[ArticleGraph] = Shelf(stored(count))
    out["graphs"] = memory()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = Corpus()
        steps: dict[str, Callable[[], Any]] = {
            "join": lambda: Corpus.of(graphs, terms, keep=Shelf),
            "gate": lambda: room.gated(corpus, terms),
            "turtle": lambda: exporter("turtle")(corpus, folder / "graph.ttl", ontology=terms),
            "html": lambda: exporter("html")(corpus, folder / "graph.html", ontology=terms),
            "report": lambda: (folder / "report.json").write_text(json.dumps(report(corpus, 0.0))),
            "store": lambda: fill(folder / "store", corpus.quads()),
            "search": lambda: search.write(folder / "search.sqlite", corpus),
        }
        for stage in stages:
            wall, cpu = time.perf_counter(), time.process_time()
            got = steps[stage]()
            if isinstance(got, Corpus):
                corpus = got
                graphs = []
            wall, cpu = round(time.perf_counter() - wall, 2), round(time.process_time() - cpu, 2)
            out[stage] = {"seconds": wall, "cpu": cpu, **memory()}
            print(f"  {stage:7} {out[stage]}", file=sys.stderr, flush=True)
        out["disk"] = {p.name: sum(f.stat().st_size for f in [p, *p.rglob("*")]) // 2**20 for p in folder.iterdir()}
    out |= corpus.counts()
    return out


def main() -> None:
    """Run each size in a process of its own, or write articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--write", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write, options.articles[0])
    elif options.here:
        print(json.dumps(measured(options.articles[0], options.stages.split(",")), ensure_ascii=False))
    else:
        for count in options.articles:
            print(f"{count} articles", file=sys.stderr)
            command = [sys.executable, __file__, "--here", "--articles", str(count), "--stages", options.stages]
            print(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout, end="", flush=True)


def write(folder: Path, count: int, changed: int = 0) -> None:
    """Write articles as .jsonl files of a thousand, the first of them changed."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = Archive()
    for start in range(0, count, 1000):
        with (folder / f"{start:07}.jsonl").open("w", encoding="utf-8") as file:
            for n in range(start, min(count, start + 1000)):
                row = {"id": f"a{n:07}", "body": archive.text(n, changed=n < changed), "publisher": "한빛일보"}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
