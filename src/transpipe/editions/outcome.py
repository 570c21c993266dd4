"""What a wish led to; and how one article that is refused lets the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transpipe.errors import (
    CatalogueDamaged,
    FileFault,
    NotAFile,
    NotText,
    Refused,
    TranspipeError,
    UnfinishedMerge,
    WouldOverwrite,
)
from transpipe.model import Finding, Severity

_CODES: dict[type[TranspipeError], str] = {
    NotText: "not-text",
    NotAFile: "no-file",
    CatalogueDamaged: "damaged-catalogue",
    UnfinishedMerge: "unfinished-merge",
    WouldOverwrite: "would-overwrite",
    FileFault: "unreadable",
}


@dataclass(frozen=True)
class Outcome:
    """What a wish led to: files written (or, in a dry run, to be written), and findings.

    `refused` says that something was left alone, to protect someone's work.
    """

    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.written + other.written,
            self.findings + other.findings,
            self.refused or other.refused,
        )


def finding(fault: TranspipeError) -> Finding:
    """An error about one file, said as a finding."""
    path, line = getattr(fault, "path", ""), getattr(fault, "line", 1)
    said = str(fault).removeprefix(f"{path}:{line}: ").removeprefix(f"{path}: ")
    return Finding(_CODES.get(type(fault), "refused"), Severity.ERROR, said, path, line)


def refused(faults: Iterable[TranspipeError]) -> Outcome:
    """What was left alone for these faults."""
    found = tuple(dict.fromkeys(map(finding, faults)))
    return Outcome(findings=found, refused=bool(found))


def one_of_many(name: str | None, act: Callable[[], Outcome]) -> Outcome:
    """What was done for one article. Refused, it is left alone, and the others go on.

    The one that was asked for by `name` raises instead, and so does a fault that would meet all.
    """
    try:
        return act()
    except (Refused, FileFault) as fault:
        if name is not None or (isinstance(fault, FileFault) and fault.general):
            raise
        return refused([fault])
