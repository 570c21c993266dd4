"""`--install-completion`, `--show-completion`: Typer does it, and what is said of it is ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from gettext import gettext as _
from typing import Any

import typer
import typer.completion as typers

from transpipe.cli import output
from transpipe.errors import BadArgument, FileFault
from transpipe.repository.refusals import reason

_SHELLS = "bash, zsh, fish, PowerShell"


def installed(context: Any, param: Any, wanted: Any) -> None:
    """Installs completion for the shell that we were called in, and ends.

    Raises BadArgument in a shell that is not known, FileFault where its files cannot be written.
    """
    if wanted and not context.resilient_parsing:
        said = _told(lambda: typers.install_callback(context, param, wanted))
        path = said.splitlines()[0].rpartition(" installed in ")[2]
        told = _("completion is in {path}; it works in terminals that you open from now on")
        output.line(told.format(path=path))
        context.exit()


def shown(context: Any, param: Any, wanted: Any) -> None:
    """Prints the script instead. Raises BadArgument in a shell that is not known."""
    if wanted and not context.resilient_parsing:
        output.line(_told(lambda: typers.show_callback(context, param, wanted)).rstrip("\n"))
        context.exit()


def _told(act: Callable[[], object]) -> str:
    """What Typer says where it does what it was asked for; then it ends the program."""
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            act()
    except typer.Exit as unknown:
        refused = _("completion is there in these shells: {shells}").format(shells=_SHELLS)
        raise BadArgument(refused) from unknown
    except OSError as error:
        raise FileFault(str(error.filename), reason(error)) from error
    except SystemExit:
        pass
    return said.getvalue()
