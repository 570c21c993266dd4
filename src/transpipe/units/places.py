"""The places of an article that units stand in, and what tells equal texts apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transpipe.model import Catalogue, Document, Kind, Unit, UnitId
from transpipe.text.similarity import opcodes, ratio
from transpipe.units.neighbours import Around, Spot, around, best

_NO_TEXT = re.compile("[\0\ud800-\udfff]")

Units = Mapping[UnitId, Unit]


@dataclass(frozen=True, slots=True)
class Place:
    """One translatable segment: the number of its block, its text, and its name.

    `context` is the heading trail, with ` #n` from the second place of the same text there on.
    A unit for all places of a text has no msgctxt; one for this place alone has this one. `row`
    is that of a cell, `shape` the kind of the block and the level of a heading.
    """

    number: int
    text: str
    context: str
    comment: str = ""
    row: int | None = None
    shape: tuple[Kind, int] | None = None

    @property
    def id(self) -> UnitId:
        """The name of a unit for this place alone."""
        return UnitId(self.context, self.text)


def places(document: Document) -> tuple[Place, ...]:
    """The places of an article in order.

    A text with NUL or with bytes that are no text has none: no PO file can hold it.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Place] = []
    for number, segment in document.segments():
        if _NO_TEXT.search(segment.text):
            continue
        block = document.blocks[number]
        trail = " / ".join(block.trail)
        seen[segment.text, trail] += 1
        count = seen[segment.text, trail]
        context = trail if count == 1 and trail else f"{trail} #{count}".lstrip()
        shape = block.kind, block.level if block.kind is Kind.HEADING else 0
        found.append(Place(number, segment.text, context, segment.comment, block.row, shape))
    return tuple(found)


def at(place: Place, units: Units) -> Unit | None:
    """The unit that speaks in a place: its own, else the one that all such texts share."""
    return units.get(place.id) or units.get(UnitId(None, place.text))


def fits(document: Document, catalogue: Catalogue) -> bool:
    """Whether a catalogue is that of a source, and no place of a repeated text has its own unit.

    Merged with such a source it stays as it is, whatever the source was before.
    """
    texts = {segment.text for _number, segment in document.segments()}
    units = catalogue.active()
    return texts == {u.source for u in units} and all(u.context is None for u in units)


def same(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Equal texts (new number → old number): as many in order as can be, then wherever they are."""
    known: dict[int, int] = {}
    for tag, start, end, to, _to_end in opcodes(old, new):
        if tag == "equal":
            known |= {to + n: start + n for n in range(end - start)}
    used = set(known.values())
    left: dict[Hashable, list[int]] = {}
    for i, text in enumerate(old):
        if i not in used:
            left.setdefault(text, []).append(i)
    for j, text in enumerate(new):
        if j not in known and left.get(text):
            known[j] = left[text].pop(0)
    return known


# What a place's section and its number in it weigh, beside what stands around.
_SECTION, _NUMBER = 1.0, 0.05
# How alike two sections' names must be, for one to be the other renamed.
_ALIKE = 0.6
# So many places of one text may be compared with each other.
_MOST = 10_000
_NUMBERED = re.compile(r"(.*?) ?#(\d+)", re.DOTALL)

# Which seat (by number) each place had.
Known = dict[int, int]


@dataclass(frozen=True, slots=True)
class Seat:
    """A place of the old source: its unit, and the name, row and shape that the place had then."""

    unit: Unit
    context: str | None
    row: int | None = None
    shape: tuple[Kind, int] | None = None

    @property
    def text(self) -> str:
        """The source text of its unit."""
        return self.unit.source


def seats(old: Catalogue, before: Document | None) -> tuple[tuple[Seat, ...], bool]:
    """The seats of a catalogue in the source it was made for, and whether they are known.

    Where no such source is, or it is not the one, they are the units in order, a shared one once.
    """
    units = old.find()
    rows = [(place, at(place, units)) for place in (places(before) if before else ())]
    found = [Seat(unit, p.context, p.row, p.shape) for p, unit in rows if unit is not None]
    if not found or len(found) < len(rows):
        return tuple(Seat(unit, unit.context) for unit in old.active()), False
    there = {seat.unit.id for seat in found}
    left = (Seat(unit, unit.context) for unit in old.active() if unit.id not in there)
    return (*found, *left), True


def seated(old: Sequence[Seat], here: Sequence[Place], units: Units, *, sure: bool) -> Known:
    """The seat of each place whose text has one: in order, moved ones wherever they went.

    Where several units share a text, those around a place say which is its own; `sure` says that
    the seats are those of the old source. If not, names that fit are believed.
    """
    known = same([seat.text for seat in old], [place.text for place in here])
    contested = _contested(old, here)
    sides = _around(old, here) if contested else None
    for text, (mine, there) in contested.items():
        if not sure and _fits(text, [here[j] for j in there], units):
            numbers = {old[i].unit.id: i for i in mine}
            found = {j: numbers[unit.id] for j in there if (unit := at(here[j], units))}
        elif sides is None or len(mine) * len(there) > _MOST:
            continue
        else:
            found = _assigned(mine, there, old, here, sides)
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
    return _assigned(mine, there, old, here, _around(old, here)) if mine and there else {}


def _assigned(
    mine: Sequence[int],
    there: Sequence[int],
    old: Sequence[Seat],
    here: Sequence[Place],
    sides: Around,
) -> Known:
    rows = [
        (_named(old[i].context, here[j].context) + sides.alike(i, j), a, b)
        for a, i in enumerate(mine)
        for b, j in enumerate(there)
    ]
    return {there[b]: mine[a] for a, b in best(rows)}


def _around(old: Sequence[Seat], here: Sequence[Place]) -> Around:
    before = [Spot(seat.text, (section(seat.context or ""), seat.row)) for seat in old]
    return around(before, [Spot(p.text, (section(p.context), p.row)) for p in here])


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
    for seats, places in gaps(len(old), len(here), known):
        if len(seats) == len(places):
            yield from zip(seats, places, strict=True)


def gaps(old: int, new: int, known: Known) -> Iterator[tuple[range, range]]:
    """What lies between the same neighbours on either side, by number, where nothing is known."""
    used = set(known.values())
    start = 0
    for end in range(new + 1):
        if end < new and end not in known:
            continue
        first = known.get(start - 1, -1) + 1
        last = known[end] if end < new else old
        if first <= last and used.isdisjoint(range(first, last)):
            yield range(first, last), range(start, end)
        start = end + 1
