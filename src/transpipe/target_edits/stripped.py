"""A catalogue that another tool took something out of, as it is read; `restore` puts it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from transpipe.model import Catalogue, Owner, State, Unit, UnitId
from transpipe.po import Read


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a catalogue: the source's texts, and whether the Chinese file says the
    words of a unit. None where there is nothing to look at.
    """

    texts: frozenset[str] | None = None
    says: Callable[[Unit], bool] | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """A catalogue with what a tool took out of it, and how many units that concerns.

    `known` are the units that a state before had, `back` those that the file has not. `asked` are
    those that somebody emptied though the file still says them: their words are back, and ask;
    `let_go` those whose emptying stands; `copies` those that said their own source and nothing
    else, `english` those that said something else in English. `decided` says that layout and lines
    are no guess.
    """

    catalogue: Catalogue
    units: int = 0
    obsolete: int = 0
    marks: int = 0
    words: int = 0
    header: bool = False
    decided: bool = True
    known: frozenset[UnitId] = frozenset()
    back: frozenset[UnitId] = frozenset()
    asked: tuple[Unit, ...] = ()
    let_go: tuple[Unit, ...] = ()
    copies: int = 0
    english: int = 0

    @property
    def anything(self) -> bool:
        """Whether a tool took anything out."""
        return bool(self.units or self.obsolete or self.marks or self.words or self.header)

    @property
    def changed(self) -> bool:
        """Whether it is not what the file says."""
        return self.anything or bool(self.asked or self.let_go or self.copies or self.english)


def unchanged(found: Read) -> Restored:
    """A catalogue as it is read; the previous text of a confirmed unit counts for nothing."""
    return Restored(tidied(found.catalogue), decided=not found.missing)


