"""One edition, brought up to date in any locale: with its source, its file, and its parent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.convert.variants import BY, derive
from transpipe.convert.variants import base as name_of
from transpipe.editions.accepted import accept
from transpipe.editions.asleep import Asleep, asleep
from transpipe.editions.context import Context
from transpipe.editions.edits import Taken, take_in_edits
from transpipe.editions.grown import translated_before
from transpipe.editions.in_place import in_place
from transpipe.editions.layout import settle_layout
from transpipe.editions.merge_base import as_left, less_shared
from transpipe.editions.moved_words import Elsewhere
from transpipe.editions.opaque import keep_typed_back
from transpipe.editions.opening import defined_labels
from transpipe.editions.outcome import tell_changes
from transpipe.editions.settle import Typed, settle
from transpipe.editions.upgrades import tell_converted
from transpipe.editions.waiting import hardly_begun
from transpipe.model import (
    Catalogue,
    Edition,
    Finding,
    Maker,
    MergeBase,
    Merged,
    Origin,
    Owner,
    Snapshot,
    Unit,
    UnitId,
    Words,
)
from transpipe.po.header import holds_overrides
from transpipe.source_edits.merge import still_stale


@dataclass(frozen=True)
class Moved:
    """What became of the units of an edition in the source as it is.

    `elsewhere` knows the words that other articles have lost.
    """

    merged: Merged
    elsewhere: Elsewhere | None = None

    def filled(
        self, edition: Edition, taken: Collection[UnitId] = ()
    ) -> tuple[Merged, tuple[str, ...]]:
        """With words from elsewhere for units that have none, and the articles they came from."""
        if self.elsewhere is None:
            return replace(self.merged, catalogue=edition.catalogue), ()
        return self.elsewhere.fill(edition, self.merged, taken)


@dataclass(frozen=True)
class Synced:
    """An edition's catalogue as both sides want it, and what is to be told of it.

    `base` is the merge base of the edits to come, None where no file is written; `given_up` are
    words that need not stand in the catalogue any more; `came_from` are the articles that words
    came from; `refused` says that something was asked for which cannot be done.
    """

    catalogue: Catalogue
    base: Snapshot | None = None
    findings: tuple[Finding, ...] = ()
    given_up: frozenset[str] = frozenset()
    came_from: tuple[str, ...] = ()
    refused: bool = False


def sync_edition(
    edition: Edition, moved: Moved, words: Words | None, base: MergeBase | None, context: Context
) -> Synced:
    """The catalogue as both sides want it; where they want two things both texts stay in it.

    What people typed in the file since the merge base, into the units of the source as it is now
    (`moved`) → new Chinese blocks to units without words → words from elsewhere for those that have
    none still → patches and keeps where nobody typed → layout → derived words → what somebody
    accepts as it is. A derived edition has two parents: the source, and the edition whose `words`
    it takes.
    """
    before, edition = edition.catalogue, edition.holding(moved.merged.catalogue)
    if not edition.is_written:
        merged, names = moved.filled(edition)
        current, patched = _settle(edition, merged, before, base, context)
        current = _derive(edition.holding(current), words, context)
        done = accept(edition.holding(current), words, context)
        said = (*patched, *tell_changes(edition, done.catalogue, merged, names), *done.findings)
        said += tuple(tell_converted(before, done.catalogue))
        return Synced(done.catalogue, None, said, frozenset(), names, done.refused)
    taken, merged, names = _taken_in(edition.holding(before), moved, words, base, context)
    edition = edition.holding(taken.current)
    current = still_stale(merged.catalogue, moved.merged, taken.back.again)
    if words is not None:
        current = mark_overrides(current, moved.merged.catalogue, words, base)
    merged = replace(merged, catalogue=current)
    current, patched = _settle(edition, merged, before, base, context)
    if not taken.strange:
        current = settle_layout(edition.holding(current), taken.then, words, base, context)
    waiting = hardly_begun(edition.holding(current)) if words is None else None
    current = _derive(edition.holding(current), words, context)
    current = keep_typed_back(context.project, edition.holding(current), base)
    done = accept(edition.holding(current), words, context)
    then = less_shared(as_left(taken.then, done.catalogue), base, edition.file)
    state = Snapshot(edition.file.text, then, edition.source.text, taken.strange)
    said = (*patched, *taken.findings(edition), *filter(None, [waiting]))
    said += (*tell_changes(edition, done.catalogue, merged, names), *done.findings)
    said += tuple(tell_converted(_last_made(before, base), done.catalogue))
    return Synced(done.catalogue, state, said, taken.given_up, names, done.refused)


def _taken_in(
    edition: Edition, moved: Moved, words: Words | None, base: MergeBase | None, context: Context
) -> tuple[Taken, Merged, tuple[str, ...]]:
    """The edits of the file; then words from elsewhere, of before and of other articles."""
    now = edition.holding(moved.merged.catalogue)
    late = asleep(now, edition.catalogue) if words is None else Asleep()
    now = now.holding(late.less(now.catalogue))
    taken = take_in_edits(now, words, base, context)
    if base is not None and words is None and not taken.strange:
        known = edition.catalogue
        sides = translated_before(now, (taken.current, taken.then), known, base, context)
        taken = replace(taken, current=sides[0], then=sides[1])
    now = now.holding(taken.current)
    others = in_place(now, taken.meant.edits.added)
    merged, names = moved.filled(now, others | late.units.keys())
    return taken, late.awake(merged, others), names


def _last_made(before: Catalogue, base: MergeBase | None) -> Catalogue:
    """What conversion made last: what follows is made of the terms of now each time it is read."""
    return base.catalogue if base and holds_overrides(before) else before


def _settle(
    edition: Edition, merged: Merged, before: Catalogue, base: MergeBase | None, context: Context
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue with those units settled that nobody typed in and nobody need look at.

    A person's words in a derived edition are never touched: no patch changes them.
    """
    vocabulary = context.project.vocabulary(edition.pair, edition.source)
    typed = Typed.since(base.seen or base.catalogue, context.converter) if base else None
    settled, patched = settle(merged, before, vocabulary, typed, patches=not edition.is_derived)
    return settled.catalogue, patched


