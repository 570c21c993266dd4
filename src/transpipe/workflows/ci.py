"""What a change brings, and whether it may go in: the one call that every CI host makes.

Nothing here writes: a change that touches only 译文, or only 原文, is judged as `sync` would leave
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.editions.project import Project
from transpipe.editions.staleness import stale_units
from transpipe.model import Finding, Pair, Severity, Verdict
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.workflows import baseline
from transpipe.workflows.check import check
from transpipe.workflows.gates import GATES, Judged
from transpipe.workflows.in_memory import Current, bring_up_to_date
from transpipe.workflows.turned import turned

_ORDER = tuple(Severity)
# What the change of a source leaves for later.
_STALE = "stale-"
_LATE = (_STALE, "not-current", "opaque-changed")


def judge(project: Project, past: Project | None, base: str, converter: Converter) -> Judged:
    """The repository as the change leaves it, beside what it was (`past`), and the verdict.

    Without a past all findings count. Both projects must write in memory only.
    """
    touched = frozenset(project.history.changed(base)) if past is not None else frozenset()
    then = bring_up_to_date(past, converter, project) if past is not None else None
    now = bring_up_to_date(project, converter)
    before = then.before(now) if then is not None else None
    found = baseline.new(now.project, _findings(now))
    new = found
    if before is not None and now.project.config.ci.new_only:
        past = before.project
        new = baseline.new_since(past, _findings(before), now.project, found, before.later)
    follows = Follows(now, touched)
    late = _gravest_first(_told_once([each for each in new if follows.source(each)]))
    turns = tuple(turned(before, now)) if before is not None else ()
    told = {(each.file, each.line) for each in turns}
    # What a change of this branch has turned is not told a second time as it stands.
    here = (f for f in new if not follows.source(f))
    once = (f for f in here if f.code != "negation" or (f.file, f.line) not in told)
    findings = _gravest_first((*once, *turns))
    judged = Judged(now, before, findings, converter)
    gates = tuple(gate(judged) for gate in GATES)
    return judged.said(Verdict(base, gates, findings, late, len(found) - len(new)))


@dataclass(frozen=True)
class Follows:
    """What a change of the English brings about in Chinese that nobody has touched yet.

    `touched` are the paths that differ from the base.
    """

    now: Current
    touched: frozenset[str]

    def source(self, finding: Finding) -> bool:
        """Whether a finding is there because the source went on: work for later, no fault."""
        if finding.code.startswith(_LATE):
            return True
        pair = self._pairs.get(finding.file)
        if pair is None:
            return False
        if finding.source and finding.source in self._stale(pair):
            return True
        ours = (pair.target, Workspace.catalogue_path(pair.article, pair.authored))
        return self.touched.isdisjoint(ours) and pair.source in self.touched

    def _stale(self, pair: Pair) -> frozenset[str]:
        catalogue = self.now.catalogues.get(pair.article)
        units = stale_units(catalogue) if catalogue is not None else ()
        return frozenset(unit.source for unit in units)

    @cached_property
    def _pairs(self) -> dict[str, Pair]:
        return dict(self.now.project.pairs.by_name())


def _findings(current: Current) -> tuple[Finding, ...]:
    """What `check` says, and before it what `sync` says that is more than news."""
    told = (f for f in current.synced.findings if f.severity is not Severity.INFO)
    return tuple(dict.fromkeys((*told, *check(current.project, None))))


def _told_once(late: Sequence[Finding]) -> Iterator[Finding]:
    """Less what is found in words because they are stale, where that is told as gravely.

    A *not* that the English has lost is what makes its unit stale, and what its words still say.
    """
    stale = {
        (each.file, each.line, severity)
        for each in late
        if each.code.startswith(_STALE)
        for severity in _ORDER[_ORDER.index(each.severity) :]
    }
    for each in late:
        said = (each.file, each.line, each.severity) in stale
        if each.code.startswith(_LATE) or not (each.source and said):
            yield each


def _gravest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, str, int, int]:
    return _ORDER.index(finding.severity), finding.file, finding.line, finding.column
