"""The file of a derived locale: the authored file with the derived words in its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from transpipe.catalogue.apart import Standing, places_of
from transpipe.catalogue.placement import place
from transpipe.convert.variants import convert_prose
from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline
from transpipe.markdown.splice import splice
from transpipe.model import Catalogue, Document, Edition, Unit, UnitId
from transpipe.ports import Converter
from transpipe.text.han import joined
from transpipe.text.sentences import paragraphs


def derived(
    document: Document,
    parent: Catalogue,
    child: Edition,
    links: LinkMap,
    converter: Converter,
) -> str:
    """The text of the child's file: every block of the authored one, by its unit or by conversion.

    Additions, which no unit holds, are converted as they stand.
    """
    placement, path = place(parent, document), child.pair.target
    here = replace(links, target=path)
    words, places = child.catalogue.find(), placement.places()
    alone = _alone(Standing(document, parent, placement), child, words)
    texts: dict[int, str] = {}
    for number, held in enumerate(placement.blocks):
        block = document.blocks[number]
        if block.segment is None:
            continue
        own = {unit.id: alone[number] for unit in held} if number in alone else words
        text = _said(number, held, own, places)
        if text is None:
            text = convert_prose([block.text], converter, child.locale)[0]
            text = inline.map_targets(text, links.back)
        texts[number] = inline.map_targets(text, here.forward)
    changed = {n: text for n, text in texts.items() if text != document.blocks[n].text}
    return splice(document, changed, path).text


def _alone(standing: Standing, child: Edition, words: Mapping[UnitId, Unit]) -> Mapping[int, Unit]:
    """The child's own unit of each block whose parent shares one with other places."""
    here = standing.catalogue.find()
    found: dict[int, Unit] = {}
    for text in {unit.source for key, unit in words.items() if key not in here}:
        for number, spot in places_of(child.source, standing, UnitId(None, text)).items():
            unit = words.get(UnitId(spot.context, text))
            found |= {number: unit} if unit is not None else {}
    return found


def _said(
    number: int,
    held: tuple[Unit, ...],
    words: Mapping[UnitId, Unit],
    places: dict[UnitId, list[int]],
) -> str | None:
    """The derived words of a block, None where no unit stands there or one has no words."""
    found = [unit for unit in (words.get(unit.id) for unit in held) if unit and unit.words]
    if not held or len(found) < len(held):
        return None
    if len(held) == 1:
        return _paragraph(held[0], found[0], places[held[0].id].index(number))
    return joined(unit.words for unit in found)


def _paragraph(authored: Unit, unit: Unit, index: int) -> str | None:
    """The paragraph of a unit that stands in its block number `index`; the last has the rest."""
    count = len(paragraphs(authored.words))
    parts = paragraphs(unit.words)
    if count < 2:
        return unit.words
    here = index % count
    parts = (*parts[: count - 1], "\n\n".join(parts[count - 1 :]))
    return parts[here] or None if here < len(parts) else None
