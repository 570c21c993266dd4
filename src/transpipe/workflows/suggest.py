"""What machines add: drafts for empty units, and the derived locales. Always marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

from transpipe.convert.variants import derive
from transpipe.draft.suggest import suggest
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogue,
    Catalogued,
    Draft,
    Finding,
    Locale,
    Maker,
    Origin,
    Severity,
    State,
    Unit,
)
from transpipe.ports import Converter, Translator
from transpipe.workflows.guarded import write_catalogue
from transpipe.workflows.last_known import last_known
from transpipe.workflows.outcome import one_of_many
from transpipe.workflows.project import AUTHORED, Outcome, Project

_DERIVED = (Locale.ZH_TW, Locale.ZH_HK)


@dataclass(frozen=True)
class Suggested:
    """The drafts made for one article."""

    article: str
    drafts: tuple[Draft, ...]


def draft(
    project: Project, name: str | None, translator: Translator, limit: int | None = None
) -> tuple[tuple[Suggested, ...], Outcome]:
    """Asks an engine for the empty units. Every answer is fuzzy and marked; words stay as they are.

    Each article is written as soon as it is drafted, so that an interruption loses one at most.
    """
    outcome = project.left_alone(name)
    suggested: list[Suggested] = []
    with project.workspace.locked():
        for article in project.catalogued(name):
            project.step(article.name)
            left = None if limit is None else limit - sum(len(s.drafts) for s in suggested)
            drafts = suggest(article.catalogue, translator, left)
            suggested.append(Suggested(article.name, drafts))
            outcome += one_of_many(name, partial(_put_in, project, article, drafts))
    return tuple(suggested), outcome + Outcome(findings=project.told(name))


def _put_in(project: Project, article: Catalogued, drafts: Sequence[Draft]) -> Outcome:
    answers = {found.source: found for found in drafts if found.text}
    units = tuple(_drafted(unit, answers.get(unit.source)) for unit in article.catalogue.units)
    path = project.workspace.catalogue_path(article.name, AUTHORED)
    drafted = article.holding(replace(article.catalogue, units=units))
    written = write_catalogue(project, drafted) if answers else ()
    refused = tuple(
        Finding("refused", Severity.WARNING, found.reason, path, source=found.source)
        for found in drafts
        if not found.text
    )
    return Outcome(written, refused)


def _drafted(unit: Unit, found: Draft | None) -> Unit:
    if found is None or unit.state is not State.EMPTY:
        return unit
    fuzzy = replace(unit, target=found.text, state=State.FUZZY)
    return fuzzy.marked(Origin(Maker.MT, found.engine))


def convert(
    project: Project, name: str | None, locales: Sequence[Locale], converter: Converter
) -> Outcome:
    """Derives the catalogues of other locales; people's overrides stay as they are."""
    outcome = project.left_alone(name)
    with project.workspace.locked():
        for article in project.catalogued(name):
            project.step(article.name)
            for locale in locales:
                outcome += one_of_many(name, partial(_derive, project, article, locale, converter))
    return outcome + Outcome(findings=project.told(name))


def _derive(project: Project, article: Catalogued, locale: Locale, converter: Converter) -> Outcome:
    old = project.catalogue(article.pair, locale) or last_known(project, article, locale)
    derived = derive(article.catalogue, old, converter, locale)
    return Outcome(write_catalogue(project, project.beside(article, derived)))


def added(project: Project, names: Sequence[str]) -> tuple[Project, Outcome]:
    """The derived locales of `--add`, put into the settings. Raises BadArgument for others."""
    for name in names:
        if name not in _DERIVED:
            said = _("--add {name}: no such locale; there are {locales}")
            raise BadArgument(said.format(name=name, locales=", ".join(_DERIVED)))
    locales = tuple(dict.fromkeys((*project.config.locales, *map(Locale, names))))
    if locales == project.config.locales:
        return project, Outcome()
    with project.workspace.locked():
        written = project.workspace.set_locales(locales)
    changed = replace(project, config=replace(project.config, locales=locales))
    return changed, Outcome(tuple(written))


def catalogues(project: Project) -> tuple[Catalogue, ...]:
    """Every catalogue there is, the authored locale first."""
    found: list[Catalogue] = []
    for locale in (AUTHORED, *project.config.locales):
        for pair in project.authored():
            catalogue = project.catalogue(pair, locale)
            if catalogue is not None:
                found.append(catalogue)
    return tuple(found)
