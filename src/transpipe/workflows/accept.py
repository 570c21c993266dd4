"""Saying of what is in doubt that it stands as it is: stale, doubtful, opaque, or an override."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.editions import staleness
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import (
    Accepting,
    Catalogue,
    Edition,
    Locale,
    Pair,
    UnitId,
)
from transpipe.ports import Converter
from transpipe.stale.accept import SETTLED, answer
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
    has reviewed it, and whether what is empty stands in the words of its source. Raises
    ArticleNotFound or BadArgument before anything is written.
    """
    with project.workspace.locked():
        wishes = _by_article(project, [each for name in names for each in named(project, name)])
        outcome = Outcome()
        for pair, wish in wishes.items():
            done = sync(
                project, pair.article, converter, replace(how, whole=wish.whole, spots=wish.spots)
            )
            outcome += done
            if done.written:
                project = project.reopened()
    return outcome


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
    article = project.article(pair)
    if not isinstance(article, Edition):
        said = _("{path}: without a source and a catalogue there is nothing to accept")
        raise BadArgument(said.format(path=pair.article))
    yield article.locale, _in_doubt(article, staleness.current(project, pair, article.catalogue))
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            yield locale, _in_doubt(child, child.catalogue)


def _in_doubt(article: Edition, catalogue: Catalogue) -> frozenset[UnitId]:
    derived = article.is_derived
    units = catalogue.active()
    return frozenset(unit.id for unit in units if answer(unit, derived=derived) in SETTLED)
