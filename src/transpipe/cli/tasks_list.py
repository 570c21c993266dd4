"""What waits for a person in an article, in groups, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.cli import groups, output, screen
from transpipe.cli.groups import Group
from transpipe.model import Edit, OpaqueFate, Progress, StaleUnit, Standing
from transpipe.workflows import status as standing
from transpipe.workflows.tasks import ORDER, Task

_INDENT = "      "
_PLACE = 7  # columns of a file and its line, at least, beside what is said of it
_AROUND = 24  # characters that are shown beside a change


def lines(tasks: Sequence[Task], rows: Sequence[Progress], room: int | None) -> list[str]:
    """The tasks of an article, its opaque changes, and the units that were kept by their wording.

    They take at most `room` lines; `rows` are the article in its locales.
    """
    kept = [unit for row in rows for unit in row.kept_units]
    return groups.lines([*_groups(tasks), *_opaque(rows), *_kept(kept)], room)


def titles() -> dict[Standing, tuple[str, str]]:
    """What each kind of task is called, and its style."""
    return {
        Standing.CONFLICT: (_("conflict"), "red"),
        Standing.STALE: (_("stale"), "red"),
        Standing.DOUBTFUL: (_("doubtful"), "yellow"),
        Standing.MISSING: (_("empty"), "cyan"),
        Standing.DRAFT: (_("draft"), "yellow"),
    }


def _groups(tasks: Sequence[Task]) -> Iterator[Group]:
    called = titles()
    for how in ORDER:
        items = tuple(tuple(_item(task)) for task in tasks if task.how is how)
        if items:
            title, style = called[how]
            yield Group(f"{title} {len(items)}", style, items)


def _item(task: Task) -> Iterator[str]:
    """A task in one line, or with its texts below."""
    unit = task.unit
    if task.how is Standing.MISSING:
        yield _place(task.source, "", unit.source)
        return
    if task.how is Standing.STALE:
        yield _place(task.source, task.target, standing.word(task.weight) if task.weight else "")
        yield _text("en", standing.shortened(task.edits, _AROUND))
    else:
        yield _place(task.source, task.target, task.reason)
        yield _text("en", (Edit("=", unit.source),))
    yield _text("zh", (Edit("=", unit.target),))
    if task.how is Standing.CONFLICT:
        yield _text("or", (Edit("=", task.other),))


def _opaque(rows: Sequence[Progress]) -> Iterator[Group]:
    words = {
        OpaqueFate.CHANGED: _("changed"),
        OpaqueFate.COMMENT: _("comment changed"),
        OpaqueFate.NEW: _("new"),
        OpaqueFate.GONE: _("gone"),
    }
    items = tuple(
        (
            _place(_at(row.article, one.source), _at(row.target, one.target), words[one.how]),
            _text("en", standing.shortened(one.edits, _AROUND)),
        )
        for row in rows
        for one in row.opaque_changes
    )
    if items:
        title = _("opaque")
        yield Group(f"{title} {len(items)}", "yellow", items)


def _at(file: str, line: int) -> str:
    return f"{file}:{line}" if line else ""


def _kept(units: Sequence[StaleUnit]) -> Iterator[Group]:
    items = tuple(
        (
            _place("", f"{unit.file}:{unit.line}" if unit.line else unit.file, ""),
            _text("en", standing.shortened(unit.edits, _AROUND)),
            _text("zh", (Edit("=", unit.target),)),
        )
        for unit in units
    )
    if items:
        title = _("kept by wording")
        yield Group(f"{title} {len(items)}", "cyan", items)


def _place(source: str, target: str, what: str) -> str:
    """`原文/x.md:12 → 译文/x.md:14  what`; places are shortened before what is said of them."""
    places = [output.shown(place) for place in (source, target) if place]
    room, beside = screen.width(), output.shown(" ".join(what.split()))
    if room:
        left = room - 2 - 3 * (len(places) - 1) - (screen.cells(beside) + 2 if beside else 0)
        each = max(left // max(len(places), 1), _PLACE)
        places = [_fit_place(place, each) for place in places]
    head = "  " + " → ".join(places)
    text = f"{head}  {beside}" if beside else head
    return screen.cut(text, room) if room else text


def _fit_place(place: str, room: int) -> str:
    file, colon, line = place.rpartition(":")
    return screen.cut_middle(file, room - len(line) - 1) + colon + line


def _text(label: str, edits: Sequence[Edit]) -> str:
    """One text in a line that fits; changes are marked."""
    room = screen.width()
    flat = [Edit(edit.op, " ".join(edit.text.split("\n"))) for edit in edits]
    if room:
        flat = list(_cut(flat, room - len(_INDENT) - len(label) - 1))
    return f"{_INDENT[2:]}{label}  {output.diff(flat)}".rstrip()


def _cut(edits: Sequence[Edit], room: int) -> Iterator[Edit]:
    """The edits as far as they fit in a line, the marks of changes counted."""
    for edit in edits:
        marks = 0 if edit.op == "=" or output.coloured() else 4
        text = output.shown(edit.text)
        if screen.cells(text) + marks > room:
            if room > marks:
                yield Edit(edit.op, screen.cut(text, room - marks))
            return
        yield Edit(edit.op, text)
        room -= screen.cells(text) + marks
