"""Texts that changed: whose words a text that is new takes over.

Of the same catalogue by likeness and place, of other articles and of the past by likeness alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transpipe.model import Carry, Catalogue, Unit
from transpipe.source_edits.carry import Match, holds_words
from transpipe.source_edits.successors import Heir, heirs
from transpipe.text.similarity import ratio
from transpipe.units.places import Known, Place, Seat, assigned, between, gaps
from transpipe.units.shares import shares

# How alike two texts of different articles must be to be the same one, edited; labels with fewer
# blanks are the same, or others.
_NEARLY, _SENTENCE = 0.8, 5
# The matches so far, by the index of their place.
Matches = dict[int, Match]


@dataclass(frozen=True, slots=True)
class Side:
    """The places now, the seats of the old units, and what is known of the old source."""

    here: Sequence[Place]
    seats: Sequence[Seat]
    sure: bool
    old: Catalogue
    each: bool

    def known(self, matches: Matches) -> Known:
        """Which seat each matched place had."""
        return {j: match.seats[0] for j, match in matches.items() if match.seats}


def _new_texts(here: Sequence[Place], matches: Matches) -> list[str]:
    """The text of each place that has no words yet, where it stands first; '' for the others."""
    met = {here[index].text for index in matches}
    texts: list[str] = []
    for place in here:
        texts.append("" if place.text in met else place.text)
        met.add(place.text)
    return texts


def heirs_here(side: Side, matches: Matches) -> Matches:
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


def _placed(side: Side, found: Matches) -> Matches:
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


def in_turn(side: Side, matches: Matches) -> Matches:
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


def alike(side: Side, matches: Matches) -> Matches:
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


def in_place(side: Side, matches: Matches) -> Matches:
    """A text that was rewritten: one that went and one that came, alone between the same two.

    Both are of one kind; of a table nothing is said by the place alone.
    """
    same = {j: match for j, match in matches.items() if match.how is Carry.SAME}
    known = side.known(same)
    stays = {match.old[0].id for match in matches.values()}
    texts = {side.here[j].text for j in matches}
    found: Matches = {}
    pairs = dict(between(side.seats, side.here, known)) if side.sure else {}
    for i, j in pairs.items():
        seat, place = side.seats[i], side.here[j]
        alone = i - 1 not in pairs and i + 1 not in pairs
        fits = seat.shape == place.shape and seat.row is None
        free = j not in matches and seat.unit.id not in stays and place.text not in texts
        if alone and fits and free and holds_words(seat.unit):
            found[j] = Match(Carry.EDITED, (seat.unit,), seats=(i,))
    return found


def replaced(side: Side, matches: Matches) -> tuple[Unit, ...]:
    """The units with words whose text went where others came that have none, in order."""
    known = {j: match.seats[0] for j, match in matches.items() if match.seats}
    used = {i for match in matches.values() for i in match.seats}
    stays = {unit.id for match in matches.values() for unit in match.old}
    found: list[Unit] = []
    for seats, places in gaps(len(side.seats), len(side.here), known) if side.sure else ():
        if places and not all(j in matches for j in places):
            left = [side.seats[i].unit for i in seats if i not in used]
            found += [unit for unit in left if unit.words and unit.id not in stays]
    return tuple(found)


def from_elsewhere(here: Sequence[Place], elsewhere: Sequence[Unit], matches: Matches) -> Matches:
    """Texts that other articles have, or had, the same or nearly so."""
    there = [unit for unit in elsewhere if unit.target]
    order = sorted(enumerate(there), key=lambda row: row[1].context is not None)
    first = {unit.source: n for n, unit in reversed(order)}
    named = {unit.id: unit for unit in reversed(there)}
    texts = _new_texts(here, matches)
    known = {index: first[text] for index, text in enumerate(texts) if text in first}
    found = {index: Match(Carry.MOVED, (there[n],)) for index, n in known.items()}
    for j, place in enumerate(here):
        if j not in matches and place.id in named:
            own = named[place.id]
            found[j] = Match(Carry.MOVED, (own,), place.context)
    for heir in heirs([unit.source for unit in there], texts, known, sure=True):
        (old, *_), (new, *_) = heir.old, heir.new
        sentence = texts[new].count(" ") >= _SENTENCE
        if sentence and ratio(there[old].source, texts[new]) >= _NEARLY:
            found |= {j: replace(m, main=False) for j, m in _matched(heir, there, here).items()}
    return found


def from_obsolete(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
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
