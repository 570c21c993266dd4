"""Taking on translations that are there already: beads, and catalogues made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from transpipe import po
from transpipe.align.witness import settle
from transpipe.editions.adopted import COMMIT
from transpipe.editions.adopted_overrides import begin_overrides
from transpipe.editions.cache import Lazily
from transpipe.editions.context import Context
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.reading import (
    How,
    Reading,
    Taught,
    aligned,
    asked,
    beads_of,
    folded,
    inside_only,
    read,
    read_alone,
)
from transpipe.editions.waiting import left_in_english, untranslated
from transpipe.links.anchors import anchors
from transpipe.links.mapping import Anchors
from transpipe.markdown import segments
from transpipe.model import (
    Article,
    Bead,
    Bitext,
    Catalogue,
    Cut,
    Document,
    Edition,
    Finding,
    Fresh,
    Kind,
    Layout,
    LeftAlone,
    Naming,
    Orphan,
    Severity,
    Sourceless,
    Standing,
    Syntax,
    Unread,
)
from transpipe.ports import Converter, Witness
from transpipe.publish.comments import describe
from transpipe.repository import Workspace, remembered
from transpipe.repository.remembered import Remembered
from transpipe.source_edits.merge import merge
from transpipe.units.build import filled, from_beads

NOTHING_SAID = How()


def align_files(
    workspace: Workspace,
    source: str,
    target: str,
    converter: Converter,
    witness: Witness | None = None,
) -> tuple[Document, Document, tuple[Bead, ...]]:
    """The beads between two files, catalogues or not: for programs and tests."""
    left = segments.parse(workspace.read_any(source), Cut(Syntax.of(source)))
    right = segments.parse(workspace.read_any(target), left.cut, source=False)
    beads = aligned(left, right, converter)
    return left, right, settle(beads, left, right, witness) if witness else beads


def align_articles(
    project: Project,
    name: str | None,
    converter: Converter,
    *,
    how: How = NOTHING_SAID,
    quiet: bool = False,
) -> Outcome:
    """Adopts the translations that have no catalogue yet; those that have one are left alone.

    Two passes: first the beads of all, so that links between articles find the headings of each
    other; then the catalogues. Nothing but `locales/` is written. A copy of the source that
    nobody has translated yet gets a finding, and empty units. A catalogue made by `align` that
    nobody has touched is made anew when its article is named and something is said of it.
    """
    fresh, said = _fresh(project, name, converter, how, quiet=quiet)
    outcome = Outcome(findings=() if quiet else (*said, *_inside(project, name)))
    outcome = outcome if quiet else project.left_alone(name) + outcome
    with project.workspace.locked():
        for edition, found in _adopted(project, fresh, converter, how):
            outcome += one_of_many(name, partial(adopt, project, edition))
            outcome += Outcome(findings=() if quiet else found)
        if project.config.derived:
            outcome += _overrides(project.reopened(), name, converter)
    return outcome


def _overrides(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Adopts the files in derived locales that have no catalogue yet."""
    outcome, anchors_of = Outcome(), project.anchors()
    for article in project.articles(name):
        if isinstance(article, Edition):
            context = Context(project, project.links(article.pair, anchors_of), converter)
            for locale in project.config.derived:
                outcome += one_of_many(name, partial(begin_overrides, article, locale, context))
    return outcome


def _fresh(
    project: Project, name: str | None, converter: Converter, how: How, *, quiet: bool
) -> tuple[list[Unread], list[Finding]]:
    """The articles to adopt, and what is to be said of the others."""
    fresh: list[Unread] = []
    found: list[Finding] = []
    for article in _unadopted(project) if name is None and quiet else project.articles(name):
        target = article.pair.target
        again = name is not None and how != NOTHING_SAID
        if isinstance(article, Orphan | Sourceless | LeftAlone):
            found += _without_source(article)
        elif isinstance(article, Edition) and not (
            again and _is_untouched(project, article, converter)
        ):
            if name is not None:
                said = _("has a catalogue already; `transpipe sync` keeps it up to date")
                found.append(Finding("adopted", Severity.INFO, said, target, 1))
        elif isinstance(article, Fresh) or not article.file.text:
            if name is not None or project.workspace.exists(target):
                said = _("nothing is translated yet; `transpipe sync` makes its catalogue")
                found.append(Finding("empty-target", Severity.INFO, said, target, 1))
        elif finding := untranslated(article):
            found.append(finding)
        else:
            found += filter(None, [left_in_english(article)])
            fresh.append(article.unread() if isinstance(article, Edition) else article)
    return fresh, found


def _unadopted(project: Project) -> Iterator[Article]:
    """The articles that have no catalogue yet."""
    for pair in project.authored():
        path = project.workspace.catalogue_path(pair.article, pair.authored)
        if not project.workspace.exists(path):
            yield project.article(pair)


