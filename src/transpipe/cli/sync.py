"""transpipe sync."""

from __future__ import annotations

import signal
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish, news
from transpipe.errors import BadArgument, TranspipeError
from transpipe.workflows.next_step import Done
from transpipe.workflows.sync import sync as synced

Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help=_(
            "Go on until Ctrl-C: sync again whenever files change. "
            "With --json one object a line; not with --dry-run."
        ),
    ),
]


@command(
    help=_("Bring catalogues up to date with the sources and with edits of the translations."),
    epilog=_("Example: transpipe sync"),
)
def sync(
    session: Session,
    article: Name = None,
    json: Json = False,
    dry_run: DryRun = False,
    watch: Watch = False,
) -> int:
    """Loses nothing: what left an article stays in its catalogue as obsolete."""
    if watch:
        _watch(session, article, json=json, dry=dry_run)
    with session.project(dry=dry_run) as project:
        outcome = synced(project, article, wiring.converter())
    return finish(session, project, outcome, Did(Done("sync", article), json, dry_run))


def _watch(session: Session, article: str | None, *, json: bool, dry: bool) -> None:
    """Prints what each sync did, until it is interrupted."""
    from transpipe.workflows.watch import while_edited

    if dry:
        raise BadArgument(_("--watch writes what it finds: leave out --dry-run"))
    # Whoever ends it, by Ctrl-C or as a service, ends it in the same orderly way.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = session.workspace().root
    edited = while_edited(session.project, article, wiring.converter(), wiring.watch(root))
    for number, said in enumerate(edited):
        if isinstance(said, TranspipeError):
            output.note(f"transpipe: {output.shown(str(said))}")
        else:
            news(said, json=json)
        if number == 0 and not session.quiet:
            output.note(_("watching {path}; Ctrl-C ends it").format(path=output.shown(str(root))))
