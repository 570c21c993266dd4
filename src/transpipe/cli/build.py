"""transpipe build."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import Check, DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows import build as building
from transpipe.workflows.next_step import Done


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    json: Json = False
    dry_run: DryRun = False
    check: Check = False
    diff: Annotated[bool, typer.Option("--diff", help=_("Show what would change, then stop."))] = (
        False
    )
    fill: Annotated[
        bool, typer.Option("--fill", help=_("Insert blocks that a translation does not have yet."))
    ] = False
    relayout: Annotated[
        bool, typer.Option("--relayout", help=_("Move ARTICLE into the blocks of its source."))
    ] = False
    drafts: Annotated[
        bool, typer.Option("--drafts", help=_("Publish drafts too, visibly marked."))
    ] = False
    keep: Annotated[
        float | None,
        typer.Option(
            "--keep",
            metavar="PERCENT",
            min=0,
            max=100,
            help=_("Publish new articles from this percentage on only."),
        ),
    ] = None


@command(
    help=SUMMARIES["build"],
    epilog=_("Example: transpipe build --diff"),
)
def build(session: Session, wish: _Wish) -> int:
    """Touches only blocks whose words changed; never words that no catalogue holds."""
    if wish.relayout and wish.article is None:
        raise BadArgument(_("--relayout needs an article: transpipe build --relayout ARTICLE"))
    with session.project(dry=wish.dry_run or wish.check) as project:
        policy = building.policy(project.config, drafts=wish.drafts, fill=wish.fill, keep=wish.keep)
        if wish.relayout:
            planned = building.relaid(project, str(wish.article), policy)
        else:
            planned = building.planned(project, wish.article, policy, wiring.converter())
        for built in planned.files if (wish.relayout or wish.diff) and not wish.json else ():
            output.unified(built.before, built.after, built.path)
        outcome = (
            building.dry(project, planned) if wish.diff else building.written(project, planned)
        )
    done = Done("build --fill" if wish.fill else "build", wish.article)
    dry = wish.dry_run or wish.check or wish.diff
    return finish(session, project, outcome, Did(done, wish.json, dry, wish.check))
