"""What a build tells while it works: on a terminal, as JSON, when it is stopped, when it is over."""

from __future__ import annotations

import io
import json
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from rich.progress import Progress

from kg import pipeline
from kg.cli import cli, watching
from kg.errors import ReadError
from kg.events import Begun, Done, Event, Failed, Noticed, Waiting, Writing
from kg.model import Article, ArticleGraph
from tests.resuming import KeptEngine, text

EVENTS: list[Event] = [
    Waiting("outputs"),
    Begun(4, 2),
    Done("a", 1, 4, 0.0, kept=True),
    Done("b", 2, 4, 0.25, kept=False),
    Failed(ReadError("is empty", where="c.txt", remedy="leave it out")),
    Done("c", 3, 4, 0.5, kept=False),
    Done("d", 4, 4, 0.0, kept=True),
    Writing(3),
]


NO_DATE = (
    "note: 1 article has no date, so that words like 지난달 in the text have none: {} (give it in a column or key "
    '"date", in front matter, or in a line like "입력 2025-01-31" above the text)'
)


class Stopped(KeptEngine):
    """Presses Ctrl-C at the third article."""

    def __call__(self, source: Article) -> ArticleGraph:
        if len(self.read) == 2:
            raise KeyboardInterrupt
        return super().__call__(source)


def run(monkeypatch: pytest.MonkeyPatch, engine: KeptEngine, *args: str) -> Result:
    """Build with an engine, by the command."""
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "build", partial(pipeline.build, engine=engine))
        return CliRunner().invoke(cli, ["build", *args, "--no-store"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "in"
    made.mkdir()
    for n in (1, 2, 3):
        (made / f"{n}.txt").write_text(text(n), encoding="utf-8")
    return made


def test_a_later_build_says_how_many_were_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(monkeypatch, KeptEngine(), "in")
    assert "kept" not in first.stdout
    (folder / "4.txt").write_text(text(4), encoding="utf-8")
    again = run(monkeypatch, KeptEngine(), "in", "--verbose")
    assert "not read again: 3 articles\n" in again.stdout
    assert [line.split()[-1] for line in again.stdout.splitlines() if line.startswith("slow ")] == ["4"]
    fresh = run(monkeypatch, KeptEngine(), "in", "--fresh")
    assert "not read again" not in fresh.stdout


@pytest.mark.usefixtures("folder")
def test_ctrl_c_ends_with_130_and_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = run(monkeypatch, Stopped(), "in", "--quiet")
    assert stopped.exit_code == 130
    assert stopped.stdout == ""
    assert stopped.stderr.startswith("kg: stopped: 2 of 3 articles read; the same command goes on")
    engine = KeptEngine()
    assert run(monkeypatch, engine, "in").exit_code == 0
    assert engine.read == ["3"]


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stderr.splitlines()]


def test_the_log_is_an_object_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run(monkeypatch, KeptEngine(), "in", "--json-log")
    told = objects(result)
    assert result.exit_code == 1
    assert [row["event"] for row in told] == [
        "started",
        "failed",
        "begun",
        "done",
        "done",
        "done",
        "writing",
        "noticed",
        "finished",
    ]
    assert told[1]["where"].endswith("empty.txt")
    assert told[1]["remedy"]
    assert [(row["article"], row["done"], row["total"], row["kept"]) for row in told[3:6]] == [
        ("1", 1, 3, False),
        ("2", 2, 3, False),
        ("3", 3, 3, False),
    ]
    assert told[3]["rate"] is told[3]["left"] is None
    assert told[4]["rate"] > 0
    assert told[5]["left"] == 0
    finished = told[-1]
    assert (finished["articles"], finished["kept"], finished["failures"]) == (3, 0, 1)
    assert sorted(row["article"] for row in finished["slowest"]) == ["1", "2", "3"]
    assert [row["at"] for row in told] == sorted(row["at"] for row in told)
    assert objects(run(monkeypatch, KeptEngine(), "in", "--json-log"))[-1]["kept"] == 3


@pytest.mark.usefixtures("folder")
def test_what_ends_a_build_is_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = run(monkeypatch, Stopped(), "in", "--json-log")
    assert stopped.exit_code == 130
    assert objects(stopped)[-1] | {"at": 0} == {"event": "stopped", "at": 0, "done": 2, "total": 3}
    Path("file").write_text("", encoding="utf-8")
    broken = run(monkeypatch, KeptEngine(), "in", "--json-log", "--out", "file")
    assert broken.exit_code == 2  # click refuses it before anything is told
    wrong = run(monkeypatch, KeptEngine(), "in", "--json-log", "--base", "nonsense")
    assert wrong.exit_code == 1
    assert [row["event"] for row in objects(wrong)] == ["started", "failed"]
    assert "base" in objects(wrong)[-1]["what"]


def test_a_terminal_shows_what_is_left_of_what_has_to_be_read() -> None:
    page = io.StringIO()
    with watching._bar(Console(file=page, force_terminal=True, width=120)) as bar:
        assert isinstance(bar, Progress)
        watch = watching.Bar(Path("outputs"), bar)
        shown = []
        for event in EVENTS:
            watch(event)
            bar.refresh()
            [task] = bar.tasks
            shown.append((task.description, task.completed, task.total, bool(task.fields["rate"])))
    assert shown == [
        ("waiting for another build in outputs", 0, None, False),
        ("articles, 2 kept", 0, 2, False),
        ("articles, 2 kept", 0, 2, False),
        ("articles, 2 kept", 1, 2, False),  # the first article waits for the engine to load, and tells no rate
        ("articles, 2 kept", 1, 2, False),
        ("articles, 2 kept", 2, 2, True),
        ("articles, 2 kept", 2, 2, True),
        ("writing the graph of 3 articles", 0, None, False),
    ]
    assert "/s" in page.getvalue()


def test_the_slowest_are_remembered() -> None:
    watch = watching.Watcher(Path("outputs"))
    for n in range(20):
        watch(Done(f"a{n}", n, 20, float(n % 7), kept=n % 2 == 0))
    assert watch.slowest == [(6.0, "a13"), (5.0, "a5"), (5.0, "a19"), (4.0, "a11"), (3.0, "a3")]
    assert (watch.done, watch.kept) == (20, 10)


def test_the_rate_is_that_of_what_is_read_after_the_engine_has_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    watch = watching.Watcher(Path("outputs"))
    watch(Begun(105, 100))
    for n in range(100):
        watch(Done(f"k{n}", n, 105, 0.0, kept=True))
    assert (watch.rate, watch.left) == (None, None)
    now = 30.0
    watch(Done("a", 101, 105, 0.5, kept=False))
    assert (watch.rate, watch.left) == (None, None)
    now = 32.0
    watch(Done("b", 102, 105, 0.5, kept=False))
    assert (watch.rate, watch.left) == (0.5, 6.0)
    now = 38.0
    for n in range(3):
        watch(Done(f"c{n}", 103 + n, 105, 0.5, kept=False))
    assert (watch.rate, watch.left) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (59.4, "59 s"), (90, "2 min"), (3599, "60 min"), (7260, "2 h 1 min")]
)
def test_what_is_left_is_said_as_exactly_as_anybody_wants_to_know(seconds: float, said: str) -> None:
    assert watching._in_words(seconds) == said


