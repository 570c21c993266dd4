"""Whether a unit has fallen behind its source."""

from __future__ import annotations

from transpipe.model import State, Unit


def stale(unit: Unit) -> bool:
    """The words were written for a source that has changed since, and nobody has looked yet."""
    return (
        unit.state is State.FUZZY
        and bool(unit.target)
        and unit.previous is not None
        and unit.previous != unit.source
    )
