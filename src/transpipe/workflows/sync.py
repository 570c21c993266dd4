"""Keeping catalogues current: changes of the source, and people's edits of the Chinese files."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.past import still_stale
from transpipe.markdown import segments
from transpipe.model import Carry, Catalogue, Document, Finding, Layout, Merged, Severity
from transpipe.ports import Converter
from transpipe.publish.article import from_source
from transpipe.publish.links import LinkMap
from transpipe.workflows.adopt import align_articles
from transpipe.workflows.agreed import Agreed, agreed, remember
from transpipe.workflows.build import policy
from transpipe.workflows.elsewhere import (
    Elsewhere,
    begun,
    elsewhere,
    left_behind,
    overrides,
    renamed,
)
from transpipe.workflows.guarded import write_catalogue
from transpipe.workflows.incoming import is_own, taken_in
from transpipe.workflows.judging import settled
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.overrides import sync_derived
from transpipe.workflows.project import Article, Outcome, Project
from transpipe.workflows.sound import sound


def sync(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Brings catalogues up to date with 原文/ and with people's edits in 译文/; loses nothing.

    An article that was renamed goes on with its catalogue; any other translation without one is
    aligned first. Run again, it writes nothing.
    """
    with project.workspace.locked():
        project, outcome = sound(project, name)
        for begin in (_renamed, _adopted):
            begun_now = begin(project, name, converter)
            outcome += begun_now
            if begun_now.written:
                project, _said = sound(project.reopened(), name)
        anchors_of = project.anchors()
        others = elsewhere(project)
        for article in project.articles(name):
            links = project.links(article.pair, anchors_of)
            outcome += _sync_article(project, article, links, converter, others)
        gone = left_behind(project) if name is None else ()
    return outcome + Outcome(findings=gone)


def _renamed(project: Project, name: str | None, _converter: Converter) -> Outcome:
    return renamed(project, name)


def _adopted(project: Project, name: str | None, converter: Converter) -> Outcome:
    return align_articles(project, name, converter, quiet=True)


def _sync_article(
    project: Project, article: Article, links: LinkMap, converter: Converter, others: Elsewhere
) -> Outcome:
    if article.source is None:
        said = _("is empty; its catalogue and its translation stay as they are")
        return Outcome(findings=(Finding("empty-source", Severity.WARNING, said, article.name, 1),))
    if article.catalogue is None:
        # A file that is there was not aligned: it holds no Chinese, and nothing to be taken in.
        article = replace(article, catalogue=begun(article), file=None)
    assert article.catalogue is not None
    workspace = project.workspace
    found, names = others.merged(article)
    merged, patches = settled(found, article.catalogue)
    article = replace(article, catalogue=merged.catalogue)
    base = agreed(project, article) if article.file is not None else None
    current, then = merged.catalogue, None
    if article.file is not None:
        current, then = taken_in(article, base, links, converter)
        current = still_stale(current, merged)
        current = _laid_out(project, article, current, then, base, links)
    outcome = Outcome(write_catalogue(project, article, current, base), patches)
    outcome += Outcome(findings=_news(current, merged, names))
    if article.file is not None and then is not None:
        # After the catalogue: killed between the two, the edits are found once more, and are there.
        remember(workspace, article.name, article.file.text, then)
    article = replace(article, catalogue=current)
    for locale in project.config.locales:
        came = overrides(project, names, locale)
        past = base.catalogue if base else None
        outcome += sync_derived(project, article, locale, links, converter, came, past)
    return outcome


def _laid_out(
    project: Project,
    article: Article,
    catalogue: Catalogue,
    then: Catalogue,
    base: Agreed | None,
    links: LinkMap,
) -> Catalogue:
    """The catalogue with its file's own layout, once that says what build would not write."""
    assert article.file is not None
    same = base is not None and base.ours and base.file.text == article.file.text
    if catalogue.layout is Layout.OWN or same:
        return catalogue
    built = _built(project, article, then, links)
    own = is_own(article, then, base, built)
    return replace(catalogue, layout=Layout.OWN) if own else catalogue


def _built(project: Project, article: Article, then: Catalogue, links: LinkMap) -> Document:
    """What is built, in the source's layout, of the words that file and catalogue agree on."""
    assert article.source is not None
    units = unit_of(article.source, then)
    built = from_source(article.source, units, links, policy(project.config))
    text = with_frame(project, article, built).text
    return segments.parse(text, then.lines, source=False)


def _news(catalogue: Catalogue, merged: Merged, names: tuple[str, ...]) -> tuple[Finding, ...]:
    """What a reader of the terminal wants to know: counts of what changed."""
    changed = [step.how for step in merged.carried if step.how is not Carry.SAME]
    conflicts = sum(unit.conflict is not None for unit in catalogue.units)
    found: list[Finding] = []
    begun_now = set(changed) == {Carry.NEW} and len(changed) == len(catalogue.units)
    if changed and not begun_now:
        parts = [f"{changed.count(how)} {_(how.value)}" for how in Carry if how in changed]
        found.append(_finding(catalogue, "changed", Severity.INFO, ", ".join(parts)))
    if names:
        said = _("texts came from {articles}").format(articles=", ".join(names))
        found.append(_finding(catalogue, "moved", Severity.INFO, said))
    if conflicts:
        said = ngettext(
            "{count} unit was changed on both sides; both texts are in the catalogue",
            "{count} units were changed on both sides; both texts are in the catalogue",
            conflicts,
        )
        said = said.format(count=conflicts)
        found.append(_finding(catalogue, "conflict", Severity.WARNING, said))
    return tuple(found)


def _finding(catalogue: Catalogue, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, catalogue.article, 1)
