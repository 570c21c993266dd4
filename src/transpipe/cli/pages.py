"""transpipe pages."""

from __future__ import annotations

from gettext import gettext as _

import typer

from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, app
from transpipe.workflows import pages as publishing


@app.command(
    help=_("Write bilingual pages, one self-contained HTML file an article, into _site/."),
    epilog=_("Example: transpipe pages"),
)
def pages(
    context: typer.Context, article: Name = None, json: Json = False, dry_run: DryRun = False
) -> None:
    """They need no server and load nothing: open _site/index.html in a browser."""
    session: Session = context.obj
    with session.project(dry=dry_run) as project:
        outcome = publishing.pages(project, article)
    output.outcome(outcome, json=json, dry=dry_run)
    raise typer.Exit(4 if outcome.refused else 0)
