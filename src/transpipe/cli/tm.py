"""transpipe tm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report, screen
from transpipe.cli.app import DryRun, Json, Name, Session, app, command
from transpipe.cli.help import Group
from transpipe.cli.report import Did
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model import Hit, Locale, Match, Remembered, Xliff
from transpipe.workflows import memory as remembering
from transpipe.workflows import memory_exchange, xliff_exchange

tm = typer.Typer(
    cls=Group,
    help=SUMMARIES["tm"],
    epilog=_("Example: transpipe tm search 缓存"),
)
app.add_typer(tm, name="tm")


@dataclass(frozen=True)
class _Search:
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help=_("Words in either language, or a text."))
    ] = ""
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help=_("Show this many units at most."))
    ] = 20
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory",
            metavar="UNITS.jsonl",
            help=_("Units: rows of id, source, target."),
        ),
    ] = None
    queries: Annotated[
        str | None,
        typer.Option("--queries", metavar="ROWS.jsonl", help=_("Texts: rows of qid, source.")),
    ] = None
    json: Json = False


@command(
    help=_("Show units that have these words in either language; else what is most like them."),
    epilog=_("Example: transpipe tm search 缓存"),
    group=tm,
)
def search(session: Session, wish: _Search) -> None:
    """The units with their articles, the shortest first."""
    if (wish.memory is None) != (wish.queries is None) or bool(wish.words) == bool(wish.memory):
        raise BadArgument(_("wanted are WORDS, or --memory and --queries"))
    if wish.memory is not None and wish.queries is not None:
        memory = wiring.memory()
        output.rows(remembering.answers(session.workspace(), memory, wish.memory, wish.queries))
        return
    with session.project() as project:
        memory = wiring.memory_of(*remembering.place(project))
        hits, quoted = remembering.search(project, memory, wish.words, wish.limit)
    if wish.json:
        output.rows([*hits, *quoted])
    else:
        output.lines([*_shown(hits), *_quoted(quoted)])
        if not hits and not quoted:
            output.note(_("nothing like that in the memory"))


@command(help=_("Count what the memory holds."), epilog=_("Example: transpipe tm stats"), group=tm)
def stats(session: Session, json: Json = False) -> None:
    """Articles, units, different source texts and words."""
    with session.project() as project:
        memory = wiring.memory_of(*remembering.place(project))
        remembering.renew(project, memory)
        counts = memory.counts()
    if json:
        output.rows([counts])
    else:
        names = (_("articles"), _("units"), _("source texts"), _("words"))
        rows = zip(names, map(str, counts.values()), strict=True)
        output.lines(output.aligned([list(row) for row in rows]))


@dataclass(frozen=True)
class _Import:
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help=_("TMX, PO or XLIFF files."))]
    json: Json = False
    dry_run: DryRun = False


@command(
    help=_(
        "Take translations from elsewhere: TMX and PO into the memory, where they lie beside the"
        " catalogues; XLIFF into the catalogue that it was made of."
    ),
    epilog=_("Example: transpipe tm import old.tmx zh_CN.po"),
    group=tm,
    name="import",
)
def import_(session: Session, wish: _Import) -> int:
    """What is in doubt stays out; what was changed here since is never replaced."""
    did = Did(json=wish.json, dry=wish.dry_run)
    returned, others = xliff_exchange.parted(wish.files)
    if returned:
        with session.project(dry=wish.dry_run) as project:
            report.told(xliff_exchange.take_back(project, returned, wiring.converter()), did)
    if others:
        with session.project(dry=wish.dry_run) as project:
            report.told(memory_exchange.import_units(project, others), did)
    return 0


@dataclass(frozen=True)
class _Export:
    article: Name = None
    xliff: Annotated[
        Xliff | None,
        typer.Option("--xliff", help=_("Print an article for a translators' tool instead.")),
    ] = None
    locale: Annotated[
        Locale | None, typer.Option("--locale", help=_("The article in this locale."))
    ] = None


@command(
    help=_("Print the memory as TMX, or an article as XLIFF, for another tool."),
    epilog=_("Example: transpipe tm export > memory.tmx"),
    group=tm,
)
def export(session: Session, wish: _Export) -> None:
    """TMX 1.4, a unit an entry, with its article; or the units of one article, with states."""
    of_memory = wish.xliff is None
    if of_memory != (wish.article is None) or (of_memory and wish.locale is not None):
        raise BadArgument(_("wanted are an article and --xliff, or none of them"))
    with session.project() as project:
        if wish.xliff is not None and wish.article is not None:
            locale = wish.locale or project.config.authored
            text, left_out = xliff_exchange.export(project, wish.article, locale, wish.xliff)
        else:
            memory = wiring.memory_of(*remembering.place(project))
            text, left_out = memory_exchange.export(project, memory)
    output.line(text.rstrip("\n"))
    if left_out:
        said = ngettext(
            "{count} unit is left out: XML has no way to write its characters",
            "{count} units are left out: XML has no way to write their characters",
            left_out,
        )
        output.note(said.format(count=left_out))


def _shown(hits: Iterable[Hit]) -> Iterator[str]:
    kinds = {
        Match.EXACT: _("the same"),
        Match.ADAPTED: _("the same but for numbers, links or code, which are adapted"),
        Match.FUZZY: _("like it"),
        Match.PART: _("one is a part of the other"),
    }
    for hit in hits:
        said = f"{hit.percent}% {kinds[hit.match]}"
        first, *rest = screen.lines_of(f"{said}  {output.shown(hit.article)}")
        yield first.replace(said, output.paint(said, "bold"), 1)
        yield from rest
        yield from _text(hit.source)
        yield from _text(hit.target)
        for other in hit.differs:
            yield from _text(f"{_('differs')}: {other}")


def _quoted(units: Iterable[Remembered]) -> Iterator[str]:
    for unit in units:
        for line in screen.lines_of(output.shown(unit.article)):
            yield output.paint(line, "bold")
        yield from _text(unit.source)
        yield from _text(unit.target)


def _text(text: str) -> Iterator[str]:
    """A text, indented, in as many lines as it takes on a screen."""
    yield from screen.lines_of(f"  {output.shown(text)}")
