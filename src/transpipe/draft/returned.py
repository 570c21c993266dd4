"""A unit that comes back from another tool: what is newer wins, and where both are, a person.

What a unit said when it went out is noted beside it there, by a digest. So it is known who has
changed it since: the other tool, somebody here, or both.
"""

from __future__ import annotations

from dataclasses import replace

from transpipe.draft.suggest import fit
from transpipe.model import Conflict, Exchanged, Maker, Origin, Owner, State, Unit
from transpipe.model.text import digest

_APPROVED, _OPEN = "approved", "open"


def sent(unit: Unit) -> str:
    """What a unit says when it goes out, and whether somebody stands by it: a digest."""
    return _digest(unit.target, approved=unit.confirmed)


def _digest(target: str, *, approved: bool) -> str:
    return digest(target, _APPROVED if approved else _OPEN)


def returned(unit: Unit, other: Exchanged) -> Unit:
    """The unit with what another tool made of it; the same where that has nothing newer to say.

    Words that somebody changed here since are kept, the others stand beside them as a conflict.
    """
    if unit.conflict or not other.target.strip() or other.source != unit.source:
        return unit
    if other.target == unit.target:
        return _judged(unit, other)
    if other.target == other.source or _was_sent(other.target, other):
        return unit
    mine = bool(unit.target) and unit.owner is Owner.PERSON
    derived = unit.owner is Owner.DERIVED
    if (mine or derived) and other.machine:
        return unit
    newer = not _was_sent(unit.target, other)
    if mine and newer:
        return _both(unit, other.target)
    taken = _taken(unit, other)
    # What was derived anew since had other words beside it, of which nobody has seen these.
    return taken.doubted() if derived and newer else taken


def _was_sent(target: str, other: Exchanged) -> bool:
    return other.sent in [_digest(target, approved=each) for each in (True, False)]


def _judged(unit: Unit, other: Exchanged) -> Unit:
    """The same words; whether somebody stands by them now, or does so no longer.

    What is derived follows the words that it is derived from, whoever has looked at it.
    """
    if unit.owner is Owner.DERIVED:
        return unit
    was_approved = other.sent == _digest(unit.target, approved=True)
    if other.approved and not unit.confirmed and not was_approved:
        return unit.changed(unit.target).fitted()
    if unit.confirmed and not other.approved and was_approved:
        return unit.doubted()
    return unit


def _both(unit: Unit, target: str) -> Unit:
    return replace(unit.doubted(), conflict=Conflict("theirs", target))


def _taken(unit: Unit, other: Exchanged) -> Unit:
    """The unit with the other words: as they are where they are approved and nothing is amiss."""
    if other.machine:
        drafted = replace(unit, target=other.target, state=State.FUZZY)
        return drafted.marked(Origin(Maker.MT, "xliff"))
    if other.approved and not fit(unit.source, other.target):
        return unit.changed(other.target).fitted()
    return replace(unit, target=other.target, state=State.FUZZY, origin=None)
