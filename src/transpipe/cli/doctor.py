"""transpipe doctor."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe import wiring
from transpipe.cli import output, screen
from transpipe.cli.app import Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.config import Config
from transpipe.errors import TranspipeError
from transpipe.model.health import Grade, Health
from transpipe.workflows.doctor import Patient, diagnose

_MARKS = {Grade.FINE: ("✓", "green"), Grade.LACKING: ("!", "yellow"), Grade.WRONG: ("✗", "red")}
_NAME = 16  # columns of a name and its mark


@command(
    help=SUMMARIES["doctor"],
    epilog=_("Example: transpipe doctor"),
)
def doctor(session: Session, json: Json = False) -> int:
    """Nothing is written; exits with 3 where something does not work."""
    found = _found(session)
    if json:
        output.rows(found)
    else:
        output.lines(line for one in found for line in _lines(one))
    return 3 if any(one.grade is Grade.WRONG for one in found) else 0


def _found(session: Session) -> tuple[Health, ...]:
    """How everything is, be the repository one that no other command would open."""
    workspace = session.workspace()
    try:
        with session.project(dry=True) as project:
            machine = wiring.machine(workspace.root, project.config)
            return diagnose(Patient(workspace, machine, project))
    except TranspipeError as fault:
        machine = wiring.machine(workspace.root, Config())
        return diagnose(Patient(workspace, machine, None, str(fault)))


def _lines(one: Health) -> Iterator[str]:
    mark, style = _MARKS[one.grade]
    blank = " " * (_NAME + 2)
    head = f"{mark} {one.name}".ljust(_NAME) + "  " + output.shown(one.found)
    first, *rest = screen.wrapped(head, screen.columns(), blank)
    yield output.paint(first, "" if one.grade is Grade.FINE else style)
    yield from rest
    if one.mend:
        yield from screen.wrapped(f"{blank}→ {one.mend}", screen.columns(), blank)
