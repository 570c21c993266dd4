"""Edits that are another unit's words: names and titles that stay as they are in the source."""

from __future__ import annotations

from dataclasses import replace

from transpipe.model import Catalogue, Document
from transpipe.target_edits.edits import Edited
from transpipe.text.han import count_han
from transpipe.units.placement import bare


def for_others(edits: Edited, agreed: Catalogue, held: Catalogue, file: Document) -> Edited:
    """The edits, less words that are to the letter the source of a unit that has none yet.

    These were not typed over the words that stood there: their block is new, and the unit whose
    they seemed has given its words up. Where a text is in English again, nothing says so.
    """
    empty = {bare(unit.source) for unit in held.active() if not unit.words}
    said = {key: bare(words) for key, words in edits.words.items() if words}
    had, live = agreed.find(), held.find()
    english = (key for key, words in said.items() if words == bare(key.source))
    if any(key in had and count_han(had[key].words) for key in english):
        return edits
    found = {key: words for key, words in said.items() if words in empty and key in live}
    if not found:
        return edits
    texts = set(found.values())
    blocks = (n for n, b in enumerate(file.blocks) if b.segment and bare(b.text) in texts)
    words = {key: "" if key in found else said for key, said in edits.words.items()}
    return replace(edits, words=words, added=tuple(sorted({*edits.added, *blocks})))
