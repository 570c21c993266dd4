"""Findings as Reviewdog's rdjson: columns count bytes of UTF-8, from 1; mends are suggested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from transpipe.model import Finding, Severity
from transpipe.model.codes import NUMBERS

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def rdjson(
    found: Sequence[Finding],
    line_of: Callable[[Finding], str],
    mended: Callable[[Finding], str | None],
) -> Mapping[str, Any]:
    """All findings; `line_of` gives the line of a file that one is about, `mended` a better one."""
    diagnostics = [
        _diagnostic(finding, line_of(finding)) | _suggestion(finding, line_of, mended)
        for finding in found
        if finding.file
    ]
    return {"source": {"name": "transpipe"}, "diagnostics": diagnostics}


def _suggestion(
    finding: Finding,
    line_of: Callable[[Finding], str],
    mended: Callable[[Finding], str | None],
) -> dict[str, Any]:
    """The whole line as it should be, where there is a better one."""
    better = mended(finding)
    if better is None:
        return {}
    line = line_of(finding)
    start, end = ({"line": finding.line, "column": _bytes(line, n)} for n in (1, len(line) + 1))
    return {"suggestions": [{"range": {"start": start, "end": end}, "text": better}]}


def _diagnostic(finding: Finding, line: str) -> dict[str, Any]:
    place: dict[str, Any] = {"path": finding.file}
    if finding.line:
        start: dict[str, int] = {"line": finding.line}
        span = {"start": start}
        if finding.column:
            start["column"] = _bytes(line, finding.column)
            if finding.end_column > finding.column:
                end = {"line": finding.line, "column": _bytes(line, finding.end_column)}
                span["end"] = end
        place["range"] = span
    return {
        "message": finding.message,
        "location": place,
        "severity": _LEVELS[finding.severity],
        "code": {"value": NUMBERS.get(finding.code, finding.code)},
    }


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode("utf-8", "replace")) + 1
