"""How repairs of structure are shown: the diff of each file, and the lines that go."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from transpipe.cli import output
from transpipe.workflows.repair_structure import Plan, Taken

_SHOWN = 40


def show(plans: Sequence[Plan]) -> None:
    """What is about to be written, file by file."""
    for plan in plans:
        show_one(plan.path, plan.before, plan.repaired.text, plan.repaired.taken)


def show_one(path: str, before: str, after: str, gone: Sequence[Taken]) -> None:
    """The diff of one file, and the lines that go."""
    output.unified(before, after, path)
    for taken in gone:
        said = _("{file}:{first}–{last}: taken out ({code}), from “{words}”")
        first, last = taken.lines
        words = output.shown(taken.text.partition("\n")[0][:_SHOWN])
        facts = {"file": path, "first": first, "last": last, "code": taken.code}
        output.line(said.format(words=words, **facts))
