"""What a merge settles by itself, and what it leaves to a person."""

from __future__ import annotations

import pytest

from transpipe import po
from transpipe.editions.settle import settle
from transpipe.markdown import segments
from transpipe.model import Catalogue, Layout, Locale, State, Unit
from transpipe.source_edits.merge import merge
from transpipe.units.build import empty

FILLER = "\n\n".join(f"Paragraph number {n} stays what it is." for n in range(4))


def translated(source: str, target: str) -> Catalogue:
    """A catalogue of one article in which the first unit is confirmed."""
    made = empty(segments.parse(f"{source}\n\n{FILLER}\n"), "a.md", Locale.ZH_CN, Layout.OWN)
    first, *rest = made.units
    return Catalogue(
        "a.md", Locale.ZH_CN, (first.changed(target), *rest), Layout.OWN, made.cut, made.headers
    )


def after(catalogue: Catalogue, source: str) -> tuple[Catalogue, Unit]:
    """The catalogue once the source has become this, read back from its file."""
    merged, _findings = settle(
        merge(segments.parse(f"{source}\n\n{FILLER}\n"), catalogue), catalogue
    )
    text = po.render(merged.catalogue)
    read = po.parse(text, "a.po", "a.md", Locale.ZH_CN)
    return read, read.units[0]


EDITS = (
    (
        "It recieves a request.",
        "It receives a request.",
        "它接收请求。",
        (State.TRANSLATED, "它接收请求。", "keep"),
    ),
    (
        "Wait 30 seconds, then retry.",
        "Wait 60 seconds, then retry.",
        "等待 30 秒，然后重试。",
        (State.TRANSLATED, "等待 60 秒，然后重试。", "patch"),
    ),
    (
        "Run `make all` to build.",
        "Run `make dist` to build.",
        "运行 `make all` 来构建。",
        (State.TRANSLATED, "运行 `make dist` 来构建。", "patch"),
    ),
    (
        "You can delete the last replica.",
        "You cannot delete the last replica.",
        "可以删除最后一个副本。",
        (State.FUZZY, "可以删除最后一个副本。", ""),
    ),
)


@pytest.mark.parametrize(("old", "new", "target", "expected"), EDITS)
def test_an_edit_is_settled_by_its_weight(
    old: str, new: str, target: str, expected: tuple[State, str, str]
) -> None:
    _catalogue, unit = after(translated(old, target), new)
    assert (unit.state, unit.target, unit.origin.by if unit.origin else "") == expected


def test_small_steps_cannot_add_up() -> None:
    steps = [
        "The worker may restart the job.",
        "The worker may restart a job.",
        "The worker might restart a job.",
        "The worker must restart a job.",
    ]
    catalogue = translated(steps[0], "工作进程可以重启任务。")
    for step in steps[1:]:
        catalogue, unit = after(catalogue, step)
    assert unit.state is State.FUZZY
    assert unit.previous == steps[0]


def test_an_edit_taken_back_is_settled_again() -> None:
    first, second = "You can delete the replica.", "You cannot delete the replica."
    catalogue, unit = after(translated(first, "可以删除副本。"), second)
    assert unit.state is State.FUZZY
    _catalogue, unit = after(catalogue, first)
    assert (unit.state, unit.origin, unit.previous) == (State.TRANSLATED, None, None)


def test_what_was_doubtful_stays_so() -> None:
    catalogue = translated("It recieves a request.", "它接收请求。")
    first, *rest = catalogue.units
    catalogue = Catalogue(
        "a.md", Locale.ZH_CN, (first.doubted(), *rest), Layout.OWN, catalogue.cut, ()
    )
    _catalogue, unit = after(catalogue, "It receives a request.")
    assert unit.state is State.FUZZY
