"""Saying of what is in doubt that it stands as it is: stale, doubtful, opaque, or an override."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.editions import staleness
from transpipe.editions.accepted import units_at
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import (
    Accepting,
    Catalogue,
    Edition,
    Locale,
    Pair,
    Spot,
    Unit,
    UnitId,
)
from transpipe.ports import Converter
from transpipe.stale.accept import SETTLED, Answer, answer
from transpipe.workflows.named import Named, named
from transpipe.workflows.sync import sync

AS_IT_IS = Accepting()


def accept(
    project: Project, names: Sequence[str], converter: Converter, how: Accepting = AS_IT_IS
) -> Outcome:
    """What the names mean stands as it is: confirmed, for the source and the words of now.

    A name is an article, a line of one of its files (`FILE:LINE`), or the key of a unit. Each
    article is synced first, as its doubts are told for its files as they are. A draft stands only
    where it was named singly; a conflict never does. No word of any target changes. `how` says who
    has reviewed it, whether what is empty stands in the words of its source, and whether what other
    articles repeat stands there too. Raises ArticleNotFound or BadArgument before anything is
    written.
    """
    with project.workspace.locked():
        found = [each for name in names for each in named(project, name)]
        found += _repeats(project, found, how) if how.repeats else ()
        wishes = _by_article(project, found)
        outcome = Outcome()
        for pair, wish in wishes.items():
            done = sync(
                project, pair.article, converter, replace(how, whole=wish.whole, spots=wish.spots)
            )
            outcome += done
            if done.written:
                project = project.reopened()
    return outcome


def _repeats(project: Project, found: Sequence[Named], how: Accepting) -> Iterator[Named]:
    """The units of all articles that say the same of the same text as those named, and doubt it."""
    said = {
        _saying(unit)
        for each in found
        if each.spot is not None and each.spot.locale in (None, each.pair.authored)
        for unit in units_at(_now(project, each.pair), each.spot)
        if _may_repeat(unit, how)
    }
    for pair in project.authored() if said else ():
        if isinstance(project.article(pair), Edition):
            for unit in _now(project, pair).catalogue.active():
                if _may_repeat(unit, how) and _saying(unit) in said:
                    yield Named(pair, spot=Spot(unit.key, key=unit.key))


def _saying(unit: Unit) -> tuple[str, str]:
    return unit.source, unit.target


def _may_repeat(unit: Unit, how: Accepting) -> bool:
    """Whether a unit is as likely right wherever its text stands: paired in doubt, or a name."""
    said = answer(unit, derived=False)
    return said is Answer.DOUBTFUL or (said is Answer.EMPTY and how.keep)


def _now(project: Project, pair: Pair) -> Edition:
    """An article with the catalogue that follows its source. Raises BadArgument if it has none."""
    article = project.article(pair)
    if not isinstance(article, Edition):
        said = _("{path}: without a source and a catalogue there is nothing to accept")
        raise BadArgument(said.format(path=pair.article))
    return article.holding(staleness.current(project, pair, article.catalogue))


def _by_article(project: Project, found: Sequence[Named]) -> dict[Pair, Accepting]:
    """What is wished of each article, in the order of the names."""
    wishes: dict[Pair, Accepting] = {}
    for pair in dict.fromkeys(each.pair for each in found):
        mine = [each for each in found if each.pair == pair]
        locales = [locale for each in mine for locale in each.locales]
        doubts = dict(_doubts(project, pair))
        whole = {locale: doubts[locale] for locale in dict.fromkeys(locales) if locale in doubts}
        spots = tuple(dict.fromkeys(each.spot for each in mine if each.spot is not None))
        wishes[pair] = Accepting(whole, spots)
    return wishes


def _doubts(project: Project, pair: Pair) -> Iterator[tuple[Locale, frozenset[UnitId]]]:
    """The units that are in doubt in each locale of an article, as `status` tells.

    Raises BadArgument for one of which nothing is known.
    """
    article = _now(project, pair)
    yield article.locale, _in_doubt(article, article.catalogue)
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            yield locale, _in_doubt(child, child.catalogue)


def _in_doubt(article: Edition, catalogue: Catalogue) -> frozenset[UnitId]:
    derived = article.is_derived
    units = catalogue.active()
    return frozenset(unit.id for unit in units if answer(unit, derived=derived) in SETTLED)
