"""Texts of an article that had Chinese words once, and stand in its file without them now."""

from __future__ import annotations

from collections.abc import Iterator

from transpipe.editions.opening import find_words
from transpipe.model import Catalogued, Layout
from transpipe.rules.rule import Once
from transpipe.text.han import count_han


def once_translated(article: Catalogued) -> Iterator[Once]:
    """Those whose words the catalogue still knows, and whose English is in the file again.

    Where a person's file is gone, all of it. One that build makes is made again.
    """
    units = article.catalogue.active()
    if not article.file.text.strip():
        if article.catalogue.layout is Layout.OWN:
            yield from (Once(unit.source, unit.target) for unit in units if unit.confirmed)
        return
    words = {u.source: u.target for u in article.catalogue.units if not u.active}
    places = find_words(article).places()
    words |= {u.source: u.target for u in units if u.words and u.id not in places}
    empty = {unit.source for unit in units if not unit.words or unit.id not in places}
    for block in article.file.blocks:
        said = words.get(block.text, "") if block.text in empty else ""
        if count_han(said) and not count_han(block.text):
            yield Once(block.text, said, block.lines[0])
