"""From a Chinese file's own layout to the source's, without losing a Chinese word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline, segments
from transpipe.markdown.source import line_starts
from transpipe.markdown.splice import insert
from transpipe.model import (
    Document,
    Edition,
    Kind,
    Layout,
    Placement,
    Policy,
    Publication,
    Unit,
    UnitId,
)
from transpipe.publish.article import from_source
from transpipe.publish.labels import with_own
from transpipe.text.han import count_han

# What opens a block with a title: `/// tip | title`, `::: tip title`, `!!! tip "title"`.
_OPENER = re.compile(r"[ \t>]*(?:/{3,}|:{3,}|!{3}|\?{3}\+?)[ \t]*[\w-]+")


def relayout(
    edition: Edition,
    placement: Placement,
    units: Mapping[int, Unit],
    links: LinkMap,
    policy: Policy,
) -> tuple[Publication, Layout]:
    """The article in the source's blocks, and the layout it has then.

    What only the Chinese file has (a translator's note, code with Chinese comments, words that no
    unit holds) comes along, after the block it follows now, and so do its link definitions under
    labels of its own, and the titles of others; with such additions it stays `own`.
    """
    source, file = edition.source, edition.file
    result = from_source(source, units, links, policy, links.target)
    plain = segments.parse(result.text, source.cut, source=False)
    document = with_own(plain, file, source)
    texts = Counter(_key(block.text) for block in document.blocks)
    moving = _Moving(file, document, _positions(source, units, document), texts)
    words = {unit.id: unit.words for unit in units.values()}
    for number, held in enumerate(placement.blocks):
        if not moving.says(number, held, words):
            moving.bring(number)
        moving.follow(held)
    mine = moving.added or moving.titled or document is not plain
    layout = Layout.OWN if mine else Layout.PARENT
    return Publication(moving.document.text, result.findings, result.published), layout


def _key(text: str) -> str:
    """A text as it is the same in both layouts: without link targets and blanks."""
    return "".join(inline.map_targets(text, lambda _target: "").split())


def _untitled(document: Document) -> list[str]:
    blocks = document.blocks
    return [block.text for block in blocks if block.kind not in (Kind.TITLE, Kind.DIRECTIVE)]


@dataclass(slots=True)
class _Moving:
    """The new file as it grows: what is brought over from the old one stands behind `last`.

    `places` are the blocks of each unit in the document before anything was added.
    """

    file: Document
    document: Document
    places: Mapping[UnitId, int]
    left: Counter[str]
    added: int = 0
    last: int | None = None
    titled: bool = False

    def says(self, number: int, held: Sequence[Unit], words: Mapping[UnitId, str]) -> bool:
        """Whether the document says what this block of the file says; each place counts once."""
        key = _key(self.file.blocks[number].text)
        if any(words.get(unit.id) != unit.words for unit in held):
            return True  # the catalogue has other words by now, or keeps these as obsolete
        if self.left[key]:
            self.left[key] -= 1
            return True
        together = len(held) > 1 or any("\n\n" in unit.words for unit in held)
        together |= any(_key(unit.words) != key for unit in held)  # its English stands beside it
        texts = (_key(self.document.blocks[number].text) for number in self._numbers(held))
        if together and any(_covers(text, key) for text in texts):
            return True
        return not count_han(key)

    def _numbers(self, held: Sequence[Unit]) -> list[int]:
        """The blocks of the document in which these units stand."""
        return [self.places[unit.id] + self.added for unit in held if unit.id in self.places]

    def follow(self, held: Sequence[Unit]) -> None:
        """From here on, additions stand behind this block's words."""
        self.last = max(self._numbers(held), default=self.last)

    def bring(self, number: int) -> None:
        """Puts a block of the file into the document, as what it is or else as a paragraph."""
        block = self.file.blocks[number]
        if block.kind is Kind.TITLE and self._entitle(number):
            return
        plain = replace(block, kind=Kind.PARAGRAPH, path=(), container=())
        for kept in (block, plain):
            if kept.kind is Kind.TITLE:
                continue
            blocks = (*self.file.blocks[:number], kept, *self.file.blocks[number + 1 :])
            origin = replace(self.file, blocks=blocks)
            text = insert(self.document, self.last, origin, number, block.text)
            grown = segments.parse(text, self.document.cut, source=False)
            if len(grown.blocks) > len(self.document.blocks):
                self._take(grown)
                self.last = (-1 if self.last is None else self.last) + 1
                return

    def _take(self, grown: Document) -> None:
        self.added += len(grown.blocks) - len(self.document.blocks)
        self.document = grown

    def _entitle(self, number: int) -> bool:
        """Gives the box that the source leaves without a title the one that the file has."""
        block = self.file.blocks[number]
        opened = _OPENER.match(block.raw)
        inner = self.file.blocks[number + 1 : number + 2]
        place = self._counterpart(inner[0].text) if inner and opened else None
        if place is None or opened is None:
            return False
        text, starts = self.document.text, line_starts(self.document.text)
        first = self.document.blocks[place].lines[0] - 1
        for at in range(first - 1, max(first - 4, -1), -1):
            there = text[starts[at] : starts[at + 1]].rstrip()
            if _OPENER.fullmatch(there):
                end = starts[at] + len(there)
                return self._retitled(text[:end] + block.raw[opened.end() :] + text[end:])
        return False

    def _retitled(self, text: str) -> bool:
        """Takes a text that differs by a title alone."""
        grown = segments.parse(text, self.document.cut, source=False)
        fine = _untitled(grown) == _untitled(self.document)
        if fine:
            self._take(grown)
            self.titled = True
        return fine

    def _counterpart(self, text: str) -> int | None:
        """The block behind `last` that says the same."""
        after = 0 if self.last is None else self.last + 1
        blocks = self.document.blocks
        return next(
            (n for n in range(after, len(blocks)) if _key(blocks[n].text) == _key(text)), None
        )


def _covers(text: str, key: str) -> bool:
    """Whether a text says all that is Chinese in another."""
    return key in text or (bool(text) and text in key and not count_han(key.replace(text, "", 1)))


def _positions(
    source: Document, units: Mapping[int, Unit], document: Document
) -> dict[UnitId, int]:
    """Where each unit's last block stands in the published document.

    Blocks stand in the source's order; one with several paragraphs takes as many places.
    """
    where: dict[UnitId, int] = {}
    place = 0
    for number in range(len(source.blocks)):
        unit = units.get(number)
        extent = 1
        if unit is not None:
            paragraphs = unit.words.count("\n\n") + 1
            if place + paragraphs <= len(document.blocks) and paragraphs > 1:
                said = "".join(b.text for b in document.blocks[place : place + paragraphs])
                extent = paragraphs if _key(said) == _key(unit.words) else 1
            where.setdefault(unit.id, place + extent - 1)
        place += extent
    return where
