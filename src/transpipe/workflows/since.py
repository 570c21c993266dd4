"""The weekly question: what became stale since a commit, what was translated, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from transpipe import po
from transpipe.editions import staleness
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.project import Project
from transpipe.errors import CatalogueDamaged
from transpipe.markdown import segments
from transpipe.model import (
    ArticleNews,
    Catalogue,
    Catalogued,
    Edition,
    Maker,
    News,
    Orphan,
    Pair,
    StaleUnit,
    Unit,
    Weight,
    Work,
)
from transpipe.ports import Converter, Timeline
from transpipe.publish.digest import as_markdown
from transpipe.repository import Workspace
from transpipe.repository.guard import squeezed
from transpipe.stale.progress import PRESSING, ranked
from transpipe.stale.severity import changes_modality
from transpipe.text.han import count_han
from transpipe.text.sentences import paragraphs
from transpipe.units.bare import bare
from transpipe.units.placement import spoken
from transpipe.workflows.in_memory import Current, bring_up_to_date
from transpipe.workflows.turned import turned

__all__ = ["as_markdown", "since"]


# Words of people that a machine took along with their source.
_FOLLOWS = (Maker.PATCH, Maker.KEEP, Maker.FIX)


@dataclass(frozen=True)
class Moments:
    """A repository now and as a commit had it, both in memory; and what tells of the commits."""

    project: Project
    past: Project
    commit: str
    timeline: Timeline


@dataclass(frozen=True)
class Before:
    """What an article was: its catalogue, and those of articles that are no more.

    Of one that was renamed the words are in the catalogue of its old name.
    """

    catalogues: tuple[Catalogue, ...]
    code: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, past: Current, now: Current, pair: Pair) -> Before:
        """What an article was in the past."""
        gone = [name for name in past.catalogues if name not in now.pairs]
        names = [pair.article] if pair.article in past.catalogues else gone
        articles = (past.project.article(past.pairs[name]) for name in names)
        code = (each for one in articles for each in opaque_changes(past.project, one))
        catalogues = tuple(past.catalogues[name] for name in dict.fromkeys((*names, *gone)))
        return cls(catalogues, frozenset((each.before, each.after) for each in code))

    @property
    def units(self) -> Iterator[Unit]:
        """The active units."""
        return (unit for catalogue in self.catalogues for unit in catalogue.active())

    @property
    def stale(self) -> frozenset[str]:
        """The sources of those that were stale already."""
        catalogues = self.catalogues
        return frozenset(u.source for each in catalogues for u in staleness.stale_units(each))


def since(moments: Moments, name: str | None, converter: Converter) -> News:
    """What happened in one article, or in all: those with the gravest changes first."""
    past = bring_up_to_date(moments.past, converter, moments.project)
    now = bring_up_to_date(moments.project, converter)
    found: list[ArticleNews] = []
    for pair in now.project.authored(name):
        article = now.project.article(pair)
        if isinstance(article, Edition | Orphan):
            before = Before.of(past, now, pair)
            news = _of_article(moments, article, before)
            code = opaque_changes(now.project, article)
            new = tuple(each for each in code if (each.before, each.after) not in before.code)
            news = replace(news, code=new)
            found += [news] if news.any else []
    articles = tuple(sorted(found, key=_rank))
    stale = (unit for news in articles for unit in news.stale)
    names = {news.target for news in articles}
    here = tuple(each for each in turned(past.before(now), now) if each.file in names)
    return News(moments.commit, articles, tuple(sorted(stale, key=_pressing)), here)


def _pressing(unit: StaleUnit) -> int:
    return PRESSING.index(unit.weight)


def _rank(news: ArticleNews) -> tuple[int, int, str]:
    worst = _pressing(news.stale[0]) if news.stale else len(PRESSING)
    return worst, -len(news.stale), news.article


def _of_article(moments: Moments, article: Catalogued, before: Before) -> ArticleNews:
    pair, catalogue, was = article.pair, article.catalogue, before.stale
    late = (u for u in staleness.listed(article, catalogue)[0] if u.source not in was)
    new = list(_translated(before.units, catalogue))
    work = tuple(_people(moments, pair, catalogue, new))
    had = {unit.source for unit in before.units}
    return ArticleNews(
        pair.article,
        pair.target,
        ranked(map(_by_what_presses, late)),
        sum((each for _name, each in work), Work()),
        work,
        sum(
            not unit.confirmed and unit.previous is None and unit.source not in had
            for unit in catalogue.active()
        ),
    )


def _by_what_presses(unit: StaleUnit) -> StaleUnit:
    """The same; where among other things a "not" came or went, that is what it weighs."""
    turned = changes_modality(unit.before, unit.source)
    return replace(unit, weight=Weight.MODALITY) if turned else unit


def _translated(old: Iterable[Unit], now: Catalogue) -> Iterator[Unit]:
    """The units that people have translated or confirmed; what followed by itself is none."""
    known = {(unit.source, unit.target) for unit in old if unit.confirmed}
    for unit in now.active():
        made = unit.origin.maker if unit.origin is not None else None
        if unit.confirmed and made not in _FOLLOWS and (unit.source, unit.target) not in known:
            yield unit


def _people(
    moments: Moments, pair: Pair, now: Catalogue, units: Sequence[Unit]
) -> Iterator[tuple[str, Work]]:
    """Who wrote the commits in which the words of units stand first; '' for none yet."""
    if not units:
        return
    states = list(_states(moments, pair, now))
    commits = [_first(states, unit) for unit in units]
    names = moments.timeline.authors(commits)
    counts: dict[str, Work] = {}
    for unit, name in zip(units, names, strict=True):
        counts[name] = counts.get(name, Work()) + Work(1, count_han(unit.target))
    yield from sorted(counts.items(), key=lambda each: (-each[1].characters, each[0]))


@dataclass(frozen=True)
class _State:
    """What an article's file and catalogue say in a commit: the file squeezed."""

    commit: str
    file: str
    confirmed: frozenset[tuple[str, str]]

    def says(self, unit: Unit) -> bool:
        """Whether the file has the words of a unit."""
        return all(squeezed(bare(part)) in self.file for part in paragraphs(unit.target))

    def confirms(self, unit: Unit) -> bool:
        """Whether the catalogue has them, confirmed."""
        return (unit.source, unit.target) in self.confirmed


