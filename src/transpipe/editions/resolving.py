"""A Chinese file without the marks that git left in it, and a catalogue with what both sides said.

What was typed on either side goes into the catalogue as it would have before the merge; the file
is ours, to be built anew, with what is theirs alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.editions import cache
from transpipe.editions.context import Context
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.merge_base import find_merge_base, remember
from transpipe.editions.merge_marks import Clash
from transpipe.editions.states import based_on, find_committed
from transpipe.editions.sync_edition import Moved, Synced, sync_edition
from transpipe.editions.torn import Side, Torn
from transpipe.markdown import segments
from transpipe.model import (
    Catalogue,
    Conflict,
    Document,
    Edition,
    Finding,
    Held,
    Layout,
    MergeBase,
    Severity,
    Snapshot,
    Unit,
    Words,
)
from transpipe.publish.attribution import lines_of_ours
from transpipe.repository.guard import Keeping, squeezed
from transpipe.source_edits.merge import merge
from transpipe.target_edits.take_in import obsolete
from transpipe.text.han import count_han
from transpipe.text.sentences import sentences
from transpipe.units.placement import bare, machine, place, said, targets, texts


@dataclass(frozen=True)
class Resolved:
    """An edition whose file has no marks any more, and what is to be written of it.

    `state` is what file and catalogue agree on; `held` are the words of people of both sides.
    """

    edition: Edition
    state: Snapshot
    findings: tuple[Finding, ...]
    given_up: frozenset[str]
    held: tuple[Held, ...]
    base: MergeBase | None = None


def resolved(edition: Edition, torn: Torn, words: Words | None, context: Context) -> Resolved:
    """The edition with what both sides said; nothing is written."""
    ours = _read(edition, torn.ours.text)
    theirs = _read(edition, torn.theirs.text)
    our_base = _base(ours, torn.ours, torn, context) or find_merge_base(context.project, ours)
    first = _taken(ours, our_base, words, context)
    base = based_on(context.project, ours, first.base) if first.base else None
    known = _base(theirs, torn.theirs, torn, context)
    their_base = known or base
    second = _taken(theirs.holding(first.catalogue), their_base, words, context)
    catalogue = _as_theirs(first.catalogue, second.catalogue, asked=known is None)
    missing = tuple(_missing(torn, (ours, theirs), (our_base, their_base), catalogue))
    catalogue = _rescued(catalogue, their_base, missing)
    catalogue = _rescued(catalogue, our_base, tuple(_still(missing, catalogue)))
    agreed = second.base.catalogue if second.base else catalogue
    theirs = theirs.holding(replace(agreed, layout=catalogue.layout))
    text, both = _without_marks(torn, ours, theirs)
    file = _read(edition, text)
    last = _taken(file.holding(catalogue), base, words, context)
    over = _typed_over(edition.catalogue, last.catalogue, (our_base, their_base))
    state = last.base or Snapshot(file.file.text, last.catalogue, edition.source.text)
    return Resolved(
        file.holding(last.catalogue),
        state,
        tuple(dict.fromkeys((*first.findings, *second.findings, *last.findings, *both))),
        first.given_up | second.given_up | last.given_up | over,
        missing,
        base,
    )


def write_resolved(found: Resolved, context: Context) -> tuple[str, ...]:
    """Writes catalogue and file, and remembers both. Raises WouldLose."""
    project, edition = context.project, found.edition
    written = write_catalogue(project, edition, found.base, found.given_up)
    path = project.workspace.catalogue_path(edition.name, edition.locale)
    after = (lambda: texts(edition.catalogue), lambda: said(edition.file))
    keeping = Keeping(found.held, after, path)
    written += project.workspace.write(edition.pair.target, edition.file.text, keeping)
    remember(project.workspace, edition.name, found.state)
    return written


def _read(edition: Edition, text: str) -> Edition:
    document = cache.document(text, edition.catalogue.cut, source=False)
    return replace(edition, file=document)


def _base(edition: Edition, side: Side, torn: Torn, context: Context) -> MergeBase | None:
    """What the edits of one side are edits of: a state of its own, or the last that both had."""
    project = context.project
    there = find_committed(project, edition, side.commit) if side.commit else None
    if there is None and torn.before:
        there = find_committed(project, edition, file=torn.before)
    return there


def _taken(
    edition: Edition, base: MergeBase | None, words: Words | None, context: Context
) -> Synced:
    """An edition with what was typed in its file."""
    merged = merge(edition.source, edition.catalogue)
    if not edition.is_written:
        return Synced(merged.catalogue)
    return sync_edition(edition, Moved(merged), words, base, context)


def _as_theirs(before: Catalogue, after: Catalogue, *, asked: bool) -> Catalogue:
    """The catalogue with new conflicts as those with the other branch, not with the file.

    What is theirs is `asked` about where nobody knows what it was before.
    """
    had = {unit.id: unit for unit in before.units}

    def theirs(unit: Unit) -> Unit:
        old, held = had.get(unit.id, unit), unit.conflict
        if asked and unit.active and old.words and unit.target != old.target:
            return replace(old.doubted(), conflict=Conflict("theirs", unit.target))
        if held is None or held.side != "md" or held == old.conflict:
            return unit
        return replace(unit, conflict=Conflict("theirs", held.text))

    return replace(after, units=tuple(map(theirs, after.units)))


def _typed_over(
    before: Catalogue, after: Catalogue, bases: Sequence[MergeBase | None]
) -> frozenset[str]:
    """Words of a catalogue over which somebody typed others, in a file that agreed with it."""
    agreed = {text for base in bases if base for text in targets(base.catalogue)}
    now = {unit.id: unit for unit in after.units}
    over = (u for u in before.units if u.id in now and now[u.id].target not in ("", u.target))
    return frozenset(u.target for u in over if u.target in agreed)


# ── Words of both sides ─────────────────────────────────────────────────────────────────────


def _missing(
    torn: Torn,
    sides: tuple[Edition, Edition],
    bases: tuple[MergeBase | None, MergeBase | None],
    catalogue: Catalogue,
) -> Iterator[Held]:
    """What people typed on either side since both were one: it must stand somewhere."""
    known = {*said(sides[0].source), *machine(catalogue)}
    had = squeezed("".join(said(_read(sides[0], torn.before).file)))
    for base in bases:
        known |= set(machine(base.catalogue)) if base else set()
        if base and not torn.before:
            known |= set(texts(base.catalogue))
    for side in sides:
        for block in side.file.blocks:
            text = bare(block.text)
            if block.segment is None or text in known:
                continue
            for part in sentences(text):
                if count_han(part) and squeezed(part) not in had:
                    yield Held(part, "", f"{torn.path}:{block.lines[0]}")


def _still(held: Collection[Held], catalogue: Catalogue) -> Iterator[Held]:
    """Those that a catalogue does not say."""
    known = set(texts(catalogue))
    whole = "".join(map(squeezed, known))
    return (e for e in held if e.text not in known and squeezed(e.text) not in whole)


def _rescued(catalogue: Catalogue, base: MergeBase | None, held: Collection[Held]) -> Catalogue:
    """The catalogue with words that a side's had, beside those that stand there now.

    A catalogue may have been merged by hand, and one side's words with it.
    """
    lost = {each.text for each in _still(held, catalogue)}
    if base is None or not lost:
        return catalogue
    units = {unit.id: unit for unit in catalogue.units}
    more: list[Unit] = []
    for had in base.catalogue.active():
        if lost.isdisjoint(sentences(bare(had.words))):
            continue
        unit = units.get(had.id)
        if unit is None or not unit.active or unit.conflict is not None:
            more.append(obsolete(had))
        else:
            units[had.id] = replace(unit.doubted(), conflict=Conflict("theirs", had.words))
    known = units.keys()
    more = [unit for unit in {u.id: u for u in more}.values() if unit.id not in known]
    return replace(catalogue, units=(*units.values(), *more))


# ── The file ────────────────────────────────────────────────────────────────────────────────


def _without_marks(torn: Torn, ours: Edition, theirs: Edition) -> tuple[str, list[Finding]]:
    """The file to go on with: ours, with what is theirs and in no unit; and where both stand now.

    The catalogue of `theirs` is what their file says. In the source's layout it is built anew.
    """
    if theirs.catalogue.layout is Layout.PARENT and not torn.edited:
        return torn.ours.text, []
    sides = (ours.file, _read(ours, torn.before).file)
    there = {bare(block.text) for side in sides for block in side.blocks}
    there |= {line for side in sides for _number, line in _loose(side)}
    held = set(_in_units(theirs))
    remade = lines_of_ours(theirs.file)
    beside: list[str] = []

    def choose(clash: Clash) -> str:
        lines = clash.theirs.splitlines(keepends=True)
        text = "".join(line for line in lines if line.rstrip("\r\n") not in remade)
        part = segments.parse(text, theirs.catalogue.cut, source=False)
        more = _alone(part, there | held)
        beside.extend([more] if more and clash.ours.strip() else [])
        return clash.ours + more

    text = torn.decided(choose)
    return text, list(_both_stand(torn.path, text, beside))


def _in_units(edition: Edition) -> Iterator[str]:
    """What the blocks of units say; of those in a front matter the line."""
    lines = edition.file.text.split("\n")
    placed = place(edition.catalogue, edition.file).blocks
    for block, units in zip(edition.file.blocks, placed, strict=True):
        if units:
            yield bare(block.text)
            yield bare(lines[block.lines[0] - 1])


def _both_stand(path: str, text: str, beside: Sequence[str]) -> Iterator[Finding]:
    """That of what no unit holds both versions are in a file, one behind the other."""
    at = 0
    for more in beside:
        at = text.find(more, at)
        line = text.count("\n", 0, at) + more.count("\n", 0, len(more) - len(more.lstrip())) + 1
        said = _("both sides changed this, and no unit holds it: both stand here now; leave one")
        yield Finding("resolved", Severity.WARNING, said, path, line)
        at += len(more)


def _alone(part: Document, known: Collection[str]) -> str:
    """The lines that say what nobody knows; those of a block after an empty line."""
    lines = part.text.splitlines(keepends=True)
    found = [(block.lines, "\n") for block in part.blocks if bare(block.text) not in known]
    found += [((number, number), "") for number, line in _loose(part) if line not in known]
    return "".join(lead + "".join(lines[first - 1 : last]) for (first, last), lead in sorted(found))


def _loose(document: Document) -> Iterator[tuple[int, str]]:
    """The lines that are in no block and say something, with their numbers: link definitions."""
    within = {n for block in document.blocks for n in range(block.lines[0], block.lines[1] + 1)}
    for number, line in enumerate(document.text.split("\n"), 1):
        if number not in within and (said := line.strip()):
            yield number, said
