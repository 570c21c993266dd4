"""What commands would do for an article. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from transpipe import po
from transpipe.convert.variants import base
from transpipe.editions.agreement import Agreement, agreement
from transpipe.editions.build_edition import dry
from transpipe.editions.layout import policy
from transpipe.editions.opaque import to_follow
from transpipe.editions.opening import find_words
from transpipe.editions.overwriting import has_newer_words
from transpipe.editions.project import Project
from transpipe.editions.staleness import current
from transpipe.editions.waiting import untranslated
from transpipe.errors import TranspipeError
from transpipe.model import (
    Article,
    Catalogue,
    Edition,
    Fresh,
    Layout,
    Owner,
    Pair,
    Unread,
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


def is_due(project: Project, act: Act, pair: Pair, converter: Converter) -> bool:
    """Whether a command would do anything for an article."""

    def found() -> bool:
        return DUE[act](project, project.article(pair), converter)

    return project.kept.get(f"due {act} {pair.article}", bool, found)


def _may_align(_project: Project, article: Article, _converter: Converter) -> bool:
    return isinstance(article, Unread) and untranslated(article) is None


def _may_sync(project: Project, article: Article, _converter: Converter) -> bool:
    return _is_unsynced(project, article)


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


def _may_convert(project: Project, article: Article, _converter: Converter) -> bool:
    return isinstance(article, Edition) and any(
        is_derived_anew(article.catalogue, project.catalogue(article.pair, locale))
        for locale in project.config.derived
    )


def is_derived_anew(parent: Catalogue, child: Catalogue | None) -> bool:
    """Whether words of the parent are not yet in a catalogue derived from it."""
    known = child.find() if child else {}
    for unit in parent.active():
        there = known.get(unit.id)
        if there is None:
            if unit.target:
                return True
            continue
        made = there.origin if there.owner is not Owner.PERSON else None
        if (made is not None and made.base != base(unit)) or bool(unit.target) > bool(there.target):
            return True
    return False


def _may_build(project: Project, article: Article, converter: Converter) -> bool:
    if not isinstance(article, Edition) or not _may_be_behind(project, article):
        return False
    return _writes(project, article, converter, fill=False)


def _may_be_behind(project: Project, article: Edition) -> bool:
    """Whether a file may have to be built: for its words, or for code that follows the source."""
    if article.is_written and article.catalogue.layout is Layout.PARENT:
        return True
    everywhere = (article, *_children(project, article))
    return any(
        to_follow(project, each) or agreement(project, each) is Agreement.CATALOGUE
        for each in everywhere
    )


def _may_fill(project: Project, article: Article, converter: Converter) -> bool:
    if not isinstance(article, Edition) or not _lacks_blocks(article):
        return False
    return _writes(project, article, converter, fill=True)


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


DUE: Mapping[Act, Callable[[Project, Article, Converter], bool]] = {
    Act.ALIGN: _may_align,
    Act.SYNC: _may_sync,
    Act.CONVERT: _may_convert,
    Act.BUILD: _may_build,
    Act.FILL: _may_fill,
}
