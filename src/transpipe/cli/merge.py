"""transpipe merge; `main` carries out its plain form."""

from __future__ import annotations

import sys
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli.app import Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows import merge as merging


@command(
    help=SUMMARIES["merge"],
    epilog=_("Example: transpipe merge zh_CN.po new.pot -o zh_CN.po"),
)
def merge(
    session: Session,
    old: Annotated[str, typer.Argument(metavar="OLD.po", help=_("The translations."))],
    new: Annotated[str, typer.Argument(metavar="NEW.pot", help=_("The new source texts."))],
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="OUT.po", help=_("Where to write; else stdout.")),
    ] = None,
) -> None:
    """Edited, split and merged texts keep their words, fuzzy, with the previous msgid."""
    data = merging.merged(session.root, old, new, out)
    if out is None:
        sys.stdout.buffer.write(data)
