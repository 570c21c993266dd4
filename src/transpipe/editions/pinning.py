"""The ids of the source's headings, written into the files that are built (`pin_anchors`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from transpipe.editions.opening import heading_places
from transpipe.links.pins import pin, pins, pins_of_new
from transpipe.markdown import segments
from transpipe.model import Document, Edition, Kind, Naming, Publication
from transpipe.units.build import unit_of
from transpipe.units.placement import place


def in_parents_names(edition: Edition, built: Publication, naming: Naming) -> Publication:
    """A file in the source's blocks, whose headings have the source's names."""
    if not naming.pin:
        return built
    document = _read(edition, built.text)
    found = pins(edition.source, document, edition.file, naming)
    return replace(built, text=pin(document, found)) if found else built


def with_pins(edition: Edition, text: str, naming: Naming, *, everywhere: bool = False) -> str:
    """A file of its own, in which the headings that are new have the source's names.

    `everywhere`: those that stood there before, too. Where nothing is new, nothing is written.
    """
    if not naming.pin or (text == edition.file.text and not everywhere):
        return text
    document = _read(edition, text)
    units = unit_of(edition.source, edition.catalogue)
    headings = heading_places(edition.source, units, place(edition.catalogue, document))
    if not everywhere:
        there = Counter(b.raw for b in edition.file.blocks if b.kind is Kind.HEADING)
        stands = {n for n, block in enumerate(document.blocks) if there[block.raw]}
        headings = {n: number for n, number in headings.items() if number not in stands}
    return pin(document, pins_of_new(edition.source, document, headings, naming))


def _read(edition: Edition, text: str) -> Document:
    return segments.parse(text, edition.source.cut, source=False)
