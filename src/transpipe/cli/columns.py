"""English and Chinese side by side on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from gettext import gettext as _

from transpipe.cli import output, screen
from transpipe.cli.groups import more
from transpipe.workflows.doubtful import DoubtfulPair, Reason

_NARROW, _WIDE = 40, 160  # columns of a terminal that are made use of
_FILE = 8  # columns of a path, at least, beside what is said of it
_LINES = 3  # of a doubtful pair on a screen

Numbered = Callable[[Sequence[DoubtfulPair]], Sequence[int]]
"""What gives doubtful pairs the numbers that --explain takes."""


def doubts(
    found: Sequence[DoubtfulPair], numbered: Numbered, below: int, *, everything: bool
) -> Iterator[str]:
    """Doubtful pairs, each with its number and place above it, and `below` lines to come.

    On a screen each text has a line, and not all may fit.
    """
    if not found:
        yield _("no doubtful pair")
        return
    full = everything or not screen.width()
    few = found if full else found[: max((screen.LINES - below - 2) // _LINES, 1)]
    for doubt, number in zip(few, numbered(few), strict=True):
        yield output.paint(_head(doubt, number), "yellow")
        if full:
            yield from columns(doubt.source, doubt.target)
        else:
            room = screen.columns() - 6
            yield from (f"  {label}  {screen.cut(_flat(text), room)}" for label, text in (
                ("en", doubt.source), ("zh", doubt.target),
            ))  # fmt: skip
    if len(few) < len(found):
        yield more(len(found) - len(few))
    said = _("`transpipe align ARTICLE --explain N` says why pair N was made")
    yield screen.cut(said, screen.columns()) if screen.width() else said


def _head(doubt: DoubtfulPair, number: int) -> str:
    """`12  译文/x.md:34  why`: the number of a pair in its article, where it has one, its place."""
    line, count = f":{doubt.line}" if doubt.line else "", f"{number or '–':>3}  "
    file = output.shown(doubt.file)
    if screen.width():
        room = screen.columns() - len(line) - len(count)
        file = screen.cut_middle(file, max(room - screen.cells(doubt.reason) - 2, _FILE))
    said = f"{count}{file}{line}  {doubt.reason}".rstrip()
    return screen.cut(said, screen.columns()) if screen.width() else said


def _flat(text: str) -> str:
    return output.shown(" ".join(text.split()))


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
    for text in screen.lines_of(said):
        output.line(output.paint(text, "bold"))
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

    width = min(max(screen.columns(), _NARROW), _WIDE)
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
