"""`kg serve` as a user starts and ends it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kg.cli import cli

posix = pytest.mark.skipif(os.name != "posix", reason="signals")
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def started(project: Path, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address, once it tells it."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--project", str(project), *options]
    env = {k: v for k, v in os.environ.items() if k != "NEWSKG_TOKEN"} | environment
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None, process.communicate()[1]
        yield process, found[0].rstrip("/")
    finally:
        process.kill()
        process.communicate()


def children(pid: int) -> set[int]:
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found.add(int(folder.name))
    return found


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_its_workers(project: Path, number: int) -> None:
    with started(project) as (process, url):
        assert httpx.get(f"{url}/sparql?query=ASK%7B%7D", trust_env=False).json()["boolean"] is True
        workers = children(process.pid)
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0
        assert errors == ""
        assert not [w for w in workers if Path(f"/proc/{w}").exists()]


@posix
def test_a_query_that_runs_is_not_waited_for_without_end(project: Path) -> None:
    with started(project, "--timeout", "300") as (process, url):
        asking = threading.Thread(target=_asked, args=(f"{url}/sparql", LONG))
        asking.start()
        _asked(f"{url}/sparql", "ASK {}")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        asking.join()
        assert process.returncode == 0


def _asked(url: str, text: str) -> None:
    try:
        httpx.post(url, data={"query": text}, trust_env=False, timeout=60)
    except httpx.HTTPError:
        return


def test_a_port_that_is_taken_is_one_line(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(cli, ["serve", "--project", str(project), "--port", port])
    assert result.exit_code == 1
    assert result.stderr == f"Error: port {port} is taken. Choose another with --port\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "no.such.host.invalid"], "no address of this machine"),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
        (["--timeout", "0"], "--timeout"),
        (["--concurrent", "0"], "--concurrent"),
        (["--token-file", "none"], "--token-file"),
    ],
)
def test_options_that_cannot_be_are_one_line(project: Path, options: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["serve", "--project", str(project), "--port", "0", *options])
    assert result.exit_code in (1, 2)
    assert said in result.stderr.splitlines()[-1]


def test_a_project_without_a_build_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["serve", "--project", str(tmp_path)])
    assert result.exit_code == 1
    assert "kg build" in result.stderr
    assert "kg import" in result.stderr  # for a graph that was built with --no-store


def test_a_graph_that_is_no_project_s_own_is_not_mistaken_for_it(project: Path) -> None:
    result = CliRunner().invoke(cli, ["serve", "--graph", str(project / "other.ttl"), "--port", "0"])
    assert result.exit_code == 2
    assert "kg import" in result.stderr


@pytest.mark.parametrize("token", ["short", "with spaces in the middle", "한글로 된 토큰은 헤더에 못 들어간다"])
def test_a_token_that_cannot_be_is_named_and_not_shown(project: Path, tmp_path: Path, token: str) -> None:
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    for options, env in ((["--token-file", str(file)], {}), ([], {"NEWSKG_TOKEN": token})):
        result = CliRunner().invoke(cli, ["serve", "--project", str(project), *options], env=env)
        assert result.exit_code == 1
        assert "at least 16 characters" in result.stderr
        assert token not in result.stderr


@posix
def test_another_address_is_warned_of_and_the_limits_hold(project: Path) -> None:
    with started(project, "--host", "0.0.0.0", "--limit", "3", "--max-body", "100", "--no-cors") as (process, url):  # noqa: S104
        port = url.rpartition(":")[2]
        near = f"http://127.0.0.1:{port}"
        found = httpx.get(
            f"{near}/sparql?query=SELECT*%7B%3Fs%20%3Fp%20%3Fo%7D", headers={"Origin": "http://e.org"}, trust_env=False
        )
        assert found.headers["x-newskg-cut"] == "3"
        assert "access-control-allow-origin" not in found.headers
        assert httpx.post(f"{near}/sparql", data={"query": "x" * 200}, trust_env=False).status_code == 413
        assert httpx.get(f"{near}/health", headers={"Host": "kg.example"}, trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
        assert "other machines" in errors
