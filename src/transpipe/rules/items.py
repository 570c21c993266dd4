"""The items of lists: each of the source has one in the file, and the other way round.

An item is known by what it is paired with, else by its address, wherever in the file that stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import addresses
from transpipe.model import Block, Kind, Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.diff import brief


def _missing(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """Each is told right before the item that it should stand before."""
    article, english = context.article, context.english
    if article is None or english is None:
        return
    line, waiting = 1, list[Block]()
    for bead in (*context.beads, None):
        if bead is None or (bead.source and bead.target):
            for block in waiting:
                message = _("no item for {text}").format(text=brief(block.text))
                yield Hit(message, line=line, source=block.text)
            waiting.clear()
        elif bead.source:
            blocks = (english.blocks[number] for number in bead.source)
            waiting += (b for b in blocks if _is_entry(b) and not _is_elsewhere(b, context.ours))
        if bead is not None and bead.target:
            line = article.blocks[bead.target[-1]].lines[1]


def _extra(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    article = context.article
    if article is None or context.english is None:
        return
    for bead in context.beads:
        for number in () if bead.source else bead.target:
            block = article.blocks[number]
            if _is_entry(block) and not _is_elsewhere(block, context.addresses):
                message = _("an item that the source does not have: {text}")
                said = message.format(text=brief(block.text))
                yield Hit(said, line=block.lines[0], target=block.text)


def _is_entry(block: Block) -> bool:
    """Whether it is an item, and none of a table of contents, which says what headings say."""
    within = [address.startswith("#") for _span, address in addresses(block.text)]
    return block.kind is Kind.ITEM and not (within and all(within))


def _is_elsewhere(block: Block, known: frozenset[str]) -> bool:
    return any(address in known for _span, address in addresses(block.text))


RULES = (
    Rule(
        "missing-item",
        Severity.WARNING,
        "an item of a list of the source that is not in the file",
        _missing,
        of=Scope.ARTICLE,
    ),
    Rule(
        "extra-item",
        Severity.INFO,
        "an item of a list that the source does not have",
        _extra,
        of=Scope.ARTICLE,
    ),
)
