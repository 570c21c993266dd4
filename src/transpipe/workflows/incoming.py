"""Edits of a Chinese file into its catalogue: the last agreed text, the file, the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import ngettext

from transpipe.catalogue.apart import Standing, apart, doubting, given, joining
from transpipe.catalogue.build import from_beads, unit_of
from transpipe.catalogue.edits import Edited, edited
from transpipe.catalogue.meant import Meant, is_cut, meant
from transpipe.catalogue.placement import place, unmarked
from transpipe.catalogue.take_in import take_in
from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline
from transpipe.model import (
    Catalogue,
    Conflict,
    Finding,
    Owner,
    Severity,
    Unit,
)
from transpipe.ports import Converter
from transpipe.workflows.agreed import Agreed, asks_of_file
from transpipe.workflows.copies import is_copy, unconverted
from transpipe.workflows.project import Article, Project
from transpipe.workflows.put_back import PutBack, put_back
from transpipe.workflows.reading import aligned
from transpipe.workflows.settling import not_given_up, settled, settled_by_file

UnitId = tuple[str | None, str]
# So many of the texts of a catalogue are missing in a file that is perhaps another one's.
_MOST = 0.5


@dataclass(frozen=True)
class Taken:
    """A catalogue with the edits of its file, and what both say now: the base of the next build.

    `back` is what git has put back on either side, `meant` how the edits were read, `ended` the
    other texts of conflicts that the file has settled. `strange` where the file is perhaps another
    one's, and nobody has said yet.
    """

    current: Catalogue
    then: Catalogue
    back: PutBack = field(default_factory=PutBack)
    meant: Meant = field(default_factory=lambda: Meant(Edited({}, ())))
    ended: frozenset[str] = frozenset()
    strange: bool = False

    @property
    def given_up(self) -> frozenset[str]:
        """Words that need not stand in the catalogue any more."""
        return self.back.committed | self.ended

    def findings(self, article: Article) -> tuple[Finding, ...]:
        """What was not taken in as it looks."""
        return (*self.back.findings(article), *_questions(article, self.meant))


def taken_in(
    project: Project,
    article: Article,
    base: Agreed | None,
    links: LinkMap,
    converter: Converter,
    parent: Catalogue | None = None,
) -> Taken:
    """The catalogue with the edits of the file; of a derived locale `parent` is what it follows.

    Without a state in which both agreed, what differs becomes a conflict, never a guess.
    """
    assert article.file is not None
    assert article.catalogue is not None
    if base is None:
        return _without_state(article, links, converter)
    agreed, held = _apart(article, base)
    typed = edited(agreed.file, agreed.placement, article.file)
    copied = partial(is_copy, project, article)
    cut = is_cut(agreed.file, article.file)
    understood = meant(typed, agreed.catalogue, held, article.source, copied, cut=cut)
    edits = understood.edits
    plain = unconverted(parent, edits, converter, article.catalogue.locale)
    derived = (unit.id for unit in held.units if unit.owner is Owner.DERIVED)
    made = [key for key in derived if understood.copied or key in plain]
    back = put_back(project, article, base, edits).asking(understood.asked | plain, made)
    held = back.catalogue(held, lambda key: inline.map_targets(edits.words[key], links.back))
    alone = given(article.source, agreed.catalogue, edits, held) if article.source else ()
    take = partial(take_in, agreed=agreed.catalogue, to_source=links.back)
    current = doubting(take(joining(held, alone), edits=back.edits(edits)), alone)
    then = _without_own(take(agreed.catalogue, edits=edits), agreed.catalogue, current)
    taken = _settled(project, article, base, Taken(current, then, back, understood))
    doubtful = understood.strange and understood.asked - back.newer
    same = base.file.text == article.file.text
    if doubtful or (base.strange and (same or asks_of_file(taken.current))):
        return replace(taken, strange=True)
    return _grown(article, taken, edits.added, links, converter)


def _without_state(article: Article, links: LinkMap, converter: Converter) -> Taken:
    """Where nothing says what both agreed on last: both texts are kept of all that differs."""
    assert article.file is not None
    assert article.catalogue is not None
    worded = sum(bool(unit.words) for unit in article.catalogue.active())
    lost = len(place(article.catalogue, article.file).lost)
    strange = lost > max(1, _MOST * worded)
    current, then = _differing(article, links, converter, strange=strange)
    over = frozenset(_typed_over(article.catalogue, current))
    return Taken(current, then, ended=over, strange=strange)


def _settled(project: Project, article: Article, base: Agreed, taken: Taken) -> Taken:
    """With the conflicts that the file has settled."""
    asked = settled_by_file(article, base, taken.current)
    back = {unit.id: settled(unit) for unit in asked}
    current, then = (
        replace(side, units=tuple(back.get(u.id, u) if u.active else u for u in side.units))
        for side in (taken.current, taken.then)
    )
    ended = frozenset(u.conflict.text for u in asked if u.conflict)
    current = replace(current, units=(*current.units, *not_given_up(project, article, base, asked)))
    return replace(taken, current=current, then=then, ended=ended) if back else taken


def _grown(
    article: Article,
    taken: Taken,
    added: tuple[int, ...],
    links: LinkMap,
    converter: Converter,
) -> Taken:
    """With words for units that have none, from blocks that were added to the file."""
    assert article.file is not None
    # What a colleague's sync or build has put there is in the catalogue already.
    blocks = place(taken.current, article.file).blocks
    added = tuple(number for number in added if not blocks[number])
    if not added:
        return taken
    filled = _filled_in(article, taken.current, added, links, converter)
    return replace(taken, current=_with(taken.current, filled), then=_with(taken.then, filled))


def _questions(article: Article, understood: Meant) -> Iterator[Finding]:
    """What the file says that is no translation, or of another article."""
    if count := understood.untranslated:
        said = ngettext(
            "{count} unit is in English again in the file; its words stay as obsolete",
            "{count} units are in English again in the file; their words stay as obsolete",
            count,
        )
        yield _finding(article, "untranslated", said.format(count=count))
    if count := len(understood.asked):
        said = ngettext(
            "the file has no translation of {count} unit; both texts are in the catalogue",
            "the file has no translation of {count} units; both texts are in the catalogue",
            count,
        )
        if understood.cut:
            said = ngettext(
                "the file is cut off: {count} unit keeps its words, and asks",
                "the file is cut off: {count} units keep their words, and ask",
                count,
            )
        elif understood.strange:
            said = ngettext(
                "is this the right file? {count} unit says something else altogether; "
                "both texts are in the catalogue",
                "is this the right file? {count} units say something else altogether; "
                "both texts are in the catalogue",
                count,
            )
        yield _finding(article, "strange-file", said.format(count=count))


def _finding(article: Article, code: str, said: str) -> Finding:
    return Finding(code, Severity.WARNING, said, article.pair.target, 1)


def _apart(article: Article, base: Agreed) -> tuple[Standing, Catalogue]:
    """What both said, and the catalogue, with own units for places of a text edited alone."""
    assert article.file is not None
    assert article.catalogue is not None
    then = Standing(base.file, base.catalogue, base.placement)
    if article.source is None:
        return then, article.catalogue
    return apart(article.source, then, article.file, article.catalogue)


def _without_own(then: Catalogue, before: Catalogue, current: Catalogue) -> Catalogue:
    """What both say, less what was typed where a unit without words has left the source since.

    That is the translator's own.
    """
    empty = {unit.id for unit in before.units if not unit.words}
    gone = empty - {unit.id for unit in current.units}
    return replace(then, units=tuple(unit for unit in then.units if unit.id not in gone))


def _filled_in(
    article: Article,
    catalogue: Catalogue,
    added: tuple[int, ...],
    links: LinkMap,
    converter: Converter,
) -> dict[UnitId, Unit]:
    """Units without words that people have translated in the file, found by alignment."""
    assert article.source is not None
    assert article.file is not None
    here = unit_of(article.source, catalogue)
    empty_blocks = [
        article.source.blocks[number] for number, unit in sorted(here.items()) if not unit.words
    ]
    source = replace(article.source, blocks=tuple(empty_blocks))
    file = replace(article.file, blocks=tuple(article.file.blocks[number] for number in added))
    return _said(replace(article, source=source, file=file), catalogue, links, converter)


def _said(
    article: Article, catalogue: Catalogue, links: LinkMap, converter: Converter
) -> dict[UnitId, Unit]:
    """What the file says for each unit, as it is aligned with the source."""
    assert article.source is not None
    assert article.file is not None
    file = unmarked(article.file)
    beads = aligned(article.source, file, converter)
    made = from_beads(article.source, file, beads, article.name, catalogue.locale, links.back)
    return {unit.id: unit for unit in made.units if unit.target}


def _with(catalogue: Catalogue, filled: dict[UnitId, Unit]) -> Catalogue:
    """The catalogue with words for those of its units that have none."""
    units = [
        replace(filled[unit.id], references=unit.references, notes=unit.notes)
        if unit.active and unit.id in filled and not unit.words
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))


def _typed_over(before: Catalogue, now: Catalogue) -> Iterator[str]:
    """The file's texts in conflicts in whose place it says others now."""
    here = now.find()
    for unit in before.active():
        held = unit.conflict
        if held and held.side == "md" and here[unit.id].conflict != held:
            yield held.text


def _differing(
    article: Article, links: LinkMap, converter: Converter, *, strange: bool
) -> tuple[Catalogue, Catalogue]:
    """File and catalogue differ and nothing says who is right: both texts are kept.

    What a conflict has of the file already gives way to what that says now, but not where it is
    perhaps another file.
    """
    assert article.file is not None
    assert article.catalogue is not None
    here = place(article.catalogue, article.file)
    lost = {unit.id for unit in here.lost}
    said = _said(article, article.catalogue, links, converter)
    current: list[Unit] = []
    then: list[Unit] = []
    for unit in article.catalogue.units:
        other = said.get(unit.id)
        asked = strange and unit.conflict and unit.conflict.side == "md"
        if unit.id not in lost or asked:
            current.append(unit)
            then.append(unit)
        elif other:
            current.append(replace(unit.doubted(), conflict=Conflict("md", other.target)))
            then.append(replace(unit, target=other.target))
        else:
            current.append(unit)
    found = (replace(article.catalogue, units=tuple(units)) for units in (current, then))
    now, base = (_with(catalogue, said) for catalogue in found)
    return now, base
