"""The places of an article that units stand in, and what tells equal texts apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from transpipe.model import Catalogue, Document, Unit, UnitId
from transpipe.text.similarity import opcodes

_NO_TEXT = re.compile("[\0\ud800-\udfff]")

Units = Mapping[UnitId, Unit]


@dataclass(frozen=True, slots=True)
class Place:
    """One translatable segment: the number of its block, its text, and its name.

    `context` is the heading trail, with ` #n` from the second place of the same text there on.
    A unit for all places of a text has no msgctxt; one for this place alone has this one. `row`
    is that of a cell.
    """

    number: int
    text: str
    context: str
    comment: str = ""
    row: int | None = None

    @property
    def id(self) -> UnitId:
        """The name of a unit for this place alone."""
        return UnitId(self.context, self.text)


def places(document: Document) -> tuple[Place, ...]:
    """The places of an article in order.

    A text with NUL or with bytes that are no text has none: no PO file can hold it.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Place] = []
    for number, segment in document.segments():
        if _NO_TEXT.search(segment.text):
            continue
        block = document.blocks[number]
        trail = " / ".join(block.trail)
        seen[segment.text, trail] += 1
        count = seen[segment.text, trail]
        context = trail if count == 1 and trail else f"{trail} #{count}".lstrip()
        found.append(Place(number, segment.text, context, segment.comment, block.row))
    return tuple(found)


def at(place: Place, units: Units) -> Unit | None:
    """The unit that speaks in a place: its own, else the one that all such texts share."""
    return units.get(place.id) or units.get(UnitId(None, place.text))


def fits(document: Document, catalogue: Catalogue) -> bool:
    """Whether a catalogue is that of a source, and no place of a repeated text has its own unit.

    Merged with such a source it stays as it is, whatever the source was before.
    """
    texts = {segment.text for _number, segment in document.segments()}
    units = catalogue.active()
    return texts == {u.source for u in units} and all(u.context is None for u in units)


def same(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Equal texts (new number → old number): as many in order as can be, then wherever they are."""
    known: dict[int, int] = {}
    for tag, start, end, to, _to_end in opcodes(old, new):
        if tag == "equal":
            known |= {to + n: start + n for n in range(end - start)}
    used = set(known.values())
    left: dict[Hashable, list[int]] = {}
    for i, text in enumerate(old):
        if i not in used:
            left.setdefault(text, []).append(i)
    for j, text in enumerate(new):
        if j not in known and left.get(text):
            known[j] = left[text].pop(0)
    return known
