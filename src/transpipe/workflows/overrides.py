"""A person's words in a derived locale: typed into its file or its catalogue, they stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from gettext import ngettext

from transpipe.catalogue import marks
from transpipe.catalogue.merge import merge
from transpipe.catalogue.past import still_stale
from transpipe.catalogue.restored import asks
from transpipe.convert.variants import BY, derive
from transpipe.convert.variants import base as name_of
from transpipe.markdown import segments
from transpipe.model import (
    Catalogue,
    Finding,
    Layout,
    Locale,
    Merged,
    Origin,
    Owner,
    Severity,
    Unit,
)
from transpipe.ports import Converter
from transpipe.publish.links import LinkMap
from transpipe.workflows.agreed import Agreed, agreed, source_before
from transpipe.workflows.derived import derived
from transpipe.workflows.guarded import write_catalogue
from transpipe.workflows.incoming import taken_in
from transpipe.workflows.judging import settled
from transpipe.workflows.last_known import last_known
from transpipe.workflows.layout import is_own
from transpipe.workflows.project import Article, Outcome, Project
from transpipe.workflows.remembering import as_left, remember

UnitId = tuple[str | None, str]


def sync_derived(
    project: Project,
    article: Article,
    locale: Locale,
    links: LinkMap,
    converter: Converter,
    came: Sequence[Unit] = (),
    past: Catalogue | None = None,
) -> Outcome:
    """The catalogue of a derived locale after that of its parent, which `article` has already.

    Edits of its file become overrides beside the parent's words; what is not a person's follows
    the parent. `came` are overrides of articles that words came from, `past` is the parent when it
    last agreed with its own file. Nothing goes back.
    """
    assert article.source is not None
    assert article.catalogue is not None
    child = _child(project, article, locale, converter, came)
    if child is None or child.catalogue is None:
        return Outcome()
    merged, patches = _merged(project, article, child, came)
    child = replace(child, catalogue=merged.catalogue)
    current, then, given_up, strange = merged.catalogue, None, frozenset[str](), False
    base = agreed(project, child) if child.file is not None else None
    if child.file is not None:
        there = replace(links, target=child.pair.target)
        taken = taken_in(project, child, base, there, converter, article.catalogue)
        then, given_up, strange = taken.then, taken.given_up, taken.strange
        current = still_stale(taken.current, merged, taken.back.again)
        patches = (*patches, *taken.findings(child))
        words = _parents(article.catalogue, past)
        current = _beside(current, merged.catalogue, words, base)
        if not strange:
            current = _laid_out(child, current, then, base, article, links, converter)
    current = completed(derive(article.catalogue, current, converter, locale))
    written = write_catalogue(project, child, current, base, given_up)
    if child.file is not None and then is not None:
        says = (child.file.text, as_left(then, current), article.source.text)
        remember(project.workspace, article.name, *says, strange=strange)
    return Outcome(written, (*patches, *_conflicts(current)))


def _child(
    project: Project,
    article: Article,
    locale: Locale,
    converter: Converter,
    came: Sequence[Unit],
) -> Article | None:
    """The article in a derived locale; begun where words came, or a file waits to be taken in."""
    assert article.source is not None
    assert article.catalogue is not None
    there = project.derived(article, locale)
    if there is not None:
        return there
    fresh = Catalogue(article.name, locale, lines=article.source.lines)
    child = project.derived(article, locale, fresh)
    if child is None or came:
        return child
    if child.file is None:
        return None
    known = last_known(project, article, locale)
    return replace(child, catalogue=completed(derive(article.catalogue, known, converter, locale)))


def _merged(
    project: Project, article: Article, child: Article, came: Sequence[Unit]
) -> tuple[Merged, tuple[Finding, ...]]:
    assert article.source is not None
    assert child.catalogue is not None
    vocabulary = project.vocabulary(article.pair, article.source)
    merged = merge(article.source, child.catalogue, came, before=source_before(project, child))
    return settled(merged, child.catalogue, vocabulary)


def _parents(parent: Catalogue, past: Catalogue | None) -> dict[UnitId, list[Unit]]:
    """The parent's units by id, as they are and as they were."""
    found: dict[UnitId, list[Unit]] = {}
    for catalogue in filter(None, (parent, past)):
        for unit in catalogue.active():
            found.setdefault(unit.id, []).append(unit)
    return found


def _beside(
    current: Catalogue,
    before: Catalogue,
    parents: Mapping[UnitId, Sequence[Unit]],
    base: Agreed | None,
) -> Catalogue:
    """Overrides that are new say which words of the parent they were made beside."""
    old = before.find()
    had = base.catalogue.find() if base else {}

    def said(unit: Unit) -> Unit:
        was = old.get(unit.id) or old.get((None, unit.source))
        same = was is not None and was.target == unit.target
        over = parents.get(unit.id) or parents.get((None, unit.source), ())
        if not unit.active or not unit.target or not over or same:
            return unit
        seen = had.get(unit.id) or had.get((None, unit.source), was)
        mark = (seen and seen.origin) or (was and was.origin) or None
        derived_from = mark.base if mark and was and was.owner is Owner.DERIVED else ""
        name = derived_from or name_of(over[0])
        texts = (parent.target for parent in over if name_of(parent) == name)
        made = Origin(BY[current.locale], marks.key(unit), mark.out if mark else "", name)
        unit = replace(unit, origin=made, parent=next(texts, None) or None)
        return replace(unit, owner=marks.owner(unit))

    return replace(current, units=tuple(said(unit) for unit in current.units))


def _laid_out(
    child: Article,
    current: Catalogue,
    then: Catalogue,
    base: Agreed | None,
    parent: Article,
    links: LinkMap,
    converter: Converter,
) -> Catalogue:
    """The catalogue with its file's own layout, once that says what would not follow the parent."""
    assert child.file is not None
    assert parent.catalogue is not None
    same = base is not None and base.ours and base.file.text == child.file.text
    if current.layout is Layout.OWN or same or parent.file is None:
        return current
    says = replace(child, catalogue=then)
    text = derived(parent.file, parent.catalogue, says, links, converter)
    built = segments.parse(text, current.lines, source=False)
    return replace(current, layout=Layout.OWN) if is_own(child, then, base, built) else current


def completed(catalogue: Catalogue) -> Catalogue:
    """Marks with their key and out, which only the catalogue stage knows how to make."""
    return replace(catalogue, units=tuple(_completed(unit) for unit in catalogue.units))


def _completed(unit: Unit) -> Unit:
    if unit.origin is None or unit.origin.key:
        return unit
    return marks.marked(unit, unit.origin.by, base=unit.origin.base)


def _conflicts(catalogue: Catalogue) -> tuple[Finding, ...]:
    count = sum(unit.conflict is not None and not asks(unit) for unit in catalogue.units)
    if not count:
        return ()
    said = ngettext(
        "{locale}: {count} unit was changed on both sides; both texts are in the catalogue",
        "{locale}: {count} units were changed on both sides; both texts are in the catalogue",
        count,
    )
    said = said.format(locale=catalogue.locale.value, count=count)
    return (Finding("conflict", Severity.WARNING, said, catalogue.article, 1),)
