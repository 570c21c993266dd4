"""A catalogue that another tool took something out of, as it is read; `restore` puts it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from transpipe.model import Catalogue, State, Unit, UnitId
from transpipe.po import Read


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a catalogue: the source's texts, and whether the Chinese file says the
    words of a unit. None where there is nothing to look at.
    """

    texts: frozenset[str] | None = None
    says: Callable[[Unit], bool] | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """A catalogue with what a tool took out of it, and how many units that concerns.

    `known` are the units that a state before had, `back` those that the file has not. `asked` are
    those that somebody emptied though the file still says them: their words are back, and ask;
    `let_go` those whose emptying stands; `copies` those that said their own source and nothing
    else, `english` those that said something else in English. `decided` says that layout and lines
    are no guess.
    """

    catalogue: Catalogue
    units: int = 0
    obsolete: int = 0
    marks: int = 0
    words: int = 0
    header: bool = False
    decided: bool = True
    known: frozenset[UnitId] = frozenset()
    back: frozenset[UnitId] = frozenset()
    asked: tuple[Unit, ...] = ()
    let_go: tuple[Unit, ...] = ()
    copies: int = 0
    english: int = 0

    @property
    def anything(self) -> bool:
        """Whether a tool took anything out."""
        return bool(self.units or self.obsolete or self.marks or self.words or self.header)

    @property
    def changed(self) -> bool:
        """Whether it is not what the file says."""
        return self.anything or bool(self.asked or self.let_go or self.copies or self.english)


def unchanged(found: Read) -> Restored:
    """A catalogue as it is read; the previous text of a confirmed unit counts for nothing."""
    units = tuple(map(_confirmed, found.catalogue.units))
    return Restored(replace(found.catalogue, units=units), decided=not found.missing)


def _confirmed(unit: Unit) -> Unit:
    if unit.state is not State.TRANSLATED or unit.previous is None:
        return unit
    return replace(unit, previous=None, previous_context=None)


def lacks(restored: Restored, around: Around) -> bool:
    """Whether the source has a text that the catalogue has no unit for."""
    if around.texts is None:
        return False
    return bool(around.texts - {unit.source for unit in restored.catalogue.active()})


def asks(unit: Unit) -> bool:
    """Whether somebody emptied a unit that the file still says: both sides' words are the same."""
    return unit.conflict is not None and unit.conflict.text == unit.target
