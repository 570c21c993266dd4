"""Random histories and real kills, in numbers; TRANSPIPE_HISTORIES says how many are played."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.figures import Figure
from tests.histories.crash import broken_by_a_kill
from tests.histories.play import broken

HISTORIES = int(os.environ.get("TRANSPIPE_HISTORIES", "10000"))
KILLS = 200


def figures(data: Path) -> list[Figure]:
    """What is broken, of so many."""
    lives, kills = _broken(broken, HISTORIES), _broken(broken_by_a_kill, KILLS)
    return [
        ("random edit histories that break a promise", "0 of 10000",
         f"{len(lives)} of {HISTORIES} {_first(lives)}", not lives and HISTORIES >= 10000),
        ("real kill -9 that break a promise", "0 of 200",
         f"{len(kills)} of {KILLS} {_first(kills)}", not kills),
    ]  # fmt: skip


def _broken(play: Callable[[int], str], count: int) -> list[int]:
    with ProcessPoolExecutor() as pool:
        said = pool.map(play, range(count), chunksize=20)
        return [seed for seed, what in enumerate(said) if what]


def _first(seeds: list[int]) -> str:
    return f"(seeds {', '.join(map(str, seeds[:5]))})" if seeds else ""
