"""Ids that are written on translated headings, so that links with the source's names live on.

`pins` says which a file in the source's blocks has, `pins_of_new` which the headings get that are
new in a file of its own; `pin` writes them. A heading that has an id keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from transpipe.links.anchors import names_of, slugs
from transpipe.links.slugs import RULES, until_free
from transpipe.model import Block, Document, Kind, Naming
from transpipe.text.similarity import opcodes

Pins = Mapping[int, str]


def pin(document: Document, pins: Pins) -> str:
    """The text of a document with ids behind the words of some headings, by their block."""
    pieces, start = [], 0
    for number, name in sorted(pins.items()):
        end = _end(document.blocks[number])
        if end is not None:
            pieces += [document.text[start:end], f" {{#{name}}}"]
            start = end
    return "".join([*pieces, document.text[start:]])


def _end(block: Block) -> int | None:
    """Where an id goes: at the end of the heading's last line, unless `#` closes that."""
    if block.segment is None:
        return None
    end = block.segment.fragments[-1].end
    rest = block.raw[end - block.span.start :].partition("\n")[0].rstrip()
    return None if rest.endswith("#") else end + len(rest)


def as_pinned(document: Document, pins: Pins) -> Document:
    """The document as it reads once these are written, as far as the names of headings go."""
    blocks = [
        replace(block, anchor=pins[number]) if number in pins else block
        for number, block in enumerate(document.blocks)
    ]
    return replace(document, blocks=tuple(blocks))


def pins(source: Document, built: Document, before: Document, naming: Naming) -> Pins:
    """The ids for headings of a file in the source's blocks, so that each has its source's name.

    One that `before` has stays where its words stand still, or others in their place: links from
    elsewhere may lead to it. None is written that the heading has anyway, or the site cannot read.
    """
    here, there = _headings(built), _headings(source)
    if not naming.pin or len(here) != len(there):
        return {}
    kept = _kept(before, built)
    taken = dict.fromkeys(kept.values(), 0)
    names = zip(here, slugs(source, naming), strict=True)
    wanted = {n: kept.get(n) or until_free(name, taken) for n, name in names if name or n in kept}
    return _needed(built, wanted, naming)


def pins_of_new(
    source: Document, file: Document, headings: Mapping[int, int], naming: Naming
) -> Pins:
    """The ids for some headings of a file of its own: `headings` maps them from the source's."""
    if not naming.pin:
        return {}
    taken = {name for names in names_of(file, naming).values() for name in names}
    of_source = names_of(source, naming)
    wanted = {there: of_source[n][0] for n, there in headings.items() if of_source.get(n)}
    return _needed(file, {n: name for n, name in wanted.items() if name not in taken}, naming)


def _needed(document: Document, wanted: Pins, naming: Naming) -> Pins:
    """Those of the wanted names that a heading does not have by itself, the others being there.

    An id that is written may take a name from another heading, or leave it one: asked until no name
    differs any more.
    """
    wanted = {n: name for n, name in wanted.items() if _can_have(document.blocks[n], name, naming)}
    found: dict[int, str] = {}
    while True:
        names = slugs(as_pinned(document, found), naming)
        here = dict(zip(_headings(document), names, strict=True))
        more = {n: name for n, name in wanted.items() if n not in found and here[n] != name}
        if not more:
            return found
        found |= more


def _can_have(block: Block, name: str, naming: Naming) -> bool:
    """Whether a heading has no id yet, and can have this one."""
    allowed = RULES[naming.style].pins
    fits = allowed is not None and allowed.fullmatch(name)
    return bool(fits) and not block.anchor and _end(block) is not None


def _kept(before: Document, built: Document) -> Pins:
    """The ids of a file for the same headings of another: of equal words, or one for one."""
    old, new = ([(n, d.blocks[n]) for n in _headings(d)] for d in (before, built))
    keys = ([(block.level, block.text) for _number, block in side] for side in (old, new))
    steps = groupby(opcodes(*keys), key=lambda step: step[0] == "equal")
    found: dict[int, str] = {}
    for group in (list(group) for _is_equal, group in steps):
        theirs, ours = old[group[0][1] : group[-1][2]], new[group[0][3] : group[-1][4]]
        if [block.level for _n, block in theirs] == [block.level for _n, block in ours]:
            pairs = zip(theirs, ours, strict=True)
            found |= {number: was.anchor for (_n, was), (number, _now) in pairs if was.anchor}
    return found


def _headings(document: Document) -> list[int]:
    return [n for n, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
