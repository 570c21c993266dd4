"""How far an article is, in units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from transpipe.model import Catalogue, Progress, Standing, standing


def progress(catalogue: Catalogue, target: str, note: str = "") -> Progress:
    """The units of a catalogue, each counted once; `target` is the path of the Chinese file."""
    count = Counter(standing(unit) for unit in catalogue.units)
    return Progress(
        article=catalogue.article,
        locale=catalogue.locale,
        target=target,
        total=sum(count.values()) - count[Standing.REMOVED],
        confirmed=count[Standing.DONE],
        derived=count[Standing.DERIVED],
        doubtful=count[Standing.DOUBTFUL],
        stale=count[Standing.STALE],
        draft=count[Standing.DRAFT],
        conflict=count[Standing.CONFLICT],
        empty=count[Standing.MISSING],
        obsolete=count[Standing.REMOVED],
        note=note,
    )


def share(row: Progress) -> float:
    """0 … 1: how much of an article has words that stand (confirmed or derived)."""
    return (row.confirmed + row.derived) / row.total if row.total else 1.0


def worst_first(rows: Iterable[Progress]) -> tuple[Progress, ...]:
    """The rows by what is left to do: conflicts, then stale ones, then the least finished."""

    def rank(row: Progress) -> tuple[int, int, float, str, str]:
        return (-row.conflict, -row.stale, share(row), row.article, row.locale.value)

    return tuple(sorted(rows, key=rank))
