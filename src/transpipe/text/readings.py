"""What an amount may say: the readings that two of them are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from transpipe.model import Span
from transpipe.text.numerals import SCALES, scale_of

PLAIN = ""
_ROUNDED = Fraction(1, 20)
_SCALE = re.compile(
    r"[\d.]\s?(?P<scale>[十百千万萬亿億]+|hundred|thousand|million|billion|trillion)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that an amount may say: of what kind, and how much in the kind's base unit.

    `written` is the number that stands there, where a unit makes another of it; `text` is compared
    where there is no number.
    """

    kind: str
    value: Fraction = Fraction(0)
    written: Fraction | None = None
    text: str = ""

    def says(self, other: Reading) -> bool:
        """Whether both say the same; where one has no unit, whether both numbers are the same."""
        if self.kind == other.kind and self._is_converted(other):
            return abs(self.value - other.value) <= _ROUNDED * max(self.value, other.value)
        if self.kind == other.kind:
            return (self.value, self.text) == (other.value, other.text)
        if PLAIN in (self.kind, other.kind):
            mine = self.value if self.written is None else self.written
            theirs = other.value if other.written is None else other.written
            return self._has_unit() and other._has_unit() and mine == theirs
        return False

    def _is_converted(self, other: Reading) -> bool:
        """Whether one is in metres or grams and the other in miles or pounds: such are rounded."""
        if self.kind not in ("length", "mass") or not self.written or not other.written:
            return False
        sizes = [reading.value / (reading.written or 1) for reading in (self, other)]
        ratio = max(sizes) / min(sizes)
        return bool(ratio != 10 ** (len(str(int(ratio))) - 1))

    def _has_unit(self) -> bool:
        return self.kind == PLAIN or self.written is not None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount where it stands in a text, and what it may say.

    `text` tells it in one spelling. `figures` says that it is written in figures; a `strict` one
    must have its like on the other side. `parts` are the two numbers of a fraction. One that
    `counts` is a number in words with what it counts behind it.
    """

    span: Span
    text: str
    readings: tuple[Reading, ...]
    figures: bool = False
    strict: bool | None = None
    parts: tuple[Fraction, ...] = ()
    counts: bool = False

    @property
    def is_strict(self) -> bool:
        """Whether it must have its like on the other side."""
        return self.figures if self.strict is None else self.strict

    def says(self, other: Amount) -> bool:
        """Whether one reading of each says the same."""
        return any(mine.says(theirs) for mine in self.readings for theirs in other.readings)

    def is_(self, number: Fraction) -> bool:
        """Whether it is that number, without a unit."""
        return any(r.kind == PLAIN and r.value == number for r in self.readings)

    def beside(self, last: Amount, text: str) -> Amount:
        """The first of a range, which may have the scale and unit of the last one."""
        return replace(self, readings=(*self.readings, *self._shared(last, text)))

    def _shared(self, last: Amount, text: str) -> Iterator[Reading]:
        plain = [r for r in self.readings if r.kind == PLAIN]
        if not plain:
            return
        value = plain[0].value
        scale = None
        if not _SCALE.search(self.span.of(text)):
            scale = _SCALE.search(text, last.span.start, last.span.end)
        for reading in last.readings:
            number = reading.value if reading.written is None else reading.written
            if reading.kind == "clock":
                yield Reading("clock", value * 60 + (reading.value >= 720) * (value < 12) * 720)
            elif reading.kind not in ("date", "version", "fraction") and number:
                bare = number / _size(scale["scale"]) if scale else number
                ratio = number / bare if bare else Fraction(1)
                size = reading.value / number
                kind = reading.kind
                if kind == "ratio" and not last.parts:
                    yield Reading(kind, value * (reading.value / _shown(last, text)))
                else:
                    written = None if reading.written is None else value * ratio
                    yield Reading(kind, value * ratio * size, written)


def _shown(amount: Amount, text: str) -> Fraction:
    found = re.match(r"[\d.]+", text[amount.span.start : amount.span.end])
    return Fraction(found[0].rstrip(".")) if found and float(found[0].rstrip(".")) else Fraction(1)


def _size(scale: str) -> int:
    return SCALES.get(scale.lower()) or scale_of(scale)
