"""What the job without rights hands to the one that comments: data, from which that one writes.

A pull request can put anything into what its own job leaves. So no text for a comment is taken from
there: what is taken are nouns, each value of the type and form that ours has, and the comment is
written of them like any other, with every text of theirs as a text. Of which pull request it is,
and where links lead, the host says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import Any, TypeVar

from transpipe.errors import Refused
from transpipe.model import Adoption, Change, Comparison, Edit, Finding, Report, Verdict, Version
from transpipe.publish.ci.codec import decode, encode
from transpipe.publish.ci.summary import COMMENT, summary
from transpipe.publish.review.markdown import Style, as_markdown
from transpipe.text.unseen import as_escapes
from transpipe.text.windows import windowed

FILE = "report.json"
SCHEMA = "transpipe/ci/2"
LARGEST = 4 << 20  # bytes
MANY = 10  # findings of either kind that a comment lists
_ROOM = 2 << 20  # characters that changes may take
_LONG, _SHOWN = 20_000, 6_000  # characters of a text, and of one that is cut
_MESSAGE, _DOUBT, _LISTED = 600, 300, 100
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:_[A-Z]{2})?")
_HOME = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9_.-]+){2}")

T = TypeVar("T")


@dataclass(eq=False)
class NotOurs(Refused):
    """A report that we have not written, or that is of another pull request."""

    reason: str

    def __str__(self) -> str:
        said = _("{path}: refused: {reason}; nothing is passed on")
        return said.format(path=FILE, reason=self.reason)


def comment(report: Report, link: str = "") -> str:
    """The verdict, then the changed texts in both languages, as a comment takes them.

    `link` is the address of a file's line, with `{path}` and `{line}` in it, '' for none.
    """
    head = summary(report.verdict, report.language, MANY)
    if report.review is None:
        return head
    style = Style(report.language, COMMENT - len(head) - 1, link)
    return f"{head}\n{as_markdown(report.review, style)}"


def written(report: Report) -> str:
    """The report as a file."""
    said = {"schema": SCHEMA, "report": encode(report)}
    return as_escapes(json.dumps(said, ensure_ascii=False)) + "\n"


def read(data: bytes) -> Report:
    """The report that a file holds. Raises NotOurs, unless we could have written it."""
    if len(data) > LARGEST:
        raise NotOurs(_("it is too large"))
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotOurs(_("it is no JSON")) from None
    if not isinstance(said, dict) or said.keys() != {"schema", "report"}:
        raise NotOurs(_("it has other keys than a report"))
    try:
        report = decode(Report, said["report"]) if said["schema"] == SCHEMA else None
    except (ValueError, RecursionError):
        report = None
    if report is None:
        raise NotOurs(_("it is no report of this version"))
    if report.number <= 0 or not _COMMIT.fullmatch(report.head):
        raise NotOurs(_("it names no pull request"))
    named = _LANGUAGE.fullmatch(report.language) and _is_folder(report.prefix)
    if not named or not _is_bare(report):
        raise NotOurs(_("it is no report of this version"))
    return report


def link(report: Report, head: str, pull: bytes) -> str:
    """The address of a line of the pull request's files, as the host names its home.

    `head` is the commit of which the job was, as the host says; `pull` what it says of the pull
    request with that number, as JSON. Raises NotOurs where it knows that otherwise, or it has
    moved on.
    """
    try:
        said: Any = json.loads(pull)
        known = said["number"], said["head"]["sha"], said["state"]
        home = str(said["base"]["repo"]["html_url"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotOurs(_("the host does not know that pull request")) from None
    if report.head != head or known[:2] != (report.number, head):
        raise NotOurs(_("it is of another pull request, or of another commit"))
    if known[2] != "open":
        raise NotOurs(_("the pull request is closed"))
    return f"{home}/blob/{head}/{report.prefix}{{path}}#L{{line}}" if _HOME.fullmatch(home) else ""


def _is_folder(prefix: str) -> bool:
    """Whether it is the beginning of paths: `docs/`, or nothing."""
    names = prefix.split("/")
    return names[-1] == "" and {"", ".", ".."}.isdisjoint(names[:-1]) and "{" not in prefix


def _is_bare(report: Report) -> bool:
    """Whether no change has units: what is told of them was found out by who had the catalogues."""
    changes = report.review.changes if report.review is not None else ()
    versions = (each for change in changes for each in (change.before, change.after))
    return all(each is None or each.unit is None for each in versions)


# ── What a comment needs of all that was found ──────────────────────────────────────────────


def brief(verdict: Verdict) -> Verdict:
    """A verdict with no more findings than a comment lists; the others are counted."""
    late = tuple(finding for finding in verdict.late if finding.line)
    return replace(
        verdict,
        findings=tuple(map(_plain, verdict.findings[:MANY])),
        late=tuple(map(_plain, late[:MANY])),
        more=max(0, len(verdict.findings) - MANY),
        more_late=max(0, len(late) - MANY),
    )


def small(found: Comparison) -> Comparison:
    """A comparison with as many changes as there is room for, and of each what is shown."""
    kept = tuple(_fitting(found.changes))
    groups = {(change.article, change.locale) for change in kept}
    return replace(
        found,
        changes=kept,
        adoptions=tuple(map(_counted, found.adoptions)),
        tallies=tuple(t for t in found.tallies if (t.article, t.locale) in groups),
        findings=tuple(map(_plain, found.findings[:_LISTED])),
        more=len(found.changes) - len(kept),
    )


def _fitting(changes: Sequence[Change]) -> Iterator[Change]:
    room = _ROOM
    for change in changes:
        short = _short(change)
        room -= len(json.dumps(encode(short), ensure_ascii=False))
        if room < 0:
            return
        yield short


def _short(change: Change) -> Change:
    """A change without its units, but with what is told of them."""
    return replace(
        change,
        before=_place(change.before),
        after=_place(change.after),
        source=_cut(change.source),
        target=_cut(change.target),
        draft="",
        final=_cut(change.final),
        findings=tuple(map(_plain, change.findings)),
        told=change.facts,
    )


def _place(version: Version | None) -> Version | None:
    if version is None:
        return None
    return Version(source_line=version.source_line, target_line=version.target_line)


def _cut(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    return edits if sum(len(edit.text) for edit in edits) <= _LONG else windowed(edits, _SHOWN)


def _plain(finding: Finding) -> Finding:
    """A finding without the texts that it is about."""
    return replace(finding, message=finding.message[:_MESSAGE], source="", target="")


def _counted(adoption: Adoption) -> Adoption:
    listed = tuple(
        replace(each, source=each.source[:_DOUBT], target=each.target[:_DOUBT], doubt=None)
        for each in adoption.doubtful[:_LISTED]
    )
    return replace(adoption, doubtful=listed, more=len(adoption.doubtful) - len(listed))
