"""How repairs of structure are shown: the diff of each file, and the lines that go."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from transpipe.cli import output
from transpipe.workflows.repair_structure import Plan

_SHOWN = 40


def show(plans: Sequence[Plan]) -> None:
    """What is about to be written, file by file."""
    for plan in plans:
        output.unified(plan.before, plan.repaired.text, plan.path)
        for taken in plan.repaired.taken:
            said = _("{file}:{first}–{last}: taken out ({code}), from “{words}”")
            first, last = taken.lines
            words = output.shown(taken.text.partition("\n")[0][:_SHOWN])
            facts = {"file": plan.path, "first": first, "last": last, "code": taken.code}
            output.line(said.format(words=words, **facts))
