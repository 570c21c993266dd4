"""Two branches' catalogues into one, unit by unit: what the git merge driver calls.

Different units never meet, so that they never conflict. Where both branches changed the words of
one unit, both texts are kept: ours stand, fuzzy, theirs beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from gettext import gettext as _
from typing import TypeVar

from transpipe.model import (
    Catalogue,
    Conflict,
    Finding,
    Origin,
    Owner,
    Severity,
    State,
    Unit,
    UnitId,
)
from transpipe.po.header import ACCEPTED
from transpipe.target_edits.split_words import ask_heirs

Units = dict[UnitId, Unit]
Value = TypeVar("Value")
# What belongs to the words and goes with them.
Words = tuple[str, bool, str | None, str | None, Origin | None, str | None]


def three_way(
    base: Catalogue, ours: Catalogue, theirs: Catalogue, followed: Collection[UnitId] = ()
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Ours with what theirs changed since base; a finding for each unit that both changed.

    No target of either side is lost: a unit that one side dropped and the other changed stays
    as an obsolete one, and what its text was split or merged into asks, but where its words are
    `followed` there already.
    """
    before, left, right = (_by_id(c) for c in (base, ours, theirs))
    units: list[Unit] = []
    findings: list[Finding] = []
    for key in _order(list(before), list(left), list(right)):
        unit, clash = _unit(before.get(key), left.get(key), right.get(key))
        units += [unit] if unit else []
        if unit and clash:
            findings.append(_finding(ours, unit))
    for key in (key for key in before if key not in followed):
        typed = _typed(before[key], left.get(key), right.get(key))
        asks = ask_heirs(units, before[key], typed) if typed else None
        findings += [_finding(ours, asks)] if asks else []
    merged = Catalogue(
        article=ours.article,
        locale=ours.locale,
        units=(*(u for u in units if u.active), *(u for u in units if not u.active)),
        layout=_pick(base.layout, ours.layout, theirs.layout),
        cut=_pick(base.cut, ours.cut, theirs.cut),
        headers=_headers(dict(base.headers), dict(ours.headers), dict(theirs.headers)),
        comments=_lines(base.comments, ours.comments, theirs.comments),
    )
    return merged, tuple(findings)


def _by_id(catalogue: Catalogue) -> dict[UnitId, Unit]:
    return {unit.id: unit for unit in catalogue.units}


def _pick(base: Value, ours: Value, theirs: Value) -> Value:
    """The side that changed; ours where both did."""
    return theirs if ours == base else ours


def _finding(catalogue: Catalogue, unit: Unit) -> Finding:
    message = _("both branches changed this unit: ours stands, theirs is beside it, fuzzy")
    return Finding(
        "conflict",
        Severity.WARNING,
        message,
        catalogue.article,
        source=unit.source,
        target=unit.target,
    )


# ── One unit ────────────────────────────────────────────────────────────────────────────────


