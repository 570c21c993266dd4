"""From a Chinese file's own layout to the source's, without losing a Chinese word."""

from __future__ import annotations

from collections.abc import Mapping

from transpipe.markdown import segments
from transpipe.markdown.splice import insert
from transpipe.model import OPAQUE, Document, Layout, Placement, Policy, Publication, Unit
from transpipe.publish.article import from_source
from transpipe.publish.links import LinkMap
from transpipe.text.han import count_han


def relayout(
    file: Document,
    placement: Placement,
    source: Document,
    units: Mapping[int, Unit],
    links: LinkMap,
    policy: Policy,
    path: str = "",
) -> tuple[Publication, Layout]:
    """The article in the source's blocks, and the layout it has then.

    What only the Chinese file has (a translator's note, code with Chinese comments, words that no
    unit holds) comes along, after the block it follows now; with such additions it stays `own`.
    """
    result = from_source(source, units, links, policy, path)
    document = segments.parse(result.text, source.lines, source=False)
    where = _positions(source, units, document)
    added = 0
    opaque = {block.raw for block in document.blocks if block.kind in OPAQUE}
    spoken = {block.text for block in document.blocks}
    last: int | None = None
    for number, held in enumerate(placement.blocks):
        block = file.blocks[number]
        places = [where[unit.id] for unit in held if unit.id in where]
        if places:
            last = max(places) + added
        elif count_han(block.text) and block.raw not in opaque and block.text not in spoken:
            longer = insert(document, last, file, number, block.text)
            grown = segments.parse(longer, source.lines, source=False)
            new = len(grown.blocks) - len(document.blocks)
            document, added = grown, added + new
            last = (-1 if last is None else last) + new
    layout = Layout.OWN if added else Layout.SOURCE
    return Publication(document.text, result.findings, result.published), layout


def _positions(
    source: Document, units: Mapping[int, Unit], document: Document
) -> dict[tuple[str | None, str], int]:
    """Where each unit's last block stands in the published document.

    Blocks stand in the source's order; one with several paragraphs takes as many places.
    """
    where: dict[tuple[str | None, str], int] = {}
    place = 0
    for number in range(len(source.blocks)):
        unit = units.get(number)
        extent = 1
        if unit is not None:
            paragraphs = unit.words.count("\n\n") + 1
            if place + paragraphs <= len(document.blocks) and paragraphs > 1:
                joined = "\n\n".join(b.text for b in document.blocks[place : place + paragraphs])
                extent = paragraphs if joined == unit.words else 1
            where.setdefault(unit.id, place + extent - 1)
        place += extent
    return where
