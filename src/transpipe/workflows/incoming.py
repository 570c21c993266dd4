"""Edits of a Chinese file into its catalogue: the last agreed text, the file, the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import ngettext

from transpipe.catalogue.apart import Standing, apart, doubting, given, joining
from transpipe.catalogue.build import unit_of
from transpipe.catalogue.edits import Edited, edited
from transpipe.catalogue.meant import Meant, is_cut, meant
from transpipe.catalogue.placement import place
from transpipe.catalogue.take_in import take_in
from transpipe.markdown import inline
from transpipe.model import (
    Catalogue,
    Finding,
    Owner,
    Severity,
    Unit,
)
from transpipe.ports import Converter
from transpipe.publish.links import LinkMap
from transpipe.workflows.agreed import Agreed, asks_of_file
from transpipe.workflows.copies import as_converted, is_copy, still_derived, unconverted
from transpipe.workflows.differing import aligned_words, differing, with_words
from transpipe.workflows.project import Article, Project
from transpipe.workflows.put_back import PutBack, put_back
from transpipe.workflows.settling import not_given_up, settled, settled_by_file

UnitId = tuple[str | None, str]


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
        both = differing(article, links, converter)
        return Taken(both.current, both.then, ended=both.over, strange=both.strange)
    agreed, held = _apart(article, base)
    typed = edited(agreed.file, agreed.placement, article.file)
    copied = partial(is_copy, project, article)
    cut = is_cut(agreed.file, article.file)
    understood = meant(typed, agreed.catalogue, held, article.source, copied, cut=cut)
    edits = understood.edits
    plain = _of_conversion(parent, held, edits, converter)
    derived = {unit.id for unit in held.units if unit.owner is Owner.DERIVED}
    understood = understood.less(plain & derived)
    made = [key for key in derived if understood.copied or key in plain]
    back = put_back(project, article, base, edits).asking(understood.asked | plain, made)
    held = back.catalogue(held, lambda key: inline.map_targets(edits.words[key], links.back))
    alone = given(article.source, agreed.catalogue, edits, held) if article.source else ()
    take = partial(take_in, agreed=agreed.catalogue, to_source=links.back)
    current = doubting(take(joining(held, alone), edits=back.edits(edits)), alone)
    then = still_derived(take(agreed.catalogue, edits=edits), agreed.catalogue, back.following)
    then = _without_own(then, agreed.catalogue, current)
    taken = _settled(project, article, base, Taken(current, then, back, understood))
    doubtful = understood.strange and understood.asked - back.newer
    same = base.file.text == article.file.text
    if doubtful or (base.strange and (same or asks_of_file(taken.current))):
        return replace(taken, strange=True)
    return _grown(article, taken, edits.added, links, converter)


def _of_conversion(
    parent: Catalogue | None, held: Catalogue, edits: Edited, converter: Converter
) -> set[UnitId]:
    """The units whose new text is the parent's, converted or not."""
    sides = (parent, held, edits, converter)
    return {*unconverted(*sides), *as_converted(*sides)}


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
    current, then = (with_words(side, filled) for side in (taken.current, taken.then))
    return replace(taken, current=current, then=then)


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
    return aligned_words(replace(article, source=source, file=file), catalogue, links, converter)