def test_lines_tell_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    watch = watching.Lines(Path("outputs"))
    watch(Begun(2000, 0))
    for n in range(2000):
        now += 0.5
        watch(Done(f"a{n}", n + 1, 2000, 0.5, kept=False))
    watch(Writing(2000))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == watching.LINES + 1
    assert told[0] == "100 of 2,000 articles, 2.0 a second, 16 min left"
    assert told[-2:] == ["2,000 of 2,000 articles, 2.0 a second", "writing the graph of 2,000 articles"]


def test_lines_tell_of_what_has_to_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    watch = watching.Lines(Path("outputs"))
    for event in EVENTS:
        watch(event)
    waiting, begun, first, second, writing = capsys.readouterr().err.splitlines()
    assert (waiting, begun) == ("another build is at work in outputs: waiting for it", "4 articles, 2 kept")
    assert first == "1 of 2 articles"
    assert second.startswith("2 of 2 articles, ")
    assert writing == "writing the graph of 3 articles"


@pytest.mark.usefixtures("folder")
def test_one_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(monkeypatch, KeptEngine(), "in/2.txt")
    assert first.stdout.startswith("1 article, 2 entities named, 1 statement with 1 evidence, 1 reject, ")
    assert first.stderr.splitlines() == ["1 of 1 article", "writing the graph of 1 article", NO_DATE.format("in/2.txt")]
    assert "not read again: 1 article\n" in run(monkeypatch, KeptEngine(), "in/2.txt").stdout


def test_what_is_noticed_is_told_in_a_line_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    lines, quiet = watching.Lines(Path("outputs")), watching.Watcher(Path("outputs"))
    event = Noticed("undated", 1200, "no date", ("a.txt", "b.txt"), "give one")
    for watch in (lines, quiet):
        watch(event)
        watch.finished({"articles": 1300}, ())
    assert capsys.readouterr().err == "note: 1,200 articles have no date: a.txt; b.txt and 1,198 more (give one)\n"


def test_of_many_failures_the_first_are_told_and_where_the_others_are(capsys: pytest.CaptureFixture[str]) -> None:
    errors = [ReadError("no text", where=f"t.csv, row {n}") for n in range(1, 201)]
    watching.Watcher(Path("out")).finished({"articles": 1}, errors)
    told = capsys.readouterr().err.splitlines()
    assert (len(told), told[49]) == (51, "kg: t.csv, row 50: no text")
    assert told[50] == f"kg: and 150 more like these: {Path('out/report.json')} has all"
    watching.Watcher(Path("out")).finished({"articles": 0}, errors)  # of nothing no report is written
    assert len(capsys.readouterr().err.splitlines()) == 201
