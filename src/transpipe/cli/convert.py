"""transpipe convert."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.passing import pass_through
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows import convert as converting
from transpipe.workflows import repair as repairing
from transpipe.workflows.next_step import Done


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="LOCALE", help=_("Derive this locale from now on.")),
    ] = None
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="LOCALE", help=_("With --text or --markdown: the locale to convert to.")
        ),
    ] = ""
    text: Annotated[
        bool, typer.Option("--text", help=_("Convert plain text from stdin to stdout."))
    ] = False
    markdown: Annotated[
        bool, typer.Option("--markdown", help=_("Convert Markdown from stdin to stdout."))
    ] = False
    repair: Annotated[
        str,
        typer.Option(
            "--repair",
            metavar="FILE|DIR|ARTICLE",
            help=_("List characters of the wrong script in traditional text; mend the certain."),
        ),
    ] = ""
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["convert"],
    epilog=_("Example: transpipe convert --add zh_TW"),
)
def convert(session: Session, wish: _Wish) -> int:
    """Only prose is converted: code, addresses and HTML stay as they are."""
    if wish.text or wish.markdown:
        return pass_through(wish.to, markdown=wish.markdown)
    if wish.repair:
        return _repair(session, wish)
    with session.project(dry=wish.dry_run) as project:
        project, outcome = converting.added(project, wish.add or [])
        if not project.config.derived:
            raise BadArgument(_("no derived locale yet: transpipe convert --add zh_TW"))
        outcome += converting.convert(
            project, wish.article, project.config.derived, wiring.converter()
        )
    did = Did(Done("convert", wish.article), wish.json, wish.dry_run)
    return finish(session, project, outcome, did)


def _repair(session: Session, wish: _Wish) -> int:
    """The wrong characters one a line, then the files that were written."""
    folder, paths = session.root, repairing.paths_of(session.root, wish.repair)
    if not paths:
        with session.project() as project:
            folder, paths = project.workspace.root, repairing.derived_paths(project, wish.repair)
    dry = wish.dry_run or wish.json
    places, written = repairing.repair(folder, paths, wiring.speller(), dry=dry)
    if wish.json:
        output.rows(places)
        return 0
    for place in places:
        left = "" if place.certain else _(" (not certain: left as it is)")
        said = f"{place.file}:{place.line}:{place.col + 1}: {place.char} → {place.expected}"
        output.line(f"{said}  {output.shown(place.context)}{left}")
    output.lines(_("wrote {path}").format(path=path) for path in written)
    return 0
