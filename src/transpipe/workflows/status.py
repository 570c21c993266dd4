"""How far every article is, and how stale. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

from transpipe.editions import staleness
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.outcome import refused
from transpipe.editions.project import Project
from transpipe.model import (
    Catalogue,
    Edition,
    Finding,
    Locale,
    Orphan,
    Pair,
    Progress,
    Standing,
    Weight,
)
from transpipe.pairs.patterns import Pattern
from transpipe.publish.language import matter
from transpipe.publish.standing_page import as_page
from transpipe.publish.standing_table import as_badge, as_table
from transpipe.stale.progress import progress, worst_first
from transpipe.text.diff import shortened
from transpipe.workflows.tasks import WAITS, Task

__all__ = [
    "EVERYTHING",
    "Status",
    "Wanted",
    "as_badge",
    "as_page",
    "as_table",
    "is_pattern",
    "shortened",
    "status",
    "word",
]


def word(weight: Weight) -> str:
    """A weight in the language of the terminal."""
    return matter(weight, _)


@dataclass(frozen=True)
class Wanted:
    """Which articles and units are shown: those that meet all that is said.

    `articles` is a pattern of paths (`原文/b*`, `docs/`), '' for all.
    """

    articles: str = ""
    locales: Collection[Locale] = ()
    states: Collection[Standing] = ()
    weights: Collection[Weight] = ()

    def has(self, row: Progress) -> bool:
        """Whether an article in a locale is one of them."""
        weights = {weight for weight, _count in row.weights}
        return (
            self._names(row.article, row.target)
            and (not self.locales or row.locale in self.locales)
            and (not self.states or any(getattr(row, WAITS[how]) for how in self.states))
            and (not self.weights or not weights.isdisjoint(self.weights))
        )

    def wants(self, task: Task) -> bool:
        """Whether a unit is one of them."""
        states, weights = self.states, self.weights
        return (not states or task.how in states) and (not weights or task.weight in weights)

    def _names(self, *paths: str) -> bool:
        text = self.articles + ("**" if self.articles.endswith("/") else "")
        return not text or any(Pattern(text).match(path) is not None for path in paths)


EVERYTHING = Wanted()


def is_pattern(name: str) -> bool:
    """Whether a name stands for several articles."""
    return "*" in name or name.endswith("/")


@dataclass(frozen=True)
class Status:
    """How far every article is, worst first, and what is odd about the pairs.

    `unsynced` says that a source has changed since the last `sync`, `refused` that articles are
    left alone.
    """

    rows: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    unsynced: bool = False
    refused: bool = False


def status(project: Project, name: str | None = None, wanted: Wanted = EVERYTHING) -> Status:
    """Progress and staleness by article and locale, worst first, for the source as it is now.

    Of one article that is named the stale units are listed, those kept although the words of their
    source changed, and the opaque changes. One that is left alone has a row that says why.
    Of `wanted` ones alone nothing is said but their rows.
    """
    left = project.left_alone(name)
    findings = left.findings
    faulty = [pair for pair in project.pairs.pairs if not name and project.faults(pair)]
    rows = [_unread(project, pair) for pair in faulty]
    unsynced = False
    for pair in project.authored(name):
        looked = partial(_looked_at, project, pair, everything=name is not None)
        kept = f"status{'' if name is None else '!'} {pair.article}"
        one = project.kept.get(kept, _Article, looked)
        rows += one.rows
        unsynced |= one.unsynced
        findings = (*findings, *one.findings)
    odd = project.pairs.findings if name is None else ()
    ordered = (*worst_first(rows), *_sourceless(project, name))
    found = tuple(dict.fromkeys((*project.told(name), *findings, *odd)))
    return Status(
        tuple(filter(wanted.has, ordered)),
        found if wanted == EVERYTHING else (),
        unsynced,
        left.refused,
    )


@dataclass(frozen=True, slots=True)
class _Article:
    """The rows of one article, what is said of it, whether its source has moved on."""

    rows: tuple[Progress, ...]
    findings: tuple[Finding, ...] = ()
    unsynced: bool = False


def _looked_at(project: Project, pair: Pair, *, everything: bool) -> _Article:
    there = project.catalogue(pair, pair.authored)
    if there is None:
        note = _("no catalogue yet")
        return _Article((Progress(pair.article, pair.authored, pair.target, note=note),))
    catalogue = staleness.current(project, pair, there)
    row = _row(project, catalogue, pair.target)
    if row.stale:
        row = replace(row, behind=staleness.since(project, pair, catalogue))
    article = project.article(pair)
    derived: tuple[Progress, ...] = ()
    if isinstance(article, Edition | Orphan):
        row = _listed(project, article.holding(catalogue), row, everything=everything)
        derived = tuple(_derived(project, article, everything=everything))
    finding = staleness.not_current(pair, catalogue, project.config.tolerate)
    rows = (row, *derived)
    return _Article(rows, (finding,) if finding else (), catalogue is not there)


def _listed(
    project: Project, article: Edition | Orphan, row: Progress, *, everything: bool
) -> Progress:
    """A row with its opaque changes counted; with `everything` there is to see listed."""
    changes = opaque_changes(project, article)
    row = replace(row, opaque=len(changes))
    if not everything:
        return row
    late, reworded = staleness.listed(article, article.catalogue)
    return replace(row, units=late, kept_units=reworded, opaque_changes=changes)


def _derived(
    project: Project, article: Edition | Orphan, *, everything: bool
) -> Iterator[Progress]:
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            row = _row(project, child.catalogue, child.pair.target)
            changes = opaque_changes(project, child)
            listed = changes if everything else ()
            yield replace(row, opaque=len(changes), opaque_changes=listed)


def _unread(project: Project, pair: Pair) -> Progress:
    note, found = _("not readable"), refused(project.faults(pair)).findings
    return Progress(pair.article, pair.authored, pair.target, note=note, findings=found)


def _row(project: Project, catalogue: Catalogue, target: str) -> Progress:
    row = progress(catalogue, target)
    too_stale = staleness.too_stale(staleness.stale_units(catalogue), project.config.tolerate)
    own = catalogue.locale is project.config.authored
    return replace(row, current=not too_stale, authored=own)


def _sourceless(project: Project, name: str | None) -> tuple[Progress, ...]:
    if name is not None:
        return ()
    return tuple(
        Progress(pair.target, pair.authored, pair.target, note=_("no source"))
        for pair in project.named()
        if pair.source is None
    )
