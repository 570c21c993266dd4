"""How findings are listed: worst first on a screen, or all of them, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext

from transpipe.cli import groups, output, report, screen
from transpipe.cli.groups import Group
from transpipe.editions.pairing import is_notice
from transpipe.model import Finding, Severity
from transpipe.repository import Workspace

_INDENT = "    "
_WORST = tuple(Severity)


def _gravity(finding: Finding) -> int:
    return _WORST.index(finding.severity)


def summary(found: Sequence[Finding], count: int, *, offer: bool = True) -> list[str]:
    """How many findings there are, of which codes, the gravest first; `count` are errors.

    With `offer` it says how to take them as known.
    """
    said = _("{findings}, {errors}").format(
        findings=ngettext("{n} finding", "{n} findings", len(found)).format(n=len(found)),
        errors=ngettext("{n} error", "{n} errors", count).format(n=count),
    )
    codes = Counter(finding.code for finding in found)
    worst = {f.code: f.severity for f in sorted(found, key=_gravity, reverse=True)}
    ranked = sorted(codes.items(), key=lambda each: (_WORST.index(worst[each[0]]), -each[1]))
    counts = _(", ").join(f"{code} {count}" for code, count in ranked)
    if not screen.width():
        return [said]  # for programs, which read the findings
    lines = [said, *screen.lines_of(counts)] if codes else [said]
    if count and offer:
        lines += screen.lines_of(
            _("`transpipe check --baseline` takes them as known: later only new ones count")
        )
    return lines


def worst_first(found: Sequence[Finding], below: int, *, apart: bool = True) -> list[str]:
    """The findings by file, those files first that have the most errors, on one screen.

    What is said of which files belong together is only counted, unless it is not told `apart`.
    """
    if not screen.width():
        return _in_full(found, apart=apart)
    others = [finding for finding in found if not (apart and is_notice(finding))]
    notices = len(found) - len(others)
    by_file: dict[str, list[Finding]] = {}
    for finding in others:
        by_file.setdefault(finding.file, []).append(finding)
    worst = sorted(by_file.values(), key=errors, reverse=True)
    room = screen.LINES - below - (notices > 0)
    lines = groups.lines([_group(group) for group in worst], room)
    return [*lines, *([report.notices_line(notices)] if notices else [])]


def _in_full(found: Sequence[Finding], *, apart: bool) -> list[str]:
    if apart:
        return report.finding_lines(found)
    return [line for finding in found for line in report.whole_lines(finding)]


def whole(workspace: Workspace, found: Sequence[Finding], *, apart: bool = True) -> list[str]:
    """All findings; on a screen each with its line of the file, and a caret under the place."""
    if not screen.width():
        return _in_full(found, apart=apart)
    rows: dict[str, Sequence[str]] = {}
    lines: list[str] = []
    for finding in found:
        if apart and is_notice(finding):
            continue
        if finding.file not in rows:
            there = bool(finding.file) and workspace.exists(finding.file)
            text = workspace.read_text(finding.file) if there else ""
            rows[finding.file] = text.split("\n")
        lines += [*report.whole_lines(finding), *caret(finding, rows[finding.file])]
    notices = sum(map(is_notice, found)) if apart else 0
    return [*lines, *([report.notices_line(notices)] if notices else [])]


def caret(finding: Finding, rows: Sequence[str]) -> Iterator[str]:
    """The line that a finding is about, as much as fits, and what marks the place below it."""
    if not finding.column or finding.line > len(rows):
        return
    row = rows[finding.line - 1].rstrip("\r").replace("\t", " ")
    start, end = finding.column - 1, max(finding.column, finding.end_column - 1)
    if end > max(len(row), 1):
        return
    room = screen.columns() - len(_INDENT)
    begin = start
    while begin and screen.cells(output.shown(row[begin - 1 : start])) < room // 2:
        begin -= 1
    before, words = output.shown(row[begin:start]), output.shown(row[start:end])
    yield _INDENT + screen.cut(output.shown(row[begin:]), room)
    width = min(max(screen.cells(words), 1), room - screen.cells(before))
    yield _INDENT + " " * screen.cells(before) + "^" * width


def errors(found: Sequence[Finding]) -> int:
    """How many of them are errors."""
    return sum(finding.severity is Severity.ERROR for finding in found)


def _group(found: Sequence[Finding]) -> Group:
    """The findings of a file, the gravest first."""
    ranked = sorted(found, key=_gravity)
    said = ngettext("{n} finding", "{n} findings", len(found)).format(n=len(found))
    room = screen.columns() - screen.cells(said) - 2
    name = screen.cut_middle(output.shown(found[0].file or "."), room)
    return Group(f"{name}  {said}", "bold", tuple(map(report.lines_of, ranked)))
