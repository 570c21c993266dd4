"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from transpipe.model import Finding, Severity
from transpipe.model.text import digest
from transpipe.text.unseen import visible

# GitHub shows so many results of a run.
LIMIT = 5_000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(found: Sequence[Finding], version: str, prefix: str = "") -> Mapping[str, Any]:
    """One run with the findings, the first ones where they are too many for a host."""
    kept = [finding for finding in found if finding.file][:LIMIT]
    rules = [{"id": code} for code in dict.fromkeys(finding.code for finding in kept)]
    driver = {"name": "transpipe", "version": version, "rules": rules}
    results = [_result(finding, prefix) for finding in kept]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding, prefix: str) -> Mapping[str, Any]:
    words = finding.source or finding.message
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(finding.message)},
        "locations": [{"physicalLocation": _place(finding, prefix)}],
        "partialFingerprints": {"transpipe/v1": digest(finding.code, _clean(words))},
    }


def _place(finding: Finding, prefix: str) -> Mapping[str, Any]:
    uri = quote(_clean(prefix + finding.file), safe="/")
    region: dict[str, int] = {"startLine": max(1, finding.line)}
    if finding.line and finding.column:
        region["startColumn"] = finding.column
        if finding.end_column > finding.column:
            region["endColumn"] = finding.end_column
    return {"artifactLocation": {"uri": uri}, "region": region}


def _clean(text: str) -> str:
    """A text that UTF-8 can spell."""
    return text.encode("utf-8", "replace").decode("utf-8")
