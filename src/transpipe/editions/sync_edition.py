"""One edition, brought up to date in any locale: with its source, its file, and its parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.convert.variants import BY, derive
from transpipe.convert.variants import base as name_of
from transpipe.editions.context import Context
from transpipe.editions.edits import take_in_edits
from transpipe.editions.layout import settle_layout
from transpipe.editions.merge_base import as_left, less_shared
from transpipe.editions.outcome import tell_changes
from transpipe.editions.staleness import settle
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
from transpipe.source_edits.merge import still_stale


@dataclass(frozen=True)
class Moved:
    """What became of the units of an edition in the source as it is, with words from elsewhere.

    `came_from` are the articles that words came from.
    """

    merged: Merged
    came_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synced:
    """An edition's catalogue as both sides want it, and what is to be told of it.

    `base` is the merge base of the edits to come, None where no file is written; `given_up` are
    words that need not stand in the catalogue any more.
    """

    catalogue: Catalogue
    base: Snapshot | None = None
    findings: tuple[Finding, ...] = ()
    given_up: frozenset[str] = frozenset()


def sync_edition(
    edition: Edition, moved: Moved, words: Words | None, base: MergeBase | None, context: Context
) -> Synced:
    """The catalogue as both sides want it; where they want two things both texts stay in it.

    What people typed in the file since the merge base, into the units of the source as it is now
    (`moved`) → new Chinese blocks to units without words → patches and keeps where nobody typed →
    layout → derived words. A derived edition has two parents: the source, and the edition whose
    `words` it takes.
    """
    before, edition = edition.catalogue, edition.holding(moved.merged.catalogue)
    if not edition.is_written:
        current, patched = _settle(edition, moved, before, base, context)
        current = _derive(edition.holding(current), words, context)
        return Synced(current, None, (*patched, *_tell(current, moved)))
    taken = take_in_edits(edition, words, base, context)
    current = still_stale(taken.current, moved.merged, taken.back.again)
    if words is not None:
        current = mark_overrides(current, edition.catalogue, words, base)
    current, patched = _settle(edition.holding(current), moved, before, base, context)
    if not taken.strange:
        current = settle_layout(edition.holding(current), taken.then, words, base, context)
    waiting = hardly_begun(edition.holding(current)) if words is None else None
    current = _derive(edition.holding(current), words, context)
    then = less_shared(as_left(taken.then, current), base, edition.file)
    state = Snapshot(edition.file.text, then, edition.source.text, taken.strange)
    said = (*patched, *taken.findings(edition), *filter(None, [waiting]), *_tell(current, moved))
    return Synced(current, state, said, taken.given_up)


def _settle(
    edition: Edition, moved: Moved, before: Catalogue, base: MergeBase | None, context: Context
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue with those units settled that nobody typed in and nobody need look at."""
    vocabulary = context.project.vocabulary(edition.pair, edition.source)
    merged = replace(moved.merged, catalogue=edition.catalogue)
    merged, patched = settle(merged, before, vocabulary, base.catalogue if base else None)
    return merged.catalogue, patched


def _derive(edition: Edition, words: Words | None, context: Context) -> Catalogue:
    """The catalogue with what it takes from the one that it follows, if it follows any."""
    if words is None:
        return edition.catalogue
    parent, current = words.edition.catalogue, edition.catalogue
    return derive(parent, current, context.converter, edition.locale)


def _tell(catalogue: Catalogue, moved: Moved) -> tuple[Finding, ...]:
    return tell_changes(catalogue, moved.merged, moved.came_from)


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
