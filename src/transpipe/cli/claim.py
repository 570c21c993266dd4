"""transpipe claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output, report
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.summaries import SUMMARIES
from transpipe.errors import BadArgument
from transpipe.model import Finding
from transpipe.workflows import claims as claiming


@dataclass(frozen=True)
class _Wish:
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="ARTICLE",
            help=_("An article: its path or name. All claims are listed without."),
        ),
    ] = None
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="NAME", help=_("Who is at work; without it git's `user.name`.")
        ),
    ] = ""
    until: Annotated[
        str,
        typer.Option("--until", metavar="DATE", help=_("The last day of it, such as 2026-12-31.")),
    ] = ""
    release: Annotated[bool, typer.Option("--release", help=_("Take the claim back instead."))] = (
        False
    )
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["claim"],
    epilog=_("Example: transpipe claim 原文/X.md --by Ann"),
)
def claim(session: Session, wish: _Wish) -> int:
    """Without ARTICLE it lists all claims. Nobody is kept from working by one."""
    if wish.article is None and (wish.by or wish.until or wish.release):
        raise BadArgument(_("which article? transpipe claim ARTICLE"))
    if wish.release and wish.until:
        raise BadArgument(_("--release ends a claim: leave out --until"))
    with session.project(dry=wish.dry_run) as project:
        if wish.article is None:
            return _listed(
                claiming.claims(project), claiming.told(project, None, wiring.today()), wish
            )
        by = wish.by or wiring.user(project.workspace.root)
        if wish.release:
            outcome = claiming.release(project, wish.article, by)
        else:
            outcome = claiming.claim(project, wish.article, by, wish.until, wiring.today())
    if wish.json:
        output.document(report.as_json(outcome, dry=wish.dry_run))
    else:
        output.lines(report.finding_lines(outcome.findings))
        report.written(outcome.written, dry=wish.dry_run, refused=outcome.refused)
    return 4 if outcome.refused else 0


def _listed(found: Sequence[claiming.Claim], told: Sequence[Finding], wish: _Wish) -> int:
    if wish.json:
        output.rows(_rows(found))
    else:
        output.lines(output.shown(f"{finding.file}: {finding.message}") for finding in told)
        if not told:
            output.line(_("nobody has claimed anything"))
    return 0


def _rows(found: Sequence[claiming.Claim]) -> Iterator[dict[str, object]]:
    for each in found:
        until = each.until.isoformat() if each.until else ""
        yield {
            "article": each.article,
            "by": each.by,
            "until": until,
            "expired": each.expired(wiring.today()),
        }
