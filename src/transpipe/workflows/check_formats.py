"""The findings of a check in the forms that hosts, editors and programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from transpipe.errors import TranspipeError
from transpipe.model import Finding, Severity
from transpipe.publish.ci.rdjson import rdjson
from transpipe.publish.ci.sarif import sarif
from transpipe.publish.quoting import command
from transpipe.repository import Workspace
from transpipe.rules import MENDABLE
from transpipe.text.similarity import runs

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Format(StrEnum):
    """How findings are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    RDJSON = "rdjson"


# The text of a file as `check --fix` would leave it, '' where nobody knows.
Mended = Callable[[str], str]


def formatted(
    workspace: Workspace, found: Sequence[Finding], form: Format, version: str, mended: Mended
) -> Iterator[str]:
    """The findings in the form of a host or tool, in lines."""
    if form is Format.GITHUB:
        yield from map(_annotation, found)
    elif form is Format.SARIF:
        yield json.dumps(sarif(found, version), ensure_ascii=False, indent=1)
    elif form is Format.RDJSON:
        lines = _Lines(workspace)
        said = rdjson(found, lines.of, _Suggestions(lines, mended).of)
        yield json.dumps(said, ensure_ascii=False, indent=1)


def _annotation(finding: Finding) -> str:
    place: dict[str, str | int] = {"file": finding.file, "line": finding.line}
    place |= {"col": finding.column, "endColumn": finding.end_column, "title": finding.code}
    return command(_COMMANDS[finding.severity], finding.message, **place)


class _Lines:
    """The lines of files as they stand there, each file read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.known: dict[str, list[str]] = {}

    def all(self, path: str) -> list[str]:
        """The lines of a file, without their ends; none where nobody can read it."""
        if path not in self.known:
            try:
                text = self.workspace.read_text(path)
            except TranspipeError:
                text = ""
            self.known[path] = text.replace("\r\n", "\n").split("\n")
        return self.known[path]

    def of(self, finding: Finding) -> str:
        """The line that a finding is about, '' where there is none."""
        lines = self.all(finding.file)
        return lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""


class _Suggestions:
    """What lines would be with all that can be mended safely, each told once.

    A mend is of the whole line, so that those of two findings in it do not meet.
    """

    def __init__(self, lines: _Lines, mended: Mended) -> None:
        self.lines = lines
        self.mended = mended
        self.left: dict[str, dict[int, str]] = {}

    def of(self, finding: Finding) -> str | None:
        """The line of a finding that can be mended as it would be; None for none, or if told."""
        if finding.code not in MENDABLE or not finding.column:
            return None
        if finding.file not in self.left:
            self.left[finding.file] = dict(self._changed(finding.file))
        return self.left[finding.file].pop(finding.line, None)

    def _changed(self, path: str) -> Iterator[tuple[int, str]]:
        """The lines that a mend changes and leaves lines, by number from 1."""
        before = self.lines.all(path)
        after = self.mended(path).replace("\r\n", "\n").split("\n")
        if after == [""]:
            return
        for old, new in runs(before, after):
            if len(old) == len(new):
                yield from ((a + 1, after[b]) for a, b in zip(old, new, strict=True))
