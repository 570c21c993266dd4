"""Nouns of what continuous integration says of a change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transpipe.model.finding import Finding
from transpipe.model.review import Comparison


class Asked(StrEnum):
    """What a change must satisfy, in the order in which it is told."""

    FINDINGS = "findings"
    COVERAGE = "coverage"
    FAIL_UNDER = "fail_under"
    SYNC = "sync_check"
    BUILD = "build_check"
    REVIEWERS = "reviewers"


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that is asked of a change, and why it is not so; no reason: it is."""

    asked: Asked
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it is so."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a change: what it brings, and whether it may go in.

    `findings` are those that count, the gravest first; `known` how many there were before. `late`
    are those of what the change of the source leaves behind: they are work for later, no fault.
    `base` is the commit that is compared with, '' for none. `more` and `more_late` count findings
    of either kind that are not listed.
    """

    base: str
    gates: tuple[Gate, ...]
    findings: tuple[Finding, ...] = ()
    late: tuple[Finding, ...] = ()
    known: int = 0
    more: int = 0
    more_late: int = 0

    @property
    def passed(self) -> bool:
        """Whether all that is asked is so."""
        return all(gate.passed for gate in self.gates)


@dataclass(frozen=True, slots=True)
class Report:
    """What a job that may write nothing hands to one that may comment: of which change, and what.

    `number` is that of the pull request, `head` its last commit. `language` is the project's,
    `prefix` where its files lie below what the host has checked out. Without a base there is no
    review.
    """

    number: int
    head: str
    language: str
    verdict: Verdict
    review: Comparison | None = None
    prefix: str = ""
