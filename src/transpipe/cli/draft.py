"""transpipe draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.cli.telling import Telling
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import Draft, Maker, Severity
from transpipe.workflows import draft as drafting
from transpipe.workflows import memory as remembering
from transpipe.workflows.draft import Asked, Helpers, Suggested
from transpipe.workflows.guarding import guarded
from transpipe.workflows.next_step import Done


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            "-e",
            metavar="NAME",
            help=_("Ask this one, too: {names}.").format(names=", ".join(wiring.ENGINES)),
        ),
    ] = ""
    no_memory: Annotated[
        bool, typer.Option("--no-memory", help=_("Take nothing from the memory."))
    ] = False
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help=_("Draft this many units at most.")),
    ] = None
    guard: Annotated[
        str | None,
        typer.Option(
            "--guard",
            metavar="ROWS.jsonl",
            hidden=True,
            help=_("Judge answers: rows of id, source, answer."),
        ),
    ] = None
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["draft"],
    epilog=_("Example: transpipe draft --engine echo --limit 5"),
)
def draft(session: Session, wish: _Wish) -> int:
    """The only command that may use a network, and only with an engine that needs one."""
    if wish.guard is not None:
        output.rows(guarded(session.workspace(), wish.guard))
        return 0
    with session.project(dry=wish.dry_run) as project:
        telling = Telling(project.step, json=wish.json and session.verbose)
        telling.engine = _engine(project, wish)
        project = replace(project, step=telling.article)
        helpers = _helpers(project, wish, telling)
        suggested, outcome = drafting.draft(project, wish.article, helpers, wish.limit)
        estimate = list[str]()
        if wish.dry_run and not helpers.translator and (engine := _engine(project, wish)):
            asked_of = Asked(helpers.memory, wiring.translator(engine, project.config).heeds)
            found = drafting.estimated(project, wish.article, asked_of, wish.limit)
            estimate.append(telling.estimate(engine, found, project.config.draft.price))
    if wish.json:
        for one in suggested:
            output.rows((*one.drafts, *one.updates))
        output.rows(found for found in outcome.findings if found.severity is Severity.ERROR)
        return _code(telling, 4 if outcome.refused else 0)
    output.lines([*counted(suggested), *_updates(suggested), *estimate])
    output.lines(telling.receipt(project.config.draft.price))
    drafted = "draft" if helpers.translator and not wish.limit else ""
    did = Did(Done(drafted, wish.article), dry=wish.dry_run)
    return _code(telling, finish(session, project, outcome, did))


def _code(telling: Telling, code: int) -> int:
    """The exit code: that of a fault where a service was asked no more. What it answered stays."""
    if telling.fault is None:
        return code
    output.note(output.shown(str(telling.fault)))
    return code or telling.fault.code


def _engine(project: Project, wish: _Wish) -> str:
    return wish.engine or project.config.draft.engine


def _helpers(project: Project, wish: _Wish, telling: Telling) -> Helpers:
    """Who is asked: no service where nothing is to be written, for that costs."""
    engine, memory, dry = _engine(project, wish), None, wish.dry_run
    if not wish.no_memory:
        memory = wiring.memory_of(*remembering.place(project), writes=not dry)
    if wish.engine != engine:
        _refuse_unsaid(engine, project, dry=dry)
    if not engine and not wish.no_memory:
        return Helpers(None, memory)
    place = remembering.answers_folder(project.workspace)
    translator = wiring.translator(engine, project.config, place, telling.heard)
    return Helpers(None if dry and engine not in wiring.OFFLINE else translator, memory)


def _refuse_unsaid(engine: str, project: Project, *, dry: bool) -> None:
    """What a repository names runs no program, and sends no key, for anybody who did not say so."""
    if engine == "command":
        raise BadArgument(_("say it yourself: --engine command"))
    if not dry and (variable := wiring.key_sent(engine, project.config)):
        said = _(
            "the settings say where the key in {variable} is sent; if that is right, say it"
            " yourself: --engine {engine}"
        )
        raise BadArgument(said.format(variable=variable, engine=engine))


def counted(suggested: Sequence[Suggested]) -> Iterator[str]:
    """How many drafts each engine made, and the memory, however like its texts were."""
    drafts = [found for one in suggested for found in one.drafts if found.text]
    counts = Counter("" if found.maker is Maker.TM else found.engine for found in drafts)
    for name, count in counts.items():
        said = ngettext("{count} draft by {engine}", "{count} drafts by {engine}", count)
        if not name:
            said = ngettext("{count} draft from memory", "{count} drafts from memory", count)
        yield said.format(count=count, engine=name)
    for found in drafts:
        if found.differs:
            said = _("{likeness} like a known text, but not in: {differs}")
            differs = output.shown(", ".join(found.differs))
            yield output.shown(found.source)
            yield "  " + said.format(likeness=found.engine, differs=differs)


def _updates(suggested: Sequence[Suggested]) -> Iterator[str]:
    """What would follow the source where words are stale; a person takes it or leaves it."""
    for one in suggested:
        if one.updates:
            said = ngettext(
                "{count} stale unit might say (nothing is written):",
                "{count} stale units might say (nothing is written):",
                len(one.updates),
            )
            yield output.paint(output.shown(one.article), "bold")
            yield said.format(count=len(one.updates))
        yield from (line for found in one.updates for line in _update(found))


def _update(found: Draft) -> tuple[str, str]:
    return f"  {output.shown(found.source)}", f"  → {output.shown(found.text)}"
