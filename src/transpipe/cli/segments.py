"""transpipe segments."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli import output
from transpipe.cli.app import Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.workflows.segments import cut


@command(
    help=SUMMARIES["segments"],
    epilog=_("Example: transpipe segments README.md --json"),
)
def segments(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("A Markdown file."))],
    chinese: Annotated[
        bool, typer.Option("--chinese", help=_("Chinese prose counts as translatable, too."))
    ] = False,
    json: Json = False,
) -> None:
    """For programs and tests; lines count from 1 and are inclusive."""
    blocks = cut(session.workspace(), file, chinese=chinese)
    if json:
        output.rows(
            {
                "kind": block.kind.value,
                "line_start": block.lines[0],
                "line_end": block.lines[1],
                "text": block.text,
                "trail": block.trail,
            }
            for block in blocks
        )
    else:
        for block in blocks:
            place = f"{block.lines[0]}-{block.lines[1]}"
            output.line(f"{place}\t{block.kind.value}\t{output.shown(block.text)}")