def _without_source(article: Orphan | Sourceless | LeftAlone) -> Iterator[Finding]:
    """What is to be said of an article that there is no English of."""
    if article.pair.source is None:
        yield Finding("sourceless", Severity.INFO, _("has no English source"), article.name)
    elif not isinstance(article, LeftAlone) and article.file.text:
        said = _("is empty: nothing to align {target} with").format(target=article.pair.target)
        yield Finding("empty-source", Severity.WARNING, said, article.name, 1)


def _is_untouched(project: Project, article: Edition, converter: Converter) -> bool:
    """Whether a catalogue is what plain `align` makes of the files, or empty: no work is in it."""
    if not any(unit.target or unit.notes for unit in article.catalogue.units):
        return True
    if not article.is_written:
        return False
    path = project.workspace.catalogue_path(article.name, article.pair.authored)
    there = project.workspace.read_text(path)
    # It may have been made before the other catalogues, or after them.
    return any(
        po.render(describe(made.catalogue, made.source, project.config.language)) == there
        for how in (NOTHING_SAID, How(alone=True))
        for made, _found in _adopted(project, [article.unread()], converter, how)
    )


def _inside(project: Project, name: str | None) -> list[Finding]:
    pairs = [pair for pair in project.named(name) if pair.source is None]
    return [finding for pair in pairs if (finding := inside_only(project, pair))]


def _adopted(
    project: Project, articles: Sequence[Unread], converter: Converter, how: How
) -> list[tuple[Edition, tuple[Finding, ...]]]:
    if not articles:
        return []
    readings = _readings(project, articles, converter, how)
    naming = project.config.naming
    now = {each.name: _anchors(readings[each.name], each.file, naming) for each in articles}
    known = project.anchors()
    anchors_of = Lazily(list(known), lambda name: now[name] if name in now else known[name])
    made = project.executor.near(partial(_made, project, readings, anchors_of), articles)
    return [
        (Edition(each.pair, each.file, answer(), each.source), readings[each.name].findings)
        for each, answer in zip(articles, made, strict=True)
    ]


def _readings(
    project: Project, articles: Sequence[Unread], converter: Converter, how: How
) -> dict[str, Reading]:
    """How each translation is read, by the name of the article."""
    taught = Taught(project, folded(converter))
    asked_of = {each.name: asked(project, each, converter, how, taught) for each in articles}
    answers = project.executor.map(beads_of, [each for each in asked_of.values() if each])
    readings = {}
    for each in articles:
        project.step(each.name)
        if asked_of[each.name] is None:
            readings[each.name] = read(project, each, converter, how, taught)
        else:
            readings[each.name] = read_alone(project, each, how, next(answers)())
    return readings


def _anchors(reading: Reading, file: Document, naming: Naming) -> dict[str, str]:
    source, beads = reading.source, reading.beads
    headings = {
        bead.source[0]: bead.target[0]
        for bead in beads
        if len(bead.source) == 1
        and bead.target
        and source.blocks[bead.source[0]].kind is Kind.HEADING
    }
    return anchors(source, file, headings, naming)


def _made(
    project: Project, readings: Mapping[str, Reading], anchors_of: Anchors, article: Unread
) -> Catalogue:
    """The catalogue for the source as it is; what changed since the base is stale in it."""
    back, reading = project.links(article.pair, anchors_of).back, readings[article.name]
    source, by = reading.source, reading.by
    bitext = Bitext(source, article.file, reading.beads)
    made = from_beads(bitext, article.name, article.pair.authored, back, by)
    if reading.commit:
        made = replace(made, headers=(*made.headers, (COMMIT, reading.commit)))
    if source is not article.source:
        made = merge(article.source, made, before=source).catalogue
    if reading.now:
        bitext = Bitext(article.source, article.file, reading.now)
        now = from_beads(bitext, article.name, article.pair.authored, back, by)
        made = filled(made, now)
    return replace(made, layout=Layout.OWN, cut=article.source.cut)


def adopt(project: Project, edition: Edition) -> Outcome:
    """Writes a catalogue made from an existing translation, and remembers that both agree."""
    written = write_catalogue(project, edition)
    said = edition.file.text, po.render(edition.catalogue), edition.source.text
    remembered.remember(project.workspace, edition.name, edition.locale, Remembered(*said))
    return Outcome(written, (_adoption(edition),))


def _adoption(edition: Edition) -> Finding:
    counts, total = edition.catalogue.counts(), len(edition.catalogue.active())
    said = ngettext("{sure} of {all} unit translated", "{sure} of {all} units translated", total)
    said = said.format(sure=counts[Standing.DONE], all=total)
    drafts = counts[Standing.DRAFT]
    others = (
        (counts[Standing.DOUBTFUL], _(", {count} doubtful")),
        (counts[Standing.STALE], _(", {count} stale")),
        (drafts, ngettext(", {count} draft", ", {count} drafts", drafts)),
        (counts[Standing.MISSING], _(", {count} missing")),
    )
    said += "".join(text.format(count=count) for count, text in others if count)
    return Finding("aligned", Severity.INFO, said, edition.pair.target, 1)
