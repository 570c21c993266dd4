"""transpipe review."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report, screen
from transpipe.cli.app import Json, Name, Session, command
from transpipe.cli.next_line import say
from transpipe.cli.speaking import speaking
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.workflows import review as reviewing


@dataclass(frozen=True)
class Wanted:
    """The options of the command."""

    article: Name = None
    base: Annotated[
        str,
        typer.Option("--base", metavar="REV", help=_("Compares with where this left REV.")),
    ] = "HEAD"
    head: Annotated[
        str,
        typer.Option(
            "--head", metavar="REV", help=_("The revision that is compared, not the files here.")
        ),
    ] = ""
    derived: Annotated[bool, typer.Option("--derived", help=_("The derived locales too."))] = False
    three: Annotated[
        bool,
        typer.Option("--three", help=_("English, draft, previous and present text side by side.")),
    ] = False
    markdown: Annotated[
        bool, typer.Option("--markdown", help=_("As Markdown, for a comment in a pull request."))
    ] = False
    html: Annotated[bool, typer.Option("--html", help=_("As a page of its own."))] = False
    link: Annotated[
        str,
        typer.Option(
            "--link",
            metavar="URL",
            help=_("The address of a line in a browser, with {path} and {line} in it."),
        ),
    ] = ""
    json: Json = False


@command(
    help=SUMMARIES["review"],
    epilog=_("Example: transpipe review --base origin/main"),
)
def review(session: Session, wish: Wanted) -> int:
    """Compares units and blocks of two states, both synced in memory; nothing is written."""
    _refuse_odd(wish)
    with session.project(dry=True) as project, _heard(wish, project.config.language):
        asked = reviewing.Wish(wish.base, wish.head, wish.article, wish.derived)
        root = project.workspace.root
        asked = reviewing.since(wiring.timeline(root), asked)
        found = reviewing.review(project, wiring.commits(root), wiring.converter(), asked)
        language = project.config.language
    if wish.json:
        output.rows(reviewing.as_rows(found))
        output.rows(found.findings)
    elif wish.markdown:
        style = reviewing.Style(language, link=wish.link)
        output.line(reviewing.as_markdown(found, style).rstrip("\n"))
    elif wish.html:
        output.line(reviewing.as_html(found, language, wish.link).rstrip("\n"))
    else:
        _shown(found, three=wish.three)
        output.lines(report.finding_lines(found.findings))
        say(session, project)
    return 4 if found.refused else 0


def _refuse_odd(wish: Wanted) -> None:
    """Options that mean nothing together."""
    if sum((wish.markdown, wish.html, wish.json)) > 1:
        raise BadArgument(_("only one of --markdown, --html and --json"))
    if wish.three and (wish.markdown or wish.html or wish.json):
        raise BadArgument(_("--three is for the terminal: leave out --markdown, --html and --json"))
    if wish.link and not (wish.markdown or wish.html):
        raise BadArgument(_("--link is for --markdown and --html"))


def _heard(wish: Wanted, language: str) -> AbstractContextManager[None]:
    """What is for a host or a page is in the project's language, all of it."""
    return speaking(language) if wish.markdown or wish.html else nullcontext()


def _shown(found: reviewing.Comparison, *, three: bool) -> None:
    """The changes on the terminal."""
    shape = reviewing.Screen(screen.width(), output.coloured(), three)
    for line in reviewing.as_lines(found, output.language(), shape):
        output.styled(line.style, line.lead, line.runs)
    if not found.changes:
        output.line(_("no unit has changed since {base}").format(base=output.shown(found.base)))
