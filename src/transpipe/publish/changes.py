"""Which unit of one catalogue became which of another, and which of them stand elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transpipe.model import Unit, UnitId
from transpipe.text.similarity import scores

_ALIKE = 0.6  # below, two sources are two paragraphs and not one that was edited

Pairs = list[tuple[Unit | None, Unit | None]]


def pairs(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """Every unit of either side with its partner, in the order of the article.

    A removed one follows the unit that it followed.
    """
    return list(_in_order(old, new))


def moved(found: Pairs, old: Sequence[Unit]) -> set[UnitId]:
    """The units (of the new side) that stand before or behind others than they did; the fewest."""
    place = {unit.id: number for number, unit in enumerate(old)}
    stayed = [(place[a.id], b.id) for a, b in found if a is not None and b is not None]
    return {name for _place, name in stayed}.difference(_rising(stayed))


def _rising(places: Sequence[tuple[int, UnitId]]) -> Iterator[UnitId]:
    """The longest run of units whose old places rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (place, _name) in enumerate(places):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [place], [number]
    at = last[-1] if last else -1
    while at >= 0:
        yield places[at][1]
        at = before[at]


def _in_order(
    old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Pairs in the new order; an old unit without a partner follows its predecessor.

    Units belong together by id, then by the previous source that a stale one names, then by their
    words where those stand once on either side, then by how alike their sources are.
    """
    partner = _partners(old, new)
    place = {b: a for a, b in partner.items()}
    gone: dict[int, list[Unit]] = {}
    after = -1
    for number, unit in enumerate(old):
        if number in partner:
            after = partner[number]
        else:
            gone.setdefault(after, []).append(unit)
    for number in range(-1, len(new)):
        if number >= 0:
            yield (old[place[number]] if number in place else None), new[number]
        yield from ((unit, None) for unit in gone.get(number, ()))


def _partners(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Which old unit became which new one, each used once."""
    by_id = {unit.id: number for number, unit in enumerate(old)}
    partner: dict[int, int] = {}

    def claim(names: Iterable[tuple[int, UnitId]]) -> None:
        for number, name in names:
            if name in by_id and by_id[name] not in partner:
                partner[by_id[name]] = number

    claim((number, unit.id) for number, unit in enumerate(new))
    taken = set(partner.values())
    claim(
        (number, UnitId(unit.previous_context, unit.previous))
        for number, unit in enumerate(new)
        if number not in taken and unit.previous is not None
    )
    partner.update(_worded(old, new, *_free(old, new, partner)))
    partner.update(_alike(old, new, *_free(old, new, partner)))
    return partner


def _free(
    old: Sequence[Unit], new: Sequence[Unit], partner: dict[int, int]
) -> tuple[list[int], list[int]]:
    """The units on both sides that have no partner yet."""
    taken = set(partner.values())
    return (
        [number for number in range(len(old)) if number not in partner],
        [number for number in range(len(new)) if number not in taken],
    )


def _worded(
    old: Sequence[Unit], new: Sequence[Unit], free_old: list[int], free_new: list[int]
) -> dict[int, int]:
    """The same words under another source, where nobody could mean another unit."""
    before = Counter(old[number].target for number in free_old)
    after = Counter(new[number].target for number in free_new)
    at = {new[number].target: number for number in free_new}
    return {
        number: at[words]
        for number in free_old
        if (words := old[number].target) and before[words] == after[words] == 1
    }


def _alike(
    old: Sequence[Unit], new: Sequence[Unit], free_old: list[int], free_new: list[int]
) -> dict[int, int]:
    """The most alike sources first, those that stand nearer first among equals."""
    if not free_old or not free_new:
        return {}
    table = scores([old[a].source for a in free_old], [new[b].source for b in free_new], _ALIKE)
    found = [
        (-score, abs(free_old[i] - free_new[j]), free_old[i], free_new[j])
        for i, row in enumerate(table)
        for j, score in enumerate(row)
        if score >= _ALIKE
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _score, _distance, a, b in sorted(found):
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    return partner
