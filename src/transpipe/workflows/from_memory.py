"""What the memory suggests for the units of a catalogue that are empty, or stale.

An empty unit gets the words of the text that is most like its own. A stale one keeps its words,
a person's; beside them stands what follows from them, and from the memory, for the new source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from transpipe.draft.carrying import survivors
from transpipe.draft.following import Means, follow
from transpipe.draft.suggest import fit
from transpipe.model import (
    Action,
    Catalogue,
    Draft,
    Hit,
    Maker,
    Match,
    Owner,
    State,
    Unit,
    UnitId,
    made_for,
    stale,
)
from transpipe.ports import Memory
from transpipe.stale.severity import judged
from transpipe.workflows.memory import hits, preceding

_MOST = 3  # drafts of one unit


@dataclass(frozen=True, slots=True)
class Recall:
    """A memory to draft from; `exact` is what an equal text in an equal place is drafted as."""

    memory: Memory
    exact: State = State.FUZZY


def drafts(catalogue: Catalogue, units: Iterable[Unit], recall: Recall) -> dict[UnitId, Draft]:
    """What the memory has for each of these units of a catalogue, where it has something."""
    return {name: found[0] for name, found in choices(catalogue, units, recall).items()}


def choices(
    catalogue: Catalogue, units: Iterable[Unit], recall: Recall
) -> dict[UnitId, tuple[Draft, ...]]:
    """All that the memory has for each of these units, the best first; some of it at most."""
    before = preceding(catalogue.units)
    asked = (
        (unit.id, tuple(islice(_drafts(unit, before.get(unit.id, ""), recall), _MOST)))
        for unit in units
    )
    return {name: found for name, found in asked if found}


def is_sure(draft: Draft) -> bool:
    """Whether nothing of a draft is a guess: the text was the same, but for what is adapted."""
    return draft.maker is Maker.TM and draft.match in (Match.EXACT, Match.ADAPTED)


def is_open_to_updates(unit: Unit) -> bool:
    """Whether a person's words are stale, and no question of two versions."""
    return stale(unit) and unit.owner is Owner.PERSON and unit.conflict is None


def updates(catalogue: Catalogue, recall: Recall) -> Iterator[Draft]:
    """For stale units the words that follow the change of the source, where they do for certain."""
    means = _means(recall.memory)
    for unit in catalogue.units:
        if not is_open_to_updates(unit):
            continue
        old = made_for(unit)[0]
        text = follow(old, unit.source, unit.target, means)
        if text is not None and text != unit.target:
            yield Draft(unit.source, text, maker=Maker.TM, previous=old)


def _drafts(unit: Unit, after: str, recall: Recall) -> Iterator[Draft]:
    found = hits(unit.source, recall.memory, unit.context)
    drafted = (_draft(unit, hit, after, recall) for hit in found)
    return (draft for draft in drafted if draft is not None)


def _draft(unit: Unit, hit: Hit, after: str, recall: Recall) -> Draft | None:
    text = hit.target if hit.match is Match.EXACT else _text(unit.source, hit, recall.memory)
    if not text or text == unit.source:
        return None
    draft = Draft(unit.source, text, f"{hit.percent}%", maker=Maker.TM, match=hit.match)
    if hit.match is Match.EXACT and _is_in_place(unit, after, recall.memory, text):
        return replace(draft, state=recall.exact)
    return replace(draft, differs=hit.differs)


def _is_in_place(unit: Unit, after: str, memory: Memory, target: str) -> bool:
    """Whether the text was translated so behind the same text, and never in any other way."""
    known = [u for u in memory.units(unit.source) if u.context == unit.context]
    there = [u for u in known if u.after == after]
    return bool(there) and Counter(u.target for u in known).keys() == {target}


def _text(source: str, hit: Hit, memory: Memory) -> str | None:
    """The words of a hit, changed to be those of the source; as they are where that fails."""
    if hit.match is not Match.ADAPTED:
        followed = follow(hit.source, source, hit.target, _means(memory))
        if followed is not None or hit.match is Match.PART:
            return followed
    left = survivors(hit.source, source, hit.target)
    return None if left or fit(source, hit.target) else hit.target


def _means(memory: Memory) -> Means:
    return Means(carried_over, partial(_known, memory))


def carried_over(old: str, new: str, target: str) -> str | None:
    """The words as they are where an edit is none of the meaning, or with what a patch can do."""
    judgement = judged(old, new, target)
    return target if judgement.action is Action.KEEP else judgement.target


def _known(memory: Memory, text: str) -> str | None:
    """The most frequent translation of exactly this text."""
    often = Counter(unit.target for unit in memory.units(text))
    return max(often, key=lambda target: (often[target], target), default=None)
