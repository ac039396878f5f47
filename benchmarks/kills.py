"""Kills builds with SIGKILL at random instants, goes on from what is left, and compares the bytes.

    python benchmarks/kills.py                              # 200 kills: about 25 minutes
    python benchmarks/kills.py --kills 10 --real 10         # real commands alone, and fewer; --seed for others

Most builds are forks of one process that has loaded everything, killed in chains: see chains.py. The others are real
commands. Before each round of these articles are added, changed and deleted. Then a `kg build` in a process of its own
is killed: by turns anywhere, while it reads, while it writes, while it publishes. In every sixth round another build of
the same folder has been started beside it, waits, and goes on by itself; in about every fourth a file of the project
(kept results, outputs, store) is cut short as by a power cut; in every third all has to be read anew. The next build
must end well and give what a build from nothing gives: Turtle, page, report (but for its seconds), inferences, the
store's quads, the search index, the kept results, and no file more. What was seen is printed as a table;
where something differs, the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import Archive
from builds import Build, same
from chains import BYTES, DIFFER, ENDED, LEFT, PHASES, Chains

from kg.extraction import BuiltIn

AIMS = ("anywhere", "reading", "writing", "publishing", "published")
TEXTS = Path(__file__).parent / "dev" / "open"
PUBLISHING = 0.1  # seconds, in which all is settled and published, more or less


class Rounds:
    """A project that is changed, killed and built again.

    Args:
        root: Where it is.
        seed: Of all that is chosen.
        articles: How many there are at first.
    """

    def __init__(self, root: Path, seed: int, articles: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - of instants, no secret
        self.root, self.given, self.out = root, root / "in", root / "out"
        self.given.mkdir(parents=True)
        self.archive, self.number = Archive(seed), 0
        self.seen: Counter[str] = Counter()
        self.differing: list[str] = []
        self.spans = {"article": 0.05, "writing": 1.0, "all": 4.0}  # seconds; measured as it goes
        for _ in range(articles):
            self.add()
        self.measure(self.whole(self.out))

    def add(self) -> None:
        """Add an article."""
        self.number += 1
        self._write(self.given / f"{self.number:04}.txt")

    def change(self) -> None:
        """Give an article another text."""
        self.number += 1
        self._write(self.dice.choice(sorted(self.given.iterdir())))

    def delete(self) -> None:
        """Delete an article, where there are others."""
        files = sorted(self.given.iterdir())
        if len(files) > 1:
            self.dice.choice(files).unlink()

    def _write(self, path: Path) -> None:
        path.write_text(self.archive.text(self.number), encoding="utf-8")

    def whole(self, out: Path, *options: str) -> Build:
        """Build to the end."""
        build = Build(self.given, out, *options)
        self.hold(build.ended() == 0 and not build.other, f"a build failed: {build.other or build.told[-1:]}")
        return build

    def hold(self, well: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
        """Take down what is wrong."""
        if not well:
            self.differing.append(f"round {self.seen['rounds']}: {otherwise}")

    def measure(self, build: Build) -> None:
        """Learn from an undisturbed build how long its parts take."""
        begun, writing, over = (build.after(event) for event in ("begun", "writing", "finished"))
        read = sum(row["event"] == "done" and not row["kept"] for row in build.told)
        if over:
            self.spans |= {"writing": over - writing, "all": over}
        if read > 1:
            self.spans["article"] = (writing - begun) / read

    def kill(self, build: Build, aim: str) -> None:
        """Kill a build at a random instant, and take down at what it was."""
        spans, told = self.spans, build.after
        if aim == "anywhere":
            time.sleep(self.dice.uniform(0, spans["all"]))
        elif aim == "reading" and build.until(lambda: told("begun")):
            [begun] = (row for row in build.told if row["event"] == "begun")
            time.sleep(self.dice.uniform(0, spans["article"] * (1 + begun["articles"] - begun["kept"])))
        elif aim == "writing" and build.until(lambda: told("writing")):
            time.sleep(self.dice.uniform(0, spans["writing"]))
        elif aim == "publishing" and build.until(build.made):
            time.sleep(self.dice.uniform(0, PUBLISHING))
        elif aim == "published" and build.until(lambda: build.at() in ("publishing", "forgetting")):
            time.sleep(self.dice.uniform(0, PUBLISHING / 15))
        build.kill()
        killed = build.ended() == -signal.SIGKILL
        self.seen[f"killed while {build.at()}" if killed else "over before"] += 1

    def beside(self, one: Build, other: Build, aim: str) -> None:
        """Kill one of two builds of the same folder; the other waits, and goes on."""
        one.until(lambda: one.after("waiting"), lambda: other.after("waiting"))
        killed, goes_on = (other, one) if one.after("waiting") else (one, other)
        self.kill(killed, aim)
        self.hold(goes_on.ended() == 0 and not goes_on.other, f"the one beside failed: {goes_on.other}")
        self.seen["waited for by another"] += bool(goes_on.after("waiting"))

    def spoil(self) -> None:
        """Cut a file of the project short."""
        files: dict[str, list[Path]] = {}
        for path in sorted(self.out.rglob("*")):
            if path.is_file() and path.stat().st_size:
                files.setdefault(path.relative_to(self.out).parts[0], []).append(path)
        if files:
            part = self.dice.choice(sorted(files))
            path = self.dice.choice(files[part])
            os.truncate(path, self.dice.choice((0, self.dice.randrange(path.stat().st_size))))
            self.seen["cut short: " + (".build" if part.startswith(".build") else part)] += 1

    def round(self, number: int) -> None:
        """Change the articles, kill a build of them, build again, and compare."""
        self.seen["rounds"] += 1
        for _ in range(self.dice.randint(1, 3)):
            self.dice.choice((self.add, self.change, self.delete))()
        options = ("--infer",) if number % 4 == 2 else ()
        jobs = ("--jobs", "2") if self.dice.random() < 0.3 else ()
        if number % 3 == 0:
            shutil.rmtree(self.out / "results", ignore_errors=True)
        build = Build(self.given, self.out, *options, *jobs)
        if number % 6 == 5:
            self.beside(build, Build(self.given, self.out, *options), AIMS[self.dice.randint(1, 4)])
        else:
            self.kill(build, AIMS[number % len(AIMS)])
            if self.dice.random() < 1 / 4:
                self.spoil()
            self.measure(self.whole(self.out, *options))
        new = self.root / "new"
        shutil.rmtree(new, ignore_errors=True)
        self.whole(new, *options)
        self.hold(*same(self.out, new))

    def rounds(self, kills: int) -> Iterator[Counter[str]]:
        """Go on until so many builds have been killed; yield what was seen so far."""
        number = 0
        while sum(n for what, n in self.seen.items() if what.startswith("killed")) < kills:
            self.round(number)
            number += 1
            yield self.seen


def table(forks: Counter[str], commands: Counter[str]) -> str:
    """Return what was seen: phases of forks in their order, then what commands were at, then how it ended."""
    ends = (ENDED, DIFFER, BYTES, LEFT)
    kinds = [*dict.fromkeys(what for what, *_ in PHASES), *sorted(commands.keys() - {*ends}), *ends]
    of_forks = (BYTES, LEFT)  # of commands it is only said whether any differed, be it in a file left over
    rows = [f"| {what} | {forks[what]} | {'' if what in of_forks else commands[what]} |" for what in kinds]
    return "\n".join(["| killed while | forks | commands |", "|---|---|---|", *rows])


def main(given: Sequence[str] | None = None) -> int:
    """Kill so many builds, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--real", type=int, default=20, help="of the kills, those of commands")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--articles", type=int, default=12)
    options = parser.parse_args(given)
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))[: options.articles]]
    with tempfile.TemporaryDirectory(prefix="newskg-kills-") as name:
        chains = Chains(Path(name) / "forks", options.seed, texts, BuiltIn((), (), "rules"))
        told(chains.kills(options.kills - options.real))
        rounds = Rounds(Path(name) / "commands", options.seed, options.articles)
        told(rounds.rounds(options.real))
    commands = Counter({what.removeprefix("killed while "): n for what, n in rounds.seen.items()})
    commands[ENDED], commands[DIFFER] = commands.pop("rounds", 0), len(rounds.differing)
    print(table(chains.seen, commands))
    differing = [*chains.differing, *rounds.differing]
    print(*differing, sep="\n", file=sys.stderr)
    return 1 if differing else 0


def told(seen: Iterator[Counter[str]]) -> None:
    """Tell now and then how far it is."""
    for number, now in enumerate(seen, 1):
        if number % 10 == 0:
            print(number, dict(now), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
