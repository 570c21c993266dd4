"""transpipe config: the settings as they hold, and where each comes from."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli import output
from transpipe.cli.app import Json, Session, app, command
from transpipe.cli.help import Group
from transpipe.cli.summaries import SUMMARIES
from transpipe.config.shown import shown

config = typer.Typer(
    cls=Group,
    help=SUMMARIES["config"],
    epilog=_("Example: transpipe config show --origin"),
)
app.add_typer(config, name="config")


@command(
    help=_("Print every setting with its value, as a settings file has it."),
    epilog=_("Example: transpipe config show --origin"),
    group=config,
)
def show(
    session: Session,
    origin: Annotated[
        bool, typer.Option("--origin", help=_("Say where each comes from: file and line."))
    ] = False,
    json: Json = False,
) -> None:
    """A setting that no file has is shown with the value that holds without it."""
    settings = session.workspace().config()
    rows = list(shown(settings))
    if json:
        output.rows(
            {**output.plain(row), "file": settings.path if row.line else ""} for row in rows
        )
        return
    for row in rows:
        place = f"{settings.path}:{row.line}" if row.line else _("usual")
        told = f"  # {place}" if origin else ""
        output.line(output.shown(f"{row.key} = {row.value}{told}"))
