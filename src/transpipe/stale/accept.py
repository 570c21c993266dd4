"""A person says that words in doubt stand as they are: what that makes of a unit, and of which."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from transpipe.model import Maker, Origin, Owner, Standing, State, Unit, standing
from transpipe.stale.progress import kept_by_wording


class Answer(Enum):
    """What there is to be said where somebody accepts a unit."""

    STALE = "stale"
    DOUBTFUL = "doubtful"
    DRAFT = "draft"
    KEPT = "kept"  # by its wording, and nobody has looked
    CONFLICT = "conflict"  # no doubt, but a choice
    EMPTY = "empty"
    FOLLOWS = "follows"  # what it is derived from
    SURE = "sure"


# What stands then; of the last only what was named singly.
SETTLED = (Answer.STALE, Answer.DOUBTFUL, Answer.KEPT, Answer.DRAFT)
_OF_EDITS = (Maker.KEEP, Maker.PATCH, Maker.FIX, Maker.EDIT)  # who say what became of words
_ANSWERS = {
    Standing.CONFLICT: Answer.CONFLICT,
    Standing.MISSING: Answer.EMPTY,
    Standing.DRAFT: Answer.DRAFT,
    Standing.STALE: Answer.STALE,
    Standing.DOUBTFUL: Answer.DOUBTFUL,
}


def answer(unit: Unit, *, derived: bool) -> Answer:
    """What somebody who accepts a unit is to be told; in a `derived` locale a person's words count.

    What is converted there follows the words it is made of.
    """
    how = standing(unit)
    if derived and unit.target and unit.owner is not Owner.PERSON and how is not Standing.CONFLICT:
        return Answer.FOLLOWS
    return _ANSWERS.get(how, Answer.KEPT if kept_by_wording(unit) else Answer.SURE)


def stand(unit: Unit) -> Unit:
    """The unit confirmed by a person in the words that it has, for the source that it has.

    No word changes. A mark that says who wrote or paired the words stays, as when the flag is taken
    away in a PO editor, without what it says of doubts; that of a machine's judgement goes.
    """
    return replace(
        unit,
        state=State.TRANSLATED,
        previous=None,
        previous_context=None,
        origin=_undoubted(unit),
    )


def as_source(unit: Unit) -> Unit:
    """A unit without words confirmed in those of its source: a name, code."""
    return stand(replace(unit, target=unit.source))


def _undoubted(unit: Unit) -> Origin | None:
    origin = unit.origin
    if unit.target == unit.source:  # so meant: else it would count as empty
        return Origin(Maker.KEEP, key=unit.key)
    if origin is None or origin.maker in _OF_EDITS:
        return None
    if origin.maker is Maker.CONVERT:
        return origin
    return replace(origin, key=unit.key, out="", made_from="", confidence=None, doubt=None)
