"""Links of a Chinese file to headings that a build has named anew or put in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline
from transpipe.markdown.splice import splice
from transpipe.model import Document, Placement


def relinked(file: Document, placement: Placement, before: LinkMap, after: LinkMap) -> str:
    """The file with those links changed that stand as `before` wrote them and `after` does not.

    `placement` says whose words stand in which block; what a person wrote in another way stays.
    """
    texts: dict[int, str] = {}
    for number, held in enumerate(placement.blocks):
        moved = {
            before.forward(target): after.forward(target)
            for unit in held
            for target in inline.urls(unit.words)
            if before.forward(target) != after.forward(target)
        }
        if moved:
            block = file.blocks[number]
            text = inline.map_targets(block.text, partial(_there, moved))
            texts |= {number: text} if text != block.text else {}
    return splice(file, texts).text if texts else file.text


def _there(moved: Mapping[str, str], link: str) -> str:
    return moved.get(link, link)
