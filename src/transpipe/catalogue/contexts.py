"""The places of an article that units stand in, and what tells equal texts apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from transpipe.model import Document, Unit

Units = Mapping[tuple[str | None, str], Unit]


@dataclass(frozen=True, slots=True)
class Place:
    """One translatable segment: the number of its block, its text, and its name.

    `context` is the heading trail, with ` #n` from the second place of the same text there on.
    A unit for all places of a text has no msgctxt; one for this place alone has this one.
    """

    number: int
    text: str
    context: str
    comment: str = ""


def places(document: Document) -> tuple[Place, ...]:
    """The places of an article in order.

    A text with NUL or with bytes that are no text has none: no PO file can hold it.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Place] = []
    for number, segment in document.segments():
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in segment.text):
            continue
        trail = " / ".join(document.blocks[number].trail)
        seen[segment.text, trail] += 1
        count = seen[segment.text, trail]
        context = trail if count == 1 and trail else f"{trail} #{count}".lstrip()
        found.append(Place(number, segment.text, context, segment.comment))
    return tuple(found)


def at(place: Place, units: Units) -> Unit | None:
    """The unit that speaks in a place: its own, else the one that all such texts share."""
    return units.get((place.context, place.text)) or units.get((None, place.text))
