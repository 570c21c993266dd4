"""Two branches, one of which moved the source on: the other's words under the names they have now.

What became of a text its unit says, where it is stale; else it is found as `merge` finds it. The
words of one that was split are shared out, those of texts that were joined stand in one unit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.model import Catalogue, Maker, Origin, Owner, State, Unit, UnitId, made_for
from transpipe.source_edits.successors import heirs
from transpipe.text.han import joined
from transpipe.text.similarity import nearest
from transpipe.units.shares import shared_anew, shares

Units = dict[UnitId, Unit]


@dataclass(frozen=True, slots=True)
class Move:
    """Units of the merge base, and those that a branch made of them; one side has one."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]

    @property
    def renames(self) -> bool:
        """Whether one unit goes on under another name."""
        return len(self.old) == len(self.new) == 1

    def holds(self, other: Move) -> bool:
        """Whether another move is this one, or a part of it."""
        return {*self.old} >= {*other.old} and {*self.new} >= {*other.new}


@dataclass(frozen=True)
class Followed:
    """The catalogues of a merge, each unit under the name that it has on the branch that moved it.

    `divided` are the units of the base that were split or joined: what they said is followed.
    """

    base: Catalogue
    ours: Catalogue
    theirs: Catalogue
    divided: frozenset[UnitId] = frozenset()


# Whether the words of a unit are what a machine made of those that another had, and no others.
IsPatch = Callable[[Unit, Unit], bool]


def follow(base: Catalogue, ours: Catalogue, theirs: Catalogue, is_patch: IsPatch) -> Followed:
    """The same with the source of both branches."""
    divided: set[UnitId] = set()
    for move in moves(base, ours):
        ours = _unpatched(ours, theirs, move, is_patch)
        base, ours, theirs = _followed(move, base, ours, theirs)
        divided |= _divided(move)
    for move in moves(base, theirs):
        theirs = _unpatched(theirs, ours, move, is_patch)
        base, theirs, ours = _followed(move, base, theirs, ours)
        divided |= _divided(move)
    return Followed(base, ours, theirs, frozenset(divided))


def _followed(
    move: Move, base: Catalogue, mine: Catalogue, other: Catalogue
) -> tuple[Catalogue, Catalogue, Catalogue]:
    """The three after what one branch did, of which the other knows nothing yet.

    Where the first of several parts holds all that the other branch says, the rest have no words.
    """
    before, after = _carried(base, move), _carried(other, move, base)
    had, typed = before.find(), after.find()
    if move.renames:
        return before, mine, after
    here = {unit.id for unit in other.units}
    empty = {
        unit.id
        for unit in move.new
        if unit.id in typed and unit.id not in here and not typed[unit.id].target
        if unit.id in had and had[unit.id].target == unit.target
    }
    if not empty or all(not typed[unit.id].target for unit in move.new if unit.id in typed):
        return before, mine, after
    return _emptied(before, empty), _emptied(mine, empty), after


def _unpatched(mine: Catalogue, other: Catalogue, move: Move, is_patch: IsPatch) -> Catalogue:
    """A patch gives way to what a person typed in the old words, which is stale then."""
    old, new = move.old[0], move.new[0]
    here = other.find()
    typed = here.get(old.id) or here.get(new.id)
    if not move.renames or typed is None or typed.owner is not Owner.PERSON:
        return mine
    if typed.target in ("", old.target) or not _is_patched(new) or not is_patch(new, old):
        return mine
    words = replace(_renamed(old, new), state=State.FUZZY)
    units = (
        replace(
            unit,
            target=old.target,
            state=words.state,
            previous=words.previous,
            previous_context=words.previous_context,
            origin=words.origin,
        )
        if unit.id == new.id and unit.active
        else unit
        for unit in mine.units
    )
    return replace(mine, units=tuple(units))


def _emptied(catalogue: Catalogue, ids: Collection[UnitId]) -> Catalogue:
    units = (u.changed("") if u.id in ids and u.active else u for u in catalogue.units)
    return replace(catalogue, units=tuple(units))


def _divided(move: Move) -> frozenset[UnitId]:
    return frozenset(() if move.renames else (unit.id for unit in move.old))


# ── What became of a unit ───────────────────────────────────────────────────────────────────


def moves(base: Catalogue, side: Catalogue) -> tuple[Move, ...]:
    """What a branch made of the texts that have left its source."""
    here = {unit.id for unit in side.active()}
    gone = [unit for unit in base.active() if unit.id not in here]
    known = {unit.id for unit in base.units}
    new = [unit for unit in side.active() if unit.id not in known]
    if not gone or not new:
        return ()
    found = _found(base, side)
    told = [move for move in _told(gone, new) if not any(other.holds(move) for other in found)]
    said = {unit.id for move in told for unit in (*move.old, *move.new)}
    left = (m for m in found if said.isdisjoint(unit.id for unit in (*m.old, *m.new)))
    return (*told, *left)


def _told(gone: Sequence[Unit], new: Sequence[Unit]) -> tuple[Move, ...]:
    """What the new units say themselves; of several that say the same, the old one was split."""
    named = {unit.id: unit for unit in gone}
    sources = {unit.source: unit for unit in reversed(gone)}
    said: dict[tuple[UnitId, ...], list[Unit]] = {}
    for unit in new:
        if olds := _before(unit, named, sources):
            said.setdefault(tuple(old.id for old in olds), []).append(unit)
    # The longest first: a text that was joined with others is none that was split besides.
    met: set[UnitId] = set()
    found: list[Move] = []
    for key, units in sorted(said.items(), key=lambda item: -len(item[0])):
        if met.isdisjoint(key) and (len(key) == 1 or len(units) == 1):
            found.append(Move(tuple(named[k] for k in key), tuple(units)))
            met |= set(key)
    return tuple(found)


