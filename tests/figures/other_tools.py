"""Random histories in which people also use other tools, git and `cp`, in numbers."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.figures import Figure
from tests.histories.other_tools import Played, plan, played

HISTORIES = int(os.environ.get("TRANSPIPE_OTHER_TOOLS", "2000"))
_NAMES = {
    "lost": "words in no place",
    "guard": "the write guard had to refuse",
    "confirmed": "confirmed, claimed or settled by nobody",
    "": "any other promise broken",
}


def figures(data: Path) -> list[Figure]:
    """What is broken, of so many."""
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(_played, range(HISTORIES), chunksize=20))
    kinds = Counter(_kind(one) for one in found if one.kind)
    whole = HISTORIES >= 2000
    rows = [
        (f"histories that also use other tools: {said}", "0 of 2000",
         f"{kinds[kind]} of {HISTORIES} {_first(found, kind)}".strip(), not kinds[kind] and whole)
        for kind, said in _NAMES.items()
    ]  # fmt: skip
    refused = sum(one.refused for one in found)
    return [*rows, ("commands in them that refused, and said why", "–", str(refused), True)]


def _played(seed: int) -> Played:
    return played(plan(seed))


def _kind(one: Played) -> str:
    same = {"claimed": "confirmed", "silent": "confirmed"}
    kind = same.get(one.kind, one.kind)
    return kind if kind in _NAMES else ""


def _first(found: list[Played], kind: str) -> str:
    seeds = [str(seed) for seed, one in enumerate(found) if one.kind and _kind(one) == kind]
    return f"(seeds {', '.join(seeds[:5])})" if seeds else ""
