"""The derived locales: their catalogues by conversion, people's overrides as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _

from transpipe.convert.variants import derive
from transpipe.editions.adopted_overrides import begin_overrides
from transpipe.editions.context import Context
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.last_known import last_known
from transpipe.editions.opening import defined_labels
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.termbase import Termed
from transpipe.editions.upgrades import tell_waiting
from transpipe.errors import BadArgument
from transpipe.model import Edition, Finding, Locale, Orphan, Pair
from transpipe.pairs.derived import DerivedNames
from transpipe.pairs.tags import others
from transpipe.po.header import CONVERTER, converted_by
from transpipe.ports import Converter


def convert(
    project: Project, name: str | None, locales: Sequence[Locale], converter: Converter
) -> Outcome:
    """Derives the catalogues of other locales; people's overrides stay as they are."""
    outcome = project.left_alone(name)
    with project.workspace.locked():
        for pair in project.authored(name) if locales else ():
            project.step(pair.article)
            for locale in locales:
                derive_one = partial(_derive, project, pair, locale, converter)
                kept = f"convert {locale.value} {pair.article}"
                known = partial(project.kept.get, kept, Outcome, derive_one)
                outcome += one_of_many(name, known)
    return outcome + Outcome(findings=project.told(name))


def _derive(project: Project, pair: Pair, locale: Locale, converter: Converter) -> Outcome:
    article = project.article(pair)
    if not isinstance(article, Edition | Orphan):
        return Outcome()
    if isinstance(article, Edition):
        context = Context(project, project.links(article.pair, project.anchors()), converter)
        if (begun := begin_overrides(article, locale, context)).written:
            return begun
    old = project.catalogue(article.pair, locale) or last_known(project, article, locale)
    labels, termed = defined_labels(article), Termed(converter, project.terms)
    derived = derive(article.catalogue, old, termed, locale, labels)
    told: tuple[Finding, ...] = ()
    if derived.header(CONVERTER) != termed.version:
        anew = converted_by(derived, termed.version)
        told = tell_waiting(derived, derive(article.catalogue, anew, termed, locale, labels))
    return Outcome(write_catalogue(project, project.beside(article, derived)), told)


def added(project: Project, names: Sequence[str]) -> tuple[Project, Outcome]:
    """The derived locales of `--add`, put into the settings. Raises BadArgument for others,
    and where there is none at all."""
    authored = project.config.authored
    known = others(authored)
    for name in names:
        if name == authored:
            raise BadArgument(
                _("--add {name}: that is what people write, as `authored` says").format(name=name)
            )
        if name not in known:
            said = _("--add {name}: no such locale; there are {locales}")
            raise BadArgument(said.format(name=name, locales=", ".join(known)))
    own = DerivedNames(project.files, project.config)
    for name in names:
        for pair in project.pairs.pairs:
            if own.is_derived(pair.target, [Locale(name)]):
                said = _("--add {name}: {path} is in that locale already")
                raise BadArgument(said.format(name=name, path=pair.target))
    locales = tuple(dict.fromkeys((*project.config.derived, *map(Locale, names))))
    if not locales:
        said = _("no derived locale yet: transpipe convert --add {locale}")
        raise BadArgument(said.format(locale=known[0].value))
    if locales == project.config.derived:
        return project, Outcome()
    with project.workspace.locked():
        written = project.workspace.set_locales(locales)
    changed = replace(project, config=replace(project.config, derived=locales))
    return changed, Outcome(tuple(written))
