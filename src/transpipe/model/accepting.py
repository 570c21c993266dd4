"""Nouns of what a person says of words that are in doubt: that they stand as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from transpipe.model.text import Locale
from transpipe.model.unit import UnitId


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that was named singly: a line (from 1) of a file, or the key of a unit.

    `name` is what it was called. `locale` is that of the Chinese file; None for a line of the
    source, and for a key: they mean the unit in every locale.
    """

    name: str
    locale: Locale | None = None
    line: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Accepting:
    """What of an article stands as it is.

    `whole` are the locales in which all does that is in doubt, with the units that were when that
    was said: what came into doubt since has nobody seen. `spots` were named singly. `reviewer` is
    who has reviewed it, '' for nobody. With `keep` those without words that were named singly stand
    in the words of their source. With `repeats` what was named singly stands in all articles that
    have the same words for the same text in doubt.
    """

    whole: Mapping[Locale, Collection[UnitId]] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    reviewer: str = ""
    keep: bool = False
    repeats: bool = False

    def spots_in(self, locale: Locale) -> tuple[Spot, ...]:
        """The places that are meant in a locale."""
        return tuple(spot for spot in self.spots if spot.locale in (None, locale))
