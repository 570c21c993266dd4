"""Keeping catalogues current: changes of the source, and people's edits of the Chinese files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.past import still_stale
from transpipe.catalogue.restored import asks
from transpipe.markdown import segments
from transpipe.model import Carry, Catalogue, Document, Finding, Layout, Merged, Severity
from transpipe.ports import Converter
from transpipe.publish.article import from_source
from transpipe.publish.links import LinkMap
from transpipe.workflows.adopt import align_articles
from transpipe.workflows.agreed import Agreed, agreed
from transpipe.workflows.build import policy
from transpipe.workflows.elsewhere import Elsewhere, begun, elsewhere, overrides
from transpipe.workflows.guarded import write_catalogue
from transpipe.workflows.incoming import taken_in
from transpipe.workflows.judging import settled
from transpipe.workflows.layout import is_own
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.orphans import left_behind, unreadable
from transpipe.workflows.outcome import one_of_many
from transpipe.workflows.overrides import sync_derived
from transpipe.workflows.project import Article, Outcome, Project
from transpipe.workflows.reading import left_in_english
from transpipe.workflows.remembering import as_left, remember
from transpipe.workflows.renamed import renamed

# One unit in so many has words where an article is hardly begun.
_FEW = 10


def sync(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Brings catalogues up to date with 原文/ and with people's edits in 译文/; loses nothing.

    An article that was renamed goes on with its catalogue; any other translation without one is
    aligned first. Run again, it writes nothing.
    """
    with project.workspace.locked():
        outcome = project.left_alone(name)
        for begin in (_renamed, _adopted):
            begun_now = begin(project, name, converter)
            outcome += begun_now
            if begun_now.written:
                project = project.reopened()
        anchors_of = project.anchors()
        others = elsewhere(project, name)
        for article in project.articles(name):
            links = project.links(article.pair, anchors_of)
            one = partial(_sync_article, project, article, links, converter, others)
            outcome += one_of_many(name, one)
        others.lost.save()
        if name is None:
            outcome += Outcome(findings=left_behind(project)) + unreadable(project)
    return outcome + Outcome(findings=project.told(name))


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
    source = article.source
    if article.catalogue is None:
        article = replace(article, catalogue=begun(article))
    assert article.catalogue is not None
    found, names = others.merged(article)
    vocabulary = project.vocabulary(article.pair, article.source)
    merged, patches = settled(found, article.catalogue, vocabulary)
    article = replace(article, catalogue=merged.catalogue)
    base = agreed(project, article) if article.file is not None else None
    current, then, given_up, strange = merged.catalogue, None, frozenset[str](), False
    if article.file is not None:
        taken = taken_in(project, article, base, links, converter)
        then, given_up, strange = taken.then, taken.given_up, taken.strange
        current = still_stale(taken.current, merged, taken.back.again)
        if not strange:
            current = _laid_out(project, article, current, then, base, links)
        patches = (*patches, *taken.findings(article), *_waiting(article, current))
    outcome = Outcome(write_catalogue(project, article, current, base, given_up), patches)
    outcome += Outcome(findings=_news(current, merged, names))
    if article.file is not None and article.source is not None and then is not None:
        # After the catalogue: killed between the two, the edits are found once more, and are there.
        says = (article.file.text, as_left(then, current), source.text)
        remember(project.workspace, article.name, *says, strange=strange)
    others.lost.note(article.pair, source, current)
    article = replace(article, catalogue=current)
    for locale in project.config.locales:
        came = overrides(project, names, locale)
        past = base.catalogue if base else None
        outcome += sync_derived(project, article, locale, links, converter, came, past)
    return outcome


def _waiting(article: Article, catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for a file that somebody else has put there and nobody has translated.

    What build wrote, in the layout of the source, follows its catalogue: it does not stay.
    """
    if catalogue.layout is not Layout.OWN:
        return
    units = catalogue.active()
    few = _FEW * sum(bool(unit.words) for unit in units) <= len(units)
    finding = left_in_english(article) if few else None
    if finding is not None:
        yield finding


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
    conflicts = sum(unit.conflict is not None and not asks(unit) for unit in catalogue.units)
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
