"""transpipe run."""

from __future__ import annotations

from gettext import gettext as _

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.next_step import Done
from transpipe.workflows.run import run as ran


@command(
    help=SUMMARIES["run"],
    epilog=_("Example: transpipe run"),
)
def run(session: Session, json: Json = False, dry_run: DryRun = False) -> int:
    """Safe at any time: run again it writes nothing."""
    with session.project(dry=dry_run) as project:
        outcome = ran(project, wiring.converter())
    return finish(session, project, outcome, Did(Done("run"), json, dry_run))
