"""Two versions of an article: where each block of the new one came from. No catalogue is needed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from transpipe.model import Document, Fate, Followed, Kind
from transpipe.source_edits.successors import Heir, heirs
from transpipe.text.similarity import opcodes
from transpipe.units.places import same


@dataclass(frozen=True, slots=True)
class _Row:
    """One block with prose, or all cells of a table row."""

    blocks: tuple[int, ...]
    text: str
    shape: tuple[Kind, int]
    translatable: bool


def follow(old: Document, new: Document) -> tuple[Followed, ...]:
    r"""What became of each block with prose, in the order of the new version; rows are one.

    A block that is out of order is MOVED, edited or not. Opaque blocks are left out.

    >>> from transpipe.markdown.segments import parse
    >>> steps = follow(parse("Boil the water.\n"), parse("Warm the pot.\n\nBoil the water.\n"))
    >>> [(step.new, step.fate.value) for step in steps]
    [((0,), 'new'), ((1,), 'unchanged')]
    """
    before, after = _rows(old), _rows(new)
    known = same([row.text for row in before], [row.text for row in after])
    # What says nothing is nowhere else than where it was.
    held = _in_order(known)
    known = {j: i for j, i in known.items() if j in held or any(map(str.isalnum, after[j].text))}
    families = [Heir((i,), (j,)) for j, i in known.items()]
    families += _changed(before, after, known)
    stays = _in_order({family.new[0]: family.old[0] for family in families})
    found: dict[int, list[tuple[int, Fate]]] = {}
    for family in families:
        fate = _fate(family, before, after, family.new[0] in stays)
        for j in family.new:
            found.setdefault(j, []).extend((i, fate) for i in sorted(family.old))
    told: list[Followed] = []
    for j, row in enumerate(after):
        steps = found.get(j, ())
        told += (Followed(row.blocks, before[i].blocks, fate) for i, fate in steps)
        told += [] if steps else [Followed(row.blocks, (), Fate.NEW)]
    return tuple(told)


def _rows(document: Document) -> list[_Row]:
    cells: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.segment is not None:
            key = number if block.row is None else -1 - block.row
            cells.setdefault(key, []).append(number)
    rows: list[_Row] = []
    for numbers in cells.values():
        blocks = [document.blocks[number] for number in numbers]
        rows.append(
            _Row(
                tuple(numbers),
                " | ".join(" ".join(block.text.split()) for block in blocks),
                (blocks[0].kind, blocks[0].level if blocks[0].kind is Kind.HEADING else 0),
                any(block.segment and block.segment.translatable for block in blocks),
            )
        )
    return rows


def _changed(before: Sequence[_Row], after: Sequence[_Row], known: dict[int, int]) -> list[Heir]:
    """Heirs among what a translator sees first, then among the rest (code, anchors, links)."""
    first = heirs(
        [row.text if row.translatable else "" for row in before],
        [row.text if row.translatable else "" for row in after],
        known,
    )
    used = {i for heir in first for i in heir.old}
    done = {j for heir in first for j in heir.new}
    second = heirs(
        _blanked(before, used),
        _blanked(after, done),
        known | {heir.new[0]: heir.old[0] for heir in first},
    )
    return [*first, *second]


def _blanked(rows: Sequence[_Row], done: Collection[int]) -> list[str]:
    """The texts of rows that say anything and are not done with; '' for the others."""
    said = (row.text if any(map(str.isalnum, row.text)) else "" for row in rows)
    return ["" if number in done else text for number, text in enumerate(said)]


def _fate(family: Heir, before: Sequence[_Row], after: Sequence[_Row], stays: bool) -> Fate:
    if len(family.new) > 1:
        return Fate.SPLIT
    if len(family.old) > 1:
        return Fate.MERGED
    if not stays:
        return Fate.MOVED
    old, new = before[family.old[0]], after[family.new[0]]
    equal = (old.text, old.shape) == (new.text, new.shape)
    return Fate.UNCHANGED if equal else Fate.EDITED


def _in_order(links: dict[int, int]) -> set[int]:
    """The new numbers of the longest run of links that keep their order."""
    pairs = sorted(links.items())
    olds = [old for _new, old in pairs]
    kept: set[int] = set()
    for tag, start, end, _from, _to in opcodes(olds, sorted(olds)):
        if tag == "equal":
            kept.update(pairs[n][0] for n in range(start, end))
    return kept
