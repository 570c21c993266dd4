"""Articles that were cut by other rules than those of now, cut anew where that harms nobody.

The rules may be of an earlier time, or the project's `[markup]` has changed. It harms nobody where
every unit with words is there still, and its words stand in the file where they stood.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from transpipe.editions import cache
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.merge_base import remember
from transpipe.editions.opening import find_words
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.reading import aligned
from transpipe.editions.upgrades import tell_recut
from transpipe.links.mapping import Anchors
from transpipe.model import (
    Article,
    Bitext,
    Catalogue,
    Cut,
    Document,
    Edition,
    Layout,
    Pair,
    Snapshot,
)
from transpipe.po.units import undescribed
from transpipe.ports import Converter
from transpipe.source_edits.merge import merge
from transpipe.units.build import filled, from_beads
from transpipe.units.placement import place, spoken
from transpipe.units.places import places


def recut(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Writes the catalogues of articles that can go over to the rules of now.

    Where these make no difference nothing is written. An article whose file does not say yet what
    its catalogue says waits; so does one with derived editions, whose words are nobody's to guess.
    """
    names = [pair.article for pair in project.authored(name) if _is_older(project, pair)]
    project, outcome = project.reopened() if names else project, Outcome()
    anchors_of = project.anchors()
    for article in (each for path in names for each in project.articles(path)):
        found = _recut(project, article, anchors_of, converter)
        if found is not None and isinstance(article, Edition):
            outcome += one_of_many(name, partial(_keep, project, article.catalogue, found))
    return outcome


def _is_older(project: Project, pair: Pair) -> bool:
    """Whether an article was cut by other rules."""

    def found() -> bool:
        article, syntax = project.article(pair), project.config.cut_of(pair.article).syntax
        return isinstance(article, Edition) and article.catalogue.cut.syntax != syntax

    return project.kept.get(f"older {pair.article}", bool, found)


def _is_settled(project: Project, article: Edition) -> bool:
    """Whether both sides say the same, and no other edition follows them."""
    derived = (project.catalogue(article.pair, locale) for locale in project.config.derived)
    asks = any(unit.conflict for unit in article.catalogue.active())
    return not asks and not any(derived) and find_words(article).agrees


def _recut(
    project: Project, article: Article, anchors_of: Anchors, converter: Converter
) -> Edition | None:
    """The article cut by the rules of now; None where that makes no difference, or not yet."""
    if not isinstance(article, Edition):
        return None
    cut = Cut(project.config.cut_of(article.name).syntax, article.catalogue.cut.lines)
    source = cache.document(article.source.text, cut, source=True)
    file = cache.document(article.file.text, cut, source=False)
    if _says(source) == _says(article.source) and spoken(file) == spoken(article.file):
        return None
    if not _is_settled(project, article):
        return None
    found = merge(source, article.catalogue, before=article.source).catalogue
    if not _holds(found, article.catalogue) or not place(found, file).agrees:
        return None
    if found.layout is Layout.OWN:
        beads = aligned(source, file, converter)
        back = project.links(article.pair, anchors_of).back
        locale, bitext = article.pair.authored, Bitext(source, file, beads)
        found = filled(found, from_beads(bitext, article.name, locale, back))
    made = replace(article, source=source, file=file, catalogue=found)
    return made if find_words(made).agrees else None


def _holds(catalogue: Catalogue, old: Catalogue) -> bool:
    """Whether every unit of the old catalogue that has words or notes is as it was."""
    here = {unit.id: undescribed(unit) for unit in catalogue.active()}
    worded = (undescribed(u) for u in old.active() if u.target or u.notes)
    return all(here.get(unit.id) == unit for unit in worded)


def _says(document: Document) -> list[str]:
    return [each.text for each in places(document)]


def _keep(project: Project, before: Catalogue, article: Edition) -> Outcome:
    written = write_catalogue(project, article)
    if article.is_written:
        said = Snapshot(article.file.text, article.catalogue, article.source.text)
        remember(project.workspace, article.name, said)
    return Outcome(written, tuple(tell_recut(before, article.catalogue)))
