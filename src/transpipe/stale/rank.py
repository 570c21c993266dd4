"""Stale units by how much they matter: a changed "not" first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from gettext import gettext as _

from transpipe.model import Severity, StaleUnit, Unit, Weight, made_for
from transpipe.stale.severity import severity

# What a reader would do wrong comes before what a reader would miss.
PRESSING = (
    Weight.MODALITY,
    Weight.NUMBER,
    Weight.CODE,
    Weight.CONTENT,
    Weight.LINK,
    Weight.SPELLING,
    Weight.MARKUP,
    Weight.SAME,
)
_MILD = (Weight.SAME, Weight.MARKUP, Weight.SPELLING)
_WRONG = (Weight.MODALITY, Weight.NUMBER)
_severity = lru_cache(maxsize=1 << 12)(severity)


def weigh(unit: Unit) -> Weight:
    """How much the source of a unit has changed since its words were made."""
    return _severity(made_for(unit)[0], unit.source)


def word(weight: Weight) -> str:
    """A weight in the language of the terminal."""
    return {
        Weight.SAME: _("blanks"),
        Weight.MARKUP: _("markup"),
        Weight.LINK: _("link"),
        Weight.SPELLING: _("spelling"),
        Weight.CODE: _("code"),
        Weight.NUMBER: _("number"),
        Weight.MODALITY: _("modality"),
        Weight.CONTENT: _("content"),
    }[weight]


def exceeds(weight: Weight, limit: Weight) -> bool:
    """Whether a change is graver than the limit, in the order of Weight."""
    order = tuple(Weight)
    return order.index(weight) > order.index(limit)


def worst(weights: Iterable[Weight]) -> tuple[Weight | None, int]:
    """The most pressing of some weights, and how often it is among them."""
    found = sorted(weights, key=PRESSING.index)
    return (found[0], found.count(found[0])) if found else (None, 0)


def ranked(units: Iterable[StaleUnit]) -> tuple[StaleUnit, ...]:
    """The units, the most pressing first; those of one weight by their place."""
    return tuple(sorted(units, key=lambda u: (PRESSING.index(u.weight), u.file, u.line)))


def pressing(weight: Weight) -> Severity:
    """How much a stale unit matters to a check.

    Where a "not" or a number has changed, the translation says what is not so: an error. Where
    code, an address or the content has, it lacks something: a warning. The rest is for the record.
    """
    if weight in _WRONG:
        return Severity.ERROR
    return Severity.INFO if weight in _MILD else Severity.WARNING
