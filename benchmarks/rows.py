"""A row of the table: what was measured, its goal, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass

from tests.figures import Figure

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None where nothing could be measured; `value` says why."""

    name: str
    goal: str
    value: str
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as it is printed."""
        return self.name, self.goal, self.value, OPEN if self.met is None else _word(self.met)


def at_most(name: str, ratio: float, goal: float, unit: str = "×") -> Row:
    """A ratio (or a number of something) that must not be larger."""
    return Row(name, f"≤ {goal:g} {unit}", _number(ratio), ratio <= goal)


def at_least(name: str, ratio: float, goal: float) -> Row:
    """A ratio that must not be smaller."""
    return Row(name, f"≥ {goal:g} ×", _number(ratio), ratio >= goal)


def told(name: str, ratio: float) -> Row:
    """A ratio without a goal, for comparison."""
    return Row(name, "–", _number(ratio), True)


def absent(name: str, goal: str, why: str) -> Row:
    """What could not be measured."""
    return Row(name, goal, why)


def of_figure(figure: Figure) -> Row:
    """A figure of `tests.figures`."""
    name, goal, value, met = figure
    return Row(name, goal, str(value), bool(met))


def _word(met: bool) -> str:
    return "yes" if met else "NO"


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"
