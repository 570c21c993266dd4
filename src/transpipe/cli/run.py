"""transpipe run."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.draft import counted
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows import memory as remembering
from transpipe.workflows.next_step import Done
from transpipe.workflows.run import run as ran


@dataclass(frozen=True)
class _Wish:
    draft: Annotated[
        bool, typer.Option("--draft", help=_("Draft what is empty from the memory, too."))
    ] = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["run"],
    epilog=_("Example: transpipe run"),
)
def run(session: Session, wish: _Wish) -> int:
    """Safe at any time: run again it writes nothing."""
    with session.project(dry=wish.dry_run) as project:
        memory = None
        if wish.draft:
            place = remembering.place(project)
            memory = wiring.memory_of(*place, writes=not wish.dry_run)
        suggested, outcome = ran(project, wiring.converter(), memory)
    if not wish.json:
        output.lines(counted(suggested))
    return finish(session, project, outcome, Did(Done("run"), wish.json, wish.dry_run))
