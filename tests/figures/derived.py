"""Random histories of a derived edition; TRANSPIPE_DERIVED says how many are played."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.figures import Figure
from tests.figures.following import of_guide, of_time
from tests.histories.derived import broken
from transpipe.model import DerivedCatalogues, Locale

# Two thousand of each take two hours on two cores.
HISTORIES = int(os.environ.get("TRANSPIPE_DERIVED", "60"))
_WHOLE = 2_000


def _played(seed: int, form: DerivedCatalogues) -> str:
    """Every fourth is one in which people write zh_TW."""
    return broken(seed, Locale.ZH_CN if seed % 4 else Locale.ZH_TW, form)


def figures(data: Path) -> list[Figure]:
    """Issue 19: no words of a person in a derived locale are lost; nothing derived is more."""
    return [*of_guide(), *of_time(), *(_figure(form) for form in DerivedCatalogues)]


def _figure(form: DerivedCatalogues) -> Figure:
    with ProcessPoolExecutor() as pool:
        said = list(pool.map(partial(_played, form=form), range(HISTORIES), chunksize=4))
    found = [seed for seed, what in enumerate(said) if what]
    first = f", first {found[0]}" if found else ""
    what = f"histories of zh_CN, zh_TW and upgrades, catalogues of {form}, {HISTORIES}"
    met = not found and HISTORIES >= _WHOLE
    return (f"{what}: words lost or silently stale", f"0 of {_WHOLE}", f"{len(found)}{first}", met)
