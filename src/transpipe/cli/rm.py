"""transpipe rm."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli import output, report
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.remove import remove


@dataclass(frozen=True)
class _Wish:
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help=_("An article: its path or name."))
    ]
    force: Annotated[
        bool, typer.Option("--force", help=_("Also what is in no commit; undo brings it back."))
    ] = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["rm"],
    epilog=_("Example: transpipe rm 原文/X.md --dry-run"),
)
def rm(session: Session, wish: _Wish) -> None:
    """Refuses where words stand in no commit (exit 4)."""
    with session.project(dry=wish.dry_run) as project:
        done = remove(project, wish.article, force=wish.force)
    if wish.json:
        output.document({**output.plain(done), "dry_run": wish.dry_run})
        return
    for path in done.removed:
        output.line(f"{output.paint('-', 'red')} {output.shown(path)}")
    output.lines(report.finding_lines(done.findings))
    if done.changed:
        report.written(done.changed, dry=wish.dry_run)
    if not wish.dry_run:
        output.line(_("`transpipe undo` brings it back; what was committed is in git, too"))
