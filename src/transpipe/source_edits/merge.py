"""A new source and an old catalogue: what is kept, what is to be looked at, what has gone.

Texts that did not change keep their units wherever they moved, and what was here before is
revived. Of the rest, only what vanished can have become what is new (`successors`): edited, split
or merged texts keep their words, fuzzy. A text that stands many times has many seats (in
`units.places`): each place follows its own.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.model import (
    DISPLACED,
    DIVIDED,
    Carried,
    Carry,
    Catalogue,
    Displaced,
    Document,
    Merged,
    State,
    Unit,
    UnitId,
)
from transpipe.source_edits.carry import Match, holds_words, live, obsolete
from transpipe.source_edits.changed import (
    Matches,
    Side,
    alike,
    from_elsewhere,
    from_obsolete,
    heirs_here,
    in_place,
    in_turn,
    replaced,
)
from transpipe.units.build import named_apart
from transpipe.units.places import Place, at, places, seated, seats, section

# What takes the words of a unit without becoming that unit.
_COPIES = (Carry.SPLIT, Carry.MERGED)

_NOBODY = UnitId(None, "")  # the name of no unit


def merge(
    document: Document,
    old: Catalogue,
    elsewhere: Sequence[Unit] = (),
    *,
    before: Document | None = None,
    each: bool = False,
) -> Merged:
    """The catalogue for the source as it is now; merged again it stays as it is.

    A unit whose text is still there keeps everything. One whose text was edited keeps its words,
    fuzzy, with the text they were made for; of one that was split or merged the words are shared
    out or joined, fuzzy, and it stays obsolete as it was. One whose text has gone becomes obsolete
    if it has words: no words of a person are dropped. `elsewhere` are units of other articles,
    in their order, whose words may be taken along (a file was renamed or split).

    `before` is the source that `old` was made for, where that is known. With `each` a place keeps
    what stood there, though another place of its new text has words that are as good.
    """
    side = Side(places(document), *seats(old, before), old, each)
    matches: Matches = {}
    matches |= _same(side)
    matches |= _revived(side.here, old, matches)
    matches |= heirs_here(side, matches)
    matches |= in_turn(side, matches)
    matches |= alike(side, matches)
    matches |= _shared(side, matches)
    matches |= from_elsewhere(side.here, elsewhere, matches)
    matches |= from_obsolete(side.here, old, matches)
    matches |= in_place(side, matches)
    units, carried = live(side.here, matches, old)
    return _assembled(document, side, matches, units, carried)


def _assembled(
    document: Document,
    side: Side,
    matches: Matches,
    units: Sequence[Unit],
    carried: Sequence[Carried],
) -> Merged:
    old = side.old
    kept = {match.old[0].id for match in matches.values() if _takes(match)}
    shared = {u.id for match in matches.values() if match.how in _COPIES for u in match.old}
    gone = [unit for unit in old.units if unit.active and unit.id not in kept]
    left = [unit for unit in old.units if not unit.active and unit.id not in kept]
    retired = named_apart((*left, *(obsolete(u) for u in gone if holds_words(u))), units)
    lost = [u for u in gone if u.id not in shared]
    return Merged(
        replace(old, units=(*units, *retired), cut=document.cut),
        (*carried, *(Carried(Carry.GONE, u.source, u.source, u.context) for u in lost)),
        tuple(_displaced(side, matches, kept, {unit.id: unit for unit in units})),
        replaced(side, matches),
    )


def _displaced(
    side: Side, matches: Matches, kept: set[UnitId], units: Mapping[UnitId, Unit]
) -> Iterator[Displaced]:
    """The places that units lost which have others still."""
    divided = {i for match in matches.values() if match.how in _COPIES for i in match.seats}
    stays = {i: j for j, i in side.known(matches).items() if i not in divided}
    alone = Counter(seat.unit.id for seat in side.seats)
    after: UnitId | None = None
    for i, seat in enumerate(side.seats):
        if i in stays and alone[seat.unit.id] == 1:
            here = at(side.here[stays[i]], units)
            after = here.id if here else after
        elif i not in stays and seat.unit.id in kept and seat.unit.target:
            unit = replace(seat.unit, context=seat.context)
            yield Displaced(unit, after, i in divided)


def _takes(match: Match) -> bool:
    """Whether the unit of the place is the old one, not a copy of its words."""
    if match.how in (Carry.SAME, Carry.REVIVED):
        return True
    return match.how is Carry.EDITED and match.main and match.old[0].active


# ── Texts that are still there ──────────────────────────────────────────────────────────────


def _same(side: Side) -> Matches:
    """Places whose text has a unit: the one that stood there, else the one that all share."""
    units = side.old.find()
    known = seated(side.seats, side.here, units, sure=side.sure)
    found = {j: _kept(side.seats[i].unit, side.here[j], i) for j, i in known.items()}
    if side.each:
        return found
    for j, place in enumerate(side.here):
        unit = units.get(UnitId(None, place.text))
        if unit is not None and j not in found and (unit.words or not side.sure):
            found[j] = Match(Carry.SAME, (unit,))
    return found


def _kept(unit: Unit, place: Place, seat: int) -> Match:
    """A unit in its place; where its section has another name by now, that is an edit."""
    if unit.context is None or unit.context == place.context:
        return Match(Carry.SAME, (unit,), unit.context, seats=(seat,))
    same = section(unit.context) == section(place.context)
    how = Carry.SAME if same else Carry.EDITED
    return Match(how, (unit,), place.context, seats=(seat,))


def _shared(side: Side, matches: Matches) -> Matches:
    """Places left whose text has a unit for all."""
    units = side.old.find()
    rows = ((j, units.get(UnitId(None, place.text))) for j, place in enumerate(side.here))
    return {j: Match(Carry.SAME, (unit,)) for j, unit in rows if unit and j not in matches}


def _revived(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts that are back: their words were kept as obsolete."""
    asleep: dict[str, list[Unit]] = {}
    for unit in old.units:
        if not unit.active:
            asleep.setdefault(unit.source, []).append(unit)
    found: Matches = {}
    met: set[str] = set()
    for index, place in enumerate(here):
        if index in matches or place.text not in asleep:
            continue
        own = [unit for unit in asleep[place.text] if unit.context == place.context]
        if own:
            found[index] = Match(Carry.REVIVED, (own[0],), place.context)
            asleep[place.text].remove(own[0])
        elif place.text not in met and asleep[place.text]:
            shared = sorted(asleep[place.text], key=lambda unit: unit.context is not None)[0]
            found[index] = Match(Carry.REVIVED, (shared,), None)
            asleep[place.text].remove(shared)
        met.add(place.text)
    return found


