"""The next thing to do in a repository, one that makes progress. Nothing here writes.

What a command can do comes first, in the order in which data flows; then what a person must do, the
most pressing first. What a command has just done for all articles is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from transpipe.editions.opaque import opaque_changes
from transpipe.editions.project import Project
from transpipe.editions.staleness import current
from transpipe.editions.torn import may_resolve
from transpipe.model import (
    Catalogued,
    Edition,
    Locale,
    Orphan,
    Owner,
    Pair,
    Standing,
    standing,
)
from transpipe.ports import Converter
from transpipe.workflows.due import DUE, Act, is_due

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

    `article` has most of them: as many as `here`. `file` is what to write into: the translation,
    or the `catalogue` where there is none yet. `engine` is what drafts, '' where it must be named;
    None says that it has just done what it can. Where there is nothing to do, `count` are the
    opaque changes that files do not follow.
    """

    act: Act
    count: int = 0
    articles: int = 0
    article: str = ""
    file: str = ""
    catalogue: str = ""
    engine: str | None = None
    here: int = 0


def next_step(project: Project, converter: Converter, did: Done = NOTHING_DONE) -> Step:
    """The next step after a command: in the whole repository, or in the article it was for.

    Whoever follows it comes to another one: either something has changed, or it is left out. Of
    one article none but it is read.
    """
    if not project.workspace.has_settings():
        return Step(Act.INIT)
    if not project.pairs.pairs:
        return Step(Act.BEGIN)
    pairs = project.authored(did.article)
    done = DONE_BY.get(did.command, set())
    if Act.RESOLVE not in done and may_resolve(project):
        return Step(Act.RESOLVE, article=did.article or "")
    is_busy = cache(lambda pair: not _is_idle(project, pair, converter))
    for act in DUE:
        wanted = (is_busy(pair) and is_due(project, act, pair, converter) for pair in pairs)
        if act not in done and any(wanted):
            return Step(act, article=did.article or "")
    step = _for_person(project, tuple(filter(is_busy, pairs)), did.article)
    if did.article is not None and step.act is Act.NOTHING:
        return Step(Act.STATUS)
    return step if did.command != "draft" else replace(step, engine=None)


def for_person(project: Project, name: str | None = None) -> Step:
    """What a person is to do next, in all articles or in the one of that name."""
    return _for_person(project, project.authored(name), name)


def _for_person(project: Project, pairs: Sequence[Pair], name: str | None) -> Step:
    found = [one for pair in pairs for one in _waiting(project, pair)]
    for how, act in PERSONS:
        total = sum(one.counts[how] for one in found)
        if total:
            most = max(found, key=lambda one: one.counts[how])
            path = project.workspace.catalogue_path(most.article, most.locale)
            articles = len({one.article for one in found if one.counts[how]})
            here = sum(one.counts[how] for one in found if one.article == most.article)
            step = Step(act, total, articles, most.article, most.file or path, path)
            return replace(step, engine=project.config.draft.engine, here=here)
    left = project.left_alone(name).findings
    return Step(Act.MEND, len(left), file=left[0].file) if left else _unfollowed(project, pairs)


def _is_idle(project: Project, pair: Pair, converter: Converter) -> bool:
    """Whether an article asks for nothing: no command, no person, no change to be followed."""

    def found() -> bool:
        waits = any(count for one in _waiting(project, pair) for count in one.counts.values())
        late = any(count for _file, count in _unfollowed_in(project, pair))
        return not (waits or late or any(is_due(project, a, pair, converter) for a in DUE))

    return project.kept.get(f"idle {pair.article}", bool, found)


def _unfollowed(project: Project, pairs: Sequence[Pair]) -> Step:
    """Nothing to do but, perhaps, to follow opaque changes of sources: no command ends them."""
    counts = {pair: _unfollowed_in(project, pair) for pair in pairs}
    totals = {pair: sum(count for _file, count in found) for pair, found in counts.items()}
    most = max(totals, key=lambda pair: totals[pair], default=None)
    if most is None or not totals[most]:
        return Step(Act.NOTHING)
    file, _count = max(counts[most], key=itemgetter(1))
    articles, total = sum(map(bool, totals.values())), sum(totals.values())
    return Step(Act.NOTHING, total, articles, most.article, file, here=totals[most])


def _unfollowed_in(project: Project, pair: Pair) -> tuple[tuple[str, int], ...]:
    """How many opaque changes of their source an article's files do not follow, by path."""

    def count() -> tuple[tuple[str, int], ...]:
        return tuple(
            (one.pair.target, len(opaque_changes(project, one)))
            for one in _catalogued(project, pair)
        )

    return project.kept.get(f"unfollowed {pair.article}", tuple[tuple[str, int], ...], count)


@dataclass(frozen=True)
class _Waiting:
    """What waits for a person in an article in one locale; its `file`, '' where none is written."""

    article: str
    locale: Locale
    file: str
    counts: Mapping[Standing, int]


def _waiting(project: Project, pair: Pair) -> tuple[_Waiting, ...]:
    """The same in every locale, for the source as it is now."""

    def found() -> tuple[_Waiting, ...]:
        return tuple(
            _Waiting(one.name, one.locale, one.pair.target if one.is_written else "", _counts(one))
            for one in _catalogued(project, pair)
        )

    return project.kept.get(f"waiting {pair.article}", tuple[_Waiting, ...], found)


def _catalogued(project: Project, pair: Pair) -> Iterator[Edition | Orphan]:
    """All that has a catalogue, in every locale, for the source as it is now."""
    article = project.article(pair)
    if not isinstance(article, Edition | Orphan):
        return
    yield article.holding(current(project, article.pair, article.catalogue))
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            yield child


def _counts(article: Catalogued) -> dict[Standing, int]:
    all_counts = article.catalogue.counts()
    counts = {how: all_counts[how] for how, _act in PERSONS}
    if not article.is_derived:
        return counts
    own = [unit for unit in article.catalogue.active() if unit.owner is Owner.PERSON]
    return {how: sum(standing(u) is how for u in own) if how in _OWN else 0 for how in counts}
