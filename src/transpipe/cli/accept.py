"""transpipe accept."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model import Accepting
from transpipe.workflows.accept import accept as accepted


@dataclass(frozen=True)
class _Wish:
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME",
            help=_("An article, a line of one of its files (FILE:LINE), or the key of a unit."),
        ),
    ]
    review: Annotated[
        str | None,
        typer.Option(
            "--review",
            metavar="NAME",
            help=_("Mark what is accepted, or confirmed already, as reviewed by this person."),
        ),
    ] = None
    keep: Annotated[
        bool,
        typer.Option(
            "--keep",
            help=_("Empty units that are named by line stand in the source's words: names, code."),
        ),
    ] = False
    repeats: Annotated[
        bool,
        typer.Option(
            "--repeats",
            help=_("The same words for the same text stand in all articles that doubt them."),
        ),
    ] = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["accept"],
    epilog=_("Example: transpipe accept 译文/X.md:12"),
)
def accept(session: Session, wish: _Wish) -> int:
    """No word changes. Drafts only one by one; a conflict is refused (exit 4)."""
    if wish.review is not None and not wish.review.strip():
        raise BadArgument(_("--review wants a name"))
    with session.project(dry=wish.dry_run) as project:
        how = Accepting(reviewer=wish.review or "", keep=wish.keep, repeats=wish.repeats)
        outcome = accepted(project, wish.names, wiring.converter(), how)
    return finish(session, project, outcome, Did(json=wish.json, dry=wish.dry_run))
