"""Edits of the Chinese file taken into the catalogue: as words, beside others, or as obsolete."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.catalogue.borders import shared_out
from transpipe.catalogue.edits import Edited
from transpipe.markdown import inline
from transpipe.model import Catalogue, Conflict, Owner, State, Unit, UnitId
from transpipe.model.digest import digest


def take_in(
    catalogue: Catalogue,
    agreed: Catalogue,
    edits: Edited,
    to_source: Callable[[str], str],
) -> Catalogue:
    """The catalogue with people's edits of the Chinese file; `agreed` is what both sides had.

    Where the catalogue's words changed too, and differently, the unit keeps them and holds the
    file's in a conflict. Words that were taken out of the file stay as an obsolete unit, and so do
    edited ones whose unit the catalogue has not any more; those into which its text was split or
    merged say the edit too.
    """
    had = {unit.id: unit.target for unit in agreed.units}
    units: list[Unit] = []
    dropped: list[Unit] = []
    for unit in catalogue.units:
        said = edits.words.get(unit.id)
        if said is None:
            units.append(unit)
            continue
        new = _updated(unit, had.get(unit.id, unit.target), inline.map_targets(said, to_source))
        units.append(new.doubted() if unit.id in edits.doubtful and new.confirmed else new)
        emptied = new.active and unit.words and _is_bare(new) and not _is_bare(unit)
        if emptied or (unit.id in edits.elsewhere and new.words != unit.words and unit.words):
            dropped.append(obsolete(unit))
    known = {unit.id for unit in catalogue.units}
    dropped += _homeless(agreed, edits, known, to_source)
    # Places of one text may have had the same words.
    dropped = [u for u in {unit.id: unit for unit in dropped}.values() if u.id not in known]
    heirs = _heirs(units)
    # The longest first: another one's words may be a part of them.
    for key, said in sorted(edits.words.items(), key=lambda item: -len(had.get(item[0], ""))):
        if said and had.get(key) and key[1] in heirs:
            mine = [number for number in heirs[key[1]] if units[number].id != key]
            _hand_on(units, mine, had[key], inline.map_targets(said, to_source))
    return replace(catalogue, units=(*units, *dropped))


def _homeless(
    agreed: Catalogue, edits: Edited, known: Collection[UnitId], to_source: Callable[[str], str]
) -> Iterator[Unit]:
    """Words of units that the catalogue has not any more, as obsolete ones.

    They were edited, or stand in a place that has left the source, of a text whose unit for all
    places says others now.
    """
    for unit in agreed.units:
        if not unit.words or unit.id in known:
            continue
        said = edits.words.get(unit.id)
        if said:
            typed = replace(unit, target=inline.map_targets(said, to_source))
            yield obsolete(typed)
        elif said is None and edits.words.get(UnitId(None, unit.source), unit.words) != unit.words:
            yield obsolete(unit)


def _is_bare(unit: Unit) -> bool:
    """Whether a unit has no words but its source's."""
    return unit.target in ("", unit.source)


def _heirs(units: Sequence[Unit]) -> Mapping[str, list[int]]:
    """By each text that was split or merged, the numbers of the units that have its words."""
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.state is State.FUZZY and unit.owner is Owner.PERSON:
            for text in dict.fromkeys((unit.previous or "").split("\n\n")):
                found.setdefault(text, []).append(number)
    return found


def _hand_on(units: list[Unit], heirs: Sequence[int], had: str, said: str) -> None:
    """Edited words of a text that has been split or merged: its heirs say them too, if they can."""
    texts = [units[number].target for number in heirs]
    if len(heirs) == 1 and texts[0].count(had) == 1:
        texts = [texts[0].replace(had, said)]
    elif len(heirs) > 1 and all(text in had for text in texts):
        texts = shared_out(texts, had, said)
    for number, text in zip(heirs, texts, strict=True):
        if text:
            units[number] = replace(units[number], target=text)


def _updated(unit: Unit, had: str, said: str) -> Unit:
    """One unit with what the file says, where the two sides last agreed on `had`."""
    if said == unit.target:
        agreed = said and unit.conflict and unit.conflict.side == "md" and said != had
        return unit.changed(said) if agreed else unit
    if unit.owner is not Owner.PERSON:
        # A machine's words give way; where those that a person changed were others, with a doubt.
        new = unit.changed(said) if said else unit
        derived = unit.owner is Owner.DERIVED and unit.target != had
        return new.doubted() if said and derived else new
    if unit.target != had:
        return contested(unit, _beside(unit.conflict, had, said))
    if not unit.active:
        # Its source is gone, and build will take the block out: here its last words stay.
        return replace(unit, target=said or unit.target)
    return unit.changed(said)


def _beside(held: Conflict | None, had: str, said: str) -> str:
    """What the file says, with words that git took out of it before: these nobody typed over."""
    if held is None or held.side != "md" or not said or held.text in ("", had, said):
        return said
    return held.text.removesuffix(f"\n\n{had}") + f"\n\n{said}"


def contested(unit: Unit, said: str) -> Unit:
    """The unit as it is, in doubt, with what the file says beside it."""
    return replace(unit.doubted(), conflict=_conflict(unit, said))


def _conflict(unit: Unit, said: str) -> Conflict:
    """The file's words beside the unit's, and beside those of a branch that stand there already."""
    held = unit.conflict
    if held is not None and held.side == "md" and held.text and not said:
        return held  # words are given up for others alone
    if held is None or held.side == "md" or said in held.text.split("\n\n"):
        return held if held and held.side != "md" else Conflict("md", said)
    return Conflict("md", f"{held.text}\n\n{said}")


def obsolete(unit: Unit) -> Unit:
    """Words without a place: kept under a name of their own, since the live unit has theirs."""
    return replace(
        unit, state=State.OBSOLETE, context=f"old {digest(unit.target)}", origin=None, review=None
    )
