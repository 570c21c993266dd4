"""transpipe add."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.add import Wish
from transpipe.workflows.add import add as taken_in


@dataclass(frozen=True)
class _Wish:
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=_("An English Markdown file, wherever it is."))
    ]
    title: Annotated[
        str, typer.Option("--title", metavar="TITLE", help=_("The title in its row of the index."))
    ] = ""
    row: Annotated[
        str,
        typer.Option(
            "--row", metavar="SECTION", help=_("The heading of the index that is to have its row.")
        ),
    ] = ""
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["add"],
    epilog=_("Example: transpipe add 原文/X.md --row Articles --dry-run"),
)
def add(session: Session, wish: _Wish) -> int:
    """A file from elsewhere is copied, with the pictures beside it that it shows."""
    with session.project(dry=wish.dry_run) as project:
        named = Wish(wish.file, wish.title, wish.row)
        done = taken_in(project, named, wiring.converter())
    return finish(session, project, done, Did(json=wish.json, dry=wish.dry_run))
