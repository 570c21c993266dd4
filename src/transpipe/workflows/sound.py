"""Articles that nobody should touch before a person has: git left a merge unfinished in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transpipe.errors import UnfinishedMerge
from transpipe.model import Finding, Pair, Severity
from transpipe.workflows.project import Outcome, Project

# As git writes them: seven signs, then the side's name; all three, or `=======` is a heading.
_OURS = re.compile(r"^<{7}(?: .*)?\r?$", re.MULTILINE)
_BETWEEN = re.compile(r"^={7}\r?$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: .*)?\r?$", re.MULTILINE)


def sound(project: Project, name: str | None) -> tuple[Project, Outcome]:
    """The project with the articles that hold an unfinished merge left alone; a finding for each.

    Raises UnfinishedMerge where the one that is wanted by name is such.
    """
    unsound: set[Pair] = set()
    found: list[Finding] = []
    for pair in project.pairs.pairs:
        faults = list(_unfinished(project, pair))
        unsound |= {pair} if faults else set()
        found += [_finding(fault) for fault in faults]
        if faults and name is not None and project.named(name) == (pair,):
            raise faults[0]
    if not found:
        return project, Outcome()
    left = replace(project, left_alone=frozenset(unsound))
    return left, Outcome(findings=tuple(found), refused=True)


def _finding(fault: UnfinishedMerge) -> Finding:
    said = str(fault).removeprefix(f"{fault.path}:{fault.line}: ")
    return Finding("unfinished-merge", Severity.ERROR, said, fault.path, fault.line)


def _unfinished(project: Project, pair: Pair) -> Iterator[UnfinishedMerge]:
    targets = [project.derived_path(pair.target, locale) for locale in project.config.locales]
    for path in filter(None, (pair.source, pair.target, *targets)):
        if project.workspace.exists(path):
            line = unfinished(project.workspace.read_text(path))
            if line:
                yield UnfinishedMerge(path, line)


def unfinished(text: str) -> int:
    """The line (from 1) at which an unfinished merge begins, 0 for none."""
    if "<<<<<<<" not in text:
        return 0
    for start in _OURS.finditer(text):
        between = _BETWEEN.search(text, start.end())
        if between and _THEIRS.search(text, between.end()):
            return text.count("\n", 0, start.start()) + 1
    return 0
