"""Whose words stand in a catalogue or a file, as texts that can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from transpipe.model import Catalogue, Document, Held, Owner, Unit
from transpipe.text.han import count_han
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import bare


def held(catalogue: Catalogue, path: str, kept: Collection[str] = ()) -> Iterator[Held]:
    """The words of people in a catalogue: of live and obsolete units, and in conflicts.

    Texts that are `kept`, to the very character, are left out; so is a target that is its source.
    """
    for unit in catalogue.units:
        if unit.owner is Owner.PERSON and unit.target != unit.source and unit.target not in kept:
            yield from (Held(bare(p), unit.source, path) for p in paragraphs(unit.target))
        other = unit.conflict
        if other is not None and other.text not in kept:
            of_file = other.side == "md"
            yield from (Held(bare(p), unit.source, path, of_file) for p in paragraphs(other.text))


def targets(catalogue: Catalogue) -> frozenset[str]:
    """Every text of a catalogue to the very character: targets, and the other side of conflicts."""
    return frozenset(text for unit in catalogue.units for text in _texts(unit))


def texts(catalogue: Catalogue) -> Iterator[str]:
    """Every paragraph that a catalogue says, whosever it is."""
    for text in targets(catalogue):
        yield from map(bare, paragraphs(text))


def _texts(unit: Unit) -> Iterator[str]:
    yield unit.target
    if unit.conflict is not None:
        yield unit.conflict.text


def machine(catalogue: Catalogue) -> Iterator[str]:
    """What a file may say that no person wrote there: sources, drafts, derived words."""
    for unit in catalogue.units:
        yield bare(unit.source)
        if unit.previous is not None:
            yield from map(bare, (unit.previous, *paragraphs(unit.previous)))
        if unit.owner is not Owner.PERSON:
            yield from map(bare, paragraphs(unit.target))


def said(document: Document) -> Iterator[str]:
    """The prose of a file, block by block."""
    return (bare(block.text) for block in document.blocks if block.segment is not None)


def held_in(document: Document, path: str, after: str) -> Iterator[Held]:
    """The Chinese prose of a file that does not stand in `after` to the very character."""
    for block in document.blocks:
        if block.segment is not None and count_han(block.text) and block.raw not in after:
            yield Held(bare(block.text), "", f"{path}:{block.lines[0]}")
