"""The shared memory beside SQLite's, among 20,000 texts on a real server.

Times are those that a user waits, the best of three, as ratios to a scan of all texts by rapidfuzz
in the same run. The first question, with which the memory travels, is told of by itself.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from tests.figures.memory import _edited, _segments
from tests.postgres import programs, server
from transpipe.draft.memory import closest
from transpipe.engines.postgres import Postgres
from transpipe.engines.sqlite import Sqlite
from transpipe.model import Remembered

_TEXTS, _QUERIES = 20_000, 400


def figures(data: Path) -> list[tuple[str, str, str, bool]]:
    """Figure 2 of memory and terms, as far as it is of PostgreSQL; none without a server."""
    if programs() is None:
        return []
    chance = random.Random(7)
    texts = chance.sample(_segments(data), _TEXTS)
    with server() as address:
        queries = [_edited(text, chance) for text in texts[:_QUERIES]]
        return [*_compared(address.format("postgres"), texts, queries)]


def _compared(
    address: str, texts: list[str], queries: list[str]
) -> Iterator[tuple[str, str, str, bool]]:
    pairs, sqlite, memory = (
        [Remembered(t, "译") for t in texts],
        Sqlite(),
        Postgres(address, "site"),
    )
    build = _once(lambda: memory.update({"": ("", pairs)}))
    sqlite.update({"": ("", pairs)})
    same = sum(closest(query, sqlite) == closest(query, memory) for query in queries) / len(queries)
    yield "shared memory: SQLite's top answer", ">= 0.98", f"{same:.3f}", same >= 0.98
    begun = _once(lambda: closest(queries[0], Postgres(address, "site")))
    asked = sorted(_best(lambda query=query: closest(query, memory)) for query in queries)
    scan = [_best(lambda query=query: process.extractOne(query, texts, scorer=fuzz.ratio))
            for query in queries[::10]]  # fmt: skip
    usual, late = sum(scan) / len(scan), asked[int(len(asked) * 0.95)]
    said = f"{late / usual:.2f} x (half of them {asked[len(asked) // 2] / usual:.2f} x, "
    said += f"the first {begun / usual:.0f} x, made in {build / usual:.0f} x)"
    yield "shared memory: p95 of a query, in scans", "<= 0.5 x", said, late <= 0.5 * usual


def _once(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _best(act: Callable[[], object]) -> float:
    return min(_once(act) for _ in range(3))
