"""transpipe stale."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli import output
from transpipe.cli.app import Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows import merge


@command(
    help=SUMMARIES["stale"],
    epilog=_("Example: transpipe stale --map old.md new.md"),
)
def stale(
    session: Session,
    versions: Annotated[
        tuple[str, str] | None,
        typer.Option("--map", metavar="OLD.md NEW.md", help=_("Two versions of an article.")),
    ] = None,
    edits: Annotated[
        str | None,
        typer.Option("--edits", metavar="ROWS.jsonl", help=_("Edits: rows of id, old, new.")),
    ] = None,
    json: Json = False,
) -> None:
    """For programs and tests; lines count from 1 and are inclusive."""
    if (versions is None) == (edits is None):
        raise BadArgument(_("one of --map and --edits is wanted"))
    workspace = session.workspace()
    rows: list[Mapping[str, object]] = []
    if edits is not None:
        rows += merge.judged(workspace, edits)
    elif versions is not None:
        rows += merge.mapped(workspace, *versions)
    if json:
        output.rows(rows)
    else:
        for row in rows:
            output.line("\t".join(output.shown(str(value)) for value in row.values()))
