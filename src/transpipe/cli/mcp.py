"""transpipe mcp."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import __version__
from transpipe.cli.app import Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import EngineFault


@command(
    help=SUMMARIES["mcp"],
    epilog=_("Example: transpipe mcp --name helper"),
)
def mcp(
    session: Session,
    name: Annotated[
        str,
        typer.Option(
            "--name",
            metavar="NAME",
            help=_("What drafts are marked with (`mt:agent/NAME`); else the agent's own name."),
        ),
    ] = "",
) -> None:
    """Speaks the Model Context Protocol on stdin and stdout until stdin ends."""
    try:
        from transpipe.agents.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        reason = _("not installed; `pip install 'transpipe[agents]'` installs it")
        raise EngineFault("mcp", reason) from error
    session.quiet = True
    serve(lambda dry: session.project(dry=dry), name, __version__)
