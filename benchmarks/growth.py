"""How time grows: with the number of files, for one article of many, and with hostile texts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import many
from tests.figures import Figure
from tests.hostile import WRITTEN, Pattern, generated
from tests.repository import ENVIRONMENT, Repository
from tests.whole_way import walk

FEW, MANY = 400, 1600
# Pieces of a hostile pattern: short enough to be quick, long enough for a square to show.
PIECES, TIMES = 2000, 4
_STEPS = ("parse", "align", "sync", "sync, edited", "check")
# Seconds that one run or another may differ by.
_NOISE = 0.02


def figures() -> list[Figure]:
    """Ratios within one run, of the processor's time."""
    return [*_files(), *_hostile()]


def _files() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        few = many.repository(Path(folder) / "few", FEW)
        more = many.repository(Path(folder) / "many", MANY)
        for each in (few, more):
            _seconds(each, "init")
        rows = []
        for command, times in (("align", 1), ("check", 2)):  # what is aligned is not aligned again
            long, short = (min(_seconds(r, command) for _ in range(times)) for r in (more, few))
            ratio = long / short
            name = f"{command} of {MANY} files, times that of {FEW}"
            rows.append((name, "≤ 4.6", f"{ratio:.2f}", ratio <= 4.6))
        more.commit()
        whole = min(_seconds(more, "sync") for _ in range(2))
        article = f"原文/{many.path_of(MANY // 2)}"
        share = min(_seconds(more, "sync", article) for _ in range(2)) / whole
    name = f"sync of one article of {MANY}, times sync"
    return [*rows, (name, "≤ 0.15", f"{share:.3f}", share <= 0.15)]


def _hostile() -> list[Figure]:
    patterns = (*WRITTEN, *generated())
    worst = max((_growth(pattern), pattern.name) for pattern in patterns)
    name = f"{len(patterns)} hostile patterns, n → {TIMES} n: the worst, whole way"
    return [(name, "≤ 6", f"{worst[0]:.2f} ({worst[1]})", worst[0] <= 6)]


def _growth(pattern: Pattern) -> float:
    """How many times as long the way of a text of four times the size is."""
    return max(_grown(pattern, pair=pair) for pair in (False, True))


def _grown(pattern: Pattern, *, pair: bool) -> float:
    few, more = (_whole(pattern.make(size), pair=pair) for size in (PIECES, TIMES * PIECES))
    return (more - _NOISE) / few


def _whole(text: str, *, pair: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        steps = walk(Path(folder), text, pair=pair).steps
    return sum(steps.get(step, 0.0) for step in _STEPS)


def _seconds(repository: Repository, *arguments: str) -> float:
    """The processor's time of a command in a process of its own."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "transpipe", *arguments], cwd=repository.root, check=True,
        capture_output=True, env=os.environ | ENVIRONMENT,
    )  # fmt: skip
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
