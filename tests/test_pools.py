"""Many articles at once: the same answers in the same order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from tests import many
from tests.repository import ENVIRONMENT, Repository
from transpipe import wiring
from transpipe.engines.pools import Pace, Processes
from transpipe.errors import BadArgument, FileFault, TranspipeError
from transpipe.ports import Executor, Here
from transpipe.repository.memo import PLACE as MEMO

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
AT_ONCE = Processes(2, worth=0)
EXECUTORS = (Here(), Processes(2), AT_ONCE, Processes(1, worth=0))


def _double(number: int) -> int:
    if number == 7:
        raise FileFault("原文/七.md", reason="refused", general=True)
    return 2 * number


def _said(executor: Executor, count: int) -> list[object]:
    said: list[object] = []
    for answer in executor.near(_double, range(count)):
        try:
            said.append(answer())
        except TranspipeError as fault:
            said.append((type(fault), vars(fault), str(fault)))
    return said


@pytest.mark.parametrize(
    "executor", EXECUTORS, ids=["here", "where it pays", "at once", "one core"]
)
@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_answers_come_in_order_and_one_fault_is_that_of_one_item(
    executor: Executor, count: int
) -> None:
    expected: list[object] = [2 * number for number in range(count)]
    if count > 7:
        fault = FileFault("原文/七.md", reason="refused", general=True)
        expected[7] = (FileFault, vars(fault), str(fault))
    assert _said(executor, count) == expected


def _dies_once(marks: Path, number: int) -> int:
    """Kills its process the first time that it meets a multiple of nine."""
    mark = marks / str(number)
    if number % 9 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@linux
def test_what_a_process_leaves_when_it_dies_is_done_by_another(tmp_path: Path) -> None:
    answers = AT_ONCE.near(partial(_dies_once, tmp_path), range(30))
    assert [answer() for answer in answers] == list(range(30))
    assert len(list(tmp_path.iterdir())) == 4


def _dies(first: int, number: int) -> int:
    if number == 5 and os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@linux
def test_an_item_that_kills_every_process_is_named_and_the_others_are_done() -> None:
    answers = list(AT_ONCE.near(partial(_dies, os.getpid()), range(12)))
    with pytest.raises(FileFault, match=r"^5: a process died"):
        answers[5]()
    assert [a() for n, a in enumerate(answers) if n != 5] == [n for n in range(12) if n != 5]


def _breaks(number: int) -> int:
    return 1 // (number - 3)


@linux
def test_a_bug_is_no_fault_of_an_article() -> None:
    with pytest.raises(ZeroDivisionError):
        list(AT_ONCE.near(_breaks, range(6)))


def test_the_pace_tells_how_many_are_sent_together() -> None:
    pace = Pace(spent=0.5, done=100)
    assert pace.is_known
    assert pace.seconds(400) == 2
    assert (pace.together(400), pace.together(7)) == (20, 7)
    assert not Pace().is_known
    assert Pace().together(9) == 1


def test_an_executor_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no executor ray: one, processes, or dask://"):
        wiring.executor("ray")
    ran = many.repository(tmp_path / "r", 1).transpipe("status", "--executor", "ray")
    assert ran.code == 2


def everything(repository: Repository) -> dict[str, bytes]:
    """All that a command left, but what names the process that held the lock."""
    return {
        str(path.relative_to(repository.root)): path.read_bytes()
        for path in sorted(repository.root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
        and path.name not in ("holder", "lock", "again.json")
    }  # fmt: skip


def _ran(place: Path, executor: str, count: int) -> tuple[str, dict[str, bytes]]:
    repository = many.repository(place, count)
    repository.steps("init")
    repository.write(f"原文/{many.path_of(3)}", "\n")  # a source that is empty
    repository.write(f"译文/{many.path_of(4)}", b"\xff\n")  # a file that nobody can read
    said = repository.transpipe("run", "--executor", executor)
    assert said.code == 4, said.err
    return said.out + said.err, everything(repository)


@linux
def test_processes_write_the_same_bytes_and_say_the_same(tmp_path: Path) -> None:
    with patch.object(os, "sched_getaffinity", lambda _pid: {0, 1}):
        assert _ran(tmp_path / "1", "one", 12) == _ran(tmp_path / "2", "processes", 12)


@contextmanager
def _running(repository: Repository, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "transpipe", *arguments], cwd=repository.root,
        env=os.environ | ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield process


def _children(process: subprocess.Popen[bytes]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def _wait_for_children(process: subprocess.Popen[bytes]) -> list[int]:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if len(found := _children(process)) == 2:
            return found
        time.sleep(0.005)
    pytest.fail("no processes were begun")


@linux
@pytest.mark.more
@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGINT], ids=str)
def test_no_process_outlives_the_command_and_the_next_one_need_not_wait(
    tmp_path: Path, signalled: signal.Signals
) -> None:
    repository = many.repository(tmp_path / "r", 300)
    repository.steps("init")
    with _running(repository, "run", "--executor", "processes") as process:
        children = _wait_for_children(process)
        process.send_signal(signalled)
        process.communicate()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until, "a process goes on by itself"
        time.sleep(0.02)
    repository.steps("run")
    assert repository.transpipe("run").out.startswith("nothing to write")


# Ctrl-C comes while the second process is begun.
_INTERRUPTED = """
import signal, sys, time
from multiprocessing.process import BaseProcess
from transpipe.engines.pools import Processes
begun = []
def look(frame, event, _argument):
    if event == "return" and frame.f_code is BaseProcess.start.__code__:
        begun.append(1)
        if len(begun) == 2:
            signal.raise_signal(signal.SIGINT)
sys.setprofile(look)
# A process that had nothing to do would take what the second one is begun for.
list(Processes(2, worth=0).near(time.sleep, [0.05] * 40))
"""


@linux
def test_a_command_that_is_interrupted_while_processes_begin_ends() -> None:
    command = [sys.executable, "-c", _INTERRUPTED]
    ended = subprocess.run(command, capture_output=True, timeout=30, check=False)
    assert b"KeyboardInterrupt" in ended.stderr


@linux
@pytest.mark.more
def test_a_process_that_is_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    whole = many.repository(tmp_path / "whole", 300)
    whole.steps("init", "run --executor one")
    killed = many.repository(tmp_path / "killed", 300)
    killed.steps("init")
    with _running(killed, "run", "--executor", "processes") as process:
        os.kill(_wait_for_children(process)[0], signal.SIGKILL)
        _out, err = process.communicate()
        assert process.returncode == 0, err.decode()
    # What is kept of a batch that was made twice may name the state of in between: it only asks
    # again what it need not.
    memo = MEMO
    assert {**everything(killed), memo: b""} == {**everything(whole), memo: b""}