def _derive(edition: Edition, words: Words | None, context: Context) -> Catalogue:
    """The catalogue with what it takes from the one that it follows, if it follows any."""
    if words is None:
        return edition.catalogue
    parent, labels = words.edition.catalogue, defined_labels(words.edition)
    made = derive(parent, edition.catalogue, context.converter, edition.locale, labels)
    told = _beside_what_was(made, edition.catalogue, words.before)
    if told == made:
        return made
    return derive(parent, told, context.converter, edition.locale, labels)


def _beside_what_was(made: Catalogue, old: Catalogue, before: Catalogue | None) -> Catalogue:
    """Overrides that nothing marked before were made beside the words that both agreed on last."""
    bare = {unit.id for unit in old.active() if unit.origin is None and unit.parent is None}
    had = before.find() if before else {}

    def told(unit: Unit) -> Unit:
        was = had.get(unit.id)
        if was is None or not was.target or unit.id not in bare or unit.owner is not Owner.PERSON:
            return unit
        if unit.origin is None or unit.origin.base == name_of(was):
            return unit
        origin = replace(unit.origin, base=name_of(was))
        return replace(unit, origin=origin, parent=was.target)

    return replace(made, units=tuple(map(told, made.units)))


def mark_overrides(
    current: Catalogue, before: Catalogue, words: Words, base: MergeBase | None
) -> Catalogue:
    """Overrides that are new since `before` say which words of the parent they were made beside."""
    old, parents = before.find(), _parents(words)
    had = base.catalogue.find() if base else {}

    def said(unit: Unit) -> Unit:
        was = old.get(unit.id) or old.get(UnitId(None, unit.source))
        same = was is not None and was.target == unit.target
        over = parents.get(unit.id) or parents.get(UnitId(None, unit.source), ())
        if not unit.active or not unit.target or not over or same:
            return unit
        seen = had.get(unit.id) or had.get(UnitId(None, unit.source), was)
        mark = (seen and seen.origin) or (was and was.origin) or None
        derived_from = mark.base if mark and was and was.owner is Owner.DERIVED else ""
        name = derived_from or name_of(over[0])
        texts = (parent.target for parent in over if name_of(parent) == name)
        engine, out = BY[current.locale], mark.out if mark else ""
        made = Origin(Maker.CONVERT, engine, unit.key, out, name)
        return replace(unit, origin=made, parent=next(texts, None) or None)

    return replace(current, units=tuple(said(unit) for unit in current.units))


def _parents(words: Words) -> Mapping[UnitId, Sequence[Unit]]:
    """The parent's units by id, as they are and as they were."""
    found: dict[UnitId, list[Unit]] = {}
    for catalogue in filter(None, (words.edition.catalogue, words.before)):
        for unit in catalogue.active():
            found.setdefault(unit.id, []).append(unit)
    return found
