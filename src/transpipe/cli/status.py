"""transpipe status, and transpipe without a command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import articles_table, output, report, screen, tasks_list
from transpipe.cli.app import All, Json, Name, Session, command
from transpipe.cli.choosing import Locales, States, Weights, standings
from transpipe.cli.help import RARE
from transpipe.cli.next_line import next_lines, next_lines_of
from transpipe.cli.speaking import speaking
from transpipe.cli.summaries import SUMMARIES
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import Finding, Progress
from transpipe.workflows import claims
from transpipe.workflows import since as happened
from transpipe.workflows import status as standing
from transpipe.workflows.course import draw
from transpipe.workflows.gates import judge_progress
from transpipe.workflows.in_memory import bring_up_to_date
from transpipe.workflows.status import Wanted
from transpipe.workflows.tasks import tasks

_FEW = 5  # lines that the findings may have


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    everything: All = False
    json: Json = False
    locales: Locales = None
    states: States = None
    weights: Weights = None
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="REV|DATE",
            help=_("What became stale and what was translated since then, as Markdown."),
        ),
    ] = ""
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="PERCENT",
            min=0,
            max=100,
            help=_("As `sync` would leave it; exit with 1 where less is translated."),
            rich_help_panel=RARE,
        ),
    ] = None
    markdown: Annotated[
        bool,
        typer.Option(
            "--markdown",
            help=_("The table, to stand in a Markdown file."),
            rich_help_panel=RARE,
        ),
    ] = False
    html: Annotated[
        bool,
        typer.Option(
            "--html", help=_("The table as a page that stands alone."), rich_help_panel=RARE
        ),
    ] = False
    badge: Annotated[
        bool,
        typer.Option(
            "--badge",
            help=_("A badge with how much is translated, as SVG."),
            rich_help_panel=RARE,
        ),
    ] = False
    chart: Annotated[
        str,
        typer.Option(
            "--chart",
            metavar="FILE.svg",
            help=_("Draw the progress over git's history."),
        ),
    ] = ""

    @property
    def written(self) -> Callable[[Sequence[Progress], str], str] | None:
        """What writes the rows to be shown elsewhere; None for the terminal."""
        forms = (
            (self.markdown, standing.as_table),
            (self.html, standing.as_page),
            (self.badge, standing.as_badge),
        )
        return next((form for wished, form in forms if wished), None)

    @property
    def wanted(self) -> Wanted:
        """Which rows are shown."""
        name = self.article or ""
        articles = name if standing.is_pattern(name) else ""
        found = standings(self.states), tuple(self.weights or ())
        return Wanted(articles, tuple(self.locales or ()), *found)

    @property
    def named(self) -> str | None:
        """The article that is named; None for all of them, or for what fits a pattern."""
        return None if standing.is_pattern(self.article or "") else self.article


@command(
    help=SUMMARIES["status"],
    epilog=_("Example: transpipe status 原文/X.md"),
)
def status(session: Session, wish: _Wish) -> int:
    """Numbers are units; `stale` ones were translated from a source that has changed since.

    `worst` is what changed of most weight, and in how many: a "not", "must" or "only" (modality),
    a number, code, then the content. `behind` counts commits of the source.
    """
    if wish.since and (wish.everything or wish.fail_under is not None):
        raise BadArgument(_("--since tells what happened: leave out --all and --fail-under"))
    if wish.markdown + wish.html + wish.badge + wish.json + bool(wish.chart) > 1:
        raise BadArgument(_("--markdown, --html, --badge, --chart or --json: one of them"))
    if wish.since:
        if wish.wanted != standing.EVERYTHING:
            raise BadArgument(_("--since tells of an article or of all: leave out the rest"))
        return _since(session, wish.article, wish.since, json=wish.json)
    if wish.chart:
        return _chart(session, wish)
    if wish.fail_under is not None:
        with session.as_cloned() as project:
            now = bring_up_to_date(project, wiring.converter()).project
            return _told(session, now, wish)
    with session.project() as project:
        return _told(session, project, wish)


def _told(session: Session, project: Project, wish: _Wish) -> int:
    """How far the articles are, and what is missing of what was asked; the exit code."""
    state = _claimed(project, standing.status(project, wish.named, wish.wanted), wish.named)
    written = wish.written
    asked = wish.fail_under is not None
    if wish.json:
        output.rows(state.rows)
    elif written is not None:
        output.lines(written(state.rows, project.config.language).split("\n"))
    elif not state.rows and wish.wanted != standing.EVERYTHING:
        output.line(_("no article is like that"))
    elif wish.named is None:
        tail = [] if asked or wish.article else next_lines(session, project)
        _all_articles(state, tail, everything=wish.everything)
    else:
        tail = [] if asked else next_lines_of(session, project, wish.named)
        _one(project, wish, state, tail)
    reasons = judge_progress(state.rows, wish.fail_under) if wish.fail_under else ()
    if not (wish.json or written is not None):
        output.lines(report.reason_lines(reasons))
    if state.refused:
        return 4
    return 1 if reasons else 0


def _claimed(project: Project, state: standing.Status, name: str | None) -> standing.Status:
    """The same with who is at work on what."""
    found = claims.told(project, name, wiring.today())
    return replace(state, findings=(*state.findings, *found)) if found else state


def _since(session: Session, article: str | None, said: str, *, json: bool) -> int:
    """What happened since a revision or date, in the language of the repository."""
    with session.as_cloned() as project, speaking(project.config.language):
        timeline = wiring.timeline(project.workspace.root)
        commit = timeline.find(said)
        past = session.past(project, commit)
        moments = happened.Moments(project, past, commit, timeline)
        news = happened.since(moments, article, wiring.converter())
        language = project.config.language
    if json:
        output.document(news)
    else:
        output.line(happened.as_markdown(news, language).rstrip("\n"))
    return 0


def _chart(session: Session, wish: _Wish) -> int:
    """Draws the history of the whole repository into a file."""
    if wish.wanted != standing.EVERYTHING or wish.article or wish.everything:
        raise BadArgument(_("--chart draws the whole repository: leave out the rest"))
    with session.project() as project:
        root = project.workspace.root
        found = draw(project, wiring.timeline(root), wiring.commits(root), wish.chart)
    output.lines([f"+ {path}" for path in found] or [_("nothing to write: all is up to date")])
    return 0


def overview(session: Session, *, everything: bool = False) -> int:
    """Shows the state of the repository and the next step; the exit code."""
    with session.project() as project:
        state = _claimed(project, standing.status(project), None)
    _all_articles(state, next_lines(session, project), everything=everything)
    return 4 if state.refused else 0


def _all_articles(state: standing.Status, tail: list[str], *, everything: bool) -> None:
    """The table, what there is to be said, and the next step: as much as fits a screen."""
    targets = {row.target for row in state.rows}
    found = _kept_lines(state.rows)
    if everything:
        found += [text for each in state.findings for text in report.whole_lines(each)]
    else:
        rows = [each for each in state.findings if _is_of_rows(each, targets)]
        others = [each for each in state.findings if each not in rows]
        found += [*_row_lines(rows), *report.finding_lines(others, room=_FEW, option="--all")]
    room = None if everything or not screen.width() else screen.LINES - len(found) - len(tail)
    table = articles_table.lines(state.rows, room, targets=everything)
    output.lines((*table, *found, *tail))


def _one(project: Project, wish: _Wish, state: standing.Status, tail: list[str]) -> None:
    """One article: its row, and all that waits for a person in it."""
    name, everything = wish.named or "", wish.everything
    head = articles_table.lines(state.rows)
    room = None if everything else _FEW
    found = report.finding_lines(state.findings, room=room, option="--all")
    left = screen.LINES - len(head) - len(found) - len(tail)
    room = None if everything or not screen.width() else left
    asked = filter(wish.wanted.wants, tasks(project, name, wish.wanted.locales))
    listed = tasks_list.lines(tuple(asked), state.rows, room)
    output.lines((*head, *listed, *found, *tail))


# What an index says beside what is there.
_CLAIMED = ("empty-target", "english-target")


def _is_of_rows(finding: Finding, targets: Collection[str]) -> bool:
    return finding.code in _CLAIMED or (
        finding.code == "unlisted-article" and finding.file in targets
    )


def _row_lines(findings: Sequence[Finding]) -> list[str]:
    """How many rows of an index say what is not so, and what no row says."""
    wrong = sum(finding.code in _CLAIMED for finding in findings)
    silent = len(findings) - wrong
    said = []
    if wrong:
        said.append(
            ngettext(
                "{n} row of the index says translated of a file that is empty or English",
                "{n} rows of the index say translated of files that are empty or English",
                wrong,
            ).format(n=wrong)
        )
    if silent:
        said.append(
            ngettext(
                "{n} translation is in no row of the index",
                "{n} translations are in no row of the index",
                silent,
            ).format(n=silent)
        )
    if not said:
        return []
    listed = _("{said}: `{command}`").format(
        said=_("; ").join(said), command="transpipe index check"
    )
    return screen.lines_of(listed)


def _kept_lines(rows: Sequence[Progress]) -> list[str]:
    """How many units were kept though their source says it in other words, and how to see them."""
    count = sum(row.kept for row in rows)
    if not count:
        return []
    said = ngettext("{n} kept by wording", "{n} kept by wording", count).format(n=count)
    return [f"{said} (transpipe status ARTICLE)"]
