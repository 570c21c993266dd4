"""Keeping catalogues current: changes of the source, and people's edits of the Chinese file."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _

from transpipe.catalogue import po
from transpipe.catalogue.build import empty, from_beads, unit_of
from transpipe.catalogue.edits import edited, take_in
from transpipe.catalogue.merge import merge
from transpipe.catalogue.past import still_stale
from transpipe.catalogue.placement import bare, place
from transpipe.markdown import inline, segments
from transpipe.model import (
    Carry,
    Catalogue,
    Conflict,
    Document,
    Finding,
    Kind,
    Layout,
    Merged,
    Severity,
    Unit,
)
from transpipe.ports import Converter
from transpipe.publish.article import from_source
from transpipe.publish.links import LinkMap
from transpipe.workflows.adopt import align_articles, aligned
from transpipe.workflows.agreed import Agreed, agreed, remember
from transpipe.workflows.build import policy
from transpipe.workflows.judging import settled
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.project import AUTHORED, Article, Outcome, Project


def sync(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Brings catalogues up to date with 原文/ and with people's edits in 译文/; loses nothing.

    A translation without a catalogue is aligned first. Run again, it writes nothing.
    """
    outcome = align_articles(project, name, converter, quiet=True)
    project = project.reopened()
    with project.workspace.locked():
        anchors_of = project.anchors()
        for article in project.articles(name):
            links = project.links(article.pair, anchors_of)
            outcome += _sync_article(project, article, links, converter)
    return outcome


def _sync_article(
    project: Project, article: Article, links: LinkMap, converter: Converter
) -> Outcome:
    if article.source is None:
        said = _("is empty; its catalogue and its translation stay as they are")
        return Outcome(findings=(Finding("empty-source", Severity.WARNING, said, article.name, 1),))
    workspace = project.workspace
    path = workspace.catalogue_path(article.name, AUTHORED)
    if article.catalogue is None:
        new = empty(article.source, article.name, AUTHORED, Layout.SOURCE)
        return Outcome(tuple(workspace.write(path, po.render(new))))
    merged, patches = settled(merge(article.source, article.catalogue), article.catalogue)
    article = replace(article, catalogue=merged.catalogue)
    if article.file is None:
        written = workspace.write(path, po.render(merged.catalogue))
        return Outcome(tuple(written), patches + _news(merged.catalogue, merged))
    base = agreed(project, article)
    current, then = _taken_in(article, base, links, converter)
    current = _laid_out(project, article, still_stale(current, merged), base, links)
    written = workspace.write(path, po.render(current))
    # After the catalogue: killed between the two, the edits are found once more, and are there.
    remember(workspace, article.name, article.file.text, then)
    return Outcome(tuple(written), patches + _news(current, merged))


def _taken_in(
    article: Article, base: Agreed | None, links: LinkMap, converter: Converter
) -> tuple[Catalogue, Catalogue]:
    """The catalogue with the edits of the file, and what both say now: the base of the next build.

    Without a state in which both agreed, what differs becomes a conflict, never a guess.
    """
    assert article.file is not None
    assert article.catalogue is not None
    if base is None:
        return _conflicts(article, links, converter)

    def to_source(text: str) -> str:
        return inline.map_targets(text, links.back)

    edits = edited(base.file, base.placement, article.file)
    current = take_in(article.catalogue, base.catalogue, edits.words, to_source)
    then = take_in(base.catalogue, base.catalogue, edits.words, to_source)
    # What a colleague's sync or build has put there is in the catalogue already.
    held = place(current, article.file).blocks
    added = tuple(number for number in edits.added if not held[number])
    if added:
        filled = _filled_in(article, current, added, links, converter)
        current, then = _with(current, filled), _with(then, filled)
    return current, then


