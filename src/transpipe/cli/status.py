"""transpipe status, and transpipe without a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from shlex import quote

from transpipe.cli import output
from transpipe.cli.app import Json, Name, Session, command
from transpipe.editions.project import Project
from transpipe.model import Edit, PairKind, Progress, StaleUnit
from transpipe.workflows import status as standing

_COMMIT = 10  # characters of a commit's name


@command(
    help=_("Show progress and staleness by article, worst first; of ARTICLE, what is stale."),
    epilog=_("Example: transpipe status --json"),
)
def status(session: Session, article: Name = None, json: Json = False) -> int:
    """Numbers are units; `stale` ones were translated from a source that has changed since.

    `worst` is what changed of most weight, and in how many: a "not", "must" or "only" (modality),
    a number, code, then the content. `behind` counts commits of the source.
    """
    with session.project() as project:
        state = standing.status(project, article)
    if json:
        output.rows(state.rows)
    else:
        _table(state.rows)
        for row in state.rows:
            _details(row)
        _kept(state.rows, article)
        output.findings(state.findings)
    return 4 if state.refused else 0


def overview(session: Session) -> int:
    """Shows the state of the repository and the next command to type; the exit code."""
    with session.project() as project:
        state = standing.status(project)
        command = _next(project, state)
        left = project.left_alone()
    if state.rows:
        _table(state.rows)
        _kept(state.rows)
    output.findings(left.findings)
    output.line(_("next: {command}").format(command=command))
    return 4 if left.refused else 0


def _next(project: Project, state: standing.Status) -> str:
    rows = [row for row in state.rows if not row.findings]
    if not project.workspace.has_settings():
        return "transpipe init"
    ready = {p.target for p in project.pairs.pairs if p.kind is PairKind.BOTH}
    without = [row for row in rows if row.total == 0 and row.note and row.target in ready]
    if without:
        return "transpipe align"
    fresh = any(row.total == 0 and row.note for row in rows if row.article != row.target)
    if fresh or state.unsynced:
        return "transpipe sync"
    behind = next((row.article for row in rows if row.stale), None)
    if behind is not None:
        # A shell needs no quotes around Chinese, and shlex puts them there.
        plain = re.fullmatch(r"[\w./-]+", behind)
        return f"transpipe status {behind if plain else quote(behind)}"
    if any(row.conflict for row in rows):
        return "transpipe check"
    if any(row.doubtful for row in rows):
        return "transpipe align --doubtful"
    return "transpipe run"


def _table(rows: Sequence[Progress]) -> None:
    header = [
        _("done"), _("units"), _("confirmed"), _("derived"), _("doubtful"), _("stale"), _("worst"),
        _("behind"), _("since"), _("draft"), _("conflict"), _("empty"), _("locale"), _("article"),
    ]  # fmt: skip
    body = [_cells(row) for row in rows]
    last = len(header) - 1
    wanted = (0, 1, last)
    kept = [i for i in range(last + 1) if i in wanted or any(r[i] not in ("", "0") for r in body)]
    cells = [[row[i] for i in kept] for row in body]
    output.table([header[i] for i in kept], cells, [_style(row) for row in rows])


def _cells(row: Progress) -> list[str]:
    if not row.total:
        return ["–", "", *[""] * 10, row.locale.value, f"{row.article} ({row.note})"]
    share = 100 * (row.confirmed + row.derived) // row.total
    worst = f"{standing.word(row.worst)} {row.worst_count}" if row.worst else ""
    counts = (
        row.total, row.confirmed, row.derived, row.doubtful, row.stale, worst, *_behind(row),
        row.draft, row.conflict, row.empty,
    )  # fmt: skip
    return [f"{share}%", *map(str, counts), row.locale.value, row.article]


def _behind(row: Progress) -> tuple[str, str]:
    """How far behind its source an article is, and since which commit."""
    if row.behind is None:
        return "", ""
    if not row.behind.commits:
        return _("not committed yet"), ""
    commits = ngettext("{n} commit", "{n} commits", row.behind.commits)
    days = ngettext("{n} day", "{n} days", row.behind.days)
    said = _("{commits}, {days}").format(
        commits=commits.format(n=row.behind.commits), days=days.format(n=row.behind.days)
    )
    if row.behind.at_least:
        said = _("at least {count}").format(count=said)
    return said, row.behind.since[:_COMMIT]


def _details(row: Progress) -> None:
    """The stale units of an article and those kept: what changed in the source, and the words."""
    for unit in row.units:
        _unit(unit, standing.word(unit.weight))
    for unit in row.kept_units:
        _unit(unit, _("kept by wording"))
    if row.units or row.kept_units:
        output.line()


def _unit(unit: StaleUnit, what: str) -> None:
    output.line()
    place = f"{unit.file}:{unit.line}" if unit.line else unit.file
    output.line(output.paint(f"{what}  {output.shown(place)}", "bold"))
    output.styled("source", standing.shortened(unit.edits))
    output.styled("target", (Edit("=", unit.target),))


def _kept(rows: Sequence[Progress], article: str | None = None) -> None:
    """How many units were kept though their source says it in other words, and how to see them."""
    count = sum(row.kept for row in rows)
    if not count:
        return
    said = ngettext("{n} kept by wording", "{n} kept by wording", count).format(n=count)
    where = "" if article else " (transpipe status ARTICLE)"
    output.line(f"{said}{where}")


def _style(row: Progress) -> str:
    if row.conflict or row.stale:
        return "red"
    if row.doubtful or row.draft:
        return "yellow"
    return "green" if row.total and row.confirmed + row.derived == row.total else ""
