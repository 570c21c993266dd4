"""An article goes to a translators' tool as XLIFF, and comes back into its catalogue.

Units are known by the names that they went out with; of what has changed here since nothing is
replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from pathlib import PurePath

from transpipe.draft import xliff, xliff_reader
from transpipe.draft.returned import returned
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogued,
    Exchanged,
    Finding,
    Owner,
    Severity,
    Unit,
    Xliff,
)
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.workflows.sync import sync

_KINDS = (".xlf", ".xliff")


def parted(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that are XLIFF by their names, and the others."""
    mine = tuple(path for path in paths if PurePath(path).suffix.lower() in _KINDS)
    return mine, tuple(path for path in paths if path not in mine)


def export(project: Project, name: str, version: Xliff) -> tuple[str, int]:
    """An article as XLIFF, and how many of its units XML cannot say. Raises BadArgument."""
    for article in project.catalogued(name):
        live = article.catalogue.active()
        left_out = sum(not xliff.is_sayable(unit) for unit in live)
        return xliff.write(article.catalogue, version), left_out
    said = _("{article} has no catalogue yet; run `transpipe sync`")
    raise BadArgument(said.format(article=name))


def take_back(project: Project, paths: Sequence[str], converter: Converter) -> Outcome:
    """Puts what other tools made of articles into their catalogues. Raises BadArgument.

    Each article is synced first. A file that cannot be read, or is of no article here, is refused
    before anything is written.
    """
    known = {pair.article for pair in project.pairs.pairs}
    files = [(path, _read(project.workspace, path, known)) for path in paths]
    outcome = Outcome()
    with project.workspace.locked():
        for path, articles in files:
            for name, units in articles.items():
                outcome += sync(project, name, converter)
                project = project.reopened()
                for article in project.catalogued(name):
                    outcome += one_of_many(name, partial(_put_in, project, article, units, path))
    return outcome


def _read(workspace: Workspace, path: str, known: set[str]) -> Mapping[str, tuple[Exchanged, ...]]:
    try:
        found = xliff_reader.read(workspace.read_any(path))
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None
    for name in found:
        if name not in known:
            said = _("{path}: there is no article {article} here")
            raise BadArgument(said.format(path=path, article=name))
    return found


def _put_in(
    project: Project, article: Catalogued, units: Sequence[Exchanged], path: str
) -> Outcome:
    before = article.catalogue.units
    others = {other.name: other for other in units}
    after = tuple(
        returned(unit, others[unit.key]) if unit.active and unit.key in others else unit
        for unit in before
    )
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    here = {unit.key: unit for unit in before if unit.active}
    lost = sum(
        name not in here or here[name].source != other.source for name, other in others.items()
    )
    written: tuple[str, ...] = ()
    if changed:
        given_up = [old.target for old, new in changed if _is_replaced(old, new)]
        catalogue = replace(article.catalogue, units=after)
        written = write_catalogue(project, article.holding(catalogue), given_up=given_up)
    return Outcome(written, tuple(_told(changed, lost, path)))


def _is_replaced(old: Unit, new: Unit) -> bool:
    """Whether words of a person made room for newer ones."""
    return bool(old.target) and old.owner is not Owner.MACHINE and old.target != new.target


def _told(changed: Sequence[tuple[Unit, Unit]], lost: int, path: str) -> Iterator[Finding]:
    """What became of a file: what was taken, what both sides have changed, what has no place."""
    both = sum(new.conflict is not None and old.conflict is None for old, new in changed)
    taken, confirmed = len(changed) - both, sum(new.confirmed for _old, new in changed)
    said = ngettext(
        "{count} unit taken, {confirmed} of them confirmed",
        "{count} units taken, {confirmed} of them confirmed",
        taken,
    )
    yield Finding("taken", Severity.INFO, said.format(count=taken, confirmed=confirmed), path, 1)
    if both:
        said = ngettext(
            "{count} unit was changed here and there; both texts are kept: choose",
            "{count} units were changed here and there; both texts are kept: choose",
            both,
        )
        yield Finding("conflict", Severity.WARNING, said.format(count=both), path, 1)
    if lost:
        said = ngettext(
            "{count} unit has another source by now, or none, and stays out",
            "{count} units have another source by now, or none, and stay out",
            lost,
        )
        yield Finding("not-taken", Severity.WARNING, said.format(count=lost), path, 1)
