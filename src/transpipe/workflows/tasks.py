"""All that waits for a person in an article, unit by unit, with the lines of both files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from types import MappingProxyType

from transpipe.editions import staleness
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.model import (
    Catalogue,
    Catalogued,
    Edit,
    Edition,
    Locale,
    Owner,
    Standing,
    Unit,
    UnitId,
    Weight,
    made_for,
    standing,
)
from transpipe.publish.comments import reason
from transpipe.stale.progress import PRESSING, weigh
from transpipe.text.diff import word_diff
from transpipe.units.build import unit_of
from transpipe.units.placement import place

WAITS = MappingProxyType(
    {
        Standing.CONFLICT: "conflict",
        Standing.STALE: "stale",
        Standing.DOUBTFUL: "doubtful",
        Standing.MISSING: "empty",
        Standing.DRAFT: "draft",
    }
)
"""What a unit waits for, the most pressing first, in the words of commands and counts."""
ORDER = tuple(WAITS)  # in which they are worked off


Asked = Callable[[Unit, Standing], bool]


@dataclass(frozen=True)
class Task:
    """One unit that a person must do something about.

    `source` and `target` are places, `file:line`; '' where the unit stands nowhere. Of a stale one
    `weight` and `edits` say what changed in its source; of a conflict `other` is the other text.
    `reason` says, in words, why a pair is doubtful; '' where that is not known.
    """

    how: Standing
    source: str
    target: str
    unit: Unit
    weight: Weight | None = None
    edits: tuple[Edit, ...] = ()
    reason: str = ""

    @property
    def other(self) -> str:
        """The other text of a conflict."""
        return self.unit.conflict.text if self.unit.conflict else ""


def tasks(project: Project, name: str, locales: Collection[Locale] = ()) -> tuple[Task, ...]:
    """The tasks of an article, worst first, for the source as it is now; without `locales` in all.

    In a derived locale only what a person wrote waits for one: the rest follows its parent.
    """
    found: list[Task] = []
    for article in project.catalogued(name):
        now = staleness.current(project, article.pair, article.catalogue)
        found += _of(article, now) if not locales or article.locale in locales else ()
        for locale in project.config.derived:
            child = project.derived(article, locale)
            if child is not None and (not locales or locale in locales):
                found += _of(child, child.catalogue)
    return tuple(sorted(found, key=rank))


def rank(task: Task) -> tuple[int, int]:
    """Which comes first; stable, so that those of one rank stay in the order of the article."""
    weight = PRESSING.index(task.weight) if task.weight else 0
    return ORDER.index(task.how), weight


def units_of(article: Catalogued, catalogue: Catalogue, asked: Asked) -> Iterator[Task]:
    """The units of an article that are asked for, with their places, in its order."""
    waiting = [(standing(unit), unit) for unit in catalogue.active()]
    waiting = [(how, unit) for how, unit in waiting if asked(unit, how)]
    sources, targets = _lines(article, catalogue) if waiting else ({}, {})
    for how, unit in waiting:
        stale, doubt = how is Standing.STALE, unit.origin.doubt if unit.origin else None
        yield Task(
            how,
            sources.get(unit.id, ""),
            targets.get(unit.id, ""),
            unit,
            weight=weigh(unit) if stale else None,
            edits=word_diff(made_for(unit)[0], unit.source) if stale else (),
            reason=reason(doubt, _) if doubt and how is Standing.DOUBTFUL else "",
        )


def _of(article: Catalogued, catalogue: Catalogue) -> Iterator[Task]:
    def asked(unit: Unit, how: Standing) -> bool:
        return waits(unit, article, how)

    yield from units_of(article, catalogue, asked)


def waits(unit: Unit, article: Catalogued, how: Standing) -> bool:
    """Whether a unit waits for a person; what is converted follows what it is made of."""
    if how not in ORDER:
        return False
    own = unit.owner is Owner.PERSON and how is not Standing.MISSING
    return not article.is_derived or own


def _lines(
    article: Catalogued, catalogue: Catalogue
) -> tuple[Mapping[UnitId, str], Mapping[UnitId, str]]:
    """The first place of each unit in the source, and of its words in the Chinese file."""
    sources: dict[UnitId, str] = {}
    if isinstance(article, Edition):
        for number, unit in unit_of(article.source, catalogue).items():
            place_of = f"{article.name}:{article.source.blocks[number].lines[0]}"
            sources.setdefault(unit.id, place_of)
    same = article.catalogue is catalogue
    placement = find_words(article) if same else place(catalogue, article.file)
    targets = {
        key: f"{article.pair.target}:{article.file.blocks[numbers[0]].lines[0]}"
        for key, numbers in placement.places().items()
    }
    return sources, targets
