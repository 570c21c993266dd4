"""transpipe index: the rows of the index and the files in step."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import listing, output, report
from transpipe.cli.app import All, Check, DryRun, Json, Session, app, command
from transpipe.cli.help import Group
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows import index as wishes
from transpipe.workflows.gates import judge_findings

index = typer.Typer(
    cls=Group,
    help=SUMMARIES["index"],
    epilog=_("Example: transpipe index check"),
)
app.add_typer(index, name="index")

Index = Annotated[
    str | None,
    typer.Argument(metavar="INDEX", help=_("An index; without, those of the settings.")),
]


@dataclass(frozen=True)
class _Look:
    path: Index = None
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="FILE", help=_("The English list, if it is not the index's source.")
        ),
    ] = None
    everything: All = False
    json: Json = False


@command(
    help=_("List what is wrong with rows; what the English list has, has not, or has elsewhere."),
    epilog=_("Example: transpipe index check README.md --source README_EN.md"),
    group=index,
)
def check(session: Session, wish: _Look) -> int:
    """Items are compared by their address; a broken link is read as it was meant."""
    indexes = _indexes(session, dry=True)
    found = wishes.check(indexes, wish.path, wish.source)
    if wish.json:
        output.rows(map(report.as_row, found))
    else:
        foot = listing.summary(found, listing.errors(found), offer=False)
        whole = wish.everything or wish.path is not None
        lines = (
            listing.whole(indexes.workspace, found, apart=False)
            if whole
            else listing.worst_first(found, len(foot), apart=False)
        )
        output.lines((*lines, *foot))
    return 1 if judge_findings(found, strict=False) else 0


@dataclass(frozen=True)
class _Write:
    path: Index = None
    check: Check = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=_("Mend separators, encodings and dead links of rows; nothing else in the index changes."),
    epilog=_("Example: transpipe index fix --dry-run"),
    group=index,
)
def fix(session: Session, wish: _Write) -> int:
    """A dead link is mended where one file alone can be meant: by its name, or by git."""
    dry = wish.dry_run or wish.check
    indexes = _indexes(session, dry=dry)
    done = wishes.fix(indexes, wish.path)
    report.told(done, Did(json=wish.json, dry=dry))
    return 1 if wish.check and done.written else 0


@command(
    help=_("Write the links to both texts behind the words of rows, and how far each is."),
    epilog=_("Example: transpipe index update"),
    group=index,
)
def update(session: Session, wish: _Write) -> int:
    """As `[rows]` in the settings has them; order and words that are there stay."""
    dry = wish.dry_run or wish.check
    with session.project(dry=dry) as project:
        done = wishes.update(project, wish.path)
    return finish(session, project, done, Did(json=wish.json, dry=dry, check=wish.check))


def _indexes(session: Session, *, dry: bool) -> wishes.Indexes:
    """The indexes of the repository around, whatever their rows say."""
    workspace = session.workspace(dry=dry)
    config = workspace.config()
    history, mounted = wiring.history(workspace.root, config)
    workspace.mount(mounted)
    return wishes.Indexes(workspace, config, history)
