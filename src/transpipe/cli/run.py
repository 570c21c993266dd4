"""transpipe run."""

from __future__ import annotations

from gettext import gettext as _

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Session, app
from transpipe.workflows.run import run as ran


@app.command(
    help=_("The main job: sync, convert, check, build and pages, in this order."),
    epilog=_("Example: transpipe run"),
)
def run(context: typer.Context, json: Json = False, dry_run: DryRun = False) -> None:
    """Safe at any time: run again it writes nothing."""
    session: Session = context.obj
    with session.project(dry=dry_run) as project:
        outcome = ran(project, wiring.converter())
    output.outcome(outcome, json=json, dry=dry_run)
    raise typer.Exit(4 if outcome.refused else 0)
