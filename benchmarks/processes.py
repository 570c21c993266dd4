"""Two processes against one, and the workers of a cluster against processes, on an adoption."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from benchmarks import corpus
from benchmarks.bench import Bench
from benchmarks.rows import Row, absent, at_least, at_most, told
from benchmarks.timing import HERE, Cost, Work, in_turn, transpipe
from tests.repository import Repository

_SERVER = """
import sys
if __name__ == "__main__":
    from distributed import LocalCluster
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def rows(bench: Bench) -> list[Row]:
    """By the clock: only a machine on which nothing else runs says much."""
    begun = corpus.real_pairs(bench.data, bench.folder("processes"))
    with _cluster(bench.folder("cluster.py")) as address:
        works: dict[str, Work] = {
            f"{command} {executor}": partial(
                _adopt, begun, bench.folder("adopt"), command, executor
            )
            for command in ("run", "align")
            for executor in ("one", "processes", *([address] if address else []))
        }
        took = {name: cost.wall for name, cost in in_turn(works, bench.rounds).items()}
    name = "align, two workers of a cluster, beside two processes, wall"
    return [
        at_least("first run, one process, beside two, wall",
                 took["run one"] / took["run processes"], 1.7),
        told("align, one process, beside two, wall", took["align one"] / took["align processes"]),
        at_most(name, took[f"align {address}"] / took["align processes"], 1.3)
        if address else absent(name, "≤ 1.3 ×", "distributed is not installed"),
    ]  # fmt: skip


def _adopt(begun: Repository, place: Path, command: str, executor: str) -> Cost:
    return transpipe(corpus.begun(begun, place, HERE), command, "--executor", executor)


@contextmanager
def _cluster(program: Path) -> Iterator[str]:
    """The address of a scheduler with two workers, nothing where none can be had."""
    if find_spec("distributed") is None:
        yield ""
        return
    program.write_text(_SERVER)
    paths = os.pathsep.join([str(HERE.source), os.environ.get("PYTHONPATH", "")])
    with Popen(
        [sys.executable, str(program)], env={**HERE.environment, "PYTHONPATH": paths}, text=True,
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
    ) as process:  # fmt: skip
        address = process.stdout.readline().strip() if process.stdout else ""
        yield address.replace("tcp://", "dask://")
        process.communicate()
