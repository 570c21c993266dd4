"""The index and the files in step: what is wrong with its rows, mended; what they say, renewed.

An index is read without the pairs of the repository where that is enough: a row that leads out of
it, which every other command refuses, is mended here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _

from transpipe.config import Config
from transpipe.editions.outcome import Outcome
from transpipe.editions.pairing import NOTICES
from transpipe.editions.project import Project, opened
from transpipe.errors import ArticleNotFound, BadArgument, BadLink, BadSetting
from transpipe.model import Finding, Pair, Severity
from transpipe.pairs import reading_list
from transpipe.pairs.derived import DerivedNames, used
from transpipe.pairs.index import Row, Side, address, rows
from transpipe.pairs.naming import file_name, folded
from transpipe.pairs.patterns import SUFFIXES
from transpipe.pairs.resolve import LinkedRow, resolve_rows
from transpipe.pairs.row_repairs import RowRepairs
from transpipe.pairs.row_suffixes import RowArticle, Suffixes, is_suffix
from transpipe.pairs.tree import Tree, bare_address
from transpipe.ports import History
from transpipe.publish.standing_table import share
from transpipe.repository import Workspace
from transpipe.workflows.status import status

# What pairing finds that is said of rows, and of files that no row links.
_OF_ROWS = frozenset(NOTICES) - {"sourceless"}


@dataclass(frozen=True)
class Indexes:
    """The indexes of a repository, and all that is known of its files without its pairs."""

    workspace: Workspace
    config: Config
    history: History
    _names: dict[str, Collection[str]] = field(default_factory=dict)

    @cached_property
    def tree(self) -> Tree:
        """The files, less those of derived locales."""
        files = self.workspace.files()
        names, locales = DerivedNames(files, self.config), used(files, self.config)
        ours = {p: size for p, size in files.items() if not names.is_derived(p, locales)}
        return Tree(ours, self.workspace.read_text, self.config)

    def paths(self, named: str | None) -> tuple[str, ...]:
        """The indexes of the settings that are there, or the one that is named."""
        if named is not None:
            path = self.tree.find(named.removeprefix("./"))
            if path is None:
                raise ArticleNotFound(named, self.tree.nearest(named))
            return (path,)
        there = filter(None, map(self.tree.find, self.config.index))
        found = tuple(path for path in there if path.lower().endswith(SUFFIXES))
        if not found:
            said = _("there is no index: {paths}; name one, or set `index`")
            raise BadArgument(said.format(paths=", ".join(self.config.index)))
        return found

    def repairs(self, index: str) -> RowRepairs:
        """An index with what is wrong with its rows."""
        return RowRepairs(self.tree, index, self.workspace.read_text(index), self._former)

    def _former(self, path: str) -> Collection[str]:
        """The names that git knows a file by."""
        if path not in self._names:
            self._names[path] = {each.path for each in self.history.revisions(path)}
        return self._names[path]

    @cached_property
    def project(self) -> Project | None:
        """The repository with its pairs; None where a row keeps them from being found."""
        with suppress(BadLink):
            return opened(self.workspace, self.config, self.history)
        return None


def check(indexes: Indexes, named: str | None, english: str | None = None) -> tuple[Finding, ...]:
    """What is wrong with the rows, and what the list has not as the English one has it.

    That is the source of the index, or the file `english`. Nothing is written.
    """
    found: list[Finding] = []
    project = indexes.project
    for index in indexes.paths(named):
        found += [fault.finding for fault in indexes.repairs(index).faults]
        found += _outdated(project, index) if project else ()
        found += _compared(indexes, index, english)
    told = project.pairs.findings if project and named is None else ()
    found += [each for each in told if each.code in _OF_ROWS]
    return tuple(dict.fromkeys(found))


def _outdated(project: Project, index: str) -> Iterator[Finding]:
    """The rows that `update` would write otherwise."""
    before, after = _updated(project, index)
    for number, (old, new) in enumerate(zip(before.split("\n"), after.split("\n"), strict=True), 1):
        if old != new:
            said = _("`transpipe index update` writes: {row}").format(row=new.strip())
            yield Finding("outdated-row", Severity.INFO, said, index, number)


def _compared(indexes: Indexes, index: str, english: str | None) -> Sequence[Finding]:
    source = english or _source(indexes.project, index)
    if source is None:
        return ()
    theirs = indexes.workspace.read_any(source) if english else indexes.workspace.read_text(source)
    ours = indexes.workspace.read_text(index)
    return reading_list.findings(index, reading_list.compare(theirs, ours))


def _source(project: Project | None, index: str) -> str | None:
    """The English list that an index is the translation of, None where it is none."""
    pairs = project.pairs.pairs if project else ()
    return next((pair.source for pair in pairs if pair.target == index and pair.source), None)


def fix(indexes: Indexes, named: str | None) -> Outcome:
    """Mends separators, encodings and dead links of rows; nothing else in an index changes.

    What nobody can know stays, and is told.
    """
    with indexes.workspace.locked():
        outcome = Outcome()
        for index in indexes.paths(named):
            repairs = indexes.repairs(index)
            left = tuple(fault.finding for fault in repairs.faults if fault.new is None)
            outcome += Outcome(indexes.workspace.write(index, repairs.mended), left)
    return outcome


def update(project: Project, named: str | None, only: str = "") -> Outcome:
    """Writes the links to both texts, and how far they are, behind the words of rows.

    A row is that of an article that it links; else the only one with its address or title. With
    `only` the rows of other articles stay. Raises BadSetting where the settings would have links
    written that nobody knows again.
    """
    _refuse_odd(project.config)
    indexes = Indexes(project.workspace, project.config, project.history)
    with project.workspace.locked():
        written = Outcome()
        for index in indexes.paths(named):
            _before, after = _updated(project, index, only)
            written += Outcome(project.workspace.write(index, after))
    return written


def _refuse_odd(config: Config) -> None:
    for key in ("source", "target"):
        form = getattr(config.rows, key)
        if form and not is_suffix(form):
            line = dict(config.origins).get(f"rows.{key}", 1)
            said = _("{form} has no label that is known: 原文 or 译文, for one").format(form=form)
            raise BadSetting(config.path, line, f"rows.{key}: {said}")


def _updated(project: Project, index: str, only: str = "") -> tuple[str, str]:
    """An index as it is, and as it should be."""
    text = project.workspace.read_text(index)
    told = [row for row in status(project).rows if row.authored and row.total]
    done = {row.article: share([row]) for row in told}
    standings: dict[int, RowArticle] = {}
    for line, pair in _articles(project, index, text):
        target = pair.target if pair.target in project.files else ""
        if only in ("", pair.article):
            standings[line] = RowArticle(pair.source or "", target, done.get(pair.article))
    return text, Suffixes(index, text, project.config.rows).updated(standings)


def _articles(project: Project, index: str, text: str) -> Iterator[tuple[int, Pair]]:
    """The lines of rows, each with the article that it is of."""
    tree = Tree(project.files, project.workspace.read_text, project.config)
    by_path = {path: pair for pair in project.pairs.pairs for path in (pair.source, pair.target)}
    linked = {row.line: row for row in resolve_rows(tree, index)}
    seen: set[str] = set()
    for line, row in linked.items():
        pair = by_path.get(row.source) or by_path.get(row.target)
        if pair and pair.article not in seen:
            seen.add(pair.article)
            yield line, pair
    yield from _unlinked(project, tree, [r for r in rows(text) if _is_free(r, linked)], seen)


def _is_free(row: Row, linked: Collection[int] | dict[int, LinkedRow]) -> bool:
    labelled = any(link.side is not Side.NEITHER for link in row.links)
    return bool(row.marker) and row.marker != "|" and row.line not in linked and not labelled


def _unlinked(
    project: Project, tree: Tree, free: Sequence[Row], seen: Collection[str]
) -> Iterator[tuple[int, Pair]]:
    """Of the articles that no row links, those that one alone tells of: by address, by title."""
    names: dict[str, list[int]] = {}
    for row in free:
        for name in filter(None, (*_addresses(row), *_titles(row))):
            names.setdefault(name, []).append(row.line)
    taken: set[int] = set()
    for pair in project.pairs.pairs:
        if pair.source and pair.article not in seen:
            said = (names.get(name, []) for name in _names(project, tree, pair))
            line = next((lines[0] for lines in said if len(lines) == 1), None)
            if line is not None and line not in taken:
                taken.add(line)
                yield line, pair


def _addresses(row: Row) -> Iterator[str]:
    yield from (bare_address(address(link.target)) for link in row.links)


def _titles(row: Row) -> Iterator[str]:
    for title in {row.words, *(link.text for link in row.links[:1])}:
        yield folded(file_name(title))


def _names(project: Project, tree: Tree, pair: Pair) -> Iterator[str]:
    """By what a row may tell of an article: its address, what it and its files are called."""
    said = project.config.metadata(pair.article)
    urls = (said.original, tree.upstream(pair.source or ""), pair.url)
    yield from filter(None, (bare_address(address(url)) for url in urls))
    stems = (
        path.rpartition("/")[2].rpartition(".")[0] for path in (pair.target, pair.source or "")
    )
    yield from filter(None, (folded(file_name(said.title)), *map(folded, stems)))
