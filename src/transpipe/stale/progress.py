"""How far an article is, in units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from transpipe.model import Catalogue, Owner, Progress, State, Unit
from transpipe.stale.detect import stale


def progress(catalogue: Catalogue, target: str, note: str = "") -> Progress:
    """The units of a catalogue, each counted once; `target` is the path of the Chinese file."""
    count = Counter(standing(unit) for unit in catalogue.units)
    return Progress(
        article=catalogue.article,
        locale=catalogue.locale,
        target=target,
        total=sum(count.values()) - count["obsolete"],
        confirmed=count["confirmed"],
        derived=count["derived"],
        doubtful=count["doubtful"],
        stale=count["stale"],
        draft=count["draft"],
        conflict=count["conflict"],
        empty=count["empty"],
        obsolete=count["obsolete"],
        note=note,
    )


def standing(unit: Unit) -> str:
    """The one word of Progress that a unit is counted under, the most pressing first."""
    if unit.state is State.OBSOLETE:
        return "obsolete"
    if not unit.target:
        return "empty"
    if unit.conflict is not None:
        return "conflict"
    if unit.owner is Owner.MACHINE:
        return "draft"
    if unit.state is State.FUZZY:
        return "stale" if stale(unit) else "doubtful"
    return "derived" if unit.owner is Owner.DERIVED else "confirmed"


def share(row: Progress) -> float:
    """0 … 1: how much of an article has words that stand (confirmed or derived)."""
    return (row.confirmed + row.derived) / row.total if row.total else 1.0


def worst_first(rows: Iterable[Progress]) -> tuple[Progress, ...]:
    """The rows by what is left to do: conflicts, then stale ones, then the least finished."""

    def rank(row: Progress) -> tuple[int, int, float, str, str]:
        return (-row.conflict, -row.stale, share(row), row.article, row.locale.value)

    return tuple(sorted(rows, key=rank))
