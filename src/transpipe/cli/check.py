"""transpipe check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from transpipe import __version__, wiring
from transpipe.cli import listing, output, repairs, report, screen
from transpipe.cli.app import All, DryRun, Json, Name, Session, command
from transpipe.cli.help import RARE
from transpipe.cli.next_line import next_lines
from transpipe.cli.summaries import SUMMARIES
from transpipe.editions.former_names import later_names
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument, NotText
from transpipe.model import Finding, Termbase
from transpipe.repository import Workspace
from transpipe.workflows import baseline
from transpipe.workflows import check as checking
from transpipe.workflows import fix as fixing
from transpipe.workflows import repair_structure as repairing
from transpipe.workflows.check_alone import Beside, check_file, listed
from transpipe.workflows.check_formats import Format, Mended, formatted
from transpipe.workflows.check_pairs import check_pairs
from transpipe.workflows.explain import codes_of, explained
from transpipe.workflows.gates import judge_findings
from transpipe.workflows.term_exchange import termbase_of


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="FILE",
            help=_("Check the file ARTICLE beside this English file."),
            rich_help_panel=RARE,
        ),
    ] = None
    tree: Annotated[
        Path | None,
        typer.Option(
            "--tree",
            metavar="FILE",
            help=_("With --source: a list of the repository's files."),
            rich_help_panel=RARE,
        ),
    ] = None
    pairs: Annotated[
        str | None,
        typer.Option(
            "--pairs",
            metavar="ROWS.jsonl",
            help=_("Check rows of id, source, target instead."),
            rich_help_panel=RARE,
        ),
    ] = None
    terms: Annotated[
        str | None,
        typer.Option(
            "--terms",
            metavar="FILE",
            help=_("Terms to keep to, instead of those in terms.toml."),
            rich_help_panel=RARE,
        ),
    ] = None
    fix: Annotated[
        bool,
        typer.Option("--fix", help=_("Mend what can be mended safely, then list what is left.")),
    ] = False
    unsafe: Annotated[
        bool,
        typer.Option(
            "--unsafe",
            help=_("With --fix: repair lists, paragraphs, links and emphasis too; shows the diff."),
        ),
    ] = False
    keep: Annotated[
        bool,
        typer.Option(
            "--baseline",
            help=_("Take all that is found now as known from now on."),
            rich_help_panel=RARE,
        ),
    ] = False
    no_baseline: Annotated[
        bool,
        typer.Option("--no-baseline", help=_("Tell what is known, too."), rich_help_panel=RARE),
    ] = False
    codes: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="CODE", help=_("Only findings of this code, or number.")),
    ] = None
    explain: Annotated[
        str,
        typer.Option("--explain", metavar="CODE", help=_("Say what a check finds, and stop.")),
    ] = ""
    strict: Annotated[
        bool,
        typer.Option("--strict", help=_("Exit with 1 for warnings too."), rich_help_panel=RARE),
    ] = False
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="REV",
            help=_("Only what is new since the commit where this branch left REV."),
            rich_help_panel=RARE,
        ),
    ] = ""
    form: Annotated[
        Format, typer.Option("--format", help=_("How findings are told."), show_default=False)
    ] = Format.TEXT
    everything: All = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["check"],
    epilog=_("Example: transpipe check"),
)
def check(session: Session, wish: _Wish) -> int:
    """Links, code, numbers, emphasis that does not render."""
    if wish.explain:
        return _explain(wish)
    workspace = session.workspace(dry=wish.dry_run)
    article = wish.article
    _refuse_odd(wish)
    terms = termbase_of(workspace, wish.terms) if wish.terms else None
    alone = article is not None and (wish.source is not None or not workspace.has_settings())
    if wish.pairs is not None or alone:
        try:
            return _of_files(workspace, terms, wish)
        except NotText as fault:  # no article is left alone here: it is bad input
            raise BadArgument(str(fault)) from fault
    with session.project(dry=wish.dry_run) as project:
        refused = False
        if wish.fix:
            project, refused = _mended(project, wish)
        found = checking.check(project, article, terms)
        refused |= project.left_alone(article).refused
        if wish.keep:
            return _keep(session, project, found, wish)
        if not wish.no_baseline:
            found = baseline.new(project, found, whole=article is None and not wish.base)
        found = _since(session, project, found, wish.base) if wish.base else found
        tail = [] if wish.json else next_lines(session, project)
        code = _say(workspace, found, tail, wish, partial(fixing.mended, project))
    return 4 if refused else code


def _of_files(workspace: Workspace, terms: Termbase | None, wish: _Wish) -> int:
    """The findings of rows, or of a file that is no article; the exit code."""
    if wish.pairs is not None:
        return _of_pairs(workspace, check_pairs(workspace, wish.pairs, terms), wish)
    return _of_file(workspace, wish.article or "", terms, wish)


def _of_file(workspace: Workspace, article: str, terms: Termbase | None, wish: _Wish) -> int:
    """The findings of one file by itself, or beside its English; the exit code."""
    files = listed(workspace, str(wish.tree)) if wish.tree else None
    beside = Beside(wish.source, files, terms or Termbase(), wiring.speller())
    done = fixing.fix_file(workspace, article, beside) if wish.fix else Outcome()
    if done is not None:
        _told(done, wish)
    elif not wish.json:
        output.line(_("{path}: is not Chinese, and stays as it is").format(path=article))
    if wish.unsafe and done is not None:
        plans = repairing.plan_file(workspace, article, beside)
        _show(plans, wish)
        _told(repairing.write_files(workspace, plans), wish)
    mended = partial(fixing.mended_alone, workspace, beside)
    return _say(workspace, check_file(workspace, article, beside), [], wish, mended)


def _mended(project: Project, wish: _Wish) -> tuple[Project, bool]:
    """The project after what can be mended, and whether anything was refused."""
    done = fixing.fix(project, wish.article, wiring.converter())
    project = project.reopened()
    _told(done, wish)
    if wish.unsafe:
        plans = repairing.plan(project, wish.article)
        _show(plans, wish)
        more = repairing.write(project, plans, wiring.converter())
        _told(more, wish)
        done, project = done + more, project.reopened()
    return project, done.refused


def _show(plans: Sequence[repairing.Plan], wish: _Wish) -> None:
    """What repairs are about to change, for people."""
    if not wish.json:
        repairs.show(plans)


def _explain(wish: _Wish) -> int:
    """What the checks of a code are for."""
    found = explained(wish.explain)
    if wish.json:
        output.rows(found)
        return 0
    for each in found:
        name = f"{each.number} {each.code}".strip()
        said = f"{name}  {report.severity(each.severity)}: {each.help}"
        first, *rest = screen.lines_of(said)
        output.lines((first.replace(name, output.paint(name, "bold"), 1), *rest))
        parts = ((_("source"), each.source), (_("bad"), each.bad), (_("good"), each.good))
        for label, text in parts if each.source else ():
            output.line(f"  {label}  {output.shown(text.replace(chr(10), '⏎'))}")
    return 0


def _of_pairs(workspace: Workspace, found: Iterable[tuple[str, Finding]], wish: _Wish) -> int:
    """The findings of pairs, with the id of each in the place of a file; the exit code."""
    told = [replace(finding, file=name) for name, finding in found]
    if wish.json:
        output.rows({"id": f.file, "check": f.code} | report.as_row(f) for f in told)
        return 1 if judge_findings(told, strict=wish.strict) else 0
    return _say(workspace, told, [], wish)


def _refuse_odd(wish: _Wish) -> None:
    """Options that mean nothing together."""
    if wish.keep and wish.article is not None:
        raise BadArgument(_("--baseline is for all articles: transpipe check --baseline"))
    if wish.base and wish.keep:
        raise BadArgument(_("--baseline takes all that is found: leave out --base"))
    if wish.pairs is not None and (wish.article or wish.base or wish.keep or wish.fix):
        raise BadArgument(_("--pairs is for rows alone: leave out all else"))
    if wish.unsafe and not wish.fix:
        raise BadArgument(_("--unsafe is for repairs: transpipe check --fix --unsafe"))
    if wish.base and wish.source is not None:
        raise BadArgument(_("--source is for two files: leave out --base"))


def _since(
    session: Session, project: Project, found: Sequence[Finding], base: str
) -> tuple[Finding, ...]:
    """The findings that the commit where this branch left another did not have."""
    past = session.past(project, wiring.timeline(project.workspace.root).branched_off(base))
    before, later = checking.check(past, None), later_names(past, project)
    return baseline.new_since(past, before, project, found, later)


def _told(mended: Outcome, wish: _Wish) -> None:
    """The files that were mended, for people."""
    if not wish.json and mended.written:
        report.written(mended.written, dry=wish.dry_run)


def _keep(session: Session, project: Project, found: Sequence[Finding], wish: _Wish) -> int:
    """Takes the findings as known."""
    written = baseline.keep(project, found)
    if wish.json:
        output.document({"written": written, "dry_run": wish.dry_run})
    else:
        report.written(written, dry=wish.dry_run)
        output.lines(next_lines(session, project))
    return 0


def _say(
    workspace: Workspace,
    found: Sequence[Finding],
    tail: list[str],
    wish: _Wish,
    mended: Mended = lambda _path: "",
) -> int:
    """The findings, and how many there are; the exit code."""
    if wish.codes:
        wanted = codes_of(wish.codes)
        found = [finding for finding in found if finding.code in wanted]
    errors = listing.errors(found)
    if wish.form not in (Format.TEXT, Format.JSON):
        output.lines(formatted(workspace, found, wish.form, __version__, mended))
    elif wish.json or wish.form is Format.JSON:
        output.rows(map(report.as_row, found))
    else:
        foot = [*listing.summary(found, errors), *tail]
        if wish.everything or wish.codes or wish.article:
            lines = listing.whole(workspace, found, apart=not wish.codes)
        else:
            lines = listing.worst_first(found, len(foot))
        output.lines((*lines, *foot))
    return 1 if judge_findings(found, strict=wish.strict) else 0
