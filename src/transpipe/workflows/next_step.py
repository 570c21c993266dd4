"""The next thing to do in a repository, one that makes progress. Nothing here writes.

What a command can do comes first, in the order in which data flows; then what a person must do, the
most pressing first. What a command has just done for all articles is not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transpipe import po
from transpipe.convert.variants import base
from transpipe.editions.agreement import Agreement, agreement
from transpipe.editions.build_edition import dry
from transpipe.editions.layout import policy
from transpipe.editions.opaque import opaque_changes, to_follow
from transpipe.editions.opening import find_words
from transpipe.editions.overwriting import has_newer_words
from transpipe.editions.project import Project
from transpipe.editions.staleness import current
from transpipe.editions.torn import may_resolve
from transpipe.editions.waiting import untranslated
from transpipe.errors import TranspipeError
from transpipe.model import (
    AUTHORED,
    Article,
    Catalogue,
    Catalogued,
    Edition,
    Fresh,
    Layout,
    Owner,
    Standing,
    Unread,
    standing,
)
from transpipe.ports import Converter
from transpipe.workflows.build import planned


class Act(StrEnum):
    """What is to be done next: by the command that is called so, or by a person."""

    INIT = "init"
    BEGIN = "begin"  # there is no article yet
    RESOLVE = "resolve"  # files in which git left marks
    ALIGN = "align"
    SYNC = "sync"
    CONVERT = "convert"
    BUILD = "build"
    FILL = "build --fill"  # words that stand in no file
    CHOOSE = "choose"  # between the two texts of a conflict
    UPDATE = "update"  # what is stale
    LOOK = "look"  # at what is doubtful
    TRANSLATE = "translate"
    CONFIRM = "confirm"  # drafts
    MEND = "mend"  # files for which articles are left alone
    STATUS = "status"  # of all articles: the one at hand is done
    NOTHING = "nothing"


# What need not be done again after a command that went over all articles.
DONE_BY = {
    "align": {Act.ALIGN},
    "sync": {Act.ALIGN, Act.SYNC},
    "convert": {Act.CONVERT},
    "build": {Act.BUILD},
    "build --fill": {Act.BUILD, Act.FILL},
    "run": {Act.ALIGN, Act.SYNC, Act.CONVERT, Act.BUILD},
}
# What a person must do, the most pressing first.
PERSONS = (
    (Standing.CONFLICT, Act.CHOOSE),
    (Standing.STALE, Act.UPDATE),
    (Standing.DOUBTFUL, Act.LOOK),
    (Standing.MISSING, Act.TRANSLATE),
    (Standing.DRAFT, Act.CONFIRM),
)
# What waits for a person in a derived locale; the rest follows what it is derived from.
_OWN = (Standing.CONFLICT, Standing.STALE, Standing.DOUBTFUL)


@dataclass(frozen=True)
class Done:
    """What a command has just done ('' for nothing to the point): to one article, or to all."""

    command: str = ""
    article: str | None = None


NOTHING_DONE = Done()


@dataclass(frozen=True)
class Step:
    """The next thing to do. For a person: how many units in how many articles, and the first.

    `article` has most of them. `file` is what to write into: the translation, or the `catalogue`
    where there is none yet. `engine` is what drafts, '' where it must be named; None says that it
    has just done what it can. Where there is nothing to do, `count` are the opaque changes that
    files do not follow.
    """

    act: Act
    count: int = 0
    articles: int = 0
    article: str = ""
    file: str = ""
    catalogue: str = ""
    engine: str | None = None


def next_step(project: Project, converter: Converter, did: Done = NOTHING_DONE) -> Step:
    """The next step after a command: in the whole repository, or in the article it was for.

    Whoever follows it comes to another one: either something has changed, or it is left out. Of
    one article none but it is read.
    """
    if not project.workspace.has_settings():
        return Step(Act.INIT)
    if not project.pairs.pairs:
        return Step(Act.BEGIN)
    articles = tuple(project.articles(did.article))
    done = DONE_BY.get(did.command, set())
    for act, is_due in _DUE:
        if act not in done and is_due(project, articles, converter):
            return Step(act, article=did.article or "")
    step = for_person(project, did.article)
    if did.article is not None and step.act is Act.NOTHING:
        return Step(Act.STATUS)
    return step if did.command != "draft" else replace(step, engine=None)


def for_person(project: Project, name: str | None = None) -> Step:
    """What a person is to do next, in all articles or in the one of that name."""
    found = [(each, _counts(each)) for each in _catalogued(project, name)]
    for how, act in PERSONS:
        total = sum(counts[how] for _each, counts in found)
        if total:
            each, _most = max(found, key=lambda one: one[1][how])
            path = project.workspace.catalogue_path(each.name, each.locale)
            file = each.pair.target if each.is_written else path
            articles = len({each.name for each, counts in found if counts[how]})
            return Step(act, total, articles, each.name, file, path, project.config.draft.engine)
    left = project.left_alone(name).findings
    return Step(Act.MEND, len(left), file=left[0].file) if left else _unfollowed(project, name)


def _unfollowed(project: Project, name: str | None) -> Step:
    """Nothing to do but, perhaps, to follow opaque changes of sources: no command ends them."""
    counts = {each: len(opaque_changes(project, each)) for each in project.catalogued(name)}
    most = max(counts, key=lambda each: counts[each], default=None)
    if most is None or not counts[most]:
        return Step(Act.NOTHING)
    articles = sum(map(bool, counts.values()))
    total = sum(counts.values())
    return Step(Act.NOTHING, total, articles, most.name, most.pair.target)


def _catalogued(project: Project, name: str | None) -> Iterator[Catalogued]:
    """All that has a catalogue, in every locale, for the source as it is now."""
    for article in project.catalogued(name):
        yield article.holding(current(project, article.pair, article.catalogue))
        for locale in project.config.derived:
            child = project.derived(article, locale)
            if child is not None:
                yield child


def _counts(article: Catalogued) -> dict[Standing, int]:
    counts = {how: article.catalogue.counts()[how] for how, _act in PERSONS}
    if article.locale is AUTHORED:
        return counts
    own = [unit for unit in article.catalogue.active() if unit.owner is Owner.PERSON]
    return {how: sum(standing(u) is how for u in own) if how in _OWN else 0 for how in counts}


# ── What a command can do ───────────────────────────────────────────────────────────────────


def _may_align(_project: Project, articles: Sequence[Article], _converter: Converter) -> bool:
    unread = (each for each in articles if isinstance(each, Unread))
    return any(untranslated(each) is None for each in unread)


def _may_sync(project: Project, articles: Sequence[Article], _converter: Converter) -> bool:
    return any(_is_unsynced(project, each) for each in articles)


def _is_unsynced(project: Project, article: Article) -> bool:
    """Whether there is no catalogue, or the source or the file has moved on since the last sync."""
    if isinstance(article, Fresh | Unread):
        return True
    if not isinstance(article, Edition):
        return False
    now = current(project, article.pair, article.catalogue)
    editions = (article, *_children(project, article))
    return not po.alike(now, article.catalogue) or any(
        _has_newer_file(project, each) for each in editions
    )


def _has_newer_file(project: Project, edition: Edition) -> bool:
    """Whether a file has words for its catalogue: typed since, or taken out of that by git."""
    which = agreement(project, edition)
    if which is Agreement.CATALOGUE:
        return edition.is_written and has_newer_words(project, edition)
    return which is Agreement.FILE


def _children(project: Project, article: Edition) -> Iterator[Edition]:
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            yield child


def _may_convert(project: Project, articles: Sequence[Article], _converter: Converter) -> bool:
    return any(
        _is_derived_anew(article.catalogue, project.catalogue(article.pair, locale))
        for article in articles
        if isinstance(article, Edition)
        for locale in project.config.derived
    )


def _is_derived_anew(parent: Catalogue, child: Catalogue | None) -> bool:
    """Whether words of the parent are not yet in a catalogue derived from it."""
    known = child.find() if child else {}
    for unit in parent.active():
        there = known.get(unit.id)
        if there is None:
            return True
        made = there.origin if there.owner is not Owner.PERSON else None
        if (made is not None and made.base != base(unit)) or bool(unit.target) > bool(there.target):
            return True
    return child is None


def _may_build(project: Project, articles: Sequence[Article], converter: Converter) -> bool:
    editions = (article for article in articles if isinstance(article, Edition))
    behind = (article for article in editions if _may_be_behind(project, article))
    return any(_writes(project, article, converter, fill=False) for article in behind)


def _may_be_behind(project: Project, article: Edition) -> bool:
    """Whether a file may have to be built: for its words, or for code that follows the source."""
    if article.is_written and (
        article.catalogue.layout is Layout.PARENT or to_follow(project, article)
    ):
        return True
    everywhere = (article, *_children(project, article))
    return any(agreement(project, each) is Agreement.CATALOGUE for each in everywhere)


def _may_fill(project: Project, articles: Sequence[Article], converter: Converter) -> bool:
    lacking = (each for each in articles if isinstance(each, Edition) and _lacks_blocks(each))
    return any(_writes(project, article, converter, fill=True) for article in lacking)


def _lacks_blocks(article: Edition) -> bool:
    """Whether words stand in no block of a file that has a layout of its own.

    Only once all is translated: a build that fills puts English where there are no words.
    """
    if article.catalogue.layout is not Layout.OWN or not article.is_written:
        return False
    units = article.catalogue.active()
    if any(unit.conflict or not unit.words for unit in units):
        return False
    places = find_words(article).places()
    return any(unit.id not in places for unit in units)


def _writes(project: Project, article: Edition, converter: Converter, *, fill: bool) -> bool:
    """Whether a build of an article would write anything; one that would be refused does not."""
    try:
        plan = planned(project, article.name, policy(project.config, fill=fill), converter)
    except TranspipeError:
        return False
    return bool(dry(project, plan).written)


_Due = Callable[[Project, Sequence[Article], Converter], bool]
_DUE: tuple[tuple[Act, _Due], ...] = (
    (Act.RESOLVE, lambda project, _articles, _converter: may_resolve(project)),
    (Act.ALIGN, _may_align),
    (Act.SYNC, _may_sync),
    (Act.CONVERT, _may_convert),
    (Act.BUILD, _may_build),
    (Act.FILL, _may_fill),
)
