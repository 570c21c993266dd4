"""What `ci` leaves for people and programs, and what a job that comments may pass on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from transpipe.model import Report
from transpipe.publish.ci import handover
from transpipe.publish.ci.beside_lines import annotate
from transpipe.publish.ci.sarif import sarif
from transpipe.publish.ci.summary import SUMMARY, fitting
from transpipe.repository import reports
from transpipe.text.unseen import as_escapes
from transpipe.workflows.ci_review import Bilingual, compare_sides
from transpipe.workflows.gates import Judged

SUMMARY_LIMIT = SUMMARY


@dataclass(frozen=True)
class Job:
    """A job of a host: of which pull request it is, 0 for none, and of which commit.

    `prefix` is where the repository lies below what the host has checked out, `link` the address
    of a line of a file, '' for none; `version` is that of the program.
    """

    number: int = 0
    head: str = ""
    prefix: str = ""
    link: str = ""
    version: str = ""


@dataclass(frozen=True)
class Outputs:
    """What was judged, and all that a job hands over of it."""

    judged: Judged
    job: Job

    @cached_property
    def review(self) -> Bilingual | None:
        """The changed texts in both languages; None without a base."""
        return compare_sides(self.judged, self.job.link)

    def annotations(self) -> tuple[str, ...]:
        """The worst as workflow commands of GitHub."""
        return annotate(self.judged.verdict, self._language, self.job.prefix)

    @cached_property
    def report(self) -> Report:
        """What is handed to the job that comments."""
        found = handover.small(self.review.found) if self.review is not None else None
        verdict, job = handover.brief(self.judged.verdict), self.job
        return Report(job.number, job.head, self._language, verdict, found, job.prefix)

    def comment(self) -> str:
        """The verdict, then the changed texts in both languages, as a comment takes them."""
        return handover.comment(self.report, self.job.link)

    def summary(self, room: int) -> str:
        """The same beside a job, in at most `room` bytes: all findings first."""
        head = fitting(self.judged.verdict, self._language, room // 2)
        # A character takes four bytes at most.
        return self._with_review(head, len(head) + (room - len(head.encode()) - 4) // 4)

    def leave(self, folder: Path) -> None:
        """Writes the comment, the page, JSON and SARIF into a folder. Raises FileFault."""
        reports.leave(folder, self.files())

    def add_summary(self, place: Path) -> None:
        """Adds the summary to the file that a host shows beside the job. Raises FileFault."""
        reports.append(place, lambda held: self.summary(SUMMARY_LIMIT - held))

    def files(self) -> Mapping[str, str]:
        """The files by their names; without a base there is no review."""
        verdict, job = self.judged.verdict, self.job
        findings = sarif((*verdict.findings, *verdict.late), job.version, job.prefix)
        return {
            "comment.md": self.comment(),
            **({"review.html": self.review.page()} if self.review is not None else {}),
            "findings.sarif": _json(findings),
            "verdict.json": _json(asdict(verdict)),
            **({handover.FILE: handover.written(self.report)} if job.number else {}),
        }

    @property
    def _language(self) -> str:
        return self.judged.now.project.config.language

    def _with_review(self, head: str, limit: int) -> str:
        if self.review is None:
            return head
        return f"{head}\n{self.review.markdown(limit - len(head) - 1)}"


def number_in(folder: Path) -> int:
    """The pull request that a report says it is of. Raises NotOurs, NoSuchFile, FileFault."""
    return handover.read(_taken(folder / handover.FILE)).number


def believed(folder: Path, head: str, pull: Path) -> str:
    """The comment of a report, where the host says the same of its pull request.

    Raises NotOurs, NoSuchFile, FileFault.
    """
    report = handover.read(_taken(folder / handover.FILE))
    return handover.comment(report, handover.link(report, head, _taken(pull)))


def _json(value: object) -> str:
    return as_escapes(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _taken(place: Path) -> bytes:
    """A file, and no more of it than a report may have."""
    return reports.take(place, handover.LARGEST + 1)
