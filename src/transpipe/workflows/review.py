"""What changed between two states of a repository, unit by unit. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _

from transpipe.editions.adoptions import adoption
from transpipe.editions.at_moment import article_of, beside_old_file, localised
from transpipe.editions.compared import Compared, Versions
from transpipe.editions.drafted import drafts
from transpipe.editions.former_names import former_names
from transpipe.editions.moments import Moment, at_commit, is_undated, rehearsed
from transpipe.editions.outcome import Outcome, finding
from transpipe.editions.project import Project
from transpipe.editions.sides import Side
from transpipe.errors import TranspipeError
from transpipe.model import (
    Adoption,
    Change,
    Comparison,
    Edition,
    Finding,
    Locale,
    Orphan,
    Pair,
    Renamed,
    Severity,
    Tally,
)
from transpipe.ports import Commits, Converter, Timeline
from transpipe.publish.review import (
    Screen,
    Style,
    as_document,
    as_html,
    as_lines,
    as_markdown,
    as_rows,
    in_order,
)
from transpipe.workflows.sync import sync

__all__ = [
    "Comparison",
    "Screen",
    "Style",
    "Wish",
    "as_document",
    "as_html",
    "as_lines",
    "as_markdown",
    "as_rows",
    "compare",
    "review",
    "since",
]

SHORT = 12  # digits of a commit that are shown


@dataclass(frozen=True)
class Wish:
    """Which revisions are compared: `head` is '' for the work tree; which article, None for all.

    The derived locales are looked at where they are asked for. `since` is the commit that is meant
    by `base`; '' for that itself.
    """

    base: str = "HEAD"
    head: str = ""
    name: str | None = None
    derived: bool = False
    since: str = ""


def review(project: Project, commits: Commits, converter: Converter, wish: Wish) -> Comparison:
    """The units and blocks that differ, worst first; catalogues and hand-edited files alike.

    Both states are synced in memory first, as clones that remember nothing of earlier work would
    be: what is shown depends on the files alone. Findings tell of what is left alone, or was
    damaged then. Raises GitFault, ArticleNotFound.
    """
    mounted = project.workspace.mounts.found
    base = commits.at(wish.since or wish.base, mounted)
    before, wish = at_commit(project, base), replace(wish, since=base.commit)
    now = commits.at(wish.head, mounted) if wish.head else None
    after = at_commit(project, now) if now is not None else rehearsed(project)
    return compare(Moment.of(before), Moment.of(after), converter, wish)


def since(timeline: Timeline, wish: Wish) -> Wish:
    """The same from where the head left the line of the base: what a pull request would bring.

    Where that is not the base itself, it is named as a commit. Raises GitFault.
    """
    commit = timeline.branched_off(wish.base, wish.head or "HEAD")
    known = timeline.find(wish.base)
    return replace(wish, base=wish.base if commit == known else commit[:SHORT], since=commit)


def compare(before: Moment, after: Moment, converter: Converter, wish: Wish) -> Comparison:
    """The same of two moments that have been looked at already, and synced perhaps."""
    found = _Reviewed(wish, before, after, converter)
    changes, tallies, adoptions = list[Change](), list[Tally](), list[Adoption]()
    renamed: list[Renamed] = []
    for pair, former in found.pairs:
        adoptions += found.adoptions(pair)
        renamed += found.renamed(pair, former)
        for compared in found.compared(pair, former):
            changes += compared.changes()
            tallies.append(Tally(pair.article, compared.locale, compared.unchanged))
    outcome = after.project.left_alone(wish.name) + found.outcome
    return Comparison(
        wish.base,
        wish.head,
        in_order(changes),
        tuple(adoptions),
        tuple(tallies),
        outcome.findings,
        outcome.refused,
        renamed=tuple(renamed),
    )


@dataclass(frozen=True, eq=False)
class _Reviewed:
    """The repository at both moments."""

    wish: Wish
    then: Moment
    now: Moment
    converter: Converter

    @property
    def before(self) -> Project:
        """The repository as it was, as far as a sync changes nothing of it."""
        return self.then.project

    @property
    def after(self) -> Project:
        """The same as it is."""
        return self.now.project

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths that differ."""
        base = self.wish.since or self.wish.base
        return frozenset(self.after.history.changed(base, self.wish.head))

    @cached_property
    def pairs(self) -> tuple[tuple[Pair, Pair | None], ...]:
        """The articles that differ, each with what it was; one that is gone is what it was."""
        there = {pair.target: pair for pair in self.before.pairs.pairs}
        there |= {pair.article: pair for pair in self.before.pairs.pairs}
        found: list[tuple[Pair, Pair | None]] = []
        for pair in self.after.named(self.wish.name):
            former = self._formers.get(pair.article)
            former = former or there.get(pair.article) or there.get(pair.target)
            if former in self._formers.values() and pair.article not in self._formers:
                continue  # a Chinese file that was left at the old name
            if self._touches(pair) or (former is not None and self._touches(former)):
                found.append((pair, former))
        names = {path for pair in self.after.pairs.pairs for path in (pair.source, pair.target)}
        for pair in self.before.named() if self.wish.name is None else ():
            if pair in self._formers.values():
                continue
            if names.isdisjoint((pair.source, pair.target)) and self._touches(pair):
                found.append((pair, pair))
        return tuple(found)

    @cached_property
    def _formers(self) -> Mapping[str, Pair]:
        """What articles were that have another name now."""
        wanted = (pair for pair in self.after.named(self.wish.name) if self._touches(pair))
        return former_names(self.before, self.after, wanted)

    def renamed(self, pair: Pair, former: Pair | None) -> Iterator[Renamed]:
        """The files of an article that have other names than they had."""
        if former is None or former.source is None or pair.source is None:
            return
        if former.source != pair.source:
            yield Renamed(former.source, pair.source)
        if former.target != pair.target and self.after.workspace.exists(pair.target):
            yield Renamed(former.target, pair.target)

    def _touches(self, pair: Pair) -> bool:
        workspace = self.after.workspace
        paths = {*filter(None, (pair.source, *self.after.translations(pair)))}
        paths |= {workspace.catalogue_path(pair.article, locale) for locale in self._locales}
        elsewhere = workspace.is_mounted(pair.article)
        return not self.changed.isdisjoint(paths) or (elsewhere and self._is_other(pair.article))

    def _is_other(self, path: str) -> bool:
        """Whether a file that lies elsewhere says something else than it did."""
        then, now = self.before.workspace, self.after.workspace
        texts = [each.read_bytes(path) if each.exists(path) else None for each in (then, now)]
        return texts[0] != texts[1]

    @property
    def _locales(self) -> tuple[Locale, ...]:
        config = self.after.config
        return config.locales if self.wish.derived else (config.authored,)

    def _sync(self, project: Project) -> Outcome:
        return sync(project, None, self.converter)

    @cached_property
    def _old(self) -> Project:
        """The repository as it was, synced where it is looked at."""
        there = [former for _pair, former in self._looked_at if former]
        sound = [pair for pair in there if not self._damaged(pair)]
        olds = [p for p in sound if not is_undated(self.before, self.after, p.article)]
        return self.then.synced(olds, self._sync)[0]

    @cached_property
    def _new(self) -> tuple[Project, Outcome]:
        """The same as it is, and what was refused."""
        news = [pair for pair, _former in self._looked_at if self._is_there(pair)]
        return self.now.synced(news, self._sync)

    @property
    def _looked_at(self) -> list[tuple[Pair, Pair | None]]:
        return [each for each in self.pairs if self._is_compared(each[0])]

    def _is_there(self, pair: Pair) -> bool:
        return pair in self.after.pairs.pairs

    def _is_compared(self, pair: Pair) -> bool:
        """Whether more can be said than that an article was adopted."""
        if not self._is_adopted(pair):
            return True
        paths = filter(None, (pair.source, pair.target))
        return not self.changed.isdisjoint(paths) or self.after.workspace.is_mounted(pair.article)

    def _is_adopted(self, pair: Pair) -> bool:
        """Whether an article has a catalogue now, and had none."""
        former = self._formers.get(pair.article, pair).article
        return pair.article in self.now.catalogued and former not in self.then.catalogued

    def adoptions(self, pair: Pair) -> Iterator[Adoption]:
        """That an article was adopted."""
        if self._is_adopted(pair):
            project = self._new[0] if self._is_compared(pair) else self.after
            article = project.article(project.find(pair.article))
            if isinstance(article, Edition | Orphan) and article.file.text:
                yield adoption(article)

    def compared(self, pair: Pair, former: Pair | None) -> Iterator[Compared]:
        """The two versions of an article, in each locale that is looked at."""
        if not self._is_compared(pair) or (former is not None and self._damaged(former)):
            return
        fresh = former is None or former.article not in self.then.catalogued
        old, new = article_of(self._old, former), article_of(self._new[0], pair)
        project = self._new[0]
        if pair.article in self._formers:
            new = beside_old_file(project, old, new)
        for locale in self._locales:
            sides = localised(self._old, old, locale), localised(project, new, locale)
            authored = locale is pair.authored
            path = pair.target if authored else project.derived_path(pair.target, locale)
            known = drafts(project.history, project.workspace.catalogue_path(pair.article, locale))
            here = replace(pair, target=path)
            both = Versions(here, Side(sides[0]), Side(sides[1]), known)
            yield Compared(both, locale, adopted=fresh and authored)

    def _damaged(self, pair: Pair) -> tuple[TranspipeError, ...]:
        """Why nothing can be said of what an article was."""
        return self.before.faults(pair)

    @property
    def outcome(self) -> Outcome:
        """What is left alone, and what cannot be compared because it was damaged then."""
        found: list[Finding] = []
        for _pair, former in self.pairs:
            found += map(self._told, self._damaged(former) if former is not None else ())
        return self._new[1] + Outcome(findings=tuple(found))

    def _told(self, fault: TranspipeError) -> Finding:
        said = _("nothing to compare with: it was damaged in {base}: {reason}")
        told = finding(fault)
        message = said.format(base=self.wish.base, reason=told.message)
        return Finding("damaged-then", Severity.WARNING, message, told.file, told.line)
