"""Where units stood in the source that a catalogue was made for: a seat for each place.

Equal texts are told apart by what stands around them, so that each place keeps its own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transpipe.catalogue.contexts import Place, Units, at, places
from transpipe.catalogue.follow import same
from transpipe.model import Catalogue, Document, Unit
from transpipe.text.similarity import ratio

# How far around a place one looks, what its section and its number in it weigh.
_AROUND, _SECTION, _NUMBER = 4, 1.0, 0.05
# What a text around counts that stands in many places, and one in another row.
_COMMON, _OUTSIDE = 0.3, 0.5
# How alike two sections' names must be, for one to be the other renamed.
_ALIKE = 0.6
# So many places of one text may be compared with each other.
_MOST = 10_000
_NUMBERED = re.compile(r"(.*?) ?#(\d+)", re.DOTALL)

# Which seat (by number) each place had.
Known = dict[int, int]


@dataclass(frozen=True, slots=True)
class Seat:
    """A place of the old source: its unit, the name that the place had then, the row of a cell."""

    unit: Unit
    context: str | None
    row: int | None = None

    @property
    def text(self) -> str:
        """The source text of its unit."""
        return self.unit.source


def seats(old: Catalogue, before: Document | None) -> tuple[Seat, ...]:
    """The seats of a catalogue in the source it was made for; in order of the units where that
    is not known, a shared unit once."""
    if before is None:
        return tuple(Seat(unit, unit.context) for unit in old.active())
    units = old.find()
    rows = ((place, at(place, units)) for place in places(before))
    found = [Seat(unit, place.context, place.row) for place, unit in rows if unit is not None]
    there = {seat.unit.id for seat in found}
    return (*found, *(Seat(u, u.context) for u in old.active() if u.id not in there))


def seated(old: Sequence[Seat], here: Sequence[Place], units: Units, *, sure: bool) -> Known:
    """The seat of each place whose text has one: in order, moved ones wherever they went.

    Where several units share a text, those around a place say which is its own; `sure` says that
    the seats are those of the old source. If not, names that fit are believed.
    """
    known = same([seat.text for seat in old], [place.text for place in here])
    contested = _contested(old, here)
    around = _Around.of(old, here) if contested else None
    for text, (mine, there) in contested.items():
        if not sure and _fits(text, [here[j] for j in there], units):
            numbers = {old[i].unit.id: i for i in mine}
            found = {j: numbers[unit.id] for j in there if (unit := at(here[j], units))}
        elif around is None or len(mine) * len(there) > _MOST:
            continue
        else:
            found = _assigned(mine, there, around)
        known = {j: i for j, i in known.items() if j not in there} | found
    return known


def _contested(
    old: Sequence[Seat], here: Sequence[Place]
) -> Mapping[str, tuple[list[int], list[int]]]:
    """The numbers of the seats and places of each text that more than one unit has."""
    rows: dict[str, list[int]] = {}
    for i, seat in enumerate(old):
        rows.setdefault(seat.text, []).append(i)
    found: dict[str, tuple[list[int], list[int]]] = {
        text: (numbers, [])
        for text, numbers in rows.items()
        if len({old[i].unit.id for i in numbers}) > 1
    }
    for j, place in enumerate(here):
        if place.text in found:
            found[place.text][1].append(j)
    return found


def _fits(text: str, there: Sequence[Place], units: Units) -> bool:
    """Whether all units of a text have a place by their names, and all places a unit."""
    spoken = [at(place, units) for place in there]
    mine = {unit.id for unit in units.values() if unit.source == text}
    return all(spoken) and {unit.id for unit in spoken if unit} == mine


def assigned(
    mine: Sequence[int], there: Sequence[int], old: Sequence[Seat], here: Sequence[Place]
) -> Known:
    """Seats to places one to one, the most alike first; equals in order."""
    return _assigned(mine, there, _Around.of(old, here)) if mine and there else {}


def _assigned(mine: Sequence[int], there: Sequence[int], around: _Around) -> Known:
    rows = [(around.alike(i, j), a, b) for a, i in enumerate(mine) for b, j in enumerate(there)]
    return {there[b]: mine[a] for a, b in best(rows)}


# What stands in a place, and the section and row that it belongs to.
Spot = tuple[str | None, tuple[str, int | None]]


@dataclass(frozen=True)
class _Around:
    """What stands around seats and places, how these are named, which texts stand only once."""

    old: Sequence[Spot]
    now: Sequence[Spot]
    names: tuple[Sequence[str | None], Sequence[str]]
    single: frozenset[str]

    @staticmethod
    def of(old: Sequence[Seat], here: Sequence[Place]) -> _Around:
        counts = [Counter(one.text for one in side) for side in (old, here)]
        single = {text for text, n in counts[0].items() if n == counts[1][text] == 1}
        before = [(seat.text, (section(seat.context or ""), seat.row)) for seat in old]
        now = [(place.text, (section(place.context), place.row)) for place in here]
        names = [seat.context for seat in old], [place.context for place in here]
        return _Around(before, now, names, frozenset(single))

    def alike(self, i: int, j: int) -> float:
        """How much of what stands around two places is the same: the nearest first, texts that
        stand once before those that stand everywhere, the own row and section before others."""
        found = _named(self.names[0][i], self.names[1][j])
        for far in range(1, _AROUND + 1):
            for step in (-far, far):
                (text, part), (other, at) = _at(self.old, i + step), _at(self.now, j + step)
                if text == other:
                    inside = part == self.old[i][1] and at == self.now[j][1]
                    weight = 1.0 if text in self.single else _COMMON
                    found += weight * (1.0 if inside else _OUTSIDE) / far
        return found


def _at(spots: Sequence[Spot], number: int) -> Spot:
    return spots[number] if 0 <= number < len(spots) else (None, ("", None))


def best(rows: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs one to one, the highest score first; equals in order."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, a, b in sorted(rows, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1:])):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return list(found.items())


def _named(seat: str | None, place: str) -> float:
    """How much the names of two places say that they are one."""
    if seat is None:
        return 0.0
    (trail, number), (other, count) = _parts(seat), _parts(place)
    alike = 1.0 if trail == other else ratio(trail, other)
    return _SECTION * (alike if alike >= _ALIKE else 0.0) + _NUMBER * (number == count)


def section(context: str) -> str:
    """The headings that a place's name begins with."""
    return _parts(context)[0]


def _parts(context: str) -> tuple[str, str]:
    match = _NUMBERED.fullmatch(context)
    return (match[1], match[2]) if match else (context, "1")


# ── Places whose text is another ────────────────────────────────────────────────────────────


def between(old: Sequence[Seat], here: Sequence[Place], known: Known) -> Iterator[tuple[int, int]]:
    """Seats and places (by number) that stand in turn between the same neighbours.

    As many places without a seat as seats without a place: nothing came, and nothing left.
    """
    used = set(known.values())
    start = 0
    for end in range(len(here) + 1):
        if end < len(here) and end not in known:
            continue
        first = known.get(start - 1, -1) + 1
        last = known[end] if end < len(here) else len(old)
        if last - first == end - start and used.isdisjoint(range(first, last)):
            yield from zip(range(first, last), range(start, end), strict=True)
        start = end + 1
