"""Chinese files in which git left marks, rebuilt from the merged catalogues and both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _

from transpipe.editions import cache
from transpipe.editions.context import Context
from transpipe.editions.layout import policy
from transpipe.editions.opening import Opening
from transpipe.editions.outcome import Outcome, one_of_many, refused
from transpipe.editions.project import Project
from transpipe.editions.resolving import resolved, write_resolved
from transpipe.editions.torn import Torn, other_faults, torn_files
from transpipe.errors import UnfinishedMerge
from transpipe.model import Cut, Document, Edition, Finding, Locale, Pair, Severity, Words
from transpipe.ports import Converter
from transpipe.workflows.build import planned, written
from transpipe.workflows.sync import sync


def resolve(project: Project, names: Sequence[str], converter: Converter) -> Outcome:
    """Takes git's marks out of Chinese files; what both sides said stands, or is in a conflict.

    What is wrong in a source or a catalogue must be mended first: such an article is left alone.
    """
    outcome = Outcome()
    with project.workspace.locked():
        for pair in dict.fromkeys(_wanted(project, names)):
            name = pair.article if names else None
            outcome += one_of_many(name, partial(_resolve, project, pair, converter))
    return outcome


def _wanted(project: Project, names: Sequence[str]) -> Iterator[Pair]:
    if not names:
        yield from project.pairs.pairs
    for name in names:
        yield project.find(name)


def _resolve(project: Project, pair: Pair, converter: Converter) -> Outcome:
    """One article in all its locales; then it is synced and built."""
    files = torn_files(project, pair)
    faults = other_faults(project, pair, files)
    if not files:
        return refused(faults)
    for fault in faults:
        raise fault
    written_files = _untorn(project, pair, files, converter)
    if project.workspace.dry_run:
        return written_files
    project = project.reopened()
    outcome = written_files + sync(project, pair.article, converter)
    project = project.reopened()
    built = planned(project, pair.article, policy(project.config), converter)
    return _told_once(outcome + written(project, built))


def _told_once(outcome: Outcome) -> Outcome:
    return replace(
        outcome,
        written=tuple(dict.fromkeys(outcome.written)),
        findings=tuple(dict.fromkeys(outcome.findings)),
    )


def _untorn(project: Project, pair: Pair, files: Sequence[Torn], converter: Converter) -> Outcome:
    """Writes the files of an article without marks, and its catalogues."""
    outcome = Outcome()
    context = Context(project, project.links(pair, project.anchors()), converter)
    edition = _opened(project, pair, pair.authored, files)
    torn = {each.path: each for each in files}
    words = Words(edition, None)
    if pair.target in torn:
        found = resolved(edition, torn[pair.target], None, context)
        outcome += Outcome(write_resolved(found, context), found.findings)
        words = Words(found.edition, found.base.catalogue if found.base else None)
    for locale in project.config.derived:
        path = project.derived_path(pair.target, locale)
        if path in torn:
            child = _opened(project, pair, locale, files)
            found = resolved(child, torn[path], words, context)
            outcome += Outcome(write_resolved(found, context), found.findings)
    return outcome + Outcome(findings=tuple(map(_told, files)))


def _told(torn: Torn) -> Finding:
    said = _("git's marks are out; once you have looked: `git add {path}`")
    return Finding("resolved", Severity.INFO, said.format(path=torn.path), torn.path, 1)


def _opened(project: Project, pair: Pair, locale: Locale, files: Sequence[Torn]) -> Edition:
    """An edition whose files with marks say what is ours. Raises UnfinishedMerge without one."""
    own = locale is pair.authored
    target = pair.target if own else project.derived_path(pair.target, locale)
    path = project.workspace.catalogue_path(pair.article, locale)
    torn = {each.path: each.ours.text for each in files}
    usual = project.config.cut_of(pair.article)

    def text_of(name: str) -> str:
        if name in torn:
            return torn[name]
        return project.workspace.read_text(name) if project.workspace.exists(name) else ""

    def source(cut: Cut | None) -> Document | None:
        text = text_of(pair.source) if pair.source else ""
        return cache.document(text, cut or usual, source=True) if text.strip() else None

    def file(cut: Cut | None) -> Document | None:
        text = text_of(target)
        return cache.document(text, cut or usual, source=False) if text.strip() else None

    opening = Opening(pair.article, locale, target, source, file)
    if not project.workspace.exists(path):
        raise UnfinishedMerge(target, 1)
    catalogue = project.catalogues.open(opening, project.workspace.read_text(path))
    english = source(catalogue.cut)
    if english is None:
        raise UnfinishedMerge(target, 1)
    said = file(catalogue.cut) or Document.blank(catalogue.cut)
    return Edition(replace(pair, target=target), said, catalogue, english)
