"""transpipe resolve."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.next_step import Done
from transpipe.workflows.resolve import resolve as resolved


@command(
    help=SUMMARIES["resolve"],
    epilog=_("Example: transpipe resolve"),
)
def resolve(
    session: Session,
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE", help=_("Articles: their paths or names. All of them without.")
        ),
    ] = None,
    json: Json = False,
    dry_run: DryRun = False,
) -> int:
    """Words of both sides stand in the result, or in a conflict of the catalogue."""
    with session.project(dry=dry_run) as project:
        outcome = resolved(project, articles or (), wiring.converter())
    return finish(session, project, outcome, Did(Done("resolve"), json, dry_run))
