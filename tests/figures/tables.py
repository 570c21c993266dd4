"""Tables whose columns and rows differ between the languages, inside real pages; bilingual pages.

Of both halves of the seeds the second is not looked at while the aligner is changed: its tables
have other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.figures import Figure
from tests.figures.made_bilingual import made_bilingual
from tests.figures.made_tables import Made, made
from transpipe.align.beads import align
from transpipe.align.bilingual import is_bilingual
from transpipe.model import Bead, Certainty

TABLES, BILINGUAL = 400, 60


@dataclass(frozen=True)
class Counted:
    """Links between cells that are right, predicted, true; wrong ones that are sure; sure ones."""

    right: int
    predicted: int
    true: int
    wrong_and_sure: int
    sure: int
    bilingual: int

    def __add__(self, other: Counted) -> Counted:
        mine, theirs = self._numbers(), other._numbers()
        return Counted(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def _numbers(self) -> tuple[int, ...]:
        return (
            self.right,
            self.predicted,
            self.true,
            self.wrong_and_sure,
            self.sure,
            self.bilingual,
        )

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.predicted + self.true, 1)


def links(page: Made, beads: Iterable[Bead]) -> Iterable[tuple[bool, bool]]:
    """For each link that a cell of the table is in: whether it is right, and whether sure."""
    for bead in beads:
        sure = bead.certainty is Certainty.SURE
        for a in bead.source:
            for b in bead.target:
                if a in page.source_cells or b in page.target_cells:
                    pair = page.source_cells.get(a), page.target_cells.get(b)
                    yield pair in page.pairs, sure


def counted(page: Made) -> Counted:
    """One page, aligned and counted."""
    found = list(links(page, align(page.source, page.target)))
    return Counted(
        sum(right for right, _sure in found),
        len(found),
        len(page.pairs),
        sum(sure and not right for right, sure in found),
        sum(sure for _right, sure in found),
        is_bilingual(page.target, page.source),
    )


def total(data: Path, seeds: Sequence[int], held_out: bool) -> Counted:
    """The tables of some seeds, counted together."""
    none = Counted(0, 0, 0, 0, 0, 0)
    return sum((counted(made(data, seed, held_out)) for seed in seeds), none)


def read_as_bilingual(data: Path, seeds: Iterable[int]) -> float:
    """The part of the bilingual pages that are seen to be so, with their source and without."""
    pages = [made_bilingual(data, seed) for seed in seeds]
    seen = sum(is_bilingual(page) and is_bilingual(page, source) for source, page in pages)
    return seen / len(pages)


def figures(data: Path) -> list[Figure]:
    """The tables of both halves of the seeds, and the bilingual pages."""
    half = TABLES // 2
    rows: list[Figure] = []
    for name, held_out in (("looked at", False), ("held out", True)):
        seeds = range(half, TABLES) if held_out else range(half)
        found = total(data, seeds, held_out)
        rows += _rows(f"tables, {name}", found)
    inside = read_as_bilingual(data, range(BILINGUAL))
    said = f"bilingual pages read as such, {BILINGUAL} in three forms"
    return [*rows, (said, "≥ 0.98", f"{inside:.3f}", inside >= 0.98)]


def _rows(name: str, found: Counted) -> list[Figure]:
    wrong, inside = found.wrong_and_sure, found.bilingual
    return [
        (f"{name}: cell F1", "≥ 0.99", f"{found.f1:.4f}", found.f1 >= 0.99),
        (f"{name}: cells wrong and confirmed", "0", str(wrong), wrong == 0),
        (f"{name}: pages wrongly called bilingual", "0", str(inside), inside == 0),
        (
            f"{name}: share of cells that are sure",
            "≥ 0.85",
            f"{found.sure / found.predicted:.3f}",
            found.sure >= 0.85 * found.predicted,
        ),
    ]
