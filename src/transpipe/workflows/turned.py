"""What a change has turned into its opposite: a "not" that came or went in one language alone."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.editions.concerns import denies_otherwise
from transpipe.editions.sides import Side
from transpipe.markdown.words import diff
from transpipe.model import Catalogued, Finding, Severity, Standing, Unit, standing
from transpipe.publish.changes import pairs
from transpipe.text.diff import excerpt
from transpipe.workflows.in_memory import Current


def turned(before: Current, now: Current) -> Iterator[Finding]:
    """A finding for each text whose words were edited so; what no person has confirmed is none."""
    for name, catalogue in now.catalogues.items():
        old, article = before.catalogues.get(name), now.project.article(now.pairs[name])
        if old is None or old.units == catalogue.units or not isinstance(article, Catalogued):
            continue
        lines = Side(article).target_lines
        for unit, edited in _edited(old.active(), catalogue.active()):
            said = _("a “not” came or went here alone: {edits}")
            message = said.format(edits=excerpt(diff(unit.target, edited.target)))
            file = article.pair.target
            place = file, lines.get(edited.id, 1), 0, 0, edited.source, edited.target
            yield Finding("denied-otherwise", Severity.WARNING, message, *place)


def _edited(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Iterator[tuple[Unit, Unit]]:
    for before, after in pairs(old, new):
        if before is None or after is None or not (before.target and after.target):
            continue
        drafted = Standing.DRAFT in (standing(before), standing(after))
        if before.target != after.target and not drafted and denies_otherwise(before, after):
            yield before, after
