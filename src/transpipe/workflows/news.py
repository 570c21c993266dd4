"""What a reader of the terminal wants to know of a sync: counts of what changed."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from transpipe.catalogue.restored import asks
from transpipe.model import Carry, Catalogue, Finding, Merged, Severity
from transpipe.workflows.project import AUTHORED


def tell(catalogue: Catalogue, merged: Merged, names: tuple[str, ...]) -> tuple[Finding, ...]:
    """What became of the units, the articles that words came from, and what is in conflict.

    Of a derived locale, in which the first is the same, only the last.
    """
    moved = _moved(catalogue, merged, names) if catalogue.locale is AUTHORED else ()
    return (*moved, *_conflicts(catalogue))


def _moved(catalogue: Catalogue, merged: Merged, names: tuple[str, ...]) -> Iterator[Finding]:
    changed = [step.how for step in merged.carried if step.how is not Carry.SAME]
    begun_now = set(changed) == {Carry.NEW} and len(changed) == len(catalogue.units)
    if changed and not begun_now:
        parts = [f"{changed.count(how)} {_(how.value)}" for how in Carry if how in changed]
        yield _finding(catalogue, "changed", Severity.INFO, ", ".join(parts))
    if names:
        said = _("texts came from {articles}").format(articles=", ".join(names))
        yield _finding(catalogue, "moved", Severity.INFO, said)


def _conflicts(catalogue: Catalogue) -> Iterator[Finding]:
    count = sum(unit.conflict is not None and not asks(unit) for unit in catalogue.units)
    if not count:
        return
    if catalogue.locale is AUTHORED:
        said = ngettext(
            "{count} unit was changed on both sides; both texts are in the catalogue",
            "{count} units were changed on both sides; both texts are in the catalogue",
            count,
        )
    else:
        said = ngettext(
            "{locale}: {count} unit was changed on both sides; both texts are in the catalogue",
            "{locale}: {count} units were changed on both sides; both texts are in the catalogue",
            count,
        )
    said = said.format(locale=catalogue.locale.value, count=count)
    yield _finding(catalogue, "conflict", Severity.WARNING, said)


def _finding(catalogue: Catalogue, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, catalogue.article, 1)