def tidied(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the previous texts of confirmed units."""
    return replace(catalogue, units=tuple(map(_tidied, catalogue.units)))


def _tidied(unit: Unit) -> Unit:
    if unit.state is not State.TRANSLATED or unit.previous is None:
        return unit
    return replace(unit, previous=None, previous_context=None)


def lacks(restored: Restored, around: Around) -> bool:
    """Whether the source has a text that the catalogue has no unit for."""
    if around.texts is None:
        return False
    return bool(around.texts - {unit.source for unit in restored.catalogue.active()})


def asks(unit: Unit) -> bool:
    """Whether somebody emptied a unit that the file still says: both sides' words are the same."""
    return unit.conflict is not None and unit.conflict.text == unit.target


# So many at once are no person's single acts; so many are not confirmed one by one by somebody who
# takes each mark away too, where no other tool has had the file in its hands.
MANY, _CONFIRMED = 3, 5


@dataclass(frozen=True, slots=True)
class Taken:
    """What is gone from all units of a file at once.

    `marks` are ours; `few` of them were all there were, so that a person may have taken them
    away. `bare` is a file without any comment at all.
    """

    bare: bool = False
    marks: bool = False
    few: bool = False
    notes: bool = False
    fuzzy: bool = False
    flags: bool = False


def taken(found: Read, base: Catalogue) -> Taken:
    """What a tool took out of the units of `base`, to be seen from those whose words are there."""
    now = found.catalogue.units
    here = {unit.id: unit for unit in now}
    pairs = [(old, here[old.id]) for old in base.units if old.id in here]
    pairs = [pair for pair in pairs if same_words(*pair)]
    bare = is_bare(found.catalogue) and not is_bare(base)
    marked = [old for old, _new in pairs if old.origin or old.review or old.conflict]
    once_fuzzy = [old for old, _new in pairs if old.fuzzy]
    unflagged = bool(once_fuzzy) and not any(unit.fuzzy for unit in now)
    unmarked = (bool(marked) or bare) and not found.marked
    noted = sum(bool(old.notes) for old, _new in pairs)
    said = noted + len(marked)
    saved = said > 0 and is_saved(found, base)  # of nothing nobody asks
    enough = bare or _at_once(marked, unflagged=unflagged, saved=saved)
    fuzzy = bare or (unmarked and enough) or not all(old.active for old in once_fuzzy)
    same = found.catalogue.headers == base.headers
    alone = len(pairs) == len(base.units) == len(now) and same
    fuzzy = fuzzy or (alone and len(once_fuzzy) >= MANY and _is_cleared(pairs))
    silent = not found.marked and (said >= MANY or (saved and said > 1))
    flagged = sum(bool(_flags(old)) for old, _new in pairs)
    return Taken(
        bare,
        unmarked,
        few=not (enough or not found.whole),
        notes=_all_gone(noted, any(u.notes for u in now), bare or (unmarked and enough) or silent),
        fuzzy=unflagged and fuzzy,
        flags=_all_gone(flagged, any(map(_flags, now)), bare or (unflagged and fuzzy)),
    )


def is_torn(catalogue: Catalogue) -> bool:
    """Whether a catalogue is bare, or without any words, as no work of ours leaves one for long."""
    return is_bare(catalogue) or not any(unit.target for unit in catalogue.units)


def is_bare(catalogue: Catalogue) -> bool:
    """Whether no unit has a comment of any kind; ours name at least their article."""
    return not any(map(_has_comment, catalogue.units))


def nearest(
    found: Read, states: Iterable[Read], says: Callable[[Unit], bool] | None
) -> Read | None:
    """Of the states of a file, newest first, the one that it is made of.

    That has the most of its units; of several the one whose obsolete words stand in the Chinese
    file (`says`), or that has the same beside units without words. Of those that are left it may
    be any: git may have put one back between them.
    """
    now = found.catalogue.active()

    def alike(state: Read) -> tuple[int, int, int]:
        there = state.catalogue.find()
        same = _same(now, state)
        stands = (not u.active and says(u) for u in state.catalogue.units) if says else ()
        beside = (u.id in there and not u.target and _has_same_marks(u, there[u.id]) for u in now)
        return same, sum(stands), sum(beside)

    rows = [(alike(state), state) for state in states]
    most = max((row for row, _state in rows), default=None)
    likely = [state for row, state in rows if row == most]
    return _worded(likely[0], likely[1:]) if likely else None


def is_nearer(found: Read, state: Read, than: Read) -> bool:
    """Whether a catalogue is made of one state of it rather than of another."""
    now = found.catalogue.active()

    def alike(one: Read) -> tuple[int, int]:
        return _same(now, one), len(one.catalogue.find().keys() & {unit.id for unit in now})

    return alike(state) > alike(than)


def _same(now: Iterable[Unit], state: Read) -> int:
    """How many units a state has too, with the same words or where there are none now."""
    there = state.catalogue.find()
    return sum(u.id in there and (not u.target or same_words(there[u.id], u)) for u in now)


def _has_same_marks(old: Unit, new: Unit) -> bool:
    marks = (old.origin, old.review, old.conflict)
    return any(marks) and marks == (new.origin, new.review, new.conflict)


def _worded(state: Read, before: Sequence[Read]) -> Read:
    """A state with words of people that one before has for its empty units, and it has nowhere.

    Whoever empties a unit on purpose has words of it in an obsolete one.
    """
    units = state.catalogue.units
    known = {u.target for u in units} | {u.conflict.text for u in units if u.conflict}
    emptied = {u.source for u in units if not u.active}
    had: dict[UnitId, Unit] = {}
    for old in reversed(before):
        typed = [u for u in old.catalogue.active() if u.words and u.owner is Owner.PERSON]
        had |= {u.id: u for u in typed if u.target not in known and u.source not in emptied}
    units = tuple(had.get(u.id, u) if u.active and not u.target else u for u in units)
    return replace(state, catalogue=replace(state.catalogue, units=units)) if had else state


def same_words(old: Unit, new: Unit) -> bool:
    """Whether a unit says what it said; blank lines at the ends are no words."""
    return old.fitted().target.strip("\n") == new.fitted().target.strip("\n")


def _has_comment(unit: Unit) -> bool:
    own = unit.origin or unit.review or unit.conflict
    return bool(own or unit.notes or unit.extracted or unit.references or unit.flags) or unit.fuzzy


def is_saved(found: Read, base: Catalogue) -> bool:
    """Whether another tool has written the file since."""
    return not found.canonical or found.catalogue.headers != base.headers


def _at_once(marked: Sequence[Unit], *, unflagged: bool, saved: bool) -> bool:
    """Whether so many marks went, with their flags or without, that no person took them away."""
    both = [old for old in marked if unflagged and old.fuzzy]
    if len(marked) - len(both) >= MANY or len(both) >= _CONFIRMED:
        return True
    # A PO editor leaves the marks where they are, and shows nobody the other text of a conflict.
    alone = any(old.conflict or old.owner is Owner.MACHINE for old in both)
    return saved and (len(both) > 1 or len(marked) >= MANY or alone)


def _is_cleared(pairs: Iterable[tuple[Unit, Unit]]) -> bool:
    """Whether flags went and the texts that stale words were made for stayed.

    Who confirms in a PO editor loses both; `msgattrib --clear-fuzzy` takes the flags alone.
    """
    stale = [(old.previous, new.previous) for old, new in pairs if old.fuzzy and old.previous]
    return bool(stale) and all(old == new for old, new in stale)


def _all_gone(before: int, some: bool, tool: bool) -> bool:
    return bool(before) and not some and (tool or before >= MANY)


def _flags(unit: Unit) -> tuple[str, ...]:
    return tuple(flag for flag in unit.flags if flag != "fuzzy")
