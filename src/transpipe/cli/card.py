"""A unit as `edit` shows it: on a screen of 80 columns, or as a row for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.cli import output, screen
from transpipe.cli.tasks_list import titles
from transpipe.model import Edit, Finding, Maker, Suggestion
from transpipe.workflows import status as standing
from transpipe.workflows.decisions import Card, Neighbour

BREAK = "⏎"  # what a line end of a text is in one line
_LABEL = 6  # columns before a text
_FEW = 8  # findings of one unit


def lines(card: Card) -> Iterator[str]:
    """The unit with all that helps to decide; the problem of the last decision at the end."""
    yield from _head(card)
    yield from _neighbour(_("above"), card.before)
    if card.task.unit.target or not card.task.edits:
        yield from _text("en", marked(card.edits), "")
    if card.parent:
        yield from _text(card.authored.value, marked(card.parent), "")
    yield from _text("zh", flat(card.task.unit.target), "bold")
    for number, one in enumerate(card.suggestions, 1):
        yield from _text(f"{number}", f"{flat(one.text)}  ({_origin(one)})", "green")
    yield from _neighbour(_("below"), card.after)
    if card.terms:
        said = _(", ").join(f"{source} → {target}" for source, target in card.terms)
        yield from _text(_("terms"), said, "cyan")
    for note in card.task.unit.notes:
        yield from _text("#", output.shown(note), "dim")
    yield from _findings(card.findings)
    if card.problem:
        yield from _text("!", card.problem, "red")


def flat(text: str) -> str:
    """A text in one line."""
    return output.shown(text.replace("\n", BREAK))


def marked(edits: Sequence[Edit]) -> str:
    """A word diff that is read without colour."""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(marks[edit.op].format(flat(edit.text)) for edit in edits)


def _head(card: Card) -> Iterator[str]:
    task = card.task
    title, style = titles().get(task.how, (_("confirmed"), "green"))
    why = standing.word(task.weight) if task.weight else task.reason
    places = " → ".join(output.shown(place) for place in (task.source, task.target) if place)
    count = f"── {card.number}/{card.total} "
    said = _("{state}: {reason}").format(state=title, reason=why) if why else title
    room = screen.columns() - screen.cells(count)
    where = screen.cut_middle(places or output.shown(card.article), max(room, 8))
    yield output.paint(f"{count}{where}", "bold")
    for line in screen.wrapped(f"   {said}", screen.columns(), "   "):
        yield output.paint(line, style)


def _origin(one: Suggestion) -> str:
    names = {
        "catalogue": _("the catalogue's text"),
        "md": _("the text of the Chinese file"),
        "theirs": _("the text of the other branch"),
        "follows": _("follows the change of the source"),
        "tm": _("from the memory"),
        "convert": _("converted"),
    }
    machine = one.origin.removeprefix(f"{Maker.MT.value}:")
    return f"{names.get(one.origin, machine)} {one.score}".rstrip()


def _neighbour(label: str, one: Neighbour | None) -> Iterator[str]:
    """One line: what stands beside is there to be recognised, not to be read."""
    if one is not None:
        said = flat(one.target or one.source)
        room = screen.columns() - _LABEL - 2
        yield output.paint(f"  {_padded(label)}{screen.cut(said, room)}", "dim")


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    styles = {"error": "red", "warning": "yellow"}
    counts = Counter((one.code, one.message, one.severity.value) for one in found)
    for (code, message, severity), count in [*counts.items()][:_FEW]:
        said = f"{code}: {output.shown(message)}" + (f" ×{count}" if count > 1 else "")
        yield from _text("!", said, styles.get(severity, "cyan"))


def _text(label: str, said: str, style: str) -> Iterator[str]:
    blank = " " * (_LABEL + 2)
    head = f"  {_padded(label)}{said}"
    for line in screen.wrapped(head, screen.columns(), blank):
        yield output.paint(line, style)


def _padded(label: str) -> str:
    return label + " " * max(_LABEL - screen.cells(label), 1)


def row(card: Card) -> dict[str, object]:
    """The same for programs."""
    task, unit = card.task, card.task.unit
    return {
        "number": card.number,
        "total": card.total,
        "article": card.article,
        "key": unit.key,
        "state": task.how,
        "weight": task.weight,
        "reason": task.reason,
        "source_place": task.source,
        "target_place": task.target,
        "source": unit.source,
        "target": unit.target,
        "edits": task.edits,
        "before": card.before,
        "after": card.after,
        "parent": card.parent,
        "suggestions": card.suggestions,
        "terms": [{"source": source, "target": target} for source, target in card.terms],
        "findings": card.findings,
        "problem": card.problem,
    }
