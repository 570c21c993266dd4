"""transpipe sync."""

from __future__ import annotations

from gettext import gettext as _

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, app
from transpipe.workflows.sync import sync as synced


@app.command(
    help=_("Bring catalogues up to date with the sources and with edits of the translations."),
    epilog=_("Example: transpipe sync"),
)
def sync(
    context: typer.Context, article: Name = None, json: Json = False, dry_run: DryRun = False
) -> None:
    """Loses nothing: what left an article stays in its catalogue as obsolete."""
    session: Session = context.obj
    with session.project(dry=dry_run) as project:
        outcome = synced(project, article, wiring.converter())
    output.outcome(outcome.written, outcome.findings, json=json, dry=dry_run)
    raise typer.Exit(4 if outcome.refused else 0)
