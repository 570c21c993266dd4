"""What edits of the source mean for the words that a merge carried over (stage `stale`)."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _

from transpipe.catalogue.contexts import fits
from transpipe.catalogue.merge import merge
from transpipe.model import (
    Action,
    Carry,
    Catalogue,
    Document,
    Finding,
    Maker,
    Merged,
    Origin,
    Owner,
    Severity,
    State,
    Unit,
    UnitId,
    made_for,
    stale,
)
from transpipe.stale.severity import judged
from transpipe.stale.slips import NO_PROJECT, Vocabulary


def settled(
    merged: Merged, before: Catalogue, vocabulary: Vocabulary = NO_PROJECT
) -> tuple[Merged, tuple[Finding, ...]]:
    """The merge with those edits settled that no person need look at; patches are reported.

    An edit is judged against the source that the words were made for, so that small steps cannot
    add up unseen. Only words that stood confirmed, or were stale for an edit alone, are settled.
    `vocabulary` is what the project writes in other places.
    """
    old = {unit.id: unit for unit in before.units}
    by_source = {unit.source: unit for unit in reversed(before.units)}
    came = {
        (step.context, step.source): old.get(
            UnitId(step.old_context, step.old), by_source.get(step.old)
        )
        for step in merged.carried
        if step.how is Carry.EDITED and step.old is not None
    }
    units: list[Unit] = []
    findings: list[Finding] = []
    for unit in merged.catalogue.units:
        origin = came.get(unit.id)
        result = unit
        if origin is not None and unit.active:
            result = _settled(unit, origin, vocabulary)
        if result.target != unit.target:
            findings.append(_patched(before.article, unit, result))
        units.append(result)
    return replace(merged, catalogue=replace(merged.catalogue, units=tuple(units))), tuple(findings)


def followed(
    source: Document,
    catalogue: Catalogue,
    before: Document | None = None,
    vocabulary: Vocabulary = NO_PROJECT,
) -> Catalogue:
    """The catalogue as `sync` would leave it for the source of now; nothing is written.

    What was edited in the source since the last one keeps its Chinese. `before` is the source
    that the catalogue was made for, where that is known.
    """
    if fits(source, catalogue):
        return catalogue
    merged = merge(source, catalogue, before=before)
    same = merged.catalogue.units == catalogue.units
    return catalogue if same else settled(merged, catalogue, vocabulary)[0].catalogue


def _settled(unit: Unit, before: Unit, vocabulary: Vocabulary) -> Unit:
    source, _context = made_for(before)
    moved_on = stale(unit) or source == unit.source
    if unit.owner is not Owner.PERSON or unit.conflict or not moved_on or not _stood(before):
        return unit
    judgement = judged(source, unit.source, unit.target, vocabulary)
    current = replace(unit, state=State.TRANSLATED, previous=None, previous_context=None)
    if judgement.action is Action.KEEP:
        same = source == unit.source
        kept = replace(current, origin=None)
        return kept if same else kept.marked(Origin(Maker.KEEP, made_from=source))
    if judgement.action is Action.PATCH and judgement.target is not None:
        return replace(current, target=judgement.target).marked(Origin(Maker.PATCH))
    return replace(unit, previous=source, origin=None)


def _stood(unit: Unit) -> bool:
    """Whether nothing but an edit of the source was ever in doubt about its words."""
    if unit.state is State.TRANSLATED:
        return True
    doubted = unit.origin is not None and unit.origin.maker not in (Maker.KEEP, Maker.PATCH)
    return stale(unit) and not doubted


def _patched(article: str, before: Unit, after: Unit) -> Finding:
    said = _("patched by machine: {before} → {after}").format(
        before=before.target, after=after.target
    )
    return Finding("patched", Severity.INFO, said, article, 0, source=after.source)
