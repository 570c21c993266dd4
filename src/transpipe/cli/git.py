"""transpipe git: plumbing so that catalogues merge and diff by unit."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report
from transpipe.cli.app import app
from transpipe.cli.help import Command, Group
from transpipe.cli.summaries import SUMMARIES
from transpipe.repository import Workspace
from transpipe.workflows import git_drivers

git = typer.Typer(
    cls=Group, help=SUMMARIES["git"], epilog=_("Example: transpipe git textconv zh_CN.po")
)
app.add_typer(git, name="git")

SETTINGS = (
    ("merge.transpipe.name", "transpipe: catalogues by unit, Chinese files by block"),
    ("merge.transpipe.driver", "transpipe git merge-driver %O %A %B %P"),
    ("diff.transpipe.textconv", "transpipe git textconv"),
)


def install(workspace: Workspace, *, dry: bool) -> None:
    """Tells this clone's git about the driver that .gitattributes names."""
    for key, value in SETTINGS:
        if not dry:
            wiring.configure(workspace.root, key, value)
        output.line(f"git config {key} '{value}'")


@git.command(
    "merge-driver",
    cls=Command,
    help=_("Merge a catalogue by unit, or a Chinese file by block (called by git)."),
    epilog=_("Example: transpipe git merge-driver old.po ours.po theirs.po"),
)
def merge_driver(
    base: Annotated[str, typer.Argument(metavar="BASE", help="%O")],
    ours: Annotated[str, typer.Argument(metavar="OURS", help="%A")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="%B")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="%P")] = "",
) -> None:
    """Writes what was merged over OURS; what both sides changed keeps both texts.

    In a catalogue they stand in one unit, in a Chinese file between git's marks.
    """
    found = git_drivers.merge_driver(Workspace(Path()), base, ours, theirs, path)
    output.lines(report.finding_lines(found.findings))
    if found.torn:
        raise typer.Exit(1)  # git asks for it: the file has marks


@git.command(
    "textconv",
    cls=Command,
    help=_("Print a catalogue as text that diffs well (called by git)."),
    epilog=_("Example: transpipe git textconv zh_CN.po"),
)
def textconv(
    file: Annotated[str, typer.Argument(metavar="FILE.po", help=_("A catalogue."))],
) -> None:
    """One unit a paragraph: state, source, target."""
    output.line(git_drivers.textconv(Workspace(Path()), file).rstrip("\n"))
