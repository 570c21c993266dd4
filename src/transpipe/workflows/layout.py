"""Whether a Chinese file has come to a layout of its own."""

from __future__ import annotations

from dataclasses import replace

from transpipe.catalogue.placement import place, signature
from transpipe.markdown import segments
from transpipe.model import Catalogue, Document, Edition, Layout, MergeBase, Words
from transpipe.text.han import count_han
from transpipe.workflows.context import Context
from transpipe.workflows.following import follow_parent
from transpipe.workflows.plans import policy


def settle_layout(
    edition: Edition,
    then: Catalogue,
    words: Words | None,
    base: MergeBase | None,
    context: Context,
) -> Catalogue:
    """The catalogue with its file's own layout, once that says what build would not write.

    `then` is what file and catalogue agree on. One that had a layout of its own when both agreed
    last has it still, though git has put an older catalogue back.
    """
    catalogue, parent = edition.catalogue, words.edition if words else None
    if base is not None and base.ours and base.catalogue.layout is Layout.OWN:
        base = None
    same = base is not None and base.ours and base.file.text == edition.file.text
    if catalogue.layout is Layout.OWN or same or (parent and not parent.is_written):
        return catalogue
    wanted = policy(context.project.config)
    text = follow_parent(edition.holding(then), parent, wanted, context).text
    built = segments.parse(text, then.lines, source=False)
    own = _is_own(edition.holding(then), base, built)
    return replace(catalogue, layout=Layout.OWN) if own else catalogue


def _is_own(agreed: Edition, base: MergeBase | None, built: Document) -> bool:
    """Whether a file in its parent's layout says what no build of what is agreed on would write.

    What was the same in the state before is no matter of the edits since.
    """
    mine = signature(agreed.file, place(agreed.catalogue, agreed.file))
    if mine == signature(built, place(agreed.catalogue, built)):
        return False
    if base is None or (not base.ours and holds_more(base)):
        return True
    return mine != signature(base.file, base.placement)


def holds_more(base: MergeBase) -> bool:
    """Whether somebody's Chinese stood in the file that no unit accounted for."""
    blocks = zip(base.file.blocks, base.placement.blocks, strict=True)
    return any(b.segment and count_han(b.text) for b, units in blocks if not units)