def _states(moments: Moments, pair: Pair, now: Catalogue) -> Iterator[_State]:
    """The base, then the commits since, the oldest first."""
    path = Workspace.catalogue_path(pair.article, pair.authored)
    commits = [moments.commit, *moments.timeline.since(moments.commit, (pair.target, path))]
    asked = [(commit, name) for commit in commits for name in (pair.target, path)]
    read = moments.project.history.read(asked)
    for number, commit in enumerate(commits):
        file, catalogue = (
            (raw or b"").decode("utf-8", "replace") for raw in read[2 * number : 2 * number + 2]
        )
        document = segments.parse(file, now.cut, source=False)
        said = squeezed("".join(text for _kind, text in spoken(document)))
        yield _State(commit, said, frozenset(_confirmed(catalogue, path, pair)))


def _confirmed(text: str, path: str, pair: Pair) -> Iterator[tuple[str, str]]:
    with suppress(CatalogueDamaged):
        units: Iterable[Unit] = (
            po.parse(text, path, pair.article, pair.authored).units if text else ()
        )
        yield from ((unit.source, unit.target) for unit in units if unit.confirmed)


def _first(states: Sequence[_State], unit: Unit) -> str:
    """The commit that brought the words; where the file had them all along, that confirmed them."""
    had = states[0].says(unit)
    for state in states[1:]:
        if state.confirms(unit) or (not had and state.says(unit)):
            return state.commit
    return ""
