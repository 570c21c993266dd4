"""transpipe ci."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Annotated

import typer

from transpipe import __version__, wiring
from transpipe.cli import hosts, output, report
from transpipe.cli.app import Json, Session, command
from transpipe.cli.hosts import Host
from transpipe.cli.speaking import speaking
from transpipe.cli.summaries import SUMMARIES
from transpipe.config import FILE
from transpipe.editions.project import Project
from transpipe.errors import BadArgument, GitFault
from transpipe.model import Verdict
from transpipe.workflows import ci as judging
from transpipe.workflows import ci_outputs as outputs
from transpipe.workflows.ci_outputs import Job, Outputs
from transpipe.workflows.gates import Judged


@dataclass(frozen=True)
class _Wish:
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="REV",
            help=_("What the change is compared with; a CI host says that itself."),
        ),
    ] = ""
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help=_("Leave the comment, a page, JSON and SARIF in DIR.")
        ),
    ] = None
    comment: Annotated[
        Path | None,
        typer.Option(
            "--comment",
            metavar="DIR",
            help=_(
                "Print the comment on what another job has found, from the data that it "
                "left in DIR; without --pull only the number of its pull request."
            ),
        ),
    ] = None
    head: Annotated[
        str,
        typer.Option(
            "--head", metavar="SHA", help=_("With --comment: the commit that the job was of.")
        ),
    ] = ""
    pull: Annotated[
        Path | None,
        typer.Option(
            "--pull",
            metavar="FILE",
            help=_("With --comment: what the host says of the pull request, as JSON."),
        ),
    ] = None
    json: Json = False


@command(
    help=SUMMARIES["ci"],
    epilog=_("Example: transpipe ci --base origin/main"),
)
def ci(session: Session, wish: _Wish) -> int:
    """Says what the change brings, what it leaves for later, and what fails: then it exits 1."""
    _refuse_odd(wish)
    if wish.comment is not None:
        return _pass_on(wish.comment, wish)
    host = hosts.detect()
    with session.as_cloned() as project:
        _refuse_nowhere(project)
        with speaking(project.config.language):
            judged = _judged(session, project, host, wish)
    return 0 if judged.verdict.passed else 1


def _refuse_odd(wish: _Wish) -> None:
    """Options that mean nothing together."""
    if wish.comment is None and (wish.head or wish.pull):
        raise BadArgument(_("--head and --pull are for --comment DIR"))
    if wish.comment is not None and (wish.base or wish.out or wish.json):
        raise BadArgument(_("--comment judges nothing: leave out --base, --out and --json"))
    if wish.comment is not None and bool(wish.head) != bool(wish.pull):
        raise BadArgument(_("--head SHA, the commit that the job was of, and --pull go together"))


def _judged(session: Session, project: Project, host: Host, wish: _Wish) -> Judged:
    """The change, judged and told."""
    if project.history.shallow:
        output.note(_("this clone is shallow: fetch the whole history (fetch-depth: 0)"))
    judged = _judge(session, project, wish.base or host.base)
    found = Outputs(judged, _job(host, project.workspace.root))
    if wish.out is not None:
        found.leave(wish.out)
    if host.summary:
        found.add_summary(Path(host.summary))
    _say(found, host, json=wish.json)
    return judged


def _refuse_nowhere(project: Project) -> None:
    """What has no settings, or no commit, is not what somebody wanted to be judged."""
    root = project.workspace.root
    if not project.workspace.has_settings():
        said = _("{root}: no {file} here, so there is nothing to judge: `transpipe init` makes one")
        raise BadArgument(said.format(root=root, file=FILE))
    try:
        wiring.timeline(root).find("HEAD")
    except GitFault as fault:
        said = _("{root}: no commit here, so there is nothing to judge: {reason}")
        raise BadArgument(said.format(root=root, reason=fault.reason)) from fault


def _judge(session: Session, project: Project, base: str) -> Judged:
    root = project.workspace.root
    if not base:
        return judging.judge(project, None, "", wiring.converter())
    commit = wiring.timeline(root).branched_off(base)
    return judging.judge(project, session.past(project, commit), commit, wiring.converter())


def _job(host: Host, root: Path) -> Job:
    """What the outputs have to know of the host's job."""
    prefix = _prefix(host.top, root)
    link = f"{host.files}/{prefix}{{path}}#L{{line}}" if host.files else ""
    return Job(host.number, host.head, prefix, link, __version__)


def _say(found: Outputs, host: Host, *, json: bool) -> None:
    """The verdict: for people, for programs, and on GitHub as annotations too."""
    verdict = found.judged.verdict
    if json:
        output.document(verdict)
        return
    if host.annotates:
        output.lines(found.annotations())
    else:
        output.lines(report.finding_lines(verdict.late))
        output.lines(report.finding_lines(verdict.findings))
    for gate in verdict.gates:
        output.lines(report.reason_lines(gate.reasons))
    output.lines(_counted(verdict))


def _counted(verdict: Verdict) -> Iterator[str]:
    """What came of it, in two lines."""
    late = sum(finding.line > 0 for finding in verdict.late)
    parts = [
        ngettext("{n} new finding", "{n} new findings", len(verdict.findings)),
        ngettext("{n} left for later", "{n} left for later", late),
        ngettext("{n} was there before", "{n} were there before", verdict.known),
    ]
    counts = (len(verdict.findings), late, verdict.known)
    yield _(", ").join(part.format(n=n) for part, n in zip(parts, counts, strict=True))
    yield _("may go in") if verdict.passed else _("may not go in yet")


def _prefix(top: str, root: Path) -> str:
    """Where the repository lies below what the host has checked out: `docs/`, '' for all of it."""
    if not top or not root.is_relative_to(Path(top).resolve()):
        return ""
    below = root.relative_to(Path(top).resolve()).as_posix()
    return "" if below == "." else f"{below}/"


def _pass_on(folder: Path, wish: _Wish) -> int:
    """Prints what a job without rights has left, as far as the host says the same."""
    if wish.pull is None:
        output.line(str(outputs.number_in(folder)))
    else:
        output.line(outputs.believed(folder, wish.head, wish.pull).rstrip("\n"))
    return 0
