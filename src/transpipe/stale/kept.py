"""Units whose words were kept although those of their source changed."""

from __future__ import annotations

from transpipe.model import Maker, Standing, Unit, made_for, standing
from transpipe.stale.reading import Sort, read


def kept_by_wording(unit: Unit) -> bool:
    """Whether a unit stands confirmed for a source that has other words than the one it was for.

    The mark of the kept edit says what that was; markup, marks and capitals are no words.
    """
    if (
        unit.origin is None
        or unit.origin.maker is not Maker.KEEP
        or standing(unit) is not Standing.DONE
    ):
        return False
    before, _context = made_for(unit)
    return _words(before) != _words(unit.source)


def _words(text: str) -> list[str]:
    return [token.text.casefold() for token in read(text).tokens if token.sort is Sort.WORD]
