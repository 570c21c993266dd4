"""Random histories in which both sides are written at once, in numbers."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.figures import Figure
from tests.histories.together import Outcome, of_seed

# Ten thousand take some hours on two cores.
HISTORIES = int(os.environ.get("TRANSPIPE_TOGETHER", "80"))
_WHOLE = 10_000


def figures(data: Path) -> list[Figure]:
    """Issue 13, figure 2; what was answered and is asked about all the same is counted beside."""
    with ProcessPoolExecutor() as pool:
        found: list[Outcome] = list(pool.map(of_seed, range(HISTORIES), chunksize=4))
    broken = [seed for seed, one in enumerate(found) if one.kind]
    answered = sum((Counter(dict(one.answered)) for one in found), Counter[str]()).total()
    needless = sum(len(one.needless) for one in found)
    share = needless / max(1, answered)
    first = f", first {broken[0]}" if broken else ""
    what = f"both sides in one step, {HISTORIES} histories: "
    return [
        (what + "broken", f"0 of {_WHOLE}", f"{len(broken)}{first}",
         not broken and HISTORIES >= _WHOLE),
        (what + "answers asked about", "≤ .02", f"{needless} of {answered}: {share:.3f}",
         share <= 0.02),
    ]  # fmt: skip