def _laid_out(
    project: Project, article: Article, catalogue: Catalogue, base: Agreed | None, links: LinkMap
) -> Catalogue:
    """The catalogue with its file's own layout, once that says what build would not write."""
    assert article.source is not None
    assert article.file is not None
    if catalogue.layout is Layout.OWN or (base and base.file.text == article.file.text):
        return catalogue
    units = unit_of(article.source, catalogue)
    built = from_source(article.source, units, links, policy(project.config))
    framed = with_frame(project, article, built).text
    known = segments.parse(framed, catalogue.lines, source=False)
    held = place(catalogue, article.file).blocks
    own = [block for block, units_ in zip(article.file.blocks, held, strict=True) if not units_]
    for like in (known, base.file if base else known):
        texts = {bare(block.text) for block in like.blocks}
        same = _kinds(like) == _kinds(article.file)
        if same and all(bare(block.text) in texts for block in own):
            return catalogue
    return replace(catalogue, layout=Layout.OWN)


def _kinds(document: Document) -> list[Kind]:
    return [block.kind for block in document.blocks]


def _filled_in(
    article: Article,
    catalogue: Catalogue,
    added: tuple[int, ...],
    links: LinkMap,
    converter: Converter,
) -> dict[tuple[str | None, str], Unit]:
    """Units without words that people have translated in the file, found by alignment."""
    assert article.source is not None
    assert article.file is not None
    here = unit_of(article.source, catalogue)
    empty_blocks = [
        article.source.blocks[number] for number, unit in sorted(here.items()) if not unit.words
    ]
    source = replace(article.source, blocks=tuple(empty_blocks))
    file = replace(article.file, blocks=tuple(article.file.blocks[number] for number in added))
    beads = aligned(source, file, converter)
    made = from_beads(source, file, beads, article.name, AUTHORED, links.back)
    return {unit.id: unit for unit in made.units if unit.target}


def _with(catalogue: Catalogue, filled: dict[tuple[str | None, str], Unit]) -> Catalogue:
    units = [
        replace(filled[unit.id], references=unit.references, notes=unit.notes)
        if unit.active and unit.id in filled and not unit.words
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))


def _conflicts(
    article: Article, links: LinkMap, converter: Converter
) -> tuple[Catalogue, Catalogue]:
    """File and catalogue differ and nothing says who is right: both texts are kept."""
    assert article.source is not None
    assert article.file is not None
    assert article.catalogue is not None
    assert article.placement is not None
    lost = {unit.id for unit in article.placement.lost}
    beads = aligned(article.source, article.file, converter)
    made = from_beads(article.source, article.file, beads, article.name, AUTHORED, links.back)
    theirs = {unit.id: unit.target for unit in made.units}
    current: list[Unit] = []
    base: list[Unit] = []
    for unit in article.catalogue.units:
        other = theirs.get(unit.id, "")
        if unit.id not in lost:
            current.append(unit)
            base.append(unit)
        elif other:
            current.append(replace(unit.doubted(), conflict=Conflict("md", other)))
            base.append(replace(unit, target=other))
        else:
            current.append(unit)
    return (
        replace(article.catalogue, units=tuple(current)),
        replace(article.catalogue, units=tuple(base)),
    )


def _news(catalogue: Catalogue, merged: Merged) -> tuple[Finding, ...]:
    """What a reader of the terminal wants to know: counts of what changed."""
    changed = [step.how for step in merged.carried if step.how is not Carry.SAME]
    conflicts = sum(unit.conflict is not None for unit in catalogue.units)
    found: list[Finding] = []
    if changed:
        parts = [f"{changed.count(how)} {_(how.value)}" for how in Carry if how in changed]
        found.append(_finding(catalogue, "changed", Severity.INFO, ", ".join(parts)))
    if conflicts:
        said = _("{count} units were changed on both sides; both texts are in the catalogue")
        said = said.format(count=conflicts)
        found.append(_finding(catalogue, "conflict", Severity.WARNING, said))
    return tuple(found)


def _finding(catalogue: Catalogue, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, catalogue.article, 1)
