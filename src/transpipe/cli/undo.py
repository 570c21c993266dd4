"""transpipe undo."""

from __future__ import annotations

from gettext import gettext as _

from transpipe.cli import output, screen
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.undo import undo as undone


@command(
    help=SUMMARIES["undo"],
    epilog=_("Example: transpipe undo"),
)
def undo(session: Session, json: Json = False, dry_run: DryRun = False) -> None:
    """Refuses where a file has changed since (exit 4); the last ten runs are known."""
    found = undone(session.workspace(dry=dry_run))
    if json:
        output.document({**output.plain(found), "dry_run": dry_run})
        return
    if not found.restored and not found.removed:
        output.line(_("nothing to undo: no run has changed a file here"))
        return
    for path in found.restored:
        output.line(f"{output.paint('<', 'green')} {_name(path)}")
    for path in found.removed:
        output.line(f"{output.paint('-', 'red')} {_name(path)}")
    said = (
        _("would be undone: transpipe {command}") if dry_run else _("undone: transpipe {command}")
    )
    output.line(said.format(command=found.command))


def _name(path: str) -> str:
    """A path that fits the screen beside its sign."""
    room = screen.width()
    return screen.cut_middle(output.shown(path), room - 2) if room else output.shown(path)
