"""transpipe status, and transpipe without a command."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

import typer

from transpipe.cli import output
from transpipe.cli.app import Json, Name, Session, app
from transpipe.model import PairKind, Progress
from transpipe.workflows import look
from transpipe.workflows.project import Project


@app.command(
    help=_("Show progress and staleness by article, worst first."),
    epilog=_("Example: transpipe status --json"),
)
def status(context: typer.Context, article: Name = None, json: Json = False) -> None:
    """Numbers are units; `stale` ones were translated from a source that has changed since."""
    session: Session = context.obj
    with session.project() as project:
        state = look.status(project, article)
    if json:
        output.rows(state.rows)
        return
    _table(state.rows)
    if article is None:
        output.findings(state.findings)


def overview(session: Session) -> None:
    """The state of the repository and the next command to type."""
    with session.project() as project:
        state = look.status(project)
        command = _next(project, state.rows)
    if state.rows:
        _table(state.rows)
    output.line(_("next: {command}").format(command=command))


def _next(project: Project, rows: Sequence[Progress]) -> str:
    if not project.workspace.has_settings():
        return "transpipe init"
    ready = {p.target for p in project.pairs.pairs if p.kind is PairKind.BOTH}
    without = [row for row in rows if row.total == 0 and row.note and row.target in ready]
    if without:
        return "transpipe align"
    if any(row.total == 0 and row.note for row in rows if row.article != row.target):
        return "transpipe sync"
    if any(row.stale or row.conflict or row.doubtful for row in rows):
        return "transpipe review --base HEAD"
    return "transpipe run"


def _table(rows: Sequence[Progress]) -> None:
    header = [
        _("done"), _("units"), _("confirmed"), _("derived"), _("doubtful"), _("stale"),
        _("draft"), _("conflict"), _("empty"), _("locale"), _("article"),
    ]  # fmt: skip
    body = [_cells(row) for row in rows]
    kept = [i for i in range(11) if i in (0, 1, 10) or any(r[i] not in ("", "0") for r in body)]
    cells = [[row[i] for i in kept] for row in body]
    output.table([header[i] for i in kept], cells, [_style(row) for row in rows])


def _cells(row: Progress) -> list[str]:
    if not row.total:
        return ["–", "", *[""] * 7, row.locale.value, f"{row.article} ({row.note})"]
    share = 100 * (row.confirmed + row.derived) // row.total
    counts = (
        row.total, row.confirmed, row.derived, row.doubtful, row.stale, row.draft, row.conflict,
        row.empty,
    )  # fmt: skip
    return [f"{share}%", *map(str, counts), row.locale.value, row.article]


def _style(row: Progress) -> str:
    if row.conflict or row.stale:
        return "red"
    if row.doubtful or row.draft:
        return "yellow"
    return "green" if row.total and row.confirmed + row.derived == row.total else ""
