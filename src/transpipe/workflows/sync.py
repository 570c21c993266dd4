"""Keeping catalogues current: changes of the source, and people's edits of the Chinese files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from transpipe.convert.variants import derive
from transpipe.editions.context import Context
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.last_known import last_known
from transpipe.editions.merge_base import find_merge_base, less_new, remember, source_before
from transpipe.editions.moved_words import Elsewhere, begin, elsewhere, overrides
from transpipe.editions.opening import defined_labels
from transpipe.editions.orphans import left_behind, unreadable
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.recut import recut
from transpipe.editions.renamed import renamed
from transpipe.editions.sync_edition import Moved, Synced, sync_edition
from transpipe.model import (
    Accepting,
    Article,
    Catalogue,
    Edition,
    Finding,
    Fresh,
    Locale,
    Pair,
    Severity,
    Unit,
    Unread,
    Words,
)
from transpipe.ports import Converter
from transpipe.source_edits.merge import merge
from transpipe.workflows.align import align_articles

NOTHING_ACCEPTED = Accepting()


def sync(
    project: Project,
    name: str | None,
    converter: Converter,
    accepting: Accepting = NOTHING_ACCEPTED,
) -> Outcome:
    """Brings catalogues up to date with 原文/ and with people's edits in 译文/; loses nothing.

    An article that was renamed goes on with its catalogue; any other translation without one is
    aligned first. Run again, it writes nothing. `accepting` is what of it all stands as it is.
    """
    with project.workspace.locked():
        outcome = project.left_alone(name)
        for begin_some in (_renamed, _adopted):
            begun_now = begin_some(project, name, converter)
            outcome += begun_now
            if begun_now.written:
                project = project.reopened()
        outcome += _synced(project, name, converter, accepting)
        outcome += recut(project, name, converter)
        if name is None:
            outcome += Outcome(findings=left_behind(project)) + unreadable(project)
    return outcome + Outcome(findings=project.told(name))


def _synced(
    project: Project, name: str | None, converter: Converter, accepting: Accepting
) -> Outcome:
    outcome, anchors_of = Outcome(), project.anchors()
    others = elsewhere(project, name)

    def synced(pair: Pair) -> Outcome:
        context = Context(project, project.links(pair, anchors_of), converter, accepting)
        return _sync_article(project.article(pair), others, context)

    for pair in project.authored(name):
        project.step(pair.article)
        now = partial(synced, pair)
        if name is None:
            now = partial(project.kept.get, f"sync {pair.article}", Outcome, now)
        outcome += one_of_many(name, now)
    others.lost.save()
    return outcome


def _renamed(project: Project, name: str | None, _converter: Converter) -> Outcome:
    return renamed(project, name)


def _adopted(project: Project, name: str | None, converter: Converter) -> Outcome:
    return align_articles(project, name, converter, quiet=True)


def _sync_article(article: Article, others: Elsewhere, context: Context) -> Outcome:
    """One article in all its locales."""
    match article:
        case Edition():
            return _sync_locales(article, others, context)
        case Fresh() | Unread():
            return _sync_locales(begin(article), others, context)
    said = _("is empty; its catalogue and its translation stay as they are")
    return Outcome(findings=(Finding("empty-source", Severity.WARNING, said, article.name, 1),))


def _sync_locales(edition: Edition, others: Elsewhere, context: Context) -> Outcome:
    project = context.project
    # As they are before their parent is: what follows from that is made of it anew each time.
    children = {x: project.derived(edition, x) for x in project.config.derived}
    words, synced, outcome = _sync(edition, Moved(others.alone(edition), others), None, context)
    edition = words.edition
    others.lost.note(edition.pair, edition.source, edition.catalogue)
    for locale in project.config.derived:
        came = overrides(project, synced.came_from, locale)
        child = children[locale] or _begun(edition, locale, came, context)
        if child is not None:
            child = less_new(project, child)
            before = source_before(project, child)
            found = merge(child.source, child.catalogue, came, before=before)
            outcome += _sync(child, Moved(found), words, context)[2]
    return outcome


def _begun(
    edition: Edition, locale: Locale, came: Sequence[Unit], context: Context
) -> Edition | None:
    """The article in a derived locale, begun where words came, or a file waits to be taken in."""
    fresh = Catalogue(edition.name, locale, cut=edition.source.cut)
    child = context.project.beside(edition, fresh)
    if came:
        return child
    if not child.is_written:
        return None
    known = last_known(context.project, edition, locale)
    labels = defined_labels(edition)
    return child.holding(derive(edition.catalogue, known, context.converter, locale, labels))


def _sync(
    edition: Edition, moved: Moved, words: Words | None, context: Context
) -> tuple[Words, Synced, Outcome]:
    """Writes an edition as both sides want it; answers with its words, for those that take them."""
    project = context.project
    base = find_merge_base(project, edition.holding(moved.merged.catalogue))
    synced = sync_edition(edition, moved, words, base, context)
    edition = edition.holding(synced.catalogue)
    written = write_catalogue(project, edition, base, synced.given_up)
    if synced.base is not None:
        # After the catalogue: killed between the two, the edits are found once more, and are there.
        remember(project.workspace, edition.name, synced.base)
    outcome = Outcome(written, synced.findings, synced.refused)
    return Words(edition, base.catalogue if base else None), synced, outcome
