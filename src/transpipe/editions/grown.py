"""Words for units that have none, from Chinese blocks of the file that no unit accounts for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from transpipe.editions.context import Context
from transpipe.editions.differing import with_words
from transpipe.editions.settle import Typed
from transpipe.editions.typed_anew import TypedAnew, filled_in
from transpipe.editions.waiting import is_begun
from transpipe.model import Catalogue, Document, Edition, MergeBase
from transpipe.text.han import count_han, count_neighbours
from transpipe.units.placement import place

# The catalogue as it is, and what it and the file agree on.
Sides = tuple[Catalogue, Catalogue]


def grown(
    article: Edition, sides: Sides, added: Collection[int], anew: TypedAnew, context: Context
) -> Sides:
    """Both with words from blocks that were added to the file."""
    blocks = tuple(_free(article.holding(sides[0]), {*added, *anew.blocks}))
    if not blocks:
        return sides
    filled = filled_in(article.holding(sides[0]), blocks, context)
    dictionary = Typed.since(sides[1], context.converter).dictionary
    filled = {key: anew.late(unit, dictionary) for key, unit in filled.items()}
    return with_words(sides[0], filled), with_words(sides[1], filled)


def translated_before(
    article: Edition, sides: Sides, before: Catalogue, base: MergeBase, context: Context
) -> Sides:
    """Both with words for texts that are new in the source, and had been written in Chinese first.

    `before` has none of these. Their blocks were the translator's own in the `base`; what is not
    surely theirs stays that.
    """
    known = {unit.id for unit in before.units}
    new = {unit.id for unit in sides[0].active() if not unit.words and unit.id not in known}
    if not new:
        return sides
    held = zip(base.file.blocks, base.placement.blocks, strict=True)
    own = {block.text for block, units in held if not units and count_han(block.text)}
    here = (n for n, block in enumerate(article.file.blocks) if block.text in own)
    blocks = tuple(_free(article.holding(sides[0]), set(here)))
    if not blocks:
        return sides
    filled = filled_in(article.holding(sides[0]), blocks, context)
    sure = {key: unit for key, unit in filled.items() if key in new and unit.confirmed}
    return with_words(sides[0], sure), with_words(sides[1], sure)


def _free(article: Edition, numbers: Collection[int]) -> Iterator[int]:
    """Those of the blocks, by number, that no unit accounts for, in order.

    What a colleague's sync or build has put there is in the catalogue already.
    """
    held = place(article.catalogue, article.file).blocks
    for number in sorted(numbers):
        open_ = article.file.blocks[number].segment and not any(u.words for u in held[number])
        if open_ and not _is_neighbours(article.file, number):
            yield number


def _is_neighbours(file: Document, number: int) -> bool:
    """Whether a block is in the language that a Japanese or Korean file is in.

    In one that has too little Chinese to be aligned all blocks are, whatever their characters.
    """
    if 10 * count_neighbours(file.text) <= count_han(file.text):
        return False
    return count_neighbours(file.blocks[number].text) > 0 or not is_begun(file)
