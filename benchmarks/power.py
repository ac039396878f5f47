"""Cuts the power of a file system while, or after, a build publishes in it, and looks at what is left there.

    sudo python benchmarks/power.py                  # 100 cuts, some five minutes; Linux, root, ext4 on a loop device
    sudo python benchmarks/power.py --unsettled      # the same without waiting for the disk, to see what that is for

ext4 is told to stop at once, without writing what it has in memory (the ioctl that file systems are tested with), is
mounted again, and every file of the project is held against those of the build before and of the one that was cut:
each has to be one of them, whole. Then the next build has to give what a build from nothing gives. Builds are forks
that read by an engine without morphemes, so that a round takes seconds; no store is opened but in a fork, since its
threads would be missing in the next one.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from archive import Archive
from builds import parts, same

from kg import exporters, pipeline
from kg.model import Article, ArticleGraph
from kg.stores import folder

SHUTDOWN, AT_ONCE = 0x8004587D, 2  # FS_IOC_SHUTDOWN, and its flag to leave out even the journal
SIZE = 400  # MB
LATER = 3.0  # seconds after a build in which the power may fail; the journal is written every second
FILES = ("graph.ttl", "graph.html", "report.json")


class Synthetic:
    """Makes an article's graph from the number that is its text."""

    version = "synthetic"

    def __call__(self, article: Article) -> ArticleGraph:
        """Return the graph that archive.py makes of that number, under this article's name."""
        made = Archive().graph(int(article.text.split()[0]))
        return ArticleGraph(article, made.entities, ())


def ran(*command: object) -> None:
    """Run a command."""
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def forked(work: Callable[[], Any]) -> int:
    """Do something in a fork, and return its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.alarm(120)  # rather than to hang
        work()
        code = 0
    finally:
        os._exit(code)


class Rounds:
    """A project on a file system of its own.

    Args:
        root: Where the file system lies, and all that is to last.
        seed: Of the instants.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - of instants
        self.given, self.image, self.mount, self.new = (root / n for n in ("in", "image", "mount", "new"))
        self.out = self.mount / "out"
        self.given.mkdir()
        self.mount.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE * 2**20)
        ran("mkfs.ext4", "-q", self.image)
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.change()
        self.mounted()
        self.build(self.out)
        os.sync()

    def mounted(self) -> None:
        """Mount it; a file that takes another's place gets no help from the file system."""
        ran("mount", "-o", "loop,commit=1,noauto_da_alloc", self.image, self.mount)

    def change(self) -> None:
        """Give some articles another text."""
        for n in range(30):
            if self.dice.random() < 1 / 2 or not (self.given / f"{n}.txt").exists():
                text = (
                    f"{self.dice.randrange(10**6)} 가나전자는 20일 새 제품을 공개하고 다라반도체와 경쟁한다고 밝혔다."
                )
                (self.given / f"{n}.txt").write_text(text, encoding="utf-8")

    def build(self, out: Path) -> None:
        """Build in a fork, to the end."""
        self.finished(lambda: self.work(out))

    def work(self, out: Path) -> None:
        """Build."""
        pipeline.build([self.given], out, engine=Synthetic())

    def round(self) -> None:
        """Change, build, cut the power, look, build again and compare."""
        before = {name: (self.out / name).read_bytes() for name in FILES}
        self.change()
        shutil.rmtree(self.new, ignore_errors=True)
        started = time.perf_counter()
        self.build(self.new)
        child = forked(lambda: self.work(self.out))
        time.sleep(self.dice.uniform(0, time.perf_counter() - started + LATER))
        self.cut()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ran("umount", self.mount)
        self.mounted()
        self.seen.update(self.told(lambda: list(self.look(before, parts(self.new)))))
        self.build(self.out)
        well, difference = self.told(lambda: same(self.out, self.new))
        if not well:
            self.wrong.append(difference)

    def told(self, work: Callable[[], Any]) -> Any:
        """Return what something gives in a fork."""
        result = self.given.with_name("result.json")
        self.finished(lambda: result.write_text(json.dumps(work())))
        return json.loads(result.read_text())

    def finished(self, work: Callable[[], Any]) -> None:
        """Do something in a fork, to the end."""
        assert os.waitpid(forked(work), 0)[1] == 0, "it failed"  # noqa: S101

    def cut(self) -> None:
        """Cut the power."""
        number = os.open(self.mount, os.O_RDONLY)
        fcntl.ioctl(number, SHUTDOWN, struct.pack("I", AT_ONCE))
        os.close(number)

    def look(self, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
        """Tell what is left: files of the build before, of this one, and neither."""
        for name in FILES:
            data = (self.out / name).read_bytes()
            if name == "report.json" and data:
                data, after_, before_ = (_timeless(d) for d in (data, after[name], before[name]))
            else:
                after_, before_ = after[name], before[name]
            kind = "new" if data == after_ else "old" if data == before_ else "empty" if not data else "broken"
            yield f"files {kind}"
        try:
            found = folder.open_newest(self.out / "store")
            lines = "" if found is None else "\n".join(sorted(map(str, found[0].quads())))
            yield "stores new" if lines.encode() == after["store"] else "stores old"
        except Exception:  # noqa: BLE001 - whatever is wrong with it
            yield "stores broken"


def _timeless(report: bytes) -> bytes:
    try:
        return json.dumps(json.loads(report) | {"seconds": 0}, indent=2).encode()
    except ValueError:
        return report


def main() -> int:
    """Cut so many times, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--unsettled", action="store_true")
    options = parser.parse_args()
    if options.unsettled:
        for room in (pipeline, folder, exporters):
            vars(room).update({name: lambda _path: None for name in ("settle", "settle_names") if hasattr(room, name)})
    with tempfile.TemporaryDirectory(prefix="newskg-power-") as name:
        rounds = Rounds(Path(name), options.seed)
        try:
            for _ in range(options.cuts):
                rounds.round()
        finally:
            subprocess.run(["umount", str(rounds.mount)], check=False)
    seen = {"cuts": options.cuts, **dict(sorted(rounds.seen.items())), "differing after the next build": rounds.wrong}
    print(json.dumps(seen, ensure_ascii=False, indent=2))
    return 1 if rounds.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
