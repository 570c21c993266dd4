"""The findings of a check in the forms that hosts, editors and programs read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum

from transpipe.errors import TranspipeError
from transpipe.model import Finding, Severity
from transpipe.publish.ci.rdjson import rdjson
from transpipe.publish.ci.sarif import sarif
from transpipe.publish.quoting import command
from transpipe.repository import Workspace

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Format(StrEnum):
    """How findings are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    RDJSON = "rdjson"


def formatted(
    workspace: Workspace, found: Sequence[Finding], form: Format, version: str
) -> Iterator[str]:
    """The findings in the form of a host or tool, in lines."""
    if form is Format.GITHUB:
        yield from map(_annotation, found)
    elif form is Format.SARIF:
        yield json.dumps(sarif(found, version), ensure_ascii=False, indent=1)
    elif form is Format.RDJSON:
        lines = _Lines(workspace)
        yield json.dumps(rdjson(found, lines.of), ensure_ascii=False, indent=1)


def _annotation(finding: Finding) -> str:
    place: dict[str, str | int] = {"file": finding.file, "line": finding.line}
    place |= {"col": finding.column, "endColumn": finding.end_column, "title": finding.code}
    return command(_COMMANDS[finding.severity], finding.message, **place)


class _Lines:
    """The lines of files as they stand there, each file read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.known: dict[str, list[str]] = {}

    def of(self, finding: Finding) -> str:
        """The line that a finding is about, '' where there is none."""
        if finding.file not in self.known:
            try:
                text = self.workspace.read_text(finding.file)
            except TranspipeError:
                text = ""
            self.known[finding.file] = text.split("\n")
        lines = self.known[finding.file]
        return lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
