"""A new source and an old catalogue: what is kept, what is to be looked at, what has gone.

Texts that did not change keep their units wherever they moved, and what was here before is
revived. Of the rest, only what vanished can have become what is new (`heirs`): edited, split or
merged texts keep their words, fuzzy. A text that stands many times has many seats (`seats`): each
place follows its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.catalogue.carry import Match, holds_words, live, named_apart, obsolete
from transpipe.catalogue.contexts import Place, at, places
from transpipe.catalogue.heirs import Heir, heirs
from transpipe.catalogue.seats import Known, Seat, assigned, between, seated, seats, section
from transpipe.catalogue.shares import shares
from transpipe.model import Carried, Carry, Catalogue, Displaced, Document, Merged, Unit

# What takes the words of a unit without becoming that unit.
_COPIES = (Carry.SPLIT, Carry.MERGED)

Id = tuple[str | None, str]
# The matches so far, by the index of their place.
Matches = dict[int, Match]


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
    side = _Side(places(document), *seats(old, before), old, each)
    matches: Matches = {}
    matches |= _same(side)
    matches |= _revived(side.here, old, matches)
    matches |= _heirs_here(side, matches)
    matches |= _in_turn(side, matches)
    matches |= _alike(side, matches)
    matches |= _shared(side, matches)
    matches |= _from_elsewhere(side.here, elsewhere, matches)
    matches |= _from_obsolete(side.here, old, matches)
    units, carried = live(side.here, matches, old)
    return _assembled(document, side, matches, units, carried)


@dataclass(frozen=True, slots=True)
class _Side:
    """The places now, the seats of the old units, and what is known of the old source."""

    here: Sequence[Place]
    seats: Sequence[Seat]
    sure: bool
    old: Catalogue
    each: bool

    def known(self, matches: Matches) -> Known:
        """Which seat each matched place had."""
        return {j: match.seats[0] for j, match in matches.items() if match.seats}


def _assembled(
    document: Document,
    side: _Side,
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
    side: _Side, matches: Matches, kept: set[Id], units: Mapping[Id, Unit]
) -> Iterator[Displaced]:
    """The places that units lost which have others still."""
    divided = {i for match in matches.values() if match.how in _COPIES for i in match.seats}
    stays = {i: j for j, i in side.known(matches).items() if i not in divided}
    alone = Counter(seat.unit.id for seat in side.seats)
    after: Id | None = None
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


def _same(side: _Side) -> Matches:
    """Places whose text has a unit: the one that stood there, else the one that all share."""
    units = side.old.find()
    known = seated(side.seats, side.here, units, sure=side.sure)
    found = {j: _kept(side.seats[i].unit, side.here[j], i) for j, i in known.items()}
    if side.each:
        return found
    for j, place in enumerate(side.here):
        unit = units.get((None, place.text))
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


def _shared(side: _Side, matches: Matches) -> Matches:
    """Places left whose text has a unit for all."""
    units = side.old.find()
    rows = ((j, units.get((None, place.text))) for j, place in enumerate(side.here))
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


# ── Texts that changed ──────────────────────────────────────────────────────────────────────


def _new_texts(here: Sequence[Place], matches: Matches) -> list[str]:
    """The text of each place that has no words yet, where it stands first; '' for the others."""
    met = {here[index].text for index in matches}
    texts: list[str] = []
    for place in here:
        texts.append("" if place.text in met else place.text)
        met.add(place.text)
    return texts


def _heirs_here(side: _Side, matches: Matches) -> Matches:
    """Texts that are new, beside those of this catalogue that vanished."""
    known = side.known(matches)
    used = set(known.values())
    texts = ["" if i in used else seat.text for i, seat in enumerate(side.seats)]
    if side.sure:
        new = ["" if j in matches else place.text for j, place in enumerate(side.here)]
    else:
        new = _new_texts(side.here, matches)
    found: Matches = {}
    units = [seat.unit for seat in side.seats]
    for heir in heirs(texts, new, known):
        here = _matched(heir, units, side.here)
        found |= {j: replace(match, seats=heir.old) for j, match in here.items()}
    return found | _placed(side, found)


def _placed(side: _Side, found: Matches) -> Matches:
    """Where units of one text were edited alike, each goes to the place that is its own."""
    alike: dict[tuple[str, str], list[int]] = {}
    for j, match in found.items():
        if match.how is Carry.EDITED:
            alike.setdefault((match.old[0].source, side.here[j].text), []).append(j)
    placed: Matches = {}
    for there in alike.values():
        mine = {found[j].seats[0]: found[j] for j in there}
        if len({match.old[0].id for match in mine.values()}) > 1:
            seats = assigned(list(mine), there, side.seats, side.here)
            placed |= {j: mine[i] for j, i in seats.items()}
    return placed


def _in_turn(side: _Side, matches: Matches) -> Matches:
    """Places of a repeated text that says something else by now, found by where they stand."""
    if not side.sure:
        return {}
    known = side.known(matches)
    stays = {match.old[0].id for match in matches.values()}
    texts = {place.text for j, place in enumerate(side.here) if j in matches}
    found: Matches = {}
    for i, j in between(side.seats, side.here, known):
        unit, text = side.seats[i].unit, side.here[j].text
        if unit.target and j not in matches and (unit.id in stays or text in texts):
            found[j] = Match(Carry.EDITED, (unit,), seats=(i,))
    return found


def _alike(side: _Side, matches: Matches) -> Matches:
    """Other places of a text that was edited everywhere, for the other units of the old text."""
    used = set(side.known(matches).values())
    became = {
        match.old[0].source: side.here[j].text
        for j, match in matches.items()
        if match.how is Carry.EDITED and match.old[0].source != side.here[j].text
    }
    left = [
        i
        for i, seat in enumerate(side.seats)
        if seat.text in became and i not in used and holds_words(seat.unit)
    ]
    found: Matches = {}
    for text in dict.fromkeys(side.seats[i].text for i in left):
        mine = [i for i in left if side.seats[i].text == text]
        there = [j for j, p in enumerate(side.here) if p.text == became[text] and j not in matches]
        for j, i in assigned(mine, there, side.seats, side.here).items():
            found[j] = Match(Carry.EDITED, (side.seats[i].unit,), seats=(i,))
    return found


def _from_elsewhere(here: Sequence[Place], elsewhere: Sequence[Unit], matches: Matches) -> Matches:
    """Texts that other articles have, or had, the same or edited."""
    there = [unit for unit in elsewhere if unit.target]
    first = {unit.source: n for n, unit in reversed(list(enumerate(there)))}
    texts = _new_texts(here, matches)
    known = {index: first[text] for index, text in enumerate(texts) if text in first}
    found = {index: Match(Carry.MOVED, (there[n],)) for index, n in known.items()}
    for heir in heirs([unit.source for unit in there], texts, known):
        found |= {j: replace(m, main=False) for j, m in _matched(heir, there, here).items()}
    return found


def _from_obsolete(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts much like one that left this article some time ago."""
    awake = {match.old[0].id for match in matches.values()}
    asleep = [u for u in old.units if not u.active and u.target and u.id not in awake]
    found: Matches = {}
    for heir in heirs([u.source for u in asleep], _new_texts(here, matches), {}, sure=True):
        found |= _matched(heir, asleep, here)
    return found


def _matched(heir: Heir, units: Sequence[Unit], here: Sequence[Place]) -> Matches:
    """The matches that an heir stands for; units without words or notes give nothing."""
    numbers = tuple(sorted(heir.old))
    olds = tuple(units[n] for n in numbers)
    if len(heir.new) == 1:
        how = Carry.EDITED if len(olds) == 1 else Carry.MERGED
        givers = tuple(unit for unit in olds if holds_words(unit) or unit.notes)
        return {heir.new[0]: Match(how, givers)} if givers else {}
    if not holds_words(olds[0]):
        return {}
    order = sorted(heir.new)
    parts = shares(olds[0].source, olds[0].target, [here[n].text for n in order])
    return {
        n: Match(Carry.SPLIT, olds, share=part, main=n == heir.new[0])
        for n, part in zip(order, parts, strict=True)
    }
