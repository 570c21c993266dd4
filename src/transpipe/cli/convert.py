"""transpipe convert."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model import Locale
from transpipe.workflows import convert as converting
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
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["convert"],
    epilog=_("Example: transpipe convert --add zh_TW"),
)
def convert(session: Session, wish: _Wish) -> int:
    """Only prose is converted: code, addresses and HTML stay as they are."""
    if wish.text or wish.markdown:
        if wish.to not in set(Locale):
            wrong = _("--to {name}: no such locale; there are {locales}")
            raise BadArgument(wrong.format(name=wish.to, locales=", ".join(Locale)))
        turned = converting.converted(
            sys.stdin.buffer.read(), Locale(wish.to), wiring.converter(), markdown=wish.markdown
        )
        sys.stdout.buffer.write(turned)
        return 0
    with session.project(dry=wish.dry_run) as project:
        project, outcome = converting.added(project, wish.add or [])
        if not project.config.derived:
            raise BadArgument(_("no derived locale yet: transpipe convert --add zh_TW"))
        outcome += converting.convert(
            project, wish.article, project.config.derived, wiring.converter()
        )
    did = Did(Done("convert", wish.article), wish.json, wish.dry_run)
    return finish(session, project, outcome, did)
