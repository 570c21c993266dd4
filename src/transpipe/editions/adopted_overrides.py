"""A file in a derived locale that people made before there was a catalogue of it."""

from __future__ import annotations

from dataclasses import replace
from gettext import ngettext

from transpipe.align.lexicon import known
from transpipe.convert.variants import derive
from transpipe.editions.context import Context
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.last_known import last_known
from transpipe.editions.merge_base import remember
from transpipe.editions.opening import defined_labels
from transpipe.editions.outcome import Outcome
from transpipe.editions.reading import aligned, folded
from transpipe.editions.sync_edition import mark_overrides
from transpipe.editions.waiting import untranslated
from transpipe.model import (
    Bitext,
    Catalogue,
    Edition,
    Finding,
    Layout,
    Locale,
    Owner,
    Severity,
    Snapshot,
    Unit,
    UnitId,
    Words,
)
from transpipe.units.build import from_beads


def adopt_overrides(edition: Edition, locale: Locale, context: Context) -> Edition | None:
    """The edition in a derived locale that a file there makes; None where nothing is to adopt.

    Nothing is where a catalogue is or was, or no file, or one without Chinese. Words that say what
    conversion says are derived; all others are a person's, beside the words they stand for.
    """
    project = context.project
    child = project.beside(edition, Catalogue(edition.name, locale, cut=edition.source.cut))
    if not child.is_written or last_known(project, edition, locale) is not None:
        return None
    if project.catalogue(edition.pair, locale) is not None or untranslated(child.unread()):
        return None
    return child.holding(_adopted(edition, child, context))


def begin_overrides(edition: Edition, locale: Locale, context: Context) -> Outcome:
    """Writes the catalogue of such a file, and remembers that both agree."""
    child = adopt_overrides(edition, locale, context)
    if child is None:
        return Outcome()
    written = write_catalogue(context.project, child)
    state = Snapshot(child.file.text, child.catalogue, child.source.text)
    remember(context.project.workspace, child.name, state)
    units = child.catalogue.active()
    own = sum(unit.owner is Owner.PERSON for unit in units)
    said = ngettext(
        "{locale}: {own} of {all} unit in words of its own",
        "{locale}: {own} of {all} units in words of their own",
        len(units),
    ).format(locale=locale.value, own=own, all=len(units))
    return Outcome(written, (Finding("aligned", Severity.INFO, said, child.pair.target, 1),))


def _adopted(edition: Edition, child: Edition, context: Context) -> Catalogue:
    parent = edition.catalogue
    pairs = [(unit.source, unit.target) for unit in parent.active() if unit.confirmed]
    memory = known(pairs, folded(context.converter))
    beads = aligned(child.source, child.file, context.converter, memory)
    back = context.links_of(child).back
    bitext = Bitext(child.source, child.file, beads)
    made = from_beads(bitext, child.name, child.locale, back, "align")
    labels = defined_labels(edition)
    derived = derive(parent, None, context.converter, child.locale, labels)
    units = derived.find()

    def said(unit: Unit) -> Unit:
        converted = units.get(unit.id) or units.get(UnitId(None, unit.source))
        if converted is None or (unit.target and unit.target != converted.target):
            return replace(unit, origin=None)
        return converted if converted.id == unit.id else unit

    whole = tuple(said(unit) for unit in made.active())
    there = {unit.id for unit in whole}
    rest = tuple(unit for unit in derived.active() if unit.id not in there)
    current = replace(derived, units=(*whole, *rest), layout=Layout.OWN)
    return mark_overrides(current, derived, Words(edition), None)
