"""The footnotes of an article: their numbers, and their places on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown.definitions import folded
from transpipe.markdown.scan import What, scan
from transpipe.model import Frame
from transpipe.publish.pages.rows import Row
from transpipe.publish.pages.sections import id_of


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, its place on the page, and the first place that refers to it."""

    number: int
    place: str
    used: str


def notes_of(rows: Sequence[Row], frames: Sequence[Frame]) -> dict[str, Note]:
    """The footnotes of an article by their folded labels, numbered as they are referred to."""
    labels = dict.fromkeys(folded(str(each.mark[0])) for each in _footnotes(frames))
    used: dict[str, str] = {}
    for row in rows if labels else ():
        for text in (row.block.text, row.words):
            for piece in scan(text) if "[^" in text else ():
                name = folded(piece.span.of(text)[2:-1])
                if piece.what is What.FOOTNOTE and name in labels:
                    used.setdefault(name, id_of(row.unit, row.block.text))
    order = [*used, *(name for name in labels if name not in used)]
    return {name: Note(n, f"fn-{n}", used.get(name, "")) for n, name in enumerate(order, 1)}


def _footnotes(frames: Sequence[Frame]) -> Iterator[Frame]:
    for frame in frames:
        if frame.kind == "footnote":
            yield frame
        yield from _footnotes(frame.parts)
