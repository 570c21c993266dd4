"""transpipe accept."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows.accept import accept as accepted

Names = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME",
        help=_("An article, a line of one of its files (FILE:LINE), or the key of a unit."),
    ),
]
Reviewer = Annotated[
    str | None,
    typer.Option(
        "--review",
        metavar="NAME",
        help=_("Mark what is accepted, or confirmed already, as reviewed by this person."),
    ),
]


@command(
    help=SUMMARIES["accept"],
    epilog=_("Example: transpipe accept 译文/X.md:12"),
)
def accept(
    session: Session,
    names: Names,
    review: Reviewer = None,
    json: Json = False,
    dry_run: DryRun = False,
) -> int:
    """No word changes. Drafts only one by one; a conflict is refused (exit 4)."""
    if review is not None and not review.strip():
        raise BadArgument(_("--review wants a name"))
    with session.project(dry=dry_run) as project:
        outcome = accepted(project, names, wiring.converter(), review or "")
    return finish(session, project, outcome, Did(json=json, dry=dry_run))
