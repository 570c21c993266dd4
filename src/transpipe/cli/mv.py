"""transpipe mv."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.move import Moved, move


@dataclass(frozen=True)
class _Wish:
    article: Annotated[
        str,
        typer.Argument(metavar="ARTICLE", help=_("An article, or its translation: path or name.")),
    ]
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", help=_("Its new path; a name alone stays in the folder.")),
    ]
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["mv"],
    epilog=_("Example: transpipe mv 原文/X.md 原文/caching/X.md --dry-run"),
)
def mv(session: Session, wish: _Wish) -> None:
    """`transpipe undo` takes it back."""
    with session.project(dry=wish.dry_run) as project:
        done = move(project, wish.article, wish.new, wiring.converter())
    if wish.json:
        output.document({**output.plain(done), "dry_run": wish.dry_run})
    else:
        _show(done, dry=wish.dry_run)


def _show(done: Moved, *, dry: bool) -> None:
    for old, new in done.moved:
        output.line(f"{output.shown(old)} → {output.shown(new)}")
    output.lines(report.finding_lines(done.findings))
    if done.changed:
        report.written(done.changed, dry=dry, everything=True)
