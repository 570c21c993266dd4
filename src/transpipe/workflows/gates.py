"""What is asked of a change, one function each: the reasons why it is not so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext

from transpipe.model import (
    Asked,
    Catalogue,
    Finding,
    Gate,
    Progress,
    Severity,
    Standing,
    Unit,
    Verdict,
    standing,
)
from transpipe.ports import Converter
from transpipe.stale.progress import progress
from transpipe.workflows import build as building
from transpipe.workflows.in_memory import Current

_NOTHING = Verdict("", ())
_FEW = 5  # files that a reason names
# Units that say something in a person's words, whatever is in doubt about them.
_WORDED = (Standing.DONE, Standing.DERIVED, Standing.DOUBTFUL, Standing.STALE, Standing.CONFLICT)


@dataclass(frozen=True)
class Judged:
    """A change: the repository as it will be, as it was, and what is said of that."""

    now: Current
    before: Current | None
    findings: tuple[Finding, ...]
    converter: Converter
    verdict: Verdict = _NOTHING

    def said(self, verdict: Verdict) -> Judged:
        """The same with its verdict."""
        return replace(self, verdict=verdict)


def judge_findings(findings: Iterable[Finding], *, strict: bool) -> tuple[str, ...]:
    """Why findings let nothing pass: an error is among them, with `strict` a warning too."""
    wanted = [Severity.ERROR, *([Severity.WARNING] if strict else [])]
    counts = Counter(finding.severity for finding in findings)
    reasons = {
        Severity.ERROR: ngettext("{n} error", "{n} errors", counts[Severity.ERROR]),
        Severity.WARNING: ngettext("{n} warning", "{n} warnings", counts[Severity.WARNING]),
    }
    return tuple(reasons[each].format(n=counts[each]) for each in wanted if counts[each])


def judge_progress(rows: Iterable[Progress], least: float) -> tuple[str, ...]:
    """Why the authored articles are not far enough: less than `least` percent is translated."""
    authored = [row for row in rows if row.authored]
    total = sum(row.total for row in authored)
    done = sum(row.confirmed + row.derived for row in authored)
    if 100 * done >= least * total:
        return ()
    said = _("{done} of {total} paragraphs are translated: less than {least} %")
    return (said.format(done=done, total=total, least=f"{least:g}"),)


def _no_findings(judged: Judged) -> Gate:
    """No error comes in, and with `strict` no warning."""
    strict = judged.now.project.config.ci.strict
    return Gate(Asked.FINDINGS, judge_findings(judged.findings, strict=strict))


def _keeps_coverage(judged: Judged) -> Gate:
    """Of what was translated in an article, enough still is; what left the source aside.

    A file that is gone, or empty, holds nothing, whatever its catalogue says.
    """
    before, now = judged.before, judged.now
    if before is None:
        return Gate(Asked.COVERAGE)
    least = now.project.config.ci.coverage
    reasons: list[str] = []
    for article, catalogue in before.catalogues.items():
        pair = now.pairs.get(article)
        if pair is None or pair.source is None:
            continue
        had, has = _kept(catalogue, now.catalogues.get(article))
        if _is_gone(before, now, article):
            has = 0
        if had and 100 * has < least * had:
            said = _("{file}: of {had} translated paragraphs {has} are left")
            reasons.append(said.format(file=pair.target, had=had, has=has))
    return Gate(Asked.COVERAGE, _few(reasons))


def _is_gone(before: Current, now: Current, article: str) -> bool:
    """Whether an article had a Chinese file and has none, nor left it at the name it had."""
    if not before.has_file(article) or now.has_file(article):
        return False
    old, new = before.pairs[article].target, now.pairs[article].target
    return old == new or not now.project.workspace.exists(old)


def _kept(before: Catalogue, now: Catalogue | None) -> tuple[int, int]:
    """How many units of an article had words, and how many of these have some still."""
    had = [unit.id for unit in before.active() if _says(unit)]
    if now is None:
        return len(had), 0
    there = {unit.id: unit for unit in now.active()}
    still = [key for key in had if key in there]
    return len(still), sum(_says(there[key]) for key in still)


def _says(unit: Unit) -> bool:
    return standing(unit) in _WORDED


def _far_enough(judged: Judged) -> Gate:
    """So much of all that is to be translated is."""
    rows = (progress(catalogue, "") for catalogue in judged.now.catalogues.values())
    least = judged.now.project.config.ci.fail_under
    return Gate(Asked.FAIL_UNDER, judge_progress(rows, least) if least else ())


def _catalogues_came_along(judged: Judged) -> Gate:
    """`sync` would write nothing."""
    wanted = judged.now.project.config.ci.sync_check
    return Gate(Asked.SYNC, _unwritten(judged.now.synced.written if wanted else (), "sync"))


def _files_came_along(judged: Judged) -> Gate:
    """`build` would write nothing."""
    project = judged.now.project
    if not project.config.ci.build_check:
        return Gate(Asked.BUILD)
    policy = building.policy(project.config)
    done = building.dry(project, building.planned(project, None, policy, judged.converter))
    return Gate(Asked.BUILD, _unwritten(done.written, "build"))


def _unwritten(paths: Sequence[str], command: str) -> tuple[str, ...]:
    said = _("{file} is not up to date: run `transpipe {command}` and commit what it writes")
    return _few([said.format(file=path, command=command) for path in dict.fromkeys(paths)])


def _reviewed(judged: Judged) -> Gate:
    """Each text that was confirmed in this change has been reviewed by one of those named.

    They are those of before, where any were: no change lets itself off, or names its own.
    """
    names = judged.now.project.config.ci.reviewers
    if judged.before is not None:
        names = judged.before.project.config.ci.reviewers or names
    before = judged.before.catalogues if judged.before is not None else {}
    reasons: list[str] = []
    for article, catalogue in judged.now.catalogues.items() if names else ():
        count = sum(1 for _unit in _unreviewed(before.get(article), catalogue, names))
        if count:
            said = ngettext(
                "{file}: {n} new text that none of {names} has reviewed",
                "{file}: {n} new texts that none of {names} has reviewed",
                count,
            )
            target = judged.now.pairs[article].target
            reasons.append(said.format(file=target, n=count, names=_(", ").join(names)))
    return Gate(Asked.REVIEWERS, _few(reasons))


def _unreviewed(before: Catalogue | None, now: Catalogue, names: Sequence[str]) -> Iterator[Unit]:
    known = {(u.id, u.target) for u in before.active() if u.confirmed} if before else set()
    for unit in now.active():
        if unit.confirmed and (unit.id, unit.target) not in known:
            holds = unit.review is not None and unit.review_holds and unit.review.by in names
            if not holds:
                yield unit


def _few(reasons: Sequence[str]) -> tuple[str, ...]:
    """As many reasons as are read, and how many more there are."""
    more = len(reasons) - _FEW
    if more <= 0:
        return tuple(reasons)
    said = ngettext("and {n} more", "and {n} more", more).format(n=more)
    return (*reasons[:_FEW], said)


# In the order of Asked.
GATES = (
    _no_findings,
    _keeps_coverage,
    _far_enough,
    _catalogues_came_along,
    _files_came_along,
    _reviewed,
)
