"""A new source and an old catalogue: what is kept, what is to be looked at, what has gone.

Texts that did not change keep their units wherever they moved, and what was here before is
revived. Of the rest, only what vanished can have become what is new (`heirs`): edited, split or
merged texts keep their words, fuzzy. A text that stands many times has many seats (`seats`): each
place follows its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.catalogue.build import named_apart
from transpipe.catalogue.carry import Match, holds_words, live, obsolete
from transpipe.catalogue.changed import (
    Matches,
    Side,
    alike,
    from_elsewhere,
    from_obsolete,
    heirs_here,
    in_turn,
)
from transpipe.catalogue.contexts import Place, at, places
from transpipe.catalogue.seats import seated, seats, section
from transpipe.model import Carried, Carry, Catalogue, Displaced, Document, Merged, Unit, UnitId

# What takes the words of a unit without becoming that unit.
_COPIES = (Carry.SPLIT, Carry.MERGED)


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
        replace(old, units=(*units, *retired), lines=document.lines),
        (*carried, *(Carried(Carry.GONE, u.source, u.source, u.context) for u in lost)),
        tuple(_displaced(side, matches, kept, {unit.id: unit for unit in units})),
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
