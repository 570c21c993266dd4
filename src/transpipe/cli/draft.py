"""transpipe draft."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, command
from transpipe.cli.report import Did, finish
from transpipe.model import Severity
from transpipe.workflows import draft as drafting
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
            help=_("One of: {names}.").format(names=", ".join(wiring.ENGINES)),
        ),
    ] = ""
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help=_("Ask for this many units at most.")),
    ] = None
    json: Json = False
    dry_run: DryRun = False


@command(
    help=_("Ask an engine for what is not translated yet; every answer is marked as a draft."),
    epilog=_("Example: transpipe draft --engine echo --limit 5"),
)
def draft(session: Session, wish: _Wish) -> int:
    """The only command that may use a network, and only with an engine that needs one."""
    with session.project(dry=wish.dry_run) as project:
        translator = wiring.translator(wish.engine or project.config.draft.engine, project.config)
        suggested, outcome = drafting.draft(project, wish.article, translator, wish.limit)
    if wish.json:
        output.rows(draft for one in suggested for draft in one.drafts)
        output.rows(found for found in outcome.findings if found.severity is Severity.ERROR)
    else:
        count = sum(bool(found.text) for one in suggested for found in one.drafts)
        if count:
            drafts = ngettext("{count} draft by {engine}", "{count} drafts by {engine}", count)
            output.line(drafts.format(count=count, engine=translator.name))
        did = Did(Done("" if wish.limit else "draft", wish.article), dry=wish.dry_run)
        return finish(session, project, outcome, did)
    return 4 if outcome.refused else 0