def renamed(
    document: Document, past: Catalogue, before: Document | None = None
) -> tuple[Catalogue, frozenset[UnitId]]:
    """The active units of `past`, named by the texts of the source as it is now.

    Those whose text has left the source, or was split or merged in it, keep their names: their
    words may still stand in a file. So do those of single places, where the source that `past` was
    made for is known (`before`). What was split or merged is the second answer.
    """
    merged = merge(document, past, before=before, each=True)
    if early := _left_early(document, merged, past, before):
        less = replace(past, units=tuple(u for u in past.units if u not in early))
        found, split = renamed(document, less, before)
        return replace(found, units=(*found.units, *early)), split
    gone = {(step.context, step.source) for step in merged.carried if step.how is Carry.GONE}
    copied = {step.old for step in merged.carried if step.how in (Carry.SPLIT, Carry.MERGED)}
    active = merged.catalogue.active()
    here = {unit.id for unit in active}
    shared = {u.id for u in past.active() if u.source in copied and u.id not in here}
    stay = [unit for unit in past.active() if unit.id in gone | shared]
    # Where a text is still there, the name of a place that is gone may be another one's by now.
    stay = [_left(unit, here) if (None, unit.source) in here else unit for unit in stay]
    units = {unit.id: unit for unit in (*active, *stay)}
    left: dict[UnitId | None, list[Unit]] = {}
    for place in merged.displaced:
        unit = _left(place.unit, units, DIVIDED if place.divided else DISPLACED)
        units[unit.id] = unit
        shared |= {unit.id} if place.divided else set()
        left.setdefault(place.after, []).append(unit)
    ordered = left.pop(None, [])
    for unit in (*_in_order(active, _names_before(merged), past), *stay):
        ordered += [unit, *left.pop(unit.id, ())]
    return replace(past, units=tuple(ordered), cut=document.cut), frozenset(shared)


