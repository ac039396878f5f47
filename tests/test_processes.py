"""Work in other processes: the same in the same order, failures in words, nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kg import processes
from kg.errors import GraphError, KgError
from kg.processes import COPIES, beside, mapped

copies = pytest.mark.skipif(not COPIES, reason="only on Linux are processes copies")
checked = partial(mapped, chunk=2, doing="squared numbers")


def square(number: int) -> int:
    return number * number


def where(_number: int) -> int:
    return os.getpid()


def spoilt(number: int) -> int:
    if number == 5:
        raise GraphError("no five", where="here")
    return number


def killed(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 40])
def test_results_come_in_the_order_of_what_they_are_of(jobs: int, count: int) -> None:
    assert list(checked(square, range(count), jobs)) == [n * n for n in range(count)]


def test_others_do_it_where_that_is_of_use() -> None:
    assert set(checked(where, range(9), 1)) == {os.getpid()}
    assert set(checked(where, range(1), 2)) == {os.getpid()}
    assert os.getpid() not in set(checked(where, range(9), 2))


def test_no_more_is_taken_than_keeps_processes_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "AHEAD", 1)
    taken = []

    def numbers() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    with closing(checked(square, numbers(), 2)) as made:
        assert [next(made) for _ in range(3)] == [0, 1, 4]
        assert len(taken) <= 10
    assert multiprocessing.active_children() == []


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(GraphError, match="here: no five"):
        list(checked(spoilt, range(9), 2))
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_is_named() -> None:
    with pytest.raises(KgError, match=r"a process that squared numbers was killed .*fewer --jobs"):
        list(checked(killed, range(9), 2))
    assert multiprocessing.active_children() == []


@copies
def test_what_is_done_beside_is_seen_when_it_is_done(tmp_path: Path) -> None:
    with beside(lambda: (tmp_path / "a").write_text("there"), doing="wrote") as done:
        done()
        assert (tmp_path / "a").read_text() == "there"
        done()
    assert multiprocessing.active_children() == []


@copies
@pytest.mark.parametrize("error", [GraphError("no five", where="here"), OSError(28, "No space left on device")])
def test_what_is_raised_beside_is_raised_where_it_is_waited_for(error: Exception) -> None:
    def work() -> None:
        raise error

    with beside(work, doing="wrote") as done:
        for _ in range(2):
            with pytest.raises(type(error)) as found:
                done()
            assert str(found.value) == str(error)


@copies
def test_a_process_beside_that_is_killed_is_named() -> None:
    with beside(lambda: killed(5), doing="wrote") as done, pytest.raises(KgError, match="that wrote was killed"):
        done()


@copies
def test_nobody_goes_on_beside_a_block_that_has_ended() -> None:
    def stopped() -> None:
        with beside(lambda: time.sleep(60), doing="slept"):
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []
