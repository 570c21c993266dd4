"""transpipe edit."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report
from transpipe.cli.app import Name, Session, command
from transpipe.cli.asking import ask_person, ask_program
from transpipe.cli.choosing import States, Weights, standings
from transpipe.cli.next_line import say
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows import memory as remembering
from transpipe.workflows.edit import Edited, Wanted
from transpipe.workflows.edit import edit as walk
from transpipe.workflows.explain import codes_of
from transpipe.workflows.next_step import Done


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    states: States = None
    weights: Weights = None
    codes: Annotated[
        list[str] | None,
        typer.Option(
            "--finding",
            metavar="CODE",
            help=_("Only units with a finding of this code, confirmed ones too."),
        ),
    ] = None
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="WORDS", help=_("Only pairs that are doubtful for this.")),
    ] = ""
    reviewer: Annotated[
        str,
        typer.Option("--review", metavar="NAME", help=_("Who reviews, where you say `r`.")),
    ] = ""
    json_lines: Annotated[
        bool,
        typer.Option(
            "--json-lines",
            help=_("For programs: a unit a line on stdout, a decision a line on stdin."),
        ),
    ] = False


@command(
    help=SUMMARIES["edit"],
    epilog=_("Example: transpipe edit 原文/X.md --state stale"),
)
def edit(session: Session, wish: _Wish) -> int:
    """Each decision is saved at once; the Chinese files follow with `transpipe run`."""
    if not wish.json_lines and not sys.stdin.isatty():
        raise BadArgument(_("edit asks somebody at a terminal; programs say --json-lines"))
    wanted = Wanted(
        wish.article,
        standings(wish.states),
        tuple(wish.weights or ()),
        codes_of(wish.codes) if wish.codes else (),
        wish.reason,
    )
    ask = partial(ask_program if wish.json_lines else ask_person, wish.reviewer.strip())
    quiet, session.quiet = session.quiet, True  # a line that moves would run into what is typed
    with session.project() as project:
        session.quiet = quiet
        memory = wiring.memory_of(*remembering.place(project))
        done = walk(project, wanted, (wiring.converter(), memory), ask)
        if not wish.json_lines:
            output.lines(_summary(done))
            output.lines(report.finding_lines(done.outcome.findings, room=5))
            say(session, project, Done("edit", wish.article), wrote=bool(done.outcome.written))
    return 4 if done.outcome.refused else 0


def _summary(done: Edited) -> list[str]:
    changed = ngettext("{n} unit changed", "{n} units changed", done.changed)
    left = ngettext("{n} unit left", "{n} units left", done.left)
    return ["", _("; ").join((changed.format(n=done.changed), left.format(n=done.left)))]
