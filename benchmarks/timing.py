"""What a program costs, and several of them in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.repository import ENVIRONMENT
from tests.shadow.checkout import Code

HERE = Code(Path(__file__).parent.parent / "src")
_LIBRARIES = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep)
              if path and not (Path(path) / "transpipe").is_dir()]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor and by the clock, and MiB of the largest process; with children."""

    cpu: float
    wall: float
    peak: float


Work = Callable[[], Cost]
# As users have it: modules are compiled once.
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
# As the core is installed: the second witness, an extra, is hidden from all that is started.
_BARE = Path(__file__).parent / "bare"


def cost(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """What a program takes, with all that it starts and waits for. It must succeed."""
    surroundings = {**os.environ, **ENVIRONMENT, **(environment or {}), **_COMPILED}
    paths = (str(_BARE), surroundings.get("PYTHONPATH", ""), *_LIBRARIES)
    surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    began = time.perf_counter()
    with subprocess.Popen(
        list(command), cwd=folder, env=surroundings,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        said = process.stderr.read() if process.stderr else b""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {said.decode('utf-8', 'replace')}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def transpipe(folder: Path, *arguments: str, code: Code = HERE) -> Cost:
    """What a command of transpipe takes, of this version or of another one."""
    return cost([code.python, "-m", "transpipe", *arguments], folder, code.environment)


def python(program: str, *arguments: str) -> Cost:
    """What a few lines of Python take."""
    return cost([sys.executable, "-c", program, *arguments], Path.cwd())


def in_turn(works: Mapping[str, Work], rounds: int) -> dict[str, Cost]:
    """The median cost of each, all of them done once before any is done again."""
    found: dict[str, list[Cost]] = {name: [] for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return {name: _median(costs) for name, costs in found.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    columns = ([cost.cpu for cost in costs], [cost.wall for cost in costs], [c.peak for c in costs])
    cpu, wall, peak = map(statistics.median, columns)
    return Cost(cpu, wall, peak)
