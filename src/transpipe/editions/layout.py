"""Whether a Chinese file has come to a layout of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from transpipe.config import Config
from transpipe.convert.prose import convert_prose
from transpipe.editions.context import Context
from transpipe.editions.metadata import with_frame
from transpipe.editions.opening import defined_labels
from transpipe.editions.pinning import in_parents_names
from transpipe.markdown import inline, segments
from transpipe.markdown.pointers import repointed, retitled
from transpipe.markdown.splice import splice
from transpipe.model import (
    Catalogue,
    Document,
    Edition,
    Layout,
    MergeBase,
    Policy,
    Publication,
    Unit,
    UnitId,
    Words,
)
from transpipe.publish.article import from_source
from transpipe.publish.labels import following
from transpipe.target_edits.told_apart import Standing, places_of
from transpipe.text.han import count_han, joined
from transpipe.text.published_marks import Mark, mark
from transpipe.text.sentences import paragraphs
from transpipe.units.build import unit_of
from transpipe.units.placement import place, signature


def policy(
    config: Config, *, drafts: bool = False, fill: bool = False, keep: float | None = None
) -> Policy:
    """What the settings and the options say is published."""
    return Policy(
        missing=config.missing,
        drafts=drafts,
        fill=fill,
        keep=config.min_translated if keep is None else keep,
        draft_mark=mark(Mark.DRAFT, config.language),
        missing_mark=mark(Mark.MISSING, config.language),
    )


def settle_layout(
    edition: Edition,
    then: Catalogue,
    words: Words | None,
    base: MergeBase | None,
    context: Context,
) -> Catalogue:
    """The catalogue with its file's own layout, once that says what build would not write.

    `then` is what file and catalogue agree on. One that had a layout of its own when both agreed
    last has it still, though git has put an older catalogue back. A parent whose file is empty is
    built of the source first.
    """
    catalogue = edition.catalogue
    parent = words.edition if words and words.edition.is_written else None
    if base is not None and base.ours and base.catalogue.layout is Layout.OWN:
        base = None
    same = base is not None and base.ours and base.file.text == edition.file.text
    if catalogue.layout is Layout.OWN or same:
        return catalogue
    wanted = policy(context.project.config)
    text = follow_parent(edition.holding(then), parent, wanted, context).text
    built = segments.parse(text, then.cut, source=False)
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


def follow_parent(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Publication:
    """The blocks of the source with the edition's words; or of the edition that has its `words`."""
    if words is not None:
        return derived(words, edition, context)
    units = unit_of(edition.source, edition.catalogue)
    links, path = context.links_of(edition), edition.pair.target
    built = from_source(edition.source, units, links, policy, path)
    built = in_parents_names(edition, built, context.project.config.naming)
    return with_frame(context.project, edition, built)


def derived(authored: Edition, child: Edition, context: Context) -> Publication:
    """The child's file: every block of the authored one, by its unit or by conversion.

    Additions, which no unit holds, are converted as they stand. All links lead within the locale.
    """
    document, here = authored.file, context.links_of(child)
    words = derived_words(authored, child, context, range(len(document.blocks)))
    texts = {n: inline.map_targets(text, here.forward) for n, text in words.items()}
    changed = {n: text for n, text in texts.items() if text != document.blocks[n].text}
    moved = repointed(document, lambda link: context.links.localised(link, here), rows=True)
    moved = retitled(moved, partial(context.in_script, locale=child.locale))
    result = splice(following(moved, changed), changed, child.pair.target)
    return Publication(result.text, read=result.read)


def derived_words(
    authored: Edition, child: Edition, context: Context, numbers: Collection[int]
) -> dict[int, str]:
    """What blocks of an authored file say in the child's locale, with links as the source's."""
    document, parent = authored.file, authored.catalogue
    placement = place(parent, document)
    words, places = child.catalogue.find(), placement.places()
    alone = _alone(Standing(document, parent, placement), child, words)
    labels = defined_labels(authored)
    texts: dict[int, str] = {}
    for number in numbers:
        held, block = placement.blocks[number], document.blocks[number]
        if block.segment is None:
            continue
        own = {unit.id: alone[number] for unit in held} if number in alone else words
        text = _said(number, held, own, places)
        if text is None:
            text = convert_prose([block.text], context.converter, child.locale, labels)[0]
            text = inline.map_targets(text, context.links.back)
        texts[number] = text
    return texts


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