def _unit(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> tuple[Unit | None, bool]:
    """One unit of three; None where it is gone. True where both sides' words differ."""
    if ours is None or theirs is None:
        return _one_side(base, ours or theirs), False
    start = base or Unit(ours.source, context=ours.context)
    words, other = _words(start, ours, theirs)
    alive = ours.active or theirs.active
    if base:
        alive = _pick(base.active, ours.active, theirs.active)
    conflict = _conflict(start, ours, theirs, other)
    unit = replace(
        ours,
        target=words[0],
        previous=words[2],
        previous_context=words[3],
        origin=words[4],
        parent=words[5],
        review=_pick(start.review, ours.review, theirs.review),
        conflict=conflict,
        notes=_lines(start.notes, ours.notes, theirs.notes),
        extracted=_pick(start.extracted, ours.extracted, theirs.extracted),
        references=_pick(start.references, ours.references, theirs.references),
        flags=_lines(*(tuple(f for f in u.flags if f != "fuzzy") for u in (start, ours, theirs))),
    )
    return _in_state(unit, alive, words[1] or bool(other)), other is not None


def _one_side(base: Unit | None, unit: Unit | None) -> Unit | None:
    """A unit that one side alone has: new there, or gone on the other."""
    if base is None or unit is None:
        return unit
    if not unit.target or unit == base:
        return None
    # Gone on the other side; what this side did to its words is not lost.
    return _in_state(unit, False, unit.fuzzy)


def _typed(base: Unit, ours: Unit | None, theirs: Unit | None) -> Unit | None:
    """A unit as the one side has it where the other took its text out of the article."""
    here, there = (unit is not None and unit.active for unit in (ours, theirs))
    if not base.active or here == there:
        return None
    return ours if here else theirs


def _words(base: Unit, ours: Unit, theirs: Unit) -> tuple[Words, str | None]:
    """The words of one side, and those of the other where both changed them."""
    start, left, right = (_words_of(u) for u in (base, ours, theirs))
    if left == right or right == start:
        return left, None
    if left == start:
        return right, None
    by_person = ours.owner is Owner.PERSON, theirs.owner is Owner.PERSON
    if ours.target == theirs.target:
        # The same words by two ways: still to be looked at if either side says so.
        return _doubted(left if by_person != (False, True) else right, left[1] or right[1]), None
    if ours.target in ("", base.target):
        emptied = not ours.target and bool(base.target)
        return _doubted(right, right[1] or emptied or (left[1] and not start[1])), None
    if theirs.target in ("", base.target):
        emptied = not theirs.target and bool(base.target)
        return _doubted(left, left[1] or emptied or (right[1] and not start[1])), None
    if all(by_person):
        return left, theirs.target
    return (right if by_person[1] else left), None


def _doubted(words: Words, fuzzy: bool) -> Words:
    return (words[0], fuzzy, *words[2:])


def _words_of(unit: Unit) -> Words:
    fuzzy = unit.fuzzy
    return (
        unit.target,
        fuzzy,
        unit.previous,
        unit.previous_context,
        unit.origin,
        unit.parent,
    )


def _conflict(base: Unit, ours: Unit, theirs: Unit, other: str | None) -> Conflict | None:
    """The conflict that stands after the merge; texts of several come one after the other."""
    held = _pick(base.conflict, ours.conflict, theirs.conflict)
    texts = [c.text for c in (held,) if c]
    if theirs.conflict and theirs.conflict not in (base.conflict, held):
        texts.append(theirs.conflict.text)
    if other is not None and other not in texts:
        texts.append(other)
    if not texts:
        return held
    return Conflict("theirs" if other is not None or not held else held.side, "\n\n".join(texts))


def _in_state(unit: Unit, alive: bool, fuzzy: bool) -> Unit:
    """The unit in the state that these say; an obsolete one keeps `fuzzy` among its flags."""
    flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
    if not alive:
        state, flags = State.OBSOLETE, (("fuzzy", *flags) if fuzzy else flags)
    elif not unit.target:
        state = State.EMPTY
    else:
        state = State.FUZZY if fuzzy else State.TRANSLATED
    return replace(unit, state=state, flags=flags)


def _lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Notes of both sides: ours, less what theirs took out, and what theirs added."""
    if ours == base or theirs == ours:
        return tuple(theirs)
    if theirs == base:
        return tuple(ours)
    gone = [line for line in base if line not in theirs]
    kept = [line for line in ours if line not in gone]
    return (*kept, *(line for line in theirs if line not in base and line not in kept))


def _headers(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    names = dict.fromkeys([*ours, *(name for name in theirs if name not in ours)])
    picked = {n: _pick(base.get(n), ours.get(n), theirs.get(n)) for n in names}
    if ACCEPTED in names:  # by name: what either side accepts is
        sides = (side.get(ACCEPTED, "").split() for side in (base, ours, theirs))
        picked[ACCEPTED] = " ".join(sorted(_lines(*sides))) or None
    return tuple((name, value) for name, value in picked.items() if value is not None)


# ── Order ───────────────────────────────────────────────────────────────────────────────────


def _order(
    base: Sequence[UnitId], ours: Sequence[UnitId], theirs: Sequence[UnitId]
) -> list[UnitId]:
    """One order of all units: that of the side that moved some, the other's put in after theirs."""
    common = set(base) & set(ours) & set(theirs)
    moved = [key for key in ours if key in common] != [key for key in base if key in common]
    first, second = (ours, theirs) if moved else (theirs, ours)
    return _inserted(list(first), second)


def _inserted(order: list[UnitId], other: Sequence[UnitId]) -> list[UnitId]:
    """The order with the other's own keys, each after the key it follows there."""
    there = set(order)
    after: dict[UnitId | None, list[UnitId]] = {}
    last: UnitId | None = None
    for key in other:
        if key in there:
            last = key
        else:
            after.setdefault(last, []).append(key)
    merged = list(after.get(None, ()))
    for key in order:
        merged += (key, *after.get(key, ()))
    return merged