def _before(
    unit: Unit, named: Mapping[UnitId, Unit], sources: Mapping[str, Unit]
) -> tuple[Unit, ...]:
    """The units that had a unit's words before its source was edited, where it says so."""
    text, context = unit.previous, unit.previous_context
    if text is None and unit.origin and unit.origin.made_from:
        text, context = unit.origin.made_from, unit.context
    if text is None:
        return _patched(unit, named) if _is_patched(unit) else ()
    old = named.get(UnitId(context, text)) or sources.get(text)
    if old is not None:
        return (old,)
    parts = [sources.get(part) for part in text.split("\n\n")]
    return tuple(part for part in parts if part) if all(parts) else ()


def _is_patched(unit: Unit) -> bool:
    return unit.origin is not None and unit.origin.maker is Maker.PATCH


def _patched(unit: Unit, named: Mapping[UnitId, Unit]) -> tuple[Unit, ...]:
    """What a patched unit was before: of those that have left the side, the most alike."""
    found = nearest(unit.source, [old.source for old in named.values()])
    return tuple(old for old in named.values() if old.source == found)[:1]


def _found(base: Catalogue, side: Catalogue) -> tuple[Move, ...]:
    """What the texts of both say."""
    olds, news = base.active(), side.active()
    before, after = [unit.source for unit in olds], [unit.source for unit in news]
    numbers = {unit.id: i for i, unit in enumerate(olds)}
    known = {j: numbers[unit.id] for j, unit in enumerate(news) if unit.id in numbers}
    return tuple(
        Move(tuple(olds[i] for i in sorted(heir.old)), tuple(news[j] for j in sorted(heir.new)))
        for heir in heirs(before, after, known)
    )


# ── Words under other names ─────────────────────────────────────────────────────────────────


def _carried(catalogue: Catalogue, move: Move, base: Catalogue | None = None) -> Catalogue:
    """A catalogue as if its source had moved on so too; what it has under the new names stays.

    `base` is the merge base, if it is another one.
    """
    units = {unit.id: unit for unit in catalogue.units}
    givers = [units[old.id] for old in move.old if old.id in units]
    givers = [unit for unit in givers if unit.active]
    wanted = [new for new in move.new if new.id not in units]
    if not wanted or len(givers) < len(move.old):
        return catalogue
    if move.renames:
        return _put(catalogue, givers, [_renamed(givers[0], move.new[0])])
    had = (base or catalogue).find()
    olds = [had.get(unit.id, unit) for unit in givers]
    made = _parts(givers[0], olds[0], move.new) if len(givers) == 1 else _whole(givers, olds, move)
    return _put(catalogue, (), [unit for unit in made if unit.id not in units], after=givers[-1])


def _put(
    catalogue: Catalogue, less: Sequence[Unit], more: Sequence[Unit], after: Unit | None = None
) -> Catalogue:
    """A catalogue with some units in the place of others, or behind one."""
    gone = {unit.id for unit in less}
    last = after.id if after else less[-1].id
    units: list[Unit] = []
    for unit in catalogue.units:
        units += [] if unit.id in gone else [unit]
        units += more if unit.id == last else []
    return replace(catalogue, units=tuple(units))


def _renamed(unit: Unit, like: Unit) -> Unit:
    """A unit under the name of another, made for the source that this was made for."""
    previous, context = like.previous, like.previous_context
    if previous is None and _is_patched(like):
        previous, context = unit.source, unit.context
    return replace(
        unit,
        source=like.source,
        context=like.context,
        previous=previous,
        previous_context=context,
    )


def _parts(unit: Unit, old: Unit, new: Sequence[Unit]) -> list[Unit]:
    """The parts of a text that was split, each with its share of the words of `unit`."""
    sources = [like.source for like in new]
    texts = [like.target for like in new]
    if "".join("".join(texts).split()) != "".join(old.target.split()):
        texts = shares(old.source, old.target, sources)
    if unit.target != old.target:
        texts = shared_anew(texts, old.target, unit.target, old.source, sources)
    return [_made(like, text, (unit,)) for like, text in zip(new, texts, strict=True)]


def _whole(units: Sequence[Unit], olds: Sequence[Unit], move: Move) -> list[Unit]:
    """The text that others were joined into, with the words of all of them."""
    like = move.new[0]
    words = like.target
    for unit, old in zip(units, olds, strict=True):
        if unit.target and old.target and words.count(old.target) == 1:
            words = words.replace(old.target, unit.target)
        elif unit.target != old.target or old.target not in words:
            texts = [each.target for each in units if each.target]
            words = ("\n\n".join if "\n\n" in like.target else joined)(texts)
            break
    return [_made(like, words, units)]


def _made(like: Unit, words: str, givers: Sequence[Unit]) -> Unit:
    """A unit in the name of another, in doubt; its words are whose they were."""
    state = State.FUZZY if words else State.EMPTY
    previous = "\n\n".join(made_for(giver)[0] for giver in givers) if words else None
    unit = replace(
        like,
        target=words,
        state=state,
        previous=previous,
        previous_context=None,
        origin=None,
        review=None,
        conflict=None,
        parent=None,
        notes=(),
    )
    made = next((u.origin for u in givers if u.origin and u.owner is not Owner.PERSON), None)
    if words and made and all(giver.owner is not Owner.PERSON for giver in givers):
        return unit.marked(Origin(made.maker, made.engine))
    return unit
