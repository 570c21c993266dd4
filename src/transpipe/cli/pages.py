"""transpipe pages."""

from __future__ import annotations

from gettext import gettext as _

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows import pages as publishing
from transpipe.workflows.next_step import Done


@command(
    help=SUMMARIES["pages"],
    epilog=_("Example: transpipe pages"),
)
def pages(
    session: Session, article: Name = None, json: Json = False, dry_run: DryRun = False
) -> int:
    """They need no server and load nothing: open _site/index.html in a browser."""
    with session.project(dry=dry_run) as project:
        outcome = publishing.pages(project, article, wiring.converter())
    return finish(session, project, outcome, Did(Done("pages"), json, dry_run))