def _left_early(
    document: Document, merged: Merged, past: Catalogue, before: Document | None
) -> frozenset[Unit]:
    """The units whose text was gone from the source before, where a new text is another's, edited.

    That one stood in the source until now, without words in the file.
    """
    if before is None:
        return frozenset()
    there = {segment.text for _number, segment in before.segments()}
    edits = {step.source: step.old for step in merged.carried if step.how is Carry.EDITED}
    early = {new: old for new, old in edits.items() if old not in there}
    if not early:
        return frozenset()
    left = frozenset(u for u in past.active() if u.source in set(early.values()))
    less = replace(past, units=tuple(u for u in past.units if u not in left))
    again = merge(document, less, before=before, each=True).carried
    lived = {step.source for step in again if step.how is Carry.EDITED and step.old in there}
    return frozenset(u for u in left if any(early.get(new) == u.source for new in lived))


def _names_before(merged: Merged) -> dict[UnitId, UnitId]:
    """What each unit was called; but not where it lost a place, which may have been its first."""
    lost = {place.unit.source for place in merged.displaced}
    return {
        UnitId(step.context, step.source): UnitId(step.old_context, step.old)
        for step in merged.carried
        if step.old is not None and step.how is not Carry.GONE and step.old not in lost
    }


def _in_order(
    units: Iterable[Unit], before: Mapping[UnitId, UnitId], past: Catalogue
) -> list[Unit]:
    """Units in the order of the past, which its file has; a new one behind the one before it."""
    ranks = {unit.id: rank for rank, unit in enumerate(past.units)}
    rows: list[tuple[int, Unit]] = []
    for unit in units:
        last = rows[-1][0] if rows else -1
        rows.append((ranks.get(before.get(unit.id, _NOBODY), last), unit))
    return [unit for _rank, unit in sorted(rows, key=lambda row: row[0])]


def _left(unit: Unit, taken: Collection[UnitId], sign: str = DISPLACED) -> Unit:
    """A unit in a place that it has lost, under a name that no place has."""
    name = unit.context if unit.displaced and unit.context else f"{sign}{unit.context or ''}"
    names = (name if count == 1 else f"{name} ({count})" for count in itertools.count(1))
    return replace(unit, context=next(n for n in names if (n, unit.source) not in taken))


def still_stale(
    catalogue: Catalogue, merged: Merged, settled: Collection[UnitId] = ()
) -> Catalogue:
    """The catalogue with those units fuzzy that this very merge made stale, less some.

    Who edited their words meanwhile has not seen the new source yet.
    """
    kept = {(step.context, step.source) for step in merged.carried if step.how is Carry.SAME}
    found = merged.catalogue.find()

    def doubted(unit: Unit) -> Unit:
        # A place that has got a unit of its own only now was one of those that shared one.
        fresh = found.get(unit.id) or found.get(UnitId(None, unit.source))
        if unit.state is not State.TRANSLATED or fresh is None or fresh.id in kept:
            return unit
        if fresh.state is not State.FUZZY or unit.id in settled:
            return unit
        before, context = fresh.previous, fresh.previous_context
        return replace(unit, state=State.FUZZY, previous=before, previous_context=context)

    return replace(catalogue, units=tuple(map(doubted, catalogue.units)))
