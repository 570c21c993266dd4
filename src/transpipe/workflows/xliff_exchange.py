"""An article goes to a translators' tool as XLIFF, and comes back into its catalogue.

Units are known by the names that they went out with; of what has changed here since nothing is
replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from pathlib import PurePath

from transpipe.config import Config
from transpipe.draft import xliff, xliff_reader
from transpipe.draft.returned import returned
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.sync_edition import mark_overrides
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogued,
    Edition,
    Exchanged,
    Finding,
    Locale,
    Owner,
    Severity,
    Unit,
    Words,
    Xliff,
)
from transpipe.ports import Converter
from transpipe.text.languages import locale_of
from transpipe.workflows.sync import sync

_KINDS = (".xlf", ".xliff")


def parted(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that are XLIFF by their names, and the others."""
    mine = tuple(path for path in paths if PurePath(path).suffix.lower() in _KINDS)
    return mine, tuple(path for path in paths if path not in mine)


def export(project: Project, name: str, locale: Locale, version: Xliff) -> tuple[str, int]:
    """An article as XLIFF, and how many of its units XML cannot say. Raises BadArgument."""
    _check(project, locale)
    (pair,) = project.named(name)
    catalogue = project.catalogue(pair, locale)
    if catalogue is None:
        raise _not_yet(name, locale, project.config)
    left_out = sum(not xliff.is_sayable(unit) for unit in catalogue.active())
    return xliff.write(catalogue, version), left_out


def _check(project: Project, locale: Locale) -> None:
    if locale not in project.config.locales:
        said = _("{locale} is no locale of this project; `transpipe convert --add` adds one")
        raise BadArgument(said.format(locale=locale.value))


def _not_yet(name: str, locale: Locale, config: Config) -> BadArgument:
    said = _("{article} has no catalogue yet; run `transpipe sync`")
    if locale is not config.authored:
        said = _("{article} has no catalogue in {locale} yet; run `transpipe convert`")
    return BadArgument(said.format(article=name, locale=locale.value))


def take_back(project: Project, paths: Sequence[str], converter: Converter) -> Outcome:
    """Puts what other tools made of articles into their catalogues. Raises BadArgument.

    Each article is synced first. A file that cannot be read, or is of no article here, is refused
    before anything is written.
    """
    files = [file for path in paths for file in _read(project, path)]
    outcome = Outcome()
    with project.workspace.locked():
        for file in files:
            outcome += sync(project, file.article, converter)
            project = project.reopened()
            for article in project.catalogued(file.article):
                outcome += one_of_many(file.article, partial(_put_in, project, article, file))
    return outcome


@dataclass(frozen=True)
class _File:
    """What a document has of an article in a locale."""

    path: str
    article: str
    locale: Locale
    units: Sequence[Exchanged]


def _read(project: Project, path: str) -> Iterator[_File]:
    try:
        found = xliff_reader.read(project.workspace.read_any(path))
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None
    pairs = {pair.article: pair for pair in project.pairs.pairs}
    for (name, tag), units in found.items():
        if name not in pairs:
            said = _("{path}: there is no article {article} here")
            raise BadArgument(said.format(path=path, article=name))
        locale = locale_of(tag) if tag else project.config.authored
        if locale is None:
            said = _("{path}: {language} is no Chinese")
            raise BadArgument(said.format(path=path, language=tag))
        _check(project, locale)
        if locale is not project.config.authored and project.catalogue(pairs[name], locale) is None:
            raise _not_yet(name, locale, project.config)
        yield _File(path, name, locale, units)


def _put_in(project: Project, authored: Catalogued, file: _File) -> Outcome:
    article, units, path = authored, file.units, file.path
    if file.locale is not authored.locale:
        child = project.derived(authored, file.locale)
        if child is None:
            raise _not_yet(file.article, file.locale, project.config)
        article = child
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
        if article.is_derived and isinstance(authored, Edition):
            parent = Words(authored, None)
            catalogue = mark_overrides(catalogue, article.catalogue, parent, None)
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
