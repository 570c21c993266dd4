"""transpipe terms: what the project calls a thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe.cli import output, report, screen
from transpipe.cli.app import DryRun, Json, Session, app, command
from transpipe.cli.help import Group
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model import Proposal, Rendering, Unit
from transpipe.workflows import term_exchange
from transpipe.workflows import terms as wishes

terms = typer.Typer(
    cls=Group,
    help=SUMMARIES["terms"],
    epilog=_("Example: transpipe terms mine"),
)
app.add_typer(terms, name="terms")

_MOST = 40  # proposals that are shown to people who do not ask for more


@command(
    help=_("Propose pairs of terms that the translations hold, the most useful first."),
    epilog=_("Example: transpipe terms mine --limit 100"),
    group=terms,
)
def mine(
    session: Session,
    catalogues: Annotated[
        list[str] | None,
        typer.Argument(metavar="CATALOGUE.po…", help=_("PO files; all of the project's without.")),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help=_("Propose N at most."))
    ] = None,
    json: Json = False,
) -> None:
    """Only confirmed units count; a term is proposed that three of them have."""
    found = wishes.mine(_units(session, catalogues or []))[: limit or (None if json else _MOST)]
    if json:
        output.rows(map(_row, found))
    else:
        output.lines(line for proposal in found for line in _lines(proposal))


@command(
    help=_("Show the terms that the translations call different things, with examples."),
    epilog=_("Example: transpipe terms drift cache thread"),
    group=terms,
)
def drift(
    session: Session,
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="TERM…", help=_("English terms; all that differ without.")),
    ] = None,
    json: Json = False,
) -> None:
    """Only confirmed units count."""
    with session.project() as project:
        found = wishes.drift(wishes.units_of(project), wanted or [])
    if json:
        output.rows(map(_forms, found))
    else:
        output.lines(line for proposal in found for line in _told(proposal, wanted or []))


@dataclass(frozen=True)
class _Apply:
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("What the term is called now."))]
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("What it is to be called."))]
    term: Annotated[
        str,
        typer.Option("--term", metavar="TERM", help=_("The English term, if terms.toml lacks it.")),
    ] = ""
    json: Json = False
    dry_run: DryRun = False


@command(
    help=_("Change what a term is called, in the units that have it; they wait to be confirmed."),
    epilog=_("Example: transpipe terms apply 拥有权 所有权 --dry-run"),
    group=terms,
)
def apply(session: Session, wish: _Apply) -> int:
    """Code, addresses and longer terms stay."""
    with session.project(dry=wish.dry_run) as project:
        done = wishes.apply(project, wishes.Change(wish.old, wish.new, wish.term))
    return finish(session, project, done, Did(json=wish.json, dry=wish.dry_run))


def _units(session: Session, paths: list[str]) -> tuple[Unit, ...]:
    if paths:
        return wishes.units_in(session.workspace(), paths)
    with session.project() as project:
        return wishes.units_of(project)


def _row(proposal: Proposal) -> dict[str, object]:
    best, *others = proposal.renderings
    return {
        "term": proposal.term,
        "target": best.text,
        "count": best.count,
        "others": {other.text: other.count for other in others},
        "examples": _examples(best),
    }


def _forms(proposal: Proposal) -> dict[str, object]:
    forms = (proposal.best, *proposal.drift)
    return {
        "term": proposal.term,
        "forms": [{"target": f.text, "count": f.count, "examples": _examples(f)} for f in forms],
    }


def _examples(form: Rendering) -> list[dict[str, str]]:
    return [
        {"file": _place(unit), "source": unit.source, "target": unit.target}
        for unit in form.examples
    ]


def _lines(proposal: Proposal) -> Iterable[str]:
    """A proposal for people: the pair, how often, what else is said, and where it stands."""
    best = proposal.best
    head = f"{output.paint(output.shown(proposal.term), 'bold')}  {_counted(best)}"
    others = _(", ").join(f"{other.text} {other.count}" for other in proposal.drift)
    yield head + (_("; also: {others}").format(others=others) if others else "")
    yield from _example(best)


def _told(proposal: Proposal, wanted: list[str]) -> Iterable[str]:
    """A term for people, and what it is called, each form with where it stands."""
    yield output.paint(output.shown(proposal.term), "bold")
    for form in (proposal.best, *(proposal.renderings[1:] if wanted else proposal.drift)):
        yield f"  {_counted(form)}"
        yield from _example(form)


def _counted(form: Rendering) -> str:
    units = ngettext("{n} unit", "{n} units", form.count).format(n=form.count)
    return f"{output.shown(form.text)}  {units}"


def _example(form: Rendering) -> Iterable[str]:
    for unit in form.examples[:1]:
        room = screen.columns() - 4
        text = f"{_place(unit)}: {' '.join(unit.target.split())}"
        yield "    " + (
            screen.cut(output.shown(text), room) if screen.width() else output.shown(text)
        )


def _place(unit: Unit) -> str:
    return unit.references[0] if unit.references else ""


@dataclass(frozen=True)
class _Import:
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=_("CSV, TBX, PO, JSON, .properties or .strings."))
    ]
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="FILE", help=_("The English file with the same keys.")),
    ] = None
    json: Json = False
    dry_run: DryRun = False


@command(
    help=_("Take terms into terms.toml from another tool, or from a product's own interface."),
    epilog=_("Example: transpipe terms import zh-CN.json --source en.json"),
    group=terms,
    name="import",
)
def import_(session: Session, wish: _Import) -> int:
    """A term that is there stays as it is; what differs is told."""
    workspace = session.workspace(dry=wish.dry_run)
    done = term_exchange.import_terms(workspace, wish.file, wish.source)
    report.told(done, Did(json=wish.json, dry=wish.dry_run))
    return 0


@command(
    help=_("Print the terms of terms.toml for another tool, as CSV or TBX."),
    epilog=_("Example: transpipe terms export --to tbx > terms.tbx"),
    group=terms,
)
def export(
    session: Session,
    kind: Annotated[str, typer.Option("--to", metavar="KIND", help=_("csv or tbx."))] = "csv",
) -> None:
    """TBX as version 2 has it, which most tools read."""
    if f".{kind}" not in term_exchange.WRITERS:
        said = _("--to {name}: no such form; there are {kinds}")
        kinds = ", ".join(each.removeprefix(".") for each in term_exchange.WRITERS)
        raise BadArgument(said.format(name=kind, kinds=kinds))
    output.line(term_exchange.export(session.workspace(), f".{kind}").rstrip("\n"))
