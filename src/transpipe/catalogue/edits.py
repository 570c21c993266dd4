"""Edits that people made in the Chinese file, brought back into the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.catalogue.placement import bare, paragraphs
from transpipe.model import Catalogue, Conflict, Document, Placement, State, Unit
from transpipe.text.digest import digest
from transpipe.text.han import joint
from transpipe.text.similarity import opcodes, ratio

UnitId = tuple[str | None, str]
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Edited:
    """What people did to a Chinese file since it last agreed with its catalogue.

    `words` gives the new words of the units whose blocks were changed ('' where all were taken
    out); `added` are the blocks (numbers in the file as it is now) that no unit accounts for.
    """

    words: Mapping[UnitId, str]
    added: tuple[int, ...]


def edited(before: Document, placement: Placement, now: Document) -> Edited:
    """The edits between the file that agreed and the file as it is, by unit.

    Blocks are followed by their text, then, where a run was replaced, by likeness and order.
    """
    came_from = _followed(before, now)
    heirs: dict[int, list[int]] = {}
    for new, old in came_from.items():
        heirs.setdefault(old, []).append(new)
    words: dict[UnitId, str] = {}
    for key, places in placement.places().items():
        unit = next(u for u in placement.blocks[places[0]] if u.id == key)
        said = _said(unit, places, placement, heirs, before, now)
        if said is not None:
            words[key] = said
    return Edited(words, _added(before, placement, now, came_from))


def _added(
    before: Document, placement: Placement, now: Document, came_from: Mapping[int, int]
) -> tuple[int, ...]:
    """Blocks that are new, or were changed where no unit stood (English that was translated)."""
    added: list[int] = []
    for number, block in enumerate(now.blocks):
        old = came_from.get(number)
        if not block.segment:
            continue
        changed = old is not None and before.blocks[old].text != block.text
        if old is None or (changed and not placement.blocks[old]):
            added.append(number)
    return tuple(added)


def _said(
    unit: Unit,
    places: list[int],
    placement: Placement,
    heirs: Mapping[int, list[int]],
    before: Document,
    now: Document,
) -> str | None:
    """The words a unit has in the file now; None where nothing changed."""
    if all(_unchanged(place, heirs, before, now) for place in places):
        return None
    if any(len(placement.blocks[place]) > 1 for place in places):
        return _share(unit, places[0], placement, heirs, before, now)
    span = max(1, len(paragraphs(unit.words)))
    # A repeated source text stands in several places: the first that was edited speaks.
    for start in range(0, len(places), span):
        run = places[start : start + span]
        if not all(_unchanged(place, heirs, before, now) for place in run):
            texts = [now.blocks[n].text for place in run for n in heirs.get(place, ())]
            return "\n\n".join(texts)
    return None


def _unchanged(place: int, heirs: Mapping[int, list[int]], before: Document, now: Document) -> bool:
    found = heirs.get(place, [])
    return len(found) == 1 and now.blocks[found[0]].text == before.blocks[place].text


def _share(
    unit: Unit,
    place: int,
    placement: Placement,
    heirs: Mapping[int, list[int]],
    before: Document,
    now: Document,
) -> str | None:
    """The share of a unit in a block that several units fill; None where it is as it was."""
    held = placement.blocks[place]
    text = joined(now.blocks[n].text for n in heirs.get(place, ()))
    shares = _shares([other.words for other in held], before.blocks[place].text, text)
    share = shares[next(i for i, other in enumerate(held) if other.id == unit.id)]
    return None if share == unit.words else share


def _shares(words: Sequence[str], before: str, now: str) -> list[str]:
    """A block's new text, shared out to those whose words made up the old one.

    A border between two that lies in text which did not change stays where it is; where an edit
    went over it, the first of the two holds both.
    """
    steps = opcodes(before, now)
    shares = [""] * len(words)
    owner = start = at = 0
    for number, part in enumerate(words[:-1]):
        found = before.find(part, at)
        if found < 0:
            break
        at = found + len(part)
        border = next((b + at - a for tag, a, end, b, _ in steps if _keeps(tag, a, at, end)), None)
        if border is not None:
            shares[owner] = now[start:border].strip()
            owner, start = number + 1, border
    shares[owner] = now[start:].strip()
    return shares


def _keeps(tag: str, start: int, at: int, end: int) -> bool:
    return tag == "equal" and start < at <= end


def _followed(before: Document, now: Document) -> dict[int, int]:
    """For each block now the block it was before; new blocks are absent."""
    old = [bare(b.text) if b.segment else b.raw for b in before.blocks]
    new = [bare(b.text) if b.segment else b.raw for b in now.blocks]
    found: dict[int, int] = {}
    runs: list[tuple[range, range]] = []
    a_at = b_at = 0
    for tag, a, a_end, b, b_end in opcodes(old, new):
        if tag == "equal":
            runs.append((range(a_at, a), range(b_at, b)))
            found.update(zip(range(b, b_end), range(a, a_end), strict=True))
            a_at, b_at = a_end, b_end
    runs.append((range(a_at, len(old)), range(b_at, len(new))))
    free = [n for run, _ in runs for n in run]
    _moved(old, new, free, found)
    for olds, news in runs:
        _replaced(
            [n for n in olds if n in free], [n for n in news if n not in found], old, new, found
        )
    return found


def _moved(old: list[str], new: list[str], free: list[int], found: dict[int, int]) -> None:
    """Follows blocks that were moved without a change; takes them out of `free`."""
    places: dict[str, list[int]] = {}
    for number in free:
        places.setdefault(old[number], []).append(number)
    for number, text in enumerate(new):
        if number not in found and places.get(text):
            found[number] = places[text].pop(0)
            free.remove(found[number])


def _replaced(
    olds: list[int], news: list[int], old: list[str], new: list[str], found: dict[int, int]
) -> None:
    """Follows the blocks of a replaced run: the most alike first; as many as before, in order."""
    if len(olds) == len(news):
        found.update(zip(news, olds, strict=True))
        return
    alike = sorted(
        ((ratio(old[o], new[n]), o, n) for o in olds for n in news), key=lambda row: (-row[0], row)
    )
    taken: set[int] = set()
    for score, o, n in alike:
        if score >= _ALIKE and o not in taken and n not in found:
            found[n] = o
            taken.add(o)


def take_in(
    catalogue: Catalogue,
    agreed: Catalogue,
    words: Mapping[UnitId, str],
    to_source: Callable[[str], str],
) -> Catalogue:
    """The catalogue with people's edits of the Chinese file; `agreed` is what both sides had.

    Where the catalogue's words changed too, and differently, the unit keeps them and holds the
    file's in a conflict. Words that were taken out of the file stay as an obsolete unit.
    """
    had = {unit.id: unit for unit in agreed.units}
    units: list[Unit] = []
    dropped: list[Unit] = []
    for unit in catalogue.units:
        said = words.get(unit.id)
        if said is None:
            units.append(unit)
            continue
        said = to_source(said)
        both = unit.id in had and unit.target != had[unit.id].target
        if said == unit.target:
            units.append(unit)
        elif both:
            doubted = unit.doubted() if unit.active else unit
            units.append(replace(doubted, conflict=Conflict("md", said)))
        elif not unit.active:
            # Its source is gone, and build will take the block out: here its last words stay.
            units.append(replace(unit, target=said or unit.target))
        else:
            units.append(unit.changed(said))
            if not said and unit.words:
                dropped.append(obsolete(unit))
    return replace(catalogue, units=(*units, *dropped))


def obsolete(unit: Unit) -> Unit:
    """Words without a place: kept under a name of their own, since the live unit has theirs."""
    return replace(
        unit, state=State.OBSOLETE, context=f"old {digest(unit.target)}", origin=None, review=None
    )


def joined(parts: Iterable[str]) -> str:
    """Texts set one after the other, with a blank only where Chinese wants one."""
    text = ""
    for part in filter(None, parts):
        text += joint(text, part) + part
    return text
