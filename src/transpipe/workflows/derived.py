"""The file of a derived locale: the authored file with the derived words in its blocks."""

from __future__ import annotations

from dataclasses import replace

from transpipe.catalogue.placement import place
from transpipe.convert.script import convert_prose
from transpipe.markdown import inline
from transpipe.markdown.splice import splice
from transpipe.model import Catalogue, Document, Unit
from transpipe.ports import Converter
from transpipe.publish.links import LinkMap
from transpipe.text.han import joint


def derived(
    document: Document,
    parent: Catalogue,
    catalogue: Catalogue,
    links: LinkMap,
    converter: Converter,
    path: str,
) -> str:
    """The text of `path`: every block of the authored file, by its unit or by conversion.

    Additions, which no unit holds, are converted as they stand.
    """
    placement = place(parent, document)
    words = catalogue.find()
    here = replace(links, target=path)
    texts: dict[int, str] = {}
    for number, held in enumerate(placement.blocks):
        block = document.blocks[number]
        if block.segment is None:
            continue
        text = _said(held, words, block.text, placement.places())
        if text is None:
            text = convert_prose([block.text], converter, catalogue.locale)[0]
            text = inline.map_targets(text, links.back)
        texts[number] = inline.map_targets(text, here.forward)
    changed = {n: text for n, text in texts.items() if text != document.blocks[n].text}
    return splice(document, changed, path).text


def _said(
    held: tuple[Unit, ...],
    words: dict[tuple[str | None, str], Unit],
    block: str,
    places: dict[tuple[str | None, str], list[int]],
) -> str | None:
    """The derived words of a block, None where no unit or only a part of one stands there."""
    found = [words.get(unit.id) for unit in held]
    if not held or any(unit is None or not unit.words for unit in found):
        return None
    if len(held) == 1 and len(places[held[0].id]) > 1 and "\n\n" in held[0].words:
        return None
    text = ""
    for unit in found:
        assert unit is not None
        text += joint(text, unit.words) + unit.words
    return text
