"""Catalogues and links once files have other names: what follows, and what stands as it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from gettext import gettext as _
from posixpath import basename
from urllib.parse import unquote

from transpipe.editions.layout import policy
from transpipe.editions.opaque import changes_since
from transpipe.editions.outcome import finding
from transpipe.editions.project import Project
from transpipe.editions.relocated import Place, relocated
from transpipe.errors import TranspipeError
from transpipe.links.moves import Moves
from transpipe.model import Catalogue, Edition, Finding, Locale, Pair, Severity
from transpipe.po.header import accepted, accepting
from transpipe.ports import Converter
from transpipe.workflows.build import planned, written
from transpipe.workflows.own_files import others_naming, texts_naming


def catalogues(project: Project, moves: Moves) -> tuple[list[Catalogue], list[Finding]]:
    """The catalogues that move, or whose links follow; what is said of damaged ones that stay."""
    found: list[Catalogue] = []
    told: list[Finding] = []
    for pair, locale in _catalogued(project, moves):
        try:
            now = project.catalogue(pair, locale)
            parent = _parent(project, pair, locale)
        except TranspipeError as fault:
            if pair.article in moves.names:
                raise
            told.append(finding(fault))
            continue
        new = relocated(now, moves, pair.target, parent) if now else None
        if new is not None and new != now:
            found.append(new)
    return found, told


def _catalogued(project: Project, moves: Moves) -> Iterator[tuple[Pair, Locale]]:
    """The catalogues that are there of articles that move, or name what does."""
    for pair in project.pairs.pairs:
        for locale in Locale:
            path = project.workspace.catalogue_path(pair.article, locale)
            if path in project.files and _concerns(project, path, pair, moves):
                yield pair, locale


def _concerns(project: Project, path: str, pair: Pair, moves: Moves) -> bool:
    if pair.article in moves.names:
        return True
    with suppress(TranspipeError):
        text = unquote(project.workspace.read_text(path))
        return any(basename(old) in text for old in moves.names)
    return False


def places(project: Project, moves: Moves, kept: Sequence[Catalogue]) -> Iterator[Place]:
    """Each article in each locale of which something moved or follows."""
    changed = {(each.article, each.locale) for each in kept}
    followed = {own.path for own, _text in texts_naming(project, moves.names)}
    for pair in project.pairs.pairs:
        targets = {locale: _target(project, pair, locale) for locale in Locale}
        follows = pair.source in followed or (moves.of(pair.article), pair.authored) in changed
        for locale, target in targets.items():
            if follows or target in followed or (moves.of(pair.article), locale) in changed:
                parent = _parent(project, pair, locale)
                yield Place(pair.article, target, locale, pair.target, parent)


def _parent(project: Project, pair: Pair, locale: Locale) -> Catalogue | None:
    return project.catalogue(pair, pair.authored) if locale is not pair.authored else None


def _target(project: Project, pair: Pair, locale: Locale) -> str:
    return pair.target if locale is pair.authored else project.derived_path(pair.target, locale)


def left(project: Project, moves: Moves) -> Iterator[Finding]:
    """Files that are not the project's own, and still link to what has moved."""
    for path, named in others_naming(project, moves.names):
        for old in sorted(named):
            said = _("still links to {old}, which is {new} now")
            said = said.format(old=old, new=moves.of(old))
            yield Finding("dead-link", Severity.WARNING, said, path, 1)


def sources(
    project: Project, moves: Moves, kept: Sequence[Catalogue]
) -> Mapping[str, tuple[str, ...]]:
    """By the new names of these articles, the versions of their sources up to now."""
    old = {new: path for path, new in moves.names.items()}
    found: dict[str, tuple[str, ...]] = {}
    for catalogue in (each for each in kept if each.locale is project.config.authored):
        article = project.article(project.find(old.get(catalogue.article, catalogue.article)))
        if isinstance(article, Edition):
            texts = (*project.adopted.sources(article), article.source.text)
            found[catalogue.article] = tuple(dict.fromkeys(texts))
    return found


def settled(
    project: Project, moves: Moves, before: Mapping[str, tuple[str, ...]], converter: Converter
) -> tuple[str, ...]:
    """The files of articles whose links follow, built as they are now; answers with their paths.

    `before` are the versions that their sources had. Definitions and the like that follow are
    nothing that a translation has missed. An article in which people's edits wait is left to the
    next `sync`.
    """
    if project.workspace.dry_run:
        return ()
    paths: list[str] = []
    for name, texts in before.items():
        with suppress(TranspipeError):
            now = project.reopened()
            paths += _accepted(now, moves, name, texts)
            now = now.up_to_date()
            plan = planned(now, name, policy(now.config), converter)
            paths += written(now, plan).written
    return tuple(paths)


def _accepted(project: Project, moves: Moves, name: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Says of the opaque changes that moving has made that the copies stand as they are."""
    article = project.article(project.find(name))
    old = {new: path for path, new in moves.names.items()}.get(name, name)
    names = {
        each
        for change in changes_since(article, texts)
        for each in change.names
        if change.before
        and moves.text(old, change.before, project.config.cut_of(old)) == change.after
    }
    if not names or not isinstance(article, Edition):
        return ()
    now = accepting(article.catalogue, accepted(article.catalogue) | names)
    return project.catalogues.keep(now)
