"""Curves over sizes as SVG: both axes by powers, so that what grows evenly is straight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _EDGE, _LEGEND = 640, 400, 56, 120
_COLOURS = ("#1b6ca8", "#c8553d", "#2f8f5b", "#8a5aa8", "#b8860b", "#4f5d75", "#d16ba5", "#5b8c9e")


@dataclass(frozen=True)
class Line:
    """What a curve is called, and its value at each size."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class _Axis:
    """Powers of ten from `low` to `high` between two ends of the picture."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> Iterator[float]:
        for power in range(floor(self.low), ceil(self.high) + 1):
            yield from (m * 10.0**power for m in (1, 2, 5) if self._holds(m * 10.0**power))

    def _holds(self, value: float) -> bool:
        return self.low - 1e-9 <= log10(value) <= self.high + 1e-9


def drawn(title: str, sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """The picture. Every value is more than nothing."""
    values = [value for line in lines for value in line.values]
    across = _Axis(log10(sizes[0]), log10(sizes[-1]), _EDGE, _WIDTH - _LEGEND)
    up = _Axis(log10(min(values)), log10(max(values)), _HEIGHT - _EDGE, _EDGE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        _text(_EDGE, 24, title, size=14),
        *_grid(across, up),
        *(
            part
            for number, line in enumerate(lines)
            for part in _curve(number, line, sizes, (across, up))
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for value in across.ticks():
        x = across.at(value)
        yield f'<path d="M{x} {up.start}V{up.end}" stroke="#ddd"/>'
        yield _text(x, up.start + 18, f"{value:,.0f}", anchor="middle")
    for value in up.ticks():
        y = up.at(value)
        yield f'<path d="M{across.start} {y}H{across.end}" stroke="#ddd"/>'
        yield _text(across.start - 6, y + 4, f"{value:g}", anchor="end")


def _curve(
    number: int, line: Line, sizes: Sequence[int], axes: tuple[_Axis, _Axis]
) -> Iterator[str]:
    across, up = axes
    colour = _COLOURS[number % len(_COLOURS)]
    points = [(across.at(x), up.at(y)) for x, y in zip(sizes, line.values, strict=True)]
    path = "L".join(f"{x} {y}" for x, y in points)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    y = _EDGE + 18 * number
    yield f'<rect x="{across.end + 16}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
    yield _text(across.end + 32, y, line.name)


def _text(x: float, y: float, text: str, *, size: int = 11, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
