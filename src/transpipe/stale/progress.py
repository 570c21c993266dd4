"""How far an article is, in units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from transpipe.model import Catalogue, Progress, Standing, standing
from transpipe.stale.kept import kept_by_wording
from transpipe.stale.rank import PRESSING, weigh, worst


def progress(catalogue: Catalogue, target: str, note: str = "") -> Progress:
    """The units of a catalogue, each counted once; `target` is the path of the Chinese file."""
    count = Counter(standing(unit) for unit in catalogue.units)
    gravest, how_many = worst(weigh(u) for u in catalogue.units if standing(u) is Standing.STALE)
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
        worst=gravest,
        worst_count=how_many,
        kept=sum(map(kept_by_wording, catalogue.units)),
    )


def share(row: Progress) -> float:
    """0 … 1: how much of an article has words that stand (confirmed or derived)."""
    return (row.confirmed + row.derived) / row.total if row.total else 1.0


def worst_first(rows: Iterable[Progress]) -> tuple[Progress, ...]:
    """The rows by what is left to do: conflicts, the worst stale units, then the least finished."""

    def rank(row: Progress) -> tuple[int, int, int, int, float, str, str]:
        weight = len(PRESSING) if row.worst is None else PRESSING.index(row.worst)
        return (
            -row.conflict,
            weight,
            -row.worst_count,
            -row.stale,
            share(row),
            row.article,
            row.locale.value,
        )

    return tuple(sorted(rows, key=rank))
