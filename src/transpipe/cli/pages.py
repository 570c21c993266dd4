"""transpipe pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.repository.shelf import shelf
from transpipe.workflows import pages as publishing
from transpipe.workflows.bilingual import bilingual_files
from transpipe.workflows.next_step import Done

_FOLDERS = {"html": "_site", "markdown": "_site/markdown", "comments": "_site/comments"}


class _Format(StrEnum):
    HTML = "html"
    MARKDOWN = "markdown"
    COMMENTS = "comments"


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    form: Annotated[
        _Format,
        typer.Option(
            "--format",
            help=_("HTML; or Markdown, the Chinese below the English, or below that in comments."),
        ),
    ] = _Format.HTML
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar="DIR", show_default=False, help=_("Write into DIR, not into _site/.")
        ),
    ] = ""
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["pages"],
    epilog=_("Example: transpipe pages"),
)
def pages(session: Session, wish: _Wish) -> int:
    """They need no server and load nothing: open _site/index.html in a browser."""
    with session.project(dry=wish.dry_run) as project:
        outcome = _made(project, wish)
    apart = wish.form is _Format.HTML
    did = Did(Done("pages"), wish.json, wish.dry_run, apart=apart)
    return finish(session, project, outcome, did)


def _made(project: Project, wish: _Wish) -> Outcome:
    workspace = project.workspace
    place = shelf(workspace, wish.out or str(workspace.root / _FOLDERS[wish.form]))
    if wish.form is _Format.HTML:
        return publishing.pages(project, wish.article, wiring.converter(), place)
    hidden = wish.form is _Format.COMMENTS
    return bilingual_files(project, wish.article, place, hidden=hidden)
