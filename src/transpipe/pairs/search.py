"""What pairing has found so far, and what it may still use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from transpipe.model import Finding, Pair, PairKind, PairPattern
from transpipe.pairs.resolve import LinkedRow
from transpipe.pairs.tree import Tree


class Heirs(Protocol):
    """What tells which file goes on with one that is gone; '' where none or several do."""

    def heir(self, gone: str, target: str, candidates: Sequence[str]) -> str:
        """The source that continues one whose translation is `target`."""

    def heir_of_target(self, source: str, candidates: Sequence[str]) -> str:
        """The file that has the words which the translation of a source had."""


class Nobody:
    """No file goes on with another one."""

    def heir(self, gone: str, target: str, candidates: Sequence[str]) -> str:
        """None."""
        return ""

    def heir_of_target(self, source: str, candidates: Sequence[str]) -> str:
        """None."""
        return ""


@dataclass
class Search:
    """What is found so far; each step takes what the steps before it left."""

    tree: Tree
    heirs: Heirs
    rows: tuple[LinkedRow, ...] = ()
    pairs: list[Pair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    matched: dict[str, str] = field(default_factory=dict)  # source: target
    targets: set[str] = field(default_factory=set)
    recognised: list[PairPattern] = field(default_factory=list)
    further: set[str] = field(default_factory=set)  # versions of what has a target already

    def add(self, source: str | None, target: str, row: LinkedRow | None = None) -> None:
        """One more pair, unless a side of it is in one already."""
        if (source is not None and source in self.matched) or target in self.targets:
            return
        if source is None:
            kind = PairKind.SOURCELESS
        else:
            kind = PairKind.UNTRANSLATED if self.tree.blank(target) else PairKind.BOTH
            self.matched[source] = target
        self.targets.add(target)
        said = (row.line, row.title, row.url) if row else (0, "", self._upstream(source, target))
        self.pairs.append(Pair(source, target, kind, *said, self.tree.places.authored))

    def add_said(self, source: str, target: str) -> None:
        """The same for a pair that names make, if either side says anything."""
        if not (self.tree.blank(source) and self.tree.blank(target)):
            self.add(source, target)

    def waiting(self) -> Iterator[str]:
        """The sources in pairs that names alone made and whose target is not there yet."""
        for pair in self.pairs:
            if pair.source and not pair.index and self.tree.blank(pair.target):
                yield pair.source

    def drop(self, source: str) -> None:
        """Takes back the pair of a source, where there is one."""
        self.targets.discard(self.matched.pop(source, ""))
        self.pairs = [pair for pair in self.pairs if pair.source != source]

    def note(self, finding: Finding) -> None:
        """One more finding."""
        self.findings.append(finding)

    def open(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths that are in no pair yet."""
        return (p for p in paths if p not in self.matched and p not in self.targets)

    def one_sided(self) -> tuple[dict[str, LinkedRow], dict[str, LinkedRow]]:
        """The first row of each source that no row links a target to, and the other way round."""
        last_first = self.rows[::-1]
        return (
            {row.source: row for row in last_first if row.source and not row.target},
            {row.target: row for row in last_first if row.target and not row.source},
        )

    def _upstream(self, source: str | None, target: str) -> str:
        return self.tree.upstream(target) if source is None else ""
