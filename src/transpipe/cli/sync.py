"""transpipe sync."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import Check, DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish, news
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument, TranspipeError
from transpipe.workflows.next_step import Done
from transpipe.workflows.sync import sync as synced

Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help=_(
            "Go on until Ctrl-C: sync again whenever files change. "
            "With --json one object a line; not with --dry-run or --check."
        ),
    ),
]


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    json: Json = False
    dry_run: DryRun = False
    check: Check = False
    watch: Watch = False

    @property
    def dry(self) -> bool:
        """Whether nothing is to be written."""
        return self.dry_run or self.check


@command(
    help=SUMMARIES["sync"],
    epilog=_("Example: transpipe sync"),
)
def sync(session: Session, wish: _Wish) -> int:
    """Loses nothing: what left an article stays in its catalogue as obsolete."""
    if wish.watch:
        _watch(session, wish)
    with session.project(dry=wish.dry) as project:
        outcome = synced(project, wish.article, wiring.converter())
    did = Did(Done("sync", wish.article), wish.json, wish.dry, wish.check)
    return finish(session, project, outcome, did)


def _watch(session: Session, wish: _Wish) -> None:
    """Prints what each sync did, until it is interrupted."""
    from transpipe.workflows.watch import while_edited

    if wish.dry:
        without = _("--watch writes what it finds: leave out {option}")
        raise BadArgument(without.format(option="--check" if wish.check else "--dry-run"))
    # Whoever ends it, by Ctrl-C or as a service, ends it in the same orderly way.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = session.workspace().root
    edited = while_edited(session.project, wish.article, wiring.converter(), wiring.watch(root))
    for number, said in enumerate(edited):
        if isinstance(said, TranspipeError):
            output.note(f"transpipe: {output.shown(str(said))}")
        else:
            news(said, json=wish.json)
        if number == 0 and not session.quiet:
            output.note(_("watching {path}; Ctrl-C ends it").format(path=output.shown(str(root))))
