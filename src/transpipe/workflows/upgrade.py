"""A newer converter, or newer shipped words, as a change of its own: `convert --upgrade`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.convert.learn import Cut, replaced
from transpipe.convert.variants import derive, is_of_another
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.merge_base import find_merge_base
from transpipe.editions.opening import defined_labels
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.editions.termbase import Termed
from transpipe.errors import Refused
from transpipe.model import Catalogue, Edition, Locale, Owner, Unit, UnitId
from transpipe.po.header import converted_by, holding, holds_overrides
from transpipe.ports import Converter
from transpipe.text.diff import beginning
from transpipe.workflows.due import is_derived_anew

_LENGTH = 40  # characters of a text of which no word tells what changes


@dataclass(frozen=True, slots=True)
class Reworded:
    """What was written, and what is instead, at so many places of a locale."""

    locale: Locale
    before: str
    after: str
    count: int


def upgrade(
    project: Project, name: str | None, converter: Converter, cut: Cut
) -> tuple[tuple[Reworded, ...], Outcome]:
    """Derives anew what another release of the converter made; says what changes, by word.

    What catalogues hold is brought to what the settings say. Nothing else changes with it: where
    words of the parent wait to be derived it raises Refused, before anything is written. People's
    words stay.
    """
    termed, outcome = Termed(converter, project.terms), project.left_alone(name)
    with project.workspace.locked():
        found = list(_waiting(project, name, termed))
        changes = Counter(change for each in found for change in each.changes(cut, termed))
        for each in found:
            project.step(each.parent.name)
            outcome += Outcome(write_catalogue(project, each.child.holding(each.after)))
    said = (Reworded(*change, count) for change, count in changes.most_common())
    return tuple(said), outcome


@dataclass(frozen=True)
class _Upgrade:
    """An edition in a derived locale, what it follows, and its catalogue as it is to be."""

    parent: Edition
    child: Edition
    after: Catalogue

    def changes(self, cut: Cut, converter: Converter) -> Iterator[tuple[Locale, str, str]]:
        """Each word that is converted otherwise, as it was and as it is to be."""
        after, above = self.after.find(), self.parent.catalogue.find()
        for unit in self.child.catalogue.active():
            new = after.get(unit.id, unit)
            if unit.owner is not Owner.PERSON and unit.target != new.target:
                words = [*self._words(unit, above, cut, converter)]
                whole = (beginning(unit.target, _LENGTH), beginning(new.target, _LENGTH))
                yield from ((self.after.locale, *pair) for pair in words or [whole])

    def _words(
        self, unit: Unit, above: Mapping[UnitId, Unit], cut: Cut, converter: Converter
    ) -> Iterator[tuple[str, str]]:
        if parent := above.get(unit.id):
            found = replaced(parent.target, unit.target, cut, converter, self.after.locale)
            yield from ((old, new) for _words, new, old in found if old and new)


def _waiting(project: Project, name: str | None, converter: Converter) -> Iterator[_Upgrade]:
    for parent in project.catalogued(name):
        for locale in project.config.derived:
            child = project.derived(parent, locale)
            if not isinstance(parent, Edition) or not isinstance(child, Edition):
                continue
            old, form = child.catalogue, project.completing.form(project.config)
            is_older = is_of_another(old, converter.version)
            if not is_older and holding(old, form) == old:
                continue
            if is_derived_anew(parent.catalogue, old) or (is_older and _waits(project, child)):
                said = _("{path}: words wait to be derived; first `transpipe run`, and commit it")
                path = project.workspace.catalogue_path(parent.name, locale)
                raise Refused(said.format(path=path))
            old, labels = converted_by(old, converter.version), defined_labels(parent)
            after = derive(parent.catalogue, old, converter, locale, labels)
            yield _Upgrade(parent, child, holding(after, form))


def _waits(project: Project, child: Edition) -> bool:
    """Whether words follow that are not yet in the file: with an upgrade they would be mixed."""
    base = find_merge_base(project, child) if holds_overrides(child.catalogue) else None
    had = {u.id: u.origin for u in base.catalogue.active()} if base else {}
    follows = (u for u in child.catalogue.active() if u.origin and u.owner is Owner.DERIVED)
    then = ((unit.origin, had.get(unit.id)) for unit in follows if base)
    return any(was is None or (now and was.base != now.base) for now, was in then)
