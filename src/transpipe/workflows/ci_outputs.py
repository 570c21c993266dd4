"""What `ci` leaves for people and programs, as texts; and what a job that comments may pass on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from transpipe.model import Report
from transpipe.publish.ci import handover
from transpipe.publish.ci.beside_lines import annotate
from transpipe.publish.ci.sarif import sarif
from transpipe.publish.ci.summary import COMMENT, SUMMARY, fitting, summary
from transpipe.workflows.ci_review import Bilingual
from transpipe.workflows.gates import Judged

REPORT = handover.FILE
LARGEST = handover.LARGEST
SUMMARY_LIMIT = SUMMARY
_MANY = 10  # findings of either kind that a comment lists


def comment(judged: Judged, review: Bilingual | None) -> str:
    """The verdict, then the changed texts in both languages, as a comment takes them."""
    head = summary(judged.verdict, judged.now.project.config.language, _MANY)
    return _with_review(review, head, COMMENT)


def job_summary(judged: Judged, review: Bilingual | None, room: int) -> str:
    """The same beside a job, in at most `room` bytes: all findings first."""
    head = fitting(judged.verdict, judged.now.project.config.language, room // 2)
    # A character takes four bytes at most.
    return _with_review(review, head, len(head) + (room - len(head.encode()) - 4) // 4)


def files(
    judged: Judged, review: Bilingual | None, report: Report, version: str, prefix: str = ""
) -> Mapping[str, str]:
    """The files that `ci --out` leaves, by their names; without a base there is no review."""
    verdict = judged.verdict
    findings = sarif((*verdict.findings, *verdict.late), version, prefix)
    found = {
        "comment.md": report.comment,
        **({"review.html": review.page()} if review is not None else {}),
        "findings.sarif": json.dumps(findings, ensure_ascii=False, indent=1) + "\n",
    }
    return found | ({REPORT: handover.written(report)} if report.number else {})


def annotated(judged: Judged, prefix: str) -> tuple[str, ...]:
    """The worst as workflow commands of GitHub."""
    return annotate(judged.verdict, judged.now.project.config.language, prefix)


def number_in(data: bytes) -> int:
    """The pull request that a report says it is of. Raises NotOurs."""
    return handover.read(data).number


def believed(data: bytes, head: str, pull: bytes) -> str:
    """The comment of a report, where the host says the same of its pull request. Raises NotOurs."""
    report = handover.read(data)
    handover.check(report, head, pull)
    return report.comment


def _with_review(review: Bilingual | None, head: str, limit: int) -> str:
    return f"{head}\n{review.markdown(limit - len(head) - 1)}" if review is not None else head
