"""The numbers that `align --explain` has for doubtful pairs."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.editions.project import Project
from transpipe.editions.reading import How
from transpipe.model import Bead, Document
from transpipe.ports import Converter
from transpipe.workflows.doubtful import DoubtfulPair, beads_of


def numbers(
    project: Project, found: Sequence[DoubtfulPair], converter: Converter
) -> tuple[int, ...]:
    """The number of each pair in its article, 0 where `align` would not make it now.

    Each article is aligned for it: ask for those only that are shown.
    """
    articles = project.pairs.by_name()
    beads: dict[str, tuple[Document, Document, tuple[Bead, ...]]] = {}
    for file in dict.fromkeys(doubt.file for doubt in found):
        beads[file] = beads_of(project, articles[file].article, converter, How())
    return tuple(number_of(doubt, *beads[doubt.file][1:]) for doubt in found)


def number_of(doubt: DoubtfulPair, target: Document, beads: Sequence[Bead]) -> int:
    """The number, from 1, of the pair whose Chinese stands where that of a doubt does; else 0."""
    for number, bead in enumerate(beads, 1):
        if bead.target and target.blocks[bead.target[0]].lines[0] == doubt.line:
            return number
    return 0
