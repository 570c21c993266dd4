"""transpipe convert."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.help import RARE
from transpipe.cli.learn import learn
from transpipe.cli.passing import locale_of, pass_through
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.cli.upgrade import upgrade
from transpipe.errors import BadArgument
from transpipe.workflows import convert as converting
from transpipe.workflows import repair as repairing
from transpipe.workflows.filter import converted_po
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
            "--to",
            metavar="LOCALE",
            help=_("With --text, --markdown or a PO file: the locale to convert to."),
        ),
    ] = ""
    text: Annotated[
        bool, typer.Option("--text", help=_("Convert plain text from stdin to stdout."))
    ] = False
    markdown: Annotated[
        bool,
        typer.Option(
            "--markdown", help=_("Convert Markdown from stdin to stdout."), rich_help_panel=RARE
        ),
    ] = False
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="OUT.po", help=_("Where to write; else stdout.")),
    ] = None
    repair: Annotated[
        str,
        typer.Option(
            "--repair",
            metavar="FILE|DIR|ARTICLE",
            help=_("List characters of the wrong script in traditional text; mend the certain."),
        ),
    ] = ""
    ambiguous: Annotated[
        str,
        typer.Option(
            "--ambiguous",
            metavar="FILE|DIR",
            help=_("List characters of simplified text that could become another one."),
            rich_help_panel=RARE,
        ),
    ] = ""
    learn: Annotated[
        bool,
        typer.Option(
            "--learn",
            help=_("List what conversion should write, by people's words."),
            rich_help_panel=RARE,
        ),
    ] = False
    write: Annotated[
        bool,
        typer.Option(
            "--write", help=_("With --learn: put it into words.toml."), rich_help_panel=RARE
        ),
    ] = False
    upgrade: Annotated[
        bool,
        typer.Option(
            "--upgrade",
            help=_("Convert anew what an older converter made; list it."),
            rich_help_panel=RARE,
        ),
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
        return pass_through(wish.to, markdown=wish.markdown)
    if wish.article is not None and wish.to:
        return _convert_file(session, wish.article, wish)
    if wish.repair:
        return _repair(session, wish)
    if wish.learn:
        return learn(session, wish.article, write=wish.write and not wish.dry_run, json=wish.json)
    if wish.upgrade:
        return upgrade(session, wish.article, _did(wish))
    if wish.ambiguous:
        return _list_ambiguous(session, wish)
    with session.project(dry=wish.dry_run) as project:
        project, outcome = converting.added(project, wish.add or [])
        outcome += converting.convert(
            project, wish.article, project.config.derived, wiring.converter()
        )
    return finish(session, project, outcome, _did(wish))


def _did(wish: _Wish) -> Did:
    return Did(Done("convert", wish.article), wish.json, wish.dry_run)


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


def _convert_file(session: Session, name: str, wish: _Wish) -> int:
    """A PO file without a repository: Sphinx's, or that of a program."""
    if not name.endswith((".po", ".pot")):
        said = _("{path} is no PO file; Markdown goes through: convert --to {locale} --markdown")
        raise BadArgument(said.format(path=name, locale=wish.to))
    engines, out = (wiring.converter(), wiring.speller()), None if wish.dry_run else wish.out
    data = converted_po(session.root, name, locale_of(wish.to), engines, out)
    if out is None:
        sys.stdout.buffer.write(data)
    return 0


def _list_ambiguous(session: Session, wish: _Wish) -> int:
    """What conversion chose, and what else it could be, one a line."""
    paths = repairing.paths_of(session.root, wish.ambiguous) or (wish.ambiguous,)
    for each in repairing.ambiguous(session.root, paths, wiring.speller()):
        if wish.json:
            output.document(each)
            continue
        place = f"{each.file}:{each.line}:{each.col + 1}"
        said = _("{place}: {char} → {chosen}, not {other}  {context}").format(
            place=place,
            char=each.char,
            chosen=each.chosen,
            other=each.other,
            context=output.shown(each.context),
        )
        output.line(said)
    return 0
