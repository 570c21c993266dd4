"""English and Chinese side by side on a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.cli import output
from transpipe.workflows.doubtful import Doubt, Reason

_NARROW, _WIDE = 40, 160  # columns of a terminal that are made use of


def doubts(found: Sequence[Doubt]) -> None:
    """Doubtful pairs, each with its confidence and place above it."""
    for doubt in found:
        place = f"{doubt.file}:{doubt.line}" if doubt.line else doubt.file
        output.line(output.paint(f"{doubt.confidence:.2f}  {output.shown(place)}", "yellow"))
        for line in columns(doubt.source, doubt.target):
            output.line(line)
    if not found:
        output.line(_("no doubtful pair"))


def reason(found: Reason) -> None:
    """A pair, and what spoke for it and against it."""
    bead = found.bead
    head = _("pair {number}: {state}, confidence {confidence}; English {left}, Chinese {right}")
    said = head.format(
        number=found.number,
        state=bead.certainty.value,
        confidence=f"{bead.confidence:.2f}",
        left=_lines(found.source_lines),
        right=_lines(found.target_lines),
    )
    output.line(output.paint(said, "bold"))
    for line in columns(found.source, found.target):
        output.line(line)
    if not bead.evidence:
        output.line(_("nothing speaks for a pair here"))
        return
    ordered = sorted(bead.evidence, key=lambda row: (-abs(row[1]), row[0]))
    rows = [(_in_words(name), f"{value:+.2f}") for name, value in ordered]
    output.table((_("evidence"), _("log-odds")), rows)


def _in_words(name: str) -> str:
    """What a name of the aligner's evidence means."""
    where, _blank, kind = name.rpartition(" ")
    known = {
        "w": _("Latin words"),
        "t": _("English terms with their Chinese"),
        "z": _("Chinese terms with their English"),
        "n": _("quantities"),
        "u": _("addresses"),
        "i": _("images"),
        "c": _("code"),
        "l": _("lines of code"),
        "=": _("the same text"),
        "k": _("a pair of the catalogues"),
        "kind": _("the kinds of the blocks"),
        "length": _("the lengths"),
        "bias": _("to begin with"),
        "score": _("all together"),
        "margin": _("ahead of the next best"),
    }
    if where == "miss" and kind in known:
        return _("only in the English: {what}").format(what=known[kind])
    if where == "extra" and kind in known:
        return _("only in the Chinese: {what}").format(what=known[kind])
    return known.get(name, name)


def _lines(ranges: Sequence[tuple[int, int]]) -> str:
    parts = [f"{a}" if a == b else f"{a}–{b}" for a, b in ranges]
    return _("line {lines}").format(lines=", ".join(parts)) if parts else _("nothing")


def columns(left: str, right: str) -> Iterator[str]:
    """Two texts in two columns as wide as the terminal allows."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROW), _WIDE)
    grid = Table.grid(padding=(0, 2, 0, 2))
    half = (width - 8) // 2
    grid.add_column(width=half, overflow="fold")
    grid.add_column(width=half, overflow="fold")
    grid.add_row(*(Text(_shown(text)) for text in (left, right)))
    console = Console(width=width, no_color=True, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(grid)
    return (line.rstrip() for line in captured.get().rstrip("\n").split("\n"))


def _shown(text: str) -> str:
    return "\n".join(output.shown(line) for line in text.split("\n"))
