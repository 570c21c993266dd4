"""The worst findings beside the lines of a pull request, as GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from transpipe.model import Asked, Finding, Severity, Verdict
from transpipe.publish.ci.quoting import command
from transpipe.publish.ci.words import title
from transpipe.publish.language import speak

# GitHub shows so many of each kind, of one step.
LIMIT = 10
_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LATE = "notice"


def annotate(verdict: Verdict, language: str, prefix: str = "") -> tuple[str, ...]:
    """A line each, at most ten of a kind: what failed, then the findings, the gravest first.

    `prefix` is where the repository's files lie below what the host has checked out.
    """
    found = (*_of_gates(verdict, language), *_of_findings(verdict, prefix))
    kinds = dict.fromkeys(kind for kind, _line in found)
    return tuple(
        line for kind in kinds for line in islice((li for k, li in found if k == kind), LIMIT)
    )


def _of_gates(verdict: Verdict, language: str) -> Iterator[tuple[str, str]]:
    """The gates that fail; of findings each tells for itself."""
    for gate in verdict.gates:
        for reason in gate.reasons if gate.asked is not Asked.FINDINGS else ():
            yield "error", command("error", reason, title=title(gate.asked, speak(language)))


def _of_findings(verdict: Verdict, prefix: str) -> Iterator[tuple[str, str]]:
    yield from _lines(((_KINDS[f.severity], f) for f in verdict.findings), prefix)
    yield from _lines(((_LATE, f) for f in verdict.late if f.line), prefix)


def _lines(found: Iterable[tuple[str, Finding]], prefix: str) -> Iterator[tuple[str, str]]:
    for kind, finding in found:
        ends = finding.end_column if finding.end_column > finding.column else 0
        yield (
            kind,
            command(
                kind,
                finding.message,
                title=f"transpipe {finding.code}",
                file=prefix + finding.file if finding.file else "",
                line=finding.line,
                col=finding.column if finding.line else 0,
                endColumn=ends if finding.line else 0,
            ),
        )
