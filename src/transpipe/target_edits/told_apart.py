"""Places of one source text that people told apart: each gets a unit of its own.

Where a text stands many times its places share a unit. Who edits the Chinese of one of them has
said nothing of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.model import Catalogue, Document, Placement, State, Unit, UnitId
from transpipe.target_edits.edits import Edited, Run, repeated
from transpipe.units.build import named_apart, renamed
from transpipe.units.neighbours import Spot, around, best
from transpipe.units.places import Place, at, places, same, section

# Units with the source that they stand in.
Given = tuple[tuple[Unit, Document], ...]
# So many places of one text may be compared with each other.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A Chinese file, the catalogue that it agreed with, and which units stood in its blocks."""

    file: Document
    catalogue: Catalogue
    placement: Placement


def places_of(source: Document, standing: Standing, key: UnitId) -> dict[int, Place]:
    """The place in the source that each block of a unit stands for, by what stands around."""
    units = standing.catalogue.find()
    here = places(source)
    spoken = [unit.id if (unit := at(place, units)) else None for place in here]
    held = [tuple(unit.id for unit in units) for units in standing.placement.blocks]
    there = [number for number, ids in enumerate(held) if ids == (key,)]
    mine = [number for number, name in enumerate(spoken) if name == key]
    if len(mine) * len(there) > _MOST:
        known = same([(name,) for name in spoken], held)  # by block, the place in order
        return {n: here[known[n]] for n in there if known.get(n) in set(mine)}
    blocks = [Spot(ids, b.row) for ids, b in zip(held, standing.file.blocks, strict=True)]
    parts = [(section(place.context), place.row) for place in here]
    spots = [Spot((name,), part) for name, part in zip(spoken, parts, strict=True)]
    sides = around(spots, blocks)
    rows = [(sides.alike(i, j), a, b) for a, i in enumerate(mine) for b, j in enumerate(there)]
    return {there[b]: here[mine[a]] for a, b in best(rows)}


def apart(
    source: Document, then: Standing, now: Document, current: Catalogue
) -> tuple[Standing, Catalogue]:
    """What file and catalogue said, and the catalogue, with own units for places edited alone.

    The words of most places, else of the first, stay shared. Where all places still say the same
    nothing is told apart.
    """
    for key, told in repeated(then.file, then.placement, now).items():
        where = places_of(source, then, key)
        known = {run: words for run, words in told.items() if run[0] in where}
        for run in _others(known, where):
            then, current = _told_apart(source, then, current, run, where[run[0]])
    return then, current


def _others(told: Mapping[Run, str], where: Mapping[int, Place]) -> list[Run]:
    """The blocks that do not say what most places say, in the order of their places."""
    order = sorted(told, key=lambda run: where[run[0]].number)
    counts = Counter(told[run] for run in order if told[run])
    if len(set(told.values())) < 2 or not counts:
        return []
    most = max(counts, key=lambda words: counts[words])
    return [run for run in order if told[run] != most]


def _told_apart(
    source: Document, then: Standing, current: Catalogue, run: Run, place: Place
) -> tuple[Standing, Catalogue]:
    """Both with a unit for one place alone, which says what all places said."""
    shared = then.placement.blocks[run[0]][0]
    here = current.find()
    own = renamed(replace(shared, context=place.context), shared)
    if own.id in then.catalogue.find():
        return then, current
    mine = here.get(shared.id)
    if mine is not None and own.id not in here:
        alone = renamed(replace(mine, context=place.context), mine)
        current = _with(source, current, alone)
    blocks = [(own,) if n in run else held for n, held in enumerate(then.placement.blocks)]
    placement = replace(then.placement, blocks=tuple(blocks))
    return Standing(then.file, _with(source, then.catalogue, own), placement), current


def _with(source: Document, catalogue: Catalogue, own: Unit) -> Catalogue:
    """A catalogue with one more unit, in the order of the places."""
    active = _ordered(source, [*catalogue.active(), own])
    retired = named_apart((unit for unit in catalogue.units if not unit.active), active)
    return replace(catalogue, units=(*active, *retired))


def _ordered(source: Document, active: Sequence[Unit]) -> list[Unit]:
    """Units by their first places; those that have none stay behind the one before them."""
    units = {unit.id: unit for unit in active}
    first: dict[UnitId, int] = {}
    for place in places(source):
        unit = at(place, units)
        if unit is not None:
            first.setdefault(unit.id, place.number)
    keys: list[int] = []
    for unit in active:
        keys.append(first.get(unit.id, keys[-1] if keys else -1))
    return [active[n] for n in sorted(range(len(active)), key=keys.__getitem__)]


def given(source: Document, then: Catalogue, edits: Edited, current: Catalogue) -> Given:
    """Units for edited places that have another text by now.

    What stood there was made for the text before: the unit for all places of the new one has
    nothing to do with it.
    """
    here = current.find()
    names: set[UnitId] = {place.id for place in places(source)}
    units = [unit for unit in then.active() if unit.id in names and unit.id not in here]
    said = [u for u in units if edits.words.get(u.id) and (None, u.source) in here]
    return tuple((unit, source) for unit in said)


def joining(catalogue: Catalogue, alone: Given) -> Catalogue:
    """The catalogue with these units."""
    for unit, source in alone:
        catalogue = _with(source, catalogue, unit)
    return catalogue


def doubting(catalogue: Catalogue, alone: Given) -> Catalogue:
    """The catalogue with those of these units fuzzy that people edited: for the old text, still."""
    made_for = {unit.id: unit.previous for unit, _source in alone if unit.previous}
    units = [
        replace(unit, state=State.FUZZY, previous=made_for[unit.id])
        if unit.id in made_for and unit.state is State.TRANSLATED
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))
