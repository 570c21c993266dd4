"""Articles that the workers of a Dask scheduler align: the same bytes, though one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests import many
from tests.conftest import ROOT
from tests.repository import Repository
from tests.test_pools import everything
from transpipe.engines.cluster import Cluster
from transpipe.errors import EngineFault

_SERVER = """
import os, sys
if __name__ == "__main__":
    from distributed import LocalCluster
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        print(cluster.scheduler_address, *pids, flush=True)
        sys.stdin.read()
"""


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two workers on this machine, and their processes."""
    program = folder / "cluster.py"
    program.write_text(_SERVER)
    paths = os.pathsep.join(filter(None, (f"{ROOT}/src", str(ROOT), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        [sys.executable, str(program)], env=os.environ | {"PYTHONPATH": paths}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        address, *pids = process.stdout.readline().split()
        yield address.replace("tcp://", "dask://"), list(map(int, pids))
        process.communicate()


@pytest.fixture(autouse=True)
def _installed() -> None:
    if os.environ.get("CI") != "true":
        pytest.importorskip("distributed")


@pytest.mark.more
def test_a_cluster_writes_the_same_bytes(tmp_path: Path) -> None:
    whole = _begun(tmp_path / "whole")
    whole.steps("align --executor one")
    with _cluster(tmp_path) as (address, _pids):
        sent = _begun(tmp_path / "sent")
        sent.steps(f"align --executor {address}")
    assert everything(sent) == everything(whole)


def _begun(place: Path) -> Repository:
    found = many.repository(place, 150)
    found.steps("init")
    return found


def _dies_once(marks: Path, number: int) -> int:
    mark = marks / str(number)
    if number % 150 == 100 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(range(1_000_000)) * 0 + number


@pytest.mark.more
def test_what_a_worker_leaves_when_it_dies_is_done_by_another(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    with _cluster(tmp_path) as (address, _pids):
        cluster = Cluster(address)
        answers = cluster.map(partial(_dies_once, marks), range(400))
        assert [answer() for answer in answers] == list(range(400))
        assert len(list(marks.iterdir())) == 2


@pytest.mark.more
def test_a_scheduler_that_is_not_there_is_a_fault_that_names_it(tmp_path: Path) -> None:
    answers = Cluster("dask://127.0.0.1:9").map(partial(_dies_once, tmp_path), range(99))
    with pytest.raises(EngineFault, match=r"dask://127\.0\.0\.1:9"):
        list(answers)
