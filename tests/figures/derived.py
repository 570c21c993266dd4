"""Random histories of a derived edition; TRANSPIPE_DERIVED says how many are played."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.figures import Figure
from tests.histories.derived import broken
from transpipe.model import Locale

# Two thousand take an hour on two cores.
HISTORIES = int(os.environ.get("TRANSPIPE_DERIVED", "60"))
_WHOLE = 2_000


def _played(seed: int) -> str:
    """Every fourth is one in which people write zh_TW."""
    return broken(seed, Locale.ZH_CN if seed % 4 else Locale.ZH_TW)


def figures(data: Path) -> list[Figure]:
    """Issue 19: no words of a person in a derived locale are lost, or silently stale."""
    with ProcessPoolExecutor() as pool:
        said = list(pool.map(_played, range(HISTORIES), chunksize=4))
    found = [seed for seed, what in enumerate(said) if what]
    first = f", first {found[0]}" if found else ""
    name = f"histories of zh_CN, zh_TW and upgrades, {HISTORIES}: words lost or silently stale"
    met = not found and HISTORIES >= _WHOLE
    return [(name, f"0 of {_WHOLE}", f"{len(found)}{first}", met)]
