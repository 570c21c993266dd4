"""The verdict as Markdown: the head of a comment, and the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transpipe.model import Finding, Severity, Verdict
from transpipe.publish.ci.words import title
from transpipe.publish.language import Speak, speak
from transpipe.publish.quoting import one_line

# By this line a later run finds its comment and writes it anew.
MARKER = "<!-- transpipe:ci -->"
# GitHub refuses a comment that is longer (in characters), and a summary (in bytes).
COMMENT, SUMMARY = 65_536, 1 << 20
_WENT, _CAME = re.compile(r"\[-(.+?)-\]"), re.compile(r"\{\+(.+?)\+\}")
_BOTH = re.compile(r"-\]\{\+")
_MARKS = {Severity.ERROR: "✗ ", Severity.WARNING: "! ", Severity.INFO: ""}


def summary(verdict: Verdict, language: str, many: int) -> str:
    """The verdict, what fails, what becomes stale, and the new findings: `many` of each."""
    _ = speak(language)
    parts = [MARKER, f"## {_headline(verdict, _)}", *_gates(verdict, many, _)]
    late = [finding for finding in verdict.late if finding.line]
    if late:
        count = len(late) + verdict.more_late
        said = _("This change leaves for later, the most pressing first: {n}").format(n=count)
        parts += [said, _list(late[:many], count, _)]
    if verdict.findings:
        count = len(verdict.findings) + verdict.more
        said = _("New findings: {n}").format(n=count)
        parts += [said, _list(verdict.findings[:many], count, _)]
    if verdict.known:
        parts.append(_("Findings that were there before: {n}").format(n=verdict.known))
    return "\n\n".join(parts) + "\n"


def fitting(verdict: Verdict, language: str, most: int) -> str:
    """The same in at most so many bytes."""
    many = max(1, len(verdict.findings), len(verdict.late))
    text = summary(verdict, language, many)
    while len(text.encode()) > most and many > 1:
        many //= 2
        text = summary(verdict, language, many)
    return text


def _headline(verdict: Verdict, _: Speak) -> str:
    return _("Translation: may go in") if verdict.passed else _("Translation: not yet")


def _gates(verdict: Verdict, many: int, _: Speak) -> list[str]:
    """What fails, and why."""
    rows = [
        f"<li>✗ <b>{one_line(title(gate.asked, _))}</b>: {one_line(reason)}</li>"
        for gate in verdict.gates
        for reason in gate.reasons[:many]
    ]
    return ["<ul>\n" + "\n".join(rows) + "\n</ul>"] if rows else []


def _list(found: Sequence[Finding], count: int, _: Speak) -> str:
    """Findings as a list; `count` of them there are."""
    return "<ul>\n" + "\n".join(_rows(found, count, _)) + "\n</ul>"


def _rows(found: Sequence[Finding], count: int, _: Speak) -> Iterator[str]:
    for finding in found:
        place = f"{finding.file}:{finding.line}" if finding.line else finding.file
        mark = _MARKS[finding.severity]
        yield f"<li>{mark}<code>{one_line(place)}</code> {_marked(one_line(finding.message))}</li>"
    if count > len(found):
        more = _("+{count} more; `transpipe ci` shows them all").format(count=count - len(found))
        yield f"<li>{one_line(more)}</li>"


def _marked(message: str) -> str:
    """A message with the edits in it (`[-30-]{+60+}`) struck out and underlined."""
    struck = _WENT.sub(r"<del>\1</del>", _BOTH.sub("-]\u2009{+", message))
    return _CAME.sub(r"<ins>\1</ins>", struck)
