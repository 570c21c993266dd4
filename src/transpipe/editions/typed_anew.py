"""Chinese in a file that no unit has yet: what was added, or typed over words that left the source.

Who changes both languages at once may type the words of a new text over those of one that is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from transpipe.editions.context import Context
from transpipe.editions.differing import aligned_words
from transpipe.model import Catalogue, Edition, Maker, Origin, State, Unit, UnitId
from transpipe.stale.answers import answers
from transpipe.stale.edited import Edited as Edit
from transpipe.stale.rendered import Dictionary
from transpipe.target_edits.edits import Edited
from transpipe.target_edits.split_words import heirs_in
from transpipe.text.sentences import paragraphs
from transpipe.text.similarity import ratio
from transpipe.units.build import unit_of
from transpipe.units.placement import bare

# Words that are so much like others are those, edited.
_SAME = 0.5


@dataclass(frozen=True)
class TypedAnew:
    """Units that are gone over whose words a new text's were typed, and the blocks of these.

    `over` are these units as file and catalogue agreed on them, each with what was typed.
    """

    units: frozenset[UnitId] = frozenset()
    blocks: tuple[int, ...] = ()
    over: tuple[tuple[Unit, str], ...] = ()

    def less(self, edits: Edited) -> Edited:
        """The edits without these: the words of what is gone are the last that it had."""
        words = {key: said for key, said in edits.words.items() if key not in self.units}
        return replace(edits, words=words)

    def emptied(self, edits: Edited) -> Edited:
        """The edits as those who took the words of what is gone out of the file."""
        words = {key: "" if key in self.units else said for key, said in edits.words.items()}
        return replace(edits, words=words)

    def late(self, unit: Unit, dictionary: Dictionary) -> Unit:
        """A unit whose words were typed over those of another text: stale where they are its still.

        They are if they are nearly the same, and what was changed does not answer what became of
        the source.
        """
        for old, said in self.over:
            mine = bare(said) == bare(unit.words) and ratio(old.words, said) >= _SAME
            edits = Edit(old.source, unit.source), Edit(old.words, said)
            if mine and not answers(*edits, dictionary):
                stale = replace(unit, state=State.FUZZY, previous=old.source)
                return stale.marked(Origin(Maker.EDIT))
        return unit


def typed_anew(
    article: Edition,
    agreed: Catalogue,
    edits: Edited,
    take: Callable[..., Catalogue],
    context: Context,
) -> TypedAnew:
    """What alignment finds to be typed for a new text, where the old text has left the source.

    `take` answers with the catalogue once it has the `edits` that it is given.
    """
    live = {unit.id for unit in article.catalogue.active()}
    had = {unit.id: unit for unit in agreed.units if unit.words}
    heirs = heirs_in(article.catalogue.units)
    # What was split or merged is not gone: its heirs have a share of what was typed.
    gone = had.keys() - live - {key for key in had if key.source in heirs}
    typed = {key: said for key, said in edits.words.items() if said and key in gone}
    if not typed:
        return TypedAnew()
    blocks = _blocks(article, typed.values())
    current = article.holding(take(edits=TypedAnew(frozenset(typed)).less(edits)))
    words = filled_in(current, (*blocks, *edits.added), context).values()
    found = {bare(part) for unit in words for part in paragraphs(unit.words)}
    units = frozenset(k for k, said in typed.items() if found.issuperset(_parts(said)))
    over = tuple((had[key], typed[key]) for key in units)
    return TypedAnew(units, _blocks(article, [typed[key] for key in units]), over)


def filled_in(article: Edition, blocks: Collection[int], context: Context) -> Mapping[UnitId, Unit]:
    """Units without words that people have translated in blocks of the file, by alignment.

    A whole translation where there was none is read as an adoption reads one. Of a few texts a
    witness would not know one from a note on it.
    """
    here = unit_of(article.source, article.catalogue)
    empty = [article.source.blocks[n] for n, unit in sorted(here.items()) if not unit.words]
    source = replace(article.source, blocks=tuple(empty))
    file = replace(article.file, blocks=tuple(article.file.blocks[n] for n in sorted(blocks)))
    part, links = replace(article, source=source, file=file), context.links_of(article)
    begun = any(unit.words for unit in article.catalogue.units)
    witness = None if begun else context.project.witness
    return aligned_words(part, links, context.converter, witness)


def _blocks(article: Edition, texts: Collection[str]) -> tuple[int, ...]:
    """The blocks of the file that say these texts."""
    parts = {part for text in texts for part in _parts(text)}
    blocks = enumerate(article.file.blocks)
    return tuple(n for n, block in blocks if block.segment and bare(block.text) in parts)


def _parts(text: str) -> set[str]:
    return {bare(part) for part in paragraphs(text)}
