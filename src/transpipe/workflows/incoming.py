"""Edits of a Chinese file into its catalogue: the last agreed text, the file, the catalogue."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from transpipe.catalogue.build import from_beads, unit_of
from transpipe.catalogue.edits import edited, take_in
from transpipe.catalogue.placement import place, spoken, unmarked
from transpipe.model import Catalogue, Conflict, Document, Kind, Placement, Unit
from transpipe.ports import Converter
from transpipe.publish.links import LinkMap
from transpipe.workflows.agreed import Agreed
from transpipe.workflows.project import Article
from transpipe.workflows.reading import aligned

UnitId = tuple[str | None, str]
# What a block is, and whose words stand in it; its own text where no unit's do.
Signature = list[tuple[Kind, tuple[UnitId, ...] | str]]


def taken_in(
    article: Article, base: Agreed | None, links: LinkMap, converter: Converter
) -> tuple[Catalogue, Catalogue]:
    """The catalogue with the edits of the file, and what both say now: the base of the next build.

    Without a state in which both agreed, what differs becomes a conflict, never a guess.
    """
    assert article.file is not None
    assert article.catalogue is not None
    if base is None:
        return _differing(article, links, converter)
    edits = edited(base.file, base.placement, article.file)
    take = partial(take_in, agreed=base.catalogue, edits=edits, to_source=links.back)
    current, then = take(article.catalogue), take(base.catalogue)
    then = _without_own(then, base.catalogue, current)
    # What a colleague's sync or build has put there is in the catalogue already.
    held = place(current, article.file).blocks
    added = tuple(number for number in edits.added if not held[number])
    if added:
        filled = _filled_in(article, current, added, links, converter)
        current, then = _with(current, filled), _with(then, filled)
    return current, then


def _without_own(then: Catalogue, before: Catalogue, current: Catalogue) -> Catalogue:
    """What both say, less what was typed where a unit without words has left the source since.

    That is the translator's own.
    """
    empty = {unit.id for unit in before.units if not unit.words}
    gone = empty - {unit.id for unit in current.units}
    return replace(then, units=tuple(unit for unit in then.units if unit.id not in gone))


def _filled_in(
    article: Article,
    catalogue: Catalogue,
    added: tuple[int, ...],
    links: LinkMap,
    converter: Converter,
) -> dict[UnitId, Unit]:
    """Units without words that people have translated in the file, found by alignment."""
    assert article.source is not None
    assert article.file is not None
    here = unit_of(article.source, catalogue)
    empty_blocks = [
        article.source.blocks[number] for number, unit in sorted(here.items()) if not unit.words
    ]
    source = replace(article.source, blocks=tuple(empty_blocks))
    file = replace(article.file, blocks=tuple(article.file.blocks[number] for number in added))
    return _said(replace(article, source=source, file=file), catalogue, links, converter)


def _said(
    article: Article, catalogue: Catalogue, links: LinkMap, converter: Converter
) -> dict[UnitId, Unit]:
    """What the file says for each unit, as it is aligned with the source."""
    assert article.source is not None
    assert article.file is not None
    file = unmarked(article.file)
    beads = aligned(article.source, file, converter)
    made = from_beads(article.source, file, beads, article.name, catalogue.locale, links.back)
    return {unit.id: unit for unit in made.units if unit.target}


def _with(catalogue: Catalogue, filled: dict[UnitId, Unit]) -> Catalogue:
    """The catalogue with words for those of its units that have none."""
    units = [
        replace(filled[unit.id], references=unit.references, notes=unit.notes)
        if unit.active and unit.id in filled and not unit.words
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))


def _differing(
    article: Article, links: LinkMap, converter: Converter
) -> tuple[Catalogue, Catalogue]:
    """File and catalogue differ and nothing says who is right: both texts are kept."""
    assert article.file is not None
    assert article.catalogue is not None
    here = place(article.catalogue, article.file)
    lost = {unit.id for unit in here.lost}
    said = _said(article, article.catalogue, links, converter)
    current: list[Unit] = []
    then: list[Unit] = []
    for unit in article.catalogue.units:
        other = said.get(unit.id)
        if unit.id not in lost:
            current.append(unit)
            then.append(unit)
        elif other:
            current.append(replace(unit.doubted(), conflict=Conflict("md", other.target)))
            then.append(replace(unit, target=other.target))
        else:
            current.append(unit)
    found = (replace(article.catalogue, units=tuple(units)) for units in (current, then))
    now, base = (_with(catalogue, said) for catalogue in found)
    return now, base


# ── Layout ──────────────────────────────────────────────────────────────────────────────────


def is_own(article: Article, then: Catalogue, base: Agreed | None, built: Document) -> bool:
    """Whether a file in the source's layout says what no build would write.

    `then` is what file and catalogue agree on, `built` what is built of that. What was the same
    in the state before is no matter of the edits since.
    """
    assert article.file is not None
    mine = _signature(article.file, place(then, article.file))
    if mine == _signature(built, place(then, built)):
        return False
    if base is None or (not base.ours and base.holds_more()):
        return True
    return mine != _signature(base.file, base.placement)


def _signature(document: Document, placement: Placement) -> Signature:
    return [
        (kind, tuple(unit.id for unit in held) or text)
        for (kind, text), held in zip(spoken(document), placement.blocks, strict=True)
    ]
