"""What changed between two catalogues of an article: which unit became which, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transpipe.model import Catalogue, Change, Edit, Locale, Unit, UnitId, standing
from transpipe.text.diff import word_diff
from transpipe.text.similarity import scores

_ALIKE = 0.6  # below, two sources are two paragraphs and not one that was edited


def changes(before: Catalogue | None, after: Catalogue | None) -> tuple[Change, ...]:
    """Every unit that differs, in the order of the article; a removed one where it stood.

    Obsolete units are not in the article: one that became obsolete is a removed one.
    """
    old = before.active() if before else ()
    new = after.active() if after else ()
    whose = after or before or Catalogue("", Locale.ZH_CN)
    return tuple(_change(whose, a, b) for a, b in _in_order(old, new) if a is None or _differ(a, b))


def kind(change: Change) -> str:
    """`new`, `removed`, `source`, `target`, `both`, or `state` where the words are the same."""
    if change.before is None:
        return "new"
    if change.after is None:
        return "removed"
    source = change.before.source != change.after.source
    target = change.before.target != change.after.target
    return {(True, True): "both", (True, False): "source", (False, True): "target"}.get(
        (source, target), "state"
    )


def _differ(before: Unit, after: Unit | None) -> bool:
    """Whether a reviewer would see a difference; marks and references are not shown."""
    return after is None or _seen(before) != _seen(after)


def _seen(unit: Unit) -> tuple[object, ...]:
    return unit.source, unit.target, standing(unit), unit.conflict, unit.review is None


def _change(whose: Catalogue, before: Unit | None, after: Unit | None) -> Change:
    def diff(a: str, b: str) -> tuple[Edit, ...]:
        if a and b:
            return word_diff(a, b)
        return tuple(edit for edit in (Edit("-", a), Edit("+", b)) if edit.text)

    old, new = before or Unit(""), after or Unit("")
    edits = diff(old.source, new.source), diff(old.target, new.target)
    return Change(whose.article, whose.locale, before, after, *edits)


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
